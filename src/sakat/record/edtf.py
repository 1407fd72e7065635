"""The part of EDTF (ISO 8601-2) that sakat writes: validity, precision, bounds, TIMEX3 value.

Own grammar, because the `edtf` package has no intervals of decades, quarters or times.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

_YEAR = r"-?\d{4}"
_PART = re.compile(
    rf"(?:(?P<century>-?\d{{2}})XX|(?P<decade>-?\d{{3}})X"
    rf"|(?P<year>{_YEAR})(?:-(?P<month>\d{{2}})(?:-(?P<day>\d{{2}})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2}):(?P<second>\d{2}))?)?)?)(?P<qualifier>[~?%])?"
)
_SUBYEARS = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14),
    33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip
_SUBYEAR_TIMEX = {
    21: "SP", 22: "SU", 23: "FA", 24: "WI", 33: "Q1", 34: "Q2", 35: "Q3", 36: "Q4", 40: "H1", 41: "H2",
}  # fmt: skip
_ORDER = ("century", "decade", "year", "half", "quarter", "month", "week", "day", "hour", "minute", "second")


def _parse_part(part: str) -> re.Match[str] | None:
    match = _PART.fullmatch(part)
    if match is None or match["month"] is None:
        return match
    month = int(match["month"])
    if not 1 <= month <= 12:
        return match if month in _SUBYEARS and match["day"] is None else None
    if match["day"] is None:
        return match
    if not 1 <= int(match["day"]) <= _month_days(int(match["year"]), month):
        return None
    if match["hour"] and (int(match["hour"]) > 23 or int(match["minute"]) > 59 or int(match["second"]) > 59):
        return None
    return match


def _month_days(year: int, month: int) -> int:
    return monthrange(year % 400 + 2000, month)[1]  # the Gregorian cycle is 400 years


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= year <= 9999 else None


@lru_cache(maxsize=8192)
def edtf_is_valid(edtf: str) -> bool:
    """Return whether the string is a date, time or interval in the form sakat writes.

    An interval needs one closed end, and its ends in order.

    >>> edtf_is_valid("2024-33"), edtf_is_valid("2005/.."), edtf_is_valid("2007-02-29")
    (True, True, False)
    """
    parts = edtf.split("/")
    if len(parts) == 1:
        return _parse_part(edtf) is not None
    if len(parts) != 2 or parts == ["..", ".."]:
        return False
    if any(part != ".." and _parse_part(part) is None for part in parts):
        return False
    if ".." in parts:
        return True
    return _sort_key(parts[0], last=False) <= _sort_key(parts[1], last=True)


def _sort_key(part: str, *, last: bool) -> tuple[int, int, int, str]:
    match = _require(part)
    if match["century"] is not None:
        return int(match["century"]) * 100 + 99 * last, 1, 1, ""
    if match["decade"] is not None:
        return int(match["decade"]) * 10 + 9 * last, 1, 1, ""
    month = int(match["month"] or (12 if last else 1))
    if month in _SUBYEARS:
        month = _SUBYEARS[month][last]
    clock = f"{match['hour']}{match['minute']}{match['second']}" if match["hour"] else ("99" if last else "")
    return int(match["year"]), month, int(match["day"] or (31 if last else 1)), clock


def _require(part: str) -> re.Match[str]:
    match = _parse_part(part)
    if match is None:
        raise ValueError(f"EDTF {part!r} is not a value sakat writes; expected e.g. 2023-12-05 or 2001/2007")
    return match


def _part_bounds(part: str) -> tuple[date | None, date | None]:
    match = _require(part)
    if match["century"] is not None or match["decade"] is not None:
        width = 100 if match["century"] is not None else 10
        first = int(match["century"] or match["decade"]) * width
        return _day(first, 1, 1), _day(first + width - 1, 12, 31)
    year = int(match["year"])
    if match["month"] is None:
        return _day(year, 1, 1), _day(year, 12, 31)
    month = int(match["month"])
    if match["day"] is not None:
        return _day(year, month, int(match["day"])), _day(year, month, int(match["day"]))
    from_month, to_month = _SUBYEARS.get(month, (month, month))
    last_year, last_month = (year + 1, to_month - 12) if to_month > 12 else (year, to_month)
    return _day(year, from_month, 1), _day(last_year, last_month, _month_days(last_year, last_month))


@lru_cache(maxsize=8192)
def edtf_bounds(edtf: str) -> tuple[date | None, date | None]:
    """Return the first and the last possible day; None where open or before year 1.

    Qualifiers (`~ ? %`) are ignored. Winter (24) is December to February.

    Raises:
        ValueError: If the string is not a value sakat writes.

    >>> [str(day) for day in edtf_bounds("2024-33")], [str(day) for day in edtf_bounds("2005/..")]
    (['2024-01-01', '2024-03-31'], ['2005-01-01', 'None'])
    """
    first, _, last = edtf.partition("/")
    if not last:
        return _part_bounds(first)
    return (
        None if first == ".." else _part_bounds(first)[0],
        None if last == ".." else _part_bounds(last)[1],
    )


@lru_cache(maxsize=8192)
def edtf_precision(edtf: str) -> str | None:
    """Return the precision of the value, of the coarser end of an interval; None for a half-year.

    A Monday to Sunday interval is a week; a season counts as a quarter.

    >>> edtf_precision("197X"), edtf_precision("2024-41"), edtf_precision("2024-08-12/2024-08-18")
    ('decade', None, 'week')
    """
    if _week_value(edtf):
        return "week"
    parts = [part for part in edtf.split("/") if part != ".."]
    found = min((_part_precision(part) for part in parts), key=_ORDER.index)
    return None if found == "half" else found


def _part_precision(part: str) -> str:
    match = _require(part)
    if match["century"] is not None:
        return "century"
    if match["decade"] is not None:
        return "decade"
    if match["month"] is None:
        return "year"
    if match["day"] is None:
        month = int(match["month"])
        return "month" if month <= 12 else "half" if month >= 40 else "quarter"
    if match["hour"] is None:
        return "day"
    return "minute" if match["second"] == "00" else "second"


def _week_value(edtf: str) -> str | None:
    first, _, last = edtf.partition("/")
    if not (re.fullmatch(r"\d{4}-\d\d-\d\d", first) and re.fullmatch(r"\d{4}-\d\d-\d\d", last)):
        return None
    monday, sunday = _part_bounds(first)[0], _part_bounds(last)[0]
    if monday is None or sunday is None or monday.weekday() or sunday - monday != timedelta(days=6):
        return None
    year, week, _ = monday.isocalendar()
    return f"{year:04d}-W{week:02d}"


@lru_cache(maxsize=8192)
def edtf_to_timex(edtf: str) -> tuple[str, str | None]:
    """Return the TIMEX3 value and modifier that stand for an EDTF value.

    The modifier is APPROX, ON_OR_AFTER, ON_OR_BEFORE or None; START, MID and END are not in EDTF.

    Raises:
        ValueError: If the string is not a value sakat writes.

    >>> edtf_to_timex("202X"), edtf_to_timex("2025-33"), edtf_to_timex("1357~"), edtf_to_timex("2005/..")
    (('202', None), ('2025-Q1', None), ('1357', 'APPROX'), ('2005', 'ON_OR_AFTER'))
    """
    if not edtf_is_valid(edtf):
        raise ValueError(f"EDTF {edtf!r} is not a value sakat writes; expected e.g. 2023-12-05 or 2001/2007")
    if week := _week_value(edtf):
        return week, None
    parts = edtf.split("/")
    approximate = "APPROX" if "~" in edtf or "%" in edtf else None
    values = [_part_timex(part) for part in parts if part != ".."]
    if parts[-1] == "..":
        return values[0], "ON_OR_AFTER"
    if parts[0] == "..":
        return values[0], "ON_OR_BEFORE"
    return "/".join(values), approximate


def _part_timex(part: str) -> str:
    match = _require(part)
    if match["century"] is not None or match["decade"] is not None:
        return match["century"] or match["decade"]
    bare = part.rstrip("~?%")
    if match["hour"] is not None:
        return bare.removesuffix(":00")
    if match["month"] is not None and int(match["month"]) in _SUBYEAR_TIMEX:
        return f"{match['year']}-{_SUBYEAR_TIMEX[int(match['month'])]}"
    return bare
