"""Days of the Thai lunar calendar, computed with `pythaidate` (Suriyayatra, as published almanacs)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from pythaidate import CsDate

_JULIAN_DAY_OF_ORDINAL_0 = 1721425
SECOND_EIGHTH = 88
"""The intercalary month เดือน 8 หลัง of an adhikamas year."""


def _to_day(year_cs: int, month: int, day: int) -> date | None:
    try:
        found = CsDate(year_cs, month, day)
    except (ValueError, IndexError, AssertionError):
        return None
    ordinal = found.julianday - _JULIAN_DAY_OF_ORDINAL_0
    if ordinal < 1:
        return None
    # ask back: an impossible month or day rolls over silently
    again = CsDate.fromjulianday(found.julianday)
    return date.fromordinal(ordinal) if (again.month, again.day) == (month, day) else None


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
