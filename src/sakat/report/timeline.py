"""Chooses the bins of the timeline: months where the news is close together, years or decades where it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from sakat.dates.written import format_month
from sakat.report.words import Language

_MOST_MONTHS = 36
_MOST_YEARS = 48
_MOST_DECADES = 40
_MIDDLE = 0.8
"""Share of the events that the bins must hold one by one; the rest before and after is pooled."""

BEFORE, AFTER = "<", ">"


@dataclass(frozen=True)
class Timeline:
    """Events by bin and type. A bin is YYYY-MM, YYYY or YYYX, or all that is earlier or later."""

    unit: str
    bins: tuple[str, ...]
    counts: Counter[tuple[str, str]]
    left_out: int
    """Dated events that no single bin can hold."""


def make_timeline(months: Counter[tuple[str, str]], years: Counter[tuple[str, str]]) -> Timeline:
    """Return the timeline in the finest unit whose bins are few enough to be read.

    >>> make_timeline(Counter({("2024-05", "AID"): 1, ("2024-07", "AID"): 2}), Counter({("2024", "AID"): 3})).bins
    ('2024-05', '2024-06', '2024-07')
    """
    total = sum(years.values())
    if not total:
        return Timeline("month", (), Counter(), 0)
    by_month = {_month_number(month): month for month, _ in months}
    first, last = _middle(Counter({n: sum(c for (m, _), c in months.items() if m == by_month[n]) for n in by_month}))
    dated = sum(months.values())
    if dated >= total / 2 and last - first < _MOST_MONTHS:
        counts = _pool({(_month_number(month), kind): n for (month, kind), n in months.items()}, first, last, _month)
        return Timeline("month", _bins(counts, [_month(n) for n in range(first, last + 1)]), counts, total - dated)
    first, last = _middle(_sums({(int(year), kind): n for (year, kind), n in years.items()}))
    if last - first < _MOST_YEARS:
        counts = _pool({(int(year), kind): n for (year, kind), n in years.items()}, first, last, _year)
        return Timeline("year", _bins(counts, [_year(n) for n in range(first, last + 1)]), counts, 0)
    decades: Counter[tuple[int, str]] = Counter()
    for (year, kind), n in years.items():
        decades[int(year) // 10, kind] += n
    first, last = _middle(_sums(decades))
    first = max(first, last - _MOST_DECADES + 1)
    counts = _pool(decades, first, last, _decade)
    return Timeline("decade", _bins(counts, [_decade(n) for n in range(first, last + 1)]), counts, 0)


def name_bin(name: str, timeline: Timeline, language: Language) -> str:
    """Return a bin as an axis names it: the Buddhist year in Thai, the Christian year in English."""
    inner = [one for one in timeline.bins if one not in {BEFORE, AFTER}]
    if name == BEFORE:
        return ("ก่อน " if language == "th" else "before ") + name_bin(inner[0], timeline, language)
    if name == AFTER:
        return ("หลัง " if language == "th" else "after ") + name_bin(inner[-1], timeline, language)
    if name.endswith("X"):
        first = format_month(name[:3] + "0", language)
        return f"{first}–{format_month(name[:3] + '9', language)[-2:]}"
    return format_month(name, language)


def _month_number(month: str) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def _year(number: int) -> str:
    return f"{number:04d}"


def _decade(number: int) -> str:
    return f"{number:03d}X"


def _sums(counts: Counter[tuple[int, str]] | dict[tuple[int, str], int]) -> Counter[int]:
    sums: Counter[int] = Counter()
    for (number, _), n in counts.items():
        sums[number] += n
    return sums


def _middle(sums: Counter[int]) -> tuple[int, int]:
    """Return the first and last number of the shortest stretch that holds the middle share of all."""
    numbers = sorted(sums)
    if not numbers:
        return 0, 0
    wanted = _MIDDLE * sum(sums.values())
    best = (numbers[0], numbers[-1])
    held, left = 0, 0
    for right in numbers:
        held += sums[right]
        while held - sums[numbers[left]] >= wanted:
            held -= sums[numbers[left]]
            left += 1
        if held >= wanted and right - numbers[left] < best[1] - best[0]:
            best = (numbers[left], right)
    return best


def _pool(
    counts: Counter[tuple[int, str]] | dict[tuple[int, str], int], first: int, last: int, name: Callable[[int], str]
) -> Counter[tuple[str, str]]:
    pooled: Counter[tuple[str, str]] = Counter()
    for (number, kind), n in counts.items():
        place = BEFORE if number < first else AFTER if number > last else name(number)
        pooled[place, kind] += n
    return pooled


def _bins(counts: Counter[tuple[str, str]], inner: list[str]) -> tuple[str, ...]:
    found = {name for name, _ in counts}
    return (*([BEFORE] if BEFORE in found else []), *inner, *([AFTER] if AFTER in found else []))
