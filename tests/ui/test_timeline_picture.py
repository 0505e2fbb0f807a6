"""The picture: well-formed, one bar for each dated duty, where the days are; read here as a browser would."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree as Xml

import pytest

from knowledge.library import Library
from knowledge.plan import Duty
from tests.fakes import RECURRING, UNDATED, a_duty
from ui.timeline_picture import timeline_picture

TODAY = date(2025, 9, 16)
JUNE = {"due_from": date(2025, 6, 1), "due_to": date(2025, 6, 30)}


def drawn(duties: Sequence[Duty], today: date = TODAY) -> Xml.Element:
    return Xml.fromstring(timeline_picture(duties, today))  # noqa: S314  # we drew it


def of_class(picture: Xml.Element, name: str) -> list[Xml.Element]:
    return [one for one in picture.iter() if name in one.get("class", "").split()]


def words(element: Xml.Element) -> str:
    return "".join(element.itertext())


def percent(element: Xml.Element, name: str) -> float:
    value = element.get(name, "")
    assert value.endswith("%")
    return float(value[:-1])


def test_every_duty_of_the_plan_has_its_row_and_every_dated_one_a_bar(library: Library) -> None:
    duties = library.plan().duties
    picture = drawn(duties)

    assert len(of_class(picture, "row")) == len(duties) == 39
    assert len(of_class(picture, "bar")) == sum(duty.due_to is not None for duty in duties)
    assert len(of_class(picture, "arrow")) == sum(duty.recurring for duty in duties)


def test_a_bar_reaches_from_the_first_day_to_the_end_of_the_last() -> None:
    [bar] = of_class(drawn([a_duty(due_from=date(2025, 9, 11), due_to=date(2025, 9, 20))]), "bar")

    assert percent(bar, "x") == pytest.approx(10 / 30 * 100, abs=0.01)
    assert percent(bar, "width") == pytest.approx(10 / 30 * 100, abs=0.01)


def test_a_duty_that_names_no_first_day_has_a_bar_of_one_day() -> None:
    [bar] = of_class(drawn([a_duty(due_from=None)]), "bar")

    assert percent(bar, "x") + percent(bar, "width") == pytest.approx(100, abs=0.01)
    assert percent(bar, "width") == pytest.approx(100 / 30, abs=0.01)


def test_no_bar_leaves_the_picture(library: Library) -> None:
    for bar in of_class(drawn(library.plan().duties), "bar"):
        assert percent(bar, "x") >= 0
        assert percent(bar, "x") + percent(bar, "width") <= 100.02


def test_today_is_a_line_through_the_rows_with_its_name() -> None:
    picture = drawn([a_duty()])

    [line], [name] = of_class(picture, "today"), of_class(picture, "today-name")
    assert percent(line, "x1") == percent(line, "x2") == 50
    assert words(name) == "Hôm nay 16/9/2025"


@pytest.mark.parametrize(
    ("today", "said"),
    [(date(2026, 11, 22), "Hôm nay 22/11/2026 →"), (date(2025, 1, 2), "← Hôm nay 2/1/2025")],
)
def test_a_day_beyond_the_months_is_named_at_the_edge(today: date, said: str) -> None:
    picture = drawn([a_duty()], today)

    assert of_class(picture, "today") == []
    assert [words(name) for name in of_class(picture, "today-name")] == [said]


def test_what_is_late_is_hatched_and_says_so() -> None:
    picture = drawn([a_duty("2.1", **JUNE), a_duty("4.4")])

    [late] = of_class(picture, "late")
    assert words(late.findall("*")[-2]) == "đã qua hạn 78 ngày"
    assert [one.get("id") for one in picture.iter() if one.tag.endswith("pattern")] == ["timeline-hatch"]


def test_dated_duties_come_first_and_what_recurs_has_an_arrow_of_its_own() -> None:
    picture = drawn([a_duty("5.1.b", **UNDATED), a_duty("1.2", **RECURRING), a_duty("4.4")])

    labels = [words(label).split()[0] for label in of_class(picture, "label")]
    assert labels == ["4.4", "1.2", "5.1.b"]
    assert [words(left) for left in of_class(picture, "left")] == [
        "còn 14 ngày",
        "thường xuyên",
        "chưa ghi thời hạn",
    ]
    assert len(of_class(picture, "bar")) == len(of_class(picture, "arrow")) == 1


def test_rows_do_not_lie_upon_each_other(library: Library) -> None:
    picture = drawn(library.plan().duties)
    heights = [int(label.get("y", "")) for label in of_class(picture, "label")]

    assert all(after - before == 44 for before, after in pairwise(heights))
    assert int(picture.get("height", "")) > heights[-1]


def test_without_a_dated_duty_there_are_no_months() -> None:
    picture = drawn([a_duty(**RECURRING)])

    assert of_class(picture, "month") == of_class(picture, "today") == []
    assert len(of_class(picture, "arrow")) == 1


def test_no_duty_is_no_picture() -> None:
    assert timeline_picture([], TODAY) == ""


def test_the_picture_is_said_in_a_sentence() -> None:
    picture = drawn([a_duty("2.1", **JUNE), a_duty("4.4"), a_duty("1.2", **RECURRING)])

    assert picture.get("role") == "img"
    assert picture.get("aria-label") == (
        "Biểu đồ thời gian của 3 nhiệm vụ, tính đến ngày 16/9/2025: "
        "1 đã qua hạn, 1 trong thời gian thực hiện, 1 thường xuyên."
    )


def test_the_words_keep_their_size_however_wide_the_picture_is() -> None:
    assert "viewBox" not in timeline_picture([a_duty()], TODAY)


@pytest.mark.parametrize("nasty", ["<script>alert(1)</script>", "\"&'<", "a\x00\x1b[31mb", "]]>"])
def test_text_of_the_plan_brings_no_markup(nasty: str) -> None:
    plain, picture = drawn([a_duty()]), drawn([a_duty(name=nasty, timeline=nasty)])

    assert [one.tag for one in picture.iter()] == [one.tag for one in plain.iter()]


def test_a_long_name_is_cut_between_words_and_whole_in_the_tooltip() -> None:
    name = "Đào tạo bồi dưỡng " * 10
    picture = drawn([a_duty(name=name.strip())])

    [shown] = of_class(picture, "name")
    assert len(words(shown)) <= 71
    assert words(shown).endswith((" tạo…", " bồi…", " dưỡng…", "Đào…"))
    assert any(name.strip() in words(one) for one in picture.iter() if one.tag.endswith("title"))
