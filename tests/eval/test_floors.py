"""A measure below its floor is told, and the command fails for it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from eval.answers import Summary
from eval.command import eval_app
from eval.floors import Floors, answers_below, plan_below, read_floors, retrieval_below
from eval.retrieval import Score
from knowledge.errors import ContentError, MissingDocument

FLOORS = Floors(answers=0.9, plan=0.8, lexical_ndcg={"nho": 0.8})


def test_the_shipped_floors_ask_for_every_case_and_for_every_published_baseline() -> None:
    floors = read_floors()

    assert floors.answers == 1.0
    assert set(floors.lexical_ndcg) == {"educoqa", "virhe4qa", "xquad_vi", "zalo2019"}


def test_floors_out_of_range_are_refused_with_the_field_named(tmp_path: Path) -> None:
    path = tmp_path / "floors.yaml"
    path.write_text("{answers: 95, plan: 1, lexical_ndcg: {}}", encoding="utf-8")

    with pytest.raises(ContentError, match="answers"):
        read_floors(path)


@pytest.mark.parametrize(("passed", "failed", "missed"), [(9, 1, False), (8, 1, True), (0, 0, False)])
def test_too_small_a_share_of_cases_is_told(passed: int, failed: int, missed: bool) -> None:
    assert bool(list(answers_below(FLOORS, Summary(passed, failed, 3, 0)))) is missed


def test_officers_cases_have_a_floor_of_their_own() -> None:
    assert list(plan_below(FLOORS, Summary(7, 3, 0, 0))) == [
        "plan: 0.700 of the cases passed, the floor is 0.800"
    ]
    assert list(plan_below(FLOORS, Summary(8, 2, 0, 0))) == []


def test_only_the_word_index_of_a_set_with_a_floor_is_held_to_it() -> None:
    def score(name: str, weight: float, ndcg: float) -> Score:
        return Score(name, "stripped", weight, 10, ndcg, 1.0)

    scores = [
        score("nho", 0.0, 0.79),
        score("nho", 0.2, 0.1),
        score("khac", 0.0, 0.1),
        score("nho", 0.0, 0.8),
    ]

    assert list(retrieval_below(FLOORS, scores)) == [
        "nho, stripped: lexical nDCG@10 0.790, the floor is 0.800"
    ]


def test_sets_that_are_not_there_are_an_error_in_vietnamese(tmp_path: Path) -> None:
    result = CliRunner().invoke(eval_app, ["retrieval", "--sets", str(tmp_path / "none")])

    assert isinstance(result.exception, MissingDocument)
    assert "Không thấy thư mục bộ đo" in str(result.exception)
