"""Times texts made to be slow, and tells whether the cost of a character stays the same as they grow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

HOSTILE: Mapping[str, str] = {
    "digits": "1",
    "dots": ".",
    "spaces": " ",
    "line ends": "\n",
    "brackets": "(",
    "quotation marks": "“",
    "combining marks": "ก" + "\u0e48" * 40,
    "one long word": "ก",
    "Latin letters": "a",
    "month names": "มกราคม ",
    "dates": "5 ธ.ค. 2566 ",
    "names": "นายสมชาย ใจดี ",
    "agencies": "กระทรวงการต่างประเทศ",
    "triggers": "จับกุม ",
    "emoji": "😀",
    "reference marks": "[1]",
}
_SHORT, _LONG = 10_000, 40_000


class Growth(NamedTuple):
    """How much more a character costs in a text four times as long; 1 is linear."""

    name: str
    seconds: float
    growth: float


def time_hostile(read: Callable[[str], object], *, short: int = _SHORT, long: int = _LONG) -> Iterator[Growth]:
    """Yield the growth of each hostile text, each length timed twice and the better time taken."""
    for name, unit in HOSTILE.items():
        first, second = (min(_clock(read, (unit * length)[:length]) for _ in range(2)) for length in (short, long))
        yield Growth(name, second, second / long / (first / short))


def _clock(read: Callable[[str], object], text: str) -> float:
    begin = time.perf_counter()
    read(text)
    return time.perf_counter() - begin
