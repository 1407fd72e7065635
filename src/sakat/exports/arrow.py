"""Rows as Arrow tables, typed by the data dictionary."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyarrow as pa

from sakat.dataset.flatten import Row
from sakat.exports.columns import Column

BATCH = 2000
"""Rows held at a time."""

_TYPES: dict[str, Any] = {
    "string": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "list": pa.list_(pa.string()),
}


def arrow_schema(columns: Sequence[Column]) -> pa.Schema:
    """Return the schema of a table; each field carries its description, `th` and `en`."""
    return pa.schema(
        pa.field(column.name, _TYPES[column.type], metadata={"th": column.th, "en": column.en}) for column in columns
    )


def arrow_table(columns: Sequence[Column], rows: Sequence[Row], schema: pa.Schema) -> pa.Table:
    """Return rows as a table of this schema: days become dates, lists lists."""
    arrays = []
    for column, field in zip(columns, schema, strict=True):
        values = [row[column.name] for row in rows]
        if column.type == "date":
            values = [None if value is None else date.fromisoformat(value) for value in values]
        arrays.append(pa.array(values, field.type))
    return pa.Table.from_arrays(arrays, schema=schema)
