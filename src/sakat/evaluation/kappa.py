"""The choices of two annotators of one article, layer by layer, and Cohen's kappa of them.

As in the F1s, what is optional is never missed: it agrees with nothing and with the same thing required.

Source: Cohen (1960), A coefficient of agreement for nominal scales.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sakat.evaluation.align import Pair, match_pairs, overlap_share
from sakat.evaluation.compare import EntityJudge, comparable_edtf, find_counterparts
from sakat.gold import Gold, GoldDate, GoldEntity, GoldEvent
from sakat.record.event import POOLED_TYPES

Choice = tuple[Hashable, Hashable]
"""What the first annotator chose and what the second did; None for nothing."""

Choices = dict[str, Counter[Choice]]
"""How often each pair of choices was made, by layer."""


def kappa(choices: Mapping[Choice, int]) -> float | None:
    """Return Cohen's kappa of pairs of choices with their counts; None if there are none.

    Where both always choose the same single category, chance alone agrees in full and kappa is 1 by convention.

    >>> round(kappa({("ก่อ", "ก่อ"): 20, ("ก่อ", "ไม่"): 5, ("ไม่", "ก่อ"): 10, ("ไม่", "ไม่"): 15}), 3)
    0.4
    """
    total = sum(choices.values())
    if not total:
        return None
    first: Counter[Hashable] = Counter()
    second: Counter[Hashable] = Counter()
    for (one, other), count in choices.items():
        first[one] += count
        second[other] += count
    observed = sum(count for (one, other), count in choices.items() if one == other) / total
    chance = sum(count * second[choice] for choice, count in first.items()) / total**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


def count_choices(first: Gold, second: Gold, text: str) -> Choices:
    """Return the choices of two annotators of one article.

    - `entities`: the label, or none, at each code point, of the longest mention
    - `dates`: the value, or none, at each code point
    - `sentences`: a boundary, or none, after each white space inside a line
    - `events`: the type of events whose triggers overlap, both optional ones left out
    - `polarity`, `modality`, `source`, `source given`: the standing of these events
    - `arguments`: the role, or none, of each entity of the article in each of them that both give one core type
    """
    choices: Choices = {
        "entities": _compare_code_points(_labels(first.entities), _labels(second.entities), len(text)),
        "dates": _compare_code_points(_values(first.dates), _values(second.dates), len(text)),
        "sentences": _compare_boundaries(first, second, text),
    }
    for layer, one, other in _compare_events(first, second):
        choices.setdefault(layer, Counter())[one, other] += 1
    return choices


class _Stretch(NamedTuple):
    """A choice made for `[start, end)`."""

    start: int
    end: int
    choice: str
    optional: bool


class _Cell(NamedTuple):
    """The choices for a code point: that of the longest required stretch, and all, optional ones too."""

    required: str | None
    allowed: frozenset[str]


def _labels(entities: Iterable[GoldEntity]) -> list[_Stretch]:
    return [_Stretch(entity.start, entity.end, entity.label, entity.optional) for entity in entities]


def _values(dates: Iterable[GoldDate]) -> list[_Stretch]:
    return [_Stretch(date.start, date.end, comparable_edtf(date.edtf), date.optional) for date in dates]


def _compare_code_points(first: Iterable[_Stretch], second: Iterable[_Stretch], length: int) -> Counter[Choice]:
    choices: Counter[Choice] = Counter()
    cells = Counter(zip(_paint(first, length), _paint(second, length), strict=True))
    for (one, other), count in cells.items():
        choices[_settle(one, other)] += count
    return choices


def _paint(stretches: Iterable[_Stretch], length: int) -> list[_Cell]:
    """Return what is chosen at each code point."""
    required: list[str | None] = [None] * length
    allowed: list[frozenset[str]] = [frozenset()] * length
    for item in sorted(stretches, key=lambda item: item.end - item.start):
        for place in range(item.start, item.end):
            allowed[place] |= {item.choice}
            if not item.optional:
                required[place] = item.choice
    return list(map(_Cell, required, allowed))


def _settle(one: _Cell, other: _Cell) -> Choice:
    """Return the two choices at a code point: one and the same if neither misses what the other requires.

    >>> _settle(_Cell("LAW", frozenset({"LAW", "GPE"})), _Cell("GPE", frozenset({"LAW", "GPE"})))
    ('GPE', 'GPE')
    """
    if one.required in {None, *other.allowed} and other.required in {None, *one.allowed}:
        agreed = min({one.required, other.required} - {None}, key=str, default=None)
        return agreed, agreed
    return one.required, other.required


def _compare_boundaries(first: Gold, second: Gold, text: str) -> Counter[Choice]:
    starts = {sentence.start for sentence in first.sentences}
    others = {sentence.start for sentence in second.sentences}
    return Counter((place in starts, place in others) for place in _word_starts(text))


def _word_starts(text: str) -> Iterator[int]:
    r"""Yield each place after white space inside a line, where a sentence may start.

    >>> list(_word_starts("เปรูถอน  ชิลีรับ\nแก้ ข่าว"))
    [9, 21]
    """
    for place in range(1, len(text)):
        if text[place - 1] != "\n" and text[place - 1].isspace() and not text[place].isspace():
            yield place


def _compare_events(first: Gold, second: Gold) -> Iterator[tuple[str, Hashable, Hashable]]:
    """Yield layer and choices for each pair of events whose triggers overlap."""
    known = {entity.canonical for entity in first.entities if entity.canonical is not None}
    counterparts = find_counterparts(known, second, EntityJudge(first, second))

    def name(entity_id: str) -> str:
        """Return the first annotator's id of an entity of the second; one the first has not gets a name of its own."""
        return counterparts.get(entity_id) or f"{entity_id} of the second"

    everyone = known.union(map(name, counterparts))
    for one, other in _event_pairs(first.events, second.events):
        yield "events", one.type, other.type
        yield "polarity", one.negated, other.negated
        yield "modality", one.modality, other.modality
        yield "source", one.source, None if other.source is None else name(other.source)
        yield "source given", one.source is not None, other.source is not None
        if one.type == other.type != "OTHER":
            roles = _roles(one)
            other_roles = {name(entity_id): role for entity_id, role in _roles(other).items()}
            for entity_id in everyone | roles.keys() | other_roles.keys():
                yield "arguments", roles.get(entity_id), other_roles.get(entity_id)


def _event_pairs(first: Sequence[GoldEvent], second: Sequence[GoldEvent]) -> Iterator[tuple[GoldEvent, GoldEvent]]:
    """Yield the events whose triggers overlap, one to one: equal types first, then the closest triggers."""
    pairs = []
    for number, one in enumerate(first):
        for index, other in enumerate(second):
            share = overlap_share(one.trigger.start, one.trigger.end, other.trigger.start, other.trigger.end)
            if share and not (one.optional and other.optional):
                pairs.append(Pair(number, index, (float(one.type == other.type), share)))
    for pair in match_pairs(pairs):
        yield first[pair.gold], second[pair.predicted]


def _roles(event: GoldEvent) -> dict[str, str]:
    """Return the role of each entity, that of actor first; parties that act on each other have one role."""
    pooled = event.type in POOLED_TYPES
    roles = {} if event.location is None else {event.location: "location"}
    roles |= dict.fromkeys(event.recipients, "party" if pooled else "recipient")
    return roles | dict.fromkeys(event.actors, "party" if pooled else "actor")
