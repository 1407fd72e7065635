from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates import format_thai, parse


@given(
    st.dates(date(1889, 4, 1), date(2156, 12, 31)),
    st.sampled_from(["be", "ce"]),
    st.sampled_from(["full", "short"]),
    st.booleans(),
)
def test_parse_inverts_format_thai(day: date, calendar: str, style: str, thai_digits: bool) -> None:
    written = format_thai(day, calendar=calendar, style=style, thai_digits=thai_digits)  # type: ignore[arg-type]
    match = parse(written)
    assert match is not None
    assert match.edtf == day.isoformat()
    assert match.calendar == calendar


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
