"""The `bdhvs` command."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from assistant.bootstrap import build_assistant
from assistant.question import Audience
from ingest.pipeline import ensure_shipped, ingest_paths, ingest_shipped
from knowledge.errors import BdhvsError, QuestionError
from knowledge.library import Library, open_library
from knowledge.settings import read_settings
from ui.batch import answer_lines
from ui.doctor import examine
from ui.duties_command import duties_command
from ui.progress_command import progress_commands
from ui.rendering import plain
from ui.report_command import report_command

app = typer.Typer(
    help="Trợ lý học tập “Bình dân học vụ số”: trả lời có nguồn, chạy trên một máy nhỏ, không cần mạng.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
_screen = Console(stderr=True)


def main() -> None:
    """Run the command; an error a person can understand is one sentence and exit status 1."""
    try:
        app()
    except BdhvsError as error:
        _fail(error)
    except BrokenPipeError:  # the reader of our output went away: nothing to tell anybody
        sys.stderr.close()
        sys.exit(0)


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="Câu hỏi; bỏ trống khi dùng --batch")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="In một đối tượng JSON")] = False,
    batch: Annotated[
        str | None, typer.Option(help="Tệp JSON, mỗi dòng một câu hỏi; «-» là đầu vào chuẩn")
    ] = None,
    audience: Annotated[Audience, typer.Option(help="Người hỏi là ai")] = Audience.CITIZEN,
) -> None:
    """Hỏi một câu, hoặc cả một tệp câu hỏi."""
    with _library() as library:
        assistant = build_assistant(library)
        if batch is not None:
            for answer in answer_lines(assistant, _lines(batch)):
                typer.echo(json.dumps(answer, ensure_ascii=False))
            return
        found = assistant.ask(question, audience=audience)
        typer.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2) if as_json else plain(found))


@app.command()
def ingest(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Tệp hoặc thư mục; bỏ trống: nội dung đi kèm chương trình")
    ] = None,
) -> None:
    """Nạp tài liệu: txt, md, html, docx, pdf, pptx, xlsx."""
    with open_library(read_settings()) as library, _progress() as progress:
        shipped = ensure_shipped(library, progress)
        if paths:
            report = ingest_paths(library, paths, progress)
        else:
            report = shipped or ingest_shipped(library, progress)
    for plan in report.plans:
        for line in plan.lines():
            typer.echo(line)
    for path, error in report.refused:
        typer.echo(f"Không nạp {path}: {error}", err=True)
    typer.echo(f"Xong: {report}")
    if report.refused:
        raise typer.Exit(1)


@app.command()
def documents() -> None:
    """Liệt kê tài liệu đã nạp."""
    with _library() as library:
        rows = {document.id: len(library.plan(document.id).duties) for document in library.plans()}
        for document in library.store.documents():
            held = f" · {rows[document.id]} nhiệm vụ" if document.id in rows else ""
            typer.echo(f"{document.id}\t{document.kind}\t{document.name}{held}")


@app.command()
def remove(document_id: Annotated[str, typer.Argument(help="Mã tài liệu, xem `bdhvs documents`")]) -> None:
    """Gỡ một tài liệu đã nạp từ tệp."""
    with _library() as library, _progress() as progress:
        document = library.store.document(document_id)
        if document is None or document.kind != "file":
            typer.echo(
                f"Không có tài liệu nạp từ tệp mang mã «{document_id}». Xem `bdhvs documents`.", err=True
            )
            raise typer.Exit(1)
        library.publisher.publish([], [document_id], progress)
    typer.echo(f"Đã gỡ: {document.name}")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Địa chỉ lắng nghe")] = None,
    port: Annotated[int | None, typer.Option(help="Cổng lắng nghe")] = None,
) -> None:
    """Chạy máy chủ: trang trò chuyện ở /, mô tả API ở /openapi.json."""
    from ui.server import run_server

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = read_settings(**given)
    with open_library(settings) as library:
        with _progress() as progress:
            ensure_shipped(library, progress)
        run_server(library)


@app.command(
    name="eval",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def evaluate(context: typer.Context) -> None:
    """Đo chất lượng: answers, retrieval, all (xem `bdhvs eval --help`)."""
    # A process of its own: measuring stands beside the faces, not below them.
    command = [sys.executable, "-m", "eval.command", *context.args]
    raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603  # our own module


@app.command()
def doctor(
    repair: Annotated[bool, typer.Option("--repair", help="Dựng lại chỉ mục từ dữ liệu")] = False,
) -> None:
    """Khám kho dữ liệu, chỉ mục, mô hình, thiết lập; nói rõ phải làm gì."""
    if repair:
        with open_library(read_settings()) as library, _progress() as progress:
            library.publisher.publish([], progress=progress, rebuild=True)
    findings = list(examine())
    for finding in findings:
        typer.echo(f"{'✓' if finding.well else '✗'} {finding.name}: {finding.said}")
    if not all(finding.well for finding in findings):
        raise typer.Exit(1)


@contextmanager
def _library() -> Iterator[Library]:
    """The library with the shipped content in it."""
    with open_library(read_settings()) as library:
        with _progress() as progress:
            ensure_shipped(library, progress)
        yield library


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error; nothing where nobody watches, or where the work is short."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=_screen, transient=True, disable=not _screen.is_terminal) as bars:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def _lines(name: str) -> Iterable[str]:
    """The lines of a file, or of standard input."""
    if name == "-":
        return sys.stdin
    try:
        return Path(name).read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionError(
            f"Không đọc được tệp câu hỏi {name} ({error}).", "Cần tệp JSON, mã UTF-8."
        ) from None


def _fail(error: BdhvsError) -> NoReturn:
    typer.echo(f"Lỗi: {error}", err=True)
    sys.exit(1)


app.command("duties")(duties_command(_library))
app.add_typer(progress_commands(_library), name="progress")
app.command("report")(report_command(_library))
