import sqlite3
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

import pytest

from sakat.explorer.charts import CHART_HEIGHT, VIEWS, choose_view, draw_points, draw_timeline
from sakat.explorer.events import FACETS, PAGE_SIZE, count_events, facet_values, page_of_events
from sakat.explorer.filters import Filters, read_filters, to_condition
from sakat.explorer.graph import draw_graph
from sakat.explorer.overview import MAX_BINS, events_by_place, events_over_time
from sakat.explorer.visit import make_pager

Rows = list[dict[str, Any]]


def values_of(row: dict[str, Any], facet: str) -> set[str]:
    if facet in {"actor", "recipient"}:
        return set(row[f"{facet}_ids"])
    value = {
        "type": row["type"],
        "country": (row["iso3166"] or "")[:2],
        "place": row["place_id"],
        "polarity": row["polarity"],
        "modality": row["modality"],
    }[facet]
    return {value} - {None, ""}


CHOICES = [
    Filters(),
    Filters(type=("AID", "ASSAULT")),
    Filters(country=("TH",), modality=("asserted",)),
    Filters(actor=("Q869",)),
    Filters(recipient=("Q869",), type=("SANCTION", "ACCUSE")),
    Filters(since="2018-01-01", until="2020-12-31", min_score=0.7),
    Filters(q="กระทรวง", polarity=("positive",)),
    Filters(q="ยา"),
    Filters(place=("Q1861",)),
]


def picked(rows: Rows, filters: Filters, without: str = "") -> Rows:
    return [
        row
        for row in rows
        if all(
            facet == without or not getattr(filters, facet) or values_of(row, facet) & set(getattr(filters, facet))
            for facet in FACETS
        )
        and (not filters.since or (row["date_start"] or "") >= filters.since)
        and (not filters.until or (row["date_end"] and row["date_end"] <= filters.until))
        and row["score"] >= filters.min_score
        and filters.q in f"{row['evidence_text']}\n{row['label_th']}\n{row['label_en']}"
    ]


@pytest.mark.parametrize("filters", CHOICES, ids=Filters.query)
def test_choice_picks_what_the_rows_say(connection: sqlite3.Connection, rows: Rows, filters: Filters) -> None:
    expected = {row["event_id"] for row in picked(rows, filters)}
    assert expected
    found = page_of_events(connection, filters, 1, 10_000)
    assert {event["event_id"] for event in found} == expected
    assert count_events(connection, filters) == len(expected)


@pytest.mark.parametrize("facet", FACETS)
@pytest.mark.parametrize("filters", CHOICES, ids=Filters.query)
def test_facet_counts_what_its_values_would_pick(
    connection: sqlite3.Connection, rows: Rows, filters: Filters, facet: str
) -> None:
    counts = Counter(value for row in picked(rows, filters, without=facet) for value in values_of(row, facet))
    found = facet_values(connection, filters, facet, 10_000)
    assert {item.value: item.events for item in found if item.events} == dict(counts)
    assert {item.value for item in found if item.chosen} == set(getattr(filters, facet))


@pytest.mark.parametrize(
    ("sort", "key", "reverse"),
    [("newest", "date_start", True), ("oldest", "date_start", False), ("score", "score", True)],
)
def test_pages_follow_the_order_and_hold_every_event_once(
    connection: sqlite3.Connection, rows: Rows, sort: str, key: str, reverse: bool
) -> None:
    filters = Filters(sort=sort)
    pages = range(1, make_pager(1, len(rows), PAGE_SIZE).pages + 2)
    found = [event for page in pages for event in page_of_events(connection, filters, page)]
    assert len({event["event_id"] for event in found}) == len(found) == len(rows)
    known = [event[key] for event in found if event[key] is not None]
    assert known == sorted(known, reverse=reverse)
    assert all(event[key] is None for event in found[len(known) :])


def test_timeline_counts_every_event_once(connection: sqlite3.Connection, rows: Rows) -> None:
    everything = to_condition(connection, Filters())
    for window in ({}, {"since": "2019-01-01", "until": "2019-12-31"}, {"since": "1700-01-01", "until": "2030-12-31"}):
        line = events_over_time(connection, everything, **window)
        shown = sum(item.events for item in line.bins)
        assert shown + line.earlier + line.later + line.coarse + line.undated == len(rows)
        assert 0 < len(line.bins) <= MAX_BINS + 12


@pytest.mark.parametrize(
    ("since", "until", "period", "bins"),
    [
        ("2019-03-01", "2020-02-29", "month", 12),
        ("1990-01-01", "2024-12-31", "year", 35),
        ("1300-01-01", "2024-12-31", "decade", 73),
    ],
)
def test_longer_stretches_have_wider_bins(
    connection: sqlite3.Connection, since: str, until: str, period: str, bins: int
) -> None:
    line = events_over_time(connection, to_condition(connection, Filters()), since, until)
    assert (line.period, len(line.bins)) == (period, bins)


def test_bin_links_to_exactly_its_events(connection: sqlite3.Connection) -> None:
    line = events_over_time(connection, to_condition(connection, Filters()))
    for item in line.bins:
        if item.events:
            address = f"since={item.since}&until={item.until}"
            assert count_events(connection, read_filters(parse_qsl(address))) == item.events


def test_bars_have_the_height_of_their_events(connection: sqlite3.Connection) -> None:
    chart = draw_timeline(events_over_time(connection, to_condition(connection, Filters())))
    unit = CHART_HEIGHT / chart.lines[-1][0]
    for bar in chart.bars:
        assert sum(part.height for part in bar.segments) == pytest.approx(bar.bin.events * unit, abs=0.2)
        assert all(0 <= part.top <= CHART_HEIGHT for part in bar.segments)
    assert sum(bar.width for bar in chart.bars) == pytest.approx(100, abs=0.1)
    assert 2 <= sum(bar.label for bar in chart.bars) <= 10


def test_bar_alone_is_no_wall(connection: sqlite3.Connection) -> None:
    everything = to_condition(connection, Filters())
    [bar] = draw_timeline(events_over_time(connection, everything, "2022-01-01", "2022-01-31")).bars
    assert (bar.left, bar.width, bar.label) == (0, 100, True)
    assert bar.bar_width <= 5
    assert bar.bar_left + bar.bar_width / 2 == pytest.approx(50, abs=0.1)
    for bar in draw_timeline(events_over_time(connection, everything)).bars:
        assert bar.left <= bar.bar_left
        assert bar.bar_left + bar.bar_width <= bar.left + bar.width + 0.001


def test_facet_of_names_is_narrowed_to_a_name_and_keeps_what_is_chosen(
    connection: sqlite3.Connection, rows: Rows
) -> None:
    everyone = facet_values(connection, Filters(), "actor", 1000)
    found = facet_values(connection, Filters(), "actor", 1000, "กระทรวง")
    assert found
    assert [item.value for item in found] == [item.value for item in everyone if "กระทรวง" in item.name_th]
    chosen = facet_values(connection, Filters(actor=("Q869",)), "actor", 1000, "กระทรวง")
    assert chosen[0].value == "Q869"
    assert {item.value for item in found} <= {item.value for item in chosen}
    assert facet_values(connection, Filters(), "actor", 1000, "ไม่มีชื่อนี้แน่นอน") == []
    assert facet_values(connection, Filters(), "type", 1000, "กระทรวง") == facet_values(
        connection, Filters(), "type", 1000
    )


def test_map_counts_the_events_with_coordinates(connection: sqlite3.Connection, rows: Rows) -> None:
    places = events_by_place(connection)
    assert sum(place.events for place in places) == sum(row["lat"] is not None for row in rows)
    view = choose_view(places)
    points = draw_points(places, view)
    assert {point.place.entity_id for point in points} == {p.entity_id for p in places if view.holds(p)}
    assert VIEWS["world"].holds(places[-1])


def test_graph_counts_shared_events_and_is_the_same_again(connection: sqlite3.Connection, rows: Rows) -> None:
    graph = draw_graph(connection, "Q869")
    shared = Counter(
        other
        for row in rows
        if "Q869" in (parties := {*row["actor_ids"], *row["recipient_ids"]})
        for other in parties - {"Q869"}
    )
    assert len(graph.neighbours) + graph.more == len(shared)
    assert all(node.events == shared[node.entity_id] for node in graph.neighbours)
    assert min(node.events for node in graph.neighbours) >= sorted(shared.values())[-len(graph.neighbours)]
    assert draw_graph(connection, "Q869") == graph
    spots = {(node.x, node.y) for node in graph.neighbours}
    assert len(spots) == len(graph.neighbours)


def test_graph_of_an_entity_without_events_is_empty(connection: sqlite3.Connection) -> None:
    lonely = connection.execute("SELECT id FROM entities WHERE event_count = 0 LIMIT 1").fetchone()[0]
    assert draw_graph(connection, lonely).neighbours == ()
