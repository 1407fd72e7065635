"""Fits and checks how probabilities of a model match the share of its answers that are right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sakat.ner.model import Calibration

_FEWEST = 100  # answers needed to fit anything
_BINS = 20


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of about equal probability: the mean probability, the share that is right, how many."""

    mean: float
    right: float
    count: int


def fit_calibration(outcomes: Sequence[tuple[float, bool]]) -> Calibration:
    """Return a rising map from a model's probability to the share of answers seen to be right.

    Answers are sorted into bins of equal size, and neighbouring bins are merged until the shares rise
    (isotonic regression). With fewer than 100 answers the map changes nothing.

    Args:
        outcomes: Probability of each answer, and whether it was right.
    """
    if len(outcomes) < _FEWEST:
        return Calibration(((0.0, 0.0), (1.0, 1.0)))
    parts = [_summarize(part) for part in _cut(sorted(outcomes))]
    blocks: list[list[Bin]] = []
    for part in parts:
        blocks.append([part])
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            blocks[-2:] = [[*blocks[-2], *blocks[-1]]]
    points = [(part.mean, _share(block)) for block in blocks for part in block]
    return Calibration(((0.0, 0.0), *points))


def reliability(outcomes: Iterable[tuple[float, bool]], *, width: float = 0.1) -> tuple[Bin, ...]:
    """Return the reliability table: one row for each tenth of probability that has answers."""
    rows: dict[int, list[tuple[float, bool]]] = {}
    for chance, right in outcomes:
        rows.setdefault(min(int(chance / width), round(1 / width) - 1), []).append((chance, right))
    return tuple(_summarize(rows[place]) for place in sorted(rows))


def _cut(ordered: Sequence[tuple[float, bool]]) -> Iterator[Sequence[tuple[float, bool]]]:
    edges = [len(ordered) * n // _BINS for n in range(_BINS + 1)]
    return (ordered[start:end] for start, end in pairwise(edges))


def _summarize(part: Sequence[tuple[float, bool]]) -> Bin:
    mean = sum(chance for chance, _ in part) / len(part)
    return Bin(round(mean, 4), round(sum(right for _, right in part) / len(part), 4), len(part))


def _share(block: Sequence[Bin]) -> float:
    return sum(part.right * part.count for part in block) / sum(part.count for part in block)
