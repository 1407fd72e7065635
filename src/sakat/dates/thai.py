"""Writes dates the Thai way."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Literal

from sakat.dates.era import read_bare_year, year_ce_to_be
from sakat.lexicon import load_lexicon
from sakat.text.numerals import to_thai_digits


@cache
def _months(kind: str) -> dict[int, str]:
    rows = [row for row in load_lexicon("months") if row["kind"] == kind and row["preferred"]]
    return {int(row["id"]): row["form"] for row in rows}


def format_thai(
    day: date,
    *,
    calendar: Literal["be", "ce", "both"] = "be",
    style: Literal["full", "short"] = "full",
    thai_digits: bool = False,
) -> str:
    """Return a date as Thai writes it: day, month name, year of the era.

    The Buddhist year of January to March before 1941 is the one people used then. It gets its era where the
    number alone could be read otherwise.

    Args:
        day: Gregorian date.
        calendar: Era of the year; `ce` adds ค.ศ. so that it cannot be taken for Buddhist, `both` writes
            the Buddhist year with the Christian one in brackets.
        style: `full` (ธันวาคม) or `short` (ธ.ค.) month names.
        thai_digits: Write ๐-๙.

    >>> format_thai(date(2023, 12, 5)), format_thai(date(1928, 2, 10), style="short")
    ('5 ธันวาคม 2566', '10 ก.พ. 2470')
    >>> format_thai(date(2023, 12, 5), calendar="both")
    '5 ธันวาคม พ.ศ. 2566 (ค.ศ. 2023)'
    """
    year_be = year_ce_to_be(day.year, day.month)
    needs_era = calendar == "both" or read_bare_year(year_be) != "be"
    years = {
        "be": f"พ.ศ. {year_be}" if needs_era else f"{year_be}",
        "ce": f"ค.ศ. {day.year}",
        "both": f"พ.ศ. {year_be} (ค.ศ. {day.year})",
    }
    written = f"{day.day} {_months(style)[day.month]} {years[calendar]}"
    return to_thai_digits(written) if thai_digits else written
