"""Values of quarters, halves, seasons, fiscal years and their first months."""

from __future__ import annotations

from sakat.dates.context import Context
from sakat.dates.outcome import Outcome, add_months, resolve_year, year_text
from sakat.dates.readings import DOCUMENT, SIBLING, Period, Year

_FISCAL_MONTH = 10
_FIRST_HALF, _OTHER_HALF = "-40", "-41"


def resolve_period(period: Period, context: Context) -> Outcome | None:
    """Return the value of a part of a year; a year not told is that of the document, else of the story.

    ครึ่งหลัง alone is a half of a year only after its first half was told, and else no date.
    """
    if period.year is not None and period.year.base == SIBLING:
        sibling = next((told for told in reversed(context.told[-3:]) if told.edtf.endswith(_FIRST_HALF)), None)
        if sibling is None:
            return None
        second = f"{sibling.edtf.removesuffix(_FIRST_HALF)}{_OTHER_HALF}"
        return Outcome(second, resolution="antecedent", antecedent=sibling.index)
    year = period.year or Year(0, base=DOCUMENT)
    solar = resolve_year(year, None, None, context)
    if solar is None and period.year is None:
        solar = resolve_year(Year(0, base="narrative"), None, None, context)
    if solar is None:
        return Outcome(None, "XXXX")
    edtf = _period_edtf(period, solar.year_ce + _turned(period, year, context), context)
    if edtf is None:
        return Outcome(None, "XXXX")
    return Outcome(
        edtf,
        calendar=solar.calendar,
        resolution=solar.resolution,
        antecedent=solar.antecedent,
        warnings=solar.warnings,
    )


def _turned(period: Period, year: Year, context: Context) -> bool:
    """Whether the fiscal year that a day of October to December lies in is that of the next calendar year."""
    if year.base is None or not (period.fiscal or period.part == "FY"):
        return False
    told = None if year.base == DOCUMENT else context.antecedent(1)
    base = context.anchor if year.base == DOCUMENT else told.last if told and told.fineness > 1 else None
    return base is not None and base.month >= _FISCAL_MONTH


def _period_edtf(period: Period, year_ce: int, context: Context) -> str | None:
    if period.part == "FY":
        last_ce = year_ce
        if period.last_year is not None:
            last = resolve_year(period.last_year, None, None, context)
            if last is None:
                return None
            last_ce = last.year_ce
        return f"{year_ce - 1:04d}-10-01/{last_ce:04d}-09-30"
    if period.part.startswith("Q"):
        first = int(period.part[1]) - 1 - period.fiscal
        last_quarter = first if period.last is None else int(period.last[1]) - 1 - period.fiscal
        if first == last_quarter and period.last_year is None:
            return f"{year_ce + first // 4:04d}-{33 + first % 4}"
        last_ce = year_ce
        if period.last_year is not None:
            last = resolve_year(period.last_year, None, None, context)
            last_ce = last.year_ce if last else year_ce
        from_year, from_month = add_months(year_ce, 1, first * 3)
        to_year, to_month = add_months(last_ce, 3, last_quarter * 3)
        if (to_year, to_month) < (from_year, from_month):
            return None
        return f"{from_year:04d}-{from_month:02d}/{to_year:04d}-{to_month:02d}"
    if period.part.startswith("M") and period.last is not None:
        shift = 4 if period.fiscal else 1
        from_year, from_month = add_months(year_ce, 1, int(period.part[1:]) - shift)
        to_year, to_month = add_months(year_ce, 1, int(period.last[1:]) - shift)
        first_month, last_month = f"{from_year:04d}-{from_month:02d}", f"{to_year:04d}-{to_month:02d}"
        return first_month if first_month == last_month else f"{first_month}/{last_month}"
    if period.part in {"H1", "H2"}:
        if period.fiscal:
            first_half = period.part == "H1"
            return f"{year_ce - 1:04d}-10/{year_ce:04d}-03" if first_half else f"{year_ce:04d}-04/{year_ce:04d}-09"
        return f"{year_ce:04d}-{40 + (period.part == 'H2')}"
    return f"{year_ce:04d}-{period.part}" if period.part else year_text(year_ce)
