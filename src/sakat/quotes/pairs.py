"""Stretches of text between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_PAIRS = {"“": "”", "«": "»", "‘": "’", "„": "“", '"': '"'}
OPENING_MARKS = "".join(_PAIRS)
_MARKS = re.compile(f"[{''.join(dict.fromkeys((*_PAIRS, *_PAIRS.values())))}\n]")


class Pair(NamedTuple):
    """A stretch between two marks: `start`, `end` in code points, half-open, without the marks and white space."""

    start: int
    end: int


def find_pairs(text: str) -> Iterator[Pair]:
    """Yield the outermost quoted stretches, none longer than its line.

    >>> [tuple(pair) for pair in find_pairs("เขาว่า “ไป “ไหน” ดี”")]
    [(8, 19)]
    """
    position = 0
    for opening, closing in sorted(_match_marks(text).items()):
        if opening < position:
            continue
        position = closing + 1
        start, end = opening + 1, closing
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield Pair(start, end)


def _match_marks(text: str) -> dict[int, int]:
    """Return where each mark that opens a quotation is closed in its line; marks of another sort do not matter.

    >>> _match_marks("“ก “ข” ค” “ง")
    {3: 5, 0: 8}
    """
    closed: dict[int, int] = {}
    waiting: dict[str, list[int]] = {mark: [] for mark in _PAIRS.values()}
    for match in _MARKS.finditer(text):
        mark, place = match[0], match.start()
        if mark == "\n":
            for places in waiting.values():
                places.clear()
        if waiting.get(mark):
            closed[waiting[mark].pop()] = place
        close = _PAIRS.get(mark)
        if close is not None:
            waiting[close].append(place)
    return closed
