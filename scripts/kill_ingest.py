"""Kill the ingest again and again at any moment of its work; after every kill the knowledge must be whole.

    python scripts/kill_ingest.py --rounds 50 --seed 1

Every round adds or edits files, starts an ingest of them in a process group of its own, and kills the
group with SIGKILL somewhere between 0 and 110 % of a full run's time. Then a fresh process looks: the
database is sound, index and rows hold the same, a search answers without the stand-in, and every document
that an earlier ingest acknowledged is there as it was acknowledged, or as it is in its file by now.
The seed settles files, changes and moments; what a moment hits depends on the machine.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

TOPICS = ("mật khẩu", "mã OTP", "dịch vụ công", "căn cước", "thanh toán số", "lớp học số", "VNeID", "chợ số")
BEYOND = 1.1
"""Kills reach past the end of a run, so that some runs are left alone."""

MOST_PENDING = 4
"""More files are not left waiting, or few runs would come to their end."""


def ingest(data: Path, files: Sequence[Path]) -> None:
    """The process that is killed: ingest, and say so when it is done."""
    from ingest.pipeline import ingest_paths
    from knowledge.library import open_library
    from knowledge.settings import read_settings

    with open_library(read_settings(data_dir=data)) as library:
        report = ingest_paths(library, files)
        print("done", report, flush=True)


def look(data: Path) -> dict[str, Any]:
    """The process that looks after a kill: what is wrong, and the digest of every document by its path."""
    from knowledge.audit import audit
    from knowledge.library import open_library
    from knowledge.settings import read_settings

    wrong: list[str] = []
    with sqlite3.connect(data / "bdhvs.db") as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchall()
        wrong += [] if sound == [("ok",)] else [f"integrity_check: {sound}"]
        dangling = connection.execute("PRAGMA foreign_key_check").fetchall()
        wrong += [f"foreign_key_check: {dangling}"] if dangling else []
        active = connection.execute("SELECT id FROM index_versions WHERE state = 'active'").fetchall()
        wrong += [] if len(active) == 1 else [f"{len(active)} active versions"]
        bare = "SELECT id FROM passages WHERE id NOT IN (SELECT passage_id FROM entries)"
        wrong += [f"passages without entries: {n}" for n in connection.execute(bare).fetchall()]
    with open_library(read_settings(data_dir=data)) as library:
        if not (library.settings.index_dir / active[0][0]).is_dir():
            wrong.append("the active version has no folder")
        wrong += audit(library).differences  # Chroma, keyword index and checksum against the rows
        digests = {document.origin: document.digest for document in library.store.documents()}
        for origin in digests:
            mark = _mark(Path(origin))
            found = library.search.find(f"mốc {mark}")
            if not any(mark in one.passage.text for one in (*found.kept, *found.rejected)):
                wrong.append(f"a search does not find {mark}")
        if library.index().vectors.fault:
            wrong.append(f"the stand-in answers: {library.index().vectors.fault}")
    return {"wrong": wrong, "digests": digests}


def _mark(path: Path) -> str:
    """A word that only this file's text holds."""
    return f"mx{path.stem}"


@dataclass
class Files:
    """The files that are ingested, and what is known of each."""

    folder: Path
    random: random.Random
    written: int = 0
    pending: set[Path] = field(default_factory=set)
    acknowledged: dict[Path, str] = field(default_factory=dict)

    def add(self, paragraphs: int) -> None:
        """A new file."""
        path = self.folder / f"f{len(list(self.folder.iterdir())):04}.txt"
        self._write(path, [self._paragraph(number) for number in range(1, paragraphs + 1)])

    def change(self) -> None:
        """Something new: a file more, or another paragraph in a file that is there."""
        waiting = len(self.pending) >= MOST_PENDING
        if not waiting and self.random.random() < 0.5:
            self.add(paragraphs=10)
        else:
            self.edit(sorted(self.pending if waiting else self.folder.iterdir()))

    def edit(self, among: Sequence[Path]) -> None:
        """Another paragraph in place of one, in one of these files."""
        path = self.random.choice(among)
        parts = path.read_text(encoding="utf-8").split("\n\n")[1:]
        place = self.random.randrange(len(parts))
        self._write(path, [*parts[:place], self._paragraph(place + 1), *parts[place + 1 :]])

    def acknowledge(self) -> None:
        """The pending files are in."""
        self.acknowledged |= {path: digest(path) for path in self.pending}
        self.pending.clear()

    def lost(self, stored: dict[str, str]) -> list[str]:
        """What is stored otherwise than was acknowledged and than it is now."""
        return [
            f"{path.name} is {'gone' if str(path) not in stored else 'neither old nor new'}"
            for path, before in self.acknowledged.items()
            if stored.get(str(path)) not in (before, digest(path))
        ]

    def _write(self, path: Path, parts: Sequence[str]) -> None:
        path.write_text("\n\n".join([f"Bản tin mốc {_mark(path)} của xã.", *parts]), encoding="utf-8")
        self.pending.add(path)

    def _paragraph(self, number: int) -> str:
        self.written += 1
        topics = self.random.sample(TOPICS, 3)
        return f"{number}. Việc {self.written} của xã là giúp bà con về {', '.join(topics)} trong tháng này."


def digest(path: Path) -> str:
    """The content's digest, as the ingest takes it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def run(data: Path, files: Files, seconds: float | None = None) -> tuple[bool, float]:
    """One ingest of the pending files, killed after `seconds`: whether it said "done", and its time."""
    command = [sys.executable, __file__, "--ingest", str(data), *map(str, sorted(files.pending))]
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603  # this very file
    try:
        said, _ = child.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        said, _ = child.communicate()
    return said.startswith("done"), time.monotonic() - started


def looked(data: Path) -> dict[str, Any]:
    """What a fresh process sees; a process that dies of looking is a fault too."""
    done = subprocess.run(  # noqa: S603  # this very file
        [sys.executable, __file__, "--look", str(data)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        return {"wrong": [f"looking ended with {done.returncode}: {done.stderr[-300:]}"], "digests": {}}
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


def main(rounds: int, seed: int) -> int:
    """All rounds; 0 when every one was good."""
    chance = random.Random(seed)  # noqa: S311  # chance for a test, not for a secret
    # Every part of a run is hit: one kill in each equal share of it, in a random order.
    moments = [BEYOND * (number + chance.random()) / rounds for number in range(rounds)]
    chance.shuffle(moments)
    with tempfile.TemporaryDirectory() as folder:
        data, files = Path(folder) / "var", Files(Path(folder).resolve() / "files", chance)
        files.folder.mkdir()
        for _ in range(6):
            files.add(paragraphs=40)
        _acknowledged_run(data, files)
        files.change()
        files.change()
        full = _acknowledged_run(data, files)
        print(f"a full run takes {full:.2f} s", flush=True)
        good = 0
        for number, moment in enumerate(moments, start=1):
            files.change()
            files.change()
            done, took = run(data, files, seconds=moment * full)
            by_itself = done and took < moment * full
            if by_itself or (moment > 1 and not done):
                full = took  # the machine is faster or slower than it was
            if done:
                files.acknowledge()
            seen = looked(data)
            wrong = [*seen["wrong"], *files.lost(seen["digests"])]
            good += not wrong
            ended = "ended by itself" if by_itself else f"killed at {moment:4.0%}"
            state = "done" if done else "not done"
            documents = len(seen["digests"])
            verdict = "; ".join(wrong) or "good"
            print(f"round {number:2}: {ended}, {state}, {documents} documents: {verdict}", flush=True)
        _acknowledged_run(data, files)
        seen = looked(data)
        last = [*seen["wrong"], *files.lost(seen["digests"])]
        whole = not last and len(seen["digests"]) == len(list(files.folder.iterdir()))
        print(f"at last all in: {'good' if whole else last or 'files are missing'}")
        print(f"good {good}/{rounds}")
        return 0 if whole and good == rounds else 1


def _acknowledged_run(data: Path, files: Files) -> float:
    """An ingest that is left alone; its time."""
    done, took = run(data, files)
    if not done:
        raise SystemExit("an ingest that nobody killed did not end well")
    files.acknowledge()
    return took


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--ingest", nargs="+", type=Path, metavar="PATH", help=argparse.SUPPRESS)
    parser.add_argument("--look", type=Path, metavar="DATA", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.ingest:
        ingest(arguments.ingest[0], arguments.ingest[1:])
    elif arguments.look:
        print(json.dumps(look(arguments.look)))
    else:
        sys.exit(main(arguments.rounds, arguments.seed))
