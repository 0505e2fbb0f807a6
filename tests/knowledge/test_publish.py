"""Contents become true all at once or not at all, and only what differs is done again."""

import errno
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from knowledge.audit import audit
from knowledge.database import IndexVersionRow
from knowledge.embedding import Vectors
from knowledge.errors import BuilderBusy, IndexFault, StorageError, StorageFull
from knowledge.keywords import KeywordIndex
from knowledge.library import Library
from knowledge.passage import split_entry_id
from knowledge.plan import Duty, PlanRows, Target
from knowledge.publish import Changes, active_version
from knowledge.store import StoredEntry
from knowledge.vectors import stored_ids
from tests.fakes import FailingEmbedder, HashEmbedder, make_contents, make_passage, open_fake_library

LESSON = make_contents(
    "bai-hoc",
    make_passage(
        "bai-hoc", "Mật khẩu mạnh có mười ký tự.", heading="Mật khẩu", questions=("Mật khẩu là gì?",)
    ),
    make_passage("bai-hoc", "Đừng đưa mã OTP cho ai.", heading="Mã OTP"),
)
DUTY = Duty("1.1", "I", "Nhóm", "Mở lớp", ("Sở Nội vụ",), (), None, "2025", None, None, False)
TARGET = Target("t1", 2025, 80.0, "nguoi_dan", "Người dân", "có kỹ năng số")
NOTICE = replace(
    make_contents("thong-bao", "Xã mở lớp học số vào thứ bảy.", "Mang theo căn cước."),
    duties=(DUTY,),
    targets=(TARGET,),
)
EDITED = make_contents("thong-bao", "Xã mở lớp học số vào chủ nhật.", "Mang theo căn cước.")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two documents, closed."""
    folder = tmp_path_factory.mktemp("published") / "var"
    with open_fake_library(folder) as library:
        library.publisher.publish([LESSON, NOTICE])
    return folder


@pytest.fixture
def data(published: Path, tmp_path: Path) -> Path:
    """A copy of the published folder to change."""
    return Path(shutil.copytree(published, tmp_path / "var"))


@pytest.fixture
def library(data: Path) -> Iterator[Library]:
    with open_fake_library(data) as opened:
        yield opened


def active(library: Library) -> str | None:
    version = active_version(library.engine)
    return version.id if version else None


def folders(library: Library) -> set[str]:
    return {path.name for path in library.settings.index_dir.iterdir() if path.is_dir()}


def state(library: Library) -> tuple[object, ...]:
    """Everything that a failed build must leave as it was."""
    return active(library), folders(library), library.store.entries(), library.store.documents()


def asked(library: Library) -> list[str]:
    assert isinstance(library.embedder, HashEmbedder)
    return library.embedder.asked


def test_new_contents_are_counted_and_found(library: Library) -> None:
    assert library.search.find("mật khẩu").kept[0].passage == LESSON.passages[0]
    assert [document.id for document in library.store.documents()] == ["bai-hoc", "thong-bao"]
    stored = replace(DUTY, document_id="thong-bao"), replace(TARGET, document_id="thong-bao")
    assert library.plan("thong-bao") == PlanRows(stored[:1], stored[1:])


def test_the_active_index_holds_exactly_the_rows(library: Library) -> None:
    rows = {stored.entry.id for stored in library.store.entries()}
    folder = library.settings.index_dir / str(active(library))
    assert rows == stored_ids(folder / "vectors") == set(KeywordIndex.load(folder / "keywords").ids)
    assert audit(library).differences == ()


def test_publishing_the_same_again_changes_nothing(library: Library) -> None:
    before = state(library)
    changes = library.publisher.publish([LESSON, NOTICE])
    assert changes == Changes(documents_unchanged=2, passages_unchanged=4)
    assert (state(library), asked(library)) == (before, [])


def test_only_what_changed_in_a_document_is_replaced_and_embedded(library: Library) -> None:
    before = {stored.entry.id: stored for stored in library.store.entries()}
    changes = library.publisher.publish([LESSON, EDITED])
    assert changes == Changes(
        documents_updated=1,
        documents_unchanged=1,
        passages_added=1,
        passages_unchanged=3,
        passages_removed=1,
    )
    assert asked(library) == ["\nXã mở lớp học số vào chủ nhật."]
    after = {stored.entry.id: stored for stored in library.store.entries()}
    kept = before.keys() & after.keys()
    assert len(kept) == len(before) - 1
    assert {name: before[name] for name in kept} == {name: after[name] for name in kept}
    assert audit(library).equal


def test_a_document_that_only_got_another_title_keeps_its_passages(library: Library) -> None:
    renamed = replace(NOTICE, document=replace(NOTICE.document, title="Lớp học số"))
    changes = library.publisher.publish([renamed])
    assert changes == Changes(documents_updated=1, passages_unchanged=2)
    assert library.store.document("thong-bao") == renamed.document
    assert asked(library) == []


def test_a_removed_document_is_gone_from_rows_and_index(library: Library) -> None:
    changes = library.publisher.publish([], removed=["thong-bao", "khong-co"])
    assert changes == Changes(documents_removed=1, passages_removed=2)
    assert [document.id for document in library.store.documents()] == ["bai-hoc"]
    found = library.search.find("xã mở lớp học số thứ bảy")
    assert {one.passage.document_id for one in (*found.kept, *found.rejected)} <= {"bai-hoc"}
    assert audit(library).equal


def test_when_all_is_removed_there_is_no_index_and_a_search_says_so(library: Library) -> None:
    library.publisher.publish([], removed=["bai-hoc", "thong-bao"])
    with pytest.raises(StorageError, match="Chưa có chỉ mục"):
        library.search.find("mật khẩu")


def test_readers_see_the_new_version_at_once_and_a_search_amid_the_old_one_ends_well(
    data: Path, library: Library
) -> None:
    with open_fake_library(data) as reader:
        old = reader.index()
        assert reader.search.find("lớp chủ nhật").kept == ()
        library.publisher.publish([EDITED])
        assert reader.search.find("lớp chủ nhật").kept[0].passage == EDITED.passages[0]
        vector = reader.embedder.embed(["lớp học thứ bảy"])[0]
        assert split_entry_id(old.vectors.nearest(vector, 1)[0][0])[0] == NOTICE.passages[0].id
        assert old.vectors.fault is None


def add_version(library: Library, name: str, created_at: datetime) -> None:
    """A former version, with its folder."""
    (library.settings.index_dir / name / "vectors").mkdir(parents=True)
    with Session(library.engine) as session, session.begin():
        session.add(
            IndexVersionRow(
                id=name, state="kept", entries=1, checksum="", model="hash-v1", created_at=created_at
            )
        )


def test_two_versions_are_kept_and_what_a_killed_builder_left_is_swept(library: Library) -> None:
    before = active(library)
    add_version(library, "older", datetime(2025, 1, 1, tzinfo=UTC))
    (library.settings.index_dir / "left-by-a-killed-builder" / "vectors").mkdir(parents=True)
    library.publisher.publish([EDITED])
    assert folders(library) == {before, active(library)}


def test_a_clock_that_was_set_back_does_not_cost_the_active_version(library: Library) -> None:
    for name in ("of-tomorrow", "of-the-day-after"):
        add_version(library, name, datetime(2999, 1, 1, tzinfo=UTC))
    library.publisher.publish([EDITED])
    assert active(library) in folders(library)
    assert audit(library).equal


def test_a_rebuild_writes_a_new_version_from_the_stored_vectors(library: Library) -> None:
    before = active(library)
    assert library.publisher.publish([], rebuild=True) == Changes()
    assert (active(library) != before, asked(library), audit(library).equal) == (True, [], True)


def test_an_index_that_vanished_from_the_disk_is_built_again(library: Library) -> None:
    shutil.rmtree(library.settings.index_dir)
    library.publisher.publish([])
    assert (audit(library).equal, asked(library)) == (True, [])


def test_another_embedding_model_embeds_everything_anew(data: Path) -> None:
    with open_fake_library(data, HashEmbedder("hash-v2", dimensions=32)) as library:
        library.publisher.publish([LESSON, NOTICE])
        entries = library.store.entries()
        assert sorted(asked(library)) == sorted(stored.entry.text for stored in entries)
        assert {(stored.model, len(stored.embedding)) for stored in entries} == {("hash-v2", 4 * 32)}
        assert audit(library).equal
        assert library.search.find("mật khẩu").kept[0].passage == LESSON.passages[0]


def test_passages_stand_in_the_order_of_their_document_and_what_is_said_twice_stands_once(
    library: Library,
) -> None:
    first, second = NOTICE.passages
    library.publisher.publish([make_contents("thong-bao", second, first, second)])
    assert library.store.passages_of("") == [*LESSON.passages, second, first]


def test_plan_rows_change_with_their_document_even_when_nothing_else_does(library: Library) -> None:
    later = replace(DUTY, id="1.2", document_id="thong-bao")
    changes = library.publisher.publish([replace(NOTICE, duties=(later,), targets=())])
    assert changes == Changes(documents_updated=1, passages_unchanged=2)
    assert library.plan("thong-bao") == PlanRows((later,), ())


class ShortEmbedder(HashEmbedder):
    """A broken model: its vectors are not of length 1, so the index cannot find them again."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(super().embed(texts) / 2, dtype=np.float32)


def failing(error: BaseException) -> Callable[[], HashEmbedder]:
    return lambda: FailingEmbedder(error)


@pytest.mark.parametrize(
    ("embedder", "expected"),
    [
        (ShortEmbedder, IndexFault),
        (failing(OSError(errno.ENOSPC, "No space left on device")), StorageFull),
        (failing(OSError(errno.EACCES, "Permission denied")), StorageError),
        (failing(RuntimeError("broken model")), RuntimeError),
        (failing(KeyboardInterrupt()), KeyboardInterrupt),
    ],
    ids=["failed check", "disk full", "no permission", "broken model", "stopped by hand"],
)
def test_a_build_that_fails_changes_nothing_and_holds_nobody_up(
    data: Path, embedder: Callable[[], HashEmbedder], expected: type[BaseException]
) -> None:
    with open_fake_library(data, embedder()) as library:
        before = state(library)
        with pytest.raises(expected) as told:
            library.publisher.publish([EDITED])
        assert (told.type, state(library)) == (expected, before)
    with open_fake_library(data) as library:
        assert library.publisher.publish([NOTICE]).documents_unchanged == 1
        assert library.search.find("lớp học thứ bảy").kept[0].passage == NOTICE.passages[0]


class OvertakenEmbedder(HashEmbedder):
    """While it works, another machine makes a version of its own the active one."""

    def __init__(self, meanwhile: Callable[[], None]) -> None:
        super().__init__()
        self._meanwhile = meanwhile

    def embed(self, texts: Sequence[str]) -> Vectors:
        self._meanwhile()
        return super().embed(texts)


def test_a_builder_that_was_overtaken_by_another_machine_gives_way(data: Path) -> None:
    def other_machine() -> None:
        with open_fake_library(data) as other, Session(other.engine) as session, session.begin():
            session.execute(update(IndexVersionRow).values(id="of-another-machine"))

    with open_fake_library(data, OvertakenEmbedder(other_machine)) as library:
        before = library.store.entries(), folders(library)
        with pytest.raises(BuilderBusy, match="máy khác"):
            library.publisher.publish([EDITED])
        assert (active(library), library.store.entries(), folders(library)) == ("of-another-machine", *before)


_HOLDS_THE_LOCK = """
import sys, time
from filelock import FileLock
with FileLock(sys.argv[1]):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_builder_is_refused_until_the_first_one_dies(library: Library) -> None:
    lock = library.settings.index_dir / "builder.lock"
    command = [sys.executable, "-c", _HOLDS_THE_LOCK, str(lock)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        before = state(library)
        with pytest.raises(BuilderBusy, match="Hãy đợi tiến trình đó xong"):
            library.publisher.publish([EDITED])
        assert state(library) == before
        other.kill()
    assert library.publisher.publish([LESSON]).documents_unchanged == 1


@pytest.mark.parametrize("place", ["index", "index/builder.lock"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, place: str) -> None:
    blocked = tmp_path / "var" / place
    if place == "index":
        blocked.parent.mkdir(parents=True)
        blocked.write_text("a file where a folder should be")
    else:
        blocked.mkdir(parents=True)
    with open_fake_library(tmp_path / "var") as library, pytest.raises(StorageError, match="BDHVS_DATA_DIR"):
        library.publisher.publish([NOTICE])


_FILLS_THE_DISK = textwrap.dedent(
    """
    import subprocess, sys
    from pathlib import Path
    from knowledge.audit import audit
    from knowledge.errors import StorageFull
    from tests.fakes import make_contents, open_fake_library

    disk = Path(sys.argv[1])
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)], check=True)
    print("mounted", flush=True)
    few, many = ([f"Việc số {n} của xã là dạy bà con dùng máy." for n in range(count)] for count in (5, 600))
    with open_fake_library(disk / "var") as library:
        library.publisher.publish([make_contents("it", *few)])
        before = library.index().version.id
        try:
            library.publisher.publish([make_contents("nhieu", *many)])
        except StorageFull as full:
            print("full:", full.what)
        same = library.index().version.id == before
        print("same" if same and [one.id for one in library.store.documents()] == ["it"] else "changed")
        print("equal" if audit(library).equal else "differs")
        print(len([path for path in library.settings.index_dir.iterdir() if path.is_dir()]), "folder")
    """
)


def test_a_full_disk_is_told_and_the_old_index_goes_on(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    root = Path(__file__).parents[2]
    command = [
        "unshare",
        "--user",
        "--map-root-user",
        "--mount",
        sys.executable,
        "-c",
        _FILLS_THE_DISK,
        str(disk),
    ]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=120)
    except FileNotFoundError:
        pytest.skip("a small disk of one's own needs unshare (Linux)")
    if not done.stdout.startswith("mounted"):
        pytest.skip("this machine lets nobody mount a small disk")
    assert done.stdout.splitlines()[1:] == [
        "full: Ổ đĩa đã đầy nên chưa ghi được gì; dữ liệu cũ vẫn còn nguyên.",
        "same",
        "equal",
        "1 folder",
    ], done.stderr


def test_entries_show_no_vector_when_printed() -> None:
    assert "embedding" not in repr(StoredEntry(entry=None, embedding=b"x" * 1000, model="m"))  # type: ignore[arg-type]  # only its repr is looked at
