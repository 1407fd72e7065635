from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import GoldError
from sakat.evaluation import Floors, Report, check_floors, evaluate, pin_floors, read_floors
from sakat.evaluation.gate import data_lines

Fixture = Any
DIGEST, OTHER_DIGEST = "0" * 64, "1" * 64


@pytest.fixture
def report(make: Fixture, make_record: Fixture) -> Report:
    """Return scores of dev: two of three places found, so P 1, R 2/3, F1 0.8."""
    text = "ตรัง เลย น่าน"
    gold = make(text, entities=[{"at": (0, 4)}, {"at": (5, 8)}, {"at": (9, 13)}])
    return Report({"dev": evaluate([make_record(text, (0, 4), (5, 8))], {"a": gold})}, DIGEST)


def floors(value: float, name: str = "ent_exact_f1") -> Floors:
    return Floors(gold_sha256=DIGEST, floors={"dev": {name: value}})


def test_check_floors_passes_scores_at_or_above_them(report: Report) -> None:
    assert check_floors(report.splits, floors(0.8), gold_sha256=DIGEST) == []
    assert check_floors(report.splits, floors(0.5, "ent_exact_f1/GPE"), gold_sha256=DIGEST) == []


def test_check_floors_names_a_score_below_its_floor(report: Report) -> None:
    assert check_floors(report.splits, floors(0.8001), gold_sha256=DIGEST) == [
        "dev: ent_exact_f1: 0.8000; floor 0.8001"
    ]
    assert check_floors(report.splits, floors(0.9, "ent_exact_f1/GPE"), gold_sha256=DIGEST) == [
        "dev: ent_exact_f1/GPE: 0.8000; floor 0.9000"
    ]


@pytest.mark.parametrize("name", ["event_f1", "event_f1/AID", "speed"])
def test_check_floors_names_a_floor_that_is_not_measured(report: Report, name: str) -> None:
    assert check_floors(report.splits, floors(0.1, name), gold_sha256=DIGEST) == [
        f"dev: {name}: not measured; floor 0.1000"
    ]


def test_check_floors_fails_for_a_split_that_is_gone(report: Report) -> None:
    assert check_floors({}, floors(0.8), gold_sha256=DIGEST) == ["dev: ent_exact_f1: not measured; floor 0.8000"]


def test_check_floors_fails_when_gold_has_changed(report: Report) -> None:
    (failure,) = check_floors(report.splits, floors(0.8), gold_sha256=OTHER_DIGEST)
    assert failure == f"gold: digest {OTHER_DIGEST}; pinned {DIGEST}: the gold has changed, pin again"


def test_pin_floors_pins_what_was_measured_and_passes_its_own_check(report: Report, tmp_path: Path) -> None:
    pinned = pin_floors(report, earlier=None)
    assert pinned.floors == {"dev": {"ent_exact_f1": 0.8, "ent_overlap_f1": 0.8}}
    path = tmp_path / "floors.json"
    path.write_text(pinned.to_json(), "utf-8")
    assert read_floors(path) == pinned
    assert check_floors(report.splits, pinned, gold_sha256=DIGEST) == []


def test_pin_floors_pins_labels_with_enough_items(make: Fixture, make_record: Fixture, letters: str) -> None:
    spans = [(4 * index, 4 * index + 3) for index in range(20)]
    gold = make(entities=[{"at": span} for span in spans])
    report = Report({"dev": evaluate([make_record(letters, *spans[:19])], {"a": gold})}, DIGEST)
    # 19 of 20: F1 = 38/39 = 0.97435..., cut, not rounded
    assert pin_floors(report, earlier=None).floors["dev"]["ent_exact_f1/GPE"] == 0.9743


def test_pin_floors_raises_floors_without_asking(report: Report) -> None:
    assert pin_floors(report, earlier=floors(0.7)).floors["dev"]["ent_exact_f1"] == 0.8


def test_pin_floors_lowers_none_without_the_flag(report: Report) -> None:
    with pytest.raises(GoldError, match=r"lowered: dev: ent_exact_f1 from 0\.9000 to 0\.8000: allow the regression"):
        pin_floors(report, earlier=floors(0.9), changelog=CHANGELOG.format("- ent_exact_f1 falls"))


def test_pin_floors_counts_a_dropped_floor_as_lowered(report: Report) -> None:
    with pytest.raises(GoldError, match=r"event_f1 from 0\.5000 to no floor"):
        pin_floors(report, earlier=floors(0.5, "event_f1"))


CHANGELOG = """# Changelog

## [Unreleased]

### Data

{}

### Fixed

- ent_exact_f1 in another place

## [0.1.0]

### Data

- ent_exact_f1 of an older release
"""


@pytest.mark.parametrize(
    "line", ["", "- ent_overlap_f1 falls: new gold", "- my_ent_exact_f1 falls", "- ent_exact_f12 falls"]
)
def test_pin_floors_wants_the_metric_named_under_data(report: Report, line: str) -> None:
    with pytest.raises(GoldError, match="no line under Unreleased, '### Data' names ent_exact_f1; expected the reason"):
        pin_floors(report, earlier=floors(0.9), allow_regression=True, changelog=CHANGELOG.format(line))


def test_pin_floors_lowers_with_flag_and_reason(report: Report) -> None:
    text = CHANGELOG.format("- `ent_exact_f1` falls from 0.90: twenty harder articles.")
    pinned = pin_floors(report, earlier=floors(0.9), allow_regression=True, changelog=text)
    assert pinned.floors["dev"]["ent_exact_f1"] == 0.8


def test_pin_floors_wants_the_label_of_a_group_named_too(report: Report) -> None:
    earlier = floors(0.9, "ent_exact_f1/GPE")
    with pytest.raises(GoldError, match="names ent_exact_f1/GPE"):
        pin_floors(report, earlier=earlier, allow_regression=True, changelog=CHANGELOG.format("- ent_exact_f1 falls"))
    text = CHANGELOG.format("- ent_exact_f1 of GPE falls")
    assert pin_floors(report, earlier=earlier, allow_regression=True, changelog=text).gold_sha256 == DIGEST


def test_data_lines_reads_the_unreleased_section_only() -> None:
    assert data_lines(CHANGELOG.format("- one\n- two")) == ["- one", "- two"]
    assert data_lines("## Unreleased\n### Data\n- plain heading\n") == ["- plain heading"]
    assert data_lines("## [0.1.0]\n### Data\n- released\n") == []


def test_read_floors_names_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    with pytest.raises(GoldError, match="pin the floors first"):
        read_floors(path)
    path.write_text(json.dumps({"gold_sha256": DIGEST, "floors": {"dev": {"event_f1": 41}}}), "utf-8")
    with pytest.raises(GoldError, match=r"floors\.dev\.event_f1: found 41; Input should be less than or equal to 1"):
        read_floors(path)
