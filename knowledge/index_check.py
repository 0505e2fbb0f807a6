"""Check a written index directory: `python -m knowledge.index_check DIR` exits 0 when it answers rightly.

Run in a process of its own because a torn Chroma file can kill its reader.
"""

import sys
from pathlib import Path

from knowledge.errors import IndexFault
from knowledge.keywords import KeywordIndex
from knowledge.vectors import audit_chroma


def main(directory: Path) -> int:
    """Open both indexes and ask Chroma for its own vectors; the exit status."""
    try:
        keywords = KeywordIndex.load(directory / "keywords")
        audit_chroma(directory / "vectors", expected=len(keywords))
    except (IndexFault, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
