import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.exports.columns import columns_of
from sakat.exports.tables import cell, list_items, plain_text

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def read_back(name: str, written: str) -> Any:
    """Return the value of a cell of the flat table as events.jsonl has it."""
    kind = {column.name: column.type for column in columns_of("events")}[name]
    if kind == "list":
        return list_items(written)
    if written == "":
        return None
    return float(written) if kind == "number" else plain_text(written)


def test_csv_holds_every_value_of_every_event(
    dataset: Path, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("csv", dataset)
    frame = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    expected = told_rows(dataset, everything=True)
    assert len(frame) == len(expected) == job.written
    assert list(frame.columns) == [column.name for column in columns_of("events")]
    for found, row in zip(frame.to_dict("records"), expected, strict=True):
        assert set(found) == set(row)
        for name, value in row.items():
            if isinstance(value, list):
                value = [] if value == [None] else [item or "" for item in value]  # the ids tell how many
            assert read_back(str(name), found[name]) == value, name


def test_csv_opens_in_excel_with_thai_and_without_formulas(hostile: Path, export: Callable[..., Any]) -> None:
    path, _ = export("csv", hostile)
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfevent_id,")
    with path.open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert data.endswith(b"\r\n")
    assert not [value for row in table for value in row.values() if value.startswith(("=", "+", "@"))]
    assert [row["lat"] for row in table if row["place_th"] == "เวลลิงตัน"] == ["-41.28664"]
    assert "'-2+3 กลุ่ม" in {row["actors_th"] for row in table}


def test_csv_is_the_same_every_time(outputs: Path, export: Callable[..., Any]) -> None:
    first = export("csv", outputs)[0].read_bytes()
    assert export("csv", outputs)[0].read_bytes() == first


@given(TEXT)
def test_cell_of_text_is_taken_back(text: str) -> None:
    assert plain_text(cell(text)) == text


@given(st.lists(TEXT.filter(bool)))
def test_cell_of_a_list_is_taken_back(items: list[str]) -> None:
    assert list_items(cell(items)) == items


@given(TEXT)
def test_cell_never_starts_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(("value", "written"), [(-1.5, "-1.5"), (-3, "-3"), (0.0, "0.0"), (False, "false"), (None, "")])
def test_cell_leaves_numbers_alone(value: object, written: str) -> None:
    assert cell(value) == written


def test_every_column_of_the_flat_table_is_described(rows: list[dict[str, Any]]) -> None:
    assert [column.name for column in columns_of("events")] == list(rows[0])
