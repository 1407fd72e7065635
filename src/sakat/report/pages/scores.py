"""The pages of scores: an overview, and one page a split with every table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sakat.evaluation.confusion import BINS, MATRICES, NOTHING, Calibration
from sakat.evaluation.metrics import HEADLINES, METRICS
from sakat.evaluation.report import GROUPED, SUMMARY
from sakat.report.scoring import Scoring
from sakat.report.site import Site
from sakat.report.tables import article_page

CARDS = ("ent_exact_f1", "date_e2e_f1", "event_f1", "arg_f1")
"""The scores shown large."""

_KINDS = {"entity_label": "entity_label", "event_type": "event_type", "mode": "mode"}


@dataclass(frozen=True)
class Matrix:
    """A confusion matrix ready to be shown; the last row and column are what is made up and missed."""

    name: str
    kind: str
    labels: tuple[str, ...]
    cells: dict[tuple[str, str], int]
    rows: dict[str, int]
    columns: dict[str, int]


def split_page(split: str) -> str:
    """Return where the tables of a split stand."""
    return f"evaluation-{split}.html"


def write_scores(site: Site, scoring: Scoring) -> None:
    """Write the overview and the page of each split."""
    splits = scoring.report.splits
    common = {"metrics": METRICS, "cards": CARDS, "splits": splits}
    site.write_page(
        "evaluation.html",
        "evaluation.html",
        part="nav.evaluation",
        **common,
        summary=SUMMARY,
        digest=scoring.report.gold_sha256,
        pages={split: split_page(split) for split in splits},
    )
    for split, scores in splits.items():
        found = scoring.splits[split]
        site.write_page(
            split_page(split),
            "split.html",
            part="nav.evaluation",
            **common,
            split=split,
            scores=scores,
            headlines=HEADLINES,
            grouped={metric: _GROUP_KINDS[metric] for metric in GROUPED if metric in scores.groups},
            matrices=[_matrix(name, found.confusion.matrices[name]) for name in MATRICES],
            calibration={what: _rows(found.calibration, what) for what in ("entities", "events")},
            records={name: article_page(record) for name, record in scoring.pages.items()},
        )


_GROUP_KINDS = {
    "ent_exact_f1": "entity_label",
    "en_name_acc": "entity_label",
    "event_f1": "event_type",
    "other_event_f1": "subtype",
    "arg_f1": "role",
}
"""What the groups of a metric are codes of."""


def _matrix(name: str, counts: Counter[tuple[str, str]]) -> Matrix:
    labels = sorted({label for pair in counts for label in pair if label != NOTHING})
    shown = (*labels, NOTHING)
    return Matrix(
        name,
        _KINDS.get(name, name),
        shown,
        dict(counts),
        {gold: sum(counts[gold, other] for other in shown) for gold in shown},
        {given: sum(counts[other, given] for other in shown) for given in shown},
    )


def _rows(calibration: Calibration, what: str) -> list[tuple[float, float, int, float]]:
    """Return the bins that hold anything: lower and upper end, number of items, share that is right."""
    rows = []
    for number in range(BINS):
        right, wrong = calibration.right[what, number], calibration.wrong[what, number]
        if right + wrong:
            rows.append((number / BINS, (number + 1) / BINS, right + wrong, right / (right + wrong)))
    return rows
