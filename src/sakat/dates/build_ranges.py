"""Readings of ranges and lists, whose parts share what one of them says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sakat.dates.build_calendar import HEADS, candidate, is_acceptable, stands_alone
from sakat.dates.build_numeric import numeric_point
from sakat.dates.build_periods import century_edtf, decade_edtf, decade_of
from sakat.dates.era import read_bare_year
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.points import (
    MONTHS,
    counts_something,
    follows_ordinal,
    follows_reference,
    read_point,
    read_range_years,
    read_year,
    year_agrees,
)
from sakat.dates.readings import Candidate, Fixed, Period, Point, Range, Reading, Year

_DAY_NUMBERS = frozenset({"NUM1", "NUMW"})
_ITEM_NUMBERS = frozenset({"NUM1", "NUM4", "NUMW", "QUARTERNAME"})
_BETWEEN_ITEMS = frozenset({"COMMA", "AND", "SLASH", "PORTION"})
_FARTHEST_YEAR = 20
_LAST_CENTURY = 30
_PAIR = 2
_SHORTEST_LIFE = 25
"""Years; the wars and reigns that brackets give to the day are shorter."""


def build_range(hit: Hit) -> Candidate | list[Candidate] | None:
    """Read a range whose ends share what only one of them says; a birth and a death are two dates."""
    left, right = hit.tokens("a"), hit.tokens("b")
    if left[-1].kind == "DAYMONTH":
        day, month = map(int, left[-1].value.split("/"))
        first: Point | None = Point(None, month, day)
    else:
        first = numeric_point(left[-1]) if left[-1].kind == "SLASHDATE" else read_point(left)
    last = numeric_point(right[-1]) if right[-1].kind == "SLASHDATE" else read_point(right)
    if hit.rule.name == "range_today":
        today = left[0].kind == "NOW" or left[0].value == "0 document"
        return candidate(hit, ("a", "b"), Range(Point(tense="today"), last)) if today and last else None
    if hit.rule.name in {"range_y", "between_y"}:
        return _build_year_range(hit, left, right)
    if first is None or last is None or not is_acceptable(hit, right, last):
        return None
    if first.day is not None and left[0].kind not in HEADS and follows_ordinal(hit.text, left[0].start):
        return None
    if hit.rule.name == "range_d" and not stands_alone(hit, right[-1].end, left[0].start):
        return None
    if hit.rule.name in {"range_m", "between_m"} and not (first.year or last.year):
        clear = {"MONTH", "MONTHHEAD", "MONTHSHORT"}
        if left[0].kind not in clear or right[0].kind not in clear:
            return None
    if _is_lifetime(hit.text, left[0].start, right[-1].end, first, last):
        return [candidate(hit, ("a",), first), candidate(hit, ("b",), last)]
    return candidate(hit, ("a", "b"), Range(first, last))


def _is_lifetime(text: str, start: int, end: int, first: Point, last: Point) -> bool:
    """Whether two dates in brackets are those of a birth and a death: (4 พ.ค. 2467 – 19 ม.ค. 2550)."""
    if first.year is None or last.year is None or first.day is None or last.day is None:
        return False
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
    return bracketed and last.year.value - first.year.value >= _SHORTEST_LIFE


def _build_year_range(hit: Hit, left: Sequence[Token], right: Sequence[Token]) -> Candidate | None:
    first, last = read_year(left), read_year(right)
    if right[-1].kind == "NUM1" and len(right) == 1:
        last = Year(int(right[0].value), two_digits=True) if right[0].end - right[0].start == 2 else None
    if first is None or last is None or not year_agrees(first, None, None):
        return None
    headed = left[0].kind in {"YEARHEAD", "ERA"}
    last = read_range_years(first, last)
    if not last.marked and last.era != first.era:
        last = Year(last.value, first.era)
    if first.era == last.era and not (first.value < last.value <= first.value + 1000):
        return None
    if not headed:
        likely = 2300 <= first.value <= 2620 or 1500 <= first.value <= 2100
        near = last.value - first.value <= 150 and len(right[-1].value) == 4
        if re.match(r"\s?[A-Za-z]", hit.text[right[-1].end : right[-1].end + 2]):
            return None
        if not (likely and near) or follows_reference(hit.text, left[0].start):
            return None
    if counts_something(hit.text, right[-1].end, strict=headed):
        return None
    return candidate(hit, ("a", "b"), Range(Point(first), Point(last)))


def build_year_pair(hit: Hit) -> Candidate | None:
    """Read ปี 2566/67: two years side by side."""
    token = hit.tokens("a")[-1]
    first_value, last_value = token.value.split("/")
    era = next((t.value for t in hit.tokens("a") if t.kind == "ERA"), None)
    bare = era or read_bare_year(int(first_value))
    if bare is None:
        return None
    first = Year(int(first_value), bare)
    last = read_range_years(first, Year(int(last_value), bare, two_digits=len(last_value) == 2))
    if last.value != first.value + 1:
        return None
    return candidate(hit, ("a",), Range(Point(first), Point(last)))


def build_list(hit: Hit) -> list[Candidate]:
    """Read วันที่ 3, 5 และ 9 มีนาคม 2566 as three days that share month and year."""
    if hit.rule.name in _OTHER_LISTS:
        return _OTHER_LISTS[hit.rule.name](hit)
    last_span = hit.shape.spans["b"]
    tokens = hit.all_tokens
    closing = read_point([t for t in tokens[last_span[0] : last_span[1]] if t.kind not in {"DASH", "TO"}])
    pieces = _split(hit, *hit.shape.spans["list"])
    pieces.append(last_span)
    tail = _read_piece(tokens[last_span[0] : last_span[1]])
    shared = tail.last if isinstance(tail, Range) else tail
    if not isinstance(shared, Point) or closing is None or not is_acceptable(hit, tokens[slice(*last_span)], shared):
        return []
    if tokens[pieces[0][0]].kind not in HEADS and follows_ordinal(hit.text, tokens[pieces[0][0]].start):
        return []
    built = []
    for first, last in pieces:
        reading = _read_piece(tokens[first:last])
        if reading is None:
            return []
        end = reading.last if isinstance(reading, Range) else reading
        filled = replace(
            end,
            month=end.month or shared.month,
            year=end.year or shared.year,
            month_shift=end.month_shift or shared.month_shift,
        )
        whole = Range(reading.first, filled) if isinstance(reading, Range) else filled
        built.append(_item(hit, first, last, whole))
    return built


def _split(hit: Hit, first: int, last: int) -> list[tuple[int, int]]:
    pieces, begin = [], first
    for index in range(first, last):
        if hit.all_tokens[index].kind in _BETWEEN_ITEMS:
            if index > begin:
                pieces.append((begin, index))
            begin = index + 1
        elif index > begin and _begins_item(hit, index):
            pieces.append((begin, index))
            begin = index
    if begin < last:
        pieces.append((begin, last))
    return pieces


def _begins_item(hit: Hit, index: int) -> bool:
    """Whether items with only a blank between them part here: มกราคม มีนาคม, 2 7 และ 13."""
    kind, before = hit.all_tokens[index].kind, hit.all_tokens[index - 1].kind
    if hit.rule.name == "list_m":
        return kind in MONTHS | {"MONTHHEAD"} and before != "MONTHHEAD"
    return hit.rule.name == "list_d_space" and kind in _DAY_NUMBERS and before in _DAY_NUMBERS


def _read_piece(tokens: Sequence[Token]) -> Point | Range | None:
    at = next((index for index, token in enumerate(tokens) if token.kind in {"DASH", "TO", "UNTIL"}), None)
    if at is None:
        return read_point(tokens)
    first, last = read_point(tokens[:at]), read_point(tokens[at + 1 :])
    return Range(first, last) if first and last else None


def _build_year_list(hit: Hit) -> list[Candidate]:
    first_span = hit.shape.spans["list"]
    tokens = hit.all_tokens
    head = read_year(tokens[slice(*first_span)])
    if head is None or counts_something(hit.text, tokens[hit.shape.spans["b"][1] - 1].end):
        return []
    pieces: list[tuple[int, int]] = [first_span]
    begin = None
    for index in range(*hit.shape.spans["b"]):
        kind = tokens[index].kind
        if kind in {"YEARHEAD", "ERA"} and begin is None:
            begin = index
        elif kind == "NUM4":
            pieces.append((index if begin is None else begin, index + 1))
            begin = None
    fiscal = any(token.kind == "FISCAL" for token in tokens[slice(*first_span)])
    built = []
    for first, last in pieces:
        year = read_year(tokens[first:last])
        if year is None:
            return []
        if not year.marked and head.marked:
            year = replace(year, era=head.era)
        built.append(_item(hit, first, last, Period(year, "FY") if fiscal else Point(year)))
    return built


def _item(hit: Hit, first: int, last: int, reading: Reading) -> Candidate:
    tokens = hit.all_tokens
    rule = hit.rule
    return Candidate(first, last, tokens[first].start, tokens[last - 1].end, rule.rule_id, rule.score, reading)


def _build_dated_years(hit: Hit) -> list[Candidate]:
    """Read 31 มีนาคม 2563 และ 2562 as the same day of two years."""
    tokens, head_span = hit.all_tokens, hit.shape.spans["list"]
    head = read_point(tokens[slice(*head_span)])
    if head is None or head.year is None or not is_acceptable(hit, tokens[slice(*head_span)], head):
        return []
    built = [_item(hit, *head_span, head)]
    for index in range(*hit.shape.spans["b"]):
        if tokens[index].kind != "NUM4":
            continue
        year = Year(int(tokens[index].value), head.year.era)
        if abs(year.value - head.year.value) > _FARTHEST_YEAR or counts_something(hit.text, tokens[index].end):
            return []
        built.append(_item(hit, index, index + 1, replace(head, year=year, weekday=None)))
    return built


def _numbered_items(hit: Hit) -> list[tuple[int, int, str]]:
    """Return the place and the number of each item of a list: ไตรมาสที่ 1 และไตรมาสที่ 3."""
    first, last = hit.shape.spans["list"][0], hit.shape.spans["b"][1]
    items = []
    for begin, end in _split(hit, first, last):
        number = next((token.value for token in hit.all_tokens[begin:end] if token.kind in _ITEM_NUMBERS), None)
        if number is not None:
            items.append((begin, end, number))
    return items


def _build_quarters(hit: Hit) -> list[Candidate]:
    """Read Q1, Q2 และ Q3 ปี 2565, ไตรมาสที่ 1 และไตรมาสที่ 3 ของปี 2560: the last one's year is that of all."""
    items = _numbered_items(hit)
    if any(value not in {"1", "2", "3", "4"} for *_, value in items):
        return []
    begin, end, _ = items[-1]
    tail = hit.all_tokens[begin:end]
    at = next(index for index, token in enumerate(tail) if token.kind in _ITEM_NUMBERS)
    year = read_year(tail[at + 1 :])
    if year is None and (len(tail) > at + 1 or len(items) != 1 + len({value for *_, value in items[:-1]})):
        return []
    fiscal = any(token.kind == "FISCAL" for token in tail)
    return [_item(hit, first, last, Period(year, f"Q{value}", fiscal=fiscal)) for first, last, value in items]


def _build_decades(hit: Hit) -> list[Candidate]:
    """Read คริสต์ทศวรรษ 1960 และ 1970."""
    items = _numbered_items(hit)
    head = decade_of(hit.all_tokens[items[0][0] : items[0][1]])
    if head is None or len(items) != _PAIR:
        return []
    value = int(items[1][2])
    second = value if value >= 100 else head[0] // 100 * 100 + value
    if second % 10 or second <= head[0]:
        return []
    starts = (head[0], second)
    return [
        _item(hit, first, last, Fixed(decade_edtf(start, head[1]), head[1]))
        for (first, last, _), start in zip(items, starts, strict=True)
    ]


def _build_centuries(hit: Hit) -> list[Candidate]:
    """Read พุทธศตวรรษที่ 18 และ 19."""
    items = _numbered_items(hit)
    era = hit.all_tokens[items[0][0]].value
    numbers = [int(value) for *_, value in items]
    if len(items) != _PAIR or not 1 <= numbers[0] < numbers[1] <= _LAST_CENTURY:
        return []
    return [
        _item(hit, first, last, Fixed(century_edtf(number, number, era), era))
        for (first, last, _), number in zip(items, numbers, strict=True)
    ]


_OTHER_LISTS: Mapping[str, Callable[[Hit], list[Candidate]]] = {
    "list_y": _build_year_list,
    "list_dmy": _build_dated_years,
    "list_quarters": _build_quarters,
    "list_decades": _build_decades,
    "list_centuries": _build_centuries,
}
