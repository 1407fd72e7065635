"""Asks the database for events: a page of them, all of them, the values of each facet."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from typing import Any

from sakat.explorer.filters import SORTS, Condition, Filters, to_condition
from sakat.explorer.schema import EVENT_COLUMNS
from sakat.explorer.search import match_expression

PAGE_SIZE = 25
_LISTS = frozenset(
    {"mode", "context", "actor_ids", "actors_th", "actors_en", "recipient_ids", "recipients_th", "recipients_en"}
)
_FACET_COLUMNS = {
    "type": "type", "country": "country", "place": "place_id", "polarity": "polarity", "modality": "modality",
}  # fmt: skip
FACETS = ("type", "actor", "recipient", "country", "place", "polarity", "modality")
ENTITY_FACETS = frozenset({"actor", "recipient", "place"})

Event = dict[str, Any]


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet, its names, and how many events of the rest of the choice have it."""

    value: str
    events: int
    name_th: str
    name_en: str
    chosen: bool


def count_events(connection: sqlite3.Connection, filters: Filters) -> int:
    """Return how many events are chosen."""
    condition = to_condition(connection, filters)
    row = connection.execute(f"SELECT count(*) FROM events WHERE {condition.sql}", condition.values).fetchone()
    return int(row[0])


def page_of_events(connection: sqlite3.Connection, filters: Filters, page: int, size: int = PAGE_SIZE) -> list[Event]:
    """Return the events of a page, the first being 1, in the order chosen."""
    condition = to_condition(connection, filters)
    return _select(connection, page_sql(filters, condition), (*condition.values, size, (page - 1) * size))


def page_sql(filters: Filters, condition: Condition) -> str:
    """Return the SQL of a page; its last two values are the limit and the offset."""
    return f"SELECT * FROM events WHERE {condition.sql} ORDER BY {SORTS[filters.sort]} LIMIT ? OFFSET ?"


def chunk_of_events(connection: sqlite3.Connection, filters: Filters, after: int, size: int) -> list[Event]:
    """Return the chosen events that follow the event number `after` in the dataset, as many as a chunk holds."""
    condition = to_condition(connection, filters)
    sql = f"SELECT * FROM events WHERE {condition.sql} AND n > ? ORDER BY n LIMIT ?"
    return _select(connection, sql, (*condition.values, after, size))


def find_event(connection: sqlite3.Connection, event_id: str) -> Event | None:
    """Return the event of an id."""
    return next(iter(_select(connection, "SELECT * FROM events WHERE event_id = ?", (event_id,))), None)


def dataset_row(event: Event) -> Event:
    """Return an event with the keys of events.jsonl, in their order."""
    return {name: event[name] for name in EVENT_COLUMNS}


def facet_values(
    connection: sqlite3.Connection, filters: Filters, facet: str, limit: int, name: str = ""
) -> list[FacetValue]:
    """Return the most frequent values of a facet among the events that the other facets leave, chosen ones first.

    Args:
        connection: A database of the explorer.
        filters: What is chosen.
        facet: One of `FACETS`.
        limit: Values at most.
        name: Of entities only those whose names hold this, and the chosen ones.
    """
    chosen = getattr(filters, facet)
    others = to_condition(connection, filters, without=facet)
    if others.sql == "1":
        sql = "SELECT value, events FROM facet_counts WHERE facet = ? ORDER BY events DESC, value"
        rows = connection.execute(sql, (facet,))
    elif facet in _FACET_COLUMNS:
        column = _FACET_COLUMNS[facet]
        rows = connection.execute(
            f"SELECT {column} AS value, count(*) AS events FROM events WHERE {others.sql} AND {column} IS NOT NULL "
            "GROUP BY 1 ORDER BY events DESC, value",
            others.values,
        )
    else:
        rows = connection.execute(
            "SELECT entity_id AS value, count(*) AS events FROM participants WHERE role = ? AND event IN "
            f"(SELECT n FROM events WHERE {others.sql}) GROUP BY 1 ORDER BY events DESC, value",
            (facet, *others.values),
        )
    counts = {row["value"]: row["events"] for row in rows}
    if name and facet in ENTITY_FACETS:
        named = _entities_named(connection, name)
        counts = {value: events for value, events in counts.items() if value in named or value in chosen}
    shown = [*chosen, *(value for value in counts if value not in chosen)][: max(limit, len(chosen))]
    names = entity_names(connection, shown) if facet in ENTITY_FACETS else {}
    found = []
    for value in shown:
        name_th, name_en = names.get(value, (value, value))
        found.append(FacetValue(value, counts.get(value, 0), name_th, name_en, value in chosen))
    return found


def _entities_named(connection: sqlite3.Connection, name: str) -> set[str]:
    expression = match_expression(connection, name, "entity_terms")
    if expression is None:
        return set()
    sql = "SELECT id FROM entities WHERE rowid IN (SELECT rowid FROM entity_grams WHERE entity_grams MATCH ?)"
    return {row[0] for row in connection.execute(sql, (expression,))}


def entity_names(connection: sqlite3.Connection, ids: list[str]) -> dict[str, tuple[str, str]]:
    """Return the Thai and the English name of entities; the Thai one stands in where there is no English one."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, name_th, name_en FROM entities WHERE id IN ({marks})", ids)
    return {row["id"]: (row["name_th"], row["name_en"] or row["name_th"]) for row in rows}


def _select(connection: sqlite3.Connection, sql: str, values: tuple[Any, ...]) -> list[Event]:
    return [
        {name: json.loads(row[name]) if name in _LISTS else row[name] for name in row.keys()}  # noqa: SIM118
        for row in connection.execute(sql, values)
    ]
