"""Writes EDTF values for readers in both eras: in Thai with the Buddhist year first, in English with the Christian."""

from __future__ import annotations

import re
from typing import Literal

from babel.dates import get_month_names

from sakat.dates.era import year_ce_to_be

Language = Literal["th", "en"]

_PART = re.compile(r"(-?\d{2,4}X*)(?:-(\d\d))?(?:-(\d\d))?(?:T(\d\d):(\d\d)(?::(\d\d))?)?([~?%])?")
_SUBYEARS = {
    21: ("ฤดูใบไม้ผลิ", "spring"), 22: ("ฤดูร้อน", "summer"), 23: ("ฤดูใบไม้ร่วง", "autumn"), 24: ("ฤดูหนาว", "winter"),
    33: ("ไตรมาส 1", "Q1"), 34: ("ไตรมาส 2", "Q2"), 35: ("ไตรมาส 3", "Q3"), 36: ("ไตรมาส 4", "Q4"),
    40: ("ครึ่งปีแรก", "first half of"), 41: ("ครึ่งปีหลัง", "second half of"),
}  # fmt: skip
_QUALIFIERS = {
    "~": ("ประมาณ {}", "about {}"), "?": ("{} (ไม่แน่ชัด)", "{} (uncertain)"),
    "%": ("ประมาณ {} (ไม่แน่ชัด)", "about {} (uncertain)"),
}  # fmt: skip
_BUDDHIST = 543
_JUNE, _DECEMBER = 6, 12
_DAY_OR_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def format_edtf(edtf: str, language: Language, *, short: bool = True) -> str:
    """Return an EDTF value in both eras; what is no value sakat writes comes back as it is.

    >>> format_edtf("2024-06-05", "th"), format_edtf("2024-06-05", "en", short=False)
    ('5 มิ.ย. 2567 (ค.ศ. 2024)', '5 June 2024 (BE 2567)')
    >>> format_edtf("2005/..", "th"), format_edtf("197X", "en")
    ('ตั้งแต่ พ.ศ. 2548 (ค.ศ. 2005)', '1970–1979 (BE 2513–2522)')
    >>> format_edtf("2023-06-14/2023-06-16", "th"), format_edtf("2023-10/2024-01", "en")
    ('14–16 มิ.ย. 2566 (ค.ศ. 2023)', 'Oct 2023 (BE 2566) – Jan 2024 (BE 2567)')
    """
    first, slash, last = edtf.partition("/")
    if not slash:
        return _format_part(first, language, short)
    if first == "..":
        return ("ถึง " if language == "th" else "until ") + _format_part(last, language, short)
    if last == "..":
        return ("ตั้งแต่ " if language == "th" else "since ") + _format_part(first, language, short)
    together = _format_days_of_a_year(first, last, language, short)
    return together or f"{_format_part(first, language, short)} – {_format_part(last, language, short)}"


def _format_days_of_a_year(first: str, last: str, language: Language, short: bool) -> str:
    """Return an interval with its year said once; "" if its ends are no days or months of one year of both eras."""
    ends = [_DAY_OR_MONTH.fullmatch(part) for part in (first, last)]
    if ends[0] is None or ends[1] is None or ends[0][1] != ends[1][1] or bool(ends[0][3]) != bool(ends[1][3]):
        return ""
    months = [int(end[2]) for end in ends if end]
    year = int(ends[0][1])
    if max(months) > _DECEMBER or year_ce_to_be(year, months[0]) != year_ce_to_be(year, months[1]):
        return ""
    closing = _format_part(last, language, short)
    day = str(int(ends[0][3])) if ends[0][3] else ""
    if months[0] == months[1]:
        return f"{day}–{closing}" if day else closing
    name = get_month_names("abbreviated" if short else "wide", locale=language)[months[0]]
    return f"{day} {name} – {closing}" if day else f"{name} – {closing}"


def _format_part(part: str, language: Language, short: bool) -> str:
    match = _PART.fullmatch(part)
    if match is None:
        return part
    digits, month, day, hour, minute, second, qualifier = match.groups()
    if digits.endswith("X"):
        width = 10 ** digits.count("X")
        start = int(digits.rstrip("X")) * width
        written = _years(start, start + width - 1, language)
    else:
        written = _format_point(int(digits), int(month or 0), int(day or 0), language, short)
    if hour:
        clock = f"{hour}:{minute}" + (f":{second}" if second not in {None, "00"} else "")
        written += f" {clock} น." if language == "th" else f", {clock}"
    return _QUALIFIERS[qualifier][language == "en"].format(written) if qualifier else written


def _years(first: int, last: int, language: Language) -> str:
    ce, be = (f"{first + era}–{last + era}" for era in (0, _BUDDHIST))
    return f"พ.ศ. {be} (ค.ศ. {ce})" if language == "th" else f"{ce} (BE {be})"


def _format_point(year: int, month: int, day: int, language: Language, short: bool) -> str:
    year_be = year_ce_to_be(year, month) if 1 <= month <= 12 else year + _BUDDHIST
    if month in _SUBYEARS:
        name = _SUBYEARS[month][language == "en"]
    elif month:
        name = get_month_names("abbreviated" if short else "wide", locale=language)[month]
    else:
        name = ""
    if language == "en":
        return f"{f'{day} ' if day else ''}{f'{name} ' if name else ''}{year} (BE {year_be})"
    era = "" if short and 1 <= month <= _DECEMBER else "พ.ศ. "
    return f"{f'{day} ' if day else ''}{f'{name} ' if name else ''}{era}{year_be} (ค.ศ. {year})"


def format_month(month: str, language: Language) -> str:
    """Return a month `YYYY-MM` or year `YYYY` in one era, for the axis of a chart.

    >>> format_month("2024-06", "th"), format_month("2024", "en")
    ('มิ.ย. 2567', '2024')
    """
    year, _, number = month.partition("-")
    shown = int(year) + (0 if language == "en" else year_ce_to_be(int(year), int(number or _JUNE)) - int(year))
    return f"{get_month_names('abbreviated', locale=language)[int(number)]} {shown}" if number else str(shown)
