"""The co-participants of an entity: who stands in the same events, on a ring, or as a fan on a narrow screen."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import dataclass

from sakat.explorer.charts import main_quad

_MAX_NODES = 18
WIDTH, HEIGHT = 760, 520
_RADIUS_X, _RADIUS_Y = 190, 200
FAN_WIDTH, FAN_ROW = 340, 36
"""Of the fan: its width, and the height of the row of each entity."""
_ROLES = "('actor', 'recipient')"


@dataclass(frozen=True)
class Neighbour:
    """An entity on the ring: where it is, how many events it shares with the centre, and of which quadrant most."""

    entity_id: str
    name_th: str
    name_en: str
    label: str
    events: int
    quad: str
    x: float
    y: float
    anchor: str
    text_x: float
    weight: float
    fan_y: float
    """The height at which the entity stands in the fan, those with most events first."""


@dataclass(frozen=True)
class Chord:
    """A line between two entities of the ring that share events."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float


@dataclass(frozen=True)
class Graph:
    """The ring around an entity, and how many co-participants did not fit on it."""

    neighbours: tuple[Neighbour, ...]
    chords: tuple[Chord, ...]
    more: int


def draw_graph(connection: sqlite3.Connection, entity_id: str) -> Graph:
    """Return the graph of the actors and recipients that share events with an entity, nearest ones first."""
    rows = connection.execute(
        "WITH mine AS (SELECT DISTINCT event FROM participants WHERE entity_id = ?1 "
        f"AND role IN {_ROLES}) "
        "SELECT others.entity_id, events.type, count(DISTINCT events.n) FROM mine "
        "CROSS JOIN participants AS others ON others.event = mine.event JOIN events ON events.n = mine.event "
        f"WHERE others.entity_id != ?1 AND others.role IN {_ROLES} GROUP BY 1, 2",
        (entity_id,),
    )
    counts: dict[str, dict[str, int]] = {}
    for other, event_type, count in rows:
        counts.setdefault(other, {})[event_type] = count
    ranked = sorted(counts, key=lambda other: (-sum(counts[other].values()), other))
    shown = ranked[:_MAX_NODES]
    shared = _shared_events(connection, shown)
    placed = _place(connection, _neighbours_together(shown, shared), counts)
    at = {item.entity_id: item for item in placed}
    most = max(shared.values(), default=1)
    chords = tuple(
        Chord(at[a].x, at[a].y, at[b].x, at[b].y, round(0.6 + 1.8 * count / most, 2))
        for (a, b), count in sorted(shared.items())
    )
    return Graph(tuple(placed), chords, len(ranked) - len(shown))


def _shared_events(connection: sqlite3.Connection, shown: list[str]) -> dict[tuple[str, str], int]:
    marks = ", ".join("?" * len(shown))
    rows = connection.execute(
        "SELECT a.entity_id, b.entity_id, count(DISTINCT a.event) FROM participants AS a "
        "CROSS JOIN participants AS b ON b.event = a.event AND a.entity_id < b.entity_id "
        f"WHERE a.entity_id IN ({marks}) AND b.entity_id IN ({marks}) "
        f"AND a.role IN {_ROLES} AND b.role IN {_ROLES} GROUP BY 1, 2",
        (*shown, *shown),
    )
    return {(a, b): count for a, b, count in rows}


def _neighbours_together(shown: list[str], shared: dict[tuple[str, str], int]) -> list[str]:
    """Return the entities in an order in which those that share many events stand side by side."""
    weights = {frozenset(pair): count for pair, count in shared.items()}
    left = list(shown)
    order = left[:1]
    del left[:1]
    while left:
        nearest = max(left, key=lambda other: (weights.get(frozenset((order[-1], other)), 0), -left.index(other)))
        left.remove(nearest)
        order.append(nearest)
    return order


def _place(connection: sqlite3.Connection, order: list[str], counts: dict[str, dict[str, int]]) -> list[Neighbour]:
    marks = ", ".join("?" * len(order))
    ranks = {other: rank for rank, other in enumerate(sorted(order, key=lambda one: (-sum(counts[one].values()), one)))}
    rows = connection.execute(f"SELECT id, name_th, name_en, label FROM entities WHERE id IN ({marks})", order)
    names = {row["id"]: row for row in rows}
    most = max((sum(counts[other].values()) for other in order), default=1)
    placed = []
    for number, other in enumerate(order):
        angle = 2 * math.pi * (number + 0.5) / len(order) - math.pi / 2
        x, y = WIDTH / 2 + _RADIUS_X * math.cos(angle), HEIGHT / 2 + _RADIUS_Y * math.sin(angle)
        events = sum(counts[other].values())
        right = math.cos(angle) >= 0
        row = names[other]
        placed.append(
            Neighbour(
                other, row["name_th"], row["name_en"] or row["name_th"], row["label"], events, main_quad(counts[other]),
                round(x, 1), round(y, 1), "start" if right else "end", round(x + (14 if right else -14), 1),
                round(1 + 5 * events / most, 2), FAN_ROW * (ranks[other] + 0.5),
            )
        )  # fmt: skip
    return placed
