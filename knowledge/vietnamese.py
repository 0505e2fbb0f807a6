"""Vietnamese text: normal form, folding, syllables and bigrams; the one door to underthesea."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

_TONES = "\u0300\u0301\u0303\u0309\u0323"
# oa, oe, uy at the end of a syllable: the tone mark stands on the first vowel ("hòa", not "hoà").
# "qu" is a consonant, so "quý" is left alone.
_LATE_TONE = re.compile(
    rf"((?:o(?=[ae]))|(?:(?<!q)u(?=y)))([aey])([{_TONES}])(?![a-z\u0300-\u036f])", re.IGNORECASE
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_OPENS_MORE = (" .", "Tên miền .", "TP.", "Nxb.", "ThS.", "TS.", "số.")
"""What looks like a sentence's end and is none."""

_WORD = re.compile(r"\w+")


def normalise(text: str) -> str:
    """Put text into NFC with one tone-mark placement and without invisible characters."""
    visible = _INVISIBLE.sub("", text)
    decomposed = unicodedata.normalize("NFD", visible)
    return unicodedata.normalize("NFC", _LATE_TONE.sub(r"\1\3\2", decomposed))


def fold(text: str) -> str:
    """Lower-case text without any diacritics: what a person types who has no Vietnamese keyboard."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def words(text: str) -> list[str]:
    """The runs of letters and digits of a text, in order, as written: Vietnamese writes syllables apart."""
    return _WORD.findall(text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where each of `words` begins and ends, in characters."""
    return [match.span() for match in _WORD.finditer(text)]


def syllables(text: str) -> list[str]:
    """The folded syllables (and numbers) of a text, in order."""
    return words(fold(normalise(text)))


def with_bigrams(tokens: Sequence[str]) -> list[str]:
    """The tokens followed by every pair of neighbours, joined by a space.

    Source: retrieval measurements of this project: on text without diacritics,
    unigrams and bigrams keep 70.9 of 71.5 nDCG@10 where word segmentation keeps 42.1.
    """
    return [*tokens, *(f"{left} {right}" for left, right in pairwise(tokens))]


def search_tokens(text: str) -> list[str]:
    """The tokens a text is found by: folded syllables and their bigrams."""
    return with_bigrams(syllables(text))


def segmenter(fixed_words: Iterable[str]) -> Callable[[str], str]:
    """A word segmenter that keeps the domain's terms whole: "sở khoa_học" style text out.

    underthesea is loaded on the first call (about three seconds), never on the question's way.
    """
    terms = sorted(fixed_words, key=len, reverse=True)

    def segment(text: str) -> str:
        from underthesea import word_tokenize

        return str(word_tokenize(text, format="text", fixed_words=terms))

    return segment


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence of a text starts and ends (character offsets), by underthesea.

    A line break always ends a sentence: list items are statements of their own.
    """
    from underthesea import sent_tokenize

    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"\S.*", text):
        spans += _spans_within(line[0], line.start(), sent_tokenize(line[0]))
    return spans


def _spans_within(line: str, offset: int, sentences: Sequence[str]) -> list[tuple[int, int]]:
    """The sentences' places in a line; pieces that no space parts (".gov.vn") belong together."""
    spans: list[tuple[int, int]] = []
    cursor = 0
    for sentence in sentences:
        start = line.find(sentence, cursor)
        if start < 0:  # the tokenizer changed a space: the whole line is one statement
            return [(offset, offset + len(line.rstrip()))]
        cursor = start + len(sentence)
        joined = spans and line[: spans[-1][1] - offset].endswith(_OPENS_MORE)
        if spans and (joined or start == spans[-1][1] - offset):
            spans[-1] = (spans[-1][0], offset + cursor)
        else:
            spans.append((offset + start, offset + cursor))
    return spans
