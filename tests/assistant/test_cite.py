"""Code makes the citations: what a source does not say is not shown."""

from collections.abc import Callable

import pytest

from assistant.question import Answer, Draft, Intent, LessonCard, Line, Mode, Status, Turn
from assistant.replies import Replies
from assistant.steps.cite import Cite
from knowledge.library import Library
from knowledge.passage import Passage, PassageKind

UNKNOWN = "0" * 32


@pytest.fixture(scope="module")
def cite(library: Library, replies: Replies) -> Cite:
    return Cite(library.store, replies)


@pytest.fixture(scope="module")
def steps(library: Library) -> Passage:
    """The steps of the lesson about installing VNeID."""
    return library.store.passages_of("TB-01", PassageKind.LESSON_STEPS)[0]


@pytest.fixture(scope="module")
def duty(library: Library) -> Passage:
    """The plan's row 4.4."""
    return library.store.passages_of("4.4", PassageKind.DUTY)[0]


def cited(cite: Cite, *lines: Line, status: Status = Status.ANSWERED, mode: Mode = Mode.EXTRACTIVE) -> Answer:
    return cite(Turn("Hỏi?", draft=Draft(status, Intent.PLAN, mode, lines)))


def lines_of(passage: Passage) -> list[str]:
    return [line for line in passage.text.splitlines() if line.strip()]


def test_a_line_bears_the_mark_of_its_source(cite: Cite, steps: Passage, library: Library) -> None:
    said = lines_of(steps)[1]
    answer = cited(cite, Line(said, steps.id, said))

    assert answer.text == f"{said} [1]"
    [citation] = answer.citations
    assert (1, steps.locator, said, steps.id) == (
        citation.n,
        citation.locator,
        citation.quote,
        citation.passage_id,
    )
    document = library.store.document("TB-01")
    assert document is not None
    assert document.name == citation.document


def test_a_line_whose_quote_the_passage_does_not_hold_is_dropped(cite: Cite, steps: Passage) -> None:
    true, false = lines_of(steps)[1], "Bác gửi mã OTP cho cán bộ."
    answer = cited(cite, Line(true, steps.id, true), Line(false, steps.id, false))

    assert answer.text == f"{true} [1]"
    assert answer.citations[0].quote == true


@pytest.mark.parametrize("change", [str.upper, lambda text: text.replace(" ", "  "), lambda text: text + "!"])
def test_a_quote_that_differs_in_the_least_is_no_quote(
    change: Callable[[str], str], cite: Cite, steps: Passage
) -> None:
    said = lines_of(steps)[1]

    assert cited(cite, Line(said, steps.id, change(said))).status == Status.NO_SOURCE


def test_an_unknown_passage_vanishes_with_its_line(cite: Cite, steps: Passage) -> None:
    said = lines_of(steps)[1]
    answer = cited(cite, Line("Bịa đặt.", UNKNOWN), Line(said, steps.id, said))

    assert answer.text == f"{said} [1]"
    assert [steps.id] == [citation.passage_id for citation in answer.citations]


@pytest.mark.parametrize("mode", [Mode.EXTRACTIVE, Mode.GENERATED])
def test_an_answer_that_cites_nothing_is_refused(mode: Mode, cite: Cite) -> None:
    answer = cited(cite, Line("Tôi chắc chắn như vậy."), mode=mode)

    assert (answer.status, answer.mode, answer.citations) == (Status.NO_SOURCE, Mode.CANNED, ())
    assert "Tôi chắc chắn" not in answer.text


def test_an_answer_whose_every_line_falls_is_refused(cite: Cite, steps: Passage) -> None:
    answer = cited(cite, Line("Tiêu đề"), Line("Sai.", steps.id, "Sai."), Line("Lạ.", UNKNOWN))

    assert answer.status == Status.NO_SOURCE
    assert "Tiêu đề" not in answer.text


def test_rows_that_lost_their_source_are_refused(cite: Cite) -> None:
    draft = Draft(Status.ANSWERED, Intent.PLAN, Mode.RECORD, (Line("Có.", UNKNOWN),), duties=("4.4",))
    answer = cite(Turn("Hỏi?", draft=draft))

    assert (answer.status, answer.duties) == (Status.NO_SOURCE, ())


def test_an_empty_list_of_rows_is_told(cite: Cite) -> None:
    answer = cited(cite, Line("**0 nhiệm vụ** do Sở Y tế phối hợp."), mode=Mode.RECORD)

    assert (answer.status, answer.text) == (Status.NO_SOURCE, "**0 nhiệm vụ** do Sở Y tế phối hợp.")


def test_a_reply_that_cites_nothing_is_sent(cite: Cite) -> None:
    answer = cited(cite, Line("Chào bác."), status=Status.HAND_OFF, mode=Mode.CANNED)

    assert (answer.status, answer.text) == (Status.HAND_OFF, "Chào bác.")


def test_a_turn_without_a_draft_has_no_source(cite: Cite) -> None:
    assert cite(Turn("Hỏi?")).status == Status.NO_SOURCE


def test_sources_are_numbered_as_they_are_first_used(cite: Cite, steps: Passage, duty: Passage) -> None:
    row, step = lines_of(duty)[0], lines_of(steps)[1]
    answer = cited(
        cite, Line("Mở đầu:"), Line(row, duty.id), Line(step, steps.id, step), Line("nữa", duty.id)
    )

    assert answer.text == f"Mở đầu:\n{row} [1]\n{step} [2]\nnữa [1]"
    assert [duty.id, steps.id] == [citation.passage_id for citation in answer.citations]


def test_a_dropped_line_takes_no_number(cite: Cite, steps: Passage, duty: Passage) -> None:
    answer = cited(cite, Line("Sai.", steps.id, "Sai."), Line("Đúng.", duty.id))

    assert answer.text == "Đúng. [1]"


def test_a_quote_is_the_shortest_stretch_that_holds_every_line(cite: Cite, steps: Passage) -> None:
    first, second, third = lines_of(steps)[1:4]
    [citation] = cited(cite, Line(third, steps.id, third), Line(first, steps.id, first)).citations

    assert citation.quote.startswith(first)
    assert citation.quote.endswith(third)
    assert second in citation.quote
    assert citation.quote in steps.text


def test_a_line_that_rests_on_the_whole_passage_quotes_it_whole(cite: Cite, steps: Passage) -> None:
    said = lines_of(steps)[1]
    [citation] = cited(cite, Line(said, steps.id, said), Line("Tóm lại.", steps.id)).citations

    assert citation.quote == steps.text


def test_what_the_draft_carries_comes_along(cite: Cite, duty: Passage) -> None:
    card = LessonCard("TB-01", "Cài đặt VNeID", "N0", "Vì vậy.")
    draft = Draft(
        Status.ANSWERED,
        Intent.PLAN,
        Mode.RECORD,
        (Line("Có.", duty.id),),
        ("4.4",),
        ("2025.1",),
        (card,),
        ("Rồi sao?",),
    )
    answer = cite(Turn("Hỏi?", standalone="Hỏi cho đủ?", draft=draft))

    assert (("4.4",), ("2025.1",), (card,), ("Rồi sao?",), "Hỏi cho đủ?") == (
        answer.duties,
        answer.targets,
        answer.lessons,
        answer.suggestions,
        answer.standalone_question,
    )


def test_a_heading_whose_lines_all_fell_is_not_left_alone(cite: Cite, steps: Passage) -> None:
    said = lines_of(steps)[1]
    answer = cited(cite, Line(said, steps.id, said), Line("**Lưu ý:**"), Line("Sai.", steps.id, "Sai."))

    assert answer.text == f"{said} [1]"
