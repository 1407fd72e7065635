"""The page of an entity: names, roles, events over time, articles, co-participants."""

from __future__ import annotations

import sqlite3

from sakat.explorer import graph
from sakat.explorer.articles import articles_of_entity, titles_of
from sakat.explorer.charts import draw_timeline
from sakat.explorer.entities import count_roles, find_entity
from sakat.explorer.events import count_events, entity_names, page_of_events
from sakat.explorer.filters import Filters, to_condition
from sakat.explorer.overview import events_over_time
from sakat.explorer.visit import Page, Visit, not_found

_EVENTS = 8
_ARTICLES = 12


def entity_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return the page of an entity."""
    entity = find_entity(connection, visit.parts["id"])
    if entity is None:
        return not_found()
    filters = Filters(entity=(entity["id"],))
    timeline = events_over_time(connection, to_condition(connection, filters))
    rows = page_of_events(connection, filters, 1, _EVENTS)
    return Page(
        "entity.html",
        {
            "entity": entity,
            "roles": count_roles(connection, entity["id"]),
            "filters": filters,
            "timeline": timeline,
            "chart": draw_timeline(timeline),
            "rows": rows,
            "total": count_events(connection, filters),
            "titles": titles_of(connection, sorted({row["article_id"] for row in rows})),
            "organisations": entity_names(connection, [role["org_id"] for role in entity["roles"] if role["org_id"]]),
            "articles": articles_of_entity(connection, entity["id"], _ARTICLES),
            "graph": graph.draw_graph(connection, entity["id"]),
            "graph_width": graph.WIDTH,
            "graph_height": graph.HEIGHT,
            "fan_width": graph.FAN_WIDTH,
            "fan_row": graph.FAN_ROW,
        },
    )
