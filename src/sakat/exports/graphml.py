"""Who does what to whom as a directed graph with parallel edges (GraphML), an edge for each actor and recipient."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from sakat.dataset.flatten import Row
from sakat.exports.acled import is_mutual
from sakat.exports.characters import without_controls
from sakat.exports.job import Job
from sakat.exports.source import Told

ALONE = "without a second participant: no edge"

_NODE_KEYS = {
    "label": "string",
    "name_th": "string",
    "name_en": "string",
    "entity_label": "string",
    "iso3166": "string",
}
_EDGE_KEYS = {
    "event_id": "string", "article_id": "string", "type": "string", "mode": "string", "plover_score": "double",
    "share": "double", "mutual": "boolean", "edtf": "string", "date_start": "string", "date_end": "string",
    "polarity": "string", "modality": "string", "score": "double", "event_label": "string", "evidence_text": "string",
}  # fmt: skip


def write(job: Job, path: Path) -> None:
    """Write the nodes, then the edges; the articles are read twice, so that only participants are nodes.

    Where all parties are actors each two of them have an edge with `mutual`, from the one named first. The `share`s of
    an event's edges sum to 1. Attributes that have no value are left out.
    """
    nodes: set[str] = set()
    for told in Job(job.dataset, job.selection).events():
        nodes.update(end for edge in edges_of(told) for end in edge)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        xml = XMLGenerator(file, "UTF-8", short_empty_elements=True)
        xml.startDocument()
        xml.startElement("graphml", AttributesImpl({"xmlns": "http://graphml.graphdrawing.org/xmlns"}))
        for target, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
            for name, kind in keys.items():
                attributes = {"id": f"{target}_{name}", "for": target, "attr.name": name, "attr.type": kind}
                _element(xml, "key", attributes)
        xml.startElement("graph", AttributesImpl({"edgedefault": "directed"}))
        for row in job.dataset.entity_rows():
            if row["id"] in nodes:
                _data(xml, "node", {"id": row["id"]}, _node(job, row))
        for told in job.events():
            _write_edges(xml, job, told)
        xml.endElement("graph")
        xml.endElement("graphml")
        xml.endDocument()
        file.write("\n")


def edges_of(told: Told) -> list[tuple[str, str]]:
    """Return the pairs of entity ids an event joins: actor and recipient, or two parties of a mutual event."""
    actors = [entity.id for entity in told.participants("actor")]
    if is_mutual(told.event):
        return list(combinations(actors, 2))
    return list(product(actors, (entity.id for entity in told.participants("recipient"))))


def _node(job: Job, row: Row) -> dict[str, object]:
    return {
        "label": job.name(row["name_th"], row["name_en"]),
        "name_th": row["name_th"],
        "name_en": row["name_en"],
        "entity_label": row["label"],
        "iso3166": row["iso3166"],
    }


def _write_edges(xml: XMLGenerator, job: Job, told: Told) -> None:
    edges = edges_of(told)
    if not edges:
        job.left_out[ALONE] += 1
        return
    job.written += 1
    values = {name: told.row[name] for name in _EDGE_KEYS if name in told.row}
    values |= {
        "mode": " ".join(told.event.mode) or None,
        "share": 1 / len(edges),
        "mutual": str(is_mutual(told.event)).lower(),
        "event_label": job.label(told),
    }
    for number, (source, target) in enumerate(edges):
        _data(xml, "edge", {"id": f"{told.event.id}.{number}", "source": source, "target": target}, values)


def _data(xml: XMLGenerator, element: str, attributes: dict[str, str], values: Mapping[str, object]) -> None:
    xml.startElement(element, AttributesImpl(attributes))
    for name, text in _texts(values):
        _element(xml, "data", {"key": f"{element}_{name}"}, text)
    xml.endElement(element)
    xml.ignorableWhitespace("\n")


def _texts(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if value is not None:
            yield name, without_controls(str(value))


def _element(xml: XMLGenerator, name: str, attributes: dict[str, str], text: str = "") -> None:
    xml.startElement(name, AttributesImpl(attributes))
    xml.characters(text)
    xml.endElement(name)
