"""Asks the database for entities: a page of a list, searched or not, and one with its names, roles and events."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sakat.explorer.search import match_expression

PAGE_SIZE = 40
_COLUMNS = "id, label, name_th, name_en, event_count, article_count, mention_count"


@dataclass(frozen=True)
class EntityList:
    """A page of entities, how many there are of each label, and how many of the label chosen."""

    rows: list[sqlite3.Row]
    labels: dict[str, int]
    total: int


def list_entities(
    connection: sqlite3.Connection, query: str, label: str, page: int, size: int = PAGE_SIZE
) -> EntityList:
    """Return a page of the entities with a label whose names hold every term of a query, most events first."""
    clauses, values = ["1"], list[Any]()
    if query.strip():
        expression = match_expression(connection, query, "entity_terms")
        if expression is None:
            return EntityList([], {}, 0)
        clauses.append("entities.rowid IN (SELECT rowid FROM entity_grams WHERE entity_grams MATCH ?)")
        values.append(expression)
    where = " AND ".join(clauses)
    counted = connection.execute(
        f"SELECT label, count(*) FROM entities WHERE {where} GROUP BY label ORDER BY 2 DESC, 1", values
    )
    labels = {row[0]: row[1] for row in counted}
    if label:
        where += " AND label = ?"
        values.append(label)
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM entities WHERE {where} ORDER BY event_count DESC, id LIMIT ? OFFSET ?",
        (*values, size, (page - 1) * size),
    ).fetchall()
    return EntityList(rows, labels, labels.get(label, 0) if label else sum(labels.values()))


def find_entity(connection: sqlite3.Connection, entity_id: str) -> dict[str, Any] | None:
    """Return an entity with its lists read."""
    row = connection.execute("SELECT * FROM entities WHERE id = ?", (entity_id,)).fetchone()
    if row is None:
        return None
    return {**dict(row), "aliases": json.loads(row["aliases"]), "roles": json.loads(row["roles"])}


def count_roles(connection: sqlite3.Connection, entity_id: str) -> dict[str, int]:
    """Return in how many events an entity has each role."""
    rows = connection.execute(
        "SELECT role, count(*) FROM participants WHERE entity_id = ? GROUP BY role ORDER BY role", (entity_id,)
    )
    return {row[0]: row[1] for row in rows}
