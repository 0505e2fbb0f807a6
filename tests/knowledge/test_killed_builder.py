"""A builder may be killed at any stage: the knowledge stays whole, and the next builder goes on.

The long version, against whole ingests and at random moments: scripts/kill_ingest.py.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

from knowledge.audit import audit
from knowledge.library import Library
from tests.fakes import make_contents, open_fake_library

ROOT = Path(__file__).parents[2]
FIRST = make_contents("dau-tien", "Xã mở lớp học số vào thứ bảy.")

_BUILDER = """
import sys
from pathlib import Path
from tests.fakes import make_contents, open_fake_library

def tell(stage, done, total):
    print(stage, flush=True)

texts = [f"Việc số {number} của xã là dạy bà con dùng máy." for number in range(900)]
with open_fake_library(Path(sys.argv[1])) as library:
    library.publisher.publish([make_contents("thu-hai", *texts)], progress=tell)
    print("done", flush=True)
"""


def killed_builder(data: Path, stage: str, seconds: float) -> str:
    """A builder killed that long after it told of a stage; what it said before."""
    command = [sys.executable, "-c", _BUILDER, str(data)]
    said = ""
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True
    ) as child:
        while stage not in said:
            line = child.stdout.readline() if child.stdout else ""
            assert line, "the builder ended before it could be killed"
            said += line
        try:
            child.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
    return said


def state(library: Library) -> tuple[list[str], tuple[str, ...], str | None]:
    """The documents, how the index differs from the rows, and whether the stand-in serves."""
    found = library.search.find("lớp học thứ bảy").kept
    assert found[0].passage == FIRST.passages[0]
    documents = [document.id for document in library.store.documents()]
    return documents, audit(library).differences, library.index().vectors.fault


def test_a_builder_killed_at_any_stage_leaves_the_knowledge_whole(tmp_path: Path) -> None:
    data = tmp_path / "var"
    with open_fake_library(data) as library:
        library.publisher.publish([FIRST])
    for stage, seconds in (("Tính véc-tơ", 0.0), ("Dựng chỉ mục", 0.0), ("Dựng chỉ mục", 0.4)):
        assert "done" not in killed_builder(data, stage, seconds)
        with open_fake_library(data) as library:
            assert state(library) == (["dau-tien"], (), None)
    with open_fake_library(data) as library:
        library.publisher.publish([make_contents("thu-hai", "Xã phát loa.")])
        assert state(library) == (["dau-tien", "thu-hai"], (), None)
        left = {path.name for path in library.settings.index_dir.iterdir() if path.is_dir()}
        assert library.index().version.id in left
        assert len(left) == 2
