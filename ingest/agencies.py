"""The shipped register of agencies → its document: who carries a body's work now, and by what source."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from ingest.passages import PassageMaker, Record
from knowledge.content_files import checked, read_yaml
from knowledge.errors import ContentError
from knowledge.passage import Document, Passage, PassageKind, digest
from knowledge.store import Contents

_ID, _FILE = "co-quan", "plan/agencies.yaml"


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Source(_Row):
    id: str
    title: str


class _Successor(_Row):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)
    from_: date
    name: str
    note: str | None = None
    sources: list[str]


class _Agency(_Row):
    id: str
    name: str
    covers: str | None = None
    former_names: list[str] = []
    successor: _Successor | None = None


class _File(_Row):
    sources: list[_Source]
    former_source: str
    agencies: list[_Agency]


def agencies_document() -> Contents:
    """The agencies as a document. Raises ContentError naming file and field."""
    value = read_yaml(_FILE)
    for row in value.get("agencies", ()):
        if row.get("successor"):  # "from" is a word of Python's own
            row["successor"] = {
                ("from_" if key == "from" else key): one for key, one in row["successor"].items()
            }
    file = checked(_File, value, _FILE)
    titles = {source.id: source.title for source in file.sources}
    maker = PassageMaker(_ID)
    told = [row for row in file.agencies if row.successor or row.former_names]
    passages = tuple(_passage(maker, row, titles, file.former_source) for row in told)
    ids = [passage.id for passage in passages]
    title = "Cơ quan trong Kế hoạch: tên cũ, tên mới từ khi nhập tỉnh"
    document = Document(
        _ID, "reference", title, "content:plan/agencies", digest(ids), media_type="application/yaml"
    )
    return Contents(document, passages)


def _passage(maker: PassageMaker, row: _Agency, titles: dict[str, str], former_source: str) -> Passage:
    lines = [row.covers] if row.covers else []
    sources = []
    if row.former_names:
        lines.append(f"Các cơ quan cũ đã nhập vào {row.name} đầu năm 2025: {', '.join(row.former_names)}.")
        sources.append(former_source)
    if row.successor:
        lines.append(f"Từ {row.successor.from_:%d/%m/%Y}, việc của {row.name} do {row.successor.name} làm.")
        lines += [row.successor.note] if row.successor.note else []
        sources += row.successor.sources
    lines.append(f"Nguồn: {'; '.join(_title(one, titles, row) for one in dict.fromkeys(sources))}.")
    record = Record(PassageKind.AGENCY, row.id)
    return maker.make(f"Mục “{row.name}”", f"{row.name} từ khi nhập tỉnh", "\n".join(lines), record)


def _title(source: str, titles: dict[str, str], row: _Agency) -> str:
    if source not in titles:
        what = f"Tệp nội dung {_FILE}, «{row.id}»: không có nguồn «{source}»."
        raise ContentError(what, "Hãy thêm nguồn vào mục sources hoặc sửa tên.")
    return titles[source]
