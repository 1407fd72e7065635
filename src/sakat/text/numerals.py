"""Thai and Arabic numerals, and numbers in Thai words."""

from __future__ import annotations

import re

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_ARABIC = str.maketrans(THAI_DIGITS, "0123456789")
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)

DIGIT_WORDS = {
    "ศูนย์": 0, "หนึ่ง": 1, "เอ็ด": 1, "นึง": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5,
    "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9,
}  # fmt: skip
SCALE_WORDS = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000, "ล้าน": 1_000_000}

_LONGEST = 200  # no number is written longer; keeps hostile input cheap
_WORD = re.compile("|".join(sorted([*DIGIT_WORDS, *SCALE_WORDS], key=len, reverse=True)))
_FIGURES = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MIXED = re.compile(r"([\d,.]+)\s*((?:สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน)+)")


def to_arabic_digits(text: str) -> str:
    """Return the text with ๐-๙ turned into 0-9; its length does not change.

    >>> to_arabic_digits("พ.ศ. ๒๕๖๖")
    'พ.ศ. 2566'
    """
    return text.translate(_TO_ARABIC)


def to_thai_digits(text: str) -> str:
    """Return the text with 0-9 turned into ๐-๙; its length does not change.

    >>> to_thai_digits("2566")
    '๒๕๖๖'
    """
    return text.translate(_TO_THAI)


def parse_number(text: str) -> int | float | None:
    """Return the number a whole string writes, or None if it is not one.

    Reads figures in either script with grouping commas and a decimal point, number words, figures
    with a scale word, and words said digit by digit.

    >>> parse_number("๒๐,๐๐๐"), parse_number("สองพันห้าร้อยหกสิบ"), parse_number("1.5 หมื่น")
    (20000, 2560, 15000)
    >>> parse_number("สองห้าหกหก"), parse_number("ยี่สิบเอ็ด"), parse_number("สามารถ")
    (2566, 21, None)
    """
    text = to_arabic_digits(text.strip())
    if len(text) > _LONGEST:
        return None
    if _FIGURES.fullmatch(text):
        return _figures(text)
    if mixed := _MIXED.fullmatch(text):
        figures, scales = mixed.groups()
        if not _FIGURES.fullmatch(figures):
            return None
        scale = 1
        for word in _WORD.findall(scales):
            scale *= SCALE_WORDS[word]
        value = round(_figures(figures) * scale, 6)
        return int(value) if value == int(value) else value
    return _parse_words(text)


def _figures(text: str) -> int | float:
    text = text.replace(",", "")
    return float(text) if "." in text else int(text)


def _parse_words(text: str) -> int | None:
    words = _WORD.findall(text)
    if not words or "".join(words) != text:
        return None
    if all(word in DIGIT_WORDS for word in words):
        if not {"เอ็ด", "ยี่"}.isdisjoint(words):
            return None
        return int("".join(str(DIGIT_WORDS[word]) for word in words))
    return _parse_scaled(words)


def _parse_scaled(words: list[str]) -> int | None:
    millions, total, digit, last_scale = 0, 0, None, 10**7
    for word in words:
        if word in DIGIT_WORDS:
            if digit is not None:
                return None
            digit = DIGIT_WORDS[word]
            continue
        scale = SCALE_WORDS[word]
        if scale == 1_000_000:
            millions = (millions + total + (digit or 0) or 1) * scale
            total, digit, last_scale = 0, None, 10**7
            continue
        if scale >= last_scale or digit == 0:
            return None
        total += (1 if digit is None else digit) * scale
        digit, last_scale = None, scale
    # ร้อยห้า may be 105 or 150 in speech; the written standard is 105
    return millions + total + (digit or 0)
