"""Finds the temporal expressions of a text and their values."""

from __future__ import annotations

import itertools
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sakat.dates import (
    build_calendar,
    build_clock,
    build_counted,
    build_numeric,
    build_periods,
    build_ranges,
    build_relative,
    build_special,
)
from sakat.dates.attach import attach_modifiers
from sakat.dates.context import Context
from sakat.dates.day_part import part_of_day
from sakat.dates.grammar import Hit, Rule, Shape, idle_kinds, shape_table
from sakat.dates.immutable import immutable
from sakat.dates.lexer import Token, scan
from sakat.dates.model import DateWarning, TemporalMatch
from sakat.dates.outcome import Outcome, warn
from sakat.dates.readings import DOCUMENT, Anniversary, Candidate, Point, Shift, Weekday
from sakat.dates.resolve import resolve
from sakat.record.edtf import edtf_bounds, edtf_is_valid, edtf_precision, edtf_to_timex

_YEAR_WIDTH = 4
Builder = Callable[[Hit], Candidate | list[Candidate] | None]

_BUILDERS: Mapping[str, Builder] = {
    "date.dmy": build_calendar.build_point,
    "date.dm": build_calendar.build_point,
    "date.my": build_calendar.build_point,
    "date.m": build_calendar.build_point,
    "date.y": build_calendar.build_point,
    "date.y_context": build_calendar.build_context_year,
    "date.d": build_calendar.build_day,
    "date.numeric": build_numeric.build_numeric,
    "date.stamp": build_numeric.build_stamp,
    "date.range": build_ranges.build_range,
    "date.list": build_ranges.build_list,
    "date.english": build_numeric.build_english,
    "date.decade": build_periods.build_decade,
    "date.century": build_periods.build_century,
    "date.age_part": build_periods.build_age_part,
    "date.bce": build_periods.build_bce,
    "date.quarter": build_periods.build_quarter,
    "date.half": build_periods.build_half,
    "date.first_months": build_periods.build_first_months,
    "date.fiscal": build_periods.build_fiscal,
    "date.season": build_periods.build_season,
    "date.week_of_month": build_counted.build_week_of_month,
    "date.half_of_month": build_counted.build_half_of_month,
    "date.edge_day": build_counted.build_edge_day,
    "date.nth_weekday": build_counted.build_nth_weekday,
    "date.week_of_year": build_counted.build_week_of_year,
    "date.same": build_counted.build_same,
    "date.offset": build_counted.build_offset,
    "date.portion": build_periods.build_portion,
    "date.relative": build_relative.build_relative,
    "date.weekday": build_relative.build_weekday,
    "date.duration": build_relative.build_duration,
    "date.set": build_relative.build_set,
    "date.present": build_special.build_present,
    "date.lunar": build_special.build_lunar,
    "date.hijri": build_special.build_hijri,
    "date.named_day": build_special.build_named_day,
    "date.event": build_special.build_event,
    "date.anniversary": build_special.build_anniversary,
    "time.clock": build_clock.build_clock,
    # rows that read their parts in another way than their family
    "dmy_numeric": build_numeric.build_numeric_month,
    "dm_numeric": build_numeric.build_numeric_month,
    "ymd": build_calendar.build_backward,
    "my_slash": build_numeric.build_month_slash,
    "yearyear": build_ranges.build_year_pair,
    "count_shift": build_relative.build_counted,
    "more_shift": build_relative.build_counted,
    "before_count": build_relative.build_counted,
    "more_future": build_relative.build_counted,
    "after_count": build_relative.build_counted,
    "y_context2": build_calendar.build_short_context_year,
    "edge_days": build_counted.build_edge_days,
    "weekdays": build_relative.build_weekdays,
    "edge_weekday": build_counted.build_nth_weekday,
    "clock_mong": build_clock.build_spoken_clock,
    "clock_mong_range": build_clock.build_spoken_clock,
    "clock_mong_minute": build_clock.build_spoken_clock,
    "clock_noon": build_clock.build_noon,
    "clock_noon_of": build_clock.build_noon,
    "clock_noonbare": build_clock.build_noon,
}


def find(text: str, *, anchor: date | None = None) -> list[TemporalMatch]:
    """Return the temporal expressions of a text, sorted by place, never overlapping.

    Offsets are code points. Relative expressions and days without a year need `anchor` or a date
    told before them; without either their `edtf` is None.

    Args:
        text: Normalized text (NFC).
        anchor: Publication date in Asia/Bangkok.

    Source: rules of the project's date specification; `resources/date_patterns.tsv`.

    >>> [(m.text, m.edtf) for m in find("ศาลนัดวันที่ 5 ธ.ค. 2566 และวันรุ่งขึ้น")]
    [('วันที่ 5 ธ.ค. 2566', '2023-12-05'), ('วันรุ่งขึ้น', '2023-12-06')]
    """
    runs = scan(text, idle_kinds())
    chosen: list[_Chosen] = []
    for run, shapes in zip(runs, shape_table().look_up([run.symbols for run in runs]), strict=True):
        if shapes:
            chosen += _read_run(shapes, run.tokens, text)
    return _resolve_all(chosen, Context(text, anchor))


def parse(expression: str, *, anchor: date | None = None) -> TemporalMatch | None:
    """Return the value of a string that is one temporal expression, or None if it is not.

    Blanks around it are allowed; offsets count from the start of the string.

    >>> parse("๑๔ ก.พ. ๒๕๕๐").edtf
    '2007-02-14'
    """
    matches = find(expression, anchor=anchor)
    if len(matches) != 1 or matches[0].text != expression.strip():
        return None
    return matches[0]


def _builder(rule: Rule) -> Builder:
    return _BUILDERS.get(rule.name) or _BUILDERS[rule.rule_id]


@immutable
class _Chosen:
    """A candidate that stands; `explained` if the next one tells which day it is."""

    candidate: Candidate
    explained: bool


def _read_run(shapes: Sequence[Shape], tokens: Sequence[Token], text: str) -> list[_Chosen]:
    """Keep the longest candidates of a run; a list of dates stands or falls as one."""

    def preference(shape: Shape) -> tuple[int, float, int]:
        start = tokens[shape.first].start
        return start - tokens[shape.last - 1].end, -shape.rule.score, start

    taken = bytearray(len(tokens))
    chosen: list[Candidate] = []
    for shape in sorted(shapes, key=preference) if len(shapes) > 1 else shapes:
        first, last = shape.first, shape.last
        if any(taken[first:last]):
            continue
        built = _builder(shape.rule)(Hit(shape, text, tokens))
        if built:
            taken[first:last] = b"\x01" * (last - first)
            chosen += built if isinstance(built, list) else [built]
    if not chosen:
        return []
    chosen.sort(key=lambda candidate: candidate.start)
    attached = attach_modifiers(chosen, tokens)
    return [_Chosen(candidate, _is_explained(attached, at, tokens)) for at, candidate in enumerate(attached)]


def _resolve_all(chosen: Sequence[_Chosen], context: Context) -> list[TemporalMatch]:
    matches: list[TemporalMatch] = []
    pending: list[tuple[Candidate, int]] = []
    for item in chosen:
        candidate = item.candidate
        if item.explained:
            pending.append((candidate, len(matches)))
            matches.append(_to_match(candidate, Outcome(None), context.text))
            continue
        outcome = _resolve(candidate, context)
        if outcome is None:
            _resolve_pending(pending, matches, context)
            continue
        match = _to_match(candidate, outcome, context.text)
        for waiting, place in pending:
            matches[place] = _explain(waiting, match, len(matches), context)
        pending.clear()
        if match.edtf is not None and match.timex_type in {"DATE", "TIME"}:
            _tell(context, match, len(matches))
        matches.append(match)
    return _flag_conflicts(matches, context.text)


def _resolve(candidate: Candidate, context: Context) -> Outcome | None:
    """Resolve a reading; what leaves the years 1 to 9999 of the calendar has no value and a warning."""
    try:
        outcome = resolve(candidate.reading, context, candidate.start)
    except (OverflowError, ValueError):  # raised by date arithmetic beyond its first and last day
        outcome = None
    else:
        if outcome is None or outcome.edtf is None or edtf_is_valid(outcome.edtf):
            return outcome
    return Outcome(None, warnings=warn("out_of_range", "the value lies outside the years 1 to 9999; none is given"))


def _resolve_pending(pending: list[tuple[Candidate, int]], matches: list[TemporalMatch], context: Context) -> None:
    for waiting, place in pending:
        outcome = _resolve(waiting, context) or Outcome(None)
        matches[place] = _to_match(waiting, outcome, context.text)
    pending.clear()


def _tell(context: Context, match: TemporalMatch, index: int) -> None:
    """Remember a date; an event's name only lends its year to the same day told later."""
    if match.edtf is None or match.rule_id == "date.same":  # what is compared with is not told
        return
    if match.rule_id == "date.decade":
        context.decade = index, match.edtf
    stated = match.resolution == "stated"
    if match.label != "EVENT":
        context.tell(index, match.start, match.end, match.edtf, stated=stated)
    elif stated:
        context.tell_year(index, match.edtf)


def _flag_conflicts(matches: list[TemporalMatch], text: str) -> list[TemporalMatch]:
    """Warn on both years of `พ.ศ. 2398 (ค.ศ. 1900)`, which were read apart because they disagree."""
    for index, (first, second) in enumerate(itertools.pairwise(matches)):
        between = text[first.end : second.start].strip()
        years = {first.precision, second.precision} <= {"year", "month", "day"}
        eras = first.calendar != second.calendar and first.calendar and second.calendar
        if between == "(" and text[second.end : second.end + 1] == ")" and years and eras and first.edtf != second.edtf:
            warning = DateWarning("era_conflict", f"{first.text} is {first.edtf}, {second.text} is {second.edtf}")
            matches[index] = replace(first, warnings=(*first.warnings, warning))
            matches[index + 1] = replace(second, warnings=(*second.warnings, warning))
    return matches


def _is_explained(chosen: Sequence[Candidate], index: int, tokens: Sequence[Token]) -> bool:
    """Whether the date that explains it follows: `วันนี้ (5 ธ.ค. 2566)`, `วันครบรอบปีแรกของ 9/11`."""
    reading = chosen[index].reading
    if isinstance(reading, Anniversary):
        return index + 1 < len(chosen) and chosen[index + 1].first == chosen[index].last
    today = isinstance(reading, Shift) and reading.unit == "D" and reading.base == DOCUMENT
    if not today and not (isinstance(reading, Weekday) and not reading.weekend):
        return False
    if index + 1 == len(chosen):
        return False
    following = chosen[index + 1]
    bracketed = following.first == chosen[index].last + 1 and tokens[chosen[index].last].kind == "LPAREN"
    if not bracketed and following.first != chosen[index].last:
        return False
    point = following.reading
    return isinstance(point, Point) and point.day is not None and point.month is not None


def _explain(waiting: Candidate, match: TemporalMatch, index: int, context: Context) -> TemporalMatch:
    if match.edtf is None:
        outcome = _resolve(waiting, context)
        return _to_match(waiting, outcome or Outcome(None), context.text)
    edtf: str | None = match.edtf.partition("T")[0]
    if isinstance(waiting.reading, Anniversary):
        edtf = _anniversary(match.edtf, waiting.reading)
    day = Outcome(edtf, resolution="antecedent", antecedent=index)
    return _to_match(waiting, day, context.text)


def _anniversary(edtf: str, reading: Anniversary) -> str | None:
    """Return the day so many years after; a year alone stays a year."""
    first = edtf_bounds(edtf)[0]
    if first is None or "/" in edtf or first.year + reading.years > date.max.year - 1:
        return None
    year = first.year + reading.years
    if edtf_precision(edtf) != "day":
        return f"{year:04d}"
    day = date(year, first.month, min(first.day, monthrange(year, first.month)[1]))
    return (day + timedelta(days=reading.days)).isoformat()


def _to_match(candidate: Candidate, outcome: Outcome, text: str) -> TemporalMatch:
    edtf, value, mod = outcome.edtf, outcome.value, outcome.mod
    resolution, antecedent = outcome.resolution, outcome.antecedent
    if edtf is not None:
        edtf = _qualify(edtf, candidate)
        value, found = edtf_to_timex(edtf)
        mod = found or candidate.mod
    else:
        mod = mod or candidate.mod or ("APPROX" if candidate.approximate else None)
        resolution, antecedent = None, None
    timex_type = outcome.timex_type
    if (
        candidate.label == "TIME" and timex_type == "DATE" and "/" not in value
    ):  # เมื่อคืน: a part of the day, of a day that is told
        timex_type, value = "TIME", f"{value}T{part_of_day(text[candidate.start : candidate.end])}"
    return TemporalMatch(
        start=candidate.start,
        end=candidate.end,
        text=text[candidate.start : candidate.end],
        label=candidate.label,
        edtf=edtf,
        timex_type=timex_type,
        timex_value=value,
        timex_mod=mod,
        calendar=outcome.calendar,
        precision=edtf_precision(edtf) if edtf else None,
        antecedent=antecedent,
        resolution=resolution,
        rule_id=candidate.rule_id,
        score=candidate.score,
        warnings=outcome.warnings,
        parts=candidate.parts,
    )


def _qualify(edtf: str, candidate: Candidate) -> str:
    """Return the value with `~` if it is approximate, `?` if uncertain, `%` if both; on both ends of an interval."""
    sign = {(True, False): "~", (False, True): "?", (True, True): "%"}.get((candidate.approximate, candidate.uncertain))
    parts = edtf.split("/")
    if sign is None or any("T" in part or part == ".." or _has_subyear(part) for part in parts):
        return edtf
    if len(parts) > 1 and any(len(part) > _YEAR_WIDTH for part in parts):
        return edtf  # a few days or months: the words are about the time, not its ends
    return "/".join(part.rstrip("?") + sign for part in parts)


def _has_subyear(edtf: str) -> bool:
    return edtf_precision(edtf) in {"quarter", None}
