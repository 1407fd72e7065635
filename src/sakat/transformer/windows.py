"""Cuts a line into windows that a model can read, and joins what it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

_SHARED, _MOST_SHARED = 4, 3  # a quarter of a window is shared with the next, a third if that then begins at a space


class Window(NamedTuple):
    """Words of a line, half-open."""

    first: int
    after: int


Names = Sequence[tuple[int, int]]
"""Words of the names found in a window, half-open, counted in the line."""


def cut_windows(sizes: Sequence[int], spaced: Sequence[bool], limit: int) -> list[Window]:
    """Return windows that cover a line; each shares a quarter with the one before, and fits the model.

    It shares up to a third if it then begins after a space, and less where a long word leaves no room.

    Args:
        sizes: Sub-words of each word; a word of more than the limit has a window of its own.
        spaced: Whether a space stands before each word.
        limit: Most sub-words of a window.

    >>> cut_windows([1] * 10, [False] * 10, 8)
    [Window(first=0, after=8), Window(first=6, after=10)]
    """
    counted = [min(size, limit) for size in sizes]
    windows: list[Window] = []
    first = 0
    while True:
        after, room = first, limit
        while after < len(counted) and counted[after] <= room:
            room -= counted[after]
            after += 1
        windows.append(Window(first, after))
        if after == len(counted):
            return windows
        first = _next_first(counted, spaced, windows[-1], limit)


def _next_first(counted: Sequence[int], spaced: Sequence[bool], window: Window, limit: int) -> int:
    free = limit - counted[window.after]  # the window must take a word more than the one before
    first = _go_back(counted, window, min(limit // _SHARED, free))
    farthest = _go_back(counted, window, min(limit // _MOST_SHARED, free))
    return next((word for word in range(first, farthest - 1, -1) if spaced[word]), first)


def _go_back(counted: Sequence[int], window: Window, room: int) -> int:
    first = window.after
    while first - 1 > window.first and counted[first - 1] <= room:
        first -= 1
        room -= counted[first]
    return first


def find_seams(windows: Sequence[Window], names: Sequence[Names]) -> list[int]:
    """Return the word at which each window but the first takes over from the one before.

    It is as near to the middle of what both share as can be without cutting a name that either has found there, so
    a name is read whole by a window that sees what is around it. Only a name longer than that is cut: its parts are
    then put together from what both say.

    Args:
        windows: Of one line, in order.
        names: What was found in each.
    """
    seams: list[int] = []
    for number in range(1, len(windows)):
        after = windows[number - 1].after
        first = max([windows[number].first, *seams[-1:]])
        found = [*names[number - 1], *names[number]]
        places = sorted(range(first, after + 1), key=lambda place: (abs(2 * place - first - after), place))
        whole = (place for place in places if not any(start < place < end for start, end in found))
        seams.append(next(whole, places[0]))
    return seams
