"""Learners, programmes and other bodies: the data finds what it names, and what is wrong with it is named."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge import content_files
from knowledge.content_files import CONTENT, read_yaml
from knowledge.errors import ContentError
from knowledge.lexicon import Lexicon, read_lexicon
from knowledge.library import Library
from knowledge.plan_words import PlanWords, read_plan_words
from knowledge.spelling import Names, spoken
from knowledge.vietnamese import fold

FILES = ("learners", "programmes", "other_bodies")
EMPTY_BY_DESIGN = {"tre-em"}
"""Groups that officers ask about and no row reaches: the answer says so."""


@pytest.fixture(scope="module")
def words() -> PlanWords:
    return read_plan_words()


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return read_lexicon()


def owners(names: Names[Any], text: str) -> list[Any]:
    return [owner for _, owner in names.longest(spoken(text))]


# Learners


def test_every_name_of_a_group_finds_it_and_no_other(words: PlanWords) -> None:
    for one in words.learners.values():
        for name in one.names:
            found = {typed: owners(words.learners_named, typed) for typed in (name, fold(name))}
            assert found == {typed: [one] for typed in found}, name


def test_every_group_has_rows_but_those_meant_to_have_none(words: PlanWords, library: Library) -> None:
    rows = library.plan().duties
    empty = {
        name for name, one in words.learners.items() if not any(one.condition.holds(duty) for duty in rows)
    }

    assert empty == EMPTY_BY_DESIGN


def test_every_phrase_of_a_group_with_rows_stands_in_one(words: PlanWords, library: Library) -> None:
    rows = library.plan().duties
    held = {
        (name, phrase): any(one.model_copy(update={"says": (phrase,)}).condition.holds(duty) for duty in rows)
        for name, one in words.learners.items()
        if name not in EMPTY_BY_DESIGN
        for phrase in one.says
    }

    assert [place for place, holds in held.items() if not holds] == []


def test_what_is_masked_holds_a_phrase_of_its_group(words: PlanWords) -> None:
    for one in words.learners.values():
        for mask in one.inside:
            assert any(fold(phrase) in fold(mask) for phrase in one.says), mask


# Programmes


def test_every_name_of_a_programme_finds_exactly_it(words: PlanWords) -> None:
    for one in words.programmes.values():
        for name in (one.name, *one.aliases):
            for typed in (name, fold(name), f"{name} do ai chủ trì?"):
                assert owners(words.programmes_named, typed) == [one], typed


def test_every_programmes_row_is_in_the_plan(words: PlanWords, library: Library) -> None:
    known = {duty.id: duty for duty in library.plan().duties}

    assert {one.duty for one in words.programmes.values()} <= known.keys()


def test_no_two_programmes_are_assigned_by_one_row(words: PlanWords) -> None:
    rows = [one.duty for one in words.programmes.values()]

    assert len(rows) == len(set(rows))


# Other bodies


def test_what_may_be_chosen_is_a_known_agency(words: PlanWords, lexicon: Lexicon) -> None:
    choices = [name for vague in words.vague for name in vague.choices]

    assert [name for name in choices if lexicon.agency(name) is None] == []


def test_every_vague_name_is_asked_back_with_two_choices_or_more(words: PlanWords) -> None:
    assert [one.id for one in words.vague if len(one.choices) < 2 or not one.ask.endswith("?")] == []
    for one in words.vague:
        for name in one.names:
            assert owners(words.vague_named, name) == [one]


def _strangers() -> list[str]:
    file = read_yaml("plan/other_bodies.yaml")
    headed = [f"{head['head']} {field}" for head in file["heads"] for field in head["fields"]]
    return [*headed, *file["names"]]


def _folded_words(name: str) -> str:
    return fold(" ".join(spoken(name)))


def _known(lexicon: Lexicon) -> set[str]:
    """All that an agency of the plan is or was called."""
    return {
        _folded_words(name)
        for agency in lexicon.agencies
        for name in (agency.name, *agency.aliases, *agency.former_names)
    }


def test_no_body_that_the_plan_never_names_is_one_it_does(lexicon: Lexicon) -> None:
    known = _known(lexicon)

    assert [one for one in _strangers() if _folded_words(one) in known] == []


def test_a_department_that_was_merged_is_no_body_that_the_plan_never_names(lexicon: Lexicon) -> None:
    assert not {"so lao dong"} & {_folded_words(one) for one in _strangers()} & _known(lexicon)


def test_every_body_that_the_plan_never_names_is_found_by_its_whole_name(words: PlanWords) -> None:
    for name in _strangers():
        found = owners(words.strangers_named, f"{name} chủ trì nhiệm vụ nào?")
        assert list(map(_folded_words, found)) == [_folded_words(name)], name


# What is wrong with a file


@pytest.fixture
def spoilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], None]:
    """A copy of the content in which one word of a file is another."""

    def spoil(file: str, was: str, becomes: str) -> None:
        shutil.copytree(CONTENT / "plan", tmp_path / "plan")
        path = tmp_path / "plan" / f"{file}.yaml"
        text = path.read_text(encoding="utf-8")
        assert was in text
        path.write_text(text.replace(was, becomes, 1), encoding="utf-8")
        monkeypatch.setattr(content_files, "CONTENT", tmp_path)

    return spoil


@pytest.mark.parametrize(
    ("file", "was", "becomes", "field"),
    [
        ("learners", "    label: người cao tuổi\n", "", "learners.0.label"),
        ("learners", "    says: [người cao tuổi]", "    says: người cao tuổi", "learners.0.says"),
        ("learners", "    label: người", "    lable: x\n    label: người", "learners.0.lable"),
        ("learners", "reviewed_on:", "reviewed:", "reviewed_on"),
        ("programmes", "    duty: '6.1'\n", "", "programmes.0.duty"),
        ("programmes", "    duty: '6.1'", "    duty: 6.1", "programmes.0.duty"),
        ("other_bodies", "  - head: Sở", "  - heads: Sở", "heads.0.head"),
        ("other_bodies", "    ask: “UBND”", "    asks: “UBND”", "vague.0.ask"),
        ("other_bodies", "\nnames:", "\nname:", "names"),
    ],
)
def test_a_field_that_does_not_fit_is_named_with_its_file(
    file: str, was: str, becomes: str, field: str, spoilt: Callable[[str, str, str], None]
) -> None:
    spoilt(file, was, becomes)

    with pytest.raises(ContentError, match=rf"plan/{file}\.yaml, trường «{field}» sai"):
        read_plan_words()


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_no_yaml_is_named(file: str, spoilt: Callable[[str, str, str], None]) -> None:
    spoilt(file, "  - ", "  - [")

    with pytest.raises(ContentError, match=rf"plan/{file}\.yaml sai cú pháp YAML"):
        read_plan_words()


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_is_named(
    file: str, spoilt: Callable[[str, str, str], None], tmp_path: Path
) -> None:
    spoilt(file, "  - ", "  - ")
    (tmp_path / "plan" / f"{file}.yaml").unlink()

    with pytest.raises(ContentError, match=rf"plan/{file}\.yaml"):
        read_plan_words()
