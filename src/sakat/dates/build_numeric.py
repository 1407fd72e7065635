"""Readings of dates in figures, of time stamps and of English dates."""

from __future__ import annotations

import re

from sakat.dates.build_calendar import candidate
from sakat.dates.english import parse_english
from sakat.dates.era import read_bare_year, to_gregorian
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.outcome import UNKNOWN
from sakat.dates.points import (
    NUMBERS,
    WEEKDAYS,
    counts_something,
    follows_reference,
    read_point,
    read_year,
)
from sakat.dates.readings import Candidate, Fixed, Point, Unresolved, Year
from sakat.record.edtf import edtf_is_valid
from sakat.text.numerals import to_arabic_digits


def build_numeric_month(hit: Hit) -> Candidate | None:
    """Read วันที่ 5 เดือน 12 ปี 2566."""
    tokens = hit.tokens("a")
    at = next(index for index, token in enumerate(tokens) if token.kind == "MONTHHEAD")
    year = read_year(tokens[at + 2 :])
    if (year is None) != (hit.rule.name == "dm_numeric") or not 1 <= int(tokens[at + 1].value) <= 12:
        return None
    if year is None and counts_something(hit.text, tokens[-1].end):
        return None
    head = read_point(tokens[:at])
    weekday = head.weekday if head else None
    day = next(int(token.value) for token in tokens[:at] if token.kind in {"NUM1", "NUMW"})
    return candidate(hit, "a", Point(year, int(tokens[at + 1].value), day, weekday))


def numeric_point(token: Token, weekday: int | None = None) -> Point | None:
    """Return the point that figures write, day first; two-digit years are Buddhist."""
    figures = [int(part) for part in token.value.replace("/", "-").replace(".", "-").split("-")]
    if token.kind == "SLASHDATE" and figures[0] <= 12 < figures[1] <= 31 and 1900 <= figures[2] <= 2199:
        figures[0], figures[1] = figures[1], figures[0]  # 1/27/2004 can only be American
    day, month, value = figures if token.kind == "SLASHDATE" else reversed(figures)
    width = len(token.value) - max(token.value.rfind(mark) for mark in "/.-") - 1
    if token.kind == "SLASHDATE" and width == 2:
        return Point(Year(2500 + value, "be", two_digits=True), month, day, weekday)
    era = read_bare_year(value)
    if era is None or (value < 1700 and era == "ce"):
        return None
    return Point(Year(value, era), month, day, weekday)


def build_numeric(hit: Hit) -> Candidate | None:
    """Read 14/02/2550, 5-12-67, 2023-12-05; a version or section number is not one."""
    tokens = hit.tokens("a")
    weekday = next((int(t.value) for t in tokens if t.kind in WEEKDAYS), None)
    if hit.rule.name == "slash_spaced":
        written = "/".join(token.value for token in tokens if token.kind in NUMBERS)
        figures = Token("SLASHDATE", written, tokens[-5].start, tokens[-1].end)
        tokens = [*tokens[:-5], figures]
    figures = tokens[-1]
    if figures.kind == "DAYMONTH":
        day, month = map(int, figures.value.split("/"))
        return candidate(hit, "a", Point(None, month, day)) if 1 <= month <= 12 and 1 <= day <= 31 else None
    point = numeric_point(figures, weekday)
    if point is None or point.month is None or point.day is None:
        return None
    headed = len(tokens) > 1
    if not headed and point.year is not None and point.year.two_digits:
        shaped = 1 <= point.month <= 12 and 1 <= point.day <= 31
        shaped = shaped and ("/" in figures.value or _in_brackets(hit, figures) or _follows_label(hit, figures))
        if not shaped or not 2530 <= point.year.value <= 2599:
            return None
    if not headed and (point.day > 40 or point.month > 20 or follows_reference(hit.text, tokens[0].start)):
        return None
    return candidate(hit, "a", point)


def build_month_slash(hit: Hit) -> Candidate | None:
    """Read เดือน 12/2566."""
    month, written = hit.tokens("a")[-1].value.split("/")
    value = int(written) if len(written) == 4 else 2500 + int(written)
    era = read_bare_year(value)
    if era is None or not 1 <= int(month) <= 12 or len(written) < 2:
        return None
    return candidate(hit, "a", Point(Year(value, era, two_digits=len(written) == 2), int(month)))


_LABEL = re.compile(
    r"(?:วันที่|ลงวันที่|ลว\.|ผลิต|บรรจุ|หมดอายุ|บริโภคก่อน|ใช้ก่อน|ก่อน|เมื่อ|นัด|ภายใน|ถึง|ตั้งแต่|MFG|MFD|EXP|BBF|BBE|Exp|Mfg)[ .:]{0,3}$"
)


def _follows_label(hit: Hit, token: Token) -> bool:
    """`ผลิต 14.6.59`: a label of dates makes figures with dots one."""
    return _LABEL.search(hit.text[max(0, token.start - 16) : token.start]) is not None


def _in_brackets(hit: Hit, token: Token) -> bool:
    return hit.text[token.start - 1 : token.start] == "(" and hit.text[token.end : token.end + 1] == ")"


def build_stamp(hit: Hit) -> Candidate | None:
    """Read an ISO time stamp; its year may be Buddhist: 2566-11-02T22:05:17."""
    token = hit.tokens("a")[0]
    year, rest, clock = int(token.value[:4]), token.value[4:10], token.value[11:19]
    clock = clock if len(clock) == 8 and clock[5] == ":" else clock[:5] + ":00"
    era = read_bare_year(year)
    if era is None:
        return None
    edtf = f"{to_gregorian(era, year):04d}{rest}T{clock}"
    if not edtf_is_valid(edtf):
        return candidate(hit, "a", Unresolved(UNKNOWN, era))
    return candidate(hit, "a", Fixed(edtf, era))


def build_english(hit: Hit) -> Candidate | None:
    """Read April 4, 2022; a Buddhist year after an English month is still Buddhist."""
    tokens = hit.tokens("a")
    value = int(tokens[-1].value)
    era = read_bare_year(value)
    day = next(int(token.value) for token in tokens if token.kind == "NUM1")
    month = next(int(token.value) for token in tokens if token.kind == "MONTHEN")
    if era is None:
        return None
    if era == "be":
        return candidate(hit, "a", Point(Year(value, era), month, day))
    found = parse_english(to_arabic_digits(hit.text[tokens[0].start : tokens[-1].end]))
    return candidate(hit, "a", Point(Year(found.year, "ce"), found.month, found.day)) if found else None
