"""Events, participants and articles as JSON-LD with schema.org, its context inside: nothing is fetched to read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sakat.dataset.flatten import Row
from sakat.exports.days import exact_days
from sakat.exports.job import Job
from sakat.exports.source import Told
from sakat.record import Record
from sakat.record.record import dump_json

_LANGUAGES = {"@container": "@language"}
_LINK = {"@type": "@id"}
CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "sakat": "urn:sakat:vocab:",
    "id": "@id",
    "type": "@type",
    "name": {"@id": "https://schema.org/name", **_LANGUAGES},
    "jobTitle": {"@id": "https://schema.org/jobTitle", **_LANGUAGES},
    "alternateName": {"@id": "https://schema.org/alternateName", "@language": "th"},
    "headline": {"@id": "https://schema.org/headline", "@language": "th"},
    "evidence": {"@id": "sakat:evidence", "@language": "th"},
    "trigger": {"@id": "sakat:trigger", "@language": "th"},
    "edtf": {"@id": "sakat:edtf", "@type": "http://id.loc.gov/datatypes/edtf/EDTF"},
    "sameAs": {"@id": "https://schema.org/sameAs", **_LINK},
    "location": {"@id": "https://schema.org/location", **_LINK},
    "subjectOf": {"@id": "https://schema.org/subjectOf", **_LINK},
    "url": {"@id": "https://schema.org/url", **_LINK},
    "actor": {"@id": "sakat:actor", **_LINK},
    "recipient": {"@id": "sakat:recipient", **_LINK},
    "reportedBy": {"@id": "sakat:reportedBy", **_LINK},
    "sameEventAs": {"@id": "sakat:sameEventAs", **_LINK},
    **{
        name: f"sakat:{name}"
        for name in ("eventType", "subtype", "mode", "context", "ploverScore", "polarity", "modality", "score", "label")
    },
}
"""`actor` and `recipient` are sakat's own: schema.org's actor is a performer's role."""

UNASSERTED = "sakat:UnassertedEvent"
"""The type, in place of schema.org/Event, of what the article does not assert to have happened."""

_TYPES: Mapping[str, str] = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "AdministrativeArea",
    "LOC": "Place",
    "FAC": "Place",
    "EVENT": "Event",
    "LAW": "Legislation",
    "PRODUCT": "Product",
    "WORK_OF_ART": "CreativeWork",
    "LANGUAGE": "Language",
}


def write(job: Job, path: Path) -> None:
    """Write a graph: the articles that tell the events, the events, then the entities these name."""
    used: set[str] = set()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context":{dump_json(CONTEXT)},"@graph":[')
        separator = "\n"
        for record, events in job.articles():
            nodes = [_article(record)] if events else []
            nodes += [_event(told) for told in events]
            job.written += len(events)
            for told in events:
                used.update(_named(told))
            for node in nodes:
                file.write(separator + _line(node))
                separator = ",\n"
        for row in job.dataset.entity_rows():
            if row["id"] in used:
                file.write(separator + _line(_entity(row)))
                separator = ",\n"
        file.write("\n]}\n")


def _named(told: Told) -> set[str]:
    others = {told.row["place_id"], told.row["source_id"]} - {None}
    return {*told.row["actor_ids"], *told.row["recipient_ids"], *others}


def _line(node: Row) -> str:
    return dump_json({key: value for key, value in node.items() if value not in (None, [], {})})


def iri(identifier: str) -> str:
    """Return the IRI of an article, event or entity of sakat.

    >>> iri("e_00386b255ff3cd0b")
    'urn:sakat:e_00386b255ff3cd0b'
    """
    return f"urn:sakat:{identifier}"


def _article(record: Record) -> Row:
    source = record.source
    return {
        "id": iri(record.id),
        "type": "Article",
        "identifier": source.uri,
        "url": source.uri if urlsplit(source.uri).scheme in {"http", "https"} else None,
        "headline": source.title,
        "datePublished": source.document_date,
        "inLanguage": source.language,
        "license": source.licence,
    }


def _event(told: Told) -> Row:
    event, row = told.event, told.row
    return {
        "id": iri(event.id),
        "type": "Event" if told.happened else UNASSERTED,
        "eventType": event.type,
        "subtype": event.subtype,
        "mode": event.mode,
        "context": event.context,
        "ploverScore": row["plover_score"],
        "name": {"th": event.label_th, "en": event.label_en},
        **_days(row["edtf"]),
        "edtf": row["edtf"],
        "location": iri(row["place_id"]) if row["place_id"] is not None else None,
        "actor": [iri(item) for item in row["actor_ids"]],
        "recipient": [iri(item) for item in row["recipient_ids"]],
        "polarity": event.polarity,
        "modality": event.modality,
        "reportedBy": iri(row["source_id"]) if row["source_id"] is not None else None,
        "sameEventAs": iri(event.same_as) if event.same_as is not None else None,
        "score": event.score,
        "trigger": event.trigger.text,
        "evidence": row["evidence_text"],
        "subjectOf": iri(told.record.id),
    }


def _days(edtf: str | None) -> Row:
    """Return start and end where both are known to the day: ISO 8601, with the clock time if there is one."""
    if edtf is None or exact_days(edtf) is None:
        return {}
    start, _, end = edtf.partition("/")
    return {"startDate": start, "endDate": end or start}


def _entity(row: Row) -> Row:
    where = row["coordinates"]
    kind = _TYPES.get(row["label"], "Thing")
    if kind == "AdministrativeArea" and len(row["iso3166"] or "") == 2:
        kind = "Country"
    titles = [_names(role["title_th"], role["title_en"]) for role in row["roles"]]
    return {
        "id": iri(row["id"]),
        "type": kind,
        "label": row["label"],
        "name": _names(row["name_th"], row["name_en"]),
        "alternateName": row["aliases"],
        "jobTitle": _together(titles) if kind == "Person" else None,
        "identifier": row["iso3166"],
        "sameAs": f"http://www.wikidata.org/entity/{row['qid']}" if row["qid"] is not None else None,
        "geo": {"type": "GeoCoordinates", "latitude": where["lat"], "longitude": where["lon"]} if where else None,
    }


def _names(th: str, en: str | None) -> dict[str, str]:
    return {"th": th, "en": en} if en is not None else {"th": th}


def _together(names: list[dict[str, str]]) -> dict[str, list[str]]:
    return {
        language: found
        for language in ("th", "en")
        if (found := sorted({name[language] for name in names if language in name}))
    }
