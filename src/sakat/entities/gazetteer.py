"""Finds names of the authority file in a text: one pass of an Aho–Corasick automaton, longest match."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import ahocorasick

from sakat.entities.authority import Entry, load_authority
from sakat.entities.candidate import Candidate
from sakat.entities.words import dictionary, is_safe_cut, is_thai
from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon
from sakat.text.numerals import to_arabic_digits

# Forms at least this long may stand where the word cutter sees no boundary: it does not know most names.
_SURE_LENGTH = 7

_SCORES = {
    "country": 0.98,
    "province": 0.97,
    "agency": 0.97,
    "body": 0.95,
    "event": 0.95,
    "people": 0.93,
    "place": 0.95,
    "city": 0.85,
    "district": 0.9,
}
_ABBREVIATION_SCORE = 0.9
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"))


@dataclass(frozen=True, slots=True)
class _Name:
    form: str
    entry: Entry
    score: float


@dataclass(frozen=True, slots=True)
class _Context:
    """What must or must not stand beside a form that is also a common word."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]

    def allows(self, text: str, start: int, end: int) -> bool:
        head = text[max(0, start - 20) : start].rstrip(" ")
        tail = text[end : end + 20].lstrip(" ")
        if self.not_before and head.endswith(self.not_before):
            return False
        if self.not_after and tail.startswith(self.not_after):
            return False
        if not self.before and not self.after:
            return True
        return head.endswith(self.before or ("\0",)) or tail.startswith(self.after or ("\0",))


_OF_PEOPLE = ("สัญชาติ", "เชื้อชาติ", "เชื้อสาย")
"""Before a state's name that is a people's: สัญชาติเยอรมัน."""


@cache
def _contexts() -> dict[str, _Context]:
    contexts: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in load_lexicon("ambiguous_forms"):
        if row["side"] not in ("before", "after", "not_before", "not_after"):
            raise LexiconError(f"resources/ambiguous_forms.tsv: {row['form']}: unknown side {row['side']!r}")
        contexts.setdefault(row["form"], {})[row["side"]] = tuple(row["words"].split("|"))
    return {
        form: _Context(*(sides.get(side, ()) for side in ("before", "after", "not_before", "not_after")))
        for form, sides in contexts.items()
    }


@cache
def _class_nouns() -> tuple[str, ...]:
    return tuple(row["form"] for row in load_lexicon("class_nouns"))


@cache
def _automaton() -> ahocorasick.Automaton:
    authority = load_authority()
    automaton = ahocorasick.Automaton()
    for form, entries in authority.by_form.items():
        entry = entries[0]
        score = _SCORES[entry.kind]
        if authority.form_kinds[form, entry.id] == "abbr":
            score = min(score, _ABBREVIATION_SCORE)
        automaton.add_word(_as_listed(form), _Name(form, entry, score))
    automaton.make_automaton()
    return automaton


def _as_listed(text: str) -> str:
    """Return the text with the digits and dashes of the lists, of the same length: ไทย–ลาว แห่งที่ ๕ has - and 5."""
    return to_arabic_digits(text).translate(_DASHES)


def find(text: str, boundaries: Collection[int]) -> list[Candidate]:
    """Return the known names of a text in order, the longest where names overlap.

    A name never cuts a written syllable. A short one must begin and end where words do; a form that is also a
    common word (ตาก, เลย) needs the context of `ambiguous_forms.tsv`.

    Args:
        text: The text.
        boundaries: Offsets where words begin or end; empty if unknown.

    >>> [text[c.start:c.end] for text in ["รัฐมนตรีกลาโหมลาว"] for c in find(text, ())]
    ['ลาว']
    """
    longest: dict[int, tuple[int, _Name]] = {}
    for last, name in _automaton().iter(_as_listed(text)):
        end = last + 1
        start = end - len(name.form)
        if (start not in longest or longest[start][0] < end) and _is_whole(text, start, end, boundaries):
            context = _contexts().get(name.form)
            if context is None or context.allows(text, start, end):
                longest[start] = (end, name)
    # Longest first, so that a shorter name that begins earlier (… ไทยกรุง) cannot hide a longer one.
    taken = bytearray(len(text))
    found: list[Candidate] = []
    for start, (end, name) in sorted(longest.items(), key=lambda item: (item[0] - item[1][0], item[0])):
        if taken[start] or taken[end - 1]:
            continue
        taken[start:end] = b"\1" * (end - start)
        if name.entry.kind == "country" and text.endswith(_OF_PEOPLE, 0, start):
            found.append(Candidate(start, end, "NORP", "lexicon", "gazetteer.nationality", name.score))
            continue
        rule_id = f"gazetteer.{name.entry.kind}"
        found.append(Candidate(start, end, name.entry.label, "lexicon", rule_id, name.score, name.entry.id))
    return sorted(found, key=lambda c: c.start)


def _is_whole(text: str, start: int, end: int, boundaries: Collection[int]) -> bool:
    if not is_safe_cut(text, start) or not is_safe_cut(text, end):
        return False
    if not is_thai(text[start]) and start and text[start - 1].isalnum() and text[start - 1].isascii():
        return False
    if not boundaries:
        return True
    if text[end - 1] == "." or (start in boundaries and text[end - 1] == "ฯ"):
        return start == 0 or start in boundaries or not is_thai(text[start - 1])
    if start in boundaries and end in boundaries:
        return True
    if end - start < _SURE_LENGTH or (start not in boundaries and text.startswith(_class_nouns(), start)):
        return False  # ประเทศ in ต่างประเทศ begins no name
    return start in boundaries or end in boundaries or text[start:end] not in dictionary()
