"""Each expectation and each invariant is told in words when it does not hold."""

from typing import Any

import pytest

from assistant.question import Answer, Status
from eval.checks import broken_citations, problems
from tests.eval.answers_for_tests import TEXT, answer, case, citation, lesson, stored


def test_an_answer_as_expected_has_no_problems() -> None:
    expect = case(
        status=["answered", "no_source"],
        duties=["4.4", "5.1.a"],
        targets=["2026.4"],
        lesson="AT-01",
        must_say=["không đọc mã otp cho ai"],
        must_not_say=["chia sẻ"],
        cites=["mục “mã otp”", "Bảng giải thích"],
    ).expect
    came = answer(duties=("5.1.a", "4.4"), targets=("2026.4",), lessons=(lesson("AT-01"), lesson("AT-02")))

    assert problems(expect, came, stored) == []


@pytest.mark.parametrize(
    ("expect", "changes", "said"),
    [
        ({"status": "unsafe"}, {}, "status: expected unsafe, came answered"),
        ({"status": ["unsafe", "clarify"]}, {}, "status: expected unsafe or clarify, came answered"),
        ({"duties": ["1.1", "1.2"]}, {"duties": ("1.2", "7.7")}, "duties: missing 1.1, not expected 7.7"),
        ({"targets": []}, {"targets": ("2025.1",)}, "targets: missing none, not expected 2025.1"),
        ({"lesson": "AT-01"}, {"lessons": (lesson("AT-02"),)}, "lesson: expected AT-01, came AT-02"),
        ({"lesson": "AT-01"}, {}, "lesson: expected AT-01, came none"),
        ({"must_say": ["113"]}, {}, "does not say «113»"),
        ({"must_not_say": ["mã otp"]}, {}, "says «mã otp»"),
        ({"cites": ["Phụ lục"]}, {}, "does not cite «Phụ lục», cites Mục “Mã OTP”"),
    ],
)
def test_what_is_not_as_expected_is_told(expect: dict[str, Any], changes: dict[str, Any], said: str) -> None:
    assert problems(case(**expect).expect, answer(**changes), stored) == [said]


def test_what_is_not_named_is_not_looked_at() -> None:
    assert problems(case().expect, answer(duties=("1.1",), lessons=(lesson("AT-01"),)), stored) == []


def test_text_is_compared_as_it_is_heard() -> None:
    came = answer("- **Cơ quan chủ trì:** Sở Hoà\n  Bình [1]")

    assert problems(case(must_say=["cơ quan chủ trì: sở hòa bình"]).expect, came, stored) == []


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (
            answer(citations=(citation(quote="Đọc mã OTP cho công an."),)),
            "citation [1]: not verbatim: «Đọc mã OTP cho công an.»",
        ),
        (answer(citations=(citation(quote=" "),)), "citation [1]: not verbatim: « »"),
        (answer(citations=(citation(passage_id="p9"),)), "citation [1]: no passage p9"),
        (answer("Hai câu. [1] [2]"), "citations: the text marks 1, 2, the list has 1"),
        (answer("Không dấu nào."), "citations: the text marks none, the list has 1"),
        (answer(citations=(citation(), citation())), "citations: a number is used twice: 1, 1"),
    ],
)
def test_a_citation_that_does_not_hold_is_told(came: Answer, said: str) -> None:
    assert list(broken_citations(came, stored)) == [said]


def test_whole_passages_and_answers_without_citations_hold() -> None:
    assert list(broken_citations(answer(citations=(citation(quote=TEXT),)), stored)) == []
    assert list(broken_citations(answer("Chào bác!", citations=(), status=Status.GREETING), stored)) == []
