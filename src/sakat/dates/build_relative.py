"""Readings of words relative to a base, of durations and of recurrences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sakat.dates.build_calendar import candidate
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.model import Part
from sakat.dates.outcome import UNKNOWN
from sakat.dates.points import SHIFTS, TENSES, counts_something, read_point, read_year
from sakat.dates.readings import (
    DOCUMENT,
    NARRATIVE,
    Candidate,
    Shift,
    Unresolved,
    Valued,
    Weekday,
    WeekdayOf,
    WeekdayRange,
)
from sakat.text.numerals import parse_number

_UNITS = {
    "U_AGE": "Y", "U_DAY": "D", "U_NIGHT": "D", "U_WEEK": "W", "WEEKDAYBARE": "W", "MONTHHEAD": "M", "U_QUARTER": "Q",
    "YEARHEAD": "Y", "U_DECADE": "DE", "U_CENTURY": "CE", "U_HOUR": "H", "U_MIN": "m", "U_SEC": "S",
}  # fmt: skip
COUNTS = frozenset({"NUM1", "NUM3", "NUM4", "NUMW", "NUMX", "NUMPAIR", "CLOCKNUM"})
_WILL = re.compile(r"[^\n]{0,24}?จะ|\s?(?:ถึง|เปิด|เลือกตั้ง|มา|ไป|ค่อย|เจอ|พบ|กลับ|นัด|รับ|ครบ|สอบ|แข่ง)")
_LENGTHENS = re.compile(r"(?:ต่อ|เพิ่ม|เวลา|ขยาย|รอ|เลื่อน|ออกไป|ขอ|นาน|คุก|แบน|พัก|กว่า)\s?$")
_VAGUE_BEFORE = re.compile(r"(?:หลาย|กี่|(?<!พระ)บาง|ล้าน)\s?$")
_SUNDAY = "7"
_HALF = 0.5
_IN_HOURS = {"H": 1.0, "m": 1 / 60, "S": 1 / 3600}
_HOURS_OF_A_DAY = 24  # 48 ชั่วโมง is no span under a day
_HALF_YEAR = "ครึ่งปี"


def read_unit(token: Token) -> str | None:
    """Return the TIMEX3 unit of a token; อาทิตย์ alone is a week, the other weekdays are no unit."""
    if token.kind == "WEEKDAYBARE" and token.value != _SUNDAY:
        return None
    return _UNITS.get(token.kind)


def read_count(token: Token) -> float | None:
    """Return the number of a counter, None if it is none or beyond all counting of time."""
    value = parse_number(token.value.replace(":", ".")) if token.value else None
    return None if value is None or value > 1_000_000 else value


def build_relative(hit: Hit) -> Candidate | None:
    """Read เมื่อวานนี้, เดือนที่แล้ว, ปีเดียวกัน, วันรุ่งขึ้น."""
    tokens = hit.tokens("a")
    if hit.rule.name == "month_of_year":
        point = read_point(tokens)
        return candidate(hit, "a", point) if point else None
    if tokens[0].kind == "RELDAY":
        offset, base = tokens[0].value.split()
        return _with_part_of_day(hit, candidate(hit, "a", Shift(int(offset), "D", base)))
    unit = read_unit(tokens[0])
    if _VAGUE_BEFORE.search(hit.text[max(0, tokens[0].start - 8) : tokens[0].start]):
        return None
    if unit is None or (unit == "DE" and tokens[1].kind == "AGO"):
        return None
    if hit.text.endswith("จากนั้น", tokens[1].start, tokens[1].end):
        return None
    if tokens[1].kind == "PRESENT" and (tokens[1].start > tokens[0].end or hit.kind_before() in COUNTS):
        return None  # อายุ 47 ปี ปัจจุบัน…
    amount, base = SHIFTS[tokens[1].kind]
    return candidate(hit, "a", Shift(amount, unit, base))


_SINCE, _LONGEST_SINCE = ("แต่", "เมื่อ"), 8
"""Words after which จันทร์ alone is a Monday."""

_PART_OF_DAY = "(?:ช่วง|ตอน)?(?:เช้ามืด|เช้าตรู่|รุ่งเช้า|เช้า|สาย|บ่าย|เย็น|หัวค่ำ|ค่ำ|กลางดึก|ดึก|คืน)"
_DAY_WITH_PART = re.compile(
    rf"(?:เมื่อ)?(?P<part>{_PART_OF_DAY})(?P<day>วัน.+|วาน.*)|(?P<day_before>(?:วัน)?พรุ่งนี้)(?P<part_after>{_PART_OF_DAY})"
)
_ONLY_PART = re.compile(rf"(?:เมื่อ)?{_PART_OF_DAY}(?:นี้|นั้น|เดียวกัน|ที่ผ่านมา|ที่แล้ว)?")


def _with_part_of_day(hit: Hit, found: Candidate) -> Candidate:
    """Tell the part of the day from the day in บ่ายวานนี้; เมื่อคืน and เช้านี้ are parts of a day alone."""
    written = hit.text[found.start : found.end]
    if _ONLY_PART.fullmatch(written):
        return replace(found, label="TIME")
    match = _DAY_WITH_PART.fullmatch(written)
    if match is None:
        return found
    names = (("part", "TIME"), ("day", "DATE"), ("day_before", "DATE"), ("part_after", "TIME"))
    parts = [
        Part(found.start + match.start(name), found.start + match.end(name), label)
        for name, label in names
        if match[name] is not None
    ]
    return replace(found, parts=tuple(parts))


def build_counted(hit: Hit) -> Candidate | None:
    """Read 5 วันก่อน, สามวันต่อมา, อีก 5 วันข้างหน้า; `3 ปีที่ผ่านมา` is a duration."""
    tokens = hit.tokens("a")
    kinds = {token.kind for token in tokens}
    counter = next(token for token in tokens if token.kind in COUNTS)
    vague = "NUMPAIR" in kinds or bool(kinds & {"DASH", "TO", "UNTIL"})
    unit_token = next(token for token in tokens if token.kind in _UNITS and token is not counter)
    unit, count = read_unit(unit_token), (1 if counter.kind == "NUMPAIR" else read_count(counter))
    if unit is None or count is None or count != int(count) or count > 3000:
        return None
    if counter.kind == "NUM4" and 1700 <= count <= 2700:
        return None
    told = hit.text[tokens[-1].start : tokens[-1].end]
    if "U_NIGHT" in kinds and "AGO" in kinds:
        return None
    last = tokens[-1]
    if told == "ก่อน" and last.start > tokens[-2].end and hit.text[last.end : last.end + 1].isalpha():
        return None  # ถูกขังอยู่ 37 วัน ก่อนศาลจะให้ประกัน
    if "PAST" in kinds and told != "ที่แล้ว":
        return None
    if vague:
        return candidate(hit, "a", Unresolved(UNKNOWN, None))  # two or three days ago is no one day
    if hit.rule.name == "more_future":
        planned = _WILL.match(hit.text, tokens[-1].end) and not _LENGTHENS.search(
            hit.text[max(0, tokens[0].start - 12) : tokens[0].start]
        )
        return candidate(hit, "a", Shift(int(count), unit, DOCUMENT)) if planned else None
    if hit.rule.name == "more_shift":
        if "MORE" not in kinds and "INMORE" not in kinds:
            return None
        return candidate(hit, "a", Shift(int(count), unit, NARRATIVE if "AFTER" in kinds else DOCUMENT))
    if "AFTER" in kinds:
        if hit.rule.name == "after_count" and counts_something(hit.text, tokens[-1].end):
            return None
        apart = tokens[-1].kind == "AFTER" and tokens[-1].start > tokens[-2].end
        if told == "จากนั้น" or (apart and told.endswith("จากนั้น")):
            return None  # the next sentence: ใช้เวลา 7 วัน จากนั้นจึง…
        return candidate(hit, "a", Shift(int(count), unit, NARRATIVE))
    if "BEFORETHAT" in kinds:
        return candidate(hit, "a", Shift(-int(count), unit, NARRATIVE))
    return candidate(hit, "a", Shift(-int(count), unit, DOCUMENT))


def build_weekdays(hit: Hit) -> Candidate | None:
    """Read วันศุกร์ถึงวันอาทิตย์นี้, วันจันทร์หน้าถึงวันศุกร์หน้า: a modifier at the end holds for both."""
    days: list[Weekday] = []
    for group in ("b", "a"):
        first, last = hit.tokens(group)[0], hit.tokens(group)[-1]
        tense = "past" if last.kind == "AGO" else TENSES.get(last.kind) or (days[0].tense if days else None)
        days.append(Weekday(int(first.value), tense))
    return candidate(hit, ("a", "b"), WeekdayRange(days[1], days[0]))


def build_weekday(hit: Hit) -> Candidate | None:
    """Read วันพุธที่ผ่านมา, วันศุกร์นี้, เสาร์หน้า and วันจันทร์ alone."""
    tokens = hit.tokens("a")
    tense = next((TENSES.get(token.kind) for token in tokens if token.kind in SHIFTS), None)
    if any(token.kind in {"AGO", "BEFORETHAT"} for token in tokens):
        tense = "past"
    if tokens[0].kind == "WEEKEND":
        return candidate(hit, "a", Weekday(6, tense, weekend=True))
    if tokens[0].kind == "WEEKDAYBARE" and tokens[0].value == _SUNDAY:
        return None
    before = hit.text[max(0, tokens[0].start - _LONGEST_SINCE) : tokens[0].start].rstrip()
    if hit.rule.name == "weekday_since" and not before.endswith(_SINCE):
        return None
    if hit.rule.name == "weekday_after":
        return candidate(hit, "a", WeekdayOf(int(tokens[0].value), None))
    if hit.rule.name == "weekday_of_week":
        if tokens[-2].kind == "WEEKDAYBARE" and tokens[-2].value != _SUNDAY:
            return None
        weeks = {"THIS": 0, "NEXT": 1}.get(tokens[-1].kind, -1)
        return candidate(hit, "a", WeekdayOf(int(tokens[0].value), weeks))
    if len(tokens) == 1:
        if _goes_on(hit):
            return None
        return replace(candidate(hit, "a", Weekday(int(tokens[0].value), None)), score=0.75)
    return candidate(hit, "a", Weekday(int(tokens[0].value), tense))


def _goes_on(hit: Hit) -> bool:
    """Whether a weekday alone is part of วันจันทร์ถึงศุกร์, วันอังคารที่ 5 or วันพุธของทุกปี."""
    after = [token.kind for token in hit.all_tokens[hit.span("a")[1] :][:2]]
    if not after:
        return False
    if after[0] in {"DASH", "TO", "UNTIL"}:
        return after[1:] != [] and after[1] in {"WEEKDAY", "WEEKDAYBARE"}
    if after[0] == "AT":
        return after[1:] != [] and after[1] in COUNTS
    return after[0] in {"WEEKDAYBARE", "EVERYYEAR"}


def _format(value: float) -> str:
    return f"{value:g}" if value != int(value) else str(int(value))


def build_duration(hit: Hit) -> Candidate | None:
    """Read 9 เดือน, สองชั่วโมงครึ่ง, 1 ปี 6 เดือน, 3-5 ปี, 3 ปีที่ผ่านมา."""
    tokens = hit.tokens("a")
    if hit.rule.name == "duration_half":
        return _half_duration(hit, tokens)
    parts: list[tuple[float, str]] = []
    counts: list[float] = []
    mod = None
    for index, token in enumerate(tokens):
        if token.kind == "NUMPAIR":
            counts.extend(map(float, token.value.split("-")))
        elif token.kind in COUNTS:
            value = read_count(token)
            if value is None:
                return None
            counts.append(value)
        elif token.kind == "SHORTLY":
            mod = "MORE_THAN"
        elif token.kind == "HALF" and parts:
            parts[-1] = (parts[-1][0] + _HALF, parts[-1][1])
        elif (unit := read_unit(token)) and counts:
            if token.kind == "U_DAY" and index + 1 < len(tokens) and tokens[index + 1].kind == "AT":
                return None
            parts.append((counts[-1], unit))
    if not parts or _is_part_of_a_date(hit, tokens):
        return None
    if len(counts) > len(parts) and counts[0] < counts[1]:
        mod = "EQUAL_OR_LESS"
    if hit.rule.name == "duration_past" and counts[0] == 0:
        return None
    clock = all(unit in {"H", "m", "S"} for _, unit in parts) and _hours(parts) < _HOURS_OF_A_DAY
    return candidate(hit, "a", Valued("DURATION", _period_value(parts), mod), label="TIME" if clock else "DATE")


def _hours(parts: Sequence[tuple[float, str]]) -> float:
    return sum(value * _IN_HOURS[unit] for value, unit in parts)


def _is_part_of_a_date(hit: Hit, tokens: Sequence[Token]) -> bool:
    """`ครั้งที่ 3 ปี 2566`, `รุ่นที่ 5 เดือน`, `ปี 2566 วัน…`: the number is no count of units."""
    before = hit.text[max(0, tokens[0].start - 8) : tokens[0].start].rstrip()
    if before.endswith(("ที่", "ข้อ", "มาตรา", "พ.ศ.", "ค.ศ.", "หน้า", "ฉบับที่", "/", "ร.ศ.")):
        return True
    if tokens[0].kind == "NUM4" and not before.endswith(("กว่า", "เป็นเวลา", "อายุ", "ราว", "ประมาณ", "เกือบ")):
        return 1900 <= int(tokens[0].value) <= 2650
    return tokens[0].kind == "CLOCKNUM" and ":" in tokens[0].value


def _period_value(parts: Sequence[tuple[float, str]]) -> str:
    dates = "".join(_date_part(value, unit) for value, unit in parts if unit not in {"H", "m", "S"})
    times = ""
    for value, unit in parts:
        if unit in {"H", "m", "S"}:
            whole, half = (int(value), value % 1 == _HALF) if unit == "H" and value >= 1 else (value, False)
            times += f"{_format(whole)}{unit.upper()}" + ("30M" if half else "")
    return f"P{dates}" + (f"T{times}" if times else "")


def _date_part(value: float, unit: str) -> str:
    """Return `1Y6M` for a year and a half; half a month or week has no whole number of days."""
    return f"{int(value)}Y6M" if unit == "Y" and value % 1 == _HALF else f"{_format(value)}{unit}"


def _half_duration(hit: Hit, tokens: Sequence[Token]) -> Candidate | None:
    if tokens[0].kind == "HALFYEAR":
        return (
            candidate(hit, "a", Valued("DURATION", "P6M")) if hit.text.startswith(_HALF_YEAR, tokens[0].start) else None
        )
    unit = read_unit(next(token for token in tokens if token.kind in _UNITS))
    if unit is None or (tokens[0].kind == "HALF" and _continues(hit, tokens[-1].end)):
        return None
    halves = {"Y": "P6M", "M": "P15D", "D": "PT12H", "H": "PT30M"}
    wholes = {"Y": "P18M", "M": "P45D", "H": "PT1H30M"}
    period = (halves if tokens[0].kind == "HALF" else wholes).get(unit)
    if period is None:
        return None
    return candidate(hit, "a", Valued("DURATION", period), label="TIME" if unit in {"H", "D"} else "DATE")


def _continues(hit: Hit, end: int) -> bool:
    return hit.text[end : end + 5].startswith(("แรก", "หลัง"))


def build_set(hit: Hit) -> Candidate | None:
    """Read ทุกวันจันทร์, ทุก 3 เดือน, วันที่ 20 มีนาคมของทุกปี, วันจันทร์-ศุกร์."""
    tokens = hit.tokens("a")
    kinds = {token.kind for token in tokens}
    if "RELDAY" in kinds:
        return None
    if hit.rule.name == "set_every_year":
        point = read_point([token for token in tokens if token.kind not in {"EVERY", "EVERYYEAR"}])
        if point is None or point.month is None:
            return None
        day = f"-{point.day:02d}" if point.day else ""
        return candidate(hit, "a", Valued("SET", f"XXXX-{point.month:02d}{day}"))
    if hit.rule.name == "set_every_month":
        days = [int(token.value) for token in tokens if token.kind in {"NUM1", "NUMW"}]
        if any(not 1 <= day <= 31 for day in days):
            return None
        return candidate(hit, "a", Valued("SET", f"XXXX-XX-{days[0]:02d}"))
    if hit.rule.name == "set_nth_weekday":
        return candidate(hit, "a", Valued("SET", "XXXX-XX"))
    if kinds & {"WEEKDAY", "WEEKDAYBARE"} and (hit.rule.name != "set_unit"):
        days = [int(token.value) for token in tokens if token.kind in {"WEEKDAY", "WEEKDAYBARE"}]
        return candidate(hit, "a", Valued("SET", f"XXXX-WXX-{days[0]}"))
    if "EVERYYEAR" in kinds:
        return candidate(hit, "a", Valued("SET", "XXXX"))
    if "EVERYMONTH" in kinds and hit.text.startswith("ของ", tokens[0].start):
        return None
    if "EVERYMONTH" in kinds:
        return candidate(hit, "a", Valued("SET", "XXXX-XX"))
    unit = read_unit(tokens[-1])
    if unit is None or (tokens[-1].kind == "U_DAY" and read_year(tokens) and len(tokens) > 2):
        return None
    counter = next((token for token in tokens if token.kind in COUNTS), None)
    count = read_count(counter) if counter else 1
    if count is None or counts_something(hit.text, tokens[-1].end):
        return None
    clock = unit in {"H", "m", "S"}
    value = f"P{'T' if clock else ''}{_format(count)}{unit.upper()}"
    return candidate(hit, "a", Valued("SET", value), label="TIME" if clock else "DATE")
