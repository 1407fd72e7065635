"""Marks of quotation that never close, close at once or nest: each is matched once."""

import pytest

import sakat

LONG = 6_000


@pytest.mark.parametrize("unit", ["“", "”", '"', "“‘«„", "“ก” ‘ข’ «ค» ", "นายกฯ กล่าวว่า “จะไป” "])
def test_a_long_run_of_marks_is_read(unit: str) -> None:
    text = (unit * LONG)[:LONG]
    record = sakat.extract(text)
    assert all(record.text[quote.start : quote.end] == quote.text for quote in record.quotes)


def test_the_outermost_quotation_of_nested_ones_is_given_and_an_open_mark_before_it_does_not_matter() -> None:
    text = "นายกิตติ บุญเรือง กล่าวว่า “เขาบอกว่า “ไม่ไป” แล้วก็กลับบ้านไปพร้อมกับเพื่อน”"
    (quote,) = sakat.extract(text).quotes
    assert quote.text == "เขาบอกว่า “ไม่ไป” แล้วก็กลับบ้านไปพร้อมกับเพื่อน"
    (quote,) = sakat.extract("“ " + text).quotes
    assert quote.text == "เขาบอกว่า “ไม่ไป” แล้วก็กลับบ้านไปพร้อมกับเพื่อน"
