"""`python -m eval.command`: measure answers, the plan and retrieval, print tables, fail below the floors."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from eval.answers import measure_answers, shipped_library, summarise
from eval.case import CASES, read_cases
from eval.figures import HEADS, cells
from eval.floors import answers_below, plan_below, read_floors, retrieval_below
from eval.measuring_sets import SETS, read_sets
from eval.plan import OFFICERS, measure_plan, measure_speed
from eval.report import answers_json, answers_table, retrieval_json, retrieval_table, table, write_json
from eval.retrieval import DENSE, LEXICAL, measure
from knowledge.embedding import open_embedder
from knowledge.errors import BdhvsError
from knowledge.lexicon import read_lexicon
from knowledge.settings import read_settings
from knowledge.vietnamese import segmenter

STRONG = 0.35
"""A heavier dense part, to see whether the setting's is too shy."""

CasesFile = Annotated[Path, typer.Option("--cases", help="Tệp câu hỏi kiểm tra")]
Also = Annotated[
    list[Path] | None, typer.Option("--also", help="Nạp thêm tệp này trước khi hỏi; dùng được nhiều lần")
]
SetsFolder = Annotated[Path, typer.Option("--sets", help="Thư mục bộ đo, nằm ngoài kho mã nguồn")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Ghi thêm kết quả ra tệp JSON")]

eval_app = typer.Typer(
    help="Đo câu trả lời và khả năng tìm kiếm; mã thoát 1 khi thấp hơn mức sàn.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)


def main() -> None:
    """Run the command; an error a person can understand is one sentence and exit status 1."""
    try:
        eval_app()
    except BdhvsError as error:
        typer.echo(f"Lỗi: {error}", err=True)
        sys.exit(1)


@eval_app.command()
def answers(cases: CasesFile = CASES, also: Also = None, json_file: JsonFile = None) -> None:
    """Hỏi mọi câu kiểm tra và đối chiếu với điều mong đợi."""
    result, below = _answers(cases, also or [])
    _finish(result, below, json_file)


@eval_app.command()
def plan(cases: CasesFile = OFFICERS, also: Also = None, json_file: JsonFile = None) -> None:
    """Hỏi mọi câu của cán bộ về bảng nhiệm vụ, đối chiếu đúng từng mục và đo thời gian trả lời."""
    result, below = _plan(cases, also or [])
    _finish(result, below, json_file)


@eval_app.command()
def retrieval(sets: SetsFolder = SETS, json_file: JsonFile = None) -> None:
    """Đo khả năng tìm đoạn trên các bộ đo: theo từ, theo nghĩa, và trộn cả hai."""
    result, below = _retrieval(sets)
    _finish(result, below, json_file)


@eval_app.command("all")
def everything(
    cases: CasesFile = CASES, also: Also = None, sets: SetsFolder = SETS, json_file: JsonFile = None
) -> None:
    """Đo tất cả; không có bộ đo thì nói rõ là chưa đo tìm kiếm."""
    result, below = _answers(cases, also or [])
    typer.echo()
    rows, too_few = _plan(OFFICERS, also or [])
    result, below = {**result, **rows}, [*below, *too_few]
    if sets != SETS or sets.is_dir():
        found, lower = _retrieval(sets)
        result, below = {**result, **found}, [*below, *lower]
    else:
        typer.echo(f"\nChưa đo tìm kiếm: không thấy thư mục bộ đo {sets} (chỉ bằng --sets).", err=True)
    _finish(result, below, json_file)


def _answers(cases: Path, also: list[Path]) -> tuple[dict[str, Any], list[str]]:
    """The rows printed; their JSON, and what is below its floor."""
    file = read_cases(cases)
    with shipped_library(also) as library:
        rows = measure_answers(file, library)
    typer.echo(answers_table(rows))
    return {"answers": answers_json(rows)}, list(answers_below(read_floors(), summarise(rows)))


def _plan(cases: Path, also: list[Path]) -> tuple[dict[str, Any], list[str]]:
    """The rows and the speed printed; their JSON, and what is below its floor. No floor holds the speed."""
    file = read_cases(cases)
    with shipped_library(also) as library:
        rows, speed = measure_plan(file, library), measure_speed(file, library)
    typer.echo(f"{answers_table(rows)}\n\n{table(HEADS, cells(speed))}")
    told = {**answers_json(rows), "speed": [vars(one) for one in speed]}
    return {"plan": told}, list(plan_below(read_floors(), summarise(rows)))


def _retrieval(sets: Path) -> tuple[dict[str, Any], list[str]]:
    """The scores printed; their JSON, and what is below its floor."""
    settings = read_settings()
    weights = sorted({LEXICAL, settings.dense_weight, STRONG, DENSE})
    embedder = open_embedder(settings, segmenter(read_lexicon().terms))
    scores = [score for one in read_sets(sets) for score in measure(one, embedder, weights)]
    typer.echo(f"\nmodel: {embedder.name}\n{retrieval_table(scores)}")
    return {"retrieval": retrieval_json(scores)}, list(retrieval_below(read_floors(), scores))


def _finish(result: dict[str, Any], below: Iterable[str], json_file: Path | None) -> None:
    """Write the JSON, say what is below its floor, and fail where anything is."""
    missed = list(below)
    if json_file:
        write_json(json_file, {**result, "below": missed})
    for said in missed:
        typer.echo(f"BELOW THE FLOOR  {said}", err=True)
    if missed:
        raise typer.Exit(1)


if __name__ == "__main__":
    main()
