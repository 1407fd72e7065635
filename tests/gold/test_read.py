from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import GoldError
from sakat.gold import find_shape_problems, gold_from_json, read_gold

GoldJson = dict[str, Any]


def test_read_gold_returns_what_the_file_holds(tmp_path: Path, gold_json: GoldJson) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps(gold_json), "utf-8")
    gold = read_gold(path)
    assert [event.mode for event in gold.events] == [("obstruct",), ()]
    assert gold.entities[1].optional
    assert gold.events[1].actors == ("peru", "chile")


def test_read_gold_takes_a_missing_modality_as_asserted(gold_json: GoldJson) -> None:
    del gold_json["events"][0]["modality"]
    assert gold_from_json(json.dumps(gold_json)).events[0].modality == "asserted"


def test_read_gold_names_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"none\.json: cannot be read \(No such file or directory\); expected a gold"):
        read_gold(tmp_path / "none.json")


def test_find_shape_problems_names_each_wrong_key_and_value(gold_json: GoldJson) -> None:
    gold_json["entities"][0]["label"] = "PLACE"
    gold_json["events"][0]["type"] = "FIGHT"
    gold_json["events"][0]["mode"] = "shout"
    gold_json["events"][1]["modality"] = "sure"
    gold_json["events"][1]["trigger"]["start"] = "12"
    gold_json["quotes"][0]["cue"] = "กล่าว"
    del gold_json["citations"][0]["ref"]
    problems = find_shape_problems(json.dumps(gold_json), file="dev/a.json")
    assert {problem.path: problem.found for problem in problems} == {
        "entities[0].label": "'PLACE'",
        "events[0].type": "'FIGHT'",
        "events[0].mode[0]": "'shout'",
        "events[1].modality": "'sure'",
        "events[1].trigger.start": "'12'",
        "quotes[0].cue": "an unknown key",
        "citations[0].ref": "no such key",
    }
    assert str(problems[4]) == (
        "dev/a.json: events[1].modality: found 'sure'; "
        "expected 'asserted', 'hypothetical', 'planned', 'reported' or 'generic'"
    )


def test_find_shape_problems_reports_an_empty_span(gold_json: GoldJson) -> None:
    gold_json["sentences"][0]["end"] = 0
    (problem,) = find_shape_problems(json.dumps(gold_json))
    assert problem.path == "sentences[0]"
    assert problem.expected == "start 0 is not before end 0; spans hold a code point or more"


def test_find_shape_problems_reports_broken_json() -> None:
    (problem,) = find_shape_problems(b'{"text_sha256": ')
    assert problem.path == "(whole file)"
    assert "Invalid JSON" in problem.expected


def test_gold_from_json_raises_with_every_problem(gold_json: GoldJson) -> None:
    gold_json["entities"][0]["label"] = "PLACE"
    gold_json["extra"] = 1
    with pytest.raises(GoldError) as caught:
        gold_from_json(json.dumps(gold_json), file="dev/a.json")
    assert "dev/a.json: entities[0].label: found 'PLACE'" in str(caught.value)
    assert "dev/a.json: extra: found an unknown key" in str(caught.value)
