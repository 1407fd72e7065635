"""What an expression says, before any context: the parts as written."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from sakat.dates.immutable import immutable
from sakat.dates.model import Part

DOCUMENT, NARRATIVE, SIBLING = "document", "narrative", "sibling"


@immutable
class Year:
    """A year as written: a number in an era, or an offset from the document's or a told year."""

    value: int = 0
    era: str = "be"
    base: str | None = None
    marked: bool = False
    two_digits: bool = False
    alternative: Year | None = None


@immutable
class Point:
    """A year, month or day with any part missing. `tense` is past, present, future or None."""

    year: Year | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    tense: str | None = None
    month_shift: tuple[int, str] | None = None


@immutable
class Range:
    """From one point to another; the second may lend its month and year to the first."""

    first: Point
    last: Point


@immutable
class Shift:
    """So many days, weeks, months, quarters or years (`D W M Q Y`, decade `DE`) from a base."""

    amount: int
    unit: str
    base: str


@immutable
class Weekday:
    """A weekday before, in or after the week of the document date."""

    weekday: int
    tense: str | None
    weekend: bool = False


@immutable
class WeekdayRange:
    """From one weekday to another."""

    first: Weekday
    last: Weekday


@immutable
class WeekdayOf:
    """A weekday of the week so many weeks from that of the document date; None: the next after a told day."""

    weekday: int
    weeks: int | None


@immutable
class WeekdayIn:
    """The nth weekday of a month, `number` -1 for the last."""

    weekday: int
    number: int
    month: Reading


@immutable
class WeekIn:
    """A week of a year by its ISO number."""

    number: int
    year: Year


@immutable
class EdgeDays:
    """So many days at the beginning or the end of a month or year."""

    count: int
    last: bool
    whole: Reading


@immutable
class SameIn:
    """The day, month, quarter (`D M Q`) or period (`P`) told before, in another year."""

    unit: str
    year: Year


@immutable
class Offset:
    """So many units before or after the expression that stands beside it, or the last weekday before it.

    `undated` is what happens on the day it counts from if that day has no date of its own: เลือกตั้ง in คืนก่อนวันเลือกตั้ง.
    """

    amount: int
    unit: str
    weekday: int | None = None
    undated: str = ""


@immutable
class Called:
    """A day by what happens on it; its date if the text told it before: เลือกตั้งวันที่ 3 ก.ค. … วันเลือกตั้ง."""

    event: str


@immutable
class Displaced:
    """Another reading, moved by an offset: สามวันก่อนวันลอยกระทง."""

    base: Reading
    offset: Offset


@immutable
class Period:
    """A part of a year, which may be missing: `Q1`-`Q4`, `H1` `H2`, `FY` or a season code 21-24."""

    year: Year | None
    part: str
    last: str | None = None
    last_year: Year | None = None
    fiscal: bool = False


@immutable
class Fixed:
    """A value that needs no context: a decade, a century, a computed lunar day, a dated event."""

    edtf: str
    calendar: str | None = None
    world: bool = False


@immutable
class NamedDay:
    """A holiday by name, with its year if stated, or its tense: วันแม่ที่ผ่านมา."""

    name: str
    year: Year | None
    tense: str | None = None


@immutable
class Clock:
    """A time of day, or from one to another. Midnight may be hour 24."""

    hour: int
    minute: int
    precision: str
    last: tuple[int, int] | None = None
    second: int = 0


@immutable
class Stamp:
    """A point with its time of day."""

    point: Reading
    clock: Clock


@immutable
class Valued:
    """Something with a TIMEX3 value and no calendar date: a duration, a recurrence, the present."""

    timex_type: str
    value: str
    mod: str | None = None


@immutable
class Unresolved:
    """A lunar date without its year, or a day that does not exist."""

    value: str
    calendar: str | None
    code: str | None = None
    message: str = ""


@immutable
class Open:
    """Since or until another reading; `stated` if a word says that it goes on: เป็นต้นมา, ถึงปัจจุบัน."""

    reading: Reading
    after: bool
    stated: bool = False


@immutable
class Anniversary:
    """So many years after the expression that follows, and days before or after that."""

    years: int
    days: int


Reading: TypeAlias = (
    Point
    | Range
    | Shift
    | Weekday
    | WeekdayRange
    | WeekdayOf
    | WeekdayIn
    | WeekIn
    | EdgeDays
    | SameIn
    | Offset
    | Called
    | Displaced
    | Period
    | Fixed
    | NamedDay
    | Clock
    | Stamp
    | Valued
    | Unresolved
    | Open
    | Anniversary
)


@immutable
class Candidate:
    """A span of tokens `[first, last)` with its reading; `start`, `end` are code points."""

    first: int
    last: int
    start: int
    end: int
    rule_id: str
    score: float
    reading: Reading
    label: str = "DATE"
    mod: str | None = None
    approximate: bool = False
    uncertain: bool = False
    parts: tuple[Part, ...] = ()

    def with_reading(self, reading: Reading) -> Candidate:
        """Return a copy that says something else."""
        return replace(self, reading=reading)
