"""Which agencies a question names, in which role, and which it leaves out."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from assistant.plan_questions.asked import Holders
from assistant.plan_questions.typed import Typed
from knowledge.lexicon import Agency, Lexicon, Mention
from knowledge.plan import COORDINATING, EITHER, LEAD, Role

_REACH = 7
"""A “không” reaches over so many words to the agency or role it denies."""


@dataclass(frozen=True)
class Heard:
    """The agencies of a question: what they must hold, former names used, a role named by itself.

    `named`: the words that are names.
    """

    holders: tuple[Holders, ...] = ()
    formers: tuple[tuple[str, Agency], ...] = ()
    role: Role | None = None
    named: frozenset[int] = frozenset()


@dataclass
class _Item:
    """An agency or a role word where it stands; `denied` by a “không” before it."""

    places: range
    agency: Agency | None = None
    role: Role | None = None
    denied: bool = False


@dataclass
class _Part:
    """Agencies that share what is said of their role."""

    agencies: list[_Item] = field(default_factory=list)
    roles: list[_Item] = field(default_factory=list)
    roles_first: bool = False


def hear_holders(typed: Typed, lexicon: Lexicon) -> Heard:
    """The agencies and roles of a question; takes their words."""
    named = _mentions(typed, lexicon)
    roles = _roles(typed, {place for mention in named for place in mention.places})
    mentions = [*named, *_beside(typed, lexicon, roles)]
    asked = _asked_of_whom(typed, roles) if mentions else []
    own = [role for role in roles if role not in asked]
    items = sorted([*_named(mentions), *own], key=lambda one: one.places.start)
    _deny(typed, items)
    for item in items:
        typed.take(item.places)
    if not mentions:
        return Heard(role=_common_role(roles))
    names = {place for mention in mentions for place in mention.places}
    together = bool(typed.cue("together", names))
    holders = [one for part in _parts(items) for one in _holders(part, together)]
    if together:
        holders = _same_role(holders)
    formers = tuple((mention.former, mention.agency) for mention in mentions if mention.former)
    return Heard(tuple(_joined(holders, together)), formers, _common_role(asked), frozenset(names))


def _mentions(typed: Typed, lexicon: Lexicon) -> list[Mention]:
    """The agencies named, over commas or within them, whichever reads more of the words.

    “Sở Văn hóa, Thể thao và Du lịch” is one name; “Hội Phụ nữ, Tỉnh Đoàn” names no “Hội Phụ nữ tỉnh”.
    """
    whole = lexicon.mentions(typed.words, typed.taken)
    parts: list[Mention] = []
    for clause in typed.clauses:
        taken = {place - clause.start for place in typed.taken}
        for mention in lexicon.mentions(typed.words[clause.start : clause.stop], taken):
            places = range(mention.places.start + clause.start, mention.places.stop + clause.start)
            parts.append(replace(mention, places=places))
    return max((whole, parts), key=lambda found: sum(len(one.places) for one in found))


def _roles(typed: Typed, named: Collection[int]) -> list[_Item]:
    """The role words that nothing else took, both where both are said in one breath."""
    found: list[_Item] = []
    for cue, role in (("either", EITHER), ("lead", LEAD), ("coordinating", COORDINATING), ("part", EITHER)):
        used = {place for one in found for place in one.places}
        free = [one for one in typed.cue(cue, {*typed.taken, *named}) if used.isdisjoint(one)]
        found += [_Item(one, role=role) for one in free]
    return found


def _asked_of_whom(typed: Typed, roles: Sequence[_Item]) -> list[_Item]:
    """The roles that are the question (“… thì đơn vị nào phối hợp?”) and tell nothing of the agencies."""
    if typed.has("compare"):
        return []
    whom = {one.stop for one in typed.cue("who")}
    return [role for role in roles if role.places.start in whom]


def _named(mentions: Sequence[Mention]) -> list[_Item]:
    return [_Item(mention.places, agency=mention.agency) for mention in mentions]


def _beside(typed: Typed, lexicon: Lexicon, roles: Sequence[_Item]) -> list[Mention]:
    """Names so short that they count only before a role, or where the table is asked about: “xã chủ trì”."""
    starts = {item.places.start for item in roles}
    free = typed.has("table") or typed.has("cell_list")
    places = [
        one
        for one in lexicon.beside_role(typed.words)
        if (free or one.places.stop in starts) and typed.taken.isdisjoint(one.places)
    ]
    known = {place for mention in lexicon.mentions(typed.words, typed.taken) for place in mention.places}
    return [one for one in places if known.isdisjoint(one.places)]


def _deny(typed: Typed, items: Sequence[_Item]) -> None:
    """Mark what a “không”, “trừ”, “bỏ” before it denies; a “không” at the end only asks."""
    kept = {place for one in typed.cue("whole") for place in one}
    named = {place for item in items for place in item.places}
    for word in [*typed.cue("not"), *typed.opening("drops")]:
        if not named.isdisjoint(word):
            continue
        if not (typed.taken.isdisjoint(word) and kept.isdisjoint(word)):
            continue
        following = next((item for item in items if item.places.start >= word.stop), None)
        if following is None or typed.breaks(word.stop - 1, following.places.start):
            continue
        if following.places.start - word.stop < _REACH:
            following.denied = True
            typed.take(word)


def _same_role(holders: Sequence[Holders]) -> list[Holders]:
    """“A đồng chủ trì với B”: what has no role of its own has the one before."""
    roles = [one.role for one in holders if one.role and not one.negated]
    return [one if one.role or one.negated or not roles else replace(one, role=roles[0]) for one in holders]


def _common_role(roles: Sequence[_Item]) -> Role | None:
    said = {item.role for item in roles if not item.denied}
    return said.pop() if len(said) == 1 else EITHER if said else None


def _parts(items: Sequence[_Item]) -> list[_Part]:
    """Agencies with the roles said of them: “A, B chủ trì”, “chủ trì là A”, “A phối hợp với B chủ trì”."""
    parts = [_Part()]
    for place, item in enumerate(items):
        part = parts[-1]
        if item.agency is None:
            closes = part.roles_first and part.agencies and any(one.agency for one in items[place:])
            if closes:
                parts.append(part := _Part(roles_first=True))
            part.roles_first = part.roles_first or not part.agencies
            part.roles.append(item)
        elif part.agencies and (_ends(part) or item.denied):
            parts.append(_opened(part, item, items[place + 1 :]))
        else:
            part.agencies.append(item)
    return [part for part in parts if part.agencies]


def _ends(part: _Part) -> bool:
    return bool(part.roles) and not part.roles_first


def _opened(before: _Part, item: _Item, rest: Sequence[_Item]) -> _Part:
    """The next part; of “A chủ trì, phối hợp với B” the second role is B's own, where B has none after it."""
    own = rest and rest[0].agency is None
    roles = {one.role for one in before.roles if not one.denied}
    if not own and len(before.roles) > 1 and len(roles) > 1:
        return _Part([item], [before.roles.pop()], roles_first=True)
    return _Part([item])


def _holders(part: _Part, together: bool) -> list[Holders]:
    agencies = tuple(dict.fromkeys(item.agency for item in part.agencies if item.agency))
    said = _said(item.role for item in part.roles if not item.denied and item.role)
    denied = {item.role for item in part.roles if item.denied and item.role}
    role = said.pop() if len(said) == 1 else EITHER if said else None
    if part.agencies[0].denied:
        return [Holders(agencies, role or (denied.pop() if denied else None), negated=True)]
    positive = [Holders(agencies, role, every=together and len(agencies) > 1)] if role or not denied else []
    return [*positive, *(Holders(agencies, one, negated=True) for one in denied)]


def _said(roles: Iterable[Role]) -> set[Role]:
    """The roles said; “tham gia với tư cách cơ quan phối hợp” is the one role."""
    found = set(roles)
    return found - {EITHER} if len(found) == 2 and EITHER in found else found


def _joined(holders: Sequence[Holders], together: bool) -> list[Holders]:
    """“A chủ trì và B chủ trì” asks for either's rows: parts that say the same are made one."""
    kept: list[Holders] = []
    for one in holders:
        same = next(
            (
                n
                for n, other in enumerate(kept)
                if not one.negated and replace(other, agencies=one.agencies) == one
            ),
            None,
        )
        if same is None or together:
            kept.append(one)
        else:
            kept[same] = replace(one, agencies=tuple(dict.fromkeys((*kept[same].agencies, *one.agencies))))
    return kept
