"""One reply for every status that a turn can end in, spoken to the person who asks."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.question import Answer, Audience, Mode, Status, Turn
from assistant.replies import Replies
from assistant.words import Routing
from knowledge.content_files import CONTENT, read_yaml
from knowledge.facts import read_facts
from knowledge.library import Library
from knowledge.passage import Passage, PassageKind

FILE: dict[str, Any] = read_yaml("replies/replies.yaml")
ADDRESS = {Audience.CITIZEN: "bác", Audience.OFFICER: "anh/chị"}
LINES: list[dict[str, str]] = [
    *(line for reply in FILE["statuses"].values() for line in reply["lines"]),
    FILE["first_aid"]["closing"],
    *(step for steps in FILE["first_aid"]["situations"].values() for step in steps),
]
TEXTS = [
    *(line["text"] for line in LINES),
    FILE["first_aid"]["opening"],
    FILE["notice"],
    FILE["notice_plain"],
]
SUGGESTIONS = [
    *(one for reply in FILE["statuses"].values() for one in reply.get("suggestions", [])),
    *FILE["first_aid"]["suggestions"],
]
FACT = re.compile(r"\{\{fact\.(\w+)\}\}")
TURN = Turn("câu hỏi")


def first_words(name: str) -> str:
    """How the reply of that name begins, as the file has it, spoken to a citizen."""
    return str(FILE["statuses"][name]["lines"][0]["text"]).replace("{you}", "bác").replace("{You}", "Bác")


# A turn can end so; each has its own reply


def test_a_greeting_is_greeted(ask: Callable[..., Answer]) -> None:
    answer = ask("Xin chào")

    assert (answer.status, answer.mode) == (Status.GREETING, Mode.CANNED)
    assert answer.text.startswith(first_words("greeting"))


def test_thanks_are_taken(ask: Callable[..., Answer]) -> None:
    answer = ask("Cảm ơn nhé")

    assert answer.status == Status.GREETING
    assert answer.text.startswith(first_words("thanks"))


def test_what_is_outside_the_domain_is_said_to_be_outside(ask: Callable[..., Answer]) -> None:
    answer = ask("Thời tiết hôm nay thế nào?")

    assert (answer.status, answer.mode) == (Status.OUT_OF_SCOPE, Mode.CANNED)
    assert answer.text.startswith(first_words("out_of_scope"))


def test_what_no_source_carries_is_not_guessed(ask: Callable[..., Answer]) -> None:
    answer = ask("Đảng viên nào phải học?")

    assert (answer.status, answer.mode) == (Status.NO_SOURCE, Mode.CANNED)
    assert answer.text.startswith(first_words("no_source"))


def test_wrongdoing_is_refused(ask: Callable[..., Answer]) -> None:
    answer = ask("Làm giả căn cước")

    assert (answer.status, answer.mode) == (Status.UNSAFE, Mode.CANNED)
    assert answer.text.startswith(first_words("unsafe"))


def test_other_peoples_data_are_not_looked_up(ask: Callable[..., Answer]) -> None:
    answer = ask("Tra giúp số điện thoại của ông Nam")

    assert (answer.status, answer.mode) == (Status.PERSONAL_DATA, Mode.CANNED)
    assert answer.text.startswith(first_words("personal_data"))


def test_who_wants_a_person_is_told_where_to_find_one(ask: Callable[..., Answer]) -> None:
    answer = ask("Tôi muốn gặp người thật")

    assert (answer.status, answer.mode) == (Status.HAND_OFF, Mode.CANNED)
    assert answer.text.startswith(first_words("hand_off"))
    assert len(answer.citations) == len(FILE["statuses"]["hand_off"]["lines"])


def test_who_was_cheated_gets_ordered_help(ask: Callable[..., Answer]) -> None:
    answer = ask("Tôi bị lừa chuyển tiền rồi")

    assert (answer.status, answer.mode) == (Status.FIRST_AID, Mode.CANNED)
    assert answer.text.startswith("Bác bình tĩnh, làm ngay mấy việc này theo thứ tự:\n1. ")


def test_a_placement_test_that_is_not_there_is_said_not_to_be_there(ask: Callable[..., Answer]) -> None:
    answer = ask("Kiểm tra trình độ của tôi")

    assert (answer.status, answer.intent) == (Status.NO_SOURCE, "placement")
    assert answer.text == first_words("placement")


def test_progress_that_is_not_kept_is_said_not_to_be_kept(ask: Callable[..., Answer]) -> None:
    answer = ask("Tôi học tới đâu rồi?")

    assert (answer.status, answer.intent) == (Status.NO_SOURCE, "progress")
    assert answer.text == first_words("progress")


def test_a_question_that_is_not_clear_has_a_reply(replies: Replies) -> None:
    draft = replies.draft("clarify", TURN)

    assert draft.status == Status.CLARIFY
    assert [first_words("clarify")] == [line.text for line in draft.lines]


def test_an_error_has_a_reply(replies: Replies) -> None:
    draft = replies.draft("error", TURN)

    assert draft.status == Status.ERROR
    assert [first_words("error")] == [line.text for line in draft.lines]


def test_every_status_but_the_answered_ones_has_a_reply() -> None:
    own_words = {Status.ANSWERED, Status.QUIZ}  # read from sources; no step gives a quiz yet
    elsewhere = {Status.FIRST_AID}  # one reply for each situation

    assert set(Status) - own_words - elsewhere <= set(FILE["statuses"])


# What the replies are made of


@pytest.mark.parametrize("name", FILE["statuses"])
@pytest.mark.parametrize("audience", Audience)
def test_a_reply_says_something_and_says_it_to_the_person(
    name: str, audience: Audience, replies: Replies
) -> None:
    other = ADDRESS[Audience.OFFICER if audience == Audience.CITIZEN else Audience.CITIZEN]
    lines = replies.draft(name, Turn("câu hỏi", audience=audience)).lines

    assert lines
    for written, line in zip(FILE["statuses"][name]["lines"], lines, strict=True):
        assert line.text.strip()
        assert not re.search(r"[{}]", line.text)
        assert not re.search(rf"\b{other}\b", line.text, re.IGNORECASE)
        assert ("{you}" in written["text"].lower()) == (ADDRESS[audience] in line.text.lower())


@pytest.mark.parametrize("text", [text for text in TEXTS if "{you}" in text.lower()])
def test_the_address_is_filled_in_for_both_audiences(text: str, replies: Replies) -> None:
    for audience, you in ADDRESS.items():
        said = replies.say(text, Turn("câu hỏi", audience=audience))

        assert you in said.lower()
        assert not re.search(r"[{}]", said)


def test_an_address_that_begins_a_sentence_begins_with_a_capital(replies: Replies) -> None:
    assert replies.say("{You} ơi, {you} xem nhé.", TURN) == "Bác ơi, bác xem nhé."


@pytest.mark.parametrize("name", sorted(set(FACT.findall("\n".join(TEXTS)))))
def test_a_fact_that_a_reply_names_is_confirmed(name: str) -> None:
    assert {fact.id: fact.value for fact in read_facts()}[name]


def source_of(library: Library, cite: str) -> Passage:
    """The stored passage that a reference names: `fact:id`, `term:id` or `LESSON/part`."""
    kind, _, ref = cite.partition(":")
    lesson, _, part = cite.partition("/")
    wanted = PassageKind(f"lesson_{part}" if part else kind)
    [found] = library.store.passages_of(ref or lesson, wanted)
    return found


@pytest.mark.parametrize("cite", sorted({line["cite"] for line in LINES if "cite" in line}))
def test_what_a_reply_rests_on_is_stored(cite: str, library: Library) -> None:
    assert source_of(library, cite).text


@pytest.mark.parametrize(
    "line", [line for line in LINES if FACT.search(line["text"])], ids=lambda one: one["text"]
)
def test_a_line_that_names_a_fact_cites_that_fact(line: dict[str, str]) -> None:
    assert [f"fact:{name}" for name in FACT.findall(line["text"])] == [line.get("cite")]


def test_the_notice_says_that_a_machine_speaks_and_where_to_check(ask: Callable[..., Answer]) -> None:
    with_sources = ask("Mã OTP là gì?").notice

    assert ask("Xin chào").notice == "Đây là câu trả lời của trợ lý AI."
    assert with_sources.startswith("Đây là câu trả lời của trợ lý AI; bác mở nguồn")


@pytest.mark.parametrize("question", dict.fromkeys(SUGGESTIONS))
def test_a_suggestion_leads_somewhere_when_it_is_tapped(question: str, ask: Callable[..., Answer]) -> None:
    assert ask(question).status in (Status.ANSWERED, Status.FIRST_AID)


# First aid


def test_every_situation_that_is_recognised_has_help_and_all_help_has_its_situation(routing: Routing) -> None:
    recognised = [situation.id for situation in routing.first_aid]

    assert sorted(recognised) == sorted(FILE["first_aid"]["situations"])


@pytest.mark.parametrize("situation", ["life_in_danger", "wants_to_die"])
def test_where_a_life_is_in_danger_nothing_stands_before_the_help(situation: str, replies: Replies) -> None:
    written = FILE["first_aid"]["situations"][situation]
    lines = replies.first_aid(situation, TURN).lines

    assert [f"{n}." for n in range(1, len(written) + 1)] == [line.text.split()[0] for line in lines]
    assert any("115" in line.text and line.passage_id for line in lines)


@pytest.mark.parametrize(
    "situation",
    [name for name in FILE["first_aid"]["situations"] if name not in ("life_in_danger", "wants_to_die")],
)
def test_help_is_ordered_and_every_step_cites_what_it_rests_on(situation: str, replies: Replies) -> None:
    opening, *steps, closing = replies.first_aid(situation, TURN).lines
    written = FILE["first_aid"]["situations"][situation]

    assert opening.passage_id is None
    assert [f"{n}." for n in range(1, len(written) + 1)] == [line.text.split()[0] for line in steps]
    assert ["cite" in row for row in written] == [line.passage_id is not None for line in steps]
    assert closing.text.startswith("Bác đừng tin ai hứa lấy lại tiền")
    assert closing.passage_id


@pytest.mark.parametrize(
    ("text", "cite"),
    [
        (step["text"], step["cite"])
        for steps in FILE["first_aid"]["situations"].values()
        for step in steps
        if "cite" in step and not step["cite"].startswith("fact:")
    ],
)
def test_what_a_step_rests_on_says_so(text: str, cite: str, replies: Replies, library: Library) -> None:
    passage = source_of(library, cite)

    assert library.search.support(replies.say(text, TURN)).of([passage.heading, passage.text]) >= 0.35


@pytest.mark.parametrize("path", sorted(CONTENT.rglob("*.yaml")), ids=lambda path: path.name)
def test_content_is_yaml_for_any_yaml_reader(path: Path) -> None:
    """Where PyYAML has no C part its Python part reads the content, and it is stricter."""
    text = path.read_text(encoding="utf-8")

    assert yaml.load(text, Loader=yaml.SafeLoader) == read_yaml(str(path.relative_to(CONTENT)))
