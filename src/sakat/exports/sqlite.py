"""The dataset as an SQLite file: related tables with foreign keys, indexes and views. Same SQLite, same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sakat.dataset.flatten import Row
from sakat.errors import OutputError
from sakat.exports.columns import Column, columns_of
from sakat.exports.job import Job
from sakat.exports.relations import TABLES, related_rows
from sakat.record.record import dump_json

_TYPES = {
    "string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER", "date": "TEXT", "list": "TEXT",
}  # fmt: skip
_ROWS_AT_ONCE = 1000

VIEWS = (
    "CREATE VIEW asserted_events AS SELECT * FROM events WHERE polarity = 'positive' AND modality = 'asserted'",
    "CREATE VIEW actor_recipient AS SELECT a.event_id, a.entity_id AS actor_id, r.entity_id AS recipient_id, e.type, "
    "e.polarity, e.modality, e.edtf FROM event_actors a JOIN event_actors r ON r.event_id = a.event_id AND "
    "r.role = 'recipient' JOIN events e ON e.event_id = a.event_id WHERE a.role = 'actor'",
)
INDEXES = (
    ("events", "type"), ("events", "date_start"), ("events", "article_id"), ("events", "place_id"),
    ("event_actors", "entity_id"), ("mentions", "article_id"), ("mentions", "entity_id"), ("temporal", "article_id"),
    ("entity_roles", "entity_id"),
)  # fmt: skip
DICTIONARY = (
    'CREATE TABLE columns ("table" TEXT, "column" TEXT, type TEXT, th TEXT, en TEXT, PRIMARY KEY ("table", "column"))'
)


def write(job: Job, path: Path) -> None:
    """Write all tables; lists are JSON arrays, days ISO text. The table `columns` says what each column holds.

    Raises:
        OutputError: If the file cannot be written, or the dataset has a row that breaks a key.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _fill(connection, job)
    except sqlite3.Error as error:
        raise OutputError(f"{path.parent}: the database cannot be written: {error}; is the dataset whole?") from error


def _fill(connection: sqlite3.Connection, job: Job) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    connection.execute(DICTIONARY)
    for table in TABLES:
        columns = columns_of(table)
        connection.execute(_create(table, columns))
        rows = [(table, column.name, column.type, column.th, column.en) for column in columns]
        connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?)", rows)
    _insert(connection, job)
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        table, row, other, _ = broken
        raise sqlite3.IntegrityError(f"row {row} of {table} points to nothing in {other}")
    for table, name in INDEXES:
        connection.execute(f"CREATE INDEX {table}_{name} ON {table} ({name})")
    for view in VIEWS:
        connection.execute(view)
    connection.execute("COMMIT")


def _create(table: str, columns: tuple[Column, ...]) -> str:
    """Return the statement that makes a table. Keys are checked when all rows are in: one by one that is quadratic."""
    parts = []
    for column in columns:
        part = f'"{column.name}" {_TYPES[column.type]}'
        if column.primary:
            part += " PRIMARY KEY NOT NULL"
        if column.references is not None:
            other, key = column.references
            part += f" REFERENCES {other} ({key})"
        parts.append(part)
    return f"CREATE TABLE {table} ({', '.join(parts)})"


def _insert(connection: sqlite3.Connection, job: Job) -> None:
    statements = {}
    for table in TABLES:
        names = [column.name for column in columns_of(table)]
        statements[table] = f"INSERT INTO {table} VALUES ({', '.join('?' * len(names))})"
    waiting: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}

    def flush(table: str) -> None:
        connection.executemany(statements[table], waiting[table])
        waiting[table].clear()

    for table, row in related_rows(job):
        waiting[table].append(tuple(_values(columns_of(table), row)))
        if len(waiting[table]) >= _ROWS_AT_ONCE:
            flush(table)
    for table in TABLES:
        flush(table)


def _values(columns: tuple[Column, ...], row: Row) -> Iterator[object]:
    for column in columns:
        value = row[column.name]
        yield dump_json(value) if column.type == "list" else value
