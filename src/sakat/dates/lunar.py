"""Days of the Thai lunar calendar, computed with `pythaidate` (Suriyayatra) and set right by the official calendar.

The official calendar follows no published rule: the court decides which year has an extra day, a rule only
approximates it. `pythaidate` 0.2 and the table in `holidays` 0.109 differ by that day in 35 of the years
1945 to 2035. Official holiday lists decide where we have them: 2006 for `pythaidate` (Visakha Bucha
12 May), 2014 to 2016 for the other; `lunar_corrections.tsv` holds what is to be set right. Elsewhere the rule stands.
Sources: J. C. Eade, Rules for Interpolation in the Thai Calendar, Journal of the Siam Society; Loy Chunpongtong,
Suwarnabhumi Calendar, Journal of the Royal Society of Thailand 41 (2016).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from pythaidate import CsDate

from sakat.lexicon import load_lexicon

_JULIAN_DAY_OF_ORDINAL_0 = 1721425
_EXTRA_DAY = (7, 30)
SECOND_EIGHTH = 88
"""The intercalary month เดือน 8 หลัง of an adhikamas year."""


@cache
def _corrections() -> tuple[tuple[int, int], ...]:
    """Return the ordinals of extra days by the rule, each with that of the official one, which comes later."""
    rows = load_lexicon("lunar_corrections")
    return tuple((_ordinal(row["form"]), _ordinal(row["official"])) for row in rows)


def _ordinal(day: str) -> int:
    return date.fromisoformat(day).toordinal()


def _to_day(year_cs: int, month: int, day: int) -> date | None:
    ordinal = _by_rule(year_cs, month, day)
    if (month, day) == _EXTRA_DAY:
        before = _by_rule(year_cs, month, day - 1)
        given = {official for _, official in _corrections() if official == before}
        taken = {ruled for ruled, _ in _corrections() if ruled == ordinal}
        ordinal = before if given else None if taken else ordinal
    elif ordinal is not None:
        ordinal -= any(ruled < ordinal <= official for ruled, official in _corrections())
    return None if ordinal is None else date.fromordinal(ordinal)


def _by_rule(year_cs: int, month: int, day: int) -> int | None:
    try:
        found = CsDate(year_cs, month, day)
    except (ValueError, IndexError, AssertionError):
        return None
    ordinal = found.julianday - _JULIAN_DAY_OF_ORDINAL_0
    if ordinal < 1:
        return None
    # ask back: an impossible month or day rolls over silently
    again = CsDate.fromjulianday(found.julianday)
    return ordinal if (again.month, again.day) == (month, day) else None


@cache
def has_second_eighth(year_ce: int) -> bool:
    """Return whether the lunar year that covers mid-year has a second eighth month.

    >>> has_second_eighth(2023), has_second_eighth(2024)
    (True, False)
    """
    return _to_day(year_ce - 638, SECOND_EIGHTH, 1) is not None


def lunar_days(year_ce: int, month: int, day: int) -> Iterator[date]:
    """Yield the days of a Gregorian year that fall on a lunar date, in order: none, one or two.

    Args:
        year_ce: Gregorian year.
        month: 1-12, or 88 for the second eighth.
        day: 1-15 waxing, 16-30 waning.

    >>> [str(day) for day in lunar_days(2024, 6, 15)]
    ['2024-05-22']
    """
    for year_cs in (year_ce - 640, year_ce - 639, year_ce - 638, year_ce - 637):
        found = _to_day(year_cs, month, day)
        if found is not None and found.year == year_ce:
            yield found


def lunar_day_of_cs(year_cs: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of a lunar date in a Chulasakarat year, or None if it has none."""
    return _to_day(year_cs, month, day)
