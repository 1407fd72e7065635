"""Offices the article states for people: รัฐมนตรีว่าการกระทรวงการคลัง สมชาย ใจดี."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sakat.entities.candidate import Candidate
from sakat.entities.words import FOLLOWING_SIGNS
from sakat.lexicon import load_lexicon

_BODIES = frozenset({"ORG", "GPE", "LOC", "FAC"})
_LINK_BEFORE = re.compile(r"(?:แห่งประเทศ|ประจำประเทศ|ของประเทศ|แห่ง|ของ|ประจำ)$")
_LINK_AFTER = re.compile(r"\s*(?:แห่งประเทศ|ประจำประเทศ|ของประเทศ|แห่ง|ของ|ประจำ)\s*")
_INTRODUCED = re.compile(r"\s*[(,]?\s*(?:ซึ่งเป็น|ผู้เป็น|ในฐานะ|ซึ่งดำรงตำแหน่ง|ดำรงตำแหน่ง|ตำแหน่ง|ในตำแหน่ง)?\s*")
_FORMER = "อดีต"
_RANGE = 80


class Office(NamedTuple):
    """An office of a person: title as written, in English, and the index of the body's candidate."""

    title_th: str
    title_en: str | None
    body: int | None


@cache
def _titles() -> tuple[dict[str, str], dict[str, str], int]:
    """Return offices and other titles with their English, and the longest length of either."""
    offices: dict[str, str] = {}
    others: dict[str, str] = {}
    for row in load_lexicon("titles"):
        (offices if row["kind"] == "office" else others).setdefault(row["form"], row["name_en"])
    return offices, others, max(map(len, offices | others))


class _Bodies:
    """Organisations and places by where they start and end, the longest at each offset."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self.starts: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.spans = candidates
        for index, candidate in enumerate(candidates):
            if candidate.label in _BODIES:
                size = candidate.end - candidate.start
                for table, offset in ((self.starts, candidate.start), (self.ends, candidate.end)):
                    old = table.get(offset)
                    if old is None or candidates[old].end - candidates[old].start < size:
                        table[offset] = index


def find_offices(text: str, candidates: Sequence[Candidate]) -> dict[int, tuple[Office, ...]]:
    """Return the offices stated beside people, by index of the PERSON candidate.

    Read before the name (office, body, titles, name) and after it (name, office, body).

    >>> text = "นายสมชาย ใจดี โฆษกกองทัพเรือ"
    >>> people = [Candidate(3, 13, "PERSON", "rule", "x", 1.0), Candidate(18, 28, "ORG", "rule", "x", 1.0)]
    >>> find_offices(text, people)
    {0: (Office(title_th='โฆษก', title_en='Spokesperson', body=1),)}
    """
    bodies = _Bodies(candidates)
    found: dict[int, tuple[Office, ...]] = {}
    for index, candidate in enumerate(candidates):
        if candidate.label == "PERSON":
            offices = (_before(text, candidate.start, bodies), _after(text, candidate.end, bodies))
            stated = tuple(dict.fromkeys(office for office in offices if office is not None))
            if stated:
                found[index] = stated
    return found


def _before(text: str, end: int, bodies: _Bodies) -> Office | None:
    limit = max(0, text.rfind("\n", 0, end) + 1, end - _RANGE)
    offices, others, longest = _titles()
    end = _skip_titles(text, limit, end, others, longest)
    body = bodies.ends.get(end)
    if body is not None:
        end = _back(text, limit, bodies.spans[body].start)
        link = _LINK_BEFORE.search(text, limit, end)
        end = _back(text, limit, link.start()) if link else end
    start = _longest_ending(text, limit, end, offices, longest)
    if start is None:
        return None
    return _office(text, start, end, offices[text[start:end]], body, limit)


def _after(text: str, start: int, bodies: _Bodies) -> Office | None:
    offices, others, longest = _titles()
    introduced = _INTRODUCED.match(text, start)
    start = introduced.end() if introduced else start
    if introduced is None or "\n" in introduced[0] or not introduced[0]:
        return None
    former = text.startswith(_FORMER, start)
    begin = start + len(_FORMER) * former
    rank = _longest_starting(text, begin, others, longest)
    if rank is not None and text.startswith("และ", rank):
        begin = rank + len("และ")
    end = _longest_starting(text, begin, offices, longest)
    if end is None:
        return None
    link = _LINK_AFTER.match(text, end)
    body = bodies.starts.get(end)
    if body is None and link is not None:
        body = bodies.starts.get(link.end())
    if body is None and text[end : end + 1] == " ":
        body = None
    title = offices[text[begin:end]]
    office = Office(text[begin:end], title or None, body)
    return _as_former(office) if former else office


def _office(text: str, start: int, end: int, english: str, body: int | None, limit: int) -> Office:
    office = Office(text[start:end], english or None, body)
    former = text.startswith(_FORMER, start - len(_FORMER)) and start - len(_FORMER) >= limit
    return _as_former(office) if former else office


def _as_former(office: Office) -> Office:
    english = f"Former {office.title_en}" if office.title_en else None
    return Office(_FORMER + office.title_th, english, office.body)


def _back(text: str, limit: int, end: int) -> int:
    while end > limit and text[end - 1] in " \u00a0":
        end -= 1
    return end


def _skip_titles(text: str, limit: int, end: int, titles: dict[str, str], longest: int) -> int:
    while True:
        end = _back(text, limit, end)
        start = _longest_ending(text, limit, end, titles, longest)
        if start is None:
            return end
        end = start


def _longest_ending(text: str, limit: int, end: int, titles: dict[str, str], longest: int) -> int | None:
    for start in range(max(limit, end - longest), end):
        if text[start:end] in titles and text[start] not in FOLLOWING_SIGNS:
            return start
    return None


def _longest_starting(text: str, start: int, titles: dict[str, str], longest: int) -> int | None:
    for end in range(min(len(text), start + longest), start, -1):
        if text[start:end] in titles and text[end : end + 1] not in FOLLOWING_SIGNS:
            return end
    return None
