"""The invariants of a record that types alone cannot say."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from sakat.errors import RecordError
from sakat.record import ids
from sakat.record.base import Range, TextSpan
from sakat.record.edtf import edtf_is_valid, edtf_precision, edtf_to_timex
from sakat.record.mention import VALUE_LABELS, Mention
from sakat.record.record import Record
from sakat.record.temporal import Temporal
from sakat.record.version import SCHEMA_VERSION

Problem = str
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "ORG"})


def check_record(record: Record) -> None:
    """Return nothing if every invariant holds.

    Raises:
        RecordError: Naming the record and, for each broken invariant, path, found and expected.
    """
    problems = list(find_problems(record))
    if problems:
        shown = "; ".join(problems[:5]) + (f"; +{len(problems) - 5} more" if len(problems) > 5 else "")
        raise RecordError(f"{record.source.uri} ({record.id}): {shown}")


def find_problems(record: Record) -> Iterator[Problem]:
    """Yield each broken invariant as `path: found; expected`."""
    for check in _CHECKS:
        yield from check(record)


def _spans(record: Record) -> Iterator[tuple[str, TextSpan]]:
    for name in ("mentions", "temporal", "quotes", "citations"):
        for index, item in enumerate(getattr(record, name)):
            yield f"{name}[{index}]", item
    for index, section in enumerate(record.sections):
        if section.title is not None:
            yield f"sections[{index}].title", section.title
    for index, quote in enumerate(record.quotes):
        if quote.cue is not None:
            yield f"quotes[{index}].cue", quote.cue
    for index, event in enumerate(record.events):
        yield f"events[{index}].trigger", event.trigger
        if event.source is not None:
            yield f"events[{index}].source.cue", event.source.cue


def _check_text(record: Record) -> Iterator[Problem]:
    text = record.text
    major = record.schema_version.split(".")[0]
    if major != SCHEMA_VERSION.split(".")[0]:
        yield f"schema_version: {record.schema_version}; this sakat reads {SCHEMA_VERSION.split('.')[0]}.x"
    if not unicodedata.is_normalized("NFC", text):
        yield "text: not in Unicode NFC"
    if "\r" in text:
        yield f"text: CR at {text.index(chr(13))}; expected LF line ends only"
    for path, span in _spans(record):
        if text[span.start : span.end] != span.text:
            yield f"{path}: text {span.text!r}; text[{span.start}:{span.end}] is {text[span.start : span.end]!r}"
    ranges: list[tuple[str, Range]] = [(f"sections[{i}]", s) for i, s in enumerate(record.sections)]
    ranges += [(f"sentences[{i}]", s) for i, s in enumerate(record.sentences)]
    ranges += [(f"events[{i}].evidence", r) for i, e in enumerate(record.events) for r in e.evidence]
    for path, stretch in ranges:
        if stretch.end > len(text):
            yield f"{path}: end {stretch.end}; the text has {len(text)} code points"


def _check_ids(record: Record) -> Iterator[Problem]:
    doc = ids.record_id(record.text)
    if record.id != doc:
        yield f"id: {record.id}; the text gives {doc}"
    recipes: list[tuple[str, Sequence[tuple[str, str]]]] = [
        ("mentions", [(m.id, ids.mention_id(doc, m.start, m.end, m.label)) for m in record.mentions]),
        ("temporal", [(t.id, ids.temporal_id(doc, t.start, t.end)) for t in record.temporal]),
        ("quotes", [(q.id, ids.quote_id(doc, q.start, q.end)) for q in record.quotes]),
        ("citations", [(c.id, ids.citation_id(doc, c.start, c.end)) for c in record.citations]),
        ("entities", [(e.id, ids.entity_id(e.label, e.name_th, e.qid)) for e in record.entities]),
        (
            "events",
            [(e.id, ids.event_id(doc, e.trigger.start, e.trigger.end, e.type, e.subtype)) for e in record.events],
        ),
    ]
    for name, pairs in recipes:
        seen: set[str] = set()
        for index, (found, expected) in enumerate(pairs):
            if found != expected:
                yield f"{name}[{index}].id: {found}; its recipe gives {expected}"
            if found in seen:
                yield f"{name}[{index}].id: {found} stands twice; ids are unique in their list"
            seen.add(found)


def _check_references(record: Record) -> Iterator[Problem]:
    mentions = {m.id: m for m in record.mentions}
    entities = {e.id: e for e in record.entities}
    temporal = {t.id: t for t in record.temporal}
    citations = {c.id for c in record.citations}
    events = {e.id: (index, e) for index, e in enumerate(record.events)}
    named = {m.entity_id for m in record.mentions} | {r.org_id for e in record.entities for r in e.roles}

    def missing(path: str, key: str | None, known: Iterable[str]) -> Iterator[Problem]:
        if key is not None and key not in known:
            yield f"{path}: {key} is not in this record"

    for index, mention in enumerate(record.mentions):
        path = f"mentions[{index}]"
        yield from missing(f"{path}.entity_id", mention.entity_id, entities)
        yield from missing(f"{path}.nested_in", mention.nested_in, mentions)
        if mention.entity_id in entities and entities[mention.entity_id].label != mention.label:
            yield f"{path}.label: {mention.label}; its entity has {entities[mention.entity_id].label}"
        if mention.entity_id is None and mention.label not in VALUE_LABELS:
            yield f"{path}.entity_id: null; a {mention.label} mention names an entity"
    for index, entity in enumerate(record.entities):
        if entity.id not in named:
            yield f"entities[{index}]: {entity.id} has no mention and is no role's organisation"
        for role in entity.roles:
            yield from missing(f"entities[{index}].roles", role.org_id, entities)
    for index, item in enumerate(record.temporal):
        yield from missing(f"temporal[{index}].anchor_id", item.anchor_id, temporal)
    for index, quote in enumerate(record.quotes):
        yield from missing(f"quotes[{index}].speaker_id", quote.speaker_id, entities)
    for index, event in enumerate(record.events):
        path = f"events[{index}]"
        for number, argument in enumerate(event.arguments):
            where = f"{path}.arguments[{number}]"
            yield from missing(f"{where}.entity_id", argument.entity_id, entities)
            yield from missing(f"{where}.mention_id", argument.mention_id, mentions)
            if argument.mention_id in mentions and mentions[argument.mention_id].entity_id != argument.entity_id:
                yield f"{where}.mention_id: a mention of {mentions[argument.mention_id].entity_id}; not of its entity"
            if argument.mention_id is None and not argument.inferred:
                yield f"{where}.mention_id: null; only an inferred argument has no mention"
        if event.time is not None:
            yield from missing(f"{path}.time.temporal_id", event.time.temporal_id, temporal)
            when = temporal.get(event.time.temporal_id)
            if when is not None and when.edtf != event.time.edtf:
                yield f"{path}.time.edtf: {event.time.edtf}; its temporal has {when.edtf}"
        if event.place is not None:
            yield from missing(f"{path}.place.entity_id", event.place.entity_id, entities)
            yield from missing(f"{path}.place.mention_id", event.place.mention_id, mentions)
            where_entity = entities.get(event.place.entity_id)
            if where_entity is not None and where_entity.label not in PLACE_LABELS:
                yield f"{path}.place: a {where_entity.label}; expected GPE, LOC, FAC or ORG"
        if event.source is not None:
            yield from missing(f"{path}.source.entity_id", event.source.entity_id, entities)
        for citation in event.citations:
            yield from missing(f"{path}.citations", citation, citations)
        if event.same_as is not None:
            earlier = events.get(event.same_as)
            if earlier is None or earlier[0] >= index or earlier[1].type != event.type or earlier[1].same_as:
                yield f"{path}.same_as: {event.same_as}; expected an earlier {event.type} event without one itself"
        if event.type == "CONSULT" and "visit" not in event.mode and len(event.arguments) > 1:
            roles = {argument.role for argument in event.arguments}
            if roles == {"recipient"}:
                yield f"{path}.arguments: only recipients; a two-sided event lists all parties as actors"


def _check_layout(record: Record) -> Iterator[Problem]:
    position = 0
    for index, section in enumerate(record.sections):
        if section.start != position:
            yield f"sections[{index}].start: {section.start}; expected {position}: sections tile the text"
        position = section.end
    if position != len(record.text):
        yield f"sections: end at {position}; expected {len(record.text)}: sections tile the text"
    for index, (left, right) in enumerate(pairwise(record.sentences), 1):
        if right.start < left.end:
            yield f"sentences[{index}].start: {right.start}; the sentence before ends at {left.end}"
    yield from _check_inside("sentences", record.sentences, record.sections, "section")
    for name, items in (
        ("mentions", record.mentions),
        ("temporal", record.temporal),
        ("events.trigger", [event.trigger for event in record.events]),
        ("events.evidence", [stretch for event in record.events for stretch in event.evidence]),
    ):
        yield from _check_inside(name, items, record.sentences, "sentence")
    for index, event in enumerate(record.events):
        if not any(r.start <= event.trigger.start and event.trigger.end <= r.end for r in event.evidence):
            yield f"events[{index}].evidence: does not cover the trigger"


def _check_inside(name: str, items: Sequence[Range], holders: Sequence[Range], what: str) -> Iterator[Problem]:
    starts = [holder.start for holder in holders]
    for item in items:
        index = bisect_right(starts, item.start) - 1
        if index < 0 or item.end > holders[index].end:
            yield f"{name}: {item.start}-{item.end} does not lie in one {what}"


def _check_nesting(record: Record) -> Iterator[Problem]:
    open_mentions: list[Mention] = []
    for index, mention in enumerate(record.mentions):
        while open_mentions and open_mentions[-1].end <= mention.start:
            open_mentions.pop()
        holder = open_mentions[-1] if open_mentions else None
        if holder is not None and mention.end > holder.end:
            yield f"mentions[{index}]: {mention.start}-{mention.end} crosses {holder.start}-{holder.end}"
        expected = holder.id if holder is not None else None
        if holder is not None and (holder.start, holder.end) == (mention.start, mention.end):
            yield f"mentions[{index}]: same span as {holder.id}; nested mentions are strictly smaller"
        elif mention.nested_in != expected:
            yield f"mentions[{index}].nested_in: {mention.nested_in}; expected {expected}"
        open_mentions.append(mention)


def _check_order(record: Record) -> Iterator[Problem]:
    def ordered(path: str, keys: Sequence[tuple[Any, ...]]) -> Iterator[Problem]:
        if list(keys) != sorted(keys):
            yield f"{path}: out of order"

    for name in ("sections", "sentences", "quotes", "citations", "temporal"):
        yield from ordered(name, [(item.start, item.end) for item in getattr(record, name)])
    yield from ordered("mentions", [(m.start, -m.end, m.label) for m in record.mentions])
    first: dict[str, int] = {}
    for index, mention in enumerate(record.mentions):
        if mention.entity_id is not None:
            first.setdefault(mention.entity_id, index)
    yield from ordered("entities", [(first.get(e.id, len(record.mentions)), e.id) for e in record.entities])
    yield from ordered("events", [(e.trigger.start, e.trigger.end, e.type, e.subtype or "") for e in record.events])
    starts = {mention.id: mention.start for mention in record.mentions}
    for entity in record.entities:
        yield from ordered(f"entities.{entity.id}.aliases", [(alias,) for alias in entity.aliases])
    for event in record.events:
        yield from ordered(f"events.{event.id}.mode", [(mode,) for mode in event.mode])
        yield from ordered(f"events.{event.id}.context", [(context,) for context in event.context])
        named = [(a.role, starts[a.mention_id]) for a in event.arguments if a.mention_id in starts and not a.inferred]
        yield from ordered(f"events.{event.id}.arguments", [(argument.role,) for argument in event.arguments])
        yield from ordered(f"events.{event.id}.arguments", named)


def _check_temporal(record: Record) -> Iterator[Problem]:
    dates = {(m.start, m.end) for m in record.mentions if m.label in {"DATE", "TIME"}}
    names = [(m.start, m.end) for m in record.mentions if m.label in {"EVENT", "LAW"}]
    by_id = {item.id: item for item in record.temporal}
    for index, item in enumerate(record.temporal):
        path = f"temporal[{index}]"
        inside = any(start <= item.start and item.end <= end for start, end in names)
        if item.timex.type in {"DATE", "TIME"} and (item.start, item.end) not in dates and not inside:
            yield f"{path}: {item.text!r} is no DATE or TIME mention and lies in no EVENT or LAW mention"
        yield from _check_value(path, item)
        if (item.resolution == "antecedent") != (item.anchor_id is not None):
            yield f"{path}.anchor_id: {item.anchor_id} with resolution {item.resolution}; antecedent has an anchor"
        if item.resolution == "document_date" and record.source.document_date is None:
            yield f"{path}.resolution: document_date; the source has none"
        seen = {item.id}
        anchor = item.anchor_id
        while anchor is not None and anchor in by_id:
            if anchor in seen:
                yield f"{path}.anchor_id: {item.anchor_id} leads back to itself"
                break
            seen.add(anchor)
            anchor = by_id[anchor].anchor_id


def _check_value(path: str, item: Temporal) -> Iterator[Problem]:
    if item.edtf is None:
        if item.precision is not None:
            yield f"{path}.precision: {item.precision}; expected null without an edtf"
        return
    if item.timex.type in {"DURATION", "SET"} or item.timex.value == "PRESENT_REF":
        yield f"{path}.edtf: {item.edtf}; expected null for {item.timex.type} {item.timex.value}"
        return
    if not edtf_is_valid(item.edtf):
        yield f"{path}.edtf: {item.edtf!r} is not valid EDTF, or its end is before its start"
        return
    value, mod = edtf_to_timex(item.edtf)
    part_of_day = "T" not in item.edtf and item.timex.type == "TIME"
    if (_DAY_PART.sub("", item.timex.value) if part_of_day else item.timex.value) != value:
        yield f"{path}.timex.value: {item.timex.value}; edtf {item.edtf} gives {value}"
    if mod is not None and item.timex.mod != mod:
        yield f"{path}.timex.mod: {item.timex.mod}; edtf {item.edtf} gives {mod}"
    precision = edtf_precision(item.edtf)
    if item.precision != precision:
        yield f"{path}.precision: {item.precision}; edtf {item.edtf} has {precision}"


def _check_numbers(record: Record) -> Iterator[Problem]:
    scores = [(f"mentions[{i}].score", m.score) for i, m in enumerate(record.mentions)]
    scores += [(f"events[{i}].score", e.score) for i, e in enumerate(record.events)]
    for path, score in scores:
        if round(score, 4) != score:
            yield f"{path}: {score}; expected 4 decimals at most"
    for index, entity in enumerate(record.entities):
        where = entity.coordinates
        if where is not None and (round(where.lat, 5), round(where.lon, 5)) != (where.lat, where.lon):
            yield f"entities[{index}].coordinates: {where.lat}, {where.lon}; expected 5 decimals at most"


_DAY_PART = re.compile(r"T(?:MO|MI|AF|EV|NI)$")
"""A part of the day after the day it is of: เมื่อคืน is 2024-08-22TNI, its EDTF 2024-08-22."""

_CHECKS: tuple[Callable[[Record], Iterator[Problem]], ...] = (
    _check_text,
    _check_ids,
    _check_references,
    _check_layout,
    _check_nesting,
    _check_order,
    _check_temporal,
    _check_numbers,
)
