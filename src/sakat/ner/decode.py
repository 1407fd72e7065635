"""Finds the best tags of many word sequences at once, and how probable each entity among them is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
_BATCH = 256
_CLEAR = 3.0  # a score of O that much above the others cannot be made up by its neighbours
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


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Runs of words, as rows of the scores, half-open; 1 in `after_cut` or `before_cut` if a cut is there."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    after_cut: NDArray[np.int64]
    before_cut: NDArray[np.int64]

    def take(self, places: NDArray[np.int64]) -> _Pieces:
        return _Pieces(*(getattr(self, field)[places] for field in self.__slots__))

    def active(self) -> list[int]:
        """Return how many pieces, longest first, have a word at each place, and at the place after the last."""
        lengths = self.ends - self.starts
        return [int(count) for count in np.searchsorted(-lengths, -np.arange(int(lengths[0]) + 1), side="left")]


class Decoder:
    """Decodes scores with the weights of tag after tag; tag orders that are not well formed are barred.

    Most words are clearly outside of every entity by their own scores. Sequences are cut at these, and what is between
    is decoded as if `O` stood around it.

    Args:
        tags: BIOES tags, in the order of the columns of the scores.
        transitions: Weight of column tag after row tag.
    """

    def __init__(self, tags: Sequence[str], transitions: Floats) -> None:
        self._tags = tuple(tags)
        self._outside = self._tags.index("O")
        allowed = np.array([[may_follow(left, right) for right in tags] for left in tags])
        self._steps = np.where(allowed, transitions, _FORBIDDEN).astype(np.float32)
        self._factors = np.where(allowed, np.exp(transitions), 0.0)
        starts = np.where([tag[0] in "BSO" for tag in tags], 0, _FORBIDDEN)
        ends = np.where([tag[0] in "ESO" for tag in tags], 0, _FORBIDDEN)
        self._first = np.array([starts, self._steps[self._outside]], dtype=np.float32)
        self._last = np.array([ends, self._steps[:, self._outside]], dtype=np.float32)
        self._groups = tuple(_groups(allowed, self._steps))

    def decode(self, scores: Floats, sizes: Sequence[int]) -> list[list[Entity]]:
        """Return the entities of each sequence as (first word, word after the last, label, probability).

        Args:
            scores: One row per word, the sequences one after another.
            sizes: How many words each sequence has.
        """
        ends = np.cumsum(sizes, dtype=np.int64)
        results: list[list[Entity]] = [[] for _ in sizes]
        pieces = self._cut(scores, ends)
        order = np.argsort(pieces.starts - pieces.ends, kind="stable")
        found: list[tuple[int, int, str, float]] = []
        for first in range(0, len(order), _BATCH):
            found += self._decode(scores, pieces.take(order[first : first + _BATCH]))
        owners = np.searchsorted(ends, [start for start, *_ in found], side="right").tolist()
        begins = (ends - np.asarray(sizes)).tolist()
        for owner, (start, after, label, chance) in sorted(zip(owners, found, strict=True)):
            results[owner].append((start - begins[owner], after - begins[owner], label, chance))
        return results

    def _cut(self, scores: Floats, ends: NDArray[np.int64]) -> _Pieces:
        """Return what is left of the sequences without the words that are clearly outside."""
        others = np.delete(scores, self._outside, axis=1).max(1, initial=_FORBIDDEN)
        unclear = scores[:, self._outside] - others <= _CLEAR
        opens = np.zeros(len(scores) + 1, dtype=bool)
        opens[0] = True
        opens[ends] = True
        started = unclear & (opens[:-1] | ~np.concatenate(([False], unclear[:-1])))
        ended = unclear & (opens[1:] | ~np.concatenate((unclear[1:], [False])))
        starts, lasts = np.flatnonzero(started), np.flatnonzero(ended)
        return _Pieces(starts, lasts + 1, (~opens[starts]).astype(np.int64), (~opens[lasts + 1]).astype(np.int64))

    def _decode(self, scores: Floats, pieces: _Pieces) -> Iterator[tuple[int, int, str, float]]:
        """Yield the entities of pieces, longest piece first; words are numbered as the rows of the scores."""
        paths = self._best_paths(scores, pieces)
        told = np.flatnonzero((paths != self._outside).any(0))  # the others have no entity to weigh
        if not len(told):
            return
        pieces, paths = pieces.take(told), paths[:, told]
        forward, backward, potential = self._sum_paths(scores, pieces)
        for place, (start, after) in enumerate(zip(pieces.starts.tolist(), pieces.ends.tolist(), strict=True)):
            path = paths[: after - start, place].tolist()
            for entity in self._entities(path, forward[:, place], backward[:, place], potential[:, place]):
                yield start + entity[0], start + entity[1], *entity[2:]

    def _best_paths(self, scores: Floats, pieces: _Pieces) -> NDArray[np.int64]:
        """Return the best tag of each word (Viterbi), words by pieces, longest piece first.

        Tags that go on with an entity have few tags before them, the others may follow any tag that ends. Which tag
        was before is found again on the way back, for the tags of the path alone.
        """
        active = pieces.active()
        steps, count = len(active) - 1, len(pieces.starts)
        best = np.empty((steps, count, len(self._tags)), dtype=np.float32)
        best[0] = self._first[pieces.after_cut] + scores[pieces.starts]
        for t in range(1, steps):
            going = active[t]
            before, here = best[t - 1, :going], best[t, :going]
            for group in self._groups:
                here[:, group.after] = (before[:, group.before] + group.steps).max(2)
            here += scores[pieces.starts[:going] + t]
        paths = np.full((steps, count), self._outside, dtype=np.int64)
        for t in range(steps - 1, -1, -1):
            going, present = active[t + 1], active[t]
            ending = best[t, going:present] + self._last[pieces.before_cut[going:present]]
            paths[t, going:present] = ending.argmax(1)
            if going:
                paths[t, :going] = (best[t, :going] + self._steps.T[paths[t + 1, :going]]).argmax(1)
        return paths

    def _sum_paths(
        self, scores: Floats, pieces: _Pieces
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Return scaled forward and backward sums, and the word potentials with the same scale."""
        active = pieces.active()
        steps = len(active) - 1
        potential = np.zeros((steps, len(pieces.starts), len(self._tags)))
        forward = np.zeros_like(potential)
        backward = np.zeros_like(potential)
        last = np.exp(self._last.astype(np.float64))
        for t in range(steps):
            going, present = active[t + 1], active[t]
            own = scores[pieces.starts[:present] + t].astype(np.float64)
            potential[t, :present] = np.exp(own - own.max(1, keepdims=True))
            here = forward[t, :present]
            if t:
                np.matmul(forward[t - 1, :present], self._factors, out=here)
            else:
                here[:] = np.exp(self._first[pieces.after_cut].astype(np.float64))
            here *= potential[t, :present]
            scale = here.sum(1, keepdims=True)
            scale[going:, 0] = (here[going:] * last[pieces.before_cut[going:present]]).sum(1)
            scale = np.maximum(scale, 1e-300)
            here /= scale
            potential[t, :present] /= scale
        for t in range(steps - 1, -1, -1):
            going, present = active[t + 1], active[t]
            backward[t, going:present] = last[pieces.before_cut[going:present]]
            if going:
                following = backward[t + 1, :going] * potential[t + 1, :going]
                backward[t, :going] = following @ self._factors.T
        return forward, backward, potential

    def _entities(
        self,
        path: Sequence[int],
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
