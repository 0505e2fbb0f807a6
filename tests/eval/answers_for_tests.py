"""Answers and cases made by hand, for the tests of the measuring."""

from typing import Any

from assistant.question import Answer, Citation, Intent, LessonCard, Mode, Status
from eval.case import Case

TEXT = "Mã OTP là dãy số chỉ dùng một lần.\nKhông đọc mã OTP cho bất kỳ ai."
QUOTE = "Không đọc mã OTP cho bất kỳ ai."


def stored(passage_id: str) -> str | None:
    """A store with one passage in it."""
    return {"p1": TEXT}.get(passage_id)


def citation(n: int = 1, quote: str = QUOTE, passage_id: str = "p1") -> Citation:
    return Citation(n, "Bảng giải thích từ ngữ số", "Mục “Mã OTP”", quote, passage_id)


def answer(text: str = "Không đọc mã **OTP** cho ai. [1]", **changes: Any) -> Answer:
    values: dict[str, Any] = {"citations": (citation(),), **changes}
    return Answer(values.pop("status", Status.ANSWERED), Intent.DEFINITION, Mode.EXTRACTIVE, text, **values)


def lesson(name: str) -> LessonCard:
    return LessonCard(name, "Một bài", "N0", "Bài này trả lời câu vừa hỏi.")


def case(name: str = "term-otp", known_gap: str | None = None, **expect: Any) -> Case:
    return Case.model_validate(
        {
            "id": name,
            "question": "otp la gi",
            "known_gap": known_gap,
            "expect": {"status": "answered", **expect},
        }
    )
