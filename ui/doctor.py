"""`bdhvs doctor`: look at every store, say what is wrong and what to do."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.bootstrap import build_assistant, today
from knowledge.audit import audit
from knowledge.errors import BdhvsError
from knowledge.facts import read_facts
from knowledge.library import Library, open_library
from knowledge.settings import Settings, read_settings

_LITTLE_SPACE = 500 * 1024 * 1024
_PROBE = "Trợ lý ảo do cơ quan nào chủ trì?"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: whether it is well, and what to do if not."""

    name: str
    well: bool
    said: str


def examine() -> Iterator[Finding]:
    """Every check in order; later ones are left out when an earlier one makes them pointless."""
    try:
        settings = read_settings()
        yield Finding("Thiết lập", True, f"thư mục dữ liệu {settings.data_dir.resolve()}")
        yield _disk(settings)
        with open_library(settings) as library:
            yield Finding("Kho dữ liệu", True, library.engine.url.render_as_string(hide_password=True))
            yield Finding("Mô hình nhúng", True, library.embedder.name)
            for name, check in _CHECKS.items():
                yield _look(name, check, library)
    except BdhvsError as error:
        yield Finding("Mở kho", False, str(error))


def _look(name: str, check: Callable[[Library], Finding], library: Library) -> Finding:
    """A check's finding; an error it raises is a finding too."""
    try:
        return check(library)
    except BdhvsError as error:
        return Finding(name, False, str(error))


def _disk(settings: Settings) -> Finding:
    place = settings.data_dir
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    writable = os.access(place, os.W_OK)
    said = f"còn {free // 2**20:,} MB".replace(",", ".")
    if not writable:
        return Finding("Ổ đĩa", False, f"Không ghi được vào {place}. Hãy sửa quyền hoặc đổi BDHVS_DATA_DIR.")
    advice = "" if free >= _LITTLE_SPACE else ". Sắp đầy, hãy giải phóng chỗ trống."
    return Finding("Ổ đĩa", free >= _LITTLE_SPACE, said + advice)


def _index(library: Library) -> Finding:
    found = audit(library)
    if found.equal:
        return Finding("Chỉ mục", True, f"{found.entries} mục, khớp với dữ liệu")
    advice = "Trợ lý vẫn trả lời bằng cách quét trực tiếp. Chạy `bdhvs doctor --repair` để dựng lại."
    said = "; ".join(difference.rstrip(".") for difference in found.differences)
    return Finding("Chỉ mục", False, f"{said}. {advice}")


def _content(library: Library) -> Finding:
    stale = [fact.name for fact in read_facts() if fact.review_by < today()]
    documents = library.store.documents()
    said = f"{len(documents)} tài liệu, {len(library.plan().duties)} nhiệm vụ"
    if stale:
        return Finding("Nội dung", False, f"{said}; quá hạn kiểm tra: {', '.join(stale)}. Hãy đối chiếu lại.")
    return Finding("Nội dung", True, said)


def _question(library: Library) -> Finding:
    answer = build_assistant(library).ask(_PROBE)
    well = bool(answer.citations)
    said = f"{answer.latency_ms:.0f} ms, {len(answer.citations)} nguồn"
    return Finding("Hỏi thử", well, said if well else f"«{_PROBE}» không có nguồn. Hãy chạy `bdhvs ingest`.")


_CHECKS = {"Chỉ mục": _index, "Nội dung": _content, "Hỏi thử": _question}
