"""The dataset as a DuckDB file: related tables, typed, with comments. Its bytes differ from run to run."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import duckdb
import pyarrow as pa

from sakat.dataset.flatten import Row
from sakat.errors import OutputError
from sakat.exports.arrow import BATCH, arrow_schema, arrow_table
from sakat.exports.columns import Column, columns_of
from sakat.exports.job import Job
from sakat.exports.relations import TABLES, related_rows
from sakat.exports.sqlite import VIEWS

_TYPES = {
    "string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE",
    "list": "VARCHAR[]",
}  # fmt: skip


def write(job: Job, path: Path) -> None:
    """Write all tables, days as DATE and lists as VARCHAR[]; comments tell columns in English and Thai.

    Raises:
        OutputError: If the file cannot be written.
    """
    try:
        with closing(duckdb.connect(str(path))) as connection:
            for table in TABLES:
                _create(connection, table, columns_of(table))
            _insert(connection, job)
            for view in VIEWS:
                connection.execute(view)
    except duckdb.Error as error:
        raise OutputError(f"{path.parent}: the database cannot be written: {error}") from error
    finally:
        path.with_name(f"{path.name}.wal").unlink(missing_ok=True)


def _create(connection: duckdb.DuckDBPyConnection, table: str, columns: tuple[Column, ...]) -> None:
    parts = [f'"{column.name}" {_TYPES[column.type]}{" NOT NULL" * column.primary}' for column in columns]
    connection.execute(f"CREATE TABLE {table} ({', '.join(parts)})")
    for column in columns:
        comment = f"{column.en} · {column.th}".replace("'", "''")
        connection.execute(f"COMMENT ON COLUMN {table}.\"{column.name}\" IS '{comment}'")


def _insert(connection: duckdb.DuckDBPyConnection, job: Job) -> None:
    schemas: dict[str, pa.Schema] = {table: arrow_schema(columns_of(table)) for table in TABLES}
    waiting: dict[str, list[Row]] = {table: [] for table in TABLES}

    def flush(table: str) -> None:
        if waiting[table]:
            connection.register("waiting_rows", arrow_table(columns_of(table), waiting[table], schemas[table]))
            connection.execute(f"INSERT INTO {table} SELECT * FROM waiting_rows")
            connection.unregister("waiting_rows")
            waiting[table].clear()

    for table, row in related_rows(job):
        waiting[table].append(row)
        if len(waiting[table]) >= BATCH:
            flush(table)
    for table in TABLES:
        flush(table)
