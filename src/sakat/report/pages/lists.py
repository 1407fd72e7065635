"""Pages that list many things: cut into parts, written one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Slice:
    """One page of a list, with the pages before and after it."""

    number: int
    path: str
    before: str | None
    after: str | None


def cut_pages(items: Iterable[Item], path: str, size: int) -> Iterator[tuple[Slice, list[Item]]]:
    """Yield the pages of a list, at least one: the first is `path`, the second has -2 before its suffix.

    >>> [(page.path, page.after, part) for page, part in cut_pages("กขค", "a.html", 2)]
    [('a.html', 'a-2.html', ['ก', 'ข']), ('a-2.html', None, ['ค'])]
    """
    stem = path.removesuffix(".html")

    def name(number: int) -> str:
        return path if number == 1 else f"{stem}-{number}.html"

    rest = iter(items)
    number = 1
    part = _take(rest, size)
    while True:
        following = _take(rest, size)
        before, after = (name(number - 1) if number > 1 else None), (name(number + 1) if following else None)
        yield Slice(number, name(number), before, after), part
        if not following:
            return
        number, part = number + 1, following


def _take(items: Iterator[Item], size: int) -> list[Item]:
    return list(islice(items, size))
