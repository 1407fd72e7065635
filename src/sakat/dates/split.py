"""Takes a day and a time of day that are told together apart, as annotated texts have them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sakat.dates.day_part import part_of_day
from sakat.dates.model import Part, TemporalMatch
from sakat.record.edtf import edtf_precision, edtf_to_timex


def split_matches(matches: Sequence[TemporalMatch]) -> list[TemporalMatch]:
    """Return the expressions with each day and each time of day by itself, in order.

    The day keeps the value of a day; a clock time beside it has the value of both and leans on the day.
    `antecedent` counts in the list returned.

    >>> from datetime import date
    >>> from sakat.dates import find
    >>> [(m.text, m.edtf) for m in split_matches(find("เมื่อ 19.40 น. วันที่ 17 ส.ค. 65"))]
    [('19.40 น.', '2022-08-17T19:40:00'), ('วันที่ 17 ส.ค. 65', '2022-08-17')]
    >>> [(m.text, m.edtf) for m in split_matches(find("บ่ายวานนี้", anchor=date(2024, 8, 23)))]
    [('บ่าย', None), ('วานนี้', '2024-08-22')]
    """
    places: list[int] = []
    total = 0
    for match in matches:
        day = next((at for at, part in enumerate(match.parts) if part.label == "DATE"), 0)
        places.append(total + day)
        total += len(match.parts) or 1
    split: list[TemporalMatch] = []
    for match, place in zip(matches, places, strict=True):
        antecedent = None if match.antecedent is None else places[match.antecedent]
        moved = replace(match, antecedent=antecedent)
        split += [_part(moved, part, place) for part in match.parts] if match.parts else [moved]
    return split


def _part(match: TemporalMatch, part: Part, day: int) -> TemporalMatch:
    text = match.text[part.start - match.start : part.end - match.start]
    own = replace(match, start=part.start, end=part.end, text=text, label=part.label, parts=())
    if part.label == "DATE":
        if match.edtf is None:
            return replace(own, timex_type="DATE", timex_value=match.timex_value.partition("T")[0])
        edtf = match.edtf.partition("T")[0]
        value, _ = edtf_to_timex(edtf)
        return replace(own, edtf=edtf, timex_type="DATE", timex_value=value, precision=edtf_precision(edtf))
    own = replace(own, calendar=None, warnings=(), timex_mod=None)
    if match.edtf is None or "T" not in match.edtf:
        value = "T" + (match.timex_value.partition("T")[2] or part_of_day(text))
        return replace(
            own, edtf=None, timex_type="TIME", timex_value=value, precision=None, antecedent=None, resolution=None
        )
    return replace(own, antecedent=day, resolution="antecedent")
