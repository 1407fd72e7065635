"""What a reader asks of the events: the facets chosen, as in the address of the page, and the SQL that picks them."""

from __future__ import annotations

import calendar
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlencode

from sakat.explorer.search import match_expression

SORTS = {
    "newest": "date_start DESC, n",
    "oldest": "date_start IS NULL, date_start, n",
    "score": "score DESC, n",
}
"""Orders of the list of events; undated events come last."""

_COLUMNS = {"type": "type", "country": "country", "place": "place_id", "polarity": "polarity", "modality": "modality"}
_ROLES = ("actor", "recipient")
_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_SCORE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")
_BUDDHIST_FROM = 2300
_BUDDHIST = 543
_MAX_VALUES = 50


@dataclass(frozen=True)
class Filters:
    """The choice of events: values of one facet are alternatives, facets narrow each other."""

    q: str = ""
    type: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    polarity: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    min_score: float = 0.0
    sort: str = "newest"
    problems: tuple[str, ...] = field(default=(), compare=False)

    def query(self, **changes: Any) -> str:
        """Return the choice, with changes, as the query of an address; empty parts are left out."""
        changed = replace(self, **changes)
        pairs: list[tuple[str, str]] = []
        for item in fields(changed):
            value = getattr(changed, item.name)
            if item.name == "problems" or value == item.default:
                continue
            values: Iterable[object] = value if isinstance(value, tuple) else (value,)
            pairs += [(item.name, f"{part:g}" if isinstance(part, float) else str(part)) for part in values]
        return urlencode(pairs)

    def toggled(self, facet: str, value: str) -> str:
        """Return the query with a value of a facet added, or taken away if it is chosen."""
        chosen = getattr(self, facet)
        return self.query(
            **{facet: tuple(item for item in chosen if item != value) if value in chosen else (*chosen, value)}
        )

    @property
    def is_empty(self) -> bool:
        """Whether every event is meant."""
        return not self.query(sort="newest")


def read_filters(pairs: Sequence[tuple[str, str]]) -> Filters:
    """Return the choice that the query of an address states; what cannot be used is in `problems`.

    >>> read_filters([("type", "AID"), ("since", "2567-06"), ("min_score", "x")])
    Filters(q='', type=('AID',), actor=(), recipient=(), entity=(), country=(), place=(), since='2024-06-01', \
until='', polarity=(), modality=(), min_score=0.0, sort='newest', problems=('min_score',))
    """
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        if value.strip():
            values.setdefault(name, []).append(value.strip())
    chosen: dict[str, Any] = {}
    problems = []
    for name in ("type", "actor", "recipient", "entity", "country", "place", "polarity", "modality"):
        chosen[name] = tuple(dict.fromkeys(values.get(name, [])))[:_MAX_VALUES]
    for name in ("since", "until"):
        written = values.get(name, [""])[-1]
        chosen[name] = read_day(written, last=name == "until")
        if written and not chosen[name]:
            problems.append(name)
    chosen["min_score"], usable = _read_score(values.get("min_score", ["0"])[-1])
    if not usable:
        problems.append("min_score")
    sort = values.get("sort", ["newest"])[-1]
    return Filters(
        q=values.get("q", [""])[-1],
        sort=sort if sort in SORTS else "newest",
        problems=tuple(problems),
        **chosen,
    )


def _read_score(written: str) -> tuple[float, bool]:
    """Return a score from 0 to 1 and whether it was written as one."""
    if not _SCORE.fullmatch(written):
        return 0.0, False
    return min(1.0, float(written)), True


def read_day(written: str, *, last: bool) -> str:
    """Return the first or last day of a day, month or year, Buddhist years made Gregorian; "" if it is none.

    >>> read_day("2567", last=True), read_day("2024-02", last=True), read_day("31/1", last=False)
    ('2024-12-31', '2024-02-29', '')
    """
    match = _DAY.fullmatch(written)
    if match is None:
        return ""
    year = int(match[1])
    year -= _BUDDHIST if year >= _BUDDHIST_FROM else 0
    month = int(match[2] or (12 if last else 1))
    if not (year >= 1 and 1 <= month <= 12):
        return ""
    length = calendar.monthrange(year, month)[1]
    day = int(match[3] or (length if last else 1))
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= length else ""


@dataclass(frozen=True)
class Condition:
    """A WHERE clause over `events` with its values."""

    sql: str
    values: tuple[Any, ...]


def to_condition(connection: sqlite3.Connection, filters: Filters, *, without: str = "") -> Condition:
    """Return the clause that picks the events of the choice.

    Args:
        connection: A database of the explorer; search asks its vocabulary.
        filters: The choice.
        without: A facet to leave out, so that its other values can be counted.
    """
    clauses: list[str] = []
    values: list[Any] = []
    for facet, column in _COLUMNS.items():
        chosen = getattr(filters, facet)
        if chosen and facet != without:
            clauses.append(f"{column} IN ({_marks(chosen)})")
            values += chosen
    for role in (*_ROLES, "entity"):
        chosen = getattr(filters, role)
        if chosen and role != without:
            is_role = "" if role == "entity" else f" AND role = '{role}'"
            clauses.append(f"n IN (SELECT event FROM participants WHERE entity_id IN ({_marks(chosen)}){is_role})")
            values += chosen
    if filters.since:
        clauses.append("date_start >= ?")
        values.append(filters.since)
    if filters.until:
        clauses.append("date_end <= ?")
        values.append(filters.until)
    if filters.min_score:
        clauses.append("score >= ?")
        values.append(filters.min_score)
    if filters.q:
        expression = match_expression(connection, filters.q, "event_terms")
        clauses.append("0" if expression is None else "n IN (SELECT rowid FROM event_grams WHERE event_grams MATCH ?)")
        values += [] if expression is None else [expression]
    return Condition(" AND ".join(clauses) or "1", tuple(values))


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))
