"""The lists: events by facets, articles and entities searched or not, and a search through all three."""

from __future__ import annotations

import sqlite3

from sakat.explorer import articles, entities, events
from sakat.explorer.filters import SORTS, Filters, read_filters
from sakat.explorer.visit import Page, Visit, make_pager

_FACET_SIZE = 8
_FACET_MORE = 200
_FOUND = 6


def events_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return the list of events with its facets; `more` names the facet to show in full, of names that hold `name`."""
    filters = read_filters(visit.pairs)
    pager = make_pager(visit.page, events.count_events(connection, filters), events.PAGE_SIZE)
    rows = events.page_of_events(connection, filters, pager.page)
    more = visit.get("more")
    name = visit.get("name") if more in events.ENTITY_FACETS else ""
    facets = {
        facet: events.facet_values(
            connection,
            filters,
            facet,
            _FACET_MORE if facet == more else _FACET_SIZE + 1,
            name if facet == more else "",
        )
        for facet in events.FACETS
    }
    return Page(
        "events.html",
        {
            "filters": filters,
            "pager": pager,
            "rows": rows,
            "titles": articles.titles_of(connection, sorted({row["article_id"] for row in rows})),
            "facets": facets,
            "shown": {facet: _FACET_MORE if facet == more else _FACET_SIZE for facet in events.FACETS},
            "more": more,
            "name": name,
            "named_facets": events.ENTITY_FACETS,
            "names": events.entity_names(connection, list(filters.entity)),
            "sorts": tuple(SORTS),
        },
    )


def articles_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return the list of articles."""
    total = articles.count_articles(connection, visit.query)
    pager = make_pager(visit.page, total, articles.PAGE_SIZE)
    rows = articles.page_of_articles(connection, visit.query, pager.page)
    return Page("articles.html", {"query": visit.query, "pager": pager, "rows": rows})


def entities_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return the list of entities; `label` keeps those of one kind."""
    label = visit.get("label")
    found = entities.list_entities(connection, visit.query, label, visit.page)
    pager = make_pager(visit.page, found.total, entities.PAGE_SIZE)
    if pager.page != visit.page:
        found = entities.list_entities(connection, visit.query, label, pager.page)
    return Page("entities.html", {"query": visit.query, "label": label, "pager": pager, "found": found})


def search_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return what entities, articles and events a query finds, the first of each."""
    query = visit.query
    if not query:
        return Page("search.html", {"query": ""})
    filters = Filters(q=query)
    return Page(
        "search.html",
        {
            "query": query,
            "filters": filters,
            "entities": entities.list_entities(connection, query, "", 1, _FOUND),
            "article_count": articles.count_articles(connection, query),
            "articles": articles.page_of_articles(connection, query, 1, _FOUND),
            "event_count": events.count_events(connection, filters),
            "events": (rows := events.page_of_events(connection, filters, 1, _FOUND)),
            "titles": articles.titles_of(connection, sorted({row["article_id"] for row in rows})),
        },
    )
