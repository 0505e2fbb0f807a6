"""The `bdhvs` command, as people and scripts use it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from knowledge.errors import BdhvsError, MissingDocument, QuestionError, SettingsError, StorageError
from knowledge.settings import PREFIX

Command = Callable[..., Result]
ROOT = Path(__file__).parents[2]
BDHVS = Path(sys.executable).with_name("bdhvs")
ASKED = "Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?"


def answers(result: Result) -> list[dict[str, object]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


# In a process of its own


def spawn(
    *arguments: str | bytes, data: Path, stdin: str = "", **settings: str
) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.run(
        [BDHVS, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**env, "BDHVS_DATA_DIR": str(data), **settings},
        cwd=data.parent,
        check=False,
    )


def test_the_command_answers_with_its_source(cli_data: Path) -> None:
    done = spawn("ask", ASKED, data=cli_data)

    assert done.returncode == 0
    assert "Sở Khoa học và Công nghệ; Sở Giáo dục và Đào tạo" in done.stdout
    assert "Phụ lục, mục 4.4" in done.stdout
    assert done.stderr == ""


def test_the_command_answers_a_machine_from_standard_input(cli_data: Path) -> None:
    asked = json.dumps({"id": "7", "question": ASKED}, ensure_ascii=False)
    done = spawn("ask", "--batch", "-", data=cli_data, stdin=f"{asked}\n")

    assert (done.returncode, done.stderr) == (0, "")
    assert (json.loads(done.stdout)["id"], json.loads(done.stdout)["duties"]) == ("7", ["4.4"])


@pytest.mark.parametrize(
    ("arguments", "settings", "said"),
    [
        (["ask", ""], {}, "Lỗi: Câu hỏi đang để trống."),
        (["ask", "OTP"], {"BDHVS_PORT": "abc"}, "Lỗi: Thiết lập BDHVS_PORT đang là «abc»"),
    ],
)
def test_an_error_is_one_sentence_and_exit_status_1(
    arguments: list[str], settings: dict[str, str], said: str, cli_data: Path
) -> None:
    done = spawn(*arguments, data=cli_data, **settings)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_an_argument_that_is_no_utf8_is_an_error_in_a_sentence(cli_data: Path) -> None:
    done = spawn("ask", b"M\xff OTP", data=cli_data)

    assert done.returncode == 1
    assert done.stderr.startswith("Lỗi: ")


@pytest.fixture
def server(cli_data: Path) -> Iterator[str]:
    """`bdhvs serve` without its page, on a free port; its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    process = subprocess.Popen(
        [BDHVS, "serve", "--port", str(port)],
        env={**env, "BDHVS_DATA_DIR": str(cli_data), "BDHVS_CONSOLE": "false"},
        cwd=cli_data.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def fetched(url: str, body: dict[str, object] | None = None) -> dict[str, object]:
    """The JSON behind an address of this machine; waits for the server to come up."""
    data = json.dumps(body).encode() if body else None
    for attempt in range(300):
        try:
            request = urllib.request.Request(url, data, {"content-type": "application/json"})  # noqa: S310  # ours
            with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310  # ours
                value: dict[str, object] = json.load(answer)
                return value
        except ConnectionError:
            time.sleep(0.1)
        except OSError as error:
            if attempt == 299 or not isinstance(getattr(error, "reason", None), ConnectionError):
                raise
            time.sleep(0.1)
    raise TimeoutError(url)


def test_the_server_comes_up_and_answers(server: str) -> None:
    assert fetched(f"{server}/healthz") == {"status": "ok"}
    assert fetched(f"{server}/readyz") == {"status": "ok"}
    assert fetched(f"{server}/api/chat", {"question": ASKED})["duties"] == ["4.4"]


# ask


def test_ask_prints_the_answer_its_sources_and_that_a_machine_speaks(bdhvs: Command) -> None:
    result = bdhvs("ask", "Mã OTP là gì?")
    text, sources, notice = result.stdout.strip().split("\n\n")

    assert result.exit_code == 0
    assert text.startswith("- Mã OTP là dãy số chỉ dùng một lần")
    assert sources.startswith("Nguồn:\n  [1] Bảng giải thích từ ngữ số — Mục “Mã OTP”")
    assert notice.startswith("(Đây là câu trả lời của trợ lý AI; bác mở nguồn")


def test_ask_offers_what_to_ask_next(bdhvs: Command) -> None:
    assert "\n\nHỏi tiếp: Mã OTP là gì? · " in bdhvs("ask", "xin chào").stdout


def test_ask_json_prints_one_object(bdhvs: Command) -> None:
    result = bdhvs("ask", "--json", ASKED)
    answer = json.loads(result.stdout)

    assert result.exit_code == 0
    assert (answer["status"], answer["duties"]) == ("answered", ["4.4"])
    assert "chủ trì" in result.stdout  # letters, not escapes


def test_an_officer_is_addressed_as_one(bdhvs: Command) -> None:
    assert "Chào anh/chị!" in bdhvs("ask", "xin chào", "--audience", "officer").stdout


def test_an_unknown_audience_is_a_usage_error(bdhvs: Command) -> None:
    assert bdhvs("ask", "xin chào", "--audience", "boss").exit_code == 2


@pytest.mark.parametrize("question", ["", "   ", "?!", "🙂"])
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_an_empty_question_is_an_error(question: str, options: list[str], bdhvs: Command) -> None:
    result = bdhvs("ask", *options, question)

    assert (result.exit_code, result.stdout) == (1, "")
    assert isinstance(result.exception, QuestionError)


def test_no_question_at_all_is_an_error(bdhvs: Command) -> None:
    assert isinstance(bdhvs("ask").exception, QuestionError)


# ask --batch


def test_a_batch_answers_every_line_in_order(bdhvs: Command, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    lines = [
        {"id": str(n), "question": question} for n, question in enumerate(["Mã OTP là gì?", ASKED, "4.3"])
    ]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")

    result = bdhvs("ask", "--batch", file)

    assert result.exit_code == 0
    assert [(one["id"], one["intent"]) for one in answers(result)] == [
        ("0", "definition"),
        ("1", "plan"),
        ("2", "plan"),
    ]


def test_a_batch_from_standard_input_is_the_same(bdhvs: Command) -> None:
    result = bdhvs("ask", "--batch", "-", stdin='{"question": "xin chào"}\n\n{"question": "4.4"}')

    assert [one["status"] for one in answers(result)] == ["greeting", "answered"]


def test_an_empty_batch_gives_nothing(bdhvs: Command) -> None:
    result = bdhvs("ask", "--batch", "-", stdin="")

    assert (result.exit_code, result.stdout) == (0, "")


def test_malformed_lines_are_answered_as_errors_and_the_others_as_questions(bdhvs: Command) -> None:
    lines = ["not json", "[1]", '{"id": "b"}', '{"id": 4, "question": ""}', '{"id": "e", "question": "4.4"}']

    result = bdhvs("ask", "--batch", "-", stdin="\n".join(lines))

    assert result.exit_code == 0
    assert [(one.get("id"), one["status"]) for one in answers(result)] == [
        (None, "error"),
        (None, "error"),
        ("b", "error"),
        ("4", "error"),
        ("e", "answered"),
    ]


def test_a_malformed_line_is_named_by_its_number(bdhvs: Command) -> None:
    *_, second = answers(bdhvs("ask", "--batch", "-", stdin='{"question": "xin chào"}\nnot json'))

    assert second["text"].startswith("Dòng 2 không đúng dạng. Cần một đối tượng JSON: «question» là chữ")


def test_a_batch_file_that_is_not_there_is_named(bdhvs: Command, tmp_path: Path) -> None:
    result = bdhvs("ask", "--batch", tmp_path / "nope.jsonl")

    assert isinstance(result.exception, QuestionError)
    assert str(tmp_path / "nope.jsonl") in str(result.exception)


def test_a_batch_file_that_is_no_utf8_is_named(bdhvs: Command, tmp_path: Path) -> None:
    file = tmp_path / "vni.jsonl"
    file.write_bytes(b'{"question": "M\xe3 OTP l\xe0 g\xec?"}')

    result = bdhvs("ask", "--batch", file)

    assert isinstance(result.exception, QuestionError)
    assert "Cần tệp JSON, mã UTF-8." in str(result.exception)


def test_a_batch_file_may_begin_with_a_byte_order_mark(bdhvs: Command, tmp_path: Path) -> None:
    file = tmp_path / "notepad.jsonl"
    file.write_text('{"question": "xin chào"}\n', encoding="utf-8-sig")

    assert [one["status"] for one in answers(bdhvs("ask", "--batch", file))] == ["greeting"]


def test_a_batch_files_lines_end_at_line_feeds_only(bdhvs: Command, tmp_path: Path) -> None:
    file = tmp_path / "one.jsonl"
    file.write_text('{"question": "Mã OTP\u2028là gì?"}\n', encoding="utf-8")

    assert [one["status"] for one in answers(bdhvs("ask", "--batch", file))] == ["answered"]


def test_one_bad_line_does_not_end_the_batch(bdhvs: Command) -> None:
    result = bdhvs("ask", "--batch", "-", stdin='{"question": "Mã OTP \\ud800?"}\n{"question": "xin chào"}')

    assert [one["status"] for one in answers(result)] == ["error", "greeting"]


# Settings


@pytest.mark.parametrize(
    ("name", "value", "needed"),
    [
        ("BDHVS_PORT", "abc", "một số nguyên"),
        ("BDHVS_PORT", "0", "số từ 1 trở lên"),
        ("BDHVS_PORT", "70000", "số không quá 65535"),
        ("BDHVS_DENSE_WEIGHT", "3", "số không quá 1"),
        ("BDHVS_DENSE_WEIGHT", "nhiều", "một số"),
        ("BDHVS_SUPPORT_FLOOR", "-1", "số từ 0"),
        ("BDHVS_CONSOLE", "maybe", "true hoặc false"),
        ("BDHVS_READ_SECONDS", "0", "số lớn hơn 0"),
        ("BDHVS_READ_PAGES", "1.5", "một số nguyên"),
        ("BDHVS_MAX_QUESTION_CHARS", "10", "số từ 50 trở lên"),
    ],
)
def test_a_broken_setting_is_named_with_its_value_and_what_it_needs(
    name: str, value: str, needed: str, bdhvs: Command
) -> None:
    result = bdhvs("documents", **{name: value})

    assert isinstance(result.exception, SettingsError)
    assert str(result.exception).startswith(
        f"Thiết lập {name} đang là «{value}», không dùng được. Cần {needed}"
    )


@pytest.mark.parametrize("value", ["nonsense", "mysql://x", "sqlite:///"])
def test_a_broken_database_address_is_named(value: str, bdhvs: Command, tmp_path: Path) -> None:
    if value == "sqlite:///":
        (tmp_path / "folder.db").mkdir()
        value = f"sqlite:///{tmp_path / 'folder.db'}"

    result = bdhvs("documents", BDHVS_DATABASE_URL=value)

    assert isinstance(result.exception, BdhvsError)
    assert "BDHVS_DATABASE_URL" in str(result.exception)


def test_a_data_folder_that_is_a_file_is_named(bdhvs: Command, tmp_path: Path) -> None:
    file = tmp_path / "var"
    file.write_text("", encoding="utf-8")

    result = bdhvs("documents", BDHVS_DATA_DIR=file)

    assert isinstance(result.exception, StorageError)
    assert str(file) in str(result.exception)


# Documents


def test_documents_lists_everything_that_is_in(bdhvs: Command) -> None:
    rows = [line.split("\t") for line in bdhvs("documents").stdout.splitlines()]

    assert {"lesson", "reference", "plan"} == {kind for _, kind, _ in rows}
    assert ["AT-01", "lesson", "Bài AT-01: Không đưa mã OTP, mật khẩu cho ai"] in rows


def test_another_plan_goes_in_with_its_rows_and_both_commands_count_them(
    bdhvs: Command, own_data: Path
) -> None:
    plan = ROOT / "tests" / "documents" / "ke-hoach-an-binh.docx"

    went_in = bdhvs("ingest", plan, BDHVS_DATA_DIR=own_data)
    listed = bdhvs("documents", BDHVS_DATA_DIR=own_data).stdout

    assert went_in.stdout.splitlines()[0] == (
        "ke-hoach-an-binh.docx: 21 nhiệm vụ, 4 chỉ tiêu, 3 mục trách nhiệm được ghi thành dòng."
    )
    assert sorted(line.rpartition(" · ")[2] for line in listed.splitlines() if "nhiệm vụ" in line) == [
        "21 nhiệm vụ",
        "39 nhiệm vụ",
    ]


def test_a_document_goes_in_is_found_and_goes_out_again(
    bdhvs: Command, own_data: Path, tmp_path: Path
) -> None:
    file = tmp_path / "Nội quy.txt"
    file.write_text(
        "Nội quy nhà văn hóa ấp Bình Lợi\n\nNhà văn hóa mở cửa lúc 7 giờ sáng.\n", encoding="utf-8"
    )
    question = "Nhà văn hóa ấp Bình Lợi mở cửa lúc mấy giờ?"

    went_in = bdhvs("ingest", file, BDHVS_DATA_DIR=own_data)
    again = bdhvs("ingest", file, BDHVS_DATA_DIR=own_data)
    answer = json.loads(bdhvs("ask", "--json", question, BDHVS_DATA_DIR=own_data).stdout)
    [name] = [
        line.split("\t")[0]
        for line in bdhvs("documents", BDHVS_DATA_DIR=own_data).stdout.splitlines()
        if "\tfile\t" in line
    ]
    went_out = bdhvs("remove", name, BDHVS_DATA_DIR=own_data)
    after = json.loads(bdhvs("ask", "--json", question, BDHVS_DATA_DIR=own_data).stdout)

    assert went_in.stdout.startswith("Xong: 1 tài liệu thêm mới, 0 cập nhật, 0 không đổi, 0 gỡ bỏ;")
    assert again.stdout.startswith("Xong: 0 tài liệu thêm mới, 0 cập nhật, 1 không đổi, 0 gỡ bỏ;")
    assert "7 giờ sáng" in answer["text"]
    assert went_out.stdout == "Đã gỡ: Nội quy nhà văn hóa ấp Bình Lợi\n"
    assert "7 giờ sáng" not in after["text"]
    assert [one.exit_code for one in (went_in, again, went_out)] == [0, 0, 0]


def test_a_path_that_is_not_there_is_named(bdhvs: Command, tmp_path: Path) -> None:
    result = bdhvs("ingest", tmp_path / "nope.pdf")

    assert result.exit_code == 1
    assert isinstance(result.exception, MissingDocument)
    assert str(tmp_path / "nope.pdf") in str(result.exception)


def test_an_unreadable_file_is_named_with_what_to_do(bdhvs: Command, tmp_path: Path) -> None:
    file = tmp_path / "fake.pdf"
    file.write_text("không phải pdf", encoding="utf-8")

    result = bdhvs("ingest", file)

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Không nạp {file}: Tệp «fake.pdf»")
    assert "Hãy " in result.stderr
    assert "1 tệp không đọc được." in result.stdout


def test_a_readable_file_goes_in_beside_an_unreadable_one(
    bdhvs: Command, own_data: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "hồ sơ"
    folder.mkdir()
    (folder / "a.txt").write_text("Thông báo lịch học lớp kỹ năng số của ấp.", encoding="utf-8")
    (folder / "b.docx").write_bytes(b"\x00\x01")

    result = bdhvs("ingest", folder, BDHVS_DATA_DIR=own_data)

    assert result.exit_code == 1
    assert "1 tài liệu thêm mới" in result.stdout
    assert "b.docx" in result.stderr


@pytest.mark.parametrize("name", ["nope", "AT-01", "kh-long-an-2025", ""])
def test_only_what_came_from_a_file_is_removed(name: str, bdhvs: Command) -> None:
    result = bdhvs("remove", name)

    assert result.exit_code == 1
    assert result.stderr == f"Không có tài liệu nạp từ tệp mang mã «{name}». Xem `bdhvs documents`.\n"


# The doctor


def test_a_healthy_house_is_well(bdhvs: Command) -> None:
    lines = bdhvs("doctor").stdout.splitlines()

    assert len(lines) == 7
    # «Nội dung» also falls ill when the calendar passes the day a fact is to be checked again
    assert [line for line in lines if not line.startswith(("✓ ", "✗ Nội dung"))] == []


def test_a_lost_index_is_named_with_what_to_do_and_questions_are_still_answered(
    bdhvs: Command, own_data: Path
) -> None:
    for folder in (own_data / "index").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)

    sick = bdhvs("doctor", BDHVS_DATA_DIR=own_data)

    assert sick.exit_code == 1
    assert "✗ Chỉ mục: " in sick.stdout
    assert "bdhvs doctor --repair" in sick.stdout
    assert "✓ Hỏi thử: " in sick.stdout


def test_repair_builds_a_lost_index_again(bdhvs: Command, own_data: Path) -> None:
    for folder in (own_data / "index").iterdir():
        if folder.is_dir():
            shutil.rmtree(folder)

    repaired = bdhvs("doctor", "--repair", BDHVS_DATA_DIR=own_data)

    assert "✓ Chỉ mục: " in repaired.stdout
    assert "khớp với dữ liệu" in repaired.stdout


def test_a_broken_setting_is_a_finding_of_the_doctor(bdhvs: Command) -> None:
    result = bdhvs("doctor", BDHVS_PORT="abc")

    assert result.exit_code == 1
    assert "✗ Mở kho: Thiết lập BDHVS_PORT đang là «abc»" in result.stdout


# Help


def test_every_command_says_what_it_does_in_vietnamese(bdhvs: Command) -> None:
    said = bdhvs("--help").stdout

    for name in ("ask", "ingest", "documents", "remove", "serve", "doctor"):
        assert name in said
        assert bdhvs(name, "--help").exit_code == 0
    assert "Hỏi một câu" in said
