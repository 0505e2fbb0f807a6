"""The page and its first tab: it builds, it carries the conversation on, and its errors are sentences."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.bootstrap import Assistant
from assistant.question import Answer, Intent, Mode, Status, Turn
from assistant.replies import read_replies
from knowledge.errors import StorageError
from knowledge.library import Library
from ui.api import build_api
from ui.console import mount_console

Reply = Callable[[str, list[dict[str, Any]]], str | dict[str, Any]]


def reply_of(api: FastAPI) -> Reply:
    """What the mounted page calls with a message and the conversation before it."""
    [page] = [route.app for route in api.routes if hasattr(getattr(route, "app", None), "get_blocks")]
    functions = [
        one.fn for one in page.get_blocks().fns.values() if getattr(one.fn, "__name__", "") == "reply"
    ]
    found: Reply = getattr(functions[0], "__wrapped__", functions[0])
    return found


def words(said: str | dict[str, Any]) -> str:
    """The reply's own text."""
    return said if isinstance(said, str) else str(said["content"])


@pytest.fixture(scope="module")
def api(library: Library, assistant: Assistant) -> FastAPI:
    return mount_console(build_api(library, assistant), library, assistant)


@pytest.fixture(scope="module")
def seen() -> list[Turn]:
    """Every turn that reached the recording assistant."""
    return []


@pytest.fixture(scope="module")
def recording(library: Library, seen: list[Turn]) -> Reply:
    """The page's reply over an assistant that remembers its turns and fails where it is told to."""

    def record(turn: Turn) -> Answer:
        seen.append(turn)
        if "hỏng" in turn.text:
            raise StorageError("Ổ đĩa đã đầy.", "Hãy giải phóng chỗ trống.")
        return Answer(Status.ANSWERED, Intent.OTHER, Mode.CANNED, "Dạ.", suggestions=("Rồi sao nữa?",))

    recorder = Assistant(library, read_replies(library.store), [record])
    return reply_of(mount_console(FastAPI(), library, recorder))


def message(role: str, content: Any) -> dict[str, Any]:
    return {"role": role, "content": content}


def part(text: str) -> dict[str, str]:
    return {"type": "text", "text": text}


def test_the_page_comes_up_under_its_name(api: FastAPI) -> None:
    with TestClient(api) as client:
        page = client.get("/")

    assert page.status_code == 200
    assert "Trợ lý Bình dân học vụ số" in page.text


def test_the_page_says_that_a_machine_speaks_and_what_not_to_type(api: FastAPI) -> None:
    with TestClient(api) as client:
        config = client.get("/config").text

    assert "không phải người thật" in config
    assert "đừng gõ số căn cước" in config


def test_the_api_stands_beside_the_page(api: FastAPI) -> None:
    with TestClient(api) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert client.post("/api/chat", json={"question": "4.4"}).json()["duties"] == ["4.4"]


def test_the_page_watches_nobody(api: FastAPI) -> None:
    with TestClient(api) as client:
        assert client.get("/config").json()["analytics_enabled"] is False


def test_a_message_is_answered_with_its_sources(api: FastAPI) -> None:
    said = words(reply_of(api)("Mã OTP là gì?", []))

    assert "Mã OTP là dãy số chỉ dùng một lần" in said
    assert "<summary>[1] " in said


def test_earlier_questions_are_carried_on(api: FastAPI) -> None:
    history = [
        message("user", "Trợ lý ảo do cơ quan nào chủ trì?"),
        message("assistant", "**Nhiệm vụ 4.4** …"),
    ]

    assert "Tháng 9/2025" in words(reply_of(api)("Hạn khi nào?", history))


def test_only_the_persons_own_words_are_carried_on(recording: Reply, seen: list[Turn]) -> None:
    history = [
        message("user", "một"),
        message("assistant", "đáp"),
        message("user", [part("hai"), part("ba")]),
        message("assistant", [part("đáp")]),
        message("user", [{"type": "file", "file": {"path": "x"}}]),
    ]

    assert words(recording("bốn", history)).startswith("Dạ.")
    assert seen[-1].history == ("một", "hai ba")


def test_what_to_ask_next_is_offered_as_buttons(recording: Reply) -> None:
    said = recording("một", [])

    assert isinstance(said, dict)
    assert said["options"] == [{"value": "Rồi sao nữa?", "label": "Rồi sao nữa?"}]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Câu hỏi đang để trống. Hãy gõ điều cần hỏi, ví dụ: “Mã OTP là gì?”."),
        ("x" * 5000, "Hãy hỏi ngắn lại, mỗi lần một việc."),
        ("hỏng", "Ổ đĩa đã đầy. Hãy giải phóng chỗ trống."),
    ],
)
def test_an_error_becomes_a_sentence(text: str, said: str, recording: Reply) -> None:
    assert words(recording(text, [])).endswith(said)


def test_an_unexpected_error_becomes_a_sentence(api: FastAPI) -> None:
    assert "Traceback" not in words(reply_of(api)("Mã OTP \ud800 là gì?", []))


def test_what_is_shown_on_the_page_to_try_is_answered(api: FastAPI, assistant: Assistant) -> None:
    with TestClient(api) as client:
        config = client.get("/config").json()
    [examples] = [one["props"]["samples"] for one in config["components"] if one["type"] == "dataset"]

    assert len(examples) >= 3
    for [example] in examples:
        assert assistant.ask(example).status == Status.ANSWERED


def test_the_conversation_stands_before_the_officers_tab(api: FastAPI) -> None:
    with TestClient(api) as client:
        config = client.get("/config").json()

    assert [one["props"]["label"] for one in config["components"] if one["type"] == "tabitem"] == [
        "Hỏi đáp",
        "Cán bộ",
        "Nhiệm vụ",
        "Tiến độ",
    ]


def test_what_gradio_says_itself_is_vietnamese(api: FastAPI) -> None:
    with TestClient(api) as client:
        said = client.get("/config").json()["i18n_translations"]

    # A browser of any language that Gradio does not know falls back to English.
    assert said["en"] == said["vi"]
    assert said["en"]["chatbot.clear"] == "Xóa cuộc trò chuyện"


def test_a_long_answer_is_not_scrolled_to_its_end(api: FastAPI) -> None:
    with TestClient(api) as client:
        components = client.get("/config").json()["components"]
    [conversation] = [one["props"] for one in components if one["type"] == "chatbot"]

    assert conversation["autoscroll"] is False
