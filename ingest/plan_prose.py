"""A plan's prose, already told apart into units → its targets and each agency's responsibilities."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.agency_lists import AgencyLists
from ingest.plan_words import plan_words
from ingest.structure import Unit
from knowledge.vietnamese import fold

_TARGETS = re.compile(r"\b(?:chi tieu|muc tieu cu the)\b")
_DUTIES_OF_BODIES = re.compile(r"\bto chuc thuc hien\b")
_PER_CENT = re.compile(r"(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s*%\s*")
_YEAR = re.compile(r"\b(20\d\d)\b")
_REQUEST = re.compile(r"^(?:Đề nghị|Các)\s+(?=\S)")


@dataclass(frozen=True)
class ReadTarget:
    """A target as the plan words it: `text` is the whole sentence, `percent` of `group_name`."""

    id: str
    year: int
    percent: float
    group: str
    group_name: str
    measure: str
    text: str
    locator: str


@dataclass(frozen=True)
class ReadResponsibility:
    """What a part of the plan asks of the bodies its heading names."""

    id: str
    agencies: tuple[str, ...]
    heading: str
    items: tuple[str, ...]
    locator: str


@dataclass(frozen=True)
class Prose:
    """What was read of a plan's prose, and in words what could not be."""

    targets: tuple[ReadTarget, ...]
    responsibilities: tuple[ReadResponsibility, ...]
    problems: tuple[str, ...]


def read_prose(units: Sequence[Unit], agencies: AgencyLists) -> Prose:
    """The targets and responsibilities of a plan."""
    problems: list[str] = []
    targets = tuple(_targets((unit for unit in units if _stands_below(unit, _TARGETS)), problems))
    below = (unit for unit in units if _stands_below(unit, _DUTIES_OF_BODIES) and len(unit.headings) > 1)
    return Prose(targets, tuple(_responsibilities(below, agencies, problems)), tuple(problems))


def _stands_below(unit: Unit, heading: re.Pattern[str]) -> bool:
    outermost = unit.headings[0] if unit.headings else ""
    return unit.locator.startswith("Phần ") and bool(heading.search(fold(outermost)))


def _targets(units: Iterable[Unit], problems: list[str]) -> Iterator[ReadTarget]:
    """Each sentence with a per cent; the year is in it or in the heading above."""
    counts: dict[int, int] = {}
    for unit in units:
        shares = list(_PER_CENT.finditer(unit.text))
        year = _year(unit, shares[0].start() if shares else 0)
        if len(shares) != 1 or year is None:
            problems.append(f"Chỉ tiêu không rõ năm hoặc tỷ lệ: «{unit.text}».")
            continue
        counts[year] = counts.get(year, 0) + 1
        group_name, measure = _parted(unit.text[shares[0].end() :])
        yield ReadTarget(
            id=f"{year}.{counts[year]}",
            year=year,
            percent=float(shares[0]["number"].replace(",", ".")),
            group=_group(group_name),
            group_name=group_name,
            measure=measure,
            text=unit.text,
            locator=unit.locator,
        )


def _year(unit: Unit, end: int) -> int | None:
    """The year said before the per cent, else the one of the nearest heading."""
    for text in (unit.text[:end], *reversed(unit.headings)):
        if found := _YEAR.findall(text):
            return int(found[-1])
    return None


def _parted(text: str) -> tuple[str, str]:
    """“người dân … | có kỹ năng số …”: who, and what they are to reach, each with a capital."""
    verbs = "|".join(map(re.escape, plan_words().target_verbs))
    verb = re.search(rf"\s(?:{verbs})\s", text)
    who, what = (text[: verb.start()], text[verb.start() :]) if verb else (text, "")
    return _capital(who.strip(" ,.")), _capital(what.strip())


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _group(name: str) -> str:
    """The group of people a name means; “khac” where no known group is named."""
    low = name.lower()
    groups = plan_words().target_groups.items()
    return next((group for group, words in groups if any(word in low for word in words)), "khac")


def _responsibilities(
    units: Iterable[Unit], agencies: AgencyLists, problems: list[str]
) -> Iterator[ReadResponsibility]:
    for locator, run in groupby(units, key=lambda unit: unit.locator):
        items = list(run)
        heading = items[0].headings[-1]
        named = _bodies(heading, agencies)
        if named is None:
            problems.append(f"{locator}: không tách được tên cơ quan trong «{heading}».")
        yield ReadResponsibility(
            locator.rpartition(".")[2],
            named if named is not None else (heading,),
            heading,
            tuple(item.text for item in items),
            locator,
        )


def _bodies(heading: str, agencies: AgencyLists) -> tuple[str, ...] | None:
    """The bodies a heading names: “Các Sở, ngành tỉnh; UBND các cấp”, “Đề nghị … và các …”."""
    for said in (heading, _REQUEST.sub("", heading)):
        for listed in (said, re.sub(r"\s+và\s+(?=các\s)", "; ", said)):
            found = agencies.read(tuple(listed.split()))
            if found and not found[1]:
                return found[0]
    found = agencies.read(tuple(_REQUEST.sub("", heading).split()))
    return found[0] if found else None
