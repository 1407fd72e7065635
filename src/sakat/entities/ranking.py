"""Which of the things that bear a name an article means, by how well known they are and what else it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p

from sakat.kb.model import NameKind, Thing
from sakat.record.mention import Label

# Scores add up like logarithms of odds: a point more is about e times as likely.
MARGIN = 1.0
"""Lead a winner needs, over the next thing and over a thing that nobody recorded."""

UNRECORDED = -1.0
"""Score of a thing of this name that the knowledge base does not know."""

_SAME_STATE = 3.0
_NAMED_BESIDE = 1.5
_DESCRIBED = 1.5
_NEAR_LABEL = 2.0
_OTHER_LABEL = 8.0
_PART_OF_NAME = 3.0
_NEAR = (frozenset({"GPE", "LOC", "FAC"}), frozenset({"FAC", "ORG"}), frozenset({"WORK_OF_ART", "PRODUCT"}))
"""Labels between which annotators differ."""

_SHORTEST_NAME = 3
"""Names of this many characters, spaces around them counted, say nothing."""

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """A thing as the bearer of a name.

    Attributes:
        thing: The thing.
        form: The name.
        kind: Whether the name is its main one.
        country_iso: ISO 3166-1 alpha-2 code of its state, if known.
    """

    thing: Thing
    form: str
    kind: NameKind
    country_iso: str | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing that may be meant, and how much speaks for it."""

    known: Known
    score: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one thing that an article names.

    Attributes:
        qid: Wikidata item.
        iso3166: ISO 3166-1 alpha-2 or 3166-2 code.
        country: QID of its state.
        forms: Thai names, and others as written.
        name_en: English name.
        description_en: English description.
    """

    qid: str | None = None
    iso3166: str | None = None
    country: str | None = None
    forms: frozenset[str] = frozenset()
    name_en: str | None = None
    description_en: str | None = None


class Context:
    """What the other things of an article say together: their items, states, names and descriptions."""

    def __init__(self, facts: Iterable[Facts] = ()) -> None:
        named = tuple(facts)
        self.qids = frozenset(item.qid for item in named if item.qid is not None)
        self.states = frozenset(item.iso3166[:2] for item in named if item.iso3166 is not None)
        self.countries = frozenset(item.country for item in named if item.country is not None)
        self.forms = frozenset(form for item in named for form in item.forms)
        self.descriptions = frozenset(_words(item.description_en) for item in named if item.description_en is not None)
        self.english = frozenset(
            words for item in named if item.name_en is not None and len(words := _words(item.name_en)) > _SHORTEST_NAME
        )


def rank(candidates: Iterable[Known], label: Label | None, context: Context) -> tuple[Ranked, ...]:
    """Return the candidates with their scores, the best first; equal ones by QID.

    A score is the logarithm of the weight, plus 3 if the thing's state is named (or it is the state of something
    named), plus 1.5 if something else has a name of it or is described by it (a city in Washington), plus 1.5 if it is
    described by something else, minus 2 or 8 for a label near to or far from the mention's (if it has one), minus 3
    for a bare part of a person's name.

    >>> state = Thing("Q1428", "GPE", "รัฐจอร์เจีย", "Georgia", "state of the United States", "US-GA",
    ...     None, None, "Q30", 240)
    >>> here = Context([Facts(qid="Q30", iso3166="US", name_en="United States")])
    >>> [round(rank([Known(state, "จอร์เจีย", "alias", "US")], "GPE", also)[0].score, 1) for also in (Context(), here)]
    [5.5, 10.0]
    """
    scored = [Ranked(known, _score(known, label, context)) for known in candidates]
    scored.sort(key=lambda item: (-item.score, int(item.known.thing.qid[1:])))
    return tuple(scored)


def winner(ranked: Sequence[Ranked]) -> Known | None:
    """Return the thing that leads by `MARGIN` over the next and over an unrecorded one, None if none does.

    >>> winner([]) is None
    True
    """
    if not ranked:
        return None
    rival = max([UNRECORDED, *(item.score for item in ranked[1:2])])
    return ranked[0].known if ranked[0].score - rival >= MARGIN else None


def _score(known: Known, label: Label | None, context: Context) -> float:
    score = log1p(known.thing.weight)
    if _is_of_a_state_named(known, context):
        score += _SAME_STATE
    if _is_named_beside(known.thing, context):
        score += _NAMED_BESIDE
    description = _words(known.thing.description_en or "")
    if any(name in description for name in context.english):
        score += _DESCRIBED
    if label is not None and known.thing.label != label:
        pair = {known.thing.label, label}
        score -= _NEAR_LABEL if any(pair <= near for near in _NEAR) else _OTHER_LABEL
    if known.thing.label == "PERSON" and " " not in known.form and " " in (known.thing.name_th or ""):
        score -= _PART_OF_NAME
    return score


def _is_of_a_state_named(known: Known, context: Context) -> bool:
    state = (known.thing.iso3166 or "")[:2] or known.country_iso
    return known.thing.country in context.qids or state in context.states or known.thing.qid in context.countries


def _is_named_beside(thing: Thing, context: Context) -> bool:
    if thing.name_th in context.forms:
        return True
    name = _words(thing.name_en or "")
    if len(name) <= _SHORTEST_NAME:
        return False
    return name in context.english or any(name in description for description in context.descriptions)


def _words(text: str) -> str:
    """Return a text in small letters, words between single spaces, so that whole words can be found in it."""
    return f" {_NO_LETTERS.sub(' ', text.casefold()).strip()} "
