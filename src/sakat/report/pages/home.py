"""The first page: what the dataset holds; the list of its articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from sakat.record.event import TYPE_SCORES
from sakat.report.charts import draw_bars, draw_timeline
from sakat.report.pages.lists import cut_pages
from sakat.report.site import PerLanguage, Site
from sakat.report.tables import Tables
from sakat.report.timeline import make_timeline, name_bin
from sakat.report.words import Words

TYPES = (*TYPE_SCORES, "OTHER")
"""Event types in PLOVER's order, cooperation to conflict."""

PAGE_SIZE = 100
MOST_REJECTS = 200
_FEW = 12
"""Genres shown before the rest is folded away."""


def write_home(
    site: Site, tables: Tables, *, rejects: Iterable[Mapping[str, Any]], reject_count: int, versions: Mapping[str, str]
) -> None:
    """Write the first page."""
    timeline = make_timeline(tables.months, tables.years)
    types = [name for name in TYPES if tables.types[name]]
    labels = sorted(tables.labels.items(), key=lambda item: (-item[1], item[0]))
    by_type = sorted(((name, tables.types[name]) for name in types), key=lambda item: (-item[1], item[0]))

    def named_bins(words: Words) -> list[tuple[str, str]]:
        return [(name, name_bin(name, timeline, words.language)) for name in timeline.bins]

    def timeline_chart(words: Words) -> Markup:
        names = dict(named_bins(words))
        rows = [
            {"bin": names[name], "type": kind, "n": n}
            for (name, kind), n in sorted(timeline.counts.items(), key=lambda item: item[0])
        ]
        return Markup(draw_timeline(rows, list(names.values()), types, words))

    def bars(kind: str, counts: list[tuple[str, int]]) -> PerLanguage:
        def draw(words: Words) -> Markup:
            shown = [(code, words.code(kind, code), n) for code, n in counts]
            return Markup(draw_bars(shown)) if shown else Markup()

        return PerLanguage(draw)

    site.write_page(
        "index.html",
        "home.html",
        part="nav.summary",
        tables=tables,
        entity_count=tables.count_entities(),
        timeline=timeline,
        bins=PerLanguage(named_bins),
        bin_counts=timeline.counts,
        timeline_chart=PerLanguage(timeline_chart) if timeline.bins else None,
        undated=tables.events - sum(timeline.counts.values()),
        types=types,
        by_type=by_type,
        type_chart=bars("event_type", by_type),
        labels=labels,
        label_chart=bars("entity_label", labels),
        top={role: tables.top_entities(role) for role in ("actor", "recipient", "place")},
        years=tables.count_by("year"),
        genres=tables.count_by("genre"),
        few=_FEW,
        rejects=list(rejects),
        reject_count=reject_count,
        versions_used=versions,
    )


def write_article_list(site: Site, tables: Tables) -> None:
    """Write the list of articles, newest first."""
    for page, rows in cut_pages(tables.list_articles(), "articles.html", PAGE_SIZE):
        site.write_page(page.path, "articles.html", part="nav.articles", page=page, rows=rows, total=tables.articles)
