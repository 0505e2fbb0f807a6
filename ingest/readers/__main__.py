"""The reading process: `python -m ingest.readers PATH PAGES MEGABYTES SECONDS` → one JSON object on stdout.

It takes its limits on itself before it touches the file, and answers with the
document or with the error. Only what the file's family needs is imported.
"""

import json
import math
import signal
import sys
from pathlib import Path
from typing import Any

from ingest.readers import read_file
from ingest.readers.refusals import out_of_memory
from knowledge.errors import DocumentError


def main(arguments: list[str]) -> None:
    """Read the file and write the reply; the parent tells a death from a reply by the exit status."""
    # openpyxl would import numpy only to know its number types: 0.1 s and 120 MB of address space.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    name, pages, megabytes, seconds = arguments
    replies, sys.stdout = sys.stdout, sys.stderr  # a library that prints must not break the reply
    _limit(int(megabytes), math.ceil(float(seconds)))
    path = Path(name)
    try:
        try:
            reply = _document(path, int(pages))
        except MemoryError:
            raise out_of_memory(path) from None
    except DocumentError as error:
        reply = _refusal(error)
    replies.buffer.write(reply)
    replies.buffer.flush()


def _document(path: Path, max_pages: int) -> bytes:
    raw = read_file(path, max_pages=max_pages)
    blocks = [[block.kind, block.text, block.level, block.rows, block.page] for block in raw.blocks]
    return _encoded({"title": raw.title, "media_type": raw.media_type, "blocks": blocks})


def _refusal(error: DocumentError) -> bytes:
    cause = repr(error.__cause__)[:500] if error.__cause__ else None
    return _encoded(
        {"error": type(error).__name__, "what": error.what, "advice": error.advice, "cause": cause}
    )


def _encoded(reply: dict[str, Any]) -> bytes:
    return json.dumps(reply, ensure_ascii=False).encode("utf-8", "replace")


def _limit(megabytes: int, seconds: int) -> None:
    """Bound memory, processor time and wall time, so that not even a child whose parent died runs on."""
    if sys.platform == "win32":
        return  # no such limits there: the parent's clock still holds
    import resource

    memory = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds + 1, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds + 2)


if __name__ == "__main__":
    main(sys.argv[1:])
