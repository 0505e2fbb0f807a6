"""Answer → plain text for a terminal, Markdown for the console: sources included, everything escaped."""

import html
import re

from assistant.question import Answer, Citation

_QUOTE_CHARS = 300
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_LABEL = {
    "record": "Đọc từ bảng của Kế hoạch",
    "extractive": "Trích từ nguồn, không do máy tự viết",
    "generated": "Máy viết, đã đối chiếu với nguồn",
    "canned": "Câu trả lời soạn sẵn",
}


def plain(answer: Answer) -> str:
    """The answer for a terminal."""
    parts = [_STRONG.sub(r"\1", _printable(answer.text))]
    if answer.citations:
        parts.append("Nguồn:\n" + "\n".join(_plain_source(citation) for citation in answer.citations))
    if answer.suggestions:
        parts.append("Hỏi tiếp: " + " · ".join(answer.suggestions))
    return "\n\n".join([*parts, f"({answer.notice})"])


def markdown(answer: Answer) -> str:
    """The answer as Markdown with sources that unfold; text from sources cannot bring markup of its own."""
    body = _escaped(answer.text)
    sources = "".join(_unfolding(citation) for citation in answer.citations)
    heading = f"\n\n**Nguồn** — {_LABEL[answer.mode]}:\n\n{sources}" if sources else ""
    return f"{body}{heading}\n\n<small>{html.escape(answer.notice)}</small>"


def _plain_source(citation: Citation) -> str:
    said = f"  [{citation.n}] {citation.document} — {citation.locator}\n      “{_short(citation.quote)}”"
    return _printable(said)


def _unfolding(citation: Citation) -> str:
    title = html.escape(f"[{citation.n}] {citation.document} — {citation.locator}")
    quote = "<br>".join(html.escape(line) for line in citation.quote.splitlines() if line.strip())
    return f"<details><summary>{title}</summary><blockquote>{quote}</blockquote></details>\n"


def _escaped(text: str) -> str:
    """The safe subset stays (bold, lists, tables, [n]); HTML, links and images become plain text."""
    safe = html.escape(text.replace("\r", "\n"), quote=False).replace("\\", "\\\\")
    # Only a mark such as [2] keeps its brackets, and only where no address can follow it.
    return re.sub(r"\[(?!\d{1,3}\](?![(\[:]))", r"\\[", safe)


def _printable(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return "".join(char for char in text if char == "\n" or (char.isprintable() or char == "\t"))


def _short(quote: str) -> str:
    flat = " ".join(quote.split())
    return flat if len(flat) <= _QUOTE_CHARS else flat[:_QUOTE_CHARS].rsplit(" ", 1)[0] + "…"
