"""Values of single days, months and years, and of ranges between them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date

from sakat.dates.build_special import hijri_year_edtf
from sakat.dates.context import Context, Told
from sakat.dates.era import LAST_APRIL_YEAR_BE
from sakat.dates.model import DateWarning
from sakat.dates.outcome import Outcome, SolarYear, add_months, resolve_year, warn, year_text
from sakat.dates.readings import (
    DOCUMENT,
    Point,
    Range,
    Year,
)
from sakat.record.edtf import edtf_bounds

_FRESH, _STALE = 6, 10
"""Days: a day this near before the document date is news where the month told last ended longer ago than that."""


def resolve_point(point: Point, context: Context, start: int) -> Outcome:
    """Return the value of a point; what it does not say comes from the context before `start`."""
    if point.year is not None and point.year.era == "hijri" and point.year.base is None:
        if point.month is None and 1 <= point.year.value <= 1600:
            return Outcome(hijri_year_edtf(point.year.value), calendar="hijri", resolution="stated")
        return Outcome(None, calendar="hijri")
    if point.month_shift is not None or (point.day is not None and point.month is None):
        return _resolve_day_of_month(point, context, start)
    if point.year is not None:
        solar = resolve_year(point.year, point.month, point.day, context)
        if solar is None:
            return Outcome(None, _partial(point))
        return _compose(point, solar)
    if point.month is None:
        return _resolve_today(context) if point.tense == "today" else _resolve_bare_year(context)
    if point.month > 12:
        return Outcome(None, warnings=_invalid(point))
    chosen = context.choose_year(point.month, point.day, point.tense, start)
    if chosen is None:
        return Outcome(None, _partial(point))
    year_ce, resolution, antecedent = chosen
    if resolution == "document_date":
        year_ce = _suit_weekday(point, year_ce)
    return _compose(point, SolarYear(year_ce, None, resolution, antecedent))


def _suit_weekday(point: Point, year_ce: int) -> int:
    """Return the year, or the one beside it, in which the day falls on the stated weekday."""
    if point.weekday is None or point.month is None or point.day is None:
        return year_ce
    for year in (year_ce, year_ce - 1, year_ce + 1):
        exists = 1 <= point.day <= monthrange(year, point.month)[1]
        if exists and date(year, point.month, point.day).isoweekday() == point.weekday:
            return year
    return year_ce


def _resolve_bare_year(context: Context) -> Outcome:
    """`ปลายปี`: the year of the story, else of the document."""
    told = context.antecedent(1)
    if context.anchor is not None:
        return Outcome(year_text(context.anchor.year), resolution="document_date")
    if told is not None:
        return Outcome(year_text(told.last.year), resolution="antecedent", antecedent=told.index)
    return Outcome(None, "XXXX")


def _resolve_today(context: Context) -> Outcome:
    return Outcome(context.anchor.isoformat() if context.anchor else None, resolution="document_date")


def _partial(point: Point) -> str:
    if point.month is None:
        return "XXXX"
    return f"XXXX-{point.month:02d}" + (f"-{point.day:02d}" if point.day else "")


def _invalid(point: Point) -> tuple[DateWarning, ...]:
    return warn("invalid_date", f"day {point.day} of month {point.month} does not exist; no value given")


def _compose(point: Point, solar: SolarYear) -> Outcome:
    text = year_text(solar.year_ce)
    warnings = solar.warnings
    grounds = {"calendar": solar.calendar, "resolution": solar.resolution, "antecedent": solar.antecedent}
    if point.month is not None:
        if not 1 <= point.month <= 12:
            return Outcome(None, calendar=solar.calendar, warnings=warnings + _invalid(point))
        text += f"-{point.month:02d}"
        if point.day is not None:
            days = monthrange(solar.year_ce % 400 + 2000, point.month)[1]
            day = days if point.day == 0 else point.day
            if not 1 <= day <= days:
                return Outcome(None, calendar=solar.calendar, warnings=warnings + _invalid(point))
            text += f"-{day:02d}"
            warnings += _check_weekday(point, solar.year_ce, day)
    return Outcome(text + solar.qualifier, warnings=warnings, **grounds)  # type: ignore[arg-type]


def _check_weekday(point: Point, year_ce: int, day: int) -> tuple[DateWarning, ...]:
    if point.weekday is None or point.month is None or not 1 <= year_ce <= 9999:
        return ()
    found = date(year_ce, point.month, day).isoweekday()
    if found == point.weekday:
        return ()
    return warn("weekday_mismatch", f"the text says weekday {point.weekday} (1 = Monday), the date is {found}")


def _resolve_day_of_month(point: Point, context: Context, start: int) -> Outcome:
    """`วันที่ 20 เดือนหน้า`, `วันที่ 25`: a day of a month told elsewhere, if it can be: เมื่อวันที่ 25 is not to come."""
    shift = point.month_shift
    told = context.antecedent(2)
    if shift is not None:
        if shift[1] == DOCUMENT:
            base, resolution, index = context.anchor, "document_date", None
        else:
            base, resolution, index = (told.last, "antecedent", told.index) if told else (None, "", None)
        amount = shift[0]
    elif point.tense is None and told is not None and not _is_anchored(told, point, context, start):
        base, resolution, index, amount = told.last, "antecedent", told.index, 0
    else:
        base, resolution, index = context.anchor, "document_date", None
        amount = 0
        if base is not None and point.day is not None:
            amount = _nearest_month(base.day, point.day, "past" if context.is_past(start) else point.tense)
    if base is None:
        return Outcome(None)
    for nudge in (0, 1, -1) if shift is None and point.weekday is not None else (0,):
        year_ce, month = add_months(base.year, base.month, amount + nudge)
        in_month = Point(point.year, month, point.day, point.weekday, point.tense, point.month_shift)
        found = _compose(in_month, SolarYear(year_ce, None, resolution, index))
        if nudge == 0:
            nearest = found
        if not found.warnings:
            return found
    return nearest


def _is_anchored(told: Told, point: Point, context: Context, start: int) -> bool:
    """Whether a day counts from the document date, not in the month told last.

    That is one said to be past that would be to come there, and one of the last few days where an earlier month is
    only background: เริ่มสอบเมื่อวันที่ 9 กันยายน … รวบได้คืนวันที่ 21, in news of the 23rd of November.
    """
    anchor = context.anchor
    if anchor is None or point.day is None:
        return False
    there = (told.last.year, told.last.month, point.day)
    if context.is_past(start) and there > (anchor.year, anchor.month, anchor.day):
        return True
    fresh = 0 <= anchor.day - point.day <= _FRESH and told.last.year == anchor.year
    return fresh and (anchor - told.last).days > _STALE and not context.expects_future(start)


def _nearest_month(today: int, day: int, tense: str | None) -> int:
    if tense == "past":
        return -1 if day > today else 0
    if tense == "present":
        return 1 if day < today - 10 else 0
    return 1 if day < today - 15 else -1 if day > today + 15 else 0


def resolve_range(reading: Range, context: Context, start: int) -> Outcome:
    """Return the interval of a range; a range that ends before it begins has no value."""
    first, last = _share(reading.first, reading.last)
    end = resolve_point(last, context, start)
    begin = resolve_point(first, context, start)
    if first.year is None and end.edtf and begin.edtf and last.month and first.month:
        begin = _follow_year(first, last, begin, end)
    warnings = tuple(dict.fromkeys(begin.warnings + end.warnings))
    if first.tense == "today" and end.edtf is not None and (begin.edtf is None or begin.edtf > end.edtf):
        return replace(end, edtf=f"../{end.edtf}", warnings=warnings)
    if begin.edtf is None or end.edtf is None:
        return Outcome(None, calendar=end.calendar, warnings=warnings)
    edtf = f"{begin.edtf.rstrip('?')}/{end.edtf.rstrip('?')}"
    if begin.edtf == end.edtf:
        return replace(end, warnings=warnings)
    low, high = edtf_bounds(begin.edtf)[0], edtf_bounds(end.edtf)[1]
    if low is not None and high is not None and low > high:
        return Outcome(
            None,
            calendar=end.calendar,
            warnings=warnings + warn("invalid_date", f"the range {edtf} ends before it begins"),
        )
    calendar = end.calendar or begin.calendar
    return replace(end, edtf=edtf, calendar=calendar, warnings=warnings)


def _share(first: Point, last: Point) -> tuple[Point, Point]:
    """Fill what only one end says; a range that wraps round New Year begins the year before."""
    if first.tense == "today":
        return first, last
    if first.month is None and first.day is not None and last.month is not None:
        first = replace(first, month=last.month, year=last.year, tense=last.tense)
    elif first.month is None and first.day is not None and last.month_shift is not None:
        first = replace(first, month_shift=last.month_shift)
    elif first.year is None and last.year is not None:
        wraps = first.month is not None and last.month is not None and _wraps(first.month, last.month, last.year)
        first = replace(first, year=replace(last.year, value=last.year.value - wraps, alternative=None))
    elif last.year is None and first.year is not None and last.month is not None:
        wraps = first.month is not None and _wraps(first.month, last.month, first.year)
        last = replace(last, year=replace(first.year, value=first.year.value + wraps, alternative=None))
    elif first.year is None and last.tense is not None:
        first = replace(first, tense=last.tense)
    return first, last


def _wraps(first: int, last: int, year: Year) -> bool:
    """Return whether a year begins between two months: until 1940 the Thai year began in April."""
    april = year.era in {"rs", "cs"} or (year.era == "be" and year.value <= LAST_APRIL_YEAR_BE and year.base is None)
    return (first - 4) % 12 > (last - 4) % 12 if april else first > last


def _follow_year(first: Point, last: Point, begin: Outcome, end: Outcome) -> Outcome:
    """Put the start of a year-less range in the year before its end where the months say so."""
    if begin.edtf is None or end.edtf is None or first.month is None or last.month is None:
        return begin
    year_ce = int(end.edtf[:4]) - (first.month > last.month)
    solar = SolarYear(year_ce, None, end.resolution or "stated", end.antecedent)
    return _compose(first, solar)
