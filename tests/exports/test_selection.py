from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.exports.selection import NOT_ASSERTED, OUTSIDE, Selection

ROW = {
    "type": "AID",
    "score": 0.8,
    "modality": "asserted",
    "polarity": "positive",
    "iso3166": "TH-50",
    "date_start": "2024-06-01",
    "date_end": "2024-06-30",
}

TAKEN: list[dict[str, Any]] = [
    {},
    {"types": frozenset({"AID", "AGREE"})},
    {"since": "2024-06-30"},
    {"until": "2024-06-01"},
    {"since": "2024-06-10", "until": "2024-06-12"},
    {"countries": frozenset({"TH"})},
    {"countries": frozenset({"LA", "TH-50"})},
    {"min_score": 0.8},
    {"modalities": frozenset({"asserted"}), "happened": True},
]
LEFT: list[dict[str, Any]] = [
    {"types": frozenset({"AGREE"})},
    {"since": "2024-07-01"},
    {"until": "2024-05-31"},
    {"countries": frozenset({"TH-10"})},
    {"countries": frozenset({"T"})},
    {"min_score": 0.81},
    {"modalities": frozenset({"planned"})},
]


@pytest.mark.parametrize("asked", TAKEN)
def test_event_is_taken(asked: dict[str, Any]) -> None:
    assert Selection(**asked).reason_against(ROW) is None


@pytest.mark.parametrize("asked", LEFT)
def test_event_is_left_out(asked: dict[str, Any]) -> None:
    assert Selection(**asked).reason_against(ROW) == OUTSIDE


@pytest.mark.parametrize("change", [{"polarity": "negated"}, {"modality": "planned"}, {"modality": "reported"}])
def test_what_did_not_surely_happen_is_left_out_where_only_that_is_asked_for(change: dict[str, str]) -> None:
    assert Selection().reason_against(ROW | change) is None
    assert Selection(happened=True).reason_against(ROW | change) == NOT_ASSERTED


def test_a_modality_asked_for_takes_the_place_of_asserted_but_not_of_positive() -> None:
    planned = Selection(modalities=frozenset({"planned"}), happened=True)
    assert planned.reason_against(ROW | {"modality": "planned"}) is None
    assert planned.reason_against(ROW | {"modality": "planned", "polarity": "negated"}) == NOT_ASSERTED
    assert planned.reason_against(ROW) == OUTSIDE


def test_open_and_missing_dates() -> None:
    since = Selection(since="2010-01-01")
    assert since.reason_against(ROW | {"date_start": "2005-01-01", "date_end": None}) is None
    assert since.reason_against(ROW | {"date_start": None, "date_end": "2005-01-01"}) == OUTSIDE
    assert since.reason_against(ROW | {"date_start": None, "date_end": None}) == OUTSIDE
    assert Selection(until="2004-01-01").reason_against(ROW | {"date_start": "2005-01-01", "date_end": None}) == OUTSIDE
    assert Selection(countries=frozenset({"TH"})).reason_against(ROW | {"iso3166": None}) == OUTSIDE


@pytest.mark.parametrize("name", ["csv", "sqlite", "geojson", "jsonld", "datapackage"])
def test_counts_add_up_in_every_format(name: str, outputs: Path, rows: Any, export: Callable[..., Any]) -> None:
    _, job = export(name, outputs, types=frozenset({"ASSAULT", "AID"}), since="2019-01-01", min_score=0.5)
    assert job.written + job.left_out.total() == len(rows)
    assert 0 < job.written < len(rows)
