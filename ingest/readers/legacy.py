"""Recognise Vietnamese written in the encodings from before Unicode.

TCVN3 (ABC) puts each letter on one byte of 0xA1–0xFE; VNI-Windows writes a
letter and then its marks; Windows-1258 has combining marks. Read as Latin-1
they look like French or German, so a text counts as legacy only when most of
its strange words are no Vietnamese syllables as they stand, and become
syllables in one and the same old encoding.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.readers.syllable import is_syllable

_MIN_WORDS = 4  # fewer could be chance: French «né», «dû» are syllables in TCVN3
_MIN_SHARE = 0.7

_WORD = re.compile(r"[^\s\x00-\x40\x5b-\x60\x7b-\x7f\u2010-\u203f]+")
_LATIN_1 = re.compile(r"(?=.*[A-Za-z])(?=.*[\xa1-\xff])[A-Za-z\xa1-\xff]+")

_TCVN3 = str.maketrans(
    "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
    "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
)
_TONES = ("\u0300", "\u0301", "\u0309", "\u0303", "\u0323")  # grave, acute, hook, tilde, dot below
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI = str.maketrans(
    dict(zip("öôñæóòî", "ươđỉĩịỵ", strict=True))
    | dict(zip("øùûõï", _TONES, strict=True))
    | {"â": _CIRCUMFLEX, "ê": _BREVE}
    | dict(zip("àáåãä", (_CIRCUMFLEX + tone for tone in _TONES), strict=True))
    | dict(zip("èéúüë", (_BREVE + tone for tone in _TONES), strict=True))
)


@dataclass(frozen=True)
class Legacy:
    """An old encoding and a few words that betray it."""

    name: str
    examples: tuple[str, ...]


def find_legacy(text: str) -> Legacy | None:
    """The old encoding that (part of) a decoded text is still written in, or None."""
    words = {word for word in set(_WORD.findall(text)) if _LATIN_1.fullmatch(word)}
    strange = sorted(word for word in words if not is_syllable(word))
    tries = [_try(name, strange, convert) for name, convert in _CONVERTERS.items()]
    return _best([*tries, _twice_encoded(text)])


def find_legacy_bytes(data: bytes) -> Legacy | None:
    """The old encoding of bytes that are not UTF-8, or None."""
    if found := find_legacy(data.decode("latin-1")):
        return found
    text = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    words = sorted(word for word in set(_WORD.findall(text)) if not word.isascii())
    return _best([_try("Windows-1258", words, lambda word: word)])


def _from_vni(word: str) -> str:
    return unicodedata.normalize("NFC", word.lower().translate(_VNI))


_CONVERTERS: dict[str, Callable[[str], str]] = {
    "TCVN3 (ABC)": lambda word: word.translate(_TCVN3),
    "VNI-Windows": _from_vni,
}


def _try(name: str, words: Iterable[str], convert: Callable[[str], str]) -> tuple[float, Legacy]:
    """The share of words that turn into syllables, 0 when there are too few of them."""
    words = list(words)
    hits = [word for word in words if is_syllable(convert(word))]
    share = len(hits) / len(words) if len(hits) >= _MIN_WORDS else 0.0
    return share, Legacy(name, tuple(hits[:3]))


def _twice_encoded(text: str) -> tuple[float, Legacy]:
    """UTF-8 that was read as Windows-1252 and saved again: «Viá»‡t»."""
    suspects = sorted(word for word in set(text.split()) if re.search("[ÃÄÆ]|á[º»]", word))
    return _try("UTF-8 bị giải mã sai", suspects, _decode_again)


def _decode_again(word: str) -> str:
    try:
        return word.encode("cp1252").decode("utf-8").strip('.,;:!?()"“”')
    except UnicodeError:
        return ""


def _best(tries: list[tuple[float, Legacy]]) -> Legacy | None:
    share, found = max(tries, key=lambda each: each[0])
    return found if share >= _MIN_SHARE else None
