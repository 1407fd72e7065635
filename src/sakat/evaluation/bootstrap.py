"""Bootstrap intervals: how far a score would move with other articles of the same kind."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sakat.evaluation.metrics import Counts, Score, Tally

LEVEL = 0.95
"""Share of the resampled scores inside an interval."""


def find_intervals(
    tallies: Sequence[Tally], metrics: Sequence[str], *, resamples: int, seed: int
) -> dict[str, tuple[float, float]]:
    """Return the 95 % interval of each metric by resampling articles with replacement.

    Resamples in which a metric has nothing to measure are left out; a metric that has nothing in any of
    them has no interval. Fewer than two articles or no resamples give none at all.
    """
    if resamples <= 0 or len(tallies) < 2:
        return {}
    random = Random(seed)
    rows = {metric: [tally.totals[metric] for tally in tallies] for metric in metrics}
    values: dict[str, list[float]] = {metric: [] for metric in metrics}
    for _ in range(resamples):
        drawn = random.choices(range(len(tallies)), k=len(tallies))
        for metric, counts in rows.items():
            chosen = [counts[index] for index in drawn]
            total = Counts(sum(c.tp for c in chosen), sum(c.fp for c in chosen), sum(c.fn for c in chosen))
            value = Score(metric, total).value
            if value is not None:
                values[metric].append(value)
    return {metric: percentiles(sorted(found)) for metric, found in values.items() if found}


def percentiles(found: Sequence[float]) -> tuple[float, float]:
    """Return the ends of the 95 % interval of sorted values."""
    margin = (1 - LEVEL) / 2
    last = len(found) - 1
    return found[round(margin * last)], found[round((1 - margin) * last)]
