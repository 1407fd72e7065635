from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.text.numerals import DIGIT_WORDS, parse_number, to_arabic_digits, to_thai_digits

_PLACES = ["", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน"]
_WORDS = ["", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า"]


def write_number(number: int) -> str:
    """Write 1 to 10**12 - 1 in Thai words, the standard way."""
    if number >= 1_000_000:
        millions, rest = divmod(number, 1_000_000)
        return write_number(millions) + "ล้าน" + (write_number(rest) if rest else "")
    written = ""
    for place in range(5, -1, -1):
        digit = number // 10**place % 10
        if not digit:
            continue
        word = _WORDS[digit]
        if place == 1 and digit in {1, 2}:
            word = "" if digit == 1 else "ยี่"
        if place == 0 and digit == 1 and number > 10:
            word = "เอ็ด"
        written += word + _PLACES[place]
    return written


@given(st.integers(1, 10**12 - 1))
def test_parse_number_reads_every_number_in_words(number: int) -> None:
    assert parse_number(write_number(number)) == number


@given(st.integers(0, 10**12))
def test_parse_number_reads_figures_in_both_scripts(number: int) -> None:
    assert parse_number(to_thai_digits(str(number))) == number
    assert parse_number(f"{number:,}") == number


@given(st.text(max_size=30))
def test_digit_conversion_keeps_length(text: str) -> None:
    assert len(to_arabic_digits(text)) == len(text)
    assert to_arabic_digits(to_thai_digits(to_arabic_digits(text))) == to_arabic_digits(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("สองพันห้าร้อยหกสิบ", 2560), ("1.5 หมื่น", 15000), ("20 ล้าน", 20_000_000), ("3.25", 3.25), ("สองห้าหกหก", 2566),
        ("๒,๕๐๐.๕๐", 2500.5), ("ล้าน", 1_000_000), ("ศูนย์", 0), ("5 พันล้าน", 5_000_000_000),
    ],
)  # fmt: skip
def test_parse_number_reads(text: str, number: float) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "สามารถ", "ห้าม", "1-2", "1.2.3", "สิบพันร้อย", "เอ็ด", "ยี่", "บาท", "2 คน", "๑,๐๐", "1,,000 ล้าน"]
)
def test_parse_number_rejects_lookalikes(text: str) -> None:
    assert parse_number(text) is None


def test_digit_words_cover_all_digits() -> None:
    assert set(DIGIT_WORDS.values()) == set(range(10))
