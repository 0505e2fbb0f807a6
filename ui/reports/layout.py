"""A Report → a Word file: heading, duties, figures, gaps, proposals, signature."""

from collections.abc import Iterator, Sequence

from knowledge.clock import VIETNAM
from knowledge.plan import COORDINATING, LEAD, Duty, Role
from knowledge.progress import Progress
from knowledge.reported import state_label
from ui.duty_exports.rows import agencies
from ui.reports.content import NO_REPORT, Figure, Gap, Line, Report
from ui.reports.paper import HEADING, Look, Paper
from ui.reports.periods import day, period_name

_RULE = (
    "Nhiệm vụ thuộc kỳ là nhiệm vụ có hạn cuối trong kỳ; quá hạn từ trước kỳ mà chưa hoàn thành; thường "
    "xuyên (gồm nhiệm vụ hằng năm); hoặc có báo cáo trong kỳ. Tình trạng lấy theo lần báo cáo mới nhất tính "
    "đến {as_of}; báo cáo sau ngày đó được ghi riêng. Nhiệm vụ giao chung cho nhiều đơn vị ghi số đơn vị đã "
    "báo, không coi là hoàn thành theo báo cáo của một đơn vị. Cơ quan báo cáo ghi bằng nhãn của khóa cán bộ."
)
_HEADS = (
    "Mục", "Nhiệm vụ", "Kết quả dự kiến", "Thời gian", "Tình trạng", "Số liệu", "Ghi chú, minh chứng",
    "Cơ quan, ngày báo cáo",
)  # fmt: skip
_WIDTHS = (13, 84, 54, 24, 21, 19, 27, 20)
_TARGET_HEADS = ("Mã", "Chỉ tiêu của Kế hoạch", "Mức", "Số liệu đã báo cáo")
_TARGET_WIDTHS = (17, 85, 15, 48)
_SMALL = Look(size=11, italic=True, before=6)
_LEFT = Look(size=11, align="LEFT", after=0)


def report_docx(report: Report) -> bytes:
    """The report as a Word file."""
    title = f"Báo cáo tình hình thực hiện {report.paper.title}, kỳ {period_name(report.days)}"
    paper = Paper(title, report.made_at)
    _head(paper, report)
    _opening(paper, report)
    _duties(paper, report)
    paper.turn(landscape=False)
    _figures(paper, report)
    _gaps(paper, report.gaps)
    _closing(paper, report)
    return paper.content()


def _head(paper: Paper, report: Report) -> None:
    bold, plain = Look(size=13, bold=True, align="CENTER", after=0), Look(size=13, align="CENTER", after=0)
    line = Look(size=6, align="CENTER", after=4)
    left = [
        ("(CƠ QUAN CHỦ QUẢN)", Look(size=12, align="CENTER", after=0)),
        (report.body.today.upper(), Look(size=12, bold=True, align="CENTER", after=0)),
        ("_" * 20, line),
        ("Số: ………/BC-………", plain),
    ]
    right = [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look(size=12, bold=True, align="CENTER", after=0)),
        ("Độc lập - Tự do - Hạnh phúc", bold),
        ("_" * 46, line),
        (f"……………, ngày …… tháng …… năm {report.made_at.year}", Look(italic=True, align="CENTER", after=0)),
    ]
    paper.columns(left, right, 68)
    paper.text("BÁO CÁO", Look(size=14, bold=True, align="CENTER", before=14, after=0))
    paper.text(f"Tình hình thực hiện {report.paper.title}", Look(size=14, bold=True, align="CENTER", after=0))
    paper.text(f"Kỳ báo cáo: {period_name(report.days)}", Look(size=14, bold=True, align="CENTER", after=0))
    paper.rule(24)


def _opening(paper: Paper, report: Report) -> None:
    paper.text(f"Kính gửi: {report.paper.reports_to or '………………………………'}", Look(align="CENTER", after=10))
    paper.text(
        f"{_basis(report)}, {_who(report)} báo cáo tình hình thực hiện {period_name(report.days)} như sau:"
    )
    paper.text("I. NHIỆM VỤ ĐƯỢC GIAO", HEADING)
    paper.text(f"{len(report.lines)}/{report.total} nhiệm vụ thuộc kỳ báo cáo{_only(report.role)}, gồm:")
    for number, part in enumerate(report.parts, start=1):
        said = f" (bảng {number}; {part.tally})" if part.lines else ""
        paper.bullet(f"{part.title}: {len(part.lines)}/{part.total} nhiệm vụ{said}.")
    if not report.total:
        paper.text(f"Phụ lục của Kế hoạch không giao nhiệm vụ nào cho {report.body.name}.")
    paper.text(_RULE.format(as_of=day(report.as_of)), Look(italic=True, indent=10))
    if report.outside:  # named, so that none is dropped without a word
        paper.text(f"Không thuộc kỳ: {len(report.outside)} nhiệm vụ: {_named(report.outside)}.")


def _only(role: Role) -> str:
    """What a report of one role must say: that the other is not in it."""
    return {LEAD: " (chỉ tính vai trò chủ trì)", COORDINATING: " (chỉ tính vai trò phối hợp)"}.get(role, "")


def _basis(report: Report) -> str:
    said = [report.paper.issuer, f"số {report.paper.number or '………'}"]
    if report.paper.signed_on:
        said.append(f"ký ngày {day(report.paper.signed_on)}")
    return f"Thực hiện {report.paper.title} ({', '.join(part for part in said if part)})"


def _who(report: Report) -> str:
    """The agency by its name of today, and by that of the plan where it is another."""
    body = report.body
    return body.name if body.name == body.today else f"{body.today} (trong Kế hoạch: {body.name})"


def _named(duties: Sequence[Duty]) -> str:
    return "; ".join(f"{duty.id} ({duty.timeline or 'không ghi thời gian'})" for duty in duties)


def _duties(paper: Paper, report: Report) -> None:
    """The tables, lying; the standing page that follows is another section."""
    if not report.lines:
        return
    paper.turn(landscape=True)
    for number, part in enumerate(report.parts, start=1):
        if part.lines:
            count = f"{len(part.lines)}/{part.total} nhiệm vụ thuộc kỳ"
            paper.text(f"Bảng {number}. {part.title}: {count}", HEADING)
            paper.table(_HEADS, [_row(line) for line in part.lines], _WIDTHS)


def _row(line: Line) -> list[str]:
    duty, state = line.duty, line.state
    people = f"Chủ trì: {agencies(duty.lead) or '(không ghi)'}"
    people += f"\nPhối hợp: {agencies(duty.coordinating) or '(không ghi)'}"
    told = [NO_REPORT, "", _remarks(line), ""]
    if state:
        told = [state_label(state, line.bodies), state.figure or "", _remarks(line), _reported(state)]
    return [duty.id, f"{duty.name}\n{people}", duty.result or "(không ghi)", duty.timeline, *told]


def _remarks(line: Line) -> str:
    """The note and the link; and, apart, what was reported after the period."""
    parts = [line.state.note, line.state.evidence] if line.state else []
    if line.later:
        figure = f", {line.later.figure}" if line.later.figure else ""
        parts.append(f"Sau kỳ ({day(line.later.reported_on)}): {line.later.label.lower()}{figure}")
    return "\n".join(part for part in parts if part)


def _reported(state: Progress) -> str:
    return f"{state.by}\n{day(state.reported_on)}"


def _figures(paper: Paper, report: Report) -> None:
    told = [one for one in report.figures if one.state and one.state.figure]
    paper.text("II. SỐ LIỆU SO VỚI CHỈ TIÊU CỦA KẾ HOẠCH", HEADING)
    paper.text(f"{len(told)}/{len(report.figures)} chỉ tiêu của các năm trong kỳ có số liệu báo cáo.")
    if report.figures:
        paper.table(_TARGET_HEADS, [_figure_row(one) for one in report.figures], _TARGET_WIDTHS)
    lines = [line for line in report.lines if line.state and line.state.figure]
    paper.text(f"{len(lines)}/{len(report.lines)} nhiệm vụ thuộc kỳ có số liệu{':' if lines else '.'}")
    for line in lines:
        if line.state:
            paper.bullet(f"{line.duty.id}: {line.state.figure} ({_cited(line.state)})")


def _figure_row(one: Figure) -> list[str]:
    target = one.target
    told = (
        f"{one.state.figure} ({_cited(one.state)})" if one.state and one.state.figure else "Chưa có số liệu"
    )
    said = f"{target.group_name}: {target.measure[:1].lower()}{target.measure[1:]}"
    return [target.id, said, f"{target.percent:g}%", told]


def _cited(state: Progress) -> str:
    return f"{state.by}, {day(state.reported_on)}"


def _gaps(paper: Paper, gaps: Sequence[Gap]) -> None:
    paper.text("III. ĐIỂM CÒN THIẾU, VƯỚNG MẮC", HEADING)
    for number, gap in enumerate(gaps, start=1):
        paper.text(f"{number}. {gap.title}: {len(gap.found)} nhiệm vụ{':' if gap.found else '.'}")
        if gap.apart:
            for duty, why in gap.found:
                paper.bullet(f"{duty.id}: {why}")
        elif gap.found:
            paper.bullet("; ".join(_marked(duty, why) for duty, why in gap.found) + ".")


def _marked(duty: Duty, why: str) -> str:
    return f"{duty.id} ({why})" if why else duty.id


def _closing(paper: Paper, report: Report) -> None:
    paper.text("IV. KIẾN NGHỊ, ĐỀ XUẤT", HEADING)
    paper.dotted(4)
    left = [("Nơi nhận:", Look(size=12, bold=True, italic=True, align="LEFT", after=0))]
    left += [(line, _LEFT) for line in ("- Như trên;", "- …………………;", "- Lưu: VT, ………")]
    right = list(_signature())
    paper.columns(left, right, 80)
    made = f"{report.made_at.astimezone(VIETNAM):%H:%M} ngày {day(report.made_at.astimezone(VIETNAM).date())}"
    paper.text(f"Máy lập lúc {made} từ các báo cáo đã ghi; cơ quan kiểm tra, bổ sung trước khi ký.", _SMALL)


def _signature() -> Iterator[tuple[str, Look]]:
    yield "THỦ TRƯỞNG CƠ QUAN", Look(bold=True, align="CENTER", after=0)
    yield "(Ký, ghi rõ họ tên, đóng dấu)", Look(size=12, italic=True, align="CENTER", after=60)
