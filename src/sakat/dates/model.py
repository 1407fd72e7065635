"""What `sakat.dates` returns: one `TemporalMatch` for each expression found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DateWarning:
    """Something a reader of the value should know.

    Codes: `invalid_date`, `era_conflict`, `weekday_mismatch`, `suspect_future`, `out_of_range`, `modern_count`,
    `before_reform`, `ambiguous_midnight`.
    """

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Part:
    """A day, or a time of day, inside an expression that says both."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class TemporalMatch:
    """One temporal expression of a text and its value.

    `start`, `end` are half-open code points. `edtf` is null for durations, recurrences, `PRESENT_REF`,
    clock times without a day and whatever nothing anchors. `antecedent` is an index into the list
    `find` returned and is set exactly when `resolution` is ``"antecedent"``. `parts` are the day and the
    time of day of an expression that says both (19.40 น. วันที่ 17 ส.ค., บ่ายวานนี้), else none.
    """

    start: int
    end: int
    text: str
    label: str
    edtf: str | None
    timex_type: str
    timex_value: str
    timex_mod: str | None
    calendar: str | None
    precision: str | None
    antecedent: int | None
    resolution: str | None
    rule_id: str
    score: float
    warnings: tuple[DateWarning, ...] = ()
    parts: tuple[Part, ...] = ()
