"""The typed question said back in Vietnamese: what the count counts."""

from collections.abc import Iterator, Mapping

from assistant.plan_questions.asked import Asked, Holders, Sign, Time, Timing
from knowledge.conditions import Cell
from knowledge.plan import COORDINATING, EITHER, LEAD
from knowledge.plan_words import PlanWords

ROLE_NAMES: Mapping[str, str] = {LEAD: "chủ trì", COORDINATING: "phối hợp", EITHER: "chủ trì hoặc phối hợp"}
_CELLS: Mapping[Cell, str] = {
    "lead": "không ghi cơ quan chủ trì",
    "coordinating": "không ghi cơ quan phối hợp",
    "result": "không ghi kết quả dự kiến",
    "due": "không ghi thời hạn",
}


_VERBS = {Timing.RUNS: "thực hiện", Timing.STARTS: "bắt đầu", Timing.NOT_IN: "không có hạn"}


def said(asked: Asked, words: PlanWords) -> str:
    """Every condition, joined by commas: “do Sở Y tế chủ trì, có hạn trong quý III/2025”."""
    return ", ".join(_parts(asked, words))


def _parts(asked: Asked, words: PlanWords) -> Iterator[str]:
    if asked.groups:
        yield f"thuộc nhóm {', '.join(asked.groups)}"
    if asked.not_ids:
        yield f"ngoài mục {', '.join(asked.not_ids)}"
    if asked.not_groups:
        yield f"ngoài nhóm {', '.join(asked.not_groups)}"
    if asked.says(Sign.SHARED):
        yield f"có từ hai cơ quan {ROLE_NAMES[asked.role or LEAD]} trở lên"
    if asked.ids:
        yield f"thuộc mục {', '.join(asked.ids)}"
    yield from (_holder(one, asked.says(Sign.ALONE)) for one in asked.holders)
    if asked.time:
        yield _time(asked.time)
    if asked.recurring is not None:
        yield "làm thường xuyên, định kỳ" if asked.recurring else "không phải loại thường xuyên"
    if asked.fixed_day:
        yield "làm vào một ngày cố định hằng năm"
    yield from (_CELLS[cell] for cell in asked.without)
    yield from (_CELLS[cell].replace("không ghi", "có ghi") for cell in asked.filled)
    if asked.learners:
        yield f"dành cho {' hoặc '.join(words.learners[one].label for one in asked.learners)}"
    if asked.programmes:
        yield f"về {', '.join(words.programmes[one].name for one in asked.programmes)}"
    if topic := [*(" ".join(run) for run in asked.topic), *asked.quoted]:
        yield f"có nội dung “{', '.join(topic)}”"


def _holder(one: Holders, alone: bool) -> str:
    names = (" và " if one.every else " hoặc ").join(agency.name for agency in one.agencies)
    how = f"{'cùng ' if one.every else ''}{'một mình ' if alone else ''}{ROLE_NAMES[one.role or EITHER]}"
    return f"không do {names} {how}" if one.negated else f"do {names} {how}"


def _time(time: Time) -> str:
    named = " hoặc ".join(period.name for period in time.periods)
    if time.timing == Timing.OVERDUE:
        return f"đã qua hạn, có hạn trong {named}" if named else "đã qua hạn"
    if time.timing == Timing.NOT_YET:
        return f"chưa đến hạn, có hạn trong {named}" if named else "chưa đến hạn"
    open_ended = named.startswith(("trước", "sau", "từ", "đến hết", "ngày"))
    verb = _VERBS.get(time.timing, "có hạn")
    return f"{verb} {named}" if open_ended else f"{verb} trong {named}"
