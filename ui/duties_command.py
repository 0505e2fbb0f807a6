"""`bdhvs duties`: the plan's duties, filtered, on the screen or into a file."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import Annotated

import typer

from knowledge.duty_filter import select_duties
from knowledge.duty_query import SharedRows, choose, read_filter, shared_rows
from knowledge.errors import QueryError
from knowledge.library import Library
from knowledge.plan import Duty
from ui.duty_exports import Export, Format, export
from ui.duty_exports.files import write_whole
from ui.duty_exports.text import table

_TABLE = "table"
_KINDS: tuple[str, ...] = (_TABLE, *Format)
_TO_FILE = (Format.XLSX, Format.ICS)
_TABLE_ENDINGS = ("", "txt")
_WIDE = 120
"""Characters of a table that goes to no terminal."""


def _now() -> datetime:
    return datetime.now(UTC)


def duties_command(
    opened: Callable[[], AbstractContextManager[Library]], clock: Callable[[], datetime] = _now
) -> Callable[..., None]:
    """The command over the library that `opened` opens; `clock` tells a time with its zone."""

    def duties(  # noqa: PLR0913  # one argument for each option
        *,
        agency: Annotated[
            list[str] | None, typer.Option(help="Tên cơ quan, kể cả tên tắt, không dấu; dùng được nhiều lần")
        ] = None,
        role: Annotated[
            str, typer.Option(help="Vai trò của cơ quan: lead (chủ trì), coordinating (phối hợp), either")
        ] = "either",
        group: Annotated[str | None, typer.Option(help="Nhóm nhiệm vụ, như IV hoặc 4")] = None,
        ids: Annotated[
            list[str] | None, typer.Option("--id", help="Mục, như 4.4, 5.1.a, hoặc 5.2 cho cả mục con")
        ] = None,
        due: Annotated[
            str | None, typer.Option(help="Ngày cuối nằm trong: 2025, 2025-Q3, 9/2025 hoặc 30/9/2025")
        ] = None,
        recurring: Annotated[
            bool | None,
            typer.Option("--recurring/--no-recurring", help="Chỉ nhiệm vụ thường xuyên, hoặc chỉ loại khác"),
        ] = None,
        without: Annotated[
            list[str] | None, typer.Option(help="Ô để trống: coordinating, result, due; dùng được nhiều lần")
        ] = None,
        text: Annotated[str | None, typer.Option(help="Chữ trong tên hoặc kết quả dự kiến")] = None,
        plan: Annotated[
            str | None, typer.Option(help="Mã tài liệu của kế hoạch khác đã nạp, xem `bdhvs documents`")
        ] = None,
        kind: Annotated[
            str | None, typer.Option("--format", help="table, json, csv, xlsx, ics; mặc định theo đuôi --out")
        ] = None,
        out: Annotated[Path | None, typer.Option(help="Ghi vào tệp này; xlsx, ics luôn ghi ra tệp")] = None,
    ) -> None:
        """Liệt kê nhiệm vụ của Kế hoạch: lọc đủ mọi dòng, xuất bảng, JSON, CSV, XLSX, lịch ICS."""
        wanted_kind = _kind(kind, out)
        with opened() as library:
            rows = library.named_plan(plan).duties
            wanted = read_filter(
                rows,
                library.lexicon,
                agency=agency or (),
                role=role,
                group=group,
                ids=ids or (),
                due=due,
                recurring=recurring,
                without=without or (),
                text=text,
            )
            shared = shared_rows(rows, library.lexicon, wanted)
        chosen = select_duties(rows, wanted)
        made = _made(chosen, len(rows), wanted_kind, out, clock())
        written = f"{len(chosen) - made.left_out}/{len(rows)} nhiệm vụ"
        _deliver(made, wanted_kind, out, written)
        _tell(shared, aside=wanted_kind != _TABLE or out is not None)

    return duties


def _kind(typed: str | None, out: Path | None) -> str:
    """What was asked for, or what the file's ending says, or a table. Raises QueryError."""
    if typed is not None:
        return choose("Định dạng", typed, _KINDS)
    ending = out.suffix[1:].lower() if out else ""
    if ending in _TABLE_ENDINGS:
        return _TABLE
    if ending in list(Format):
        return ending
    raise QueryError(
        f"Không ghi được tệp đuôi «.{ending}».",
        f"Hãy dùng một trong các đuôi: .txt (bảng chữ), {', '.join(f'.{one}' for one in Format)}; "
        "hoặc nêu --format.",
    )


def _made(chosen: Sequence[Duty], total: int, kind: str, out: Path | None, now: datetime) -> Export:
    """The duties as what was asked for; a table is as wide as the terminal, where there is one."""
    if kind != _TABLE:
        return export(chosen, Format(kind), now)
    width = _WIDE if out else get_terminal_size((_WIDE, 24)).columns
    return Export(table(chosen, total, width).encode())


def _deliver(made: Export, kind: str, out: Path | None, written: str) -> None:
    """Into the file, saying so; or to standard output, where nothing else is said."""
    if kind in _TO_FILE:
        out = out or Path(Format(kind).file_name)
    if out is None:
        typer.echo(made.content, nl=False)
        return
    write_whole(out, made.content)
    typer.echo(" ".join(filter(None, (f"Đã ghi {written} vào {out}.", made.note))))


def _tell(shared: Sequence[SharedRows], *, aside: bool) -> None:
    """The rows of collective names: under the table, or on standard error where the output is a file."""
    for one in shared:
        typer.echo(f"{one.said}; xem bằng --agency “{one.collective.name}”.", err=aside)
