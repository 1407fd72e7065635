"""Writes EDTF values for readers in both eras: in Thai with the Buddhist year first, in English with the Christian."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, NamedTuple

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


class _Style(NamedTuple):
    """How dates are written: the language, months abbreviated, and both eras or only that of the language."""

    language: Language
    short: bool
    both: bool


def format_edtf(edtf: str, language: Language, *, short: bool = True, both: bool = True) -> str:
    """Return an EDTF value for readers; what is no value sakat writes comes back as it is.

    Args:
        edtf: The value.
        language: Of the reader.
        short: Months are abbreviated.
        both: Both eras are written, else only the Buddhist one in Thai and the Christian one in English.

    >>> format_edtf("2024-06-05", "th"), format_edtf("2024-06-05", "en", short=False)
    ('5 มิ.ย. 2567 (ค.ศ. 2024)', '5 June 2024 (BE 2567)')
    >>> format_edtf("2005/..", "th"), format_edtf("197X", "en")
    ('ตั้งแต่ พ.ศ. 2548 (ค.ศ. 2005)', '1970–1979 (BE 2513–2522)')
    >>> format_edtf("2023-06-14/2023-06-16", "th"), format_edtf("2023-10/2024-01", "en")
    ('14–16 มิ.ย. 2566 (ค.ศ. 2023)', 'Oct 2023 (BE 2566) – Jan 2024 (BE 2567)')
    >>> format_edtf("2019-33", "th", both=False), format_edtf("2023-10/2024-01", "en", both=False)
    ('ไตรมาส 1 พ.ศ. 2562', 'Oct 2023 – Jan 2024')
    """
    style = _Style(language, short, both)
    first, slash, last = edtf.partition("/")
    if not slash:
        return _format_part(first, style)
    if first == "..":
        return ("ถึง " if language == "th" else "until ") + _format_part(last, style)
    if last == "..":
        return ("ตั้งแต่ " if language == "th" else "since ") + _format_part(first, style)
    together = _format_days_of_a_year(first, last, style)
    return together or f"{_format_part(first, style)} – {_format_part(last, style)}"


def _format_days_of_a_year(first: str, last: str, style: _Style) -> str:
    """Return an interval with its year said once; "" if its ends are no days or months of one year of both eras."""
    ends = [_DAY_OR_MONTH.fullmatch(part) for part in (first, last)]
    if ends[0] is None or ends[1] is None or ends[0][1] != ends[1][1] or bool(ends[0][3]) != bool(ends[1][3]):
        return ""
    months = [int(end[2]) for end in ends if end]
    year = int(ends[0][1])
    if max(months) > _DECEMBER or year_ce_to_be(year, months[0]) != year_ce_to_be(year, months[1]):
        return ""
    closing = _format_part(last, style)
    day = str(int(ends[0][3])) if ends[0][3] else ""
    if months[0] == months[1]:
        return f"{day}–{closing}" if day else closing
    name = _month_name(months[0], style)
    return f"{day} {name} – {closing}" if day else f"{name} – {closing}"


def _format_part(part: str, style: _Style) -> str:
    match = _PART.fullmatch(part)
    if match is None:
        return part
    digits, month, day, hour, minute, second, qualifier = match.groups()
    if digits.endswith("X"):
        width = 10 ** digits.count("X")
        start = int(digits.rstrip("X")) * width
        written = _years(start, start + width - 1, style)
    else:
        written = _format_point(int(digits), int(month or 0), int(day or 0), style)
    if hour:
        clock = f"{hour}:{minute}" + (f":{second}" if second not in {None, "00"} else "")
        written += f" {clock} น." if style.language == "th" else f", {clock}"
    return _QUALIFIERS[qualifier][style.language == "en"].format(written) if qualifier else written


def _years(first: int, last: int, style: _Style) -> str:
    ce, be = (f"{first + era}–{last + era}" for era in (0, _BUDDHIST))
    if style.language == "th":
        return f"พ.ศ. {be}" + (f" (ค.ศ. {ce})" if style.both else "")
    return ce + (f" (BE {be})" if style.both else "")


def _format_point(year: int, month: int, day: int, style: _Style) -> str:
    year_be = year_ce_to_be(year, month) if 1 <= month <= _DECEMBER else year + _BUDDHIST
    name = (
        _SUBYEARS[month][style.language == "en"] if month in _SUBYEARS else _month_name(month, style) if month else ""
    )
    lead = f"{f'{day} ' if day else ''}{f'{name} ' if name else ''}"
    if style.language == "en":
        return f"{lead}{year}" + (f" (BE {year_be})" if style.both else "")
    era = "" if style.short and 1 <= month <= _DECEMBER else "พ.ศ. "
    return f"{lead}{era}{year_be}" + (f" (ค.ศ. {year})" if style.both else "")


@cache
def _month_name(month: int, style: _Style) -> str:
    return str(get_month_names("abbreviated" if style.short else "wide", locale=style.language)[month])


def format_month(month: str, language: Language) -> str:
    """Return a month `YYYY-MM` or year `YYYY` in one era, for the axis of a chart.

    >>> format_month("2024-06", "th"), format_month("2024", "en")
    ('มิ.ย. 2567', '2024')
    """
    year, _, number = month.partition("-")
    shown = int(year) + (0 if language == "en" else year_ce_to_be(int(year), int(number or _JUNE)) - int(year))
    return f"{get_month_names('abbreviated', locale=language)[int(number)]} {shown}" if number else str(shown)
