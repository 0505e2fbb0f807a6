"""The ways through the house: what they load, whom they call, and who reads the environment."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.settings import PREFIX

ROOT = Path(__file__).parents[1]
PACKAGES = ("assistant", "eval", "ingest", "knowledge", "ui")
HEAVY = ("torch", "sentence_transformers", "transformers", "underthesea", "gradio", "langchain")

ASK = """
import sys
from ui.cli import main
sys.argv = ["bdhvs", "ask", "--batch", sys.argv[1]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(*sorted(name for name in sys.modules if name.startswith({heavy!r})), file=sys.stderr)
"""
QUESTIONS = [
    "Mã OTP là gì?",
    "Trợ lý ảo do cơ quan nào chủ trì?",
    "Làm sao cài VNeID?",
    "Tôi bị lừa chuyển tiền rồi",
    "Tôi nên học gì?",
    "Giá vàng hôm nay?",
]

WATCH = """
import os, sys

LOCAL = ("127.", "::1", "localhost")

def watch(event, arguments):
    if event == "socket.getaddrinfo":
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if host and not str(host).startswith(LOCAL):
        with open(os.environ["WATCHED"], "a") as log:
            log.write(f"{event} {host} {sys.argv}\\n")

sys.addaudithook(watch)
"""


def spawn(*command: str | Path, **env: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    return subprocess.run(
        [str(part) for part in command],
        capture_output=True,
        text=True,
        env={**kept, **{name: str(value) for name, value in env.items()}},
        cwd=ROOT,
        timeout=120,
        check=False,
    )


def test_questions_load_no_heavy_vendor(shipped_data: Path, tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text("".join(json.dumps({"question": one}) + "\n" for one in QUESTIONS), encoding="utf-8")

    done = spawn(sys.executable, "-c", ASK.format(heavy=HEAVY), file, BDHVS_DATA_DIR=shipped_data)

    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(QUESTIONS)
    assert done.stderr.split() == []


@pytest.fixture(scope="module")
def watched(shipped_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """An environment in which every Python process, children too, writes down whom it calls."""
    folder = tmp_path_factory.mktemp("watch")
    (folder / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    shutil.copytree(shipped_data, folder / "var")
    return {"PYTHONPATH": folder, "WATCHED": folder / "calls.log", "BDHVS_DATA_DIR": folder / "var"}


def calls(watched: dict[str, Path]) -> str:
    log = watched["WATCHED"]
    return log.read_text(encoding="utf-8") if log.exists() else ""


def test_the_watch_sees_a_call_to_another_machine(watched: dict[str, Path], tmp_path: Path) -> None:
    own = {**watched, "WATCHED": tmp_path / "calls.log"}
    code = "import socket; s = socket.socket(); s.settimeout(0); s.connect_ex(('192.0.2.1', 9))"

    spawn(
        sys.executable,
        "-c",
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {code!r}])",
        **own,
    )

    assert "socket.connect 192.0.2.1" in calls(own)


def test_ingesting_and_asking_call_no_other_machine(watched: dict[str, Path], tmp_path: Path) -> None:
    file = tmp_path / "thong-bao.html"
    file.write_text(
        "<html><head><link rel=stylesheet href=http://192.0.2.1/a.css></head>"
        "<body><h1>Lịch học</h1><p>Lớp kỹ năng số mở lúc 7 giờ sáng.</p>"
        "<img src=http://192.0.2.1/x.png></body></html>",
        encoding="utf-8",
    )
    bdhvs = Path(sys.executable).with_name("bdhvs")

    went_in = spawn(bdhvs, "ingest", file, **watched)
    asked = spawn(bdhvs, "ask", "Mã OTP là gì?", **watched)

    assert (went_in.returncode, asked.returncode) == (0, 0), went_in.stderr + asked.stderr
    assert "1 tài liệu thêm mới" in went_in.stdout
    assert calls(watched) == ""


def environment_readers(tree: ast.AST) -> set[str]:
    """The names by which a module reaches for the environment."""
    names = {"environ", "environb", "getenv", "getenvb", "putenv", "unsetenv"}
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os":
            found |= {node.attr} & names
        elif isinstance(node, ast.ImportFrom) and node.module in ("os", "pydantic_settings"):
            found |= {alias.name for alias in node.names} & (names | {"BaseSettings"})
    return found


def modules() -> list[Path]:
    return sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("import os\nos.environ['A']", {"environ"}),
        ("from os import getenv as g", {"getenv"}),
        ("from pydantic_settings import BaseSettings", {"BaseSettings"}),
        ("import os\nos.path.join('environ')", set()),
    ],
)
def test_the_scan_sees_who_reads_the_environment(code: str, expected: set[str]) -> None:
    assert expected == environment_readers(ast.parse(code))


def test_only_the_settings_read_the_environment() -> None:
    readers = {
        path.relative_to(ROOT).as_posix()
        for path in modules()
        if environment_readers(ast.parse(path.read_text(encoding="utf-8")))
    }

    assert readers == {"knowledge/settings.py"}


def test_every_vendor_has_one_door() -> None:
    doors = {
        "chromadb": {"knowledge/vectors.py"},
        "bm25s": {"knowledge/keywords.py"},
        "underthesea": {"knowledge/vietnamese.py"},
        "sentence_transformers": {"knowledge/embedding.py"},
        "langchain_text_splitters": {"ingest/splitting.py"},
        "gradio": {"ui/console/__init__.py"},
    }
    found: dict[str, set[str]] = {vendor: set() for vendor in doors}
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for vendor in {name.partition(".")[0] for name in names} & set(doors):
                found[vendor].add(path.relative_to(ROOT).as_posix())

    assert doors == found


def test_nothing_of_the_product_knows_its_tests() -> None:
    for path in modules():
        source = path.read_text(encoding="utf-8")

        assert "pytest" not in source, path
        assert "from tests" not in source, path
