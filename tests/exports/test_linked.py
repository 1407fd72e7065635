"""JSON-LD: expanded by pyld and read as triples by rdflib, with nothing fetched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyld import jsonld
from rdflib import RDF, Graph, Literal, Namespace, URIRef

from sakat.exports.days import exact_days
from sakat.exports.linked import UNASSERTED

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # in rdflib

SCHEMA = Namespace("https://schema.org/")
SAKAT = Namespace("urn:sakat:vocab:")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")


def refuse(url: str, _: object) -> Any:
    raise AssertionError(f"{url} was asked for; the context is inside")


def expand(path: Path) -> list[dict[str, Any]]:
    document = json.loads(path.read_text("utf-8"))
    return list(jsonld.expand(document, {"documentLoader": refuse}))


@pytest.mark.parametrize("everything", [False, True])
def test_expanded_graph_holds_every_event(
    dataset: Path, everything: bool, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("jsonld", dataset, everything=everything)
    nodes = {node["@id"]: node for node in expand(path)}
    rows = told_rows(dataset, everything=everything)
    assert job.written == len(rows)
    for row in rows:
        node = nodes[f"urn:sakat:{row['event_id']}"]
        happened = (row["polarity"], row["modality"]) == ("positive", "asserted")
        assert node["@type"] == [str(SCHEMA.Event) if happened else f"{SAKAT}UnassertedEvent"]
        names = {item["@language"]: item["@value"] for item in node[str(SCHEMA.name)]}
        assert names == {"th": row["label_th"], "en": row["label_en"]}
        edtf = node.get(f"{SAKAT}edtf")
        assert edtf == (None if row["edtf"] is None else [{"@type": str(EDTF), "@value": row["edtf"]}])
        days = exact_days(row["edtf"])
        start = node.get(str(SCHEMA.startDate))
        assert (start is None) == (days is None)
        if days is not None:
            assert start[0]["@value"][:10] == row["date_start"]
            assert node[str(SCHEMA.endDate)][0]["@value"][:10] == row["date_end"]
        for name, ids in (("actor", row["actor_ids"]), ("recipient", row["recipient_ids"])):
            assert [item["@id"] for item in node.get(f"{SAKAT}{name}", [])] == [f"urn:sakat:{item}" for item in ids]
        assert node[f"{SAKAT}polarity"] == [{"@value": row["polarity"]}]
        assert node[f"{SAKAT}modality"] == [{"@value": row["modality"]}]
        assert node[f"{SAKAT}evidence"][0]["@value"] == row["evidence_text"]
        assert node[str(SCHEMA.subjectOf)] == [{"@id": f"urn:sakat:{row['article_id']}"}]
    linked = {
        item["@id"]
        for row in rows
        for name in (SCHEMA.location, SCHEMA.subjectOf, SAKAT.actor, SAKAT.recipient, SAKAT.reportedBy)
        for item in nodes[f"urn:sakat:{row['event_id']}"].get(str(name), [])
    }
    assert linked <= set(nodes)
    assert set(nodes) == linked | {f"urn:sakat:{row['event_id']}" for row in rows}


def test_triples_name_persons_places_and_wikidata(hostile: Path, export: Callable[..., Any]) -> None:
    path, _ = export("jsonld", hostile)
    graph = Graph().parse(path, format="json-ld")
    (person,) = graph.subjects(RDF.type, SCHEMA.Person)
    assert set(graph.objects(person, SCHEMA.name)) == {
        Literal("สมชาย ใจดี", lang="th"),
        Literal("Somchai Chaidi", lang="en"),
    }
    (country,) = graph.subjects(RDF.type, SCHEMA.Country)
    assert (country, SCHEMA.sameAs, URIRef("http://www.wikidata.org/entity/Q23661")) in graph
    (town,) = graph.subjects(RDF.type, SCHEMA.AdministrativeArea)
    (point,) = graph.objects(town, SCHEMA.geo)
    assert [float(value) for value in graph.objects(point, SCHEMA.latitude)] == [16.71331]
    assert len(set(graph.subjects(RDF.type, SCHEMA.Event))) == 6
    assert not set(graph.subjects(RDF.type, SAKAT.UnassertedEvent))
    (article,) = graph.subjects(RDF.type, SCHEMA.Article)
    assert (article, SCHEMA.url, URIRef("https://example.org/a?b=1&c=2")) in graph


def test_the_repository_s_dataset_is_triples_of_as_many_events(
    outputs: Path, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, _ = export("jsonld", outputs, everything=True)
    graph = Graph().parse(path, format="json-ld")
    asserted = {f"urn:sakat:{row['event_id']}" for row in told_rows(outputs, everything=False)}
    assert {str(item) for item in graph.subjects(RDF.type, SCHEMA.Event) if "urn:sakat:e_" in item} == asserted
    others = len(told_rows(outputs, everything=True)) - len(asserted)
    assert len(set(graph.subjects(RDF.type, SAKAT.UnassertedEvent))) == others
    assert UNASSERTED == "sakat:UnassertedEvent"


def test_linked_data_is_the_same_every_time(outputs: Path, export: Callable[..., Any]) -> None:
    first = export("jsonld", outputs)[0].read_bytes()
    assert export("jsonld", outputs)[0].read_bytes() == first
