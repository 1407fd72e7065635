"""A hundred thousand events: pages stay small and every query goes through an index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sakat.explorer.events import PAGE_SIZE, count_events, page_sql
from sakat.explorer.filters import Filters, to_condition
from sakat.explorer.schema import connect_read_only

Get = Callable[..., Any]


@pytest.fixture
def many(many_database: Path) -> Iterator[sqlite3.Connection]:
    with closing(connect_read_only(many_database)) as opened:
        yield opened


def plan(connection: sqlite3.Connection, filters: Filters) -> list[str]:
    condition = to_condition(connection, filters)
    sql = f"EXPLAIN QUERY PLAN {page_sql(filters, condition)}"
    return [row["detail"] for row in connection.execute(sql, (*condition.values, PAGE_SIZE, 0))]


def test_all_events_are_there(many: sqlite3.Connection) -> None:
    assert count_events(many, Filters()) == 100_000


@pytest.mark.parametrize(
    ("filters", "index"),
    [
        (Filters(), "USING INDEX events_newest"),
        (Filters(sort="score"), "USING INDEX events_score"),
        (Filters(type=("AID",)), "USING INDEX events_type (type=?)"),
        (Filters(country=("LA",)), "USING INDEX events_country (country=?)"),
        (Filters(place=("x_0000000000000001",)), "USING INDEX events_place (place_id=?)"),
        (Filters(since="2020-01-01", until="2020-01-31"), "USING INDEX events_newest (date_start>?)"),
    ],
    ids=lambda value: value.query() if isinstance(value, Filters) else value,
)
def test_page_is_read_in_order_from_an_index(many: sqlite3.Connection, filters: Filters, index: str) -> None:
    steps = plan(many, filters)
    assert any(index in step for step in steps), steps
    assert not any("TEMP B-TREE FOR ORDER BY" in step or step == "SCAN events" for step in steps), steps


@pytest.mark.parametrize(
    ("filters", "source"),
    [
        (Filters(actor=("x_0000000000000003",)), "participants USING PRIMARY KEY (entity_id=? AND role=?)"),
        (Filters(entity=("x_0000000000000003",)), "participants USING PRIMARY KEY (entity_id=?)"),
        (Filters(q="หลักฐานที่ 99999"), "event_grams VIRTUAL TABLE INDEX"),
    ],
    ids=lambda value: value.query() if isinstance(value, Filters) else value,
)
def test_participants_and_words_are_looked_up(many: sqlite3.Connection, filters: Filters, source: str) -> None:
    steps = plan(many, filters)
    assert any(source in step for step in steps), steps
    assert "SCAN events" not in steps


@pytest.mark.parametrize(
    "path",
    [
        "/", "/events", "/events?page=4000", "/events?type=AID", "/events?q=หลักฐาน", "/entities",
        "/events?actor=x_0000000000000003", "/entities/x_0000000000000003", "/articles", "/search?q=99999",
        "/events?more=actor",
    ],
)  # fmt: skip
def test_pages_stay_small(get_many: Get, path: str) -> None:
    answer = get_many(path)
    assert answer.status_code == 200
    assert len(answer.content) < 600_000
    assert answer.text.count('<li class="event-row') <= PAGE_SIZE


def test_csv_holds_more_than_a_page_and_every_event_chosen(get_many: Get) -> None:
    assert get_many("/events.csv?min_score=0.9").text.count("\r\n") == 10_001


def test_word_is_found_among_all(get_many: Get) -> None:
    assert [row["event_id"] for row in get_many('/events.json?q="หลักฐานที่ 4242"').json()] == [
        f"e_{number:016x}" for number in (4242, *range(42420, 42430))
    ]
