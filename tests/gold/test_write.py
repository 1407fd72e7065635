from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sakat.gold import gold_from_json, gold_to_json, read_gold


def test_gold_json_reads_back_as_the_same_gold(gold_json: dict[str, Any]) -> None:
    gold = gold_from_json(json.dumps(gold_json))
    assert gold_from_json(gold_to_json(gold)) == gold


def test_gold_json_has_one_annotation_to_a_line_and_every_required_key(gold_json: dict[str, Any]) -> None:
    text = gold_to_json(gold_from_json(json.dumps(gold_json)))
    lines = text.split("\n")
    assert [line for line in lines if line.startswith('  {"start": 0, "end": 12, "text": "ชาวประมงชิลี"')]
    assert sum(line.startswith('  {"id": ') for line in lines) == 2
    event = json.loads(text)["events"][0]
    assert list(event) == [
        "id", "type", "subtype", "mode", "trigger", "actors", "recipients", "location", "edtf", "negated", "modality",
        "source",
    ]  # fmt: skip
    assert event["mode"] == ["obstruct"]
    assert text.endswith("\n}\n")


def test_gold_json_leaves_out_tolerances_that_say_nothing(gold_json: dict[str, Any]) -> None:
    text = gold_to_json(gold_from_json(json.dumps(gold_json)))
    assert '"optional": false' not in text
    assert '"alt": []' not in text
    assert '"optional": true' in text


def test_gold_json_of_an_empty_layer_is_an_empty_list(gold_json: dict[str, Any]) -> None:
    gold = gold_from_json(json.dumps({**gold_json, "quotes": []}))
    assert '"quotes": [],\n' in gold_to_json(gold)


def test_gold_in_the_repository_is_written_as_gold_to_json_writes_it() -> None:
    for path in (Path(__file__).parents[2] / "corpus" / "gold").glob("*/*.json"):
        if path.with_suffix(".anno").is_file():
            assert path.read_text("utf-8") == gold_to_json(read_gold(path)), path.name
