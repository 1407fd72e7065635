"""Reads tokens as points of the calendar: which number is the day, which the year, in which era."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sakat.dates.era import read_bare_year, to_gregorian
from sakat.dates.lexer import Token
from sakat.dates.readings import DOCUMENT, NARRATIVE, Point, Year
from sakat.lexicon import load_lexicon

NUMBERS = frozenset({"NUM1", "NUM3", "NUM4", "NUMW"})
MONTHS = frozenset({"MONTH", "MONTHSHORT", "MONTHCLIP", "MONTHBARE", "MONTHEN"})
WEEKDAYS = frozenset({"WEEKDAY", "WEEKDAYBARE", "WEEKDAYABBR"})
_YEAR_WORDS = frozenset({"YEARHEAD", "ERA", "APOS", "NUM4"})
SHIFTS: dict[str, tuple[int, str]] = {
    "THIS": (0, DOCUMENT), "PAST": (-1, DOCUMENT), "AGO": (-1, DOCUMENT), "NEXT": (1, DOCUMENT),
    "PRESENT": (0, DOCUMENT),
    "SAME": (0, NARRATIVE), "THAT": (0, NARRATIVE), "AFTER": (1, NARRATIVE), "BEFORETHAT": (-1, NARRATIVE),
}  # fmt: skip
"""What a modifier of a unit means: offset and base."""

_LAST_YEAR = 9999 + 543
_LAST_CS_YEAR = 1500
TENSES = {"THIS": "present", "PAST": "past", "NEXT": "future"}


def read_year(tokens: Sequence[Token]) -> Year | None:
    """Return the year that the tokens write, with a second era if one is given; None if they do not."""
    era, apostrophe, headed = None, False, False
    found: Year | None = None
    for token in tokens:
        if token.kind == "ERA":
            era = token.value
        elif token.kind == "APOS":
            apostrophe = True
        elif token.kind in {"YEARHEAD", "FISCAL"}:
            headed = True
        elif token.kind in SHIFTS and found is None:
            offset, base = SHIFTS[token.kind]
            return Year(offset, base=base)
        elif token.kind in NUMBERS:
            read = _number_year(token, era, short=apostrophe or headed or found is None)
            if read is None:
                return None
            if found is not None:
                return Year(found.value, found.era, None, found.marked, found.two_digits, read)
            found, era = read, None
    return found


def _number_year(token: Token, era: str | None, *, short: bool) -> Year | None:
    value = int(token.value)
    if value > _LAST_YEAR:
        return None
    if token.kind in {"NUM1", "NUMW"} and value < 100 and era in {None, "be"}:
        if not short or (token.kind == "NUM1" and token.end - token.start != 2):
            return None
        if token.kind == "NUMW" and value < 10:
            return None
        return Year(2500 + value, "be", marked=era is not None, two_digits=True)
    if era == "cs" and value > _LAST_CS_YEAR:
        era = "be"  # ศักราช 2475
    if era is not None:
        return Year(value, era, marked=True) if value >= 10 else None
    bare = read_bare_year(value)
    return Year(value, bare) if bare else None


def year_agrees(year: Year, month: int | None, day: int | None) -> bool:
    """Return whether the two eras of a year name one Gregorian year; true if there is only one."""
    other = year.alternative
    if other is None or "hijri" in {year.era, other.era}:
        return True
    first, second = (to_gregorian(item.era, item.value, month, day) for item in (year, other))
    # a year alone may straddle two: ร.ศ. 112 is 1893 or 1894
    straddles = month is None and bool({year.era, other.era} & {"rs", "cs", "ms", "be"})
    return first == second or (straddles and min(first, second) < 1941 and abs(first - second) == 1)


def read_point(tokens: Sequence[Token]) -> Point | None:
    """Return the point that the tokens of one expression write, or None if they cannot be one."""
    month_at = weekday = None
    for index, token in enumerate(tokens):
        if month_at is None and token.kind in MONTHS:
            month_at = index
        elif weekday is None and token.kind in WEEKDAYS:
            weekday = int(token.value)
    if month_at is None:
        return _read_without_month(tokens, weekday)
    day = _read_day(tokens[:month_at])
    after = tokens[month_at + 1 :]
    if not after:
        return Point(None, int(tokens[month_at].value), day, weekday)
    year = None
    if any(token.kind in NUMBERS or token.kind == "YEARHEAD" for token in after):
        year = read_year(after)
        if year is None:
            return None
    tense = next((TENSES[t.kind] for t in after if t.kind in TENSES), None) if year is None else None
    return Point(year, int(tokens[month_at].value), day, weekday, tense)


def _read_day(tokens: Sequence[Token]) -> int | None:
    for token in tokens:
        if token.kind in {"NUM1", "NUMW"}:
            return int(token.value)
    return None


def _read_without_month(tokens: Sequence[Token], weekday: int | None) -> Point | None:
    month_at = next((index for index, token in enumerate(tokens) if token.kind == "MONTHHEAD"), None)
    if month_at is not None:
        day = _read_day(tokens[:month_at])
        modifier = next((t for t in tokens[month_at:] if t.kind in SHIFTS), None)
        if modifier is not None:
            return Point(day=day, weekday=weekday, month_shift=SHIFTS[modifier.kind])
        return None
    if any(token.kind in _YEAR_WORDS for token in tokens):
        year = read_year(tokens)
        return Point(year) if year else None
    day = _read_day(tokens)
    tense = next((TENSES[t.kind] for t in tokens if t.kind in TENSES), None)
    return Point(day=day, weekday=weekday, tense=tense) if day is not None else None


_NO_COUNTERS = r"น\.\s?ส\.|เท่านั้น|เท่าที่|เท่ากับ|เท่าเดิม|ครั้งที่|ครั้งนี้|คนร้าย|ตัวแทน|ตัวเลข|รายงาน|รายละเอียด|รายการ"


@cache
def _counter_pattern(*, strict: bool) -> re.Pattern[str]:
    rows = [row["form"] for row in load_lexicon("date_counters") if row["strict"] or not strict]
    forms = "|".join(map(re.escape, sorted(rows, key=len, reverse=True)))
    return re.compile(rf"[ \u00a0]{{0,2}}(?!{_NO_COUNTERS})(?:กว่า)?(?:{forms})")


def counts_something(text: str, end: int, *, strict: bool = False) -> bool:
    """Return whether a classifier or unit follows, so that the number before it is a count.

    With `strict`, only words that count even where a two-digit year could stand.

    >>> counts_something("14 กุมภาพันธ์ 50 คน", 16), counts_something("14 ก.พ. 50 นายสมชาย", 10, strict=True)
    (True, False)
    """
    return _counter_pattern(strict=strict).match(text, end) is not None


_ORDINAL_BEFORE = re.compile(
    r"(?:(?<!วัน)ที่|อันดับ|ข้อ|(?<!ก่อน)(?<!เดือน)(?<!ปี)(?<!สัปดาห์)(?<!เผชิญ)หน้า|บท|ตอน|ลำดับ|ชั้น|(?<!หมด)เขต|ห้อง|กองทัพภาค|ร้อยละ|(?<![ก-ฮ])ม\.|มาตรา|จำนวน|อายุ|เพียง|กว่า|เฉลี่ย|"
    r"หมายเลข|เบอร์|ซอย|ตรอก|No\.|(?<!แ)ละ) ?$"
)
_LAW_BEFORE = re.compile(r"(?:มาตรา|ข้อ|วรรค|หน้า|เลขที่|บ้านเลขที่|โทร\.?|เบอร์|ทะเบียน|หมายเลข)\s?$")


def follows_ordinal(text: str, start: int) -> bool:
    """Return whether the number at `start` belongs to the words before it: ครั้งที่ 14, หน้า 12.

    >>> follows_ordinal("การประชุมครั้งที่ 14 ตุลาคม", 18), follows_ordinal("เมื่อ 14 ตุลาคม", 6)
    (True, False)
    """
    return _ORDINAL_BEFORE.search(text[max(0, start - 16) : start]) is not None


def follows_reference(text: str, start: int) -> bool:
    """Return whether a word before makes the figures a section, page, house or telephone number."""
    return _LAW_BEFORE.search(text[max(0, start - 16) : start]) is not None


def read_range_years(first: Year, last: Year) -> Year:
    """Return the second year of a range, written out: 2566-70 is 2566 to 2570."""
    if not last.two_digits or last.marked:
        return last
    century = first.value // 100 * 100
    value = last.value % 100 + century
    return Year(value if value > first.value else value + 100, first.era, None, first.marked)
