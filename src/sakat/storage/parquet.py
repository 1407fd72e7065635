"""Parquet files of a dataset: nested typed columns, sorted into row groups by day of publication."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, islice
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from sakat.errors import InputError, RecordError
from sakat.storage.columns import arrow_schema, load_arrow
from sakat.storage.sorting import SortedLines

ROW_GROUP = 1000
"""Rows of a group: some ten megabytes of articles."""

_READ = 64
_NO_DAY = "9999-99-99"


def write_parquet_table(
    lines: Iterable[bytes], path: Path, *, model: type[BaseModel], row_group: int = ROW_GROUP
) -> int:
    """Write rows, lines of JSON that fit the model, as a Parquet file, and return how many.

    Where the model has days of publication, directly or in `source`, rows are sorted by them, equal ones as they
    come; rows without a day stand last, in groups of their own, so that the statistics of each group tell its days.
    Memory is for one group and an index; the rows wait in a scratch file. The same rows give the same bytes with the
    same pyarrow.

    Raises:
        ConfigError: If pyarrow is not installed.
        RecordError: If a value does not fit its column, such as 31 February.
    """
    parquet = load_arrow("pyarrow.parquet")
    arrow = load_arrow()
    schema, as_written = arrow_schema(model), arrow_schema(model, days="string")
    count = 0
    with (
        tempfile.TemporaryFile(dir=path.parent) as scratch,
        parquet.ParquetWriter(path, schema, compression="zstd", version="2.6", store_schema=True) as writer,
    ):
        for _, items in groupby(SortedLines(lines, _day_of, scratch), key=lambda item: item[0] == _NO_DAY):
            while group := list(islice(items, row_group)):
                rows = [json.loads(line) for _, line in group]
                try:
                    table = arrow.Table.from_pylist(rows, schema=as_written).cast(schema)
                except (arrow.ArrowException, OverflowError) as error:
                    raise RecordError(f"{path}: rows {count + 1}–{count + len(rows)}: {error}") from error
                writer.write_table(table, row_group_size=row_group)
                count += len(rows)
    return count


def read_parquet_lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each row as a line of the dataset's JSON, and where it stands (`file:row`).

    Raises:
        InputError: If the file cannot be read or is no Parquet.
        ConfigError: If pyarrow is not installed.
    """
    parquet = load_arrow("pyarrow.parquet")
    arrow = load_arrow()
    number = 0
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=_READ, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield f"{path}:{number}", _from_columns(row)
    except arrow.ArrowException as error:
        raise InputError(
            f"{path}: damaged after row {number}: {error}; expected Parquet", code="damaged_file"
        ) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}", code="unreadable_file") from error


def count_rows(path: Path) -> int:
    """Return the number of rows that a Parquet file states."""
    return int(load_arrow("pyarrow.parquet").read_metadata(path).num_rows)


def _day_of(line: bytes) -> str:
    """Return the day of publication that a row is sorted by."""
    row = json.loads(line)
    holder = row.get("source", row)
    return (holder.get("document_date") if isinstance(holder, dict) else None) or _NO_DAY


def _from_columns(row: dict[str, Any]) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=_day).encode()


def _day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise InputError(f"found a column of {type(value).__name__}; expected a table of sakat", code="foreign_table")
