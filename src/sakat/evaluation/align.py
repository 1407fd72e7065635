"""Matches gold and predicted items one to one, best pair first.

An optional gold item absorbs a match that counts nowhere, and a required item wins over it: pairs
that count are made before neutral ones. Equal pairs are made in file order.

Source: annotation guidelines, section 6.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class Pair(NamedTuple):
    """A gold item and a predicted item that may be matched, by their indexes in file order."""

    gold: int
    predicted: int
    quality: tuple[float, ...]
    neutral: bool = False


def match_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """Return the pairs made, best first: each gold and each predicted item in one pair at most.

    >>> [pair[:2] for pair in match_pairs([Pair(0, 0, (4,)), Pair(0, 1, (9,)), Pair(1, 1, (5,))])]
    [(0, 1)]
    """
    made: list[Pair] = []
    golds: set[int] = set()
    predictions: set[int] = set()
    for pair in sorted(pairs, key=_order):
        if pair.gold not in golds and pair.predicted not in predictions:
            golds.add(pair.gold)
            predictions.add(pair.predicted)
            made.append(pair)
    return made


def _order(pair: Pair) -> tuple[bool, tuple[float, ...], int, int]:
    return pair.neutral, tuple(-part for part in pair.quality), pair.gold, pair.predicted


def shared_length(start: int, end: int, other_start: int, other_end: int) -> int:
    """Return how many code points two half-open spans share; 0 if none.

    >>> shared_length(0, 5, 3, 9), shared_length(0, 5, 5, 9)
    (2, 0)
    """
    return max(0, min(end, other_end) - max(start, other_start))


def overlap_share(start: int, end: int, other_start: int, other_end: int) -> float:
    """Return overlap / union of two half-open spans, 0 to 1.

    >>> overlap_share(0, 10, 2, 10)
    0.8
    """
    shared = shared_length(start, end, other_start, other_end)
    return shared / (end - start + other_end - other_start - shared)


class SpanIndex:
    """Finds the spans that share code points with another span, without looking at all of them."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._sorted = sorted((start, end, index) for index, (start, end) in enumerate(spans))
        self._starts = [start for start, _, _ in self._sorted]
        self._longest = max((end - start for start, end in spans), default=0)

    def overlapping(self, start: int, end: int) -> Iterator[int]:
        """Yield the indexes of the spans that share a code point with `[start, end)`."""
        first = bisect_left(self._starts, start - self._longest + 1)
        last = bisect_left(self._starts, end)
        for _, other_end, index in self._sorted[first:last]:
            if other_end > start:
                yield index
