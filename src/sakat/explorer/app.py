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
    "allow_download": False,
    "suggest_facets": False,
    "template_debug": False,
    "default_cache_ttl": 0,
}
_TABLES = {
    "events": {
        "description": "One row per event, as in events.jsonl; country, month, year and decade are derived.",
        "facets": ["type", "country", "modality", "polarity"],
        "sort_desc": "date_start",
        "label_column": "label_en",
    },
    "articles": {"description": "One row per article with its whole record.", "sort_desc": "document_date"},
    "entities": {"description": "One row per entity, merged across articles.", "facets": ["label"]},
    "participants": {"description": "Who takes part in which event: actor, recipient, place, source."},
    "event_participants": {"description": "Participants with names, one row each.", "facets": ["role", "type"]},
    "facet_counts": {"hidden": True},
    "meta": {"hidden": True},
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
        "databases": {plugin.DATABASE: {"tables": _TABLES}},
    }
    datasette = Datasette(
        metadata=metadata,
        settings=_SETTINGS,
        template_dir=str(_HERE / "templates"),
        static_mounts=[("assets", str(_HERE / "static"))],
    )
    datasette.add_database(Database(datasette, path=str(database), is_mutable=False), name=plugin.DATABASE)
    return datasette
