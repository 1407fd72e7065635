"""Days that have a name: what day a holiday of `named_days.tsv` is in a Gregorian year."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import cache, lru_cache

from sakat.dates.era import hijri_to_gregorian, hijri_years_near
from sakat.dates.lunar import SECOND_EIGHTH, has_second_eighth, lunar_days
from sakat.lexicon import Row, load_lexicon

_MOVED_IN_LONG_YEARS = {3: 4, 6: 7, 8: SECOND_EIGHTH}


@cache
def _rows(name: str) -> tuple[Row, ...]:
    return tuple(row for row in load_lexicon("named_days") if row["form"] == name)


@lru_cache(maxsize=4096)
def holiday(name: str, year_ce: int) -> str | None:
    """Return the EDTF value of a named day in a Gregorian year, or None if it has none then.

    Buddhist holy days follow the lunar calendar and move one month in a year with two eighth months.

    >>> holiday("วันเด็ก", 2024), holiday("วันวิสาขบูชา", 2023), holiday("สงกรานต์", 2024)
    ('2024-01-13', '2023-06-03', '2024-04-13/2024-04-15')
    """
    for row in _rows(name):
        if row["since"] and year_ce < int(row["since"]):
            continue
        if row["until"] and year_ce > int(row["until"]):
            continue
        return _apply(row["rule"], year_ce)
    return None


def _apply(rule: str, year_ce: int) -> str | None:
    kind, *arguments = rule.split()
    match kind:
        case "fixed":
            return f"{year_ce:04d}-{arguments[0]}"
        case "range":
            first, last = arguments[0].split("/")
            return f"{year_ce:04d}-{first}/{year_ce:04d}-{last}"
        case "weekday":
            month, weekday, nth = map(int, arguments)
            return _nth_weekday(year_ce, month, weekday, nth).isoformat()
        case "lunar":
            return _lunar(year_ce, int(arguments[0]), int(arguments[1]))
        case "hijri":
            return _hijri(year_ce, int(arguments[0]), int(arguments[1]))
        case "easter":
            return (_easter(year_ce) + timedelta(days=int(arguments[0]))).isoformat()
    table = (row["form"] for row in load_lexicon(arguments[0]))
    return next((day for day in table if day.startswith(f"{year_ce:04d}-")), None)


def _nth_weekday(year_ce: int, month: int, weekday: int, nth: int) -> date:
    first = date(year_ce, month, 1)
    day = 1 + (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)
    return date(year_ce, month, min(day, monthrange(year_ce, month)[1]))


def _lunar(year_ce: int, month: int, day: int) -> str | None:
    if has_second_eighth(year_ce):
        month = _MOVED_IN_LONG_YEARS.get(month, month)
    return next((found.isoformat() for found in lunar_days(year_ce, month, day)), None)


def _hijri(year_ce: int, month: int, day: int) -> str | None:
    days = (hijri_to_gregorian(year, month, day) for year in hijri_years_near(year_ce))
    return next((found.isoformat() for found in days if found and found.year == year_ce), None)


def _easter(year_ce: int) -> date:
    """Gauss's rule in Butcher's form, Gregorian."""
    a, (b, c) = year_ce % 19, divmod(year_ce, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year_ce, month, (h + m - 7 * n + 33 * month + 19) % 32)
