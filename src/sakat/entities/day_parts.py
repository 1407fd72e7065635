"""Finds parts of the day: ช่วงบ่าย, ทั้งคืน, and คืน in คืนวันที่ 5 มีนาคม."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from sakat.entities.candidate import Candidate
from sakat.lexicon import load_lexicon

_SCORE = 0.9
_ALONE_SCORE = 0.8
_NO_VOWEL = r"(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
_LONGEST_VERB = 6


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """Return the patterns of a framed part, of one alone, of one before a date, and the verbs before คืน."""

    def either(kind: str) -> str:
        forms = [row["form"] for row in load_lexicon("day_parts") if row["kind"] == kind]
        return "|".join(sorted(map(re.escape, forms), key=len, reverse=True))

    part = either("part")
    verbs = tuple(row["form"] for row in load_lexicon("day_parts") if row["kind"] == "verb_before")
    return (
        re.compile(rf"(?:{either('frame')})(?:{part}){_NO_VOWEL}"),
        re.compile(rf"(?:{either('alone')}){_NO_VOWEL}"),
        re.compile(rf"(?:{part})$"),
        verbs,
    )


def find(text: str, dates: Sequence[Candidate], boundaries: Collection[int]) -> list[Candidate]:
    """Return the parts of the day in order, none inside another or inside a date.

    Args:
        text: The text.
        dates: Expressions of time already found.
        boundaries: Offsets where words begin or end; empty if unknown.

    Source: annotation guidelines, TIME is a clock time or a span under a day.

    >>> text = "ช่วงบ่ายฝนตกทั้งคืน"
    >>> [text[c.start : c.end] for c in find(text, [], ())]
    ['ช่วงบ่าย', 'ทั้งคืน']
    """
    framed, alone, before_date, verbs = _patterns()
    taken = bytearray(len(text) + 1)
    for date in dates:
        taken[date.start : date.end] = b"\1" * (date.end - date.start)
    found: list[Candidate] = []

    def take(start: int, end: int, rule: str, score: float) -> None:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Candidate(start, end, "TIME", "rule", rule, score))

    for match in framed.finditer(text):
        if not boundaries or (match.start() in boundaries and match.end() in boundaries):
            take(*match.span(), "time.part", _SCORE)
    for date in dates:
        if date.label != "DATE":
            continue
        part = before_date.search(text, max(0, date.start - 8), date.start)
        if part is not None and not (part[0] == "คืน" and _is_verb(text, part.start(), verbs)):
            take(part.start(), date.start, "time.part_of_date", _SCORE)
    for match in alone.finditer(text):
        if not boundaries or (match.start() in boundaries and match.end() in boundaries):
            take(*match.span(), "time.part_alone", _ALONE_SCORE)
    return sorted(found, key=lambda candidate: candidate.start)


def _is_verb(text: str, start: int, verbs: tuple[str, ...]) -> bool:
    return text[max(0, start - _LONGEST_VERB) : start].endswith(verbs)
