"""The pages of errors: each miss, false alarm and difference in its sentence, by layer, kind and group."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from sakat.evaluation.errors import KINDS, LAYERS
from sakat.report.highlight import Mark, cluster_end, cluster_start, mark_text
from sakat.report.pages.lists import Slice, cut_pages
from sakat.report.scoring import PlacedError, Scoring
from sakat.report.site import Site
from sakat.report.tables import article_page

PAGE_SIZE = 100

AROUND = 120
"""Most code points of a sentence shown before and after what an error is about."""


def error_page(split: str, layer: str, kind: str) -> str:
    """Return where the errors of a layer and kind stand."""
    return f"errors/{split}-{layer}-{kind}.html"


def write_errors(site: Site, scoring: Scoring) -> None:
    """Write the overview of the errors, and the lists of those that may be shown."""
    shown = [split for split, found in scoring.splits.items() if found.errors]
    layers = {
        split: [layer for layer in LAYERS if any(found.counts[layer, kind] for kind in KINDS)]
        for split, found in scoring.splits.items()
    }
    site.write_page(
        "errors.html",
        "errors.html",
        part="nav.errors",
        splits=scoring.splits,
        layers=layers,
        kinds=KINDS,
        shown=shown,
        page_of=error_page,
    )
    for split in shown:
        _write_lists(site, split, scoring)


def _write_lists(site: Site, split: str, scoring: Scoring) -> None:
    found = scoring.splits[split]
    ordered = sorted(
        found.errors, key=lambda e: (LAYERS.index(e.error.layer), KINDS.index(e.error.kind), e.error.group, e.article)
    )
    for (layer, kind), items in groupby(ordered, key=lambda e: (e.error.layer, e.error.kind)):
        errors = list(items)
        path = error_page(split, layer, kind)
        pages = list(cut_pages(errors, path, PAGE_SIZE))
        groups = _find_groups(pages)
        for page, part in pages:
            site.write_page(
                page.path,
                "error_list.html",
                part="nav.errors",
                split=split,
                layer=layer,
                kind=kind,
                total=len(errors),
                page=page,
                groups=groups,
                sections=[(name, list(rows)) for name, rows in groupby(part, key=lambda e: e.error.group)],
                counts=found.counts,
                layers=LAYERS,
                kinds=KINDS,
                page_of=error_page,
                in_context=show_in_context,
                article_page=article_page,
            )


def _find_groups(pages: list[tuple[Slice, list[PlacedError]]]) -> list[tuple[str, str, int]]:
    """Return each group with the page it begins on and its size."""
    first: dict[str, str] = {}
    sizes: dict[str, int] = {}
    for page, part in pages:
        for item in part:
            group = item.error.group
            first.setdefault(group, page.path)
            sizes[group] = sizes.get(group, 0) + 1
    return [(group, first[group], size) for group, size in sizes.items()]


def show_in_context(item: PlacedError) -> Markup:
    """Return the sentence of an error with what gold and what the prediction marks in it."""
    text, error = item.context, item.error
    marks = [
        Mark(span[0] - item.offset, span[1] - item.offset, name)
        for span, name in ((error.expected, "gold"), (error.given, "found"))
        if span is not None
    ]
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    start = cluster_start(text, max(0, first - AROUND))
    end = cluster_end(text, min(len(text), last + AROUND))
    if start:
        start = text.find(" ", start, first) + 1 or start
    if end < len(text):
        space = text.rfind(" ", last, end)
        end = space if space >= 0 else end
    left, right = ("… " if start else ""), (" …" if end < len(text) else "")
    return Markup("{}{}{}").format(left, mark_text(text, marks, start, end), right)
