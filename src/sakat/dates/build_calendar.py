"""Readings of single days, months and years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sakat.dates.era import read_bare_year
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.points import (
    MONTHS,
    TENSES,
    WEEKDAYS,
    counts_something,
    follows_ordinal,
    follows_reference,
    read_point,
    year_agrees,
)
from sakat.dates.readings import Candidate, Point, Reading, Year

HEADS = WEEKDAYS | {"DAYHEAD", "AT"}


def candidate(hit: Hit, groups: Sequence[str], reading: Reading, *, label: str = "DATE") -> Candidate:
    """Return a candidate that covers the named groups of a hit."""
    first, last = hit.span(*groups)
    tokens = hit.all_tokens
    rule = hit.rule
    return Candidate(first, last, tokens[first].start, tokens[last - 1].end, rule.rule_id, rule.score, reading, label)


def is_acceptable(hit: Hit, tokens: Sequence[Token], point: Point) -> bool:
    """Reject numbers that belong to their neighbours: ครั้งที่ 14 ตุลาคม, กุมภาพันธ์ 50 คน."""
    headed = any(token.kind in HEADS for token in tokens)
    if point.day is not None and not headed and follows_ordinal(hit.text, tokens[0].start):
        return False
    if (
        point.day is not None
        and len(tokens) > 1
        and tokens[-2].kind == "MONTHBARE"
        and follows_reference(hit.text, tokens[0].start)
    ):
        return False  # a number plate: ทะเบียน 5กพ 2547
    if point.year is not None and point.year.two_digits and not point.year.marked:
        if counts_something(hit.text, tokens[-1].end, strict=2535 <= point.year.value <= 2580):
            return False
        month = next((token.kind for token in tokens if token.kind in MONTHS), None)
        if month == "MONTH" and point.day is None and not any(t.kind in {"APOS", "YEARHEAD"} for t in tokens):
            return point.year.value >= 2540 and tokens[-1].kind == "NUM1"
    if tokens[-1].kind in {"NUM1", "NUMW"} and point.year is None:
        return not counts_something(hit.text, tokens[-1].end)
    return point.year is None or year_agrees(point.year, point.month, point.day)


def build_point(hit: Hit) -> Candidate | None:
    """Read a single day, month or year."""
    tokens = hit.tokens("a")
    point = read_point(tokens)
    if point is None or not is_acceptable(hit, tokens, point):
        return None
    if not _bare_month_is_clear(hit, tokens, point):
        return None
    if point.day is None and point.year is None and not _month_stands_alone(hit, tokens):
        return None
    if hit.rule.name == "y" and _is_count_before(hit, tokens):
        return None
    return candidate(hit, "a", point)


def build_backward(hit: Hit) -> Candidate | None:
    """Read พุทธศักราช ๒๕๖๗ เดือนธันวาคม วันที่ ๕."""
    point = read_point([*hit.tokens("d"), *hit.tokens("m"), *hit.tokens("y")])
    return candidate(hit, ("y", "m", "d"), point) if point else None


_CONNECTIVE_BEFORE = re.compile(r"(?:เมื่อ|เที่ยง|คืน|ค่ำ|เย็น|บ่าย|เช้า|สาย|น\.)$")
_MONTH_LEADS = re.compile(r"(?:ใน|ช่วง|ถึง|ราว|เมื่อ|ภายใน|คาด|ว่า|ตั้งแต่|รอบ|\()\s?$")
_BARE_LETTERS = 2
_AFTER_BARE = frozenset({"", " ", "\n", ")", ","})
_CLEAR_SHORT = frozenset({"3", "4", "6"})


def _bare_month_is_clear(hit: Hit, tokens: Sequence[Token], point: Point) -> bool:
    """`กค`, `กค.` without inner stop need เดือน, day and year, or a day written together: 1กย."""
    at = next((index for index, token in enumerate(tokens) if token.kind == "MONTHBARE"), None)
    if at is None or tokens[0].kind == "MONTHHEAD" or (point.day is not None and point.year is not None):
        return True
    if tokens[at].end - tokens[at].start <= _BARE_LETTERS and point.day is not None:
        return 1 <= point.day <= 31 and hit.text[tokens[at].end : tokens[at].end + 1] in _AFTER_BARE
    together = at > 0 and tokens[at - 1].end == tokens[at].start
    return (together or point.year is not None) and hit.text[tokens[at].end - 1] == "."


def _month_stands_alone(hit: Hit, tokens: Sequence[Token]) -> bool:
    """A short month alone may be initials (ก.พ.), a clipped one a name or คนเดือนตุลา."""
    before = hit.text[max(0, tokens[0].start - 8) : tokens[0].start]
    if hit.rule.name == "m_short":
        return tokens[0].value in _CLEAR_SHORT or _MONTH_LEADS.search(before) is not None
    return not (tokens[-1].kind == "MONTHCLIP" and before.endswith(("คน", "สหาย")))


def _is_count_before(hit: Hit, tokens: Sequence[Token]) -> bool:
    """`3 ปี 50 …`: the ปี is a unit of the number before it."""
    before = hit.kind_before()
    return tokens[0].kind == "YEARHEAD" and tokens[-1].kind == "NUM1" and before in {"NUM1", "NUMW", "NUM3", "NUMX"}


def build_context_year(hit: Hit) -> Candidate | None:
    """Read a bare year whose surroundings make it one: (2550), ฟุตบอลโลก 2022, ตั้งแต่ 2550."""
    token = hit.tokens("a")[0]
    value = int(token.value)
    era = read_bare_year(value)
    plausible = 2400 <= value <= 2620 or 1700 <= value <= 2100
    if hit.rule.name == "y_quoted" and not _is_quoted_year(hit, token):
        return None
    if hit.rule.name == "y_when" and not _is_year_after(hit, token):
        return None
    if era is None or not plausible or counts_something(hit.text, token.end, strict=True):
        return None
    return candidate(hit, "a", Point(Year(value, era)))


def build_short_context_year(hit: Hit) -> Candidate | None:
    """Read เลือกตั้ง 66: two digits after the name of something that has a year."""
    token = hit.tokens("a")[0]
    value = int(token.value)
    if not 40 <= value <= 75 or counts_something(hit.text, token.end):
        return None
    return candidate(hit, "a", Point(Year(2500 + value, two_digits=True)))


def _is_year_after(hit: Hit, token: Token) -> bool:
    """`เมื่อ 2518`, `ใน 2550`: after ใน only a Buddhist year, and nothing that it could count."""
    lead = hit.all_tokens[hit.shape.whole[0]]
    written = hit.text[lead.start : lead.end]
    if written not in {"เมื่อ", "ใน"} or (written == "ใน" and not 2400 <= int(token.value) <= 2600):
        return False
    latin = re.match(r"\s?[A-Za-z/]", hit.text[token.end : token.end + 2])
    return latin is None and not counts_something(hit.text, token.end)


def _is_quoted_year(hit: Hit, token: Token) -> bool:
    """`“ตลาดนัดวิทย์ 2560”`: a year that ends a quoted name."""
    value = int(token.value)
    before, after = hit.text[max(0, token.start - 2) : token.start], hit.text[token.end : token.end + 1]
    recent = 2530 <= value <= 2590 or 1990 <= value <= 2040
    return recent and after in {"”", '"', "’", "»"} and before[-1:] == " " and not before[:1].isdigit()


def build_day(hit: Hit) -> Candidate | None:
    """Read a day whose month is told elsewhere: วันที่ 25, วันที่ 5 เดือนนี้."""
    tokens = hit.tokens("a")
    point = read_point(tokens)
    if point is None or point.day is None or not 1 <= point.day <= 31:
        return None
    if hit.rule.name == "d" and tokens[0].kind == "DAYHEAD" and tokens[-1].kind == "NUMW":
        return None  # หยุดงานวันที่สาม: the third day of something
    if hit.rule.name in {"d_this", "d_weekday"}:
        point = replace(point, tense=TENSES[hit.kind_after("a")])
    elif point.month_shift is None and point.weekday is None and not stands_alone(hit, tokens[-1].end, tokens[0].start):
        return None
    return candidate(hit, "a", point)


def stands_alone(hit: Hit, end: int, start: int) -> bool:
    """Return whether a day without a month may be a date: not the nth day of a count or a list."""
    after = hit.text[end : end + 14].lstrip()
    before = hit.text[max(0, start - 10) : start].rstrip()
    if before.endswith("ประจำ") or hit.kind_after() == "HIJRIMONTH":
        return False
    if before.endswith(("เข้าสู่", "เป็น", "ครบ", "ลำดับ", "ล่วงเข้า", "เข้า", "ใน")) and not before.endswith("เมื่อใน"):
        return before.endswith("ใน")
    if _CONNECTIVE_BEFORE.search(before) and hit.text[end : end + 1] in {" ", "\n", ""}:
        return True
    unlikely = ("ของ", "ติดต่อ", "แล้ว", "นับ", "หลัง", "แห่ง", "ปี", "เดือน", "/", "-", ".", ",", "(วัน", "ต่อเนื่อง", "ตั้งแต่")
    return not after.startswith(unlikely) and not counts_something(hit.text, end)
