"""The front page: counts, timeline, map, the most active entities, the latest articles."""

from __future__ import annotations

import sqlite3

from sakat.explorer.articles import page_of_articles
from sakat.explorer.charts import VIEWS, choose_view, draw_points, draw_timeline
from sakat.explorer.entities import list_entities
from sakat.explorer.events import facet_values
from sakat.explorer.filters import Filters, read_filters, to_condition
from sakat.explorer.overview import count_dataset, events_by_place, events_over_time
from sakat.explorer.quads import TYPES
from sakat.explorer.visit import Page, Visit

_TOP = 10
_LATEST = 6


def home_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return the front page; `since` and `until` narrow the timeline, `view` chooses the map."""
    everything = to_condition(connection, Filters())
    asked = read_filters(visit.pairs)
    timeline = events_over_time(connection, everything, asked.since, asked.until)
    places = events_by_place(connection)
    view = VIEWS.get(visit.get("view")) or choose_view(places)
    points = draw_points(places, view)
    counts = {item.value: item.events for item in facet_values(connection, Filters(), "type", len(TYPES))}
    return Page(
        "home.html",
        {
            "counts": count_dataset(connection),
            "types": counts,
            "timeline": timeline,
            "chart": draw_timeline(timeline),
            "zoomed": bool(asked.since or asked.until),
            "places": places,
            "points": points,
            "view": view,
            "views": VIEWS,
            "outside": sum(place.events for place in places) - sum(point.place.events for point in points),
            "entities": list_entities(connection, "", "", 1, _TOP).rows,
            "articles": page_of_articles(connection, "", 1, _LATEST),
            "filters": Filters(),
        },
    )
