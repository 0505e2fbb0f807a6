"""`bdhvs report`: the periodic report the plan demands of an agency, as a Word file."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from knowledge.clock import now
from knowledge.duty_filter import parse_due
from knowledge.duty_query import ROLES, choose
from knowledge.errors import QueryError
from knowledge.library import Library
from knowledge.progress_subject import one_plan
from knowledge.reported import led_by_many
from ui.duty_exports.files import write_whole
from ui.reports.body import find_body, plan_paper
from ui.reports.content import Source, gather
from ui.reports.layout import report_docx


def report_command(
    opened: Callable[[], AbstractContextManager[Library]], clock: Callable[[], datetime] = now
) -> Callable[..., None]:
    """The command over the library that `opened` opens; `clock` tells a time with its zone."""

    def report(
        *,
        agency: Annotated[str, typer.Option(help="Tên một cơ quan, kể cả tên tắt, không dấu")],
        period: Annotated[str, typer.Option(help="Kỳ: 2025, 2025-Q3, 2025-09")],
        role: Annotated[str, typer.Option(help="lead (chủ trì), coordinating (phối hợp), either")] = "either",
        out: Annotated[Path, typer.Option(help="Tệp DOCX sẽ ghi")] = Path("bao-cao.docx"),
        plan: Annotated[str | None, typer.Option(help="Mã kế hoạch, khi kho có nhiều kế hoạch")] = None,
    ) -> None:
        """Lập báo cáo định kỳ của một cơ quan (DOCX): nhiệm vụ, tiến độ, số liệu, điểm còn thiếu."""
        if out.suffix.lower() != ".docx":
            raise QueryError(
                f"Báo cáo chỉ ghi được ra tệp .docx, không phải «{out.name}».", "Hãy đổi đuôi tệp."
            )
        role, days = choose("Vai trò", role, ROLES), parse_due(period)
        with opened() as library:
            rows, plan_id = one_plan(library.plan(), plan)
            at = clock()
            body = find_body(library, rows, agency, at.date())
            source = Source(
                rows, plan_paper(library, plan_id, at.date()), library.progress, led_by_many(library.lexicon)
            )
            made = gather(source, body, role, days, at)
        write_whole(out, report_docx(made))
        count = f"{len(made.lines)}/{made.total} nhiệm vụ thuộc kỳ"
        typer.echo(f"Đã ghi báo cáo của {made.body.name} vào {out}: {count}.")

    return report
