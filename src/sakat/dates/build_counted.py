"""Readings of what is counted inside a period or away from another date: weeks, weekdays, first days, offsets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sakat.dates.build_calendar import candidate
from sakat.dates.build_relative import COUNTS, read_count, read_unit
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.outcome import UNKNOWN
from sakat.dates.points import NUMBERS, read_point, read_year
from sakat.dates.readings import (
    DOCUMENT,
    Candidate,
    EdgeDays,
    Offset,
    Point,
    Reading,
    SameIn,
    Shift,
    Unresolved,
    Valued,
    WeekdayIn,
    WeekIn,
)

_LAST_WEEK = 53
_MOST_WEEKDAYS = 5
_SUNDAY = "7"
_OF_MONTH = "ของเดือน"
_NOT_WHOLE = ("เก่า", "ใหม่", "แห่ง", "ละ", "เกิด")
_NEXT_DAY = "1 narrative"
_SAME_UNITS = {"RELDAY": "D", "U_DAY": "D", "MONTHHEAD": "M", "U_QUARTER": "Q", "SAMEPERIOD": "P"}


def build_week_of_month(hit: Hit) -> Candidate | None:
    """Read สัปดาห์แรกของเดือนมีนาคม 2566 as its month, สัปดาห์สุดท้ายของปี as its year, with the part they are.

    Which days are the first week is not agreed: the 1st to the 7th, the week that the 1st is in, or the first whole one
    from Monday (or Sunday). The readings share no day that is always in it, so by the rule that a value is rather
    coarse than wrong the month is given; only a week of a year by number is counted, by ISO 8601.
    """
    whole = _whole(hit, hit.tokens("a"))
    sunday = hit.rule.name == "sunday_of_month"  # อาทิตย์ที่สองของเดือน: a week in speech, and its Sunday in writing
    if whole is None or (sunday and hit.tokens("w")[0].value != _SUNDAY):
        return None
    week = hit.text[hit.tokens("w")[0].start : hit.tokens("w")[-1].end]
    mod = "START" if "แรก" in week else "END" if "สุดท้าย" in week else None
    return replace(candidate(hit, ("w", "a"), whole), mod=mod)


def _as_reading(point: Point) -> Reading:
    if point.month_shift is not None and point.day is None:
        return Shift(point.month_shift[0], "M", point.month_shift[1])
    return point


def build_half_of_month(hit: Hit) -> Candidate | None:
    """Read ครึ่งหลังของเดือนกันยายน 2567, ปักษ์แรกของเดือนหน้า as the month: no reckoning of its halves is common to all."""
    whole, part = _whole(hit, hit.tokens("a")), hit.tokens("w")[0]
    written = hit.text[part.start : part.end]
    if whole is None or "ปี" in written:
        return None
    return replace(candidate(hit, ("w", "a"), whole), mod="START" if "แรก" in written else "END")


def build_edge_day(hit: Hit) -> Candidate | None:
    """Read วันแรกของปี 2567, วันสุดท้ายของเดือนมีนาคม 2566."""
    tokens = [token for token in hit.tokens("a") if token.kind != "OF"]
    point = read_point(tokens)
    if point is None or point.day is not None:
        return None
    if point.month is None and point.month_shift is None:
        month = 1 if hit.tokens("e")[0].kind == "FIRSTDAY" else 12
        point = replace(point, month=month)
    day = 1 if hit.tokens("e")[0].kind == "FIRSTDAY" else 0
    return candidate(hit, ("e", "a"), replace(point, day=day))


def _whole(hit: Hit, tokens: Sequence[Token]) -> Reading | None:
    """Return the month or year that something is counted in; ของเดือน and ของปี alone are of the document date."""
    last = tokens[-1]
    if last.kind in {"MONTHHEAD", "YEARHEAD", "EVERYMONTH"}:
        if last.kind == "EVERYMONTH" and hit.text[last.start : last.end] != _OF_MONTH:
            return Valued("SET", "XXXX-XX")
        if last.value or hit.text.startswith(_NOT_WHOLE, last.end):
            return None
        return Point(tense="present") if last.kind == "YEARHEAD" else Shift(0, "M", DOCUMENT)
    point = read_point([token for token in tokens if token.kind != "OF"])
    return None if point is None or point.day is not None else _as_reading(point)


def build_edge_days(hit: Hit) -> Candidate | None:
    """Read 10 วันแรกของเดือนเมษายน 2563, สามวันสุดท้ายของปี 2566."""
    counter, edge = hit.tokens("n")
    count, whole = read_count(counter), _whole(hit, hit.tokens("a"))
    if count is None or whole is None or count != int(count) or not 1 <= count <= 366:
        return None
    return candidate(hit, ("n", "a"), EdgeDays(int(count), edge.kind == "LASTDAY", whole))


def build_nth_weekday(hit: Hit) -> Candidate | None:
    """Read วันอาทิตย์แรกของเดือนกันยายน 2567, เสาร์ที่สองของเดือนมิถุนายน, วันศุกร์สุดท้ายของปี.

    ของเดือน alone may be of every month, so that is no day.
    """
    tokens = hit.tokens("w")
    number = {"FIRST": 1, "ORDLAST": -1}.get(tokens[-1].kind) or int(tokens[-1].value)
    month = _whole(hit, hit.tokens("a"))
    if month is None or number > _MOST_WEEKDAYS or not number:
        return None
    if hit.tokens("a")[-1].kind in {"MONTHHEAD", "EVERYMONTH"}:
        return candidate(hit, ("w", "a"), month if isinstance(month, Valued) else Unresolved(UNKNOWN, None))
    return candidate(hit, ("w", "a"), WeekdayIn(int(tokens[0].value), number, month))


def build_week_of_year(hit: Hit) -> Candidate | None:
    """Read สัปดาห์ที่ 23 ของปี 2567 as an ISO week."""
    number = next(int(token.value) for token in hit.tokens("w") if token.kind in NUMBERS)
    year = read_year([token for token in hit.tokens("y") if token.kind != "OF"])
    if year is None or not 1 <= number <= _LAST_WEEK:
        return None
    return candidate(hit, ("w", "y"), WeekIn(number, year))


def build_same(hit: Hit) -> Candidate | None:
    """Read วันเดียวกันของปีที่แล้ว, ไตรมาสเดียวกันของปีก่อน, ช่วงเดียวกันของปี 2565."""
    tokens = hit.tokens("a")
    year = read_year([token for token in hit.tokens("y") if token.kind != "OF"])
    if year is None or (tokens[0].kind == "RELDAY" and tokens[0].value != "0 narrative"):
        return None
    return candidate(hit, ("a", "y"), SameIn(_SAME_UNITS[tokens[0].kind], year))


def build_offset(hit: Hit) -> Candidate | None:
    """Read สองวันก่อน, วันถัดจาก, วันศุกร์สุดท้ายก่อน where a date follows, or a day without one: คืนก่อนวันเลือกตั้ง."""
    tokens = hit.tokens("a")
    last, day = tokens[-1], hit.tokens("u")
    undated = hit.text[day[0].start : day[0].end].removeprefix("วัน") if day else ""
    if last.kind == "AGO" and hit.all_tokens[hit.span("a")[1]].start > last.end:
        return None  # 5 วันก่อน วันที่ 3 … are two expressions
    sign = -1 if last.kind in {"AGO", "OFFBEFORE"} else 1
    if tokens[0].kind in {"WEEKDAY", "WEEKDAYBARE"}:
        weekday = Offset(-1, "D", int(tokens[0].value), undated)
        return candidate(hit, ("a", "u"), weekday) if sign < 0 else None
    if tokens[0].kind == "RELDAY":
        next_day = tokens[0].value == _NEXT_DAY and last.start == tokens[0].end
        return candidate(hit, ("a", "u"), Offset(1, "D", None, undated)) if next_day else None
    counter = next((token for token in tokens if token.kind in COUNTS), None)
    count = read_count(counter) if counter else 1
    if last.kind == "DAYBEFORE":
        unit, sign = "D", int(last.value)
    else:
        unit = read_unit(next(token for token in tokens if token is not counter)) or ""
    if not unit or count is None or count != int(count) or count > 3000:
        return None
    return candidate(hit, ("a", "u"), Offset(sign * int(count), unit, None, undated))
