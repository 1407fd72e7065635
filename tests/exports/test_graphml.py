from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from sakat.exports.graphml import ALONE


def pairs(row: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the edges an event should have, from its row alone."""
    actors, recipients = row["actor_ids"], row["recipient_ids"]
    if not recipients:
        return [(one, other) for index, one in enumerate(actors) for other in actors[index + 1 :]]
    return [(one, other) for one in actors for other in recipients]


@pytest.mark.parametrize("everything", [False, True])
def test_graph_has_an_edge_for_each_pair_of_each_event(
    dataset: Path, everything: bool, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("graphml", dataset, everything=everything)
    graph = nx.read_graphml(path, force_multigraph=True)
    assert graph.is_directed()
    rows = told_rows(dataset, everything=everything)
    expected = Counter((row["event_id"], *pair) for row in rows for pair in pairs(row))
    found = Counter((data["event_id"], source, target) for source, target, data in graph.edges(data=True))
    assert found == expected
    assert set(graph) == {end for _, *ends in expected for end in ends}
    by_id = {row["event_id"]: row for row in rows}
    shares: Counter[str] = Counter()
    for _, _, data in graph.edges(data=True):
        row = by_id[data["event_id"]]
        shares[row["event_id"]] += data["share"]
        for name in ("type", "edtf", "date_start", "polarity", "modality", "score", "plover_score"):
            assert data.get(name) == row[name], name
        assert data["mutual"] is (not row["recipient_ids"])
    assert all(share == pytest.approx(1) for share in shares.values())
    assert job.written == len(shares)
    assert job.left_out[ALONE] == sum(not pairs(row) for row in rows)


def test_nodes_have_names_in_both_languages(hostile: Path, export: Callable[..., Any]) -> None:
    graph = nx.read_graphml(export("graphml", hostile)[0], force_multigraph=True)
    names = {data["name_th"]: data for _, data in graph.nodes(data=True)}
    assert names["สมชาย ใจดี"]["name_en"] == "Somchai Chaidi"
    assert names["สมชาย ใจดี"]["label"] == "Somchai Chaidi"
    assert "\"นายเอ\", <script>alert(1)</script> & 'บี'; \\ 🐘" in names
    assert "องค์\ufffdกร\ufffdลับ" in names
    thai = nx.read_graphml(export("graphml", hostile, language="th")[0], force_multigraph=True)
    assert {data["label"] for _, data in thai.nodes(data=True)} == set(names)


def test_graph_is_the_same_every_time(outputs: Path, export: Callable[..., Any]) -> None:
    first = export("graphml", outputs)[0].read_bytes()
    assert export("graphml", outputs)[0].read_bytes() == first
