"""Turns readings into values: Gregorian, at the precision stated, in the light of the context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sakat.dates.context import Context
from sakat.dates.holidays import holiday
from sakat.dates.outcome import Outcome, add_months, resolve_year, warn, year_text
from sakat.dates.readings import (
    DOCUMENT,
    NARRATIVE,
    Anniversary,
    Called,
    Clock,
    Displaced,
    EdgeDays,
    Fixed,
    NamedDay,
    Offset,
    Open,
    Period,
    Point,
    Range,
    Reading,
    SameIn,
    Shift,
    Stamp,
    Unresolved,
    Valued,
    Weekday,
    WeekdayIn,
    WeekdayOf,
    WeekdayRange,
    WeekIn,
)
from sakat.dates.resolve_counted import displace, edge_days, nth_weekday, resolve_same, resolve_week
from sakat.dates.resolve_period import resolve_period
from sakat.dates.resolve_point import resolve_point, resolve_range
from sakat.record.edtf import edtf_bounds

_FINENESS = {"D": 4, "W": 4, "M": 3, "Q": 2, "Y": 1, "DE": 1, "CE": 1}
_HOLIDAY_REACH = 45


def resolve(reading: Reading, context: Context, start: int) -> Outcome | None:
    """Return the value of a reading, or None if the expression is no date here after all."""
    match reading:
        case Point():
            return resolve_point(reading, context, start)
        case Range():
            return resolve_range(reading, context, start)
        case Shift():
            return _resolve_shift(reading, context, start)
        case Weekday():
            return _resolve_weekday(reading, context, start)
        case WeekdayRange():
            return _resolve_weekdays(reading, context, start)
        case WeekdayOf():
            return _resolve_weekday_of(reading, context)
        case WeekdayIn():
            return nth_weekday(reading, resolve(reading.month, context, start))
        case EdgeDays():
            return edge_days(reading, resolve(reading.whole, context, start))
        case WeekIn():
            return resolve_week(reading, context)
        case SameIn():
            return resolve_same(reading, context)
        case Displaced():
            return displace(reading.offset, _resolve_base(reading.base, context, start))
        case Called():
            told = context.day_of(reading.event)
            return Outcome(told.edtf, resolution="antecedent", antecedent=told.index) if told else Outcome(None)
        case Offset():
            return None
        case Period():
            return resolve_period(reading, context)
        case Fixed():
            return Outcome(reading.edtf, calendar=reading.calendar, resolution="world" if reading.world else "stated")
        case NamedDay():
            return _resolve_named_day(reading, context)
        case Valued():
            return Outcome(None, reading.value, reading.timex_type, reading.mod)
        case Unresolved():
            return Outcome(None, reading.value, calendar=reading.calendar)
        case Clock():
            return Outcome(None, _clock_value(reading), "TIME")
        case Stamp():
            return _resolve_stamp(reading, context, start)
        case Anniversary():
            return None
        case Open():
            return _resolve_open(reading, context, start)


def _clock_value(clock: Clock) -> str:
    def write(hour: int, minute: int) -> str:
        return f"T{hour:02d}:{minute:02d}"

    first = write(clock.hour, clock.minute)
    return f"{first}/{write(*clock.last)}" if clock.last else first


def _resolve_shift(shift: Shift, context: Context, start: int) -> Outcome:
    if shift.unit in {"H", "m", "S"}:
        return Outcome(None, f"PT{abs(shift.amount)}{shift.unit.upper()}", "DURATION")
    if shift.base == DOCUMENT:
        if context.anchor is None:
            return Outcome(None)
        return Outcome(_shifted(context.anchor, shift), resolution="document_date")
    if shift.unit == "DE" and context.decade is not None:
        index, edtf = context.decade
        return Outcome(_move_decade(edtf, shift.amount), resolution="antecedent", antecedent=index)
    told = context.reached(start, shift.amount) if shift.unit == "D" else context.antecedent(_FINENESS[shift.unit])
    if told is None:
        same_day = shift.base == NARRATIVE and shift.amount == 0 and shift.unit == "D"
        if same_day and context.anchor is not None and not context.looks_back():
            return Outcome(context.anchor.isoformat(), resolution="document_date")
        return Outcome(None)
    base = told.first if shift.amount < 0 else told.last
    return Outcome(_shifted(base, shift), resolution="antecedent", antecedent=told.index)


def _move_decade(edtf: str, amount: int) -> str:
    """Return a decade so many decades later: 196X, or the ten years of a Buddhist one."""
    if edtf.endswith("X"):
        return f"{int(edtf[:-1]) + amount:03d}X"
    return "/".join(year_text(int(year) + 10 * amount) for year in edtf.split("/"))


def _shifted(base: date, shift: Shift) -> str | None:
    amount = shift.amount
    match shift.unit:
        case "D":
            ordinal = base.toordinal() + amount
            return date.fromordinal(ordinal).isoformat() if 1 <= ordinal <= date.max.toordinal() else None
        case "W":
            monday = base - timedelta(days=base.weekday()) + timedelta(weeks=amount)
            return f"{monday}/{monday + timedelta(days=6)}"
        case "M":
            year_ce, month = add_months(base.year, base.month, amount)
            return f"{year_text(year_ce)}-{month:02d}"
        case "Q":
            total = base.year * 4 + (base.month - 1) // 3 + amount
            return f"{year_text(total // 4)}-{33 + total % 4}"
        case "Y":
            return year_text(base.year + amount)
        case "DE":
            decade = base.year // 10 + amount
            return f"{decade:03d}X"
    return f"{base.year // 100 + amount:02d}XX"


def _resolve_weekday(reading: Weekday, context: Context, start: int) -> Outcome | None:
    anchor = context.anchor
    if anchor is None:
        return Outcome(None, f"XXXX-WXX-{reading.weekday}")
    monday = anchor - timedelta(days=anchor.weekday())
    tense = reading.tense
    if tense is None and not context.tells_weekday(start):
        return Outcome(None, f"XXXX-WXX-{reading.weekday}")
    if tense is None:
        tense = "on_or_after" if context.expects_future(start) else "on_or_before"
    elif tense == "present" and context.is_past(start):
        tense = "on_or_before"  # เมื่อวันอาทิตย์นี้เอง
    if reading.weekend:
        weeks = {"past": -1, "present": 0, "future": 1}.get(tense, 0)
        saturday = monday + timedelta(weeks=weeks, days=5)
        if tense == "past" and anchor.isoweekday() == 7:
            saturday = monday - timedelta(days=2)
        return Outcome(f"{saturday}/{saturday + timedelta(days=1)}", resolution="document_date")
    ahead = (reading.weekday - anchor.isoweekday()) % 7
    match tense:
        case "past":
            found = anchor + timedelta(days=ahead - 7)
        case "on_or_before":
            found = anchor + timedelta(days=ahead - 7 if ahead else 0)
        case "future":
            found = monday + timedelta(days=7 + reading.weekday - 1)
        case _:
            found = anchor + timedelta(days=ahead)
    return Outcome(found.isoformat(), resolution="document_date")


def _resolve_weekdays(reading: WeekdayRange, context: Context, start: int) -> Outcome | None:
    first, last = (_resolve_weekday(day, context, start) for day in (reading.first, reading.last))
    if first is None or last is None or first.edtf is None or last.edtf is None:
        return Outcome(None)
    begin, end = date.fromisoformat(first.edtf), date.fromisoformat(last.edtf)
    if begin > end:  # on a Saturday the last Friday is after the last Sunday
        begin -= timedelta(weeks=1)
    return replace(last, edtf=f"{begin}/{end}")


def _resolve_weekday_of(reading: WeekdayOf, context: Context) -> Outcome:
    if reading.weeks is None:
        told = context.antecedent(_FINENESS["D"])
        if told is None:
            return Outcome(None, f"XXXX-WXX-{reading.weekday}")
        after = told.last + timedelta(days=(reading.weekday - told.last.isoweekday() - 1) % 7 + 1)
        return Outcome(after.isoformat(), resolution="antecedent", antecedent=told.index)
    anchor = context.anchor
    if anchor is None:
        return Outcome(None, f"XXXX-WXX-{reading.weekday}")
    day = anchor + timedelta(days=7 * reading.weeks + reading.weekday - anchor.isoweekday())
    return Outcome(day.isoformat(), resolution="document_date")


def _resolve_base(base: Reading, context: Context, start: int) -> Outcome | None:
    """Return the value of what an offset counts from: สองวันก่อนสงกรานต์ is a time though สงกรานต์ alone is none."""
    if isinstance(base, NamedDay) and base.year is None:
        return _nearest_named_day(base, context)
    return resolve(base, context, start)


def _resolve_named_day(reading: NamedDay, context: Context) -> Outcome | None:
    """A holiday in its year; without one, the nearest if the article is of that season."""
    if reading.year is not None:
        solar = resolve_year(reading.year, None, None, context)
        if solar is None:
            return Outcome(None, "XXXX")
        edtf = holiday(reading.name, solar.year_ce)
        if edtf is None:
            edtf = year_text(solar.year_ce)
        return Outcome(edtf, calendar=solar.calendar, resolution=solar.resolution, antecedent=solar.antecedent)
    named = reading.tense is not None or reading.name.startswith("วัน")
    return _nearest_named_day(reading, context) if named else None


def _nearest_named_day(reading: NamedDay, context: Context) -> Outcome | None:
    """Return the named day nearest to the document date within reach, the last one or the next by tense."""
    if context.anchor is None:
        return None
    for year_ce in (context.anchor.year, context.anchor.year + 1, context.anchor.year - 1):
        edtf = holiday(reading.name, year_ce)
        first = edtf_bounds(edtf)[0] if edtf else None
        if first is None:
            continue
        days = (first - context.anchor).days
        reach = {"past": -366 < days <= 0, "future": 0 <= days < 366}.get(
            reading.tense or "", abs(days) <= _HOLIDAY_REACH
        )
        if reach:
            return Outcome(edtf, resolution="document_date")
    return None


def _resolve_stamp(stamp: Stamp, context: Context, start: int) -> Outcome | None:
    day = resolve(stamp.point, context, start)
    if day is None:
        return None
    clock = stamp.clock
    if day.edtf is None:
        return replace(day, value=day.value + _clock_value(clock), timex_type="TIME")
    if clock.hour == 24:
        message = "midnight may begin or end the day; the day alone is given"
        return replace(day, warnings=day.warnings + warn("ambiguous_midnight", message))
    if len(day.edtf) != 10:
        return day
    return replace(day, edtf=f"{day.edtf}T{clock.hour:02d}:{clock.minute:02d}:{clock.second:02d}", timex_type="TIME")


def _resolve_open(reading: Open, context: Context, start: int) -> Outcome | None:
    inner = resolve(reading.reading, context, start)
    if inner is None or inner.edtf is None or inner.timex_type != "DATE":
        return inner
    edge = _edge(inner.edtf, last=not reading.after)
    return replace(inner, edtf=f"{edge}/.." if reading.after else f"../{edge}")


def _edge(edtf: str, *, last: bool) -> str:
    parts: Sequence[str] = edtf.split("/")
    part = parts[-1 if last else 0].rstrip("?")
    if "X" not in part:
        return part
    bound = edtf_bounds(part)[last]
    return f"{bound.year:04d}" if bound else part
