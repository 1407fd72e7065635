"""The event table in the columns of POLECAT, the data coded in PLOVER, with what sakat adds at the end.

Names and order of the columns are those of POLECAT's files. Types, modes, contexts, scores and quad codes follow the
manual of PLOVER 2.0. What sakat does not code (sectors, Correlates of War codes, levels below provinces) stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from sakat.dataset.flatten import Row
from sakat.exports.columns import columns_of
from sakat.exports.days import exact_days
from sakat.exports.geography import area
from sakat.exports.job import Job
from sakat.exports.source import Told
from sakat.exports.tables import write_table
from sakat.record import Entity, Record
from sakat.record.event import QUADS

NO_TYPE = "of type OTHER, which is none of PLOVER's"

_QUAD_OF = {event_type: quad.replace("_", " ").upper() for quad, types in QUADS.items() for event_type in types}
_PLACES = frozenset({"GPE", "LOC", "FAC"})


def write(job: Job, path: Path) -> None:
    """Write a row for each event of the 16 types; columns nothing is known for stay empty."""
    columns = columns_of("plover")
    empty = {column.name: None for column in columns}
    write_table(path, columns, ({**empty, **row} for row in _rows(job)))


def _rows(job: Job) -> Iterator[Row]:
    release = version("sakat")
    for record, events in job.articles():
        story = _story(job, record)
        for told in events:
            if told.event.type == "OTHER":
                job.left_out[NO_TYPE] += 1
                continue
            job.written += 1
            yield {
                **_what(job, told),
                **_participants(job, told, "actor"),
                **_participants(job, told, "recipient"),
                **_where(job, told),
                **story,
                "Version": release,
            }


def _what(job: Job, told: Told) -> Row:
    event, row = told.event, told.row
    days = exact_days(row["edtf"])
    return {
        "Event ID": event.id,
        "Event Date": row["date_start"] if days is not None and days[0] == days[1] else None,
        "Event Type": event.type,
        "Event Mode": event.mode,
        "Intensity": row["plover_score"],
        "Quad Code": _QUAD_OF[event.type],
        "Contexts": event.context,
        "EDTF": row["edtf"],
        "Polarity": event.polarity,
        "Modality": event.modality,
        "Score": event.score,
        "Label": job.label(told),
        "Evidence": row["evidence_text"],
    }


def _participants(job: Job, told: Told, role: str) -> Row:
    title = role.capitalize()
    entities = told.participants(role)
    countries = [_country(entity) for entity in entities]
    return {
        f"{title} ID": [entity.id for entity in entities],
        f"{title} Name": [job.name(entity.name_th, entity.name_en) for entity in entities],
        f"{title} Country": countries if any(countries) else [],
        f"{title} Title": [job.name(item.title_th, item.title_en) for entity in entities for item in entity.roles],
        f"{title} Name Raw": _written(told, role),
    }


def _country(entity: Entity) -> str | None:
    found = area(entity.iso3166)
    return found.alpha3 if found is not None else None


def _written(told: Told, role: str) -> list[str | None]:
    ids = [item.mention_id for item in told.event.arguments if item.role == role]
    texts = [_mention_text(told.record, mention_id) for mention_id in ids]
    return texts if any(texts) else []


def _mention_text(record: Record, mention_id: str | None) -> str | None:
    return next((item.text for item in record.mentions if item.id == mention_id), None) if mention_id else None


def _where(job: Job, told: Told) -> Row:
    place = told.place
    if place is None or told.event.place is None:
        return {}
    found = area(place.iso3166)
    return {
        "Placename": job.name(place.name_th, place.name_en),
        "Province": found.subdivision if found is not None else None,
        "Country": found.alpha3 if found is not None else None,
        "Latitude": told.row["lat"],
        "Longitude": told.row["lon"],
        "GeoNames ID": place.geonames_id,
        "Raw Placename": _mention_text(told.record, told.event.place.mention_id),
    }


def _story(job: Job, record: Record) -> Row:
    def names(labels: frozenset[str]) -> list[str]:
        return [job.name(item.name_th, item.name_en) for item in record.entities if item.label in labels]

    return {
        "Source": record.source.uri,
        "Publication Date": record.source.document_date,
        "Story People": names(frozenset({"PERSON"})),
        "Story Organizations": names(frozenset({"ORG"})),
        "Story Locations": names(_PLACES),
        "Language": record.source.language,
    }
