"""Tells the language of a text and of its paragraphs: Thai by its script, others by a kept library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sakat.record import Warning

THAI = "th"
UNKNOWN = "und"
"""BCP 47 for a language that cannot be told."""
_THAI_LETTERS = re.compile(r"[\u0e01-\u0e2e]")
_LETTERS = re.compile(r"[^\W\d_]")
_MIN_SHARE = 0.3
"""Share of Thai consonants among all letters from which a text is Thai, however many names it writes in Latin."""
_FOREIGN_SHARE = 0.05
_LONG_ENOUGH = 120
"""Letters a stretch needs before it is said to be in another language; a title or a name is not."""
_SAMPLE = 20_000


class Stretch(NamedTuple):
    """Code points `start:end` of a text, in another language than the rest."""

    start: int
    end: int
    language: str


def find_language(text: str) -> str:
    """Return the BCP 47 code of the language most of a text is in, `und` without letters.

    Thai is what has three Thai consonants in ten letters or more; anything else is told by py3langid.

    >>> find_language("นายกฯ พบผู้บริหาร World Bank"), find_language("The minister met the bank."), find_language("123")
    ('th', 'en', 'und')
    """
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    if not letters:
        return UNKNOWN
    if len(_THAI_LETTERS.findall(sample)) >= _MIN_SHARE * letters:
        return THAI
    from py3langid import langid

    return str(langid.classify(sample)[0])


def find_foreign(text: str) -> Iterator[Stretch]:
    r"""Yield the runs of lines of a Thai text that are wholly in another language and long enough to tell it.

    >>> [s.language for s in find_foreign("ข่าวเช้านี้\n" + "The ministry said that the talks would go on. " * 4)]
    ['en']
    """
    start = end = -1
    position = 0
    for line in text.splitlines(keepends=True):
        letters = len(_LETTERS.findall(line))
        foreign = letters > 0 and len(_THAI_LETTERS.findall(line)) <= _FOREIGN_SHARE * letters
        if foreign:
            start = position if start < 0 else start
            end = position + len(line.rstrip())
        elif letters and start >= 0:
            yield from _stretch(text, start, end)
            start = -1
        position += len(line)
    if start >= 0:
        yield from _stretch(text, start, end)


def _stretch(text: str, start: int, end: int) -> Iterator[Stretch]:
    part = text[start:end]
    if len(_LETTERS.findall(part)) >= _LONG_ENOUGH:
        yield Stretch(start, end, find_language(part))


def language_warnings(text: str) -> tuple[Warning, ...]:
    """Return a warning for each stretch of a Thai text in another language: what is said there is not read."""
    return tuple(
        Warning(
            code="other_language",
            message=f"found text in {stretch.language!r}; expected Thai; what it tells may be missed",
            start=stretch.start,
            end=stretch.end,
        )
        for stretch in find_foreign(text)
    )
