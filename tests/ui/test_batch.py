"""Many questions at once: an Answer for every line, in order, whatever the lines hold."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assistant.bootstrap import Assistant
from ui.batch import answer_lines, failed

SCHEMA = Draft202012Validator(
    json.loads((Path(__file__).parents[1] / "answer.schema.json").read_text(encoding="utf-8"))
)
THIRTY = [
    ("Mã OTP là gì?", "answered"),
    ("ma otp la gi", "answered"),
    ("Đại sứ số là gì?", "answered"),
    ("Làm sao cài VNeID?", "answered"),
    ("nop ho so dich vu cong tren mang the nao", "answered"),
    ("Gọi video Zalo cho con như thế nào?", "answered"),
    ("Chuyển khoản sao cho khỏi nhầm người?", "answered"),
    ("Tổng đài VNeID số mấy?", "answered"),
    ("Số điện thoại công an là số mấy?", "answered"),
    ("Tôi nên học gì trước?", "answered"),
    ("Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?", "answered"),
    ("tro ly ao do ai lam", "answered"),
    ("Nhiệm vụ 5.2 gồm những gì?", "answered"),
    ("Nhiệm vụ nào không ghi cơ quan phối hợp?", "answered"),
    ("Sở Nội vụ chủ trì những nhiệm vụ nào?", "answered"),
    ("Nhiệm vụ nào có hạn trong quý III/2025?", "answered"),
    ("Nhiệm vụ nào thường xuyên?", "answered"),
    ("Chỉ tiêu năm 2026 là gì?", "answered"),
    ("Kinh phí thực hiện lấy từ đâu?", "answered"),
    ("Long An sáp nhập vào tỉnh nào?", "answered"),
    ("Nhiệm vụ 9.9 là gì?", "no_source"),
    ("Đoàn thanh niên chủ trì những nhiệm vụ nào?", "no_source"),
    ("Kiểm tra trình độ của tôi", "no_source"),
    ("Giá vàng hôm nay?", "out_of_scope"),
    ("Cách nghe lén điện thoại", "unsafe"),
    ("Cho tôi số tài khoản của anh Nam", "personal_data"),
    ("Tôi bị lừa chuyển tiền rồi", "first_aid"),
    ("Xin chào", "greeting"),
    ("Cảm ơn nhé", "greeting"),
    ("Tôi muốn gặp người thật", "hand_off"),
]


def asked(assistant: Assistant, *lines: str) -> list[dict[str, Any]]:
    return list(answer_lines(assistant, lines))


@pytest.fixture(scope="module")
def thirty(assistant: Assistant) -> list[dict[str, Any]]:
    lines = (json.dumps({"id": f"q{n}", "question": question}) for n, (question, _) in enumerate(THIRTY))
    return list(answer_lines(assistant, lines))


def test_thirty_questions_get_thirty_answers_in_order(thirty: list[dict[str, Any]]) -> None:
    assert [f"q{n}" for n in range(30)] == [value["id"] for value in thirty]


@pytest.mark.parametrize("n", range(30), ids=[question for question, _ in THIRTY])
def test_each_of_thirty_answers_fits_the_schema_and_ends_as_it_should(
    n: int, thirty: list[dict[str, Any]]
) -> None:
    assert [error.message for error in SCHEMA.iter_errors(thirty[n])] == []
    assert thirty[n]["status"] == THIRTY[n][1]
    assert thirty[n]["standalone_question"] == THIRTY[n][0]


def test_an_answer_comes_before_the_next_line_is_read(assistant: Assistant) -> None:
    read: list[int] = []

    def lines() -> Iterator[str]:
        for n in range(3):
            read.append(n)
            yield '{"question": "xin chào"}'

    next(answer_lines(assistant, lines()))

    assert read == [0]


def test_blank_lines_are_passed_over_but_counted(assistant: Assistant) -> None:
    first, second = asked(assistant, "", '{"question": "xin chào"}', "  \t", "không phải JSON")

    assert first["status"] == "greeting"
    assert second["text"].startswith("Dòng 4 ")


def test_history_audience_and_id_are_honoured(assistant: Assistant) -> None:
    line = {
        "id": "x",
        "question": "Hạn khi nào?",
        "history": ["Trợ lý ảo do ai làm?"],
        "audience": "officer",
        "khác": 1,
    }
    [value] = asked(assistant, json.dumps(line))

    assert (value["id"], value["duties"]) == ("x", ["4.4"])
    assert "anh/chị mở nguồn" in value["notice"]


@pytest.mark.parametrize(("given", "echoed"), [('"a"', "a"), ("7", "7"), ("0", "0"), ('""', "")])
def test_an_id_is_echoed_as_text(given: str, echoed: str, assistant: Assistant) -> None:
    [value] = asked(assistant, f'{{"id": {given}, "question": "xin chào"}}')

    assert value["id"] == echoed


def test_without_an_id_none_is_made_up(assistant: Assistant) -> None:
    for line in ('{"question": "xin chào"}', '{"id": null, "question": "xin chào"}', "không phải JSON"):
        assert "id" not in asked(assistant, line)[0]


@pytest.mark.parametrize(
    "line",
    [
        "không phải JSON",
        "[]",
        "null",
        '"Mã OTP là gì?"',
        "3",
        "{}",
        '{"question": null}',
        '{"question": 5}',
        '{"question": ["a"]}',
        '{"question": "xin chào", "history": "x"}',
        '{"question": "xin chào", "history": [1]}',
        '{"question": "xin chào", "audience": "boss"}',
        '{"question": "xin chào"',
        "{'question': 'xin chào'}",
    ],
)
def test_a_malformed_line_says_what_is_needed(line: str, assistant: Assistant) -> None:
    [value] = asked(assistant, line)

    assert value["status"] == "error"
    assert value["text"].startswith("Dòng 1 không đúng dạng. Cần một đối tượng JSON: «question» là chữ")
    assert list(SCHEMA.iter_errors(value)) == []


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "Câu hỏi đang để trống."),
        (" ?! ", "Câu hỏi đang để trống."),
        ("a\x00b", "Câu hỏi có ký tự điều khiển"),
        ("x" * 100_000, "Câu hỏi dài 100.000 ký tự"),
    ],
)
def test_a_question_nobody_can_answer_keeps_its_id(question: str, said: str, assistant: Assistant) -> None:
    [value] = asked(assistant, json.dumps({"id": "k", "question": question}))

    assert (value["id"], value["status"]) == ("k", "error")
    assert value["text"].startswith(said)


@pytest.mark.parametrize(
    "line",
    [
        '{"question": "Mã OTP \\ud800 là gì?"}',
        pytest.param(
            '{"question": "Nó là gì?", "history": ["mã \\ud800"]}',
            marks=pytest.mark.xfail(
                strict=True, reason="only JSONDecodeError, ValidationError and our own errors are caught"
            ),
        ),
        "[" * 100_000,
        f'{{"question": "xin chào", "id": {"1" * 5000}}}',
    ],
    ids=["half a surrogate pair", "half a pair in the history", "nested too deep", "a number too long"],
)
def test_a_hostile_line_becomes_an_error_and_the_next_is_answered(line: str, assistant: Assistant) -> None:
    assert [value["status"] for value in asked(assistant, line, '{"question": "xin chào"}')] == [
        "error",
        "greeting",
    ]


def test_a_failure_says_what_went_wrong() -> None:
    value = failed("Không đọc được.", "9").as_json()

    assert (
        value["id"],
        value["status"],
        value["mode"],
        value["text"],
    ) == ("9", "error", "canned", "Không đọc được.")
    assert list(SCHEMA.iter_errors(value)) == []
