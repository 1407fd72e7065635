import json
from pathlib import Path
from typing import Any

import pytest

from sakat.explorer.highlight import cut_text


@pytest.fixture(scope="module")
def records(outputs: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (outputs / "articles.jsonl").read_text("utf-8").splitlines()]


def test_pieces_join_to_the_lines_of_the_text(records: list[dict[str, Any]]) -> None:
    for record in records:
        lines = [line for line in record["text"].split("\n") if line.strip()]
        paragraphs = cut_text(record)
        assert ["".join(piece.text for piece in paragraph.pieces) for paragraph in paragraphs] == lines
        for paragraph in paragraphs:
            for piece in paragraph.pieces:
                assert record["text"].startswith(piece.text, piece.start)


def test_every_mention_event_and_citation_is_covered_exactly(records: list[dict[str, Any]]) -> None:
    for record in records:
        pieces = [piece for paragraph in cut_text(record) for piece in paragraph.pieces]
        for event in record["events"]:
            covered = "".join(piece.text for piece in pieces if event["id"] in piece.events)
            assert covered == event["trigger"]["text"].replace("\n", "")
        for citation in record["citations"]:
            assert "".join(piece.text for piece in pieces if piece.citation == citation["id"]) == citation["text"]
        for mention in record["mentions"]:
            inside = [item for item in record["mentions"] if item["nested_in"] == mention["id"]]
            own = "".join(piece.text for piece in pieces if piece.mention is mention)
            assert len(own) == mention["end"] - mention["start"] - sum(len(item["text"]) for item in inside)


def test_piece_knows_the_innermost_and_the_outermost_mention(records: list[dict[str, Any]]) -> None:
    nested = 0
    for record in records:
        for piece in (piece for paragraph in cut_text(record) for piece in paragraph.pieces):
            over = [item for item in record["mentions"] if item["start"] <= piece.start < item["end"]]
            lengths = sorted(over, key=lambda item: item["end"] - item["start"])
            assert piece.mention == (lengths[0] if lengths else None)
            assert piece.outer == (lengths[-1] if len(lengths) > 1 else None)
            nested += len(over) > 1
    assert nested > 10
