"""`python -m eval.speed`: how long things take and how much memory they hold, each beside its target.

The figures are for reading, not for passing or failing: a busy machine is slow, and no test asserts them.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer

from eval.case import Case, read_cases
from eval.figures import HEADS, Figure, cells
from eval.machine import machine
from eval.plan import OFFICERS
from eval.report import markdown, table, write_json
from eval.speed_commands import cold, first_start, from_nothing, server
from eval.speed_inside import in_a_country, in_a_crowd, warm
from knowledge.errors import BdhvsError

OVER_HTTP, IN_A_CROWD = 30, 100
_LONG_RUNS = 3
"""A command that takes many seconds is repeated this often at most."""

Runs = Annotated[int, typer.Option(min=1, help="Số lần chạy mỗi lệnh; lấy trung vị")]
MarkdownFile = Annotated[Path | None, typer.Option("--markdown", help="Ghi bảng ra tệp Markdown")]
JsonFile = Annotated[Path | None, typer.Option("--json", help="Ghi số đo ra tệp JSON")]


def main() -> None:
    """Run the command; an error a person can understand is one sentence and exit status 1."""
    try:
        typer.run(bench)
    except BdhvsError as error:
        typer.echo(f"Lỗi: {error}", err=True)
        sys.exit(1)


def bench(runs: Runs = 5, markdown_file: MarkdownFile = None, json_file: JsonFile = None) -> None:
    """Đo thời gian và bộ nhớ; in từng số đo cạnh mục tiêu của nó."""
    where, figures = machine(), list[Figure]()
    with TemporaryDirectory(prefix="bdhvs-bench-") as folder:
        for stage in stages(Path(folder), read_cases().cases, runs):
            figures += stage
            typer.echo(f"… {stage[0].name}", err=True)
    rows = cells(figures)
    typer.echo(f"{where}\n\n{table(HEADS, rows)}")
    if markdown_file:
        markdown_file.write_text(f"{where}\n\n{markdown(HEADS, rows)}\n", encoding="utf-8")
    if json_file:
        write_json(json_file, {"machine": where, "figures": [vars(one) for one in figures]})


def stages(folder: Path, cases: Sequence[Case], runs: int) -> Iterator[list[Figure]]:
    """Every measurement in order; the first one leaves the index that most of the others use."""
    indexed = [folder / f"indexed-{number}" for number in range(min(runs, _LONG_RUNS))]
    questions = [case.question for case in cases]
    over_http = evenly(questions, OVER_HTTP)
    yield from_nothing(indexed)
    yield cold(indexed[0], runs)
    yield warm(indexed[0], cases)
    yield server(indexed[0], over_http, console=False)
    yield server(indexed[0], over_http, console=True)
    yield first_start(folder / "first-start", over_http)
    yield in_a_country(folder / "country", read_cases(OFFICERS).cases)
    yield in_a_crowd(folder / "crowd", evenly(questions, IN_A_CROWD))


def evenly(questions: Sequence[str], count: int) -> list[str]:
    """`count` of the questions, spread over all of them; all where there are fewer."""
    count = min(count, len(questions))
    return [questions[place * len(questions) // count] for place in range(count)]


if __name__ == "__main__":
    main()
