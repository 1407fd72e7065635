"""Spans named by their words: `alt="นายกิตติ บุญเรือง"` beside a mark around กิตติ บุญเรือง."""

from __future__ import annotations

import re

from sakat.gold.source.tokens import quote

_SHIFT = re.compile(r"([+-]\d+):([+-]\d+)")


def find_extent(text: str, start: int, end: int, wanted: str) -> tuple[int, int] | None:
    """Return the span that a value names near a marked span, None if there is none.

    A value is either the words of the span, of which the nearest occurrence that shares a code point with
    the mark is meant (by its start, then by its end), or how far start and end lie from those of the mark.

    >>> find_extent("นายกิตติพบนายกิตติ", 3, 8, "นายกิตติ"), find_extent("นายกิตติ", 3, 8, "-3:+0")
    ((0, 8), (0, 8))
    """
    shift = _SHIFT.fullmatch(wanted)
    if shift:
        span = start + int(shift[1]), end + int(shift[2])
        return span if 0 <= span[0] < span[1] <= len(text) else None
    if not wanted:
        return None
    found: list[tuple[int, int]] = []
    position = text.find(wanted, max(0, start - len(wanted) + 1))
    while 0 <= position < end:
        found.append((position, position + len(wanted)))
        position = text.find(wanted, position + 1)
    return min(found, key=lambda span: (abs(span[0] - start), abs(span[1] - end)), default=None)


def write_extent(text: str, start: int, end: int, span: tuple[int, int]) -> str:
    """Return the value that names a span near a marked one: its words in quotes if they do, else the shift.

    >>> write_extent("นายกิตติพบนายกิตติ", 3, 8, (0, 8)), write_extent("กิตติพบกิตติ", 0, 5, (7, 12))
    ('"นายกิตติ"', '+7:+7')
    """
    words = text[span[0] : span[1]]
    if "\n" not in words and find_extent(text, start, end, words) == span:
        return quote(words)
    return f"{span[0] - start:+d}:{span[1] - end:+d}"
