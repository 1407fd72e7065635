"""Values with their grounds, and the Gregorian year of a year as written or told."""

from __future__ import annotations

from sakat.dates.context import Context
from sakat.dates.era import LAST_APRIL_YEAR_BE, REFORM_YEAR_BE, to_gregorian
from sakat.dates.immutable import immutable
from sakat.dates.model import DateWarning
from sakat.dates.readings import (
    DOCUMENT,
    Year,
)

UNKNOWN = "XXXX-XX-XX"
_FAR_FUTURE = 60


@immutable
class Outcome:
    """A value with its grounds. `value` is the TIMEX3 value where there is no `edtf`."""

    edtf: str | None
    value: str = UNKNOWN
    timex_type: str = "DATE"
    mod: str | None = None
    calendar: str | None = None
    resolution: str | None = None
    antecedent: int | None = None
    warnings: tuple[DateWarning, ...] = ()


@immutable
class SolarYear:
    """A Gregorian year with its grounds; `qualifier` is `?` or empty."""

    year_ce: int
    calendar: str | None
    resolution: str
    antecedent: int | None = None
    qualifier: str = ""
    warnings: tuple[DateWarning, ...] = ()


def warn(code: str, message: str) -> tuple[DateWarning, ...]:
    """Return one warning, as a tuple to add to others."""
    return (DateWarning(code, message),)


def year_text(year: int) -> str:
    """Return a Gregorian year as EDTF writes it; year 0 is 1 BC.

    >>> year_text(79), year_text(-43)
    ('0079', '-0043')
    """
    return f"{year:04d}" if year >= 0 else f"-{-year:04d}"


def add_months(year_ce: int, month: int, amount: int) -> tuple[int, int]:
    """Return year and month so many months later.

    >>> add_months(2024, 11, 3)
    (2025, 2)
    """
    total = year_ce * 12 + month - 1 + amount
    return total // 12, total % 12 + 1


def resolve_year(year: Year, month: int | None, day: int | None, context: Context) -> SolarYear | None:
    """Return the Gregorian year of a year as written or told; None if nothing anchors it."""
    if year.base is not None:
        if year.base == DOCUMENT:
            return SolarYear(context.anchor.year + year.value, None, "document_date") if context.anchor else None
        told = context.antecedent(1)
        return SolarYear(told.last.year + year.value, None, "antecedent", told.index) if told else None
    if year.era == "hijri":
        return None  # a lunar year is no solar one; its days are read where they are written
    year_ce = to_gregorian(year.era, year.value, month, day)
    warnings: tuple[DateWarning, ...] = ()
    qualifier, calendar = "", year.era
    reference = context.anchor.year if context.anchor else 2025
    if year.two_digits and not year.marked and year_ce > reference + 20:
        warnings = warn("suspect_future", f"two-digit year read as Buddhist is {year_ce}; read as Christian instead")
        year_ce, calendar = year.value - 2500 + 1900, "ce"
    elif context.anchor is not None and year_ce > reference + _FAR_FUTURE:
        warnings = warn("suspect_future", f"year {year_ce} is far after the document date; check the era")
    if year.era == "be" and month is not None and month <= 3:
        if year.value == LAST_APRIL_YEAR_BE + 1:
            qualifier = "?"
            warnings += warn("modern_count", "B.E. 2483 had no January to March; counted back as 1940")
        elif year.value < REFORM_YEAR_BE and day is not None:
            warnings += warn("before_reform", "before 1889 the year was lunar; read with a year from 1 April")
    return SolarYear(year_ce, calendar, "stated", None, qualifier, warnings)
