"""Which parts of a page its visitors do not see: the usual hiding place for planted instructions."""

import re

from bs4 import BeautifulSoup, Tag
from soupsieve import SelectorSyntaxError

_NEVER_SHOWN = (
    "script style nav template noscript iframe object embed svg canvas audio video head "
    "button select option textarea input datalist"
)
_NEVER_SHOWN_TAGS = set(_NEVER_SHOWN.split())
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:opacity|font-size)\s*:\s*0(?![\d.]*[1-9])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{4}",
    re.IGNORECASE,
)
_SHEET_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What only a printer or a phone hides is text all the same.
_AT_RULE = re.compile(r"@[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def is_hidden(tag: Tag) -> bool:
    """Whether the tag itself (not its parents) keeps its text from the page."""
    if tag.name in _NEVER_SHOWN_TAGS or tag.has_attr("hidden") or tag.get("aria-hidden") == "true":
        return True
    return bool(_HIDING.search(str(tag.get("style", ""))))


def drop_hidden_by_sheets(soup: BeautifulSoup) -> None:
    """Take out of the tree what the page's own style sheets hide."""
    sheets = _SHEET_COMMENT.sub("", "\n".join(style.get_text() for style in soup.find_all("style")))
    for selector, declarations in _RULE.findall(_AT_RULE.sub("", sheets)):
        if _HIDING.search(declarations):
            _drop(soup, selector.strip())


def _drop(soup: BeautifulSoup, selector: str) -> None:
    try:
        hidden = soup.select(selector)
    except (SelectorSyntaxError, NotImplementedError):
        return  # `::before` and other selectors that name no text of the page
    for tag in hidden:
        tag.extract()
