"""Speed of what a person starts: the commands and the server, each in a process of its own."""

from collections.abc import Sequence
from pathlib import Path

from eval.figures import Figure, spread
from eval.metrics import median
from eval.processes import Server, run, serving

PLANS = Path("../shared/data/plan")
"""Where a real plan lies as text, beside the repository."""

QUESTION = "Trợ lý ảo do cơ quan nào chủ trì, hạn khi nào?"


def from_nothing(folders: Sequence[Path]) -> list[Figure]:
    """The shipped content and, where one is at hand, a plan's text, indexed into each of the folders."""
    plans = [str(path.resolve()) for path in sorted(PLANS.glob("*.txt"))]
    ran = [run(folder, "ingest", *plans) for folder in folders]
    what = "shipped content and a plan's text" if plans else "shipped content only: no plan's text at hand"
    note = f"`bdhvs ingest`, {what}; median of {len(ran)}"
    return [
        Figure("index from nothing", median([one.seconds for one in ran]), "s", 20, note),
        Figure("index from nothing, peak memory", max(one.peak_mb for one in ran), "MB", None, "the largest"),
    ]


def cold(data_dir: Path, runs: int) -> list[Figure]:
    """One question in a process of its own."""
    ran = [run(data_dir, "ask", QUESTION) for _ in range(runs)]
    return [
        Figure(
            "cold question", median([one.seconds for one in ran]), "s", 3, f"`bdhvs ask`; median of {runs}"
        ),
        Figure("cold question, peak memory", max(one.peak_mb for one in ran), "MB", None, "the largest"),
    ]


def server(data_dir: Path, questions: Sequence[str], console: bool) -> list[Figure]:
    """A server over an index at hand; the chat page is measured for information."""
    name, target = ("server with chat page", None) if console else ("server", 600)
    with serving(data_dir, console) as running:
        times, held = _asked(running, questions)
    note = f"after {len(times)} questions over HTTP"
    return [
        Figure(f"{name}, until ready", running.start_seconds, "s", None, "an index at hand"),
        *spread(f"{name}, question over HTTP", times, None, f"{len(times)} questions"),
        Figure(f"{name}, memory", held, "MB", target, note),
    ]


def first_start(data_dir: Path, questions: Sequence[str]) -> list[Figure]:
    """The server's very first start, which indexes the shipped content by itself."""
    with serving(data_dir, console=False) as running:
        times, held = _asked(running, questions)
    return [
        Figure("server, first start until ready", running.start_seconds, "s", None, "no index at hand"),
        Figure("server, first start, memory", held, "MB", 600, f"after {len(times)} questions over HTTP"),
    ]


def _asked(running: Server, questions: Sequence[str]) -> tuple[list[float], float]:
    """Milliseconds of every question, and the memory held afterwards in MB."""
    return [running.ask(question) for question in questions], running.resident_mb
