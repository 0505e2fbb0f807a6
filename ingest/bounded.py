"""Read a file in a child process, so that a hostile or huge file can harm nobody but the child."""

import json
import logging
import os
import signal
import subprocess
import sys
from contextlib import nullcontext
from io import BytesIO
from pathlib import Path
from threading import Event, Timer
from typing import Any

from ingest.blocks import Block, RawDocument
from ingest.readers.gate import size_of
from ingest.readers.refusals import damaged, out_of_memory, out_of_time, too_large
from knowledge import errors
from knowledge.errors import DocumentError
from knowledge.settings import Settings

_log = logging.getLogger(__name__)

_ROOT = Path(__file__).resolve().parents[1]
_MAX_REPLY = 32_000_000  # bytes: ten times the longest book, and what this process can hold with ease
_OUT_OF_TIME = {"SIGXCPU", "SIGALRM"}
_OUT_OF_MEMORY = {"SIGKILL", "SIGABRT"}  # the system's guard over memory, or a library giving up


def read_bounded(path: Path, settings: Settings) -> RawDocument:
    """Read the file within `settings.read_seconds`, `read_megabytes` and `read_pages`.

    Raises the reader's own DocumentError; DocumentTooLarge where a limit is
    passed, DamagedDocument where the child dies of the file.
    """
    size_of(path)  # a missing file needs no process
    reply = _ask(path, settings)
    try:
        answer = json.loads(reply)
        if "error" not in answer:
            return _document(answer)
        error = _error(answer)
    except (ValueError, TypeError, KeyError, AttributeError) as broken:
        raise damaged(path) from broken
    _log.info("%s: %s, because of %s", path, answer["error"], answer["cause"])
    raise error


def _ask(path: Path, settings: Settings) -> bytes:
    """The child's whole reply; the child is dead and buried afterwards, whatever happened."""
    late = Event()

    def stop() -> None:
        late.set()
        _kill(child)

    child = _start(path, settings)
    clock = Timer(settings.read_seconds, stop)
    clock.start()
    try:
        reply = _listen(path, child)
    finally:
        clock.cancel()
        _kill(child)
        child.wait()
    if late.is_set():
        raise out_of_time(path, settings.read_seconds)
    _check_death(path, child.returncode, settings)
    return reply


def _start(path: Path, settings: Settings) -> subprocess.Popen[bytes]:
    limits = (settings.read_pages, settings.read_megabytes, settings.read_seconds)
    return subprocess.Popen(  # noqa: S603 — our own module, no shell
        [sys.executable, "-m", "ingest.readers", str(path.absolute()), *map(str, limits)],
        cwd=_ROOT,  # lets `-m` find our packages, installed or not
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _listen(path: Path, child: subprocess.Popen[bytes]) -> bytes:
    """Everything the child says until it ends, up to a length this process can hold."""
    with child.stdout or nullcontext(BytesIO()) as replies:
        reply = replies.read(_MAX_REPLY + 1)
    if len(reply) > _MAX_REPLY:
        raise too_large(path, "chứa quá nhiều chữ")
    child.wait()
    return reply


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started."""
    if child.poll() is not None:
        return
    if sys.platform == "win32":
        child.kill()
    else:
        os.killpg(child.pid, signal.SIGKILL)


def _check_death(path: Path, code: int, settings: Settings) -> None:
    """A status other than 0 tells what the child died of; below 0 it is a signal."""
    name = signal.Signals(-code).name if code < 0 else ""
    if name in _OUT_OF_TIME:
        raise out_of_time(path, settings.read_seconds)
    if name in _OUT_OF_MEMORY:
        raise out_of_memory(path)
    if code:
        _log.warning("%s: the reading process ended with status %s %s", path, code, name)
        raise damaged(path, "làm chương trình đọc dừng đột ngột, có thể đã hỏng")


def _document(answer: dict[str, Any]) -> RawDocument:
    blocks = (
        Block(kind, text, level, tuple(tuple(row) for row in rows), page)
        for kind, text, level, rows, page in answer["blocks"]
    )
    return RawDocument(answer["title"], answer["media_type"], tuple(blocks))


def _error(answer: dict[str, Any]) -> DocumentError:
    """The very class the reader raised; only the project's own errors can be named."""
    kind = getattr(errors, answer["error"])
    if not issubclass(kind, DocumentError):
        raise TypeError(answer["error"])
    error: DocumentError = kind(answer["what"], answer["advice"])
    return error
