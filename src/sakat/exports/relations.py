"""A dataset as rows of related tables, for databases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from sakat.dataset.flatten import Row
from sakat.exports.job import Job
from sakat.exports.source import Told
from sakat.record import Record
from sakat.record.edtf import edtf_bounds

TABLES = (
    "articles",
    "entities",
    "entity_roles",
    "mentions",
    "temporal",
    "citations",
    "quotes",
    "events",
    "event_details",
    "event_actors",
    "event_citations",
)
"""Tables in an order in which each stands after those it points to."""

Related = tuple[str, Row]
"""The name of a table and a row of it."""


def related_rows(job: Job) -> Iterator[Related]:
    """Yield the rows of all tables: entities, then article by article.

    The selection says which events are taken; articles, entities, mentions and dates are all there.
    An event that is not taken is nobody's `same_as`.
    """
    yield from chain.from_iterable(map(_entity, job.dataset.entity_rows()))
    for record, events in job.articles():
        yield from _article(record)
        taken = {told.event.id for told in events}
        for told in events:
            job.written += 1
            yield from _event(told, taken)


def _entity(row: Row) -> Iterator[Related]:
    where = row["coordinates"] or {"lat": None, "lon": None}
    yield "entities", {**row, "entity_id": row["id"], "lat": where["lat"], "lon": where["lon"]}
    for role in row["roles"]:
        yield "entity_roles", {**role, "entity_id": row["id"]}


def _article(record: Record) -> Iterator[Related]:
    yield "articles", {**record.source.model_dump(), "article_id": record.id, "text": record.text}
    for mention in record.mentions:
        yield "mentions", _placed(record, mention.model_dump(), "mention_id")
    for item in record.temporal:
        first, last = edtf_bounds(item.edtf) if item.edtf is not None else (None, None)
        timex = {f"timex_{key}": value for key, value in item.timex.model_dump().items()}
        days = {
            "date_start": first.isoformat() if first is not None else None,
            "date_end": last.isoformat() if last is not None else None,
        }
        yield "temporal", _placed(record, item.model_dump(), "temporal_id") | timex | days
    for citation in record.citations:
        yield "citations", _placed(record, citation.model_dump(), "citation_id")
    for quote in record.quotes:
        cue = quote.cue.text if quote.cue is not None else None
        yield "quotes", _placed(record, quote.model_dump(), "quote_id") | {"cue": cue}


def _placed(record: Record, row: Row, key: str) -> Row:
    return row | {key: row["id"], "article_id": record.id, "start_char": row["start"], "end_char": row["end"]}


def _event(told: Told, taken: set[str]) -> Iterator[Related]:
    event = told.event
    yield "events", told.row | {"same_as": event.same_as if event.same_as in taken else None}
    yield (
        "event_details",
        {
            "event_id": event.id,
            "trigger_start": event.trigger.start,
            "trigger_end": event.trigger.end,
            "temporal_id": event.time.temporal_id if event.time is not None else None,
            "time_basis": event.time.basis if event.time is not None else None,
            "place_mention_id": event.place.mention_id if event.place is not None else None,
            "place_inferred": event.place.inferred if event.place is not None else None,
            "source_cue": event.source.cue.text if event.source is not None else None,
        },
    )
    for position, argument in enumerate(event.arguments):
        yield "event_actors", {**argument.model_dump(), "event_id": event.id, "position": position}
    for citation_id in event.citations:
        yield "event_citations", {"event_id": event.id, "citation_id": citation_id}
