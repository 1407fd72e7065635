"""Flat rows for tables: events one by one, entities merged across articles."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from json import loads
from typing import Any

from sakat.record import Entity, Event, Record
from sakat.record.edtf import edtf_bounds
from sakat.record.record import dump_json

Row = dict[str, Any]


def event_rows(record: Record) -> Iterator[Row]:
    """Yield a row of events.jsonl for each event of a record, in order."""
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        yield _event_row(record, event, entities)


def _event_row(record: Record, event: Event, entities: dict[str, Entity]) -> Row:
    actors = [entities[item.entity_id] for item in event.arguments if item.role == "actor"]
    recipients = [entities[item.entity_id] for item in event.arguments if item.role == "recipient"]
    place = entities[event.place.entity_id] if event.place is not None else None
    where = place.coordinates if place is not None else None
    edtf = event.time.edtf if event.time is not None else None
    first, last = edtf_bounds(edtf) if edtf is not None else (None, None)
    source_id = event.source.entity_id if event.source is not None else None
    return {
        "event_id": event.id,
        "article_id": record.id,
        "uri": record.source.uri,
        "document_date": record.source.document_date,
        "type": event.type,
        "subtype": event.subtype,
        "mode": list(event.mode),
        "context": list(event.context),
        "plover_score": event.plover_score,
        "trigger": event.trigger.text,
        "actor_ids": [entity.id for entity in actors],
        "actors_th": [entity.name_th for entity in actors],
        "actors_en": [entity.name_en for entity in actors],
        "recipient_ids": [entity.id for entity in recipients],
        "recipients_th": [entity.name_th for entity in recipients],
        "recipients_en": [entity.name_en for entity in recipients],
        "place_id": place.id if place is not None else None,
        "place_th": place.name_th if place is not None else None,
        "place_en": place.name_en if place is not None else None,
        "iso3166": place.iso3166 if place is not None else None,
        "lat": where.lat if where is not None else None,
        "lon": where.lon if where is not None else None,
        "edtf": edtf,
        "date_start": first.isoformat() if first is not None else None,
        "date_end": last.isoformat() if last is not None else None,
        "polarity": event.polarity,
        "modality": event.modality,
        "source_id": source_id,
        "source_en": entities[source_id].name_en if source_id is not None else None,
        "same_as": event.same_as,
        "score": event.score,
        "label_th": event.label_th,
        "label_en": event.label_en,
        "evidence_text": " … ".join(record.text[stretch.start : stretch.end] for stretch in event.evidence),
    }


_TOGETHER: tuple[tuple[str, ...], ...] = (
    ("label",),
    ("name_th",),
    ("name_en", "name_en_method"),
    ("qid",),
    ("iso3166",),
    ("geonames_id",),
    ("coordinates",),
)
"""Fields of an entity whose values are chosen together."""


def entity_facts(record: Record) -> Iterator[Row]:
    """Yield what one article says of each of its entities, and how often it names it."""
    mentions = Counter(mention.entity_id for mention in record.mentions)
    for entity in record.entities:
        yield {**entity.model_dump(mode="json"), "mention_count": mentions[entity.id]}


def entity_row(entity_id: str, facts: Iterable[Row]) -> Row:
    """Return the row of entities.jsonl that the articles' facts of one entity make, in whatever order they come.

    Each field is that of most articles, ties go to the smallest value; aliases and roles are united.
    """
    values: dict[str, Counter[str]] = defaultdict(Counter)
    names: set[str] = set()
    roles: set[str] = set()
    articles = mentions = 0
    for fact in facts:
        for keys in _TOGETHER:
            values[keys[0]][dump_json([fact[key] for key in keys])] += 1
        names.update((fact["name_th"], *fact["aliases"]))
        roles.update(dump_json(role) for role in fact["roles"])
        articles += 1
        mentions += fact["mention_count"]
    chosen: Row = {}
    for keys in _TOGETHER:
        chosen.update(zip(keys, loads(_majority(values[keys[0]])), strict=True))
    return {
        "id": entity_id,
        **{key: chosen[key] for key in ("label", "name_th", "name_en", "name_en_method")},
        "aliases": sorted(names - {chosen["name_th"]}),
        **{key: chosen[key] for key in ("qid", "iso3166", "geonames_id", "coordinates")},
        "roles": [loads(role) for role in sorted(roles)],
        "article_count": articles,
        "mention_count": mentions,
    }


def _majority(counts: Counter[str]) -> str:
    """Return the most frequent value; of equally frequent ones the smallest, one that says something before null."""
    return min(counts, key=lambda value: (-counts[value], "null" in value, value))
