"""What the front page tells of a dataset: counts, events by period, events by place."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal

from sakat.explorer.filters import Condition

Period = Literal["month", "year", "decade"]

MAX_BINS = 180
_SHARE_SHOWN = 0.9
_MONTHS = 12
_MAX_PLACES = 300


@dataclass(frozen=True)
class Bin:
    """A month, year or decade, and the events within it by type."""

    period: str
    since: str
    until: str
    counts: dict[str, int]

    @property
    def events(self) -> int:
        """How many events the bin holds."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class Timeline:
    """Bins one after the other without gaps, and what lies outside of them."""

    period: Period
    bins: tuple[Bin, ...]
    earlier: int
    later: int
    coarse: int
    undated: int


@dataclass(frozen=True)
class Place:
    """A place with coordinates, and its events by type."""

    entity_id: str
    name_th: str
    name_en: str
    lat: float
    lon: float
    counts: dict[str, int]

    @property
    def events(self) -> int:
        """How many events happened there."""
        return sum(self.counts.values())


def count_dataset(connection: sqlite3.Connection) -> dict[str, int]:
    """Return how many articles, events, entities and places with events on the map there are."""
    counts = {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("articles", "events")}
    counts["entities"] = connection.execute("SELECT count(*) FROM entities").fetchone()[0]
    counts["places"] = connection.execute(
        "SELECT count(DISTINCT place_id) FROM events WHERE lat IS NOT NULL"
    ).fetchone()[0]
    return counts


def events_over_time(
    connection: sqlite3.Connection, condition: Condition, since: str = "", until: str = ""
) -> Timeline:
    """Return the events of a condition by month, by year or decade where months would be too many.

    An event counts in a bin if it lies within it; one dated by year only is `coarse` among months.

    Args:
        connection: A database of the explorer.
        condition: Which events.
        since: First day shown. If neither end is given, the months are those of the last nine tenths of the events.
        until: Last day shown.
    """
    months = _counts(connection, condition, "month")
    if since or until:
        known = sorted({*months, *_counts(connection, condition, "year")})
        first, last = since[:7] or (known[0] if known else until[:7]), until[:7] or (known[-1] if known else since[:7])
    else:
        first, last = _usual_months(months)
    if not first or not last or first[:4] > last[:4]:
        return Timeline("month", (), 0, 0, *_outside(connection, condition, "month"))
    period = _period(first, last)
    counts = months if period == "month" else _counts(connection, condition, period)
    size = {"month": 7, "year": 4, "decade": 3}[period]
    first, last = first[:size], last[:size]
    names = [_name(number, period) for number in range(_number(first, period), _number(last, period) + 1)]
    bins = tuple(Bin(name, *_days(name, period), counts.get(name, {})) for name in names)
    earlier = sum(sum(found.values()) for name, found in counts.items() if name < first)
    later = sum(sum(found.values()) for name, found in counts.items() if name > last)
    return Timeline(period, bins, earlier, later, *_outside(connection, condition, period))


def _counts(connection: sqlite3.Connection, condition: Condition, period: Period) -> dict[str, dict[str, int]]:
    rows = connection.execute(
        f"SELECT {period}, type, count(*) FROM events WHERE {condition.sql} AND {period} IS NOT NULL GROUP BY 1, 2",
        condition.values,
    )
    found: dict[str, dict[str, int]] = {}
    for name, event_type, count in rows:
        found.setdefault(name, {})[event_type] = count
    return found


def _outside(connection: sqlite3.Connection, condition: Condition, period: Period) -> tuple[int, int]:
    row = connection.execute(
        f"SELECT count(*) FILTER (WHERE edtf IS NOT NULL AND {period} IS NULL), count(*) FILTER (WHERE edtf IS NULL) "
        f"FROM events WHERE {condition.sql}",
        condition.values,
    ).fetchone()
    return row[0], row[1]


def _usual_months(months: dict[str, dict[str, int]]) -> tuple[str, str]:
    """Return the first and last month of the latest nine tenths of the events, as many months as fit."""
    if not months:
        return "", ""
    names = sorted(months)
    left = (1 - _SHARE_SHOWN) * sum(sum(found.values()) for found in months.values())
    first = names[0]
    for name in names:
        first = name
        left -= sum(months[name].values())
        if left < 0:
            break
    earliest = _name(_number(names[-1], "month") - MAX_BINS + 1, "month")
    return max(first, earliest), names[-1]


def _period(first: str, last: str) -> Period:
    years = int(last[:4]) - int(first[:4]) + 1
    if years * _MONTHS <= MAX_BINS + _MONTHS:
        return "month"
    return "year" if years <= MAX_BINS else "decade"


def _number(name: str, period: Period) -> int:
    return int(name[:4]) * _MONTHS + int(name[5:7]) - 1 if period == "month" else int(name)


def _name(number: int, period: Period) -> str:
    if period == "month":
        return f"{number // _MONTHS:04d}-{number % _MONTHS + 1:02d}"
    return f"{number:04d}" if period == "year" else f"{number:03d}"


def _days(name: str, period: Period) -> tuple[str, str]:
    """Return the first and the last day of a month, year or decade."""
    if period == "decade":
        return f"{name}0-01-01", f"{name}9-12-31"
    if period == "year":
        return f"{name}-01-01", f"{name}-12-31"
    return f"{name}-01", f"{name}-{monthrange(int(name[:4]), int(name[5:]))[1]}"


def events_by_place(connection: sqlite3.Connection) -> list[Place]:
    """Return the places that have coordinates, most events first."""
    rows = connection.execute(
        "SELECT place_id, type, count(*), name_th, coalesce(name_en, name_th), min(events.lat), min(events.lon) "
        "FROM events JOIN entities ON entities.id = place_id WHERE events.lat IS NOT NULL GROUP BY place_id, type"
    )
    places: dict[str, Place] = {}
    for entity_id, event_type, count, name_th, name_en, lat, lon in rows:
        place = places.setdefault(entity_id, Place(entity_id, name_th, name_en, lat, lon, {}))
        place.counts[event_type] = count
    return sorted(places.values(), key=lambda place: (-place.events, place.entity_id))[:_MAX_PLACES]
