"""Questions that no row answers: a name that may be several, a body or a row that the plan does not have."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.plan_questions.agency_notes import DEPARTMENTS
from assistant.plan_questions.asked import Asked, Sign
from assistant.plan_questions.drafts import clarify, nothing
from assistant.plan_questions.saying import ROLE_NAMES
from assistant.question import Draft
from knowledge.lexicon import Lexicon
from knowledge.nearest import nearest
from knowledge.plan import EITHER, Duty, by_id
from knowledge.plan_words import PlanWords

_SOUNDS_LIKE = 0.7
"""A body is offered in another's place only where the names are nearly the same: “Bộ Y tế”, “Sở Y tế”."""

_NO_PROGRESS = (
    "Tôi tra được Kế hoạch giao việc gì, chưa trả lời được việc đó làm tới đâu. "
    "Tiến độ các cơ quan đã báo xem ở thẻ “Cán bộ”, mục “Tiến độ”, hoặc bằng lệnh `bdhvs progress list`."
)


@dataclass(frozen=True)
class Refusals:
    """Says what is missing, and names the nearest that is there."""

    lexicon: Lexicon
    words: PlanWords

    def draft(self, asked: Asked, rows: Sequence[Duty]) -> Draft | None:
        """What is to be said instead of rows, or None where rows can answer."""
        if asked.problem:
            text = f"Không có thời gian “{asked.problem}”: một năm có 12 tháng, 4 quý."
            return nothing(f"{text} Anh/chị xem lại giúp tôi.")
        if asked.says(Sign.PROGRESS) and not asked.time:
            return nothing(_NO_PROGRESS)
        return self._vague(asked) or self._strangers(asked, rows) or _unknown(asked, rows)

    def _vague(self, asked: Asked) -> Draft | None:
        """“UBND chủ trì gì?”: which one is asked back."""
        vague = next((one for one in self.words.vague if one.id == asked.vague), None)
        if vague is None or asked.ids or asked.programmes:
            return None
        known = (self.lexicon.agency(name) for name in vague.choices)
        doing = ROLE_NAMES[asked.role or EITHER]
        return clarify(vague.ask, [f"{one.name} {doing} những nhiệm vụ nào?" for one in known if one])

    def _strangers(self, asked: Asked, rows: Sequence[Duty]) -> Draft | None:
        """A body the plan never names is said so; no other stands in for it."""
        if not asked.strangers or asked.holders:
            return None
        text = f"Phụ lục của Kế hoạch không nêu tên {', '.join(asked.strangers)}."
        if any(name.startswith("Sở ") for name in asked.strangers):
            shared = f"Các nhiệm vụ ghi chung “{DEPARTMENTS}” thì mọi sở cùng làm"
            return nothing(f"{text} {shared}; hỏi “{DEPARTMENTS} chủ trì những nhiệm vụ nào?” để xem.")
        known = {name: name for duty in rows for name in (*duty.lead, *duty.coordinating)}
        near = nearest(asked.strangers[0], known, _SOUNDS_LIKE)
        return nothing(f"{text} {near}" if "«" in near else text)


def no_row(missing: Sequence[str], rows: Sequence[Duty]) -> str:
    """That there are no rows with these ids, and which there are."""
    ends = f"các mục có từ {rows[0].id} đến {rows[-1].id}" if rows else "Phụ lục chưa có mục nào"
    return f"Phụ lục của Kế hoạch không có mục {', '.join(missing)}; {ends}."


def _unknown(asked: Asked, rows: Sequence[Duty]) -> Draft | None:
    """Ids and groups that the appendix does not have."""
    groups = list(dict.fromkeys(duty.group_id for duty in rows))
    if strange := [one for one in asked.groups if one not in groups]:
        text = f"Phụ lục của Kế hoạch không có nhóm {', '.join(strange)}"
        return nothing(f"{text}; các nhóm là {', '.join(groups)}.")
    missing = [one for one in asked.ids if not by_id(rows, one)]
    return nothing(no_row(missing, rows)) if missing and len(missing) == len(asked.ids) else None
