from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates import format_thai, parse

FIRST, LAST = date(1782, 1, 1), date(2300, 12, 31)


def read_back(day: date, calendar: Literal["be", "ce", "both"], style: Literal["full", "short"], digits: bool) -> str:
    written = format_thai(day, calendar=calendar, style=style, thai_digits=digits)
    match = parse(written)
    assert match is not None, written
    assert match.edtf == match.timex_value, written
    assert match.calendar == ("ce" if calendar == "ce" else "be")
    return match.edtf or ""


@given(st.dates(FIRST, LAST), st.sampled_from(["be", "ce", "both"]), st.sampled_from(["full", "short"]), st.booleans())
def test_parse_inverts_format_thai(day: date, calendar: str, style: str, thai_digits: bool) -> None:
    assert read_back(day, calendar, style, thai_digits) == day.isoformat()  # type: ignore[arg-type]


@pytest.mark.parametrize("year", [1888, 1889, 1890, 1911, 1912, 1913, 1939, 1940, 1941, 1942])
def test_parse_inverts_format_thai_at_every_month_boundary_of_the_reforms(year: int) -> None:
    for month in range(1, 13):
        first = date(year, month, 1)
        for day in (first, first - timedelta(days=1)):
            assert {read_back(day, calendar, "full", False) for calendar in ("be", "ce", "both")} == {day.isoformat()}


def test_leap_days_are_read_in_both_eras_and_others_refused() -> None:
    for year in range(1784, 2301, 4):
        if isleap(year):
            assert read_back(date(year, 2, 29), "be", "short", True) == f"{year}-02-29"
            assert read_back(date(year, 2, 29), "ce", "full", False) == f"{year}-02-29"
        else:
            refused = parse(f"29 กุมภาพันธ์ ค.ศ. {year}")
            assert refused is not None
            assert refused.edtf is None
            assert [warning.code for warning in refused.warnings] == ["invalid_date"]


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(1940, 3, 31), "31 มีนาคม 2482"),
        (date(1940, 4, 1), "1 เมษายน 2483"),
        (date(1940, 12, 31), "31 ธันวาคม 2483"),
        (date(1941, 1, 1), "1 มกราคม 2484"),
        (date(1912, 3, 31), "31 มีนาคม 2454"),
        (date(1912, 4, 1), "1 เมษายน 2455"),
    ],
)
def test_format_thai_at_the_reforms(day: date, written: str) -> None:
    assert format_thai(day) == written


def test_format_thai_writes_thai_digits_and_short_months() -> None:
    assert format_thai(date(2023, 12, 5), style="short", thai_digits=True) == "๕ ธ.ค. ๒๕๖๖"
    assert format_thai(date(2023, 12, 5), calendar="ce") == "5 ธันวาคม ค.ศ. 2023"
    assert format_thai(date(2023, 12, 5), calendar="both", style="short") == "5 ธ.ค. พ.ศ. 2566 (ค.ศ. 2023)"


def test_format_thai_names_the_era_where_the_year_alone_could_be_read_otherwise() -> None:
    assert format_thai(date(1656, 5, 1)) == "1 พฤษภาคม พ.ศ. 2199"
    assert format_thai(date(2157, 5, 1)) == "1 พฤษภาคม พ.ศ. 2700"
