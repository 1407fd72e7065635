"""Readings of lunar and Hijri dates, holidays, dated events, and the present."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from types import MappingProxyType

from sakat.dates.build_calendar import candidate
from sakat.dates.era import hijri_month_bounds, hijri_to_gregorian, hijri_year_bounds, hijri_years_near, to_gregorian
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.lunar import SECOND_EIGHTH, lunar_day_of_cs, lunar_days
from sakat.dates.points import NUMBERS, TENSES, read_year
from sakat.dates.readings import Anniversary, Candidate, Fixed, NamedDay, Reading, Unresolved, Valued, Year
from sakat.lexicon import load_lexicon
from sakat.text.numerals import to_arabic_digits

_NO_EVENT_AFTER = frozenset({"DAYHEAD", "WEEKDAY", "WEEKDAYBARE", "AT", "DASH", "SLASH", "TO", "APOS", "RELDAY"})
_NO_EVENT_BEFORE = frozenset({"THIS", "PAST", "NEXT", "DASH", "SLASH", "TO", "APOS"})
_ROOM_BEFORE = re.compile(r"(?:ที่|เลข|บ้าน|ห้อง|ชั้น|หมู่|ซอย|ข้อ|ม\.|ป\.|คะแนน|[ก-ฮ]\.)\s?$")
_STREET_BEFORE = re.compile(r"(?:ซอย|ตรอก|ห้อง|ชั้น|บ้านเลขที่|เบอร์)\s?$")
_IN_FRONT = "หน้า"  # วันแม่หน้าบ้าน
_LAST_LUNAR_YEAR_BE = 2431
"""The last Buddhist year that began by the lunar calendar."""


def build_lunar(hit: Hit) -> Candidate | None:
    """Read ขึ้น 15 ค่ำ เดือน 6 พ.ศ. 2567; without a year it has no value."""
    day, month = _lunar_day(hit.tokens("d")), _lunar_month(hit.tokens("m"))
    if day is None or month is None:
        return None
    year_tokens = [token for token in hit.tokens("y") if token.kind not in {"ANIMAL", "SOK"}]
    year = read_year(year_tokens) if year_tokens else None
    if year_tokens and year is None:
        return None
    return candidate(hit, ("w", "d", "m", "y"), _lunar_value(year, month, day))


def _lunar_value(year: Year | None, month: int, day: int) -> Reading:
    found = None
    if year is not None and year.base is None:
        if year.era == "cs":
            found = lunar_day_of_cs(year.value, month, day)
        elif year.era == "be" and year.value <= _LAST_LUNAR_YEAR_BE:
            found = lunar_day_of_cs(year.value - 1181, month, day)
        elif year.era in {"be", "ce", "rs"}:
            found = next(lunar_days(to_gregorian(year.era, year.value), month, day), None)
    if found is not None:
        return Fixed(found.isoformat(), "lunar")
    return Unresolved(f"XXXX-L{month:02d}-{day:02d}", "lunar")


def _lunar_day(tokens: Sequence[Token]) -> int | None:
    if any(token.kind == "FULLMOON" for token in tokens):
        return 15
    number = next(int(token.value) for token in tokens if token.kind in NUMBERS)
    if not 1 <= number <= 15:
        return None
    return number + 15 if any(token.kind == "WANE" for token in tokens) else number


def _lunar_month(tokens: Sequence[Token]) -> int | None:
    named = next((int(token.value) for token in tokens if token.kind == "MONTHNUMBER"), None)
    if named is not None:
        return named
    numbers = [int(token.value) for token in tokens if token.kind in NUMBERS]
    second = len(numbers) > 1 or any(token.kind == "SECOND" for token in tokens)
    if second:
        return SECOND_EIGHTH if set(numbers) == {8} else None
    return numbers[0] if 1 <= numbers[0] <= 12 else None


def build_hijri(hit: Hit) -> Candidate | None:
    """Read 1 มุฮัรรอม ฮ.ศ. 1445 and a Hijri month; days by the arithmetic calendar."""
    tokens = hit.tokens("a")
    if hit.rule.name == "hijri_in_year":
        return _hijri_month_in(hit, tokens)
    if any(token.kind == "ERA" and token.value != "hijri" for token in tokens):
        return None
    numbers = [int(token.value) for token in tokens if token.kind in NUMBERS]
    month = next(int(token.value) for token in tokens if token.kind == "HIJRIMONTH")
    year = numbers[-1]
    if not 1 <= year <= 1600:
        return None
    if len(numbers) == 2:
        found = hijri_to_gregorian(year, month, numbers[0])
        return candidate(hit, "a", Fixed(found.isoformat(), "hijri")) if found else None
    return _hijri_month(hit, hijri_month_bounds(year, month))


def _hijri_month_in(hit: Hit, tokens: Sequence[Token]) -> Candidate | None:
    """Read เดือนรอมฎอน ปี 2567: the Hijri month that begins in that solar year."""
    year = read_year([token for token in tokens if token.kind not in {"HIJRIMONTH", "MONTHHEAD"}])
    if year is None or year.base is not None or year.era not in {"be", "ce"}:
        return None
    month = next(int(token.value) for token in tokens if token.kind == "HIJRIMONTH")
    year_ce = to_gregorian(year.era, year.value)
    months = (hijri_month_bounds(number, month) for number in hijri_years_near(year_ce))
    bounds = next((found for found in months if found and found[0].year == year_ce), None)
    return _hijri_month(hit, bounds)


def _hijri_month(hit: Hit, bounds: tuple[date, date] | None) -> Candidate | None:
    return candidate(hit, "a", Fixed(f"{bounds[0]}/{bounds[1]}", "hijri")) if bounds else None


def hijri_year_edtf(year: int) -> str:
    """Return the Gregorian years that a Hijri year touches.

    >>> hijri_year_edtf(1445)
    '2023/2024'
    """
    first, last = hijri_year_bounds(year)
    return f"{first.year:04d}" if first.year == last.year else f"{first.year:04d}/{last.year:04d}"


def build_named_day(hit: Hit) -> Candidate | None:
    """Read วันเด็ก 2567, สงกรานต์ปีนี้, วันแม่ที่ผ่านมา and a named day alone."""
    tokens = hit.tokens("y")
    if len(tokens) == 1 and tokens[0].kind in TENSES:
        if hit.text[tokens[0].start : tokens[0].end] == _IN_FRONT:
            return None
        return candidate(hit, ("n", "y"), NamedDay(hit.tokens("n")[0].value, None, TENSES[tokens[0].kind]))
    year = read_year(tokens) if tokens else None
    if tokens and year is None:
        return None
    return candidate(hit, ("n", "y"), NamedDay(hit.tokens("n")[0].value, year))


@cache
def _dated_events() -> Mapping[str, tuple[str, bool]]:
    rows = load_lexicon("dated_events")
    return MappingProxyType(
        {to_arabic_digits(row["form"]).replace(" ", ""): (row["edtf"], row["kind"] == "headed") for row in rows}
    )


def build_event(hit: Hit) -> Candidate | None:
    """Read 9/11, 14 ตุลา, เหตุการณ์ 6 ตุลา: events called by their date."""
    tokens, heads = hit.tokens("a"), hit.tokens("h")
    headed = any(token.kind == "EVENTHEAD" for token in heads)
    if hit.rule.name == "event_year":
        return _event_with_year(hit, tokens)
    if any(token.kind == "DAYHEAD" for token in heads) and not headed:
        return None
    found = _dated_events().get(_written(hit, tokens))
    if found is None or (found[1] and not headed):
        return None
    if not headed and (_follows_date(hit) or hit.kind_after() in _NO_EVENT_BEFORE):
        return None
    if not headed and _STREET_BEFORE.search(hit.text[max(0, tokens[0].start - 10) : tokens[0].start]):
        return None
    if (
        tokens[0].kind == "DAYMONTH"
        and not headed
        and _ROOM_BEFORE.search(hit.text[max(0, tokens[0].start - 10) : tokens[0].start])
    ):
        return None
    return candidate(hit, ("h", "a"), Fixed(found[0], None, world=True), label="EVENT")


def _follows_date(hit: Hit) -> bool:
    """Whether a head of the day, a sign or a date stands before: วันที่ 14 ตุลา, 5 ถึง 14 ตุลา."""
    first = hit.shape.whole[0]
    return hit.kind_before() in _NO_EVENT_AFTER and not (hit.kind_before() == "TO" and first == 1)


def _written(hit: Hit, tokens: Sequence[Token]) -> str:
    """Return the name of an event as its table writes it: without blanks, the number in figures."""
    first = tokens[0].value if tokens[0].kind == "NUMW" else hit.text[tokens[0].start : tokens[0].end]
    rest = hit.text[tokens[0].end : tokens[-1].end]
    return to_arabic_digits(first + rest).replace(" ", "")


def _event_with_year(hit: Hit, tokens: Sequence[Token]) -> Candidate | None:
    """`วินาศกรรม 11 กันยายน ค.ศ. 2001`: the stated year must be that of the event."""
    number = next(index for index, token in enumerate(tokens) if token.kind.startswith("MONTH"))
    found = _dated_events().get(_written(hit, tokens[: number + 1]))
    year = read_year(tokens[number + 1 :])
    if found is None or year is None or year.base is not None or year.era not in {"be", "ce"}:
        return None
    if to_gregorian(year.era, year.value, int(found[0][5:7])) != int(found[0][:4]):
        return None
    return candidate(hit, ("h", "a"), Fixed(found[0], year.era), label="EVENT")


def build_present(hit: Hit) -> Candidate | None:
    """Read ปัจจุบัน."""
    return candidate(hit, "a", Valued("DATE", "PRESENT_REF"))


def build_anniversary(hit: Hit) -> Candidate | None:
    """Read วันครบรอบปีแรกของ, วันก่อนวันครบรอบ 10 ปีของ: the event comes next."""
    tokens = hit.tokens("a")
    years = next((int(token.value) for token in tokens if token.kind in NUMBERS), 1)
    days = next((int(token.value) for token in tokens if token.kind == "DAYBEFORE"), 0)
    return candidate(hit, "a", Anniversary(years, days)) if 1 <= years <= 1000 else None
