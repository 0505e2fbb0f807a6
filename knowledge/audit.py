"""Is the active index what the rows say? For `bdhvs doctor` and for tests that kill builders."""

from dataclasses import dataclass

from knowledge.library import Library
from knowledge.publish import checksum
from knowledge.vectors import stored_ids


@dataclass(frozen=True)
class Audit:
    """How the active index compares with the rows: entry counts, and every difference in words."""

    entries: int
    differences: tuple[str, ...]

    @property
    def equal(self) -> bool:
        """Whether index and rows hold exactly the same."""
        return not self.differences


def audit(library: Library) -> Audit:
    """Compare Chroma and the keyword index with the rows, id by id. Raises StorageError if none is active."""
    index = library.index()
    rows = library.store.entries()
    ids = {stored.entry.id for stored in rows}
    differences: list[str] = []
    if index.version.model != library.embedder.name:
        differences.append(f"chỉ mục dựng bằng mô hình {index.version.model}")
    if index.version.checksum != checksum(rows):
        differences.append("mã kiểm của chỉ mục khác với dữ liệu")
    if index.vectors.fault:
        differences.append(f"Chroma lỗi: {index.vectors.fault}")
    else:
        in_chroma = stored_ids(library.settings.index_dir / index.version.id / "vectors")
        if in_chroma != ids:
            differences.append(f"Chroma thiếu {len(ids - in_chroma)}, thừa {len(in_chroma - ids)} mục")
    if set(index.keywords.ids) != ids:
        differences.append("chỉ mục từ khóa khác với dữ liệu")
    return Audit(len(ids), tuple(differences))
