"""Prints scores: tables for people, JSON for programs."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from sakat.evaluation.folder import Report
from sakat.evaluation.metrics import HEADLINES, METRICS, Score
from sakat.evaluation.score import Scores

GROUPED = {
    "ent_exact_f1": "Entities by label",
    "en_name_acc": "English names by label",
    "event_f1": "Core events by type",
    "other_event_f1": "OTHER events by subtype",
    "arg_f1": "Arguments by role",
}
"""Metrics whose groups are printed, with the heading of each table."""


SUMMARY = (*HEADLINES, "event_date_acc", "polarity_acc", "modality_acc", "source_acc", "quote_f1", "citation_f1")
"""The metrics of the short report."""


_HEADINGS = {
    "ent_exact_f1": "entities", "ent_overlap_f1": "overlap", "en_name_acc": "names", "date_e2e_f1": "dates",
    "event_f1": "events", "event_trigger_f1": "triggers", "arg_f1": "arguments",
}  # fmt: skip
"""Column headings of the genre rows."""


def summary_tables(report: Report) -> RenderableType:
    """Return the short report for a rich console: by split the main metrics, and a row for each genre."""
    return Group(*(part for split, scores in report.splits.items() for part in _summary(split, scores)))


def report_tables(report: Report) -> RenderableType:
    """Return the tables of a report for a rich console: every metric, then groups, genres and articles."""
    return Group(*(part for split, scores in report.splits.items() for part in _split_tables(split, scores)))


def report_text(report: Report, *, width: int = 120) -> str:
    """Return the tables of a report as plain text."""
    console = Console(file=io.StringIO(), width=width, color_system=None, legacy_windows=False)
    with console.capture() as capture:
        console.print(report_tables(report))
    return "\n".join(line.rstrip() for line in capture.get().split("\n"))


def report_json(report: Report) -> str:
    """Return a report as JSON: keys sorted, numbers rounded to 4 decimals, a final line end."""
    content = {
        "gold_sha256": report.gold_sha256,
        "splits": {split: _scores_json(scores) for split, scores in report.splits.items()},
    }
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False) + "\n"


def _summary(split: str, scores: Scores) -> Iterable[RenderableType]:
    yield Text(f"{split}: {len(scores.documents)} articles, {len(scores.missing)} without a record")
    table = Table("metric", "value", "95 %", "precision", "recall", "support", box=None)
    for name in SUMMARY:
        score = scores.totals[name]
        table.add_row(name, *_figures(score), str(score.support))
    yield table
    if scores.genres:
        table = Table("genre", "articles", *(_HEADINGS[name] for name in HEADLINES), box=None)
        for genre, totals in scores.genres.items():
            table.add_row(genre, str(scores.genre_sizes[genre]), *(_number(totals[name].value) for name in HEADLINES))
        yield table


def _figures(score: Score) -> tuple[str, str, str, str]:
    interval = "" if score.interval is None else "-".join(map(_number, score.interval))
    return _number(score.value), interval, _number(score.precision), _number(score.recall)


def _split_tables(split: str, scores: Scores) -> Iterable[RenderableType]:
    yield Text(f"{split}: {len(scores.documents)} articles, {len(scores.missing)} without a record")
    for name in scores.missing:
        yield Text(f"  no record of {name}: all of it counts as missed")
    table = _table("metric", "", "value", "95 %", "precision", "recall", "support")
    for name, metric in METRICS.items():
        score = scores.totals[name]
        value, interval, precision, recall = _figures(score)
        shown = precision if metric.kind == "f1" else ""
        table.add_row(name, metric.title, value, interval, shown, recall, str(score.support))
    yield table
    for name, heading in GROUPED.items():
        if name in scores.groups:
            yield Text(heading)
            yield _score_table(scores.groups[name])
    for heading, parts in (("Genres", scores.genres), ("Articles", scores.documents)):
        if parts:
            yield Text(heading)
            table = _table("", *HEADLINES)
            for part, totals in parts.items():
                table.add_row(part, *(_number(totals[name].value) for name in HEADLINES))
            yield table


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for index, column in enumerate(columns):
        text = index == 0 or column == ""
        table.add_column(column, justify="left" if text else "right", overflow="fold")
    return table


def _score_table(scores: Mapping[str, Score]) -> Table:
    table = _table("", "value", "precision", "recall", "support")
    for name, score in scores.items():
        table.add_row(name, _number(score.value), _number(score.precision), _number(score.recall), str(score.support))
    return table


def _number(value: float | None) -> str:
    return "n/a" if value is None else f"{value:.3f}"


def _scores_json(scores: Scores) -> dict[str, Any]:
    return {
        "totals": _totals_json(scores.totals),
        "groups": {metric: _totals_json(groups) for metric, groups in scores.groups.items()},
        "documents": {name: _totals_json(totals) for name, totals in scores.documents.items()},
        "genres": {name: _totals_json(totals) for name, totals in scores.genres.items()},
        "missing": list(scores.missing),
    }


def _totals_json(scores: Mapping[str, Score]) -> dict[str, Any]:
    return {name: _score_json(score) for name, score in scores.items()}


def _score_json(score: Score) -> dict[str, Any]:
    """Return a score with the counts it comes from; for an accuracy `recall` is that of the matching."""
    content: dict[str, Any] = {
        "value": _rounded(score.value),
        "precision": _rounded(score.precision),
        "recall": _rounded(score.recall),
        "support": score.support,
        "tp": score.counts.tp,
        "fp": score.counts.fp,
        "fn": score.counts.fn,
    }
    if score.interval is not None:
        content["interval_95"] = [_rounded(end) for end in score.interval]
    return content


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
