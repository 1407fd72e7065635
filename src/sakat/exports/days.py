"""Dates of events as calendars and web vocabularies need them: known to the day, or not at all."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d)?")

UNDATED = "without a date"
OPEN = "with an open interval"
UNCERTAIN = "with an uncertain or approximate date"
COARSE = "with a date not known to the day"


def exact_days(edtf: str | None) -> tuple[date, date] | None:
    """Return the first and the last day of a value whose ends are known to the day without doubt, else None.

    >>> exact_days("2024-06-05/2024-06-07")
    (datetime.date(2024, 6, 5), datetime.date(2024, 6, 7))
    >>> [exact_days(edtf) for edtf in ("2024-06", "2024-06-05~", "2024-06-05/..", "0000-06-05", None)]
    [None, None, None, None, None]
    """
    ends = edtf.split("/") if edtf is not None else []
    if not ends or not all(_DAY.fullmatch(end) and end >= "0001" for end in ends):
        return None
    return date.fromisoformat(ends[0][:10]), date.fromisoformat(ends[-1][:10])


def why_inexact(edtf: str | None) -> str:
    """Return in which way a value that `exact_days` refuses falls short.

    >>> why_inexact("2005/.."), why_inexact("1357~"), why_inexact("2024-06")
    ('with an open interval', 'with an uncertain or approximate date', 'with a date not known to the day')
    """
    if edtf is None:
        return UNDATED
    if ".." in edtf:
        return OPEN
    return UNCERTAIN if re.search("[~?%]", edtf) else COARSE
