"""Puts marks around stretches of a text: nested where they nest, cut where they cross, no Thai cluster torn."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush

from markupsafe import Markup, escape

_SARA_AM = "ำ"
_JOINERS = "\u200c\u200d"


_NO_TAIL = Markup()


@dataclass(frozen=True)
class Mark:
    """A stretch to mark with an element: its classes, its id (on its first part) and what follows its last part."""

    start: int
    end: int
    classes: str
    id: str = ""
    title: str = ""
    label: str = ""
    tail: Markup = _NO_TAIL
    element: str = "span"

    def opening(self) -> Markup:
        """Return the start tag, every value escaped."""
        values = (("class", self.classes), ("id", self.id), ("title", self.title), ("data-label", self.label))
        written = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in values if value)
        return Markup("<{}{}>").format(self.element, written)

    def closing(self) -> Markup:
        """Return the end tag and the tail."""
        return Markup("</{}>{}").format(self.element, self.tail)


def cluster_start(text: str, position: int) -> int:
    """Return the start of the character that a position is in, its vowels and tone marks counted to it.

    >>> cluster_start("น้ำ", 1), cluster_start("น้ำ", 2), cluster_start("ไป", 1)
    (0, 0, 1)
    """
    while 0 < position < len(text) and _continues(text[position]):
        position -= 1
    return position


def cluster_end(text: str, position: int) -> int:
    """Return the end of the character that a position is in.

    >>> cluster_end("ที่ดี", 1), cluster_end("ที่ดี", 3)
    (3, 3)
    """
    while 0 < position < len(text) and _continues(text[position]):
        position += 1
    return position


def _continues(character: str) -> bool:
    return character == _SARA_AM or character in _JOINERS or unicodedata.category(character) in {"Mn", "Mc", "Me"}


def mark_text(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> Markup:
    """Return a stretch of text, escaped, with the marks that lie in it as nested elements.

    A mark that crosses the end of an earlier one is cut there. Stripped of its tags the result is the text.

    >>> str(mark_text("กรุงเทพฯ", [Mark(0, 8, "a"), Mark(4, 8, "b")]))
    '<span class="a">กรุง<span class="b">เทพฯ</span></span>'
    >>> str(mark_text("กขค", [Mark(0, 2, "a"), Mark(1, 3, "b")]))
    '<span class="a">ก<span class="b">ข</span></span><span class="b">ค</span>'
    """
    stop = len(text) if end is None else end
    queue = []
    for number, mark in enumerate(marks):
        left = max(cluster_start(text, mark.start), start)
        right = min(cluster_end(text, mark.end), stop)
        if left < right:
            part = mark if right >= mark.end else replace(mark, tail=_NO_TAIL)
            queue.append((left, -right, number, part if left <= mark.start else replace(part, id="")))
    heapify(queue)
    pieces: list[Markup] = []
    opened: list[tuple[int, Mark]] = []
    position = start

    def write_to(place: int) -> None:
        nonlocal position
        while opened and opened[-1][0] <= place:
            stops, mark = opened.pop()
            pieces.append(escape(text[position:stops]))
            pieces.append(mark.closing())
            position = stops
        pieces.append(escape(text[position:place]))
        position = place

    while queue:
        left, negative, number, mark = heappop(queue)
        write_to(left)
        right = -negative
        if opened and right > opened[-1][0]:
            heappush(queue, (opened[-1][0], negative, number, replace(mark, id="")))
            right, mark = opened[-1][0], replace(mark, tail=_NO_TAIL)
        pieces.append(mark.opening())
        opened.append((right, mark))
    write_to(stop)
    return Markup("").join(pieces)


def mark_lines(text: str, marks: Iterable[Mark]) -> Iterator[tuple[int, Markup]]:
    """Yield the start of each line that is not blank, and the line with its marks; a mark over lines is cut."""
    starts = [0]
    for line in text.split("\n")[:-1]:
        starts.append(starts[-1] + len(line) + 1)
    inside: list[list[Mark]] = [[] for _ in starts]
    for mark in marks:
        for number in range(bisect_right(starts, mark.start) - 1, bisect_right(starts, mark.end - 1)):
            inside[number].append(mark)
    for number, start in enumerate(starts):
        end = starts[number + 1] - 1 if number + 1 < len(starts) else len(text)
        if text[start:end].strip():
            yield start, mark_text(text, inside[number], start, end)
