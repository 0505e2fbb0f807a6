"""Plan rows in words: what a person reads on a phone."""

from collections.abc import Sequence
from datetime import date

from assistant.dates import days_left
from assistant.question import Line
from knowledge.plan import Duty, Target

_CELLS = frozenset({"who", "result", "when"})

SHOWN = 10
"""A long list shows this many rows and says how to get the rest."""

_NAME_CHARS = 140


def full_row(duty: Duty, today: date, asked: Sequence[str]) -> list[Line]:
    """One duty with the cells that were asked for; all of them when none was named."""
    cells = {
        "who": [
            f"- **Cơ quan chủ trì:** {'; '.join(duty.lead) or 'không ghi'}",
            f"- **Cơ quan phối hợp:** {'; '.join(duty.coordinating) or 'không ghi'}",
        ],
        "result": [f"- **Kết quả dự kiến:** {duty.result or 'không ghi'}"],
        "when": [f"- **Thời gian thực hiện:** {duty.timeline}"],
        "remaining": [f"- **Tính đến {today:%d/%m/%Y}:** {_remaining(duty, today)}"],
    }
    wanted = [name for name in cells if name in asked or (not set(asked) & _CELLS and name in _CELLS)]
    lines = [f"**Nhiệm vụ {duty.id}:** {duty.name.rstrip('.')}."]
    lines += [line for name in wanted for line in cells[name]]
    return [Line(line, duty.passage_id) for line in lines]


def short_rows(duties: Sequence[Duty], cells: Sequence[str] = (), start: int = 0) -> list[Line]:
    """Duties one a line: id, name, when, the cells asked for; ten from `start`, then how to get the rest."""
    shown = duties[start : start + SHOWN]
    lines = [Line(_short_row(duty, cells), duty.passage_id) for duty in shown]
    if rest := [duty.id for duty in duties[start + SHOWN :]]:
        lines.append(
            Line(
                f"Còn {len(rest)} nhiệm vụ nữa: {', '.join(rest)}. "
                f"Hỏi “xem tiếp” để xem, hoặc “nhiệm vụ {rest[0]}” để xem từng mục."
            )
        )
    return lines


def _short_row(duty: Duty, cells: Sequence[str]) -> str:
    told = f"- **{duty.id}** {_short(duty.name)} — {duty.timeline}"
    if "who" in cells:
        told += f" — {'; '.join(duty.lead) or 'không ghi cơ quan chủ trì'}"
    if "result" in cells:
        told += f" — Kết quả: {_short(duty.result or 'không ghi')}"
    return told


def target_line(target: Target) -> Line:
    """One target."""
    measure = target.measure[:1].lower() + target.measure[1:].rstrip(".")
    who = target.group_name[:1].lower() + target.group_name[1:]
    return Line(f"- **Năm {target.year}: {target.percent:g}%** {who} {measure}.", target.passage_id)


def _remaining(duty: Duty, today: date) -> str:
    """How long is left of a duty; said so where it has no last day."""
    return days_left(duty.due_to, today) if duty.due_to else "nhiệm vụ này không ghi ngày cuối"


def _short(name: str) -> str:
    if len(name) <= _NAME_CHARS:
        return name
    return name[:_NAME_CHARS].rsplit(" ", 1)[0].rstrip(" ,;.") + "…"
