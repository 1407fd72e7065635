"""Finds the best tags of many word sequences at once, and how probable each entity among them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_BATCH = 64
_FORBIDDEN = np.float32(-1e4)

Entity = tuple[int, int, str, float]


def may_follow(left: str, right: str) -> bool:
    """Tell if a BIOES tag may stand after another: B and I go on, O, E and S do not.

    >>> may_follow("B-DATE", "E-DATE"), may_follow("B-DATE", "O")
    (True, False)
    """
    inside = left[0] in "BI"
    return (right[0] in "IE") == inside and (not inside or left[2:] == right[2:])


@dataclass(frozen=True, slots=True)
class _Group:
    """Tags that have equally many tags that may stand before them.

    `before` are the latter, one row per tag of `after`, or one row for all if they are the same; `steps` are the
    weights of the one after the other.
    """

    after: NDArray[np.int64]
    before: NDArray[np.int64]
    steps: Floats


def _groups(allowed: NDArray[np.bool_], steps: Floats) -> Iterator[_Group]:
    counts = allowed.sum(0)
    for count in sorted({int(count) for count in counts if count}):
        after = np.flatnonzero(counts == count)
        before = np.array([np.flatnonzero(allowed[:, tag]) for tag in after])
        weights = np.ascontiguousarray(steps[before, after[:, None]])
        yield _Group(after, before[:1] if (before == before[0]).all() else before, weights)


def _active(lengths: NDArray[np.int64]) -> list[int]:
    """Return how many sequences, longest first, have a word at each place, and at the place after the last."""
    return [int(count) for count in np.searchsorted(-lengths, -np.arange(int(lengths[0]) + 1), side="left")]


class Decoder:
    """Decodes scores with the weights of tag after tag; tag orders that are not well formed are barred.

    Args:
        tags: BIOES tags, in the order of the columns of the scores.
        transitions: Weight of column tag after row tag.
    """

    def __init__(self, tags: Sequence[str], transitions: Floats) -> None:
        self._tags = tuple(tags)
        allowed = np.array([[may_follow(left, right) for right in tags] for left in tags])
        self._steps = np.where(allowed, transitions, _FORBIDDEN).astype(np.float32)
        self._factors = np.where(allowed, np.exp(transitions), 0.0)
        self._starts = np.array([tag[0] in "BSO" for tag in tags])
        self._ends = np.array([tag[0] in "ESO" for tag in tags])
        self._outside = self._tags.index("O")
        self._groups = tuple(_groups(allowed, self._steps))

    def decode(self, scores: Floats, sizes: Sequence[int]) -> list[list[Entity]]:
        """Return the entities of each sequence as (first word, word after the last, label, probability).

        Args:
            scores: One row per word, the sequences one after another.
            sizes: How many words each sequence has.
        """
        offsets = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
        order = sorted(range(len(sizes)), key=lambda n: -sizes[n])
        results: list[list[Entity]] = [[] for _ in sizes]
        for first in range(0, len(order), _BATCH):
            batch = order[first : first + _BATCH]
            lengths = np.array([sizes[n] for n in batch], dtype=np.int64)
            block = np.zeros((int(lengths[0]), len(batch), len(self._tags)), dtype=np.float32)
            for column, n in enumerate(batch):
                block[: sizes[n], column] = scores[offsets[n] : offsets[n + 1]]
            paths = self._best_paths(block, _active(lengths))
            told = np.flatnonzero((paths != self._outside).any(0))  # the others have no entity to weigh
            if not len(told):
                continue
            lengths = lengths[told]
            block = block[: int(lengths[0]), told]
            forward, backward, potential = self._sum_paths(block, _active(lengths))
            for place, column in enumerate(told.tolist()):
                n = batch[column]
                path = paths[: sizes[n], column]
                results[n] = list(self._entities(path, forward[:, place], backward[:, place], potential[:, place]))
        return results

    def _best_paths(self, block: Floats, active: Sequence[int]) -> NDArray[np.int64]:
        """Return the best tag of each word (Viterbi), words by sequences, longest sequence first.

        Tags that go on with an entity have few tags before them, the others may follow any tag that ends. Which tag
        was before is found again on the way back, for the tags of the path alone.
        """
        steps, count, width = block.shape
        best = np.full((steps, count, width), -np.inf, dtype=np.float32)
        best[0] = np.where(self._starts, block[0], _FORBIDDEN)
        for t in range(1, steps):
            going = active[t]
            before, here = best[t - 1, :going], best[t, :going]
            for group in self._groups:
                here[:, group.after] = (before[:, group.before] + group.steps).max(2)
            here += block[t, :going]
        paths = np.full((steps, count), self._outside, dtype=np.int64)
        for t in range(steps - 1, -1, -1):
            going, present = active[t + 1], active[t]
            ending = best[t, going:present]
            paths[t, going:present] = np.where(self._ends, ending, ending + _FORBIDDEN).argmax(1)
            if going:
                paths[t, :going] = (best[t, :going] + self._steps.T[paths[t + 1, :going]]).argmax(1)
        return paths

    def _sum_paths(
        self, block: Floats, active: Sequence[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return scaled forward and backward sums, and the word potentials with the same scale."""
        steps = len(block)
        potential = np.exp(block.astype(np.float64) - block.max(2, keepdims=True))
        forward = np.zeros_like(potential)
        backward = np.zeros_like(potential)
        forward[0] = potential[0] * self._starts
        for t in range(steps):
            going, present = active[t + 1], active[t]
            here = forward[t, :present]
            if t:
                np.matmul(forward[t - 1, :present], self._factors, out=here)
                here *= potential[t, :present]
            here[going:] *= self._ends
            scale = np.maximum(here.sum(1, keepdims=True), 1e-300)
            here /= scale
            potential[t, :present] /= scale
        for t in range(steps - 1, -1, -1):
            going, present = active[t + 1], active[t]
            backward[t, going:present] = self._ends
            if going:
                following = backward[t + 1, :going] * potential[t + 1, :going]
                backward[t, :going] = following @ self._factors.T
        return forward, backward, potential

    def _entities(
        self,
        path: NDArray[np.int64],
        forward: NDArray[np.float64],
        backward: NDArray[np.float64],
        potential: NDArray[np.float64],
    ) -> Iterator[Entity]:
        start = 0
        for i, tag in enumerate(path):
            kind = self._tags[tag][0]
            if kind in "BS":
                start = i
            if kind in "ES":
                chance = forward[start, path[start]] * backward[i, tag]
                for t in range(start + 1, i + 1):
                    chance *= self._factors[path[t - 1], path[t]] * potential[t, path[t]]
                yield start, i + 1, self._tags[tag][2:], float(min(max(chance, 0.0), 1.0))
