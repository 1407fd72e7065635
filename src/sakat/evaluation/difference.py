"""Tells whether two runs differ by more than chance: a paired bootstrap over the articles both were scored on."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sakat.errors import GoldError
from sakat.evaluation.bootstrap import percentiles
from sakat.evaluation.metrics import METRICS, Counts, Score
from sakat.evaluation.score import SEED, Scores

DocumentCounts = Mapping[str, Mapping[str, Counts]]
"""Counts by article id and metric."""


@dataclass(frozen=True)
class Difference:
    """A metric of two runs on the same articles. `p` is two-sided; None where nothing could be resampled."""

    metric: str
    old: float | None
    new: float | None
    interval: tuple[float, float] | None
    p: float | None

    @property
    def delta(self) -> float | None:
        """The new value less the old one."""
        return None if self.old is None or self.new is None else self.new - self.old


def document_counts(scores: Scores) -> DocumentCounts:
    """Return the counts of each article."""
    return {
        name: {metric: score.counts for metric, score in totals.items()} for name, totals in scores.documents.items()
    }


def read_report(path: Path) -> tuple[str, dict[str, DocumentCounts]]:
    """Return the gold digest and, by split, the counts of each article of a report of `sakat evaluate --json`.

    Raises:
        GoldError: If the file is no such report.
    """
    try:
        content = json.loads(path.read_text("utf-8"))
        splits: dict[str, DocumentCounts] = {
            str(split): {str(name): _counts(totals) for name, totals in scores["documents"].items()}
            for split, scores in content["splits"].items()
        }
        return str(content["gold_sha256"]), splits
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); name a report of sakat evaluate --json") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(
            f"{path}: found no report ({type(error).__name__}: {error}); expected what sakat evaluate --json writes"
        ) from error


def _counts(totals: Mapping[str, Any]) -> dict[str, Counts]:
    return {
        metric: Counts(int(score["tp"]), int(score["fp"]), int(score["fn"]))
        for metric, score in totals.items()
        if metric in METRICS
    }


def compare_runs(old: DocumentCounts, new: DocumentCounts, *, resamples: int, seed: int = SEED) -> list[Difference]:
    """Return the metrics of two runs and how sure each difference is, on the articles both have.

    Articles are drawn with replacement, the same for both runs; `p` is twice the smaller share of draws in
    which the difference is not above, or not below, zero.
    """
    names = sorted(old.keys() & new.keys())
    random = Random(seed)
    draws = [random.choices(names, k=len(names)) for _ in range(resamples)] if len(names) > 1 else []
    return [_difference(metric, old, new, names, draws) for metric in METRICS]


def _difference(
    metric: str, old: DocumentCounts, new: DocumentCounts, names: list[str], draws: list[list[str]]
) -> Difference:
    deltas = []
    for drawn in draws:
        before, after = _value(metric, old, drawn), _value(metric, new, drawn)
        if before is not None and after is not None:
            deltas.append(after - before)
    found = sorted(deltas)
    p = None
    if found:
        low, high = (sum(delta <= 0 for delta in found), sum(delta >= 0 for delta in found))
        p = min(1.0, 2 * min(low, high) / len(found))
    return Difference(
        metric, _value(metric, old, names), _value(metric, new, names), percentiles(found) if found else None, p
    )


def _value(metric: str, documents: DocumentCounts, names: list[str]) -> float | None:
    tp = fp = fn = 0
    for name in names:
        counts = documents[name].get(metric, Counts())
        tp, fp, fn = tp + counts.tp, fp + counts.fp, fn + counts.fn
    return Score(metric, Counts(tp, fp, fn)).value
