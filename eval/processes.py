"""The `bdhvs` command as a person runs it: in a process of its own, timed and weighed."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO
from urllib.error import URLError
from urllib.request import Request, urlopen

from eval.machine import resident_mb
from knowledge.errors import StorageError
from knowledge.settings import PREFIX

BDHVS = Path(sys.executable).parent / "bdhvs"
_START_SECONDS = 180
_STOP_SECONDS = 20


@dataclass(frozen=True)
class Ran:
    """A finished run: wall time in seconds, and the most memory it held, in MB (of 10⁶ bytes)."""

    seconds: float
    peak_mb: float


@dataclass(frozen=True)
class Server:
    """A running server: its process, its address, and the seconds it took until it was ready."""

    process_id: int
    url: str
    start_seconds: float

    def ask(self, question: str) -> float:
        """Ask over HTTP; the milliseconds until the whole answer was here."""
        body = json.dumps({"question": question}).encode()
        request = Request(f"{self.url}/api/chat", body, {"Content-Type": "application/json"})  # noqa: S310  # our own server
        started = time.perf_counter()
        with urlopen(request, timeout=60) as response:  # noqa: S310  # our own server
            response.read()
        return (time.perf_counter() - started) * 1000

    @property
    def resident_mb(self) -> float:
        """The memory it holds now, in MB."""
        return resident_mb(self.process_id)


def run(data_dir: Path, *arguments: str) -> Ran:
    """Run `bdhvs` over a data folder and wait for it. Raises StorageError with its last words if it fails."""
    with TemporaryFile() as said:
        started = time.perf_counter()
        process = _started(_command(data_dir, arguments), said)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise _failed(arguments, said.read().decode(errors="replace"))
    return Ran(seconds, usage.ru_maxrss * _RSS_UNIT / 1e6)


@contextmanager
def serving(data_dir: Path, console: bool) -> Iterator[Server]:
    """A server on a free port over a data folder, with or without the chat page; stopped at the end."""
    port = _free_port()
    command = _command(data_dir, ["serve", "--port", str(port)], console=str(console).lower())
    with TemporaryFile() as said:
        started = time.perf_counter()
        process = _started(command, said)
        try:
            url = f"http://127.0.0.1:{port}"
            if not _is_ready(url, process):
                said.seek(0)
                raise _failed(["serve"], said.read().decode(errors="replace"))
            yield Server(process.pid, url, time.perf_counter() - started)
        finally:
            _stop(process)


def _command(data_dir: Path, arguments: Sequence[str], **settings: str) -> list[str]:
    """The command with its settings; `env` sets them, because only settings.py reads the environment.

    A database named in the caller's environment is taken away: it may be a real one.
    """
    named = {"data_dir": str(data_dir), **settings}
    given = [f"{PREFIX}{name.upper()}={value}" for name, value in named.items()]
    return ["env", "-u", f"{PREFIX}DATABASE_URL", *given, str(BDHVS), *arguments]


def _started(command: Sequence[str], said: IO[bytes]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)  # noqa: S603  # our own command


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _is_ready(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers; False when it died or took too long."""
    deadline = time.monotonic() + _START_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(f"{url}/readyz", timeout=5) as response:  # noqa: S310  # our own server
                return bool(response.status == 200)
        except (URLError, OSError):
            time.sleep(0.05)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _failed(arguments: Sequence[str], said: str) -> StorageError:
    last = said.strip().splitlines()[-1:] or ["không nói gì"]
    return StorageError(
        f"Lệnh bdhvs {' '.join(arguments)} không chạy được ({last[0]}).", "Hãy xem lại rồi đo lại."
    )


_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in which getrusage counts memory. Source: getrusage(2) of macOS and of Linux."""
