"""Names and amounts in a text: what may name something, which of it stands, and what it names.

`find_candidates` proposes by lists and rules, `judge_candidates` tells how likely each is, `resolve_spans` decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sakat.entities import day_parts, gazetteer, numbers, rules
from sakat.entities.brackets import find_bracketed
from sakat.entities.candidate import Candidate
from sakat.entities.candidate_model import judge_candidates
from sakat.entities.name_tagger import NameTagger
from sakat.entities.people import find_repeats
from sakat.entities.resolver import place_label, resolve_spans, strip_candidates, strip_title
from sakat.entities.words import Words

__all__ = [
    "Candidate",
    "NameTagger",
    "Words",
    "find_bracketed",
    "find_candidates",
    "find_repeats",
    "judge_candidates",
    "place_label",
    "resolve_spans",
    "strip_candidates",
    "strip_title",
    "without_shared_offices",
]


def find_candidates(text: str, tokens: Sequence[str], dates: Sequence[Candidate] = ()) -> list[Candidate]:
    """Return what lists and rules take for a name or an amount, unresolved: candidates may overlap.

    Args:
        text: The text, NFC.
        tokens: Its words, which join to it (`sakat.text.words.WordTokenizer`).
        dates: Date expressions already found; names of events and laws may contain them (เหตุการณ์ 6 ตุลา).
            They are not returned: give them to `resolve_spans` with the rest.

    >>> text = "ผู้ว่าราชการจังหวัดตรัง"
    >>> found = resolve_spans(find_candidates(text, ["ผู้ว่าราชการ", "จังหวัด", "ตรัง"]), text)
    >>> [(text[c.start:c.end], c.label) for c in found]
    [('จังหวัดตรัง', 'GPE')]
    """
    boundaries = Words(text, tokens).boundaries
    names = _without_shared_offices(gazetteer.find(text, boundaries), text)
    announced = rules.find(text, tokens, [*names, *dates])
    return [*names, *announced, *numbers.find(text, boundaries), *day_parts.find(text, dates, boundaries)]


_LISTED = re.compile(r", ?| ?และ| ?กับ| ?หรือ")
_OF = "ของ"


def _without_shared_offices(names: list[Candidate], text: str) -> list[Candidate]:
    """Return the names without shared offices; in กระทรวงกลาโหมของรัสเซีย the ministry is not the Thai one."""
    states = _states(names)
    return [
        replace(name, key=None, rule_id="gazetteer.agency_of_state")
        if name.rule_id == "gazetteer.agency" and text.startswith(_OF, name.end) and name.end + len(_OF) in states
        else name
        for name in without_shared_offices(names, text)
    ]


def without_shared_offices(candidates: Iterable[Candidate], text: str) -> list[Candidate]:
    """Return the candidates without bodies that stand for those of several states.

    รัฐมนตรีว่าการกระทรวงการต่างประเทศของจีน, อินเดีย และรัสเซีย names three states and no ministry.
    """
    pool = list(candidates)
    states = _states(pool)
    return [
        item
        for item in pool
        if not (item.label == "ORG" and text.startswith(_OF, item.end) and _is_list(item.end + len(_OF), states, text))
    ]


def _states(candidates: Iterable[Candidate]) -> dict[int, int]:
    return {item.start: item.end for item in candidates if item.rule_id == "gazetteer.country"}


def _is_list(start: int, states: dict[int, int], text: str) -> bool:
    """Return whether two states or more stand in a list from `start`."""
    separator = _LISTED.match(text, states[start]) if start in states else None
    return separator is not None and separator.end() in states
