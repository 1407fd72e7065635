"""Lays two annotations of an article into one draft, which a person then decides.

What both have is kept. Where they differ, the draft holds the first reading with the second as a tolerance
key, what only one of them marked is optional, and a remark beside it says what the other one wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from sakat.errors import GoldError
from sakat.evaluation.align import Pair, match_pairs, overlap_share
from sakat.evaluation.compare import EntityJudge, find_counterparts, names_agree
from sakat.gold import Gold, GoldDate, GoldEntity, GoldEvent, GoldQuote
from sakat.record.event import POOLED_TYPES

_NOTHING = object()
_Item = TypeVar("_Item", GoldEntity, GoldDate, GoldEvent, GoldQuote)


class Remark(NamedTuple):
    """A difference between two annotators, with the place in the text it concerns."""

    start: int
    words: str


def merge_annotations(first: Gold, second: Gold) -> tuple[Gold, tuple[Remark, ...]]:
    """Return the draft of one annotation from two, and a remark for each difference, in text order.

    Raises:
        GoldError: If they annotate different texts.
    """
    if first.text_sha256 != second.text_sha256:
        raise GoldError("the two annotations are of different texts; expected the same article")
    merger = _Merger(first, second)
    draft = first.model_copy(
        update={
            "entities": merger.entities(),
            "dates": merger.dates(),
            "events": merger.events(),
            "quotes": merger.quotes(),
        }
    )
    merger.compare_sentences()
    return draft, tuple(sorted(merger.remarks, key=lambda remark: remark.start))


class _Merger:
    def __init__(self, first: Gold, second: Gold) -> None:
        self.remarks: list[Remark] = []
        self._first = first
        self._second = second
        ids = {entity.canonical for entity in first.entities if entity.canonical is not None}
        self._ids = _new_names(ids, find_counterparts(ids, second, EntityJudge(first, second)))

    def entities(self) -> tuple[GoldEntity, ...]:
        ones = self._first.entities
        others = [
            entity.model_copy(update={"canonical": self._id(entity.canonical)}) for entity in self._second.entities
        ]
        pairs = _pair(ones, others, lambda one, other: one.label == other.label)
        merged = []
        for found in _both(ones, others, pairs):
            if isinstance(found, tuple):
                merged.append(self._merge_entity(*found))
                continue
            if not found.optional:
                self._note(found.start, f"only {_who(found in ones)} marks {found.text!r} {found.label}")
            merged.append(found.model_copy(update={"optional": True}))
        return tuple(sorted(merged, key=lambda entity: (entity.start, -entity.end)))

    def _merge_entity(self, one: GoldEntity, other: GoldEntity) -> GoldEntity:
        changes: dict[str, Any] = {"optional": one.optional or other.optional}
        span = (other.start, other.end, other.label)
        if span != (one.start, one.end, one.label):
            self._note(one.start, f"{one.text!r} {one.label}: second has {other.text!r} {other.label}")
            changes["alt"] = _add(one.alt, [span])
        if one.canonical != other.canonical:
            self._note(one.start, f"{one.text!r} {one.canonical}: second means {other.canonical}")
        if other.name_en is not None and not names_agree(
            other.name_en, [n for n in (one.name_en, *one.name_en_alt) if n]
        ):
            changes["name_en_alt"] = _add(one.name_en_alt, [other.name_en])
        return one.model_copy(update=changes)

    def dates(self) -> tuple[GoldDate, ...]:
        pairs = _pair(self._first.dates, self._second.dates, lambda one, other: one.edtf == other.edtf)
        merged = []
        for found in _both(self._first.dates, self._second.dates, pairs):
            if not isinstance(found, tuple):
                by_first = found in self._first.dates
                self._note(found.start, f"only {_who(by_first)} reads {found.text!r} as {found.edtf}")
                merged.append(found.model_copy(update={"optional": True}))
                continue
            one, other = found
            values = [value for value in (other.edtf, *other.edtf_alt) if value != one.edtf]
            if one.edtf != other.edtf:
                self._note(one.start, f"{one.text!r} is {one.edtf}: second reads {other.edtf}")
            changes = {"edtf_alt": _add(one.edtf_alt, values), "optional": one.optional or other.optional}
            merged.append(one.model_copy(update=changes))
        return tuple(sorted(merged, key=lambda date: (date.start, -date.end)))

    def events(self) -> tuple[GoldEvent, ...]:
        taken = {event.id for event in self._first.events}
        others = [self._renamed(event) for event in self._second.events]
        pairs = _pair(self._first.events, others, lambda one, other: one.type == other.type)
        new_ids = {others[b].id: self._first.events[a].id for a, b in pairs.items()}
        for event in others:
            if event.id not in new_ids:
                number = 1
                while f"e{number}" in taken:
                    number += 1
                new_ids[event.id] = f"e{number}"
                taken.add(f"e{number}")
        others = [
            event.model_copy(update={"id": new_ids[event.id], "coref": new_ids.get(event.coref or "")})
            for event in others
        ]
        merged = []
        for found in _both(self._first.events, others, pairs):
            if isinstance(found, tuple):
                merged.append(self._merge_event(*found))
                continue
            if not found.optional:
                by_first = found in self._first.events
                words = f"only {_who(by_first)} marks {found.id} {found.trigger.text!r} {found.type}"
                self._note(found.trigger.start, words)
            merged.append(found.model_copy(update={"optional": True}))
        return tuple(_heads_first(sorted(merged, key=lambda event: (event.trigger.start, event.trigger.end))))

    def _renamed(self, event: GoldEvent) -> GoldEvent:
        return event.model_copy(
            update={
                "actors": tuple(filter(None, map(self._id, event.actors))),
                "recipients": tuple(filter(None, map(self._id, event.recipients))),
                "location": self._id(event.location),
                "source": self._id(event.source),
            }
        )

    def _merge_event(self, one: GoldEvent, other: GoldEvent) -> GoldEvent:
        changes: dict[str, Any] = {"optional": one.optional and other.optional}
        found = list(_differences(one, other))
        if found:
            self._note(one.trigger.start, f"{one.id} {one.trigger.text!r}: second has {'; '.join(found)}")
        if one.optional != other.optional:
            self._note(one.trigger.start, f"{one.id} {one.trigger.text!r}: optional for one of them only")
        if (one.trigger.start, one.trigger.end) != (other.trigger.start, other.trigger.end):
            changes["alt_triggers"] = _add(one.alt_triggers, [(other.trigger.start, other.trigger.end)])
        if one.type != other.type:
            changes["type_alt"] = _add(one.type_alt, [other.type, *other.type_alt], but=one.type)
            changes["subtype"] = one.subtype or other.subtype
        else:
            changes["type_alt"] = _add(one.type_alt, other.type_alt)
        if one.modality != other.modality:
            changes["modality_alt"] = _add(one.modality_alt, [other.modality])
        if one.edtf != other.edtf:
            changes["edtf_alt"] = _add(one.edtf_alt, [other.edtf, *other.edtf_alt], but=one.edtf)
        else:
            changes["edtf_alt"] = _add(one.edtf_alt, other.edtf_alt)
        if one.location != other.location:
            changes["location_any"] = True
        changes["source_optional"] = one.source != other.source
        changes["polarity_any"] = one.negated != other.negated
        changes["args_ok"] = _add(one.args_ok, sorted(_parties(other) - _parties(one)))
        changes["coref"] = one.coref or other.coref
        return one.model_copy(update=changes)

    def quotes(self) -> tuple[GoldQuote, ...]:
        others = [quote.model_copy(update={"speaker": self._id(quote.speaker)}) for quote in self._second.quotes]
        pairs = _pair(self._first.quotes, others, lambda one, other: one.speaker == other.speaker)
        merged = []
        for found in _both(self._first.quotes, others, pairs):
            if not isinstance(found, tuple):
                self._note(found.start, f"only {_who(found in self._first.quotes)} marks this quote")
                merged.append(found.model_copy(update={"optional": True}))
                continue
            one, other = found
            if (one.start, one.end, one.speaker) != (other.start, other.end, other.speaker):
                self._note(one.start, f"quote of {one.speaker}: second has {other.speaker}, {other.start}-{other.end}")
            merged.append(one)
        return tuple(sorted(merged, key=lambda quote: (quote.start, -quote.end)))

    def compare_sentences(self) -> None:
        starts = {s.start for s in self._first.sentences}, {s.start for s in self._second.sentences}
        for place in starts[0] - starts[1]:
            self._note(place, "only first starts a sentence here")
        for place in starts[1] - starts[0]:
            self._note(place, "only second starts a sentence here")

    def _id(self, entity_id: str | None) -> str | None:
        return None if entity_id is None else self._ids[entity_id]

    def _note(self, start: int, words: str) -> None:
        self.remarks.append(Remark(start, words))


def _who(by_first: bool) -> str:
    return "first" if by_first else "second"


def _new_names(taken: Iterable[str], counterparts: Mapping[str, str | None]) -> dict[str, str]:
    """Return the id in the draft of each entity of the second annotation."""
    used = set(taken)
    names = {}
    for other, one in counterparts.items():
        names[other] = one if one is not None else other if other not in used else f"{other}_2"
    return names


def _differences(one: GoldEvent, other: GoldEvent) -> Iterator[str]:
    """Yield what the second annotator gives otherwise, as on a row; parties that act on each other are pooled."""
    if one.type != other.type:
        yield other.type
    if one.mode != other.mode:
        yield f"mode={','.join(other.mode) or 'none'}"
    if one.subtype != other.subtype:
        yield f"subtype={other.subtype}"
    pooled = one.type == other.type and one.type in POOLED_TYPES
    if pooled and _parties(one) != _parties(other):
        yield f"parties={','.join(sorted(_parties(other)))}"
    for key in () if pooled else ("actors", "recipients"):
        if set(getattr(one, key)) != set(getattr(other, key)):
            yield f"{key}={','.join(getattr(other, key)) or 'none'}"
    for key in ("location", "edtf", "modality", "source", "negated"):
        if getattr(one, key) != getattr(other, key):
            yield f"{key}={getattr(other, key)}"
    if bool(one.coref) != bool(other.coref):
        yield f"coref={other.coref}"


def _parties(event: GoldEvent) -> set[str]:
    return {*event.actors, *event.recipients}


def _heads_first(events: Sequence[GoldEvent]) -> Iterator[GoldEvent]:
    """Yield the events with `coref` naming a first mention: chains are followed to their end, circles cut."""
    follows = {event.id: event.coref for event in events if event.coref is not None}
    for event in events:
        head, seen = event.id, set[str]()
        while head in follows and head not in seen:
            seen.add(head)
            head = follows[head]
        yield event.model_copy(update={"coref": None if head in seen or head == event.id else head})


def _pair(ones: Sequence[_Item], others: Sequence[_Item], alike: Callable[[_Item, _Item], bool]) -> dict[int, int]:
    """Return the items of two lists that share code points, one to one, those alike first."""
    pairs = []
    for number, one in enumerate(ones):
        for index, other in enumerate(others):
            share = overlap_share(*_extent(one), *_extent(other))
            if share:
                pairs.append(Pair(number, index, (float(alike(one, other)), share)))
    return {pair.gold: pair.predicted for pair in match_pairs(pairs)}


def _extent(item: GoldEntity | GoldDate | GoldEvent | GoldQuote) -> tuple[int, int]:
    span = item.trigger if isinstance(item, GoldEvent) else item
    return span.start, span.end


def _both(
    ones: Sequence[_Item], others: Sequence[_Item], pairs: Mapping[int, int]
) -> Iterator[tuple[_Item, _Item] | _Item]:
    """Yield the pairs, then what only one of them has."""
    for number, one in enumerate(ones):
        yield (one, others[pairs[number]]) if number in pairs else one
    taken = set(pairs.values())
    yield from (other for index, other in enumerate(others) if index not in taken)


def _add(values: Iterable[Any], more: Iterable[Any], *, but: Any = _NOTHING) -> tuple[Any, ...]:
    """Return values with others added that are not among them yet."""
    return tuple(dict.fromkeys([*values, *(value for value in more if value != but)]))
