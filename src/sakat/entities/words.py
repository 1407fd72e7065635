"""A text with its words: offsets, boundaries, and what is safe to cut in Thai writing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

# Signs that belong to the consonant before them, and vowels written before the consonant they follow in speech.
_FOLLOWING = frozenset("ะัาำิีึืฺุูๅ็่้๊๋์ํ๎")
FOLLOWING_SIGNS = frozenset("ะัาำิีึืุู็่้๊๋์")
"""Those of them that words of today are written with: no name or part of one ends in front of one."""

_LEADING = frozenset("เแโใไ")
_DIGITS = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")


def is_thai(char: str) -> bool:
    """Return whether a character is Thai script (U+0E01 to U+0E4E)."""
    return "\u0e01" <= char <= "\u0e4e"


def is_safe_cut(text: str, offset: int) -> bool:
    """Return whether a Thai text may be cut at `offset` (a code point) without splitting a written syllable.

    >>> is_safe_cut("ลาว", 1), is_safe_cut("เลย", 1), is_safe_cut("ไทยกับลาว", 3)
    (False, False, True)
    """
    if offset <= 0 or offset >= len(text):
        return True
    after, before = text[offset], text[offset - 1]
    if after in _FOLLOWING or before in _LEADING:
        return False
    if after == "์" or (offset + 1 < len(text) and text[offset + 1] == "์" and is_thai(before)):
        return False
    if before.isascii() and after.isascii() and before.isalpha() and after.isalpha():
        return False
    return not (before in _DIGITS and after in _DIGITS)


class Word(NamedTuple):
    """A word or the part of one after a cut: `text[start:end]`, offsets in code points."""

    start: int
    end: int
    form: str


class Words:
    """A text and the words it was cut into, with constant-time look-ups by offset.

    Args:
        text: The text.
        tokens: Words that join to `text`, white space included.

    Attributes:
        starts: Where each of them starts.
        boundaries: Where a word starts or the text ends.
    """

    def __init__(self, text: str, tokens: Sequence[str]) -> None:
        self.text = text
        starts: list[int] = []
        offset = 0
        for token in tokens:
            starts.append(offset)
            offset += len(token)
        self.starts = starts
        self._tokens = tokens
        self.boundaries = frozenset(starts) | {len(text)}

    def from_offset(self, offset: int) -> Iterator[Word]:
        """Yield the words from `offset` on; the first is what is left of the word that holds it."""
        index = bisect_right(self.starts, offset) - 1
        text = self.text
        while 0 <= index < len(self.starts):
            start = max(self.starts[index], offset)
            end = self.starts[index] + len(self._tokens[index])
            if end > start:
                yield Word(start, end, text[start:end])
            index += 1

    def before_offset(self, offset: int) -> Iterator[Word]:
        """Yield the words before `offset`, nearest first; the first is the part of its word before `offset`."""
        index = bisect_right(self.starts, offset - 1) - 1
        text = self.text
        while index >= 0:
            start = self.starts[index]
            end = min(start + len(self._tokens[index]), offset)
            if end > start:
                yield Word(start, end, text[start:end])
            index -= 1

    def word_at(self, offset: int) -> Word | None:
        """Return the whole word that holds `offset`, or None past the end."""
        index = bisect_right(self.starts, offset) - 1
        if index < 0 or offset >= len(self.text):
            return None
        start = self.starts[index]
        end = start + len(self._tokens[index])
        return Word(start, end, self.text[start:end])


@cache
def dictionary() -> frozenset[str]:
    """Return the common Thai words (PyThaiNLP's list), to tell names from words."""
    from pythainlp.corpus import thai_words

    return frozenset(thai_words())


def share_unknown(words: Words, start: int, end: int) -> float:
    """Return how much of `text[start:end]` is not made of dictionary words of three letters or more, 0 to 1.

    Foreign names cut by a Thai dictionary leave unknown pieces: high for เซียร์เกย์, low for แถลงการณ์.
    """
    known = dictionary()
    unknown = 0
    for word in words.from_offset(start):
        if word.start >= end:
            break
        stop = min(word.end, end)
        form = words.text[word.start : stop]
        if len(form) < 3 or form not in known:
            unknown += stop - word.start
    return unknown / (end - start) if end > start else 0.0
