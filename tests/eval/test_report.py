"""Tables line up, failures and known gaps are told in full, JSON holds everything."""

import json
from pathlib import Path

from eval.answers import Row, run_cases
from eval.report import (
    answers_json,
    answers_table,
    markdown,
    retrieval_json,
    retrieval_table,
    table,
    write_json,
)
from eval.retrieval import Score
from tests.eval.answers_for_tests import answer, case, stored


def _rows() -> list[Row]:
    cases = [
        case("term-good"),
        case("term-bad", must_say=["113"]),
        case("aid-gap", known_gap="chưa có nguồn", must_say=["114"]),
        case("aid-closed", known_gap="đã mong là sai"),
    ]
    return run_cases(cases, lambda _: answer(), stored)


SCORES = [
    Score("nho", "stripped", 0.0, 20, 0.5, 0.625),
    Score("nho", "stripped", 0.2, 20, 0.512, 0.65),
    Score("nho", "stripped", 1.0, 20, 0.4, 0.6),
]


def test_columns_line_up_and_numbers_stand_to_the_right() -> None:
    assert table(("what", "value"), [("long name", "1.5"), ("x", "+12.0")]) == (
        "what       value\n---------  -----\nlong name    1.5\nx          +12.0"
    )


def test_markdown_escapes_what_would_split_a_cell() -> None:
    assert markdown(("a", "b"), [("1|2", "3")]) == "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |"


def test_answers_are_counted_by_group_and_each_failure_gap_and_closed_gap_is_told() -> None:
    told = answers_table(_rows())

    assert told.splitlines()[0].split() == ["group", "passed", "failed", "known", "gaps", "gaps", "closed"]
    assert [line.split() for line in told.splitlines()[2:5]] == [
        ["term", "1", "1", "0", "0"],
        ["aid", "0", "0", "1", "1"],
        ["all", "1", "1", "1", "1"],
    ]
    assert "Failed:\n  term-bad: otp la gi\n      - does not say «113»" in told
    assert (
        "Known gaps:\n  aid-gap: otp la gi\n      - does not say «114»\n      known gap: chưa có nguồn"
        in told
    )
    assert "Known gaps that pass now (take the mark away):\n  aid-closed: otp la gi" in told


def test_answers_for_machines_hold_question_expectation_answer_and_problems() -> None:
    value = json.loads(json.dumps(answers_json(_rows())))

    assert value["summary"] == {"passed": 1, "failed": 1, "gaps": 1, "closed": 1, "share": 0.5}
    bad = value["cases"][1]
    assert (bad["id"], bad["passed"], bad["problems"]) == ("term-bad", False, ["does not say «113»"])
    assert bad["expect"]["must_say"] == ["113"]
    assert bad["answer"]["citations"][0]["quote"] == "Không đọc mã OTP cho bất kỳ ai."


def test_retrieval_shows_what_each_method_wins_over_words_alone() -> None:
    lines = [line.split() for line in retrieval_table(SCORES).splitlines()[2:]]

    assert lines == [
        ["nho", "20", "stripped", "lexical", "50.0", "62.5"],
        ["nho", "20", "stripped", "fused", "0.20", "51.2", "+1.2", "65.0"],
        ["nho", "20", "stripped", "dense", "40.0", "-10.0", "60.0"],
    ]


def test_json_is_written_as_people_can_read_it(tmp_path: Path) -> None:
    write_json(tmp_path / "scores.json", retrieval_json(SCORES[:1]))

    (score,) = json.loads((tmp_path / "scores.json").read_text(encoding="utf-8"))
    assert score == {
        "set_name": "nho",
        "form": "stripped",
        "weight": 0.0,
        "queries": 20,
        "ndcg": 0.5,
        "recall": 0.625,
        "method": "lexical",
    }
