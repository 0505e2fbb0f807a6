"""What a person sees: sources included, and nothing from a source becomes markup."""

import re

import pytest
from markdown_it import MarkdownIt

from assistant.bootstrap import Assistant
from assistant.question import Answer, Citation, Intent, Mode, Status
from ui.rendering import markdown, plain

READER = MarkdownIt("commonmark", {"html": True}).enable("table")
"""A reader that follows the standard and lets HTML through, as the chat page does."""

HTML = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='http://evil.example'>bấm</a>",
    "<iframe src='http://evil.example'></iframe>",
    "</blockquote></details><script>alert(1)</script>",
    "<http://evil.example>",
    "<!-- ẩn -->",
    "<svg/onload=alert(1)>",
]
LINKS = [
    "[bấm](http://evil.example)",
    "![hình](http://evil.example/x.png)",
    "[bấm](javascript:alert(1))",
    '[bấm](http://evil.example "tên")',
    "[](http://evil.example)",
    "\\[bấm](http://evil.example)",
    "[a\\](b](http://evil.example)",
]
SLIPPED = [
    "[![hình](x)](http://evil.example)",
    "[a[b](c)](http://evil.example)",
    "[bấm][1]\n\n[1]: http://evil.example",
    "![hình][1]\n\n[1]: http://evil.example",
]


def answer(text: str = "Có. [1]", **citation: str) -> Answer:
    given = {"document": "Sổ tay", "locator": "Mục 1", "quote": "Có.", "passage_id": "0" * 32, **citation}
    return Answer(Status.ANSWERED, Intent.PLAN, Mode.EXTRACTIVE, text, (Citation(1, **given),))


def shown(one: Answer) -> str:
    """The page's HTML for an answer."""
    return str(READER.render(markdown(one)))


def tags(html: str) -> set[str]:
    return set(re.findall(r"<([a-z]+\d?)", html))


SAFE = {
    "p",
    "strong",
    "em",
    "ul",
    "ol",
    "li",
    "details",
    "summary",
    "blockquote",
    "br",
    "small",
    "table",
    "thead",
}
SAFE |= {"tbody", "tr", "th", "td"}


# Nothing from a source becomes markup


@pytest.mark.parametrize("evil", HTML)
@pytest.mark.parametrize("place", ["text", "document", "locator", "quote"])
def test_html_from_a_source_is_shown_as_text(evil: str, place: str) -> None:
    html = shown(answer(**{place: f"Xem {evil} nhé."}))

    assert tags(html) <= SAFE
    assert "&lt;" in html


@pytest.mark.parametrize("evil", LINKS)
@pytest.mark.parametrize("place", ["text", "document", "locator", "quote"])
def test_links_and_images_from_a_source_become_text(evil: str, place: str) -> None:
    html = shown(answer(**{place: f"Xem {evil} nhé."}))

    assert tags(html) <= SAFE
    assert "evil.example" in html or "javascript" in html


@pytest.mark.parametrize("evil", SLIPPED)
def test_no_link_slips_through(evil: str) -> None:
    assert tags(shown(answer(text=f"Xem {evil}"))) <= SAFE


def test_no_link_slips_out_of_a_quote() -> None:
    assert tags(shown(answer(quote="Xem\r\r[bấm](http://evil.example)"))) <= SAFE


@pytest.mark.parametrize("place", ["document", "locator", "quote"])
def test_a_source_cannot_close_the_place_it_stands_in(place: str) -> None:
    html = shown(answer(**{place: "</summary></blockquote></details>"}))

    assert [html.count(f"</{tag}>") for tag in ("summary", "blockquote", "details")] == [1, 1, 1]


def test_a_notice_is_escaped() -> None:
    one = Answer(Status.GREETING, Intent.SMALLTALK, Mode.CANNED, "Chào.", notice="<b>AI</b>")

    assert "&lt;b&gt;AI&lt;/b&gt;" in markdown(one)


# The safe subset stays


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("**đậm**", "<strong>đậm</strong>"),
        ("- một\n- hai", "<li>hai</li>"),
        ("1. một\n2. hai", "<ol>"),
        ("Có. [1]", "Có. [1]"),
        ("5 < 7 & 8", "5 &lt; 7 &amp; 8"),
        ("“trích” 'một'", "“trích” 'một'"),
    ],
)
def test_bold_lists_and_marks_stay(text: str, expected: str) -> None:
    assert expected in shown(answer(text))


def test_tables_stay() -> None:
    assert "<td>Tháng 9/2025</td>" in shown(answer("| mục | hạn |\n|---|---|\n| 4.4 | Tháng 9/2025 |"))


# Sources


def test_every_source_unfolds_into_its_quote() -> None:
    html = shown(answer(quote="Dòng một.\nDòng hai."))

    assert "<summary>[1] Sổ tay — Mục 1</summary><blockquote>Dòng một.<br>Dòng hai.</blockquote>" in html


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (Mode.RECORD, "Đọc từ bảng của Kế hoạch"),
        (Mode.EXTRACTIVE, "Trích từ nguồn, không do máy tự viết"),
        (Mode.GENERATED, "Máy viết, đã đối chiếu với nguồn"),
        (Mode.CANNED, "Câu trả lời soạn sẵn"),
    ],
)
def test_the_heading_says_where_the_words_come_from(mode: Mode, said: str) -> None:
    citation = answer().citations

    assert f"**Nguồn** — {said}:" in markdown(Answer(Status.ANSWERED, Intent.PLAN, mode, "Có.", citation))


def test_an_answer_without_sources_shows_none() -> None:
    one = Answer(Status.GREETING, Intent.SMALLTALK, Mode.CANNED, "Chào bác!")

    assert markdown(one) == "Chào bác!\n\n<small>Đây là câu trả lời của trợ lý AI.</small>"
    assert plain(one) == "Chào bác!\n\n(Đây là câu trả lời của trợ lý AI.)"


@pytest.mark.parametrize(
    "question",
    ["Làm sao cài VNeID?", "Sở Nội vụ chủ trì những nhiệm vụ nào?", "Tôi bị lừa chuyển tiền rồi"],
)
def test_a_whole_answer_is_shown_with_every_source(question: str, assistant: Assistant) -> None:
    found = assistant.ask(question)
    html = shown(found)

    assert tags(html) <= SAFE
    assert html.count("<details>") == len(found.citations)


# For a terminal


def test_a_terminal_gets_plain_words() -> None:
    text = plain(answer("**Nhiệm vụ 4.4:** có. [1]"))

    assert text.startswith("Nhiệm vụ 4.4: có. [1]\n\nNguồn:\n  [1] Sổ tay — Mục 1\n      “Có.”\n\n")


def test_a_long_quote_is_cut_between_words() -> None:
    text = plain(answer(quote="mười hai " * 100))
    [quote] = re.findall(r"“(.+)…”", text)

    assert len(quote) <= 300
    assert quote.endswith(("mười", "hai"))


def test_a_quote_of_many_lines_is_shown_as_one() -> None:
    assert "“một hai”" in plain(answer(quote="một\n\n  hai"))


@pytest.mark.parametrize("place", ["text", "document", "locator", "quote"])
def test_a_source_cannot_steer_the_terminal(place: str) -> None:
    assert "\x1b" not in plain(answer(**{place: "Có \x1b[2J [1]"}))
