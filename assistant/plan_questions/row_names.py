"""“mục 5.1.a”, “5.4c”, “từ 6.1 đến 6.4”, “nhóm II và III” → ids of rows and groups."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.plan_questions.typed import Typed
from knowledge.plan import Duty, by_id

_ID = re.compile(
    r"(?<![\d/.])(?P<number>\d{1,2}\.\d{1,2})(?:\s*\.?\s*(?P<letter>[a-z])(?!\w))?(?!\.?\d|/|\s*%)"
)
_TO = re.compile(r"\s*(?:den|toi|-|–)\s*(?:muc\s*|nhiem vu\s*)?$")
_AND = re.compile(r"\s*(?:,|va|hoac)\s*(?:muc\s*|nhiem vu\s*)?")
_NUMBER = r"(?:[ivx]{1,5}|\d{1,2})\b(?!\s*(?:nguoi|doi tuong|ban|lop))"
_GROUP = re.compile(rf"\b(?:nhom|phan) (?:nhiem vu )?(?:so |tu )?(?P<first>{_NUMBER})(?!\.\d)")
_ALONE = re.compile(r"^\W*(?:(?:the )?con |roi |con ve )?(?P<first>[ivx]{1,4})\W*$")
"""“VII?” after a question about a group."""

_LEFT_OUT = re.compile(
    r"\b(?:bo|tru|khong tinh|khong ke|khong thuoc|khong nam trong|khong o|khong|ngoai|loai)\s*(?:ra\s*)?"
    r"(?:cac\s*)?(?:muc\s*|nhiem vu\s*|nv\s*)?$"
)
_MORE = re.compile(rf"\s*(?:,|va|hoac|hay|den|-)\s*(?:nhom\s*)?(?:so )?(?P<next>{_NUMBER})(?!\.\d)")
_NUMERALS = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_DECIMAL_OF = re.compile(r"\b(?:ngay|phien ban|ban|inch|android|ios|version)\s*$")


@dataclass(frozen=True)
class Named:
    """What a question names by number, and what it leaves out (“bỏ nhóm VII”, “trừ 6.4”)."""

    wanted: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def rows_named(typed: Typed, rows: Sequence[Duty]) -> Named:
    """The ids a question names, as written; a range of ids is every row from one to the other."""
    found: list[str] = []
    without: list[str] = []
    end = 0
    for match in _ID.finditer(typed.folded):
        if _DECIMAL_OF.search(typed.folded, 0, match.start()):
            continue
        name = _id_of(typed, match)
        if found and _TO.fullmatch(typed.folded, end, match.start()):
            found += _between(rows, found[-1], name)
        left_out = _leaves_out(typed, match.start()) or (
            without and not found and _AND.fullmatch(typed.folded, end, match.start())
        )
        (without if left_out else found).append(name)
        end = match.end()
        typed.take_characters(*match.span())
    return Named(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(without)))


def groups_named(typed: Typed, rows: Sequence[Duty]) -> Named:
    """The groups a question names, in the plan's own numerals."""
    found: list[str] = []
    without: list[str] = []
    for match in [*_GROUP.finditer(typed.folded), *_ALONE.finditer(typed.folded)]:
        named = [_numeral(match["first"])]
        place = match.end()
        while more := _MORE.match(typed.folded, place):
            if "den" in more[0] or "-" in more[0]:
                named += _groups_between(rows, named[-1], _numeral(more["next"]))
            named.append(_numeral(more["next"]))
            place = more.end()
        typed.take_characters(match.start(), place)
        (without if _leaves_out(typed, match.start()) else found).extend(named)
    return Named(tuple(dict.fromkeys(found)), tuple(dict.fromkeys(without)))


def _leaves_out(typed: Typed, place: int) -> bool:
    """Whether what begins there is left out; the word that says so leaves nothing else out."""
    match = _LEFT_OUT.search(typed.folded, 0, place)
    if match:
        typed.take_characters(*match.span())
    return match is not None


def _id_of(typed: Typed, match: re.Match[str]) -> str:
    """The id as the plan writes it; its letter may bear marks (đ) that folding took away."""
    if not match["letter"]:
        return match["number"]
    return f"{match['number']}.{typed.text[match.start('letter')]}"


def _numeral(written: str) -> str:
    number = int(written) if written.isdigit() else 0
    return _NUMERALS[number] if 0 < number < len(_NUMERALS) else written.upper()


def _between(rows: Sequence[Duty], first: str, last: str) -> list[str]:
    """The rows after one id and before another; none where either is unknown."""
    begins, ends = by_id(rows, first), by_id(rows, last)
    if not begins or not ends:
        return []
    ids = [duty.id for duty in rows]
    return ids[ids.index(begins[-1].id) + 1 : ids.index(ends[0].id)]


def _groups_between(rows: Sequence[Duty], first: str, last: str) -> list[str]:
    groups = list(dict.fromkeys(duty.group_id for duty in rows))
    if first not in groups or last not in groups:
        return []
    return groups[groups.index(first) + 1 : groups.index(last)]
