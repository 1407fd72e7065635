from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates import edtf_bounds, edtf_is_valid, edtf_precision, edtf_to_timex

VALUES = [
    # edtf, first day, last day, precision, timex value, timex mod
    ("2023-12-05", "2023-12-05", "2023-12-05", "day", "2023-12-05", None),
    ("2023-12", "2023-12-01", "2023-12-31", "month", "2023-12", None),
    ("2023", "2023-01-01", "2023-12-31", "year", "2023", None),
    ("202X", "2020-01-01", "2029-12-31", "decade", "202", None),
    ("19XX", "1900-01-01", "1999-12-31", "century", "19", None),
    ("1357~", "1357-01-01", "1357-12-31", "year", "1357", "APPROX"),
    ("1940-02?", "1940-02-01", "1940-02-29", "month", "1940-02", None),
    ("2024-33", "2024-01-01", "2024-03-31", "quarter", "2024-Q1", None),
    ("2024-36", "2024-10-01", "2024-12-31", "quarter", "2024-Q4", None),
    ("2024-41", "2024-07-01", "2024-12-31", None, "2024-H2", None),
    ("2023-24", "2023-12-01", "2024-02-29", "quarter", "2023-WI", None),
    ("2005/..", "2005-01-01", None, "year", "2005", "ON_OR_AFTER"),
    ("../2021", None, "2021-12-31", "year", "2021", "ON_OR_BEFORE"),
    ("2001/2007", "2001-01-01", "2007-12-31", "year", "2001/2007", None),
    ("2024-08-12/2024-08-18", "2024-08-12", "2024-08-18", "week", "2024-W33", None),
    ("2024-08-13/2024-08-18", "2024-08-13", "2024-08-18", "day", "2024-08-13/2024-08-18", None),
    ("2024-06-05T09:30:00", "2024-06-05", "2024-06-05", "minute", "2024-06-05T09:30", None),
    ("2024-06-05T09:30:15", "2024-06-05", "2024-06-05", "second", "2024-06-05T09:30:15", None),
    ("-0043", None, None, "year", "-0043", None),
]


@pytest.mark.parametrize(("edtf", "first", "last", "precision", "value", "mod"), VALUES)
def test_edtf_value(
    edtf: str, first: str | None, last: str | None, precision: str | None, value: str, mod: str | None
) -> None:
    assert edtf_is_valid(edtf)
    bounds = tuple(day and day.isoformat() for day in edtf_bounds(edtf))
    assert bounds == (first, last)
    assert edtf_precision(edtf) == precision
    assert edtf_to_timex(edtf) == (value, mod)
    assert parse_edtf(edtf) is not None


@pytest.mark.parametrize(
    "edtf",
    [
        "", "2023-13", "2023-02-29", "2023-00", "2023-12-32", "23-12-05", "2024-37", "2024-33-01", "2024-W20",
        "../..", "2007/2001", "2024-06-05T25:00:00", "2024-06-05T09:30", "abc", "2023/", "/2023", "2001/2002/2003",
    ],
)  # fmt: skip
def test_edtf_is_valid_rejects(edtf: str) -> None:
    assert not edtf_is_valid(edtf)


def test_edtf_to_timex_raises_on_an_invalid_value() -> None:
    with pytest.raises(ValueError, match="2023-13"):
        edtf_to_timex("2023-13")


@given(st.dates(date(1, 1, 8), date(9999, 12, 20)))
def test_edtf_bounds_of_a_day_are_that_day(day: date) -> None:
    assert edtf_bounds(day.isoformat()) == (day, day)
    assert edtf_to_timex(day.isoformat()) == (day.isoformat(), None)


@given(st.dates(date(1, 1, 8), date(9990, 1, 1)), st.integers(0, 3000))
def test_edtf_bounds_of_an_interval_keep_order(day: date, days: int) -> None:
    last = date.fromordinal(day.toordinal() + days)
    edtf = f"{day}/{last}"
    assert edtf_is_valid(edtf)
    assert edtf_bounds(edtf) == (day, last)
    assert edtf_is_valid(f"{last}/{day}") == (days == 0)
