"""`bdhvs progress`: record how a duty stands, list what is due, overdue or without report, show a history."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from shutil import get_terminal_size
from typing import Annotated

import typer

from knowledge.clock import now
from knowledge.duty_query import choose
from knowledge.library import Library
from knowledge.progress_entry import Entry
from knowledge.progress_subject import Subject, find_duty, find_target
from ui.progress_desk import Asked, Shown, office_of, show, take_in, warning
from ui.progress_rows import csv_text, history_table, json_text, recorded, table

Opened = Callable[[], AbstractContextManager[Library]]
_KINDS = ("table", "json", "csv")
_WIDE = 120

_Item = Annotated[
    str, typer.Argument(metavar="MỤC", help="Mục của nhiệm vụ như 4.4, 5.1.a; hoặc chỉ tiêu như 2025.4")
]
_Plan = Annotated[str | None, typer.Option(help="Mã kế hoạch, khi kho có nhiều kế hoạch cùng mục này")]


def progress_commands(opened: Opened, clock: Callable[[], datetime] = now) -> typer.Typer:
    """The commands over the library that `opened` opens; `clock` tells a time with its zone."""
    commands = typer.Typer(help="Tiến độ: ghi, xem tình hình, xem lịch sử.", no_args_is_help=True)
    commands.command("record")(_record(opened, clock))
    commands.command("list")(_list(opened, clock))
    commands.command("history")(_history(opened))
    return commands


def _record(opened: Opened, clock: Callable[[], datetime]) -> Callable[..., None]:
    def record(  # noqa: PLR0913  # one argument for each option
        item: _Item,
        *,
        status: Annotated[str, typer.Option(help="not_started, in_progress, done, blocked")],
        figure: Annotated[str | None, typer.Option(help="Số liệu kèm đơn vị, như «45 lớp»")] = None,
        note: Annotated[str | None, typer.Option(help="Ghi chú; số của cá nhân bị che trước khi lưu")] = None,
        evidence: Annotated[str | None, typer.Option(help="Liên kết minh chứng (http, https)")] = None,
        on: Annotated[str | None, typer.Option(help="Ngày báo cáo, như 30/9/2025; mặc định hôm nay")] = None,
        plan: _Plan = None,
    ) -> None:
        """Ghi một lần báo cáo; khóa cán bộ đặt trong BDHVS_OFFICER_KEY."""
        with opened() as library:
            key = library.settings.officer_key
            office = office_of(library, key.get_secret_value() if key else None)
            subject = _subject(library, item, plan)
            entry = Entry(status, figure, note, evidence, on)
            made = take_in(library, subject, entry, office, clock())
            look = warning(library, made)
        typer.echo(recorded(made))
        if look:
            typer.echo(look)

    return record


def _list(opened: Opened, clock: Callable[[], datetime]) -> Callable[..., None]:
    def list_(  # noqa: PLR0913  # one argument for each option
        *,
        standing: Annotated[
            str | None,
            typer.Option(
                help="due (đến hạn), overdue (quá hạn), unreported (chưa báo cáo), done (đã xong); "
                "bỏ trống: mọi nhiệm vụ"
            ),
        ] = None,
        agency: Annotated[list[str] | None, typer.Option(help="Tên cơ quan; dùng được nhiều lần")] = None,
        role: Annotated[str, typer.Option(help="lead, coordinating, either")] = "either",
        period: Annotated[str | None, typer.Option(help="Kỳ, như 2025-Q3; tính đến hết kỳ")] = None,
        within: Annotated[str | None, typer.Option(help="Với due: trong bao nhiêu ngày tới (30)")] = None,
        kind: Annotated[str, typer.Option("--format", help="table, json, csv")] = "table",
    ) -> None:
        """Xem nhiệm vụ cùng lần báo cáo mới nhất."""
        wanted = choose("Định dạng", kind, _KINDS)
        with opened() as library:
            found = show(library, Asked(standing, agency or (), role, period, within), clock().date())
        typer.echo(_written(found, wanted), nl=False)

    return list_


def _history(opened: Opened) -> Callable[..., None]:
    def history(item: _Item, plan: _Plan = None) -> None:
        """Xem mọi lần báo cáo của một mục, mới nhất trước."""
        with opened() as library:
            subject = _subject(library, item, plan)
            records = library.progress.history(subject.plan_id, subject.id)
        typer.echo(f"{subject.id}: {history_table(records, _width())}", nl=False)

    return history


def _subject(library: Library, typed: str, plan: str | None) -> Subject:
    """A duty, or a target such as 2025.4. Raises QueryError, which speaks of duties."""
    rows = library.plan()
    if any(target.id == typed.strip() for target in rows.targets):
        return find_target(rows, typed, plan)
    return find_duty(rows, typed, plan)


def _written(found: Shown, kind: str) -> bytes | str:
    if kind == "json":
        return json_text(found.duties, found.latest)
    if kind == "csv":
        return csv_text(found.duties, found.latest).encode("utf-8-sig")  # Excel reads UTF-8 by its mark
    return table(found.duties, found.latest, found.total, _width())


def _width() -> int:
    return get_terminal_size((_WIDE, 24)).columns
