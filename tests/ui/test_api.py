"""The assistant over HTTP: answers, passages, health, and errors a person understands."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator

from assistant.bootstrap import Assistant, build_assistant
from assistant.question import Answer, Turn
from assistant.replies import read_replies
from knowledge.errors import StorageError
from knowledge.library import Library, open_library
from knowledge.settings import PREFIX, Settings
from ui.api import build_api

ROOT = Path(__file__).parents[2]
SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "answer.schema.json").read_text(encoding="utf-8"))
)
ENGLISH = ("required", "should", "valid", "error", "match", "at most", "Input")


@pytest.fixture(scope="module")
def client(library: Library, assistant: Assistant) -> Iterator[TestClient]:
    with TestClient(build_api(library, assistant), raise_server_exceptions=False) as opened:
        yield opened


def chat(client: TestClient, **request: Any) -> Any:
    return client.post("/api/chat", json=request).json()


def posted(client: TestClient, body: bytes | Iterator[bytes], **headers: str) -> Any:
    return client.post("/api/chat", content=body, headers={"content-type": "application/json", **headers})


# Chat


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Mã OTP là gì?", "answered"),
        ("Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?", "answered"),
        ("Sở Nội vụ chủ trì những nhiệm vụ nào?", "answered"),
        ("Chỉ tiêu năm 2025 là gì?", "answered"),
        ("Tôi nên học gì trước?", "answered"),
        ("Tôi bị lừa chuyển tiền rồi", "first_aid"),
        ("Xin chào", "greeting"),
        ("Nhiệm vụ 9.9 là gì?", "no_source"),
        ("Giá vàng hôm nay?", "out_of_scope"),
    ],
)
def test_an_answer_over_http_fits_the_schema(question: str, status: str, client: TestClient) -> None:
    answer = chat(client, question=question)

    assert [error.message for error in SCHEMA.iter_errors(answer)] == []
    assert answer["status"] == status


def test_an_answer_over_http_is_the_assistants(client: TestClient, assistant: Assistant) -> None:
    question = "Nhiệm vụ 5.2 gồm những gì?"
    over_http, direct = chat(client, question=question), assistant.ask(question).as_json()

    assert {**direct, "latency_ms": 0} == {**over_http, "latency_ms": 0}


def test_history_audience_and_id_are_honoured(client: TestClient) -> None:
    answer = chat(
        client, id="phiếu-7", question="Hạn khi nào?", history=["Trợ lý ảo do ai làm?"], audience="officer"
    )

    assert (answer["id"], answer["duties"]) == ("phiếu-7", ["4.4"])
    assert "anh/chị" in answer["notice"]


def test_without_an_id_none_is_made_up(client: TestClient) -> None:
    assert "id" not in chat(client, question="xin chào")


def test_every_citation_opens_its_passage_word_for_word(client: TestClient) -> None:
    for question in ("Mã OTP là gì?", "Làm sao cài VNeID?", "Công an tỉnh chủ trì những nhiệm vụ nào?"):
        for citation in chat(client, question=question)["citations"]:
            passage = client.get(f"/api/passages/{citation['passage_id']}").json()

            assert citation["quote"] in passage["text"]
            assert (citation["locator"], citation["document"]) == (passage["locator"], passage["document"])


# What cannot be answered


@pytest.mark.parametrize("question", ["", "   ", "?!", "a\x00b", "x" * 5000])
def test_a_question_nobody_can_answer_is_422_with_a_sentence(question: str, client: TestClient) -> None:
    reply = client.post("/api/chat", json={"question": question})

    assert reply.status_code == 422
    assert reply.json()["detail"].startswith("Câu hỏi ")


@pytest.mark.parametrize(
    "request_body",
    [
        {},
        {"question": None},
        {"question": 5},
        {"question": "a", "history": "x"},
        {"question": "a", "history": [1]},
        {"question": "a", "history": ["x"] * 51},
        {"question": "a", "audience": "boss"},
        {"question": "a", "id": 7},
        {"question": "a", "id": "x" * 101},
        [1],
        "a",
    ],
)
def test_a_malformed_request_is_422_and_names_the_field(request_body: Any, client: TestClient) -> None:
    reply = client.post("/api/chat", json=request_body)

    assert reply.status_code == 422
    assert set(reply.json()) == {"detail"}
    assert reply.json()["detail"].startswith("Trường «")


@pytest.mark.parametrize("body", [b"{not json", b"", b"\xff\xfe", b"'a'", b'{"question": "a"'])
def test_a_body_that_is_no_json_is_422(body: bytes, client: TestClient) -> None:
    assert posted(client, body).status_code == 422


@pytest.mark.parametrize(
    "body", [b"{}", b'{"question": 5}', b"{not json", b'{"question": "a", "audience": "boss"}']
)
def test_what_is_wrong_is_said_in_vietnamese(body: bytes, client: TestClient) -> None:
    detail = posted(client, body).json()["detail"]

    assert not [word for word in ENGLISH if word in detail]


def test_a_body_that_is_no_json_names_no_field(client: TestClient) -> None:
    assert "«1»" not in posted(client, b"{not json").json()["detail"]


def test_a_body_too_large_is_413(client: TestClient) -> None:
    reply = posted(client, json.dumps({"question": "x" * 300_000}).encode())

    assert (reply.status_code, reply.json()) == (413, {"detail": "Yêu cầu quá lớn. Hãy hỏi ngắn lại."})


@pytest.mark.xfail(strict=True, reason="a body sent in pieces has no content-length, and is read whole")
def test_a_body_too_large_in_pieces_is_413(client: TestClient) -> None:
    assert posted(client, (b"x" * 1000 for _ in range(300))).status_code == 413


@pytest.mark.parametrize(
    "body",
    [
        b'{"question": "M\\u00e3 OTP \\ud800?"}',
        pytest.param(
            b'{"question": "N\\u00f3 l\\u00e0 g\\u00ec?", "history": ["m\\u00e3 \\ud800"]}',
            marks=pytest.mark.xfail(
                strict=True, reason="what no person types ends as an error of the server"
            ),
        ),
        pytest.param(
            b"[" * 100_000,
            marks=pytest.mark.xfail(
                strict=True, reason="what no person types ends as an error of the server"
            ),
        ),
    ],
    ids=["half a surrogate pair", "half a pair in the history", "nested too deep"],
)
def test_a_hostile_body_is_the_askers_error(body: bytes, client: TestClient) -> None:
    assert posted(client, body).status_code == 422


def test_a_wrong_method_is_405(client: TestClient) -> None:
    assert client.get("/api/chat").status_code == 405


def test_an_unknown_address_is_404(client: TestClient) -> None:
    assert client.get("/api/nope").status_code == 404


# Faults of ours


def failing(library: Library, error: Exception) -> TestClient:
    """A client of an API whose assistant fails."""

    def fail(_turn: Turn) -> Answer:
        raise error

    broken = Assistant(library, read_replies(library.store), [fail])
    return TestClient(build_api(library, broken), raise_server_exceptions=False)


def test_a_fault_of_a_store_is_503_with_what_to_do(library: Library) -> None:
    error = StorageError("Ổ đĩa đã đầy.", "Hãy giải phóng chỗ trống.")
    reply = failing(library, error).post("/api/chat", json={"question": "Mã OTP là gì?"})

    assert reply.status_code == 503
    assert reply.json() == {"detail": "Ổ đĩa đã đầy. Hãy giải phóng chỗ trống."}


def test_an_unexpected_fault_tells_nothing_of_the_inside(library: Library) -> None:
    reply = failing(library, ValueError("/srv/secret/key")).post("/api/chat", json={"question": "OTP?"})

    assert reply.status_code == 500
    assert reply.json() == {"detail": "Xin lỗi, hệ thống đang gặp trục trặc. Hãy thử lại sau."}


# Passages


def test_a_passage_is_told_whole(client: TestClient, library: Library) -> None:
    [duty] = [row for row in library.plan().duties if row.id == "4.4"]
    passage = client.get(f"/api/passages/{duty.passage_id}").json()

    assert {"id", "document", "locator", "heading", "text"} == set(passage)
    assert (duty.passage_id, "Phụ lục, mục 4.4") == (passage["id"], passage["locator"])


def test_a_passage_that_is_not_there_is_404(client: TestClient) -> None:
    reply = client.get(f"/api/passages/{'0' * 32}")

    assert reply.status_code == 404
    assert reply.json() == {"detail": "Không có đoạn này; có thể tài liệu đã được cập nhật."}


@pytest.mark.parametrize(
    "name", ["xyz", "0" * 31, "0" * 33, "G" * 32, "A" * 32, "'; drop table passages; --"]
)
def test_what_is_no_passage_id_is_422(name: str, client: TestClient) -> None:
    assert client.get(f"/api/passages/{name}").status_code == 422


# Health


def test_a_living_process_says_so(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}


def test_a_whole_index_is_ready(client: TestClient) -> None:
    reply = client.get("/readyz")

    assert (reply.status_code, reply.json()) == (200, {"status": "ok"})


def test_a_lost_index_is_degraded_and_still_answers(own_data: Path) -> None:
    for vectors in (own_data / "index").glob("*/vectors"):
        vectors.rename(vectors.with_name("gone"))

    with open_library(Settings(data_dir=own_data)) as opened:
        client = TestClient(build_api(opened, build_assistant(opened)))

        assert client.get("/readyz").json() == {"status": "degraded"}
        assert chat(client, question="Mã OTP là gì?")["status"] == "answered"


def test_without_an_index_it_is_not_ready_and_says_what_to_do(tmp_path: Path, assistant: Assistant) -> None:
    with open_library(Settings(data_dir=tmp_path / "var")) as empty:
        client = TestClient(build_api(empty, assistant))
        reply = client.get("/readyz")

    assert reply.status_code == 503
    assert "bdhvs ingest" in reply.json()["detail"]


# The description


def test_the_description_shows_an_example_of_a_question(client: TestClient) -> None:
    [example] = client.get("/openapi.json").json()["components"]["schemas"]["ChatRequest"]["examples"]
    answer = chat(client, **example)

    assert (answer["status"], answer["duties"]) == ("answered", ["4.4"])


def test_the_description_names_every_way_in_and_its_errors(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]

    assert set(paths) == {
        "/api/chat",
        "/api/passages/{passage_id}",
        "/api/duties",
        "/api/duties/{id}/progress",
        "/api/targets/{id}/progress",
        "/api/progress",
        "/healthz",
        "/readyz",
    }
    assert {"200", "422"} == set(paths["/api/chat"]["post"]["responses"])
    assert {"200", "404", "422"} == set(paths["/api/passages/{passage_id}"]["get"]["responses"])


def test_the_description_promises_every_field_of_an_answer(client: TestClient) -> None:
    view = client.get("/openapi.json").json()["components"]["schemas"]["AnswerView"]

    assert set(SCHEMA.schema["required"]) <= set(view["required"])


def test_the_description_can_be_read_without_a_network(client: TestClient) -> None:
    assert "https://" not in client.get("/docs").text


def test_without_the_page_gradio_is_never_loaded(cli_data: Path) -> None:
    code = """
import sys
from fastapi.testclient import TestClient
from knowledge.library import open_library
from knowledge.settings import read_settings
from ui.server import build_app
with open_library(read_settings(console=False)) as library:
    reply = TestClient(build_app(library)).post("/api/chat", json={"question": "Mã OTP là gì?"})
assert 'gradio' not in sys.modules
print(reply.status_code)
"""
    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**env, "BDHVS_DATA_DIR": str(cli_data)},
        cwd=ROOT,
        timeout=60,
        check=False,
    )

    assert (done.stdout, done.returncode) == ("200\n", 0), done.stderr
