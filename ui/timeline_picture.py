"""Duties over months as an SVG picture: a bar from first to last day, today's mark, recurring ones as arrows.

Lengths along the months are per cent and there is no viewBox: the picture is as wide as its place, and its
words keep their size. Colours and sizes are the page's (ui/static/console.css), found by class.
"""

from collections.abc import Sequence
from datetime import date
from xml.etree import ElementTree as Xml

from knowledge.plan import Duty
from ui.duty_exports.calendar import dated
from ui.duty_exports.rows import visible
from ui.duty_states import State, counted, remaining, said_day, state
from ui.timeline_axis import Axis, axis_over

_TODAY_Y, _YEAR_Y, _MONTH_Y, _HEAD = 16, 36, 54, 64
"""Baselines of the heading's lines, and where the rows begin, in pixels."""

_ROW, _WORDS_Y, _BAR_Y, _BAR = 44, 16, 22, 12
"""A row's height, its words' baseline, its bar's top and height, in pixels."""

_NAME_CHARS = 70


def timeline_picture(duties: Sequence[Duty], today: date) -> str:
    """The picture as one SVG element; empty text where there is no duty."""
    if not duties:
        return ""
    bars = dated(duties)
    rest = [duty for duty in duties if not dated([duty])]
    rows = [*bars, *sorted(rest, key=lambda duty: not duty.recurring)]
    top = _HEAD if bars else 0
    height = top + _ROW * len(rows)
    picture = _canvas(_sentence(duties, today), height)
    axis = axis_over([day for duty in bars for day in _days(duty)], today)
    if bars:
        _draw_hatch(picture)
        _draw_axis(picture, axis, today, top + _ROW * len(bars))
    for number, duty in enumerate(rows):
        _draw_row(picture, duty, today, axis, top + _ROW * number)
    return Xml.tostring(picture, encoding="unicode")


def _sentence(duties: Sequence[Duty], today: date) -> str:
    """The picture for who cannot see it."""
    said = ", ".join(f"{number} {kind.words}" for kind, number in counted(duties, today).items())
    return f"Biểu đồ thời gian của {len(duties)} nhiệm vụ, tính đến ngày {said_day(today)}: {said}."


def _days(duty: Duty) -> tuple[date, date]:
    """The first and last day of a dated duty; one that names no first day takes up its last."""
    last = duty.due_to or date.max
    return duty.due_from or last, last


def _canvas(said: str, height: int) -> Xml.Element:
    size = {"width": "100%", "height": str(height)}
    look = {"class": "timeline", "role": "img", "aria-label": said}
    return Xml.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **look, **size})


def _draw_hatch(picture: Xml.Element) -> None:
    """The pattern of what is late, so that colour is not the only sign."""
    defs = Xml.SubElement(picture, "defs")
    size = {"width": "8", "height": "8", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
    pattern = Xml.SubElement(defs, "pattern", {"id": "timeline-hatch", **size})
    Xml.SubElement(pattern, "rect", {"class": "hatch-ground", "width": "8", "height": "8"})
    Xml.SubElement(pattern, "rect", {"class": "hatch-line", "width": "4", "height": "8"})


def _draw_axis(picture: Xml.Element, axis: Axis, today: date, bottom: int) -> None:
    for tick in axis.ticks:
        _draw_line(picture, "grid", tick.at, (_MONTH_Y + 4, bottom))
        for kind, words, baseline in (("year", tick.year, _YEAR_Y), ("month", tick.month, _MONTH_Y)):
            if words:
                _draw_text(picture, kind, words, (tick.at, baseline))
    _draw_today(picture, axis.at(today), f"Hôm nay {said_day(today)}", bottom)


def _draw_today(picture: Xml.Element, at: float, name: str, bottom: int) -> None:
    """A line through the rows; a name with an arrow at the edge beyond which the day lies."""
    if at > 100:
        _draw_text(picture, "today-name", f"{name} →", (100, _TODAY_Y), ends=True)
    elif at < 0:
        _draw_text(picture, "today-name", f"← {name}", (0, _TODAY_Y))
    else:
        _draw_line(picture, "today", at, (_TODAY_Y + 4, bottom))
        _draw_text(picture, "today-name", name, (at, _TODAY_Y), ends=at > 50)


def _draw_row(picture: Xml.Element, duty: Duty, today: date, axis: Axis, top: int) -> None:
    """The row's words, and its bar or arrow."""
    kind, left = state(duty, today), remaining(duty, today)
    row = Xml.SubElement(picture, "g", {"class": f"row {kind}"})
    Xml.SubElement(row, "title").text = visible(f"{duty.id} {duty.name}: {duty.timeline} ({left})")
    label = _draw_text(row, "label", f"{duty.id} ", (0, top + _WORDS_Y))
    Xml.SubElement(label, "tspan", {"class": "name"}).text = visible(_cut(duty.name))
    _draw_text(row, "left", left, (100, top + _WORDS_Y), ends=True)
    if kind == State.RECURRING:
        _draw_arrow(row, top + _BAR_Y + _BAR // 2)
    elif kind != State.UNDATED:
        _draw_bar(row, axis, duty, top + _BAR_Y)


def _draw_bar(row: Xml.Element, axis: Axis, duty: Duty, top: int) -> None:
    first, last = (axis.at(day) for day in _days(duty))
    place = {"x": f"{first:.2f}%", "width": f"{last + axis.one_day - first:.2f}%"}
    Xml.SubElement(row, "rect", {"class": "bar", **place, "y": str(top), "height": str(_BAR)})


def _draw_arrow(row: Xml.Element, middle: int) -> None:
    """A line from end to end: what recurs goes on."""
    ends = {"x1": "0%", "x2": "100%", "y1": str(middle), "y2": str(middle)}
    Xml.SubElement(row, "line", {"class": "arrow", **ends})
    head = Xml.SubElement(row, "svg", {"x": "100%", "y": str(middle - 5), "overflow": "visible"})
    Xml.SubElement(head, "path", {"class": "arrow-head", "d": "M-9 0 L0 5 L-9 10 Z"})


def _draw_line(picture: Xml.Element, kind: str, at: float, reach: tuple[int, int]) -> None:
    ends = {"x1": f"{at:.2f}%", "x2": f"{at:.2f}%", "y1": str(reach[0]), "y2": str(reach[1])}
    Xml.SubElement(picture, "line", {"class": kind, **ends})


def _draw_text(
    parent: Xml.Element, kind: str, words: str, place: tuple[float, int], *, ends: bool = False
) -> Xml.Element:
    """Words that begin at a place (per cent, pixels), or end there."""
    anchor = {"text-anchor": "end"} if ends else {}
    where = {"x": f"{place[0]:.2f}%", "y": str(place[1])}
    text = Xml.SubElement(parent, "text", {"class": kind, **where, **anchor})
    text.text = visible(words)
    return text


def _cut(name: str) -> str:
    """The beginning of a name, up to a word's end."""
    return name if len(name) <= _NAME_CHARS else f"{name[:_NAME_CHARS].rsplit(' ', 1)[0]}…"
