import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from sakat.errors import InputError, RecordError
from sakat.record import Record, dump_json
from sakat.storage.columns import arrow_schema
from sakat.storage.parquet import read_parquet_lines, write_parquet_table
from sakat.storage.rows import ROW_MODELS, EventRow

Rows = Callable[[type[BaseModel]], st.SearchStrategy[Any]]


def line(row: BaseModel) -> bytes:
    return dump_json(row.model_dump(mode="json")).encode()


def dated(record: Record, day: str | None, uri: str) -> Record:
    return record.model_copy(update={"source": record.source.model_copy(update={"document_date": day, "uri": uri})})


def lines_of(path: Path) -> list[bytes]:
    return [row for _, row in read_parquet_lines(path)]


@pytest.mark.parametrize("table", list(ROW_MODELS))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_rows_of_any_shape_come_back_from_parquet_as_they_were(
    table: str, data: st.DataObject, rows: Rows, tmp_path: Path
) -> None:
    model = ROW_MODELS[table]
    written = [line(row) for row in data.draw(st.lists(rows(model), max_size=3))]
    path = tmp_path / "table.parquet"
    assert write_parquet_table(written, path, model=model, row_group=2) == len(written)
    assert sorted(lines_of(path)) == sorted(written)
    for row in lines_of(path):
        assert line(model.model_validate_json(row)) == row


@pytest.mark.parametrize("table", list(ROW_MODELS))
def test_the_datasets_rows_come_back_from_parquet_byte_for_byte(table: str, root: Path, tmp_path: Path) -> None:
    written = (root / "outputs" / f"{table}.jsonl").read_bytes().splitlines()
    path = tmp_path / "table.parquet"
    write_parquet_table(written, path, model=ROW_MODELS[table], row_group=16)
    assert sorted(lines_of(path)) == sorted(written)
    assert pyarrow.parquet.read_schema(path).equals(arrow_schema(ROW_MODELS[table]))


def test_row_groups_hold_days_in_order_and_rows_without_a_day_last(record: Record, tmp_path: Path) -> None:
    days = ["2024-03-01", None, "2023-12-31", "2024-02-29", None, "2024-01-05", "2024-01-05"]
    written = [line(dated(record, day, f"ข่าว/{number}")) for number, day in enumerate(days)]
    path = tmp_path / "articles.parquet"
    write_parquet_table(written, path, model=Record, row_group=2)
    with pyarrow.parquet.ParquetFile(path) as file:
        groups = [file.read_row_group(index).column("source").to_pylist() for index in range(file.num_row_groups)]
        column = next(
            index for index in range(file.metadata.num_columns)
            if file.metadata.row_group(0).column(index).path_in_schema == "source.document_date"
        )  # fmt: skip
        ranges = [
            (stats.min, stats.max) if (stats := file.metadata.row_group(index).column(column).statistics).has_min_max
            else None for index in range(file.num_row_groups)
        ]  # fmt: skip
    assert [[source["uri"] for source in group] for group in groups] == [
        ["ข่าว/2", "ข่าว/5"], ["ข่าว/6", "ข่าว/3"], ["ข่าว/0"], ["ข่าว/1", "ข่าว/4"],
    ]  # fmt: skip
    assert ranges[:2] == [(date(2023, 12, 31), date(2024, 1, 5)), (date(2024, 1, 5), date(2024, 2, 29))]
    assert ranges[3] is None


def test_columns_are_typed_all_the_way_down(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    write_parquet_table([line(record)], path, model=Record)
    (row,) = pyarrow.parquet.read_table(path).to_pylist()
    assert row["source"]["document_date"] == date(2024, 6, 8)
    assert [event["trigger"]["text"] for event in row["events"]] == [event.trigger.text for event in record.events]
    assert isinstance(row["mentions"][0]["score"], float)


def test_the_same_rows_give_the_same_bytes(record: Record, tmp_path: Path) -> None:
    for name in ("one.parquet", "two.parquet"):
        write_parquet_table([line(record), line(dated(record, None, "b"))], tmp_path / name, model=Record)
    assert (tmp_path / "one.parquet").read_bytes() == (tmp_path / "two.parquet").read_bytes()


def test_no_rows_give_a_table_with_columns(tmp_path: Path) -> None:
    assert write_parquet_table([], tmp_path / "events.parquet", model=EventRow) == 0
    assert pyarrow.parquet.read_schema(tmp_path / "events.parquet").names == list(EventRow.model_fields)
    assert lines_of(tmp_path / "events.parquet") == []


def test_a_day_that_is_none_is_refused_with_the_rows_it_is_in(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"articles\.parquet: rows 1–1: .*2024-02-31"):
        write_parquet_table([line(dated(record, "2024-02-31", "a"))], tmp_path / "articles.parquet", model=Record)


def test_a_damaged_file_is_told_from_a_missing_one(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.parquet"
    write_parquet_table([line(record)], path, model=Record)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(InputError, match=r"articles\.parquet: damaged after row 0: .*expected Parquet"):
        lines_of(path)
    with pytest.raises(InputError, match=r"none\.parquet: cannot be read"):
        lines_of(tmp_path / "none.parquet")


def test_a_table_of_other_columns_is_refused(tmp_path: Path) -> None:
    pyarrow.parquet.write_table(pyarrow.table({"x": [b"\xff"]}), tmp_path / "x.parquet")
    with pytest.raises(InputError, match=r"found a column of bytes; expected a table of sakat"):
        lines_of(tmp_path / "x.parquet")


def test_flat_rows_fit_their_models(root: Path) -> None:
    for table, model in ROW_MODELS.items():
        for written in (root / "outputs" / f"{table}.jsonl").read_bytes().splitlines():
            assert list(json.loads(written)) == list(model.model_fields)
            assert line(model.model_validate_json(written)) == written
