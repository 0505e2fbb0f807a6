"""A Word document's styles: which are headings, which are lists, which hide their text."""

from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = {"0", "false", "off"}


@dataclass(frozen=True)
class Style:
    """What a paragraph is: heading level (0: none), list and its depth from 0, hidden or not."""

    heading: int = 0
    list_id: str | None = None
    depth: int = 0
    hidden: bool = False
    contents: bool = False


def read_styles(root: Any) -> dict[str, Style]:
    """Every style of the `w:styles` element by its id, with what it inherits."""
    elements = {style.get(W + "styleId"): style for style in root.findall(W + "style")}
    styles: dict[str, Style] = {}
    for style_id in elements:
        _resolve(style_id, elements, styles)
    return styles


def _resolve(style_id: str | None, elements: dict[str, Any], styles: dict[str, Style]) -> Style:
    """The style merged over the one it is based on; a circle of styles ends where it closes."""
    if style_id not in elements:
        return Style()
    if style_id not in styles:
        styles[style_id] = Style()
        element = elements[style_id]
        parent = _resolve(_value(element, "basedOn"), elements, styles)
        styles[style_id] = refine(parent, element, str(_value(element, "name") or "").lower())
    return styles[style_id]


def refine(style: Style, element: Any, name: str = "") -> Style:
    """The style with what the element (a `w:style` or a `w:p`) says itself."""
    properties = element.find(W + "pPr")
    heading, list_id, depth = style.heading, style.list_id, style.depth
    if name == "title":
        heading = 1
    if (outline := _number(_value(properties, "outlineLvl"))) is not None:
        heading = outline + 1 if outline < 9 else 0
    elif name.startswith("heading ") and name[8:].isdecimal():
        heading = int(name[8:])
    numbering = properties.find(W + "numPr") if properties is not None else None
    if (number := _value(numbering, "numId")) is not None:
        list_id = number if number != "0" else None
    if (level := _number(_value(numbering, "ilvl"))) is not None:
        depth = level
    hidden = style.hidden or (element.tag == W + "style" and is_hidden(element))
    return Style(heading, list_id, depth, hidden, style.contents or name.startswith("toc "))


def is_hidden(element: Any) -> bool:
    """Whether the run (or style) is marked as hidden text."""
    vanish = element.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(W + "val") not in _OFF


def _value(parent: Any, name: str) -> str | None:
    child = parent.find(W + name) if parent is not None else None
    return child.get(W + "val") if child is not None else None


def _number(value: str | None) -> int | None:
    return int(value) if value is not None and value.isdecimal() else None
