"""Decides which candidates stand: no crossing, nesting only of names in names, one label per span."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import get_args

from sakat.entities.authority import load_authority
from sakat.entities.candidate import Candidate
from sakat.entities.cues import cue_table, verbs
from sakat.entities.personal_names import family_names, foreign_names, given_names
from sakat.entities.romanize import is_made_of_name_parts, split_words
from sakat.entities.words import dictionary
from sakat.record.mention import VALUE_LABELS, Label

_LABEL_ORDER = {label: index for index, label in enumerate(get_args(Label))}

_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES_IN_NAMES = frozenset({"GPE", "LOC", "FAC", "ORG", "NORP", "PERSON", "LAW", "EVENT"})
_HOLDERS: dict[str, frozenset[str]] = {
    "ORG": frozenset({"GPE", "LOC", "NORP", "ORG"}),
    "FAC": frozenset({"GPE", "LOC", "ORG"}),
    "LOC": frozenset({"GPE", "LOC"}),
    "GPE": frozenset(),
    "EVENT": _NAMES_IN_NAMES | {"DATE"},
    "LAW": _NAMES_IN_NAMES | {"DATE"},
    "WORK_OF_ART": frozenset({"GPE", "PERSON"}),
    "PRODUCT": frozenset({"GPE", "ORG"}),
    "DATE": frozenset({"EVENT", "TIME"}),
}
"""Which labels may be nested in a mention of a label; in any other nothing may."""

# Ranks: the lower decides first. Calendar expressions are whole or nothing, except in the name of an event or a law.
_RANK_HOLDER_OF_DATE, _RANK_DATE, _RANK_NAME, _RANK_NUMBER = range(4)

_COUNTED = re.compile(r"(?:[0-9๐-๙]|หนึ่ง|สอง|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย|พัน|หลาย|กี่|บาง)[ \u00a0]?นาย[ \u00a0]?$")
"""Before what is no name but is done by so many officers: 120 นาย ล้อม."""
_PART_ENDS = re.compile(r"[ \-–()]|และ|แห่ง|ประจำ|ณ |ใน|ส่วน")


def resolve_spans(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """Return the candidates that stand, sorted by (start, -end, label).

    Priorities, in this order:

    1. A rule's or lexicon's EVENT or LAW that holds a DATE or TIME whole (พระราชบัญญัติสุรา พ.ศ. 2493).
    2. DATE and TIME found by rules, the longest first.
    3. Other names: the likeliest first, of equals the longest.
    4. Numbers, the longest first.

    A candidate that crosses one already taken falls, and so does a name that holds one it may not hold; amounts give
    way to the name they are part of. A candidate inside one already taken stays only if it is itself a name that such
    a mention may hold: ลาว in กระทรวงกลาโหมลาว, but not เปรู in ประเทศเปรู, nor any part of a person's name. In the
    name of a body a state's name must close it or come before a space or a linking word: ไทย in รัฐบาลไทย, but not in
    บริษัทไทยออยล์.

    Args:
        candidates: Of all recognizers, any order, with their probabilities for scores (`judge_candidates`).
        text: The text they are offsets of.
    """
    pool = list(_merged(candidates))
    dates = sorted((c.start, c.end) for c in pool if c.label in ("DATE", "TIME"))

    def order(c: Candidate) -> tuple[float, ...]:
        rank = _rank(c, dates)
        first = -c.score if rank == _RANK_NAME else 0.0
        return rank, first, c.start - c.end, -c.score, c.start, _LABEL_ORDER[c.label]

    kept = _Kept(len(text))
    for candidate in sorted(pool, key=order):
        kept.offer(candidate, text)
    return sorted(kept.all(), key=lambda c: (c.start, -c.end, c.label))


def _merged(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield one candidate for each span and label: what the authority file or a rule knows, with the best score."""
    pool: dict[tuple[int, int, Label], list[Candidate]] = {}
    for c in candidates:
        pool.setdefault((c.start, c.end, c.label), []).append(c)
    for same in pool.values():
        told = max(same, key=lambda c: (c.key is not None, c.method != "statistical", c.score))
        yield replace(told, score=max(c.score for c in same))


def strip_candidates(candidates: Iterable[Candidate], text: str) -> Iterator[Candidate]:
    """Yield the candidates without white space at their ends, statistical persons without titles."""
    for c in candidates:
        start, end = c.start, c.end
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        if c.label == "PERSON" and c.method == "statistical":
            start, end = strip_title(text, start, end)
        elif c.label == "ORG" and text.startswith("ฯ", end) and not text.startswith("ฯลฯ", end):
            end += 1  # กรมสวัสดิฯ is cut short by its writer
        if c.label == "PERSON" and _COUNTED.search(text, max(0, start - 24), start):
            continue
        if start < end:
            same = (start, end) == (c.start, c.end)
            yield c if same else Candidate(start, end, c.label, c.method, c.rule_id, c.score, c.key)


def _rank(candidate: Candidate, dates: Sequence[tuple[int, int]]) -> int:
    """Return the rank of a candidate; `dates` are where all dates start and end, in order."""
    if candidate.label in ("DATE", "TIME") and candidate.method != "statistical":
        return _RANK_DATE
    if candidate.label in VALUE_LABELS:
        return _RANK_NUMBER
    if candidate.method != "statistical" and candidate.label in ("EVENT", "LAW"):
        whole = (candidate.start, candidate.end)
        first, after = bisect_left(dates, (whole[0],)), bisect_left(dates, (whole[1],))
        if any(date[1] <= whole[1] and date != whole for date in dates[first:after]):
            return _RANK_HOLDER_OF_DATE
    return _RANK_NAME


class _Kept:
    """The candidates taken so far, with the ones that cover each code point."""

    def __init__(self, length: int) -> None:
        self._at: list[tuple[Candidate, ...]] = [()] * length

    def all(self) -> list[Candidate]:
        return list({id(c): c for covering in self._at if covering for c in covering}.values())

    def offer(self, new: Candidate, text: str) -> None:
        """Take a candidate if it fits those taken before."""
        touching = {id(c): c for covering in self._at[new.start : new.end] if covering for c in covering}
        inner: list[Candidate] = []
        outer: list[Candidate] = []
        for old in touching.values():
            if (old.start, old.end) == (new.start, new.end):
                return
            if new.start <= old.start and old.end <= new.end:
                inner.append(old)
            elif old.start <= new.start and new.end <= old.end:
                outer.append(old)
            else:
                return
        if not all(_may_hold(holder, new, text) for holder in outer):
            return
        replaced = [old for old in inner if not _may_hold(new, old, text)]
        if any(old.label not in VALUE_LABELS or old.label in ("DATE", "TIME") for old in replaced):
            return
        for old in replaced:
            self._remove(old)
        for offset in range(new.start, new.end):
            self._at[offset] += (new,)

    def _remove(self, old: Candidate) -> None:
        for offset in range(old.start, old.end):
            self._at[offset] = tuple(c for c in self._at[offset] if c is not old)


def _may_hold(holder: Candidate, inner: Candidate, text: str) -> bool:
    if inner.label not in _HOLDERS.get(holder.label, frozenset()):
        return False
    if holder.label in ("ORG", "FAC") and inner.start == holder.start:
        return False  # the same head, cut short
    if holder.label == "ORG" and inner.label in _PLACES and not _closes_a_part(holder, inner, text):
        return False
    if holder.key is not None and holder.key == inner.key:
        return False
    if inner.label == holder.label:  # กระทรวงกลาโหม is no second name at the head of กระทรวงกลาโหมลาว
        return inner.start > holder.start and inner.method != "statistical"
    return inner.method != "statistical" or holder.method == "statistical"


def _closes_a_part(holder: Candidate, inner: Candidate, text: str) -> bool:
    """Return whether a place's name ends the body's name, or a part of it: ไทย in สถานทูตไทย ณ กรุงมอสโก."""
    return inner.end == holder.end or _PART_ENDS.match(text, inner.end, holder.end) is not None


@cache
def _title_forms() -> tuple[str, ...]:
    """Return the titles that stand before a name, longest first."""
    titles = (cue.form for cues in cue_table().values() for cue in cues if cue.family == "title" and cue.kind != "kin")
    return tuple(sorted({*titles, "คุณ"}, key=lambda form: (-len(form), form)))


@cache
def _titles_by_first() -> dict[str, tuple[str, ...]]:
    table: dict[str, list[str]] = {}
    for form in _title_forms():
        table.setdefault(form[0], []).append(form)
    return {first: tuple(forms) for first, forms in table.items()}


def strip_title(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of a person's name without the titles before it and marks after it.

    A title is left in if nothing or only a part of a syllable would stay (พระพรหมบัณฑิต).

    >>> text = "พล.ต.ต. กิตติ บุญเรือง"
    >>> start, end = strip_title(text, 0, len(text))
    >>> text[start:end]
    'กิตติ บุญเรือง'
    """
    while end > start and text[end - 1] in ' ฯ,;:()"“”':
        end -= 1
    while True:
        for title in _titles_by_first().get(text[start], ()) if start < end else ():
            rest = start + len(title)
            if text.startswith(title, start) and rest < end and _can_start_name(text, rest):
                while rest < end and text[rest] in " \u00a0":
                    rest += 1
                if end - rest >= 2:
                    start = rest
                    break
        else:
            return _strip_kin(text, start, end), _strip_after(text, start, end)


def _strip_after(text: str, start: int, end: int) -> int:
    """Return where a name of two words or more ends without a last word that is none: ถนอม กิตติขจร ลาออก."""
    words = text[start:end].split()
    last = words[-1] if len(words) > 1 else ""
    listed = last in family_names() or last in foreign_names() or last in given_names()
    if not last or listed or not _is_said_of_people(last, len(words)):
        return end
    return start + len(text[start : end - len(last)].rstrip())


def _is_said_of_people(word: str, place: int) -> bool:
    if place > 2 and word in dictionary():
        return True
    return not is_made_of_name_parts(word) and split_words(word)[0] in verbs()


def _strip_kin(text: str, start: int, end: int) -> int:
    """Return where a name starts after a word of kin (พี่ ครู เจ๊) if a listed name or two words follow it."""
    for form in _kin_forms():
        rest = start + len(form)
        if text.startswith(form, start) and end - rest >= 2 and _can_start_name(text, rest):
            name = text[rest:end].split()
            if len(name) > 1 or name[0] in given_names() or name[0] in foreign_names():
                return end - len(text[rest:end].lstrip())
    return start


@cache
def _kin_forms() -> tuple[str, ...]:
    kin = {cue.form for cues in cue_table().values() for cue in cues if cue.kind == "kin"}
    return tuple(sorted(kin - {"คุณ", "ตา", "ย่า"}, key=lambda form: (-len(form), form)))


def _can_start_name(text: str, offset: int) -> bool:
    from sakat.entities.words import is_safe_cut

    return text[offset] == " " or is_safe_cut(text, offset)


def place_label(text: str) -> Label:
    """Return GPE, LOC or FAC for a place name: by its class noun, else by the authority file, else GPE.

    >>> place_label("แม่น้ำยม"), place_label("จังหวัดตรัง"), place_label("ถนนเพชรเกษม")
    ('LOC', 'GPE', 'FAC')
    """
    entries = load_authority().by_form.get(text, ())
    for entry in entries:
        if entry.label in _PLACES:
            return entry.label
    table = cue_table()
    for length in range(min(len(text) - 1, 24), 0, -1):
        for cue in table.get(text[:length], ()):
            if cue.family == "class":
                return cue.label
    return "GPE"
