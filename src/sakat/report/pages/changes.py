"""The pages that compare with a previous run: scores with their significance, events that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from sakat.compare.changes import Change
from sakat.compare.html import as_text
from sakat.evaluation.metrics import METRICS
from sakat.report.pages.lists import cut_pages
from sakat.report.previous import Comparison
from sakat.report.site import Site

PAGE_SIZE = 100

LEVEL = 0.05
"""A difference is called sure below this p."""


def write_changes(
    site: Site, changes: Iterable[Change], page_of: Callable[[str], str | None]
) -> tuple[Counter[str], Counter[str]]:
    """Write the lists of changed events; return how many there are of each kind, and of each field changed.

    Args:
        site: Where to write.
        changes: Changes of events.
        page_of: The page of the article of a uri, None if it is not in the dataset.
    """
    kinds: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for page, rows in cut_pages(changes, "changes.html", PAGE_SIZE):
        kinds.update(change.how for change in rows)
        fields.update(field.name for change in rows for field in change.fields)
        site.write_page(
            page.path,
            "changes.html",
            part="nav.comparison",
            page=page,
            rows=rows,
            page_of=page_of,
            show=as_text,
        )
    return kinds, fields


def write_comparison(
    site: Site, comparison: Comparison | None, kinds: Counter[str] | None, fields: Counter[str], previous: str
) -> None:
    """Write the overview: the scores of both runs if there is gold, the counts of changes if there are events."""
    site.write_page(
        "comparison.html",
        "comparison.html",
        part="nav.comparison",
        comparison=comparison,
        metrics=METRICS,
        level=LEVEL,
        kinds=kinds,
        fields=sorted(fields.items(), key=lambda item: (-item[1], item[0])),
        previous=previous,
    )
