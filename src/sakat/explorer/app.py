"""Datasette set up as the explorer of one dataset: read-only, with the explorer's pages and names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.plugins import pm

from sakat.explorer import plugin

_HERE = Path(__file__).parent
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_SETTINGS = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 3000,
    "truncate_cells_html": 200,
    "allow_download": False,
    "suggest_facets": False,
    "template_debug": False,
    "default_cache_ttl": 0,
}
_TABLES = {
    "events": {
        "facets": ["type", "country", "modality", "polarity"],
        "sort_desc": "date_start",
        "label_column": "label_en",
    },
    "articles": {"sort_desc": "document_date"},
    "entities": {"facets": ["label"]},
    "event_participants": {"facets": ["role", "type"]},
    "facet_counts": {"hidden": True},
    "meta": {"hidden": True},
}
_QUERIES = {
    "who_to_whom": """SELECT actor.name_th AS actor_th, actor.name_en AS actor_en, events.type,
  recipient.name_th AS recipient_th, recipient.name_en AS recipient_en, count(*) AS events
FROM events
JOIN participants AS a ON a.event = events.n AND a.role = 'actor'
JOIN participants AS r ON r.event = events.n AND r.role = 'recipient'
JOIN entities AS actor ON actor.id = a.entity_id
JOIN entities AS recipient ON recipient.id = r.entity_id
WHERE events.polarity = 'positive' AND events.modality = 'asserted'
GROUP BY actor.id, recipient.id, events.type
ORDER BY events DESC, actor.id, recipient.id LIMIT 100""",
    "actors_by_type": """SELECT type, name_th, name_en, label, count(*) AS events
FROM event_participants WHERE role = 'actor'
GROUP BY type, entity_id ORDER BY events DESC, type, entity_id LIMIT 100""",
    "events_by_year": """SELECT year + 543 AS year_be, year AS year_ce, type, count(*) AS events
FROM events WHERE year IS NOT NULL GROUP BY year, type ORDER BY year DESC, events DESC""",
    "named_together": """SELECT a.name_th AS one_th, a.name_en AS one_en, b.name_th AS other_th, b.name_en AS other_en,
  count(*) AS articles
FROM article_entities AS x
JOIN article_entities AS y ON y.article = x.article AND y.entity_id > x.entity_id
JOIN entities AS a ON a.id = x.entity_id
JOIN entities AS b ON b.id = y.entity_id
GROUP BY a.id, b.id HAVING articles > 1 ORDER BY articles DESC, a.id, b.id LIMIT 100""",
}


def make_app(database: Path, dataset: str, *, hosts: Sequence[str] = LOOPBACK) -> Datasette:
    """Return Datasette over a database of the explorer.

    Args:
        database: A file made by `build_database`.
        dataset: What to call the dataset on the pages.
        hosts: Host names under which requests are answered; any if empty.
    """
    if not pm.is_registered(plugin):
        pm.register(plugin, name=plugin.NAME)
    metadata: dict[str, Any] = {
        "title": f"sakat: {dataset}",
        "plugins": {plugin.NAME: {"dataset": dataset, "hosts": list(hosts)}},
        "databases": {plugin.DATABASE: {"tables": _TABLES, "queries": _QUERIES}},
    }
    datasette = Datasette(
        metadata=metadata,
        settings=_SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("assets", str(_HERE / "static"))],
    )
    datasette.add_database(Database(datasette, path=str(database), is_mutable=False), name=plugin.DATABASE)
    return datasette
