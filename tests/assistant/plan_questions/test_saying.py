"""The typed question said back: every condition that was set, and no other."""

from datetime import date
from typing import Any

import pytest

from assistant.dates import Period
from assistant.plan_questions.asked import Asked, Holders, Sign, Time, Timing
from assistant.plan_questions.saying import said
from knowledge.lexicon import Agency
from knowledge.plan import COORDINATING, EITHER, LEAD
from knowledge.plan_words import PlanWords

HEALTH, POLICE = Agency("Sở Y tế"), Agency("Công an tỉnh")
THIRD = Period(date(2025, 7, 1), date(2025, 9, 30), "quý III/2025")
MAY = Period(date(2025, 5, 1), date(2025, 5, 31), "tháng 5/2025")
BEFORE = Period(date.min, date(2025, 6, 30), "trước ngày 01/07/2025")
DAY = Period(date(2025, 6, 30), date(2025, 6, 30), "ngày 30/06/2025")


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ({}, ""),
        ({"groups": ("II", "III")}, "thuộc nhóm II, III"),
        ({"not_groups": ("VI",)}, "ngoài nhóm VI"),
        ({"ids": ("5.1", "6.1")}, "thuộc mục 5.1, 6.1"),
        ({"holders": (Holders((HEALTH,), LEAD),)}, "do Sở Y tế chủ trì"),
        ({"holders": (Holders((HEALTH,)),)}, "do Sở Y tế chủ trì hoặc phối hợp"),
        ({"holders": (Holders((HEALTH, POLICE), LEAD),)}, "do Sở Y tế hoặc Công an tỉnh chủ trì"),
        (
            {"holders": (Holders((HEALTH, POLICE), LEAD, every=True),)},
            "do Sở Y tế và Công an tỉnh cùng chủ trì",
        ),
        (
            {"holders": (Holders((HEALTH,), LEAD), Holders((POLICE,), COORDINATING, negated=True))},
            "do Sở Y tế chủ trì, không do Công an tỉnh phối hợp",
        ),
        (
            {"holders": (Holders((HEALTH,), EITHER, negated=True),)},
            "không do Sở Y tế chủ trì hoặc phối hợp",
        ),
        (
            {"holders": (Holders((HEALTH,), LEAD),), "signs": frozenset({Sign.ALONE})},
            "do Sở Y tế một mình chủ trì",
        ),
        ({"signs": frozenset({Sign.SHARED})}, "có từ hai cơ quan chủ trì trở lên"),
        ({"time": Time(Timing.DUE, (THIRD,))}, "có hạn trong quý III/2025"),
        ({"time": Time(Timing.DUE, (MAY, THIRD))}, "có hạn trong tháng 5/2025 hoặc quý III/2025"),
        ({"time": Time(Timing.DUE, (BEFORE,))}, "có hạn trước ngày 01/07/2025"),
        ({"time": Time(Timing.DUE, (DAY,))}, "có hạn ngày 30/06/2025"),
        ({"time": Time(Timing.RUNS, (THIRD,))}, "thực hiện trong quý III/2025"),
        ({"time": Time(Timing.OVERDUE)}, "đã qua hạn"),
        ({"time": Time(Timing.OVERDUE, (MAY,))}, "đã qua hạn, có hạn trong tháng 5/2025"),
        ({"time": Time(Timing.NOT_YET)}, "chưa đến hạn"),
        ({"recurring": True}, "làm thường xuyên, định kỳ"),
        ({"recurring": False}, "không phải loại thường xuyên"),
        ({"fixed_day": True}, "làm vào một ngày cố định hằng năm"),
        (
            {"without": ("lead", "coordinating", "result", "due")},
            "không ghi cơ quan chủ trì, không ghi cơ quan phối hợp, không ghi kết quả dự kiến, "
            "không ghi thời hạn",
        ),
        ({"filled": ("result",)}, "có ghi kết quả dự kiến"),
        ({"learners": ("phu-nu", "nong-dan")}, "dành cho phụ nữ hoặc nông dân"),
        ({"programmes": ("gia-dinh-so",)}, "về Phong trào “Gia đình số”"),
        ({"topic": (("trợ", "lý", "ảo"),), "quoted": ("vneid",)}, "có nội dung “trợ lý ảo, vneid”"),
        (
            {"groups": ("IV",), "holders": (Holders((POLICE,), LEAD),), "recurring": False},
            "thuộc nhóm IV, do Công an tỉnh chủ trì, không phải loại thường xuyên",
        ),
    ],
)
def test_every_condition_is_said(slots: dict[str, Any], expected: str, words: PlanWords) -> None:
    assert said(Asked(**slots), words) == expected
