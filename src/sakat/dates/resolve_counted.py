"""Values of what is counted inside a period or away from another date."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from sakat.dates.context import Context, Told
from sakat.dates.outcome import Outcome, add_months, resolve_year, year_text
from sakat.dates.readings import DOCUMENT, EdgeDays, Offset, SameIn, WeekdayIn, WeekIn
from sakat.record.edtf import edtf_bounds, edtf_precision

_LEADING_YEAR = re.compile(r"(?<![0-9-])[0-9]{4}")
_FINENESS = {"D": (4, 4), "M": (3, 4), "Q": (2, 2), "P": (2, 4)}


def nth_weekday(reading: WeekdayIn, month: Outcome | None) -> Outcome | None:
    """Return the nth or the last weekday of a month or year: วันอาทิตย์แรกของเดือนกันยายน 2567."""
    if month is None or month.edtf is None or edtf_precision(month.edtf) not in {"month", "year"}:
        return month
    first, last = edtf_bounds(month.edtf)
    if first is None or last is None:
        return month
    if reading.number < 0:
        day = last - timedelta(days=(last.isoweekday() - reading.weekday) % 7)
    else:
        day = first + timedelta(days=(reading.weekday - first.isoweekday()) % 7 + 7 * (reading.number - 1))
    return replace(month, edtf=day.isoformat()) if day <= last else month


def edge_days(reading: EdgeDays, whole: Outcome | None) -> Outcome | None:
    """Return the first or last days of a month or year: 10 วันแรกของเดือนเมษายน 2563."""
    if whole is None or whole.edtf is None:
        return whole
    first, last = edtf_bounds(whole.edtf)
    if first is None or last is None or (last - first).days < reading.count:
        return whole
    span = timedelta(days=reading.count - 1)
    begin, end = (last - span, last) if reading.last else (first, first + span)
    return replace(whole, edtf=f"{begin}/{end}")


def resolve_week(reading: WeekIn, context: Context) -> Outcome:
    """Return Monday to Sunday of an ISO week: สัปดาห์ที่ 23 ของปี 2567."""
    solar = resolve_year(reading.year, None, None, context)
    if solar is None:
        return Outcome(None, f"XXXX-W{reading.number:02d}")
    try:
        monday = date.fromisocalendar(solar.year_ce, reading.number, 1)
    except ValueError:  # a week 53 that the year does not have
        return Outcome(None, f"{year_text(solar.year_ce)}-W{reading.number:02d}")
    edtf = f"{monday}/{monday + timedelta(days=6)}"
    return Outcome(edtf, calendar=solar.calendar, resolution=solar.resolution, antecedent=solar.antecedent)


def resolve_same(reading: SameIn, context: Context) -> Outcome:
    """Return what was told, in another year: เดือนเดียวกันของปีก่อน, ช่วงเดียวกันของปี 2565."""
    told = _told(reading.unit, context)
    if told is None:
        return _same_as_document(reading, context)
    if reading.year.base is None or (reading.year.base == DOCUMENT and reading.year.value == 0):
        solar = resolve_year(reading.year, None, None, context)
        if solar is None:
            return Outcome(None)
        years = solar.year_ce - told.last.year
    else:
        years = reading.year.value
    edtf = told.edtf
    if reading.unit == "M":
        edtf = edtf[:7]
    moved = _LEADING_YEAR.sub(lambda year: year_text(int(year[0]) + years), edtf)
    return Outcome(_without_false_leap_day(moved), resolution="antecedent", antecedent=told.index)


def _told(unit: str, context: Context) -> Told | None:
    least, most = _FINENESS[unit]
    for told in reversed(context.told[-12:]):
        one_day, one_month = told.first == told.last, "/" not in told.edtf
        if least <= told.fineness <= most and (unit == "P" or (one_day if unit == "D" else one_month)):
            return told
    return None


def _same_as_document(reading: SameIn, context: Context) -> Outcome:
    anchor = context.anchor
    solar = resolve_year(reading.year, None, None, context)
    if anchor is None or solar is None or reading.unit == "P":
        return Outcome(None)
    year = year_text(solar.year_ce)
    edtf = {
        "D": f"{year}-{anchor.month:02d}-{anchor.day:02d}",
        "M": f"{year}-{anchor.month:02d}",
        "Q": f"{year}-{33 + (anchor.month - 1) // 3}",
    }[reading.unit]
    return Outcome(_without_false_leap_day(edtf), resolution="document_date")


def _without_false_leap_day(edtf: str) -> str:
    """Return a 29 February that does not exist as its month."""
    leap = edtf.endswith("-02-29") and "/" not in edtf and monthrange(int(edtf[:4]), 2)[1] == 28
    return edtf[:-3] if leap else edtf


def displace(offset: Offset, base: Outcome | None) -> Outcome | None:
    """Return the day so many days or weeks from another, or the month or year so far from it.

    Months and years are no finer than themselves: สองเดือนหลังวันที่ 5 มีนาคม is a month. From a day that nothing dates
    there is no value, but คืนก่อนวันเลือกตั้งปี 2566 is in its year.
    """
    if base is None or base.edtf is None:
        return Outcome(None)
    if offset.undated and edtf_precision(base.edtf) != "day":
        return base
    first, last = edtf_bounds(base.edtf)
    start = first if offset.amount < 0 else last
    if start is None:
        return replace(base, edtf=None)
    if offset.weekday is not None:
        days = (start.isoweekday() - offset.weekday - 1) % 7 + 1
        return replace(base, edtf=(start - timedelta(days=days)).isoformat())
    if offset.unit in {"D", "W"}:
        if edtf_precision(base.edtf) != "day":
            return replace(base, edtf=None)
        moved = start.toordinal() + offset.amount * (7 if offset.unit == "W" else 1)
        return replace(base, edtf=date.fromordinal(moved).isoformat() if moved >= 1 else None)
    if offset.unit == "M":
        year_ce, month = add_months(start.year, start.month, offset.amount)
        return replace(base, edtf=f"{year_text(year_ce)}-{month:02d}")
    return replace(base, edtf=year_text(start.year + offset.amount))
