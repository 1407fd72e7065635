"""The lists as JSON and CSV, streamed: what the pages show, all pages of them."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sakat.explorer.events import chunk_of_events, dataset_row
from sakat.explorer.filters import read_filters
from sakat.explorer.schema import ENTITY_COLUMNS, EVENT_COLUMNS
from sakat.explorer.search import match_expression
from sakat.explorer.visit import Visit

CHUNK = 500
Row = dict[str, Any]
Fetch = Callable[[sqlite3.Connection, int], tuple[list[Row], int]]
"""Given a connection and the number after which to go on, the next rows and the number of their last."""

_ARTICLE_COLUMNS = ("id", "uri", "title", "document_date", "licence", "event_count", "mention_count")


@dataclass(frozen=True)
class Export:
    """A list that can be written out: its columns and how to fetch its rows chunk by chunk."""

    columns: Sequence[str]
    fetch: Fetch


def export_events(visit: Visit) -> Export:
    """Return the events of the choice in the address, in the order of the dataset."""
    filters = read_filters(visit.pairs)

    def fetch(connection: sqlite3.Connection, after: int) -> tuple[list[Row], int]:
        rows = chunk_of_events(connection, filters, after, CHUNK)
        return [dataset_row(row) for row in rows], rows[-1]["n"] if rows else after

    return Export(EVENT_COLUMNS, fetch)


def export_articles(visit: Visit) -> Export:
    """Return the articles a query finds, without their texts."""
    return Export(_ARTICLE_COLUMNS, _table("articles", "n", _ARTICLE_COLUMNS, "article", visit))


def export_entities(visit: Visit) -> Export:
    """Return the entities a query finds."""
    columns = (*ENTITY_COLUMNS, "event_count")
    return Export(columns, _table("entities", "rowid", columns, "entity", visit, label=visit.get("label")))


def _table(table: str, key: str, columns: Sequence[str], index: str, visit: Visit, *, label: str = "") -> Fetch:
    def fetch(connection: sqlite3.Connection, after: int) -> tuple[list[Row], int]:
        where, values = [f"{key} > ?"], list[Any]([after])
        if visit.query:
            expression = match_expression(connection, visit.query, f"{index}_terms")
            if expression is None:
                return [], after
            where.append(f"{key} IN (SELECT rowid FROM {index}_grams WHERE {index}_grams MATCH ?)")
            values.append(expression)
        if label:
            where.append("label = ?")
            values.append(label)
        select = f"SELECT {key} AS number, {', '.join(columns)} FROM {table} WHERE {' AND '.join(where)}"
        rows = connection.execute(f"{select} ORDER BY {key} LIMIT ?", (*values, CHUNK)).fetchall()
        return [{name: row[name] for name in columns} for row in rows], rows[-1]["number"] if rows else after

    return fetch


def csv_text(rows: Sequence[Row], columns: Sequence[str], *, header: bool) -> str:
    """Return rows as CSV; lists stand as JSON."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    if header:
        writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [
                json.dumps(row[name], ensure_ascii=False) if isinstance(row[name], list) else row[name]
                for name in columns
            ]
        )
    return file.getvalue()


def json_text(rows: Sequence[Row], *, first: bool) -> str:
    """Return rows as the elements of a JSON array, with a comma before all but the first of the list."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return lines if first or not lines else f",\n{lines}"
