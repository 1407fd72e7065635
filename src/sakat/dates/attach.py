"""Joins what stands beside an expression to it: ต้น, ราว, ตั้งแต่, นี้, เป็นต้นมา, a clock time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sakat.dates.lexer import Token
from sakat.dates.model import Part
from sakat.dates.points import TENSES
from sakat.dates.readings import (
    Called,
    Candidate,
    Clock,
    Displaced,
    Fixed,
    NamedDay,
    Offset,
    Open,
    Period,
    Point,
    Range,
    Reading,
    Shift,
    Stamp,
    Unresolved,
    Valued,
    Weekday,
    WeekdayIn,
    WeekdayOf,
)

_BEFORE_CLOCK = frozenset({"TIMEHEAD", "COMMA", "APPROX", "DAYPART"})
_BEFORE_DAY = frozenset({"OF", "COMMA", "U_NIGHT", "AMPM", "DAYPART"})
_DAYS = re.compile(r"P([0-9]+)([DW])")
_RANGE_SIGNS = frozenset({"TO", "DASH", "UNTIL"})


def attach_modifiers(chosen: Sequence[Candidate], tokens: Sequence[Token]) -> list[Candidate]:
    """Return the candidates with their neighbours joined, still in order and disjoint."""
    joined = chosen
    if len(chosen) > 1 or isinstance(chosen[0].reading, Offset):
        joined = _join_offsets(_join_clocks(chosen, tokens), tokens)
    attached: list[Candidate] = []
    taken = 0
    for index, candidate in enumerate(joined):
        limit = joined[index + 1].first if index + 1 < len(joined) else len(tokens)
        found = _attach_right(_attach_left(candidate, tokens, taken), tokens, limit)
        found = _open(found, tokens, taken)
        attached.append(found)
        taken = found.last
    return attached


def _is_day(candidate: Candidate) -> bool:
    match candidate.reading:
        case Point(day=day):
            return day is not None
        case Shift(unit=unit):
            return unit == "D"
        case Fixed(edtf=edtf):
            return len(edtf) == 10 and candidate.label == "DATE"
        case Weekday(weekend=weekend):
            return not weekend
        case WeekdayOf() | WeekdayIn() | Displaced():
            return True
        case NamedDay():
            return True
    return False


def _join_clocks(chosen: Sequence[Candidate], tokens: Sequence[Token]) -> list[Candidate]:
    joined: list[Candidate] = []
    index = 0
    while index < len(chosen):
        first = chosen[index]
        second = chosen[index + 1] if index + 1 < len(chosen) else None
        stamp = _join(first, second, tokens) if second else None
        joined.append(stamp or first)
        index += 2 if stamp else 1
    return joined


def _join_offsets(chosen: Sequence[Candidate], tokens: Sequence[Token]) -> list[Candidate]:
    """Join สามวันก่อน and the date that follows; from nothing it is no date, from an undated day without value."""
    joined: list[Candidate] = []
    offset: Candidate | None = None
    for candidate in chosen:
        if offset is not None and _meets(offset, candidate, tokens):
            assert isinstance(offset.reading, Offset)
            joined.append(
                replace(
                    offset, last=candidate.last, end=candidate.end, reading=Displaced(candidate.reading, offset.reading)
                )
            )
            offset = None
        elif isinstance(candidate.reading, Offset):
            joined += _undated(offset)
            offset = candidate
        else:
            joined += _undated(offset)
            offset = None
            previous = joined[-1] if joined else None
            taken = joined[-2].last if len(joined) > 1 else 0
            if previous is not None and (found := _counted_after(previous, candidate, tokens, taken)):
                joined[-1] = found
            else:
                joined.append(candidate)
    return joined + _undated(offset)


def _undated(offset: Candidate | None) -> list[Candidate]:
    """Return คืนก่อนวันเลือกตั้ง, which has a value if the day of the event was told."""
    if offset is None or not isinstance(offset.reading, Offset) or not offset.reading.undated:
        return []
    return [offset.with_reading(Displaced(Called(offset.reading.undated), offset.reading))]


def _meets(offset: Candidate, base: Candidate, tokens: Sequence[Token]) -> bool:
    between = [token.kind for token in tokens[offset.last : base.first]]
    if isinstance(offset.reading, Offset) and offset.reading.undated and not isinstance(base.reading, Point):
        return False
    return between in ([], ["OF"]) and not isinstance(base.reading, Clock | Valued | Unresolved | Offset)


def _counted_after(base: Candidate, count: Candidate, tokens: Sequence[Token], taken: int) -> Candidate | None:
    """Return ก่อนวันวิสาขบูชา 2566 หนึ่งวัน as one date: the count follows what it counts from."""
    lead = tokens[base.first - 1] if base.first > taken else None
    if lead is None or lead.kind not in {"OFFBEFORE", "OFFAFTER", "AGO"} or count.first != base.last:
        return None
    if not isinstance(count.reading, Valued) or (days := _DAYS.fullmatch(count.reading.value)) is None:
        return None
    if not _is_day(base):
        return None
    amount = int(days[1]) * (-1 if lead.kind != "OFFAFTER" else 1)
    return replace(
        base,
        first=base.first - 1,
        start=lead.start,
        last=count.last,
        end=count.end,
        reading=Displaced(base.reading, Offset(amount, days[2])),
    )


def _join(first: Candidate, second: Candidate, tokens: Sequence[Token]) -> Candidate | None:
    between = tokens[first.last : second.first]
    if len(between) > 3:
        return None
    kinds = {token.kind for token in between}
    if isinstance(second.reading, Clock) and second.reading.last is None and _is_day(first):
        if not kinds <= _BEFORE_CLOCK | {"THIS", "PAST"}:
            return None
        tense = next((TENSES[token.kind] for token in between if token.kind in TENSES), None)
        return _stamp(_with_tense(first, tense), second, first.start, second.end, first, second)
    if isinstance(first.reading, Clock) and first.reading.last is None and _is_day(second) and kinds <= _BEFORE_DAY:
        return _stamp(second, first, first.start, second.end, first, second)
    return None


def _stamp(day: Candidate, clock: Candidate, start: int, end: int, first: Candidate, second: Candidate) -> Candidate:
    assert isinstance(clock.reading, Clock)
    parts: list[Part] = []
    for part in (first, second):
        parts += part.parts or [Part(part.start, part.end, "TIME" if part is clock else "DATE")]
    return replace(
        day,
        first=first.first,
        last=second.last,
        start=start,
        end=end,
        reading=Stamp(day.reading, clock.reading),
        parts=tuple(parts),
    )


def _with_tense(candidate: Candidate, tense: str | None) -> Candidate:
    if tense is None:
        return candidate
    reading = candidate.reading
    if isinstance(reading, Point) and reading.year is None and reading.month_shift is None:
        return candidate.with_reading(replace(reading, tense=tense))
    if isinstance(reading, Range) and reading.last.year is None and reading.last.month_shift is None:
        return candidate.with_reading(replace(reading, last=replace(reading.last, tense=tense)))
    if isinstance(reading, Stamp) and isinstance(reading.point, Point) and reading.point.year is None:
        return candidate.with_reading(replace(reading, point=replace(reading.point, tense=tense)))
    return candidate


def _attach_left(candidate: Candidate, tokens: Sequence[Token], taken: int) -> Candidate:
    while candidate.first > taken:
        token = tokens[candidate.first - 1]
        if token.kind == "PORTION" and candidate.mod is None and _can_be_divided(candidate):
            candidate = replace(candidate, mod=token.value)
        elif token.kind == "APPROX" and not candidate.approximate and not isinstance(candidate.reading, Clock | Stamp):
            if isinstance(candidate.reading, Valued):
                return replace(candidate, approximate=True)
            candidate = replace(candidate, approximate=True)
        elif token.kind == "UNSURE" and not candidate.uncertain and not isinstance(candidate.reading, Clock | Valued):
            return replace(candidate, uncertain=True)
        else:
            return candidate
        candidate = replace(candidate, first=candidate.first - 1, start=token.start)
    return candidate


def _can_be_divided(candidate: Candidate) -> bool:
    match candidate.reading:
        case Point(day=day):
            return day is None
        case Shift(unit=unit):
            return unit != "D"
        case Fixed():
            return candidate.rule_id in {"date.decade", "date.century", "date.bce"}
        case Range(first=first):
            return first.day is None
        case Period():
            return True
    return False


def _attach_right(candidate: Candidate, tokens: Sequence[Token], limit: int) -> Candidate:
    if candidate.last >= limit:
        return candidate
    token = tokens[candidate.last]
    reading = candidate.reading
    if token.kind == "UNSURE" and token.value == "after":
        return replace(candidate, uncertain=True, last=candidate.last + 1, end=token.end)
    if isinstance(reading, Stamp):
        reading = reading.point
    if token.kind not in TENSES or not isinstance(reading, Point | Range):
        return candidate
    end_point = reading.last if isinstance(reading, Range) else reading
    if end_point.day is None and end_point.month is None:
        return candidate
    if token.kind == "NEXT" and end_point.year is not None:
        return candidate
    return replace(_with_tense(candidate, TENSES[token.kind]), last=candidate.last + 1, end=token.end)


def _open(candidate: Candidate, tokens: Sequence[Token], taken: int) -> Candidate:
    if isinstance(candidate.reading, Range | Valued | Clock | Stamp):
        return candidate
    following = tokens[candidate.last] if candidate.last < len(tokens) else None
    if following is not None and following.kind == "ONWARD":
        opened = candidate.with_reading(Open(candidate.reading, after=True, stated=True))
        closed_by_present = "ปัจจุบัน" in following.value
        return replace(opened, last=candidate.last + 1, end=following.end) if closed_by_present else opened
    before = tokens[candidate.first - 1] if candidate.first > taken else None
    if before is None or (following is not None and following.kind in _RANGE_SIGNS):
        return candidate
    if not _can_last(candidate.reading):
        return candidate
    if before.kind == "SINCE" and before.value:
        return candidate.with_reading(Open(candidate.reading, after=True))
    alone = candidate.first - 1 > taken or taken == 0
    if before.kind == "UNTIL" and alone:
        return candidate.with_reading(Open(candidate.reading, after=False))
    return candidate


def _can_last(reading: Reading) -> bool:
    """Whether มาตั้งแต่ means for as long: มาตั้งแต่ปี 2564 and มาตั้งแต่ต้นเดือน last, a day only begins."""
    match reading:
        case Point(day=day, year=year, month=month, month_shift=shift):
            return day is None and (year is not None or month is not None or shift is not None)
        case Shift(unit=unit):
            return unit in {"M", "Y"}
    return False
