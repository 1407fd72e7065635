"""Temporal expressions and their values in EDTF and TIMEX3."""

from __future__ import annotations

from typing import Literal

from sakat.record.base import Identified, Part, TemporalId, TextSpan, described

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Calendar = Literal["be", "ce", "rs", "cs", "ms", "hijri", "lunar"]
Precision = Literal["century", "decade", "year", "quarter", "month", "week", "day", "hour", "minute", "second"]
Resolution = Literal["stated", "document_date", "antecedent", "world"]


class Timex(Part):
    """The value in TIMEX3, which also holds what EDTF cannot."""

    type: TimexType = described("TIMEX3 type.", "DATE")
    value: str = described("TIMEX3 value.", "2024-06-05")
    mod: str | None = described("TIMEX3 modifier.", "START")


class Temporal(TextSpan, Identified):
    """An expression that says when, how long or how often."""

    id: TemporalId = described("`t_` and 16 hex digits.", "t_68abdcf8e3b21f60")
    edtf: str | None = described("EDTF level 0-2 in the Gregorian calendar.", "2024-06-05")
    timex: Timex = described("The same in TIMEX3.", {"type": "DATE", "value": "2024-06-05", "mod": None})
    calendar: Calendar | None = described("Era as written; null if no year is written.", "be")
    precision: Precision | None = described("Precision of the EDTF value.", "day")
    anchor_id: TemporalId | None = described("Earlier expression it counts from.", "t_68abdcf8e3b21f60")
    resolution: Resolution | None = described("What fixes it in time; null if nothing does.", "stated")
