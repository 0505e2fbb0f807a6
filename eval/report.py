"""Results as plain tables for people, Markdown for documents, and JSON for machines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from eval.answers import Row, Summary, summarise
from eval.retrieval import LEXICAL, Score

Cells = Sequence[str]


def table(heads: Cells, rows: Iterable[Cells]) -> str:
    """A table in columns, numbers to the right."""
    lines = [list(heads), *(list(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        _aligned(line, widths) for line in [lines[0], ["-" * width for width in widths], *lines[1:]]
    )


def markdown(heads: Cells, rows: Iterable[Cells]) -> str:
    """The same as a Markdown table."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def answers_table(rows: Sequence[Row]) -> str:
    """Cases counted by group, then every failure, every known gap, and every gap that is one no longer."""
    groups = {group: summarise(row for row in rows if row.case.group == group) for group in _groups(rows)}
    heads = ("group", "passed", "failed", "known gaps", "gaps closed")
    body = [(group, *_counts(summary)) for group, summary in groups.items()]
    parts = [table(heads, [*body, ("all", *_counts(summarise(rows)))])]
    for title, wanted in _SECTIONS.items():
        told = [_told(row) for row in rows if wanted == (row.case.known_gap is not None, row.passed)]
        if told:
            parts.append("\n".join([f"{title}:", *told]))
    return "\n\n".join(parts)


def retrieval_table(scores: Sequence[Score]) -> str:
    """A line for every set, form and method, with the points won over the lexical list alone."""
    lexical = {(one.set_name, one.form): one.ndcg for one in scores if one.weight == LEXICAL}
    heads = ("set", "queries", "typed", "method", "nDCG@10", "vs lexical", "recall@10")
    body = [
        (
            one.set_name,
            str(one.queries),
            one.form,
            one.method,
            f"{100 * one.ndcg:.1f}",
            _gain(one, lexical.get((one.set_name, one.form))),
            f"{100 * one.recall:.1f}",
        )
        for one in scores
    ]
    return table(heads, body)


def answers_json(rows: Sequence[Row]) -> dict[str, Any]:
    """The summary and every row, for a machine."""
    return {"summary": _summary_json(summarise(rows)), "cases": [_row_json(row) for row in rows]}


def retrieval_json(scores: Sequence[Score]) -> list[dict[str, Any]]:
    """Every score, for a machine; values 0..1."""
    return [{**vars(one), "method": one.method} for one in scores]


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON."""
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


_SECTIONS = {
    "Failed": (False, False),
    "Known gaps": (True, False),
    "Known gaps that pass now (take the mark away)": (True, True),
}
"""Titles by (has a known gap, passed)."""


def _groups(rows: Iterable[Row]) -> Iterator[str]:
    return iter(dict.fromkeys(row.case.group for row in rows))


def _counts(summary: Summary) -> tuple[str, ...]:
    return (str(summary.passed), str(summary.failed), str(summary.gaps), str(summary.closed))


def _told(row: Row) -> str:
    case = row.case
    lines = [f"  {case.id}: {case.question}"]
    lines += [f"      after: {earlier}" for earlier in case.history]
    lines += [f"      - {problem}" for problem in row.problems]
    if case.known_gap:
        lines.append(f"      known gap: {case.known_gap}")
    return "\n".join(lines)


def _gain(one: Score, lexical: float | None) -> str:
    return "" if lexical is None or one.weight == LEXICAL else f"{100 * (one.ndcg - lexical):+.1f}"


def _summary_json(summary: Summary) -> dict[str, Any]:
    return {**vars(summary), "share": summary.share}


def _row_json(row: Row) -> dict[str, Any]:
    return {
        **row.case.model_dump(mode="json"),
        "passed": row.passed,
        "problems": list(row.problems),
        "answer": row.answer.as_json(),
    }


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if _is_number(cell) else cell.ljust(width)
        for cell, width in zip(line, widths, strict=True)
    ]
    return "  ".join(cells).rstrip()


def _is_number(cell: str) -> bool:
    return cell.lstrip("+-").replace(".", "", 1).replace(",", "").isdigit()
