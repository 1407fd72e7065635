from __future__ import annotations

import json
from typing import Any

import pytest

from sakat.evaluation import HEADLINES, METRICS, Report, evaluate, report_json, report_text

Fixture = Any


@pytest.fixture
def report(make: Fixture, make_record: Fixture) -> Report:
    golds = {
        "trang": make("ตรัง เลย น่าน", entities=[{"at": (0, 4)}, {"at": (5, 8)}, {"at": (9, 13)}]),
        "loei": make("เลย", entities=[{"at": (0, 3)}]),
    }
    records = [make_record("ตรัง เลย น่าน", (0, 4), (5, 8))]
    dev = evaluate(records, golds, genres={"trang": "travel"}, bootstrap=20)
    return Report(splits={"dev": dev}, gold_sha256="0" * 64)


def test_report_json_has_sorted_keys_and_four_decimals(report: Report) -> None:
    text = report_json(report)
    content = json.loads(text)
    assert text == json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    total = content["splits"]["dev"]["totals"]["ent_exact_f1"]
    # 2 of 4 found, none spurious: P 1, R 0.5, F1 2/3
    assert {key: total[key] for key in ("value", "precision", "recall", "support", "tp", "fp", "fn")} == {
        "value": 0.6667, "precision": 1.0, "recall": 0.5, "support": 4, "tp": 2, "fp": 0, "fn": 2,
    }  # fmt: skip
    assert len(total["interval_95"]) == 2
    assert content["splits"]["dev"]["totals"]["event_f1"]["value"] is None
    assert content["splits"]["dev"]["groups"]["ent_exact_f1"]["GPE"]["support"] == 4
    assert content["splits"]["dev"]["documents"]["loei"]["ent_exact_f1"]["value"] == 0
    assert content["splits"]["dev"]["genres"]["travel"]["ent_exact_f1"]["value"] == 0.8
    assert content["splits"]["dev"]["missing"] == ["loei"]
    assert content["gold_sha256"] == "0" * 64


def test_report_text_shows_every_metric_and_what_is_missing(report: Report) -> None:
    text = report_text(report)
    assert "dev: 2 articles, 1 without a record" in text
    assert "no record of loei: all of it counts as missed" in text
    for name in METRICS:
        assert f"\n{name}" in text, name
    for name in HEADLINES:
        assert METRICS[name].title in text
    row = next(line for line in text.split("\n") if line.startswith("ent_exact_f1"))
    assert row.split()[-3:] == ["1.000", "0.500", "4"]
    assert "Entities by label" in text
    assert "travel" in text
    assert report_text(report) == text


def test_report_text_prints_what_was_not_measured_as_such(report: Report) -> None:
    row = next(line for line in report_text(report).split("\n") if line.startswith("polarity_acc"))
    assert row.split()[-3:] == ["n/a", "n/a", "0"]
