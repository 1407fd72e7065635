"""Writes annotated articles as tasks for Label Studio."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal
from urllib.parse import quote

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.fields import FIELDS
from sakat.annotation.graph import Graph, Region, to_graph
from sakat.annotation.label_studio.config import FLAGS, TEXT, control_name

Use = Literal["predictions", "annotations"]
"""Predictions are shown to annotators as a start; annotations are somebody's finished work."""

EVENT_PREFIX = "event-"
"""What the id of an event's region begins with; its event's id follows, percent-encoded."""

_Result = dict[str, Any]


def write_tasks(articles: Iterable[AnnotatedArticle], *, use: Use = "predictions") -> str:
    """Return tasks as the JSON that Label Studio imports, one task to a line."""
    lines = [json.dumps(article_to_task(article, use=use), ensure_ascii=False) for article in articles]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def article_to_task(article: AnnotatedArticle, *, use: Use = "predictions") -> dict[str, Any]:
    """Return an annotated article as a task. Label Studio counts offsets in code points, as gold does."""
    graph = to_graph(article)
    data = {
        "id": graph.id,
        TEXT: graph.text,
        "document_date": graph.document_date,
        "sentences": [list(sentence) for sentence in graph.sentences],
    }
    work = {"result": _results(graph)}
    return {"data": data, use: [{"model_version": "sakat", **work} if use == "predictions" else work]}


def region_id(graph_id: str) -> str:
    """Return the id of a region in Label Studio, which keeps it.

    >>> region_id("event:e1"), region_id("m3")
    ('event-e1', 'm3')
    """
    kind, colon, event_id = graph_id.partition(":")
    return EVENT_PREFIX + quote(event_id, safe="") if colon else kind


def _results(graph: Graph) -> list[_Result]:
    results = [result for region in graph.regions for result in _region_results(region, graph.text)]
    # The editor keeps one relation between two regions and drops another, so one relation has all labels.
    labels: dict[tuple[str, str], list[str]] = {}
    for link in graph.links:
        labels.setdefault((region_id(link.head), region_id(link.target)), []).append(link.label)
    for (head, target), names in labels.items():
        results.append({"type": "relation", "from_id": head, "to_id": target, "direction": "right", "labels": names})
    return results


def _region_results(region: Region, text: str) -> list[_Result]:
    span = {"start": region.start, "end": region.end}

    def result(name: str, kind: str, value: dict[str, Any]) -> _Result:
        ids = {"id": region_id(region.id), "from_name": name, "to_name": TEXT, "type": kind}
        return {**ids, "value": {**span, **value}}

    words = text[region.start : region.end]
    results = [result(region.layer, "labels", {"text": words, "labels": [region.label]})]
    flags = []
    for field in FIELDS[region.layer]:
        values = region.attributes.get(field.name)
        if values is None or field.name == "id":
            continue
        name = control_name(region.layer, field.name)
        if field.kind == "flag":
            flags.append(field.name)
        elif field.kind in ("choice", "choices"):
            results.append(result(name, "choices", {"choices": list(values)}))
        else:
            results.append(result(name, "textarea", {"text": list(values)}))
    if flags:
        results.append(result(control_name(region.layer, FLAGS), "choices", {"choices": flags}))
    return results
