"""Scores the tags of words, remembering what each key of each group of attributes adds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from sakat.ner.features import Batch, Group
from sakat.ner.weights import Floats, Weights

_KEYS, _SUMS = 200_000, 20_000  # remembered for one group


class BatchScorer:
    """Sums the weights of all attributes of each word."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._words: object = None
        self._tables: dict[str, _Table] = {}

    def score(self, batch: Batch, more: Iterable[Group] = ()) -> Floats:
        """Return one row per word of the batch and one column per tag.

        What is remembered changes nothing: each sum is that of its own key, and they are added in one order.

        Args:
            batch: Words and their attributes.
            more: Further groups, with a key for each word of the batch.
        """
        if batch.words is not self._words:  # the numbers mean other words now
            self._words = batch.words
            self._tables.clear()
        total = np.zeros((len(batch.centre), len(self._weights.tags)), dtype=np.float32)
        for group in (*batch.groups, *more):
            table = self._tables.get(group.name)
            if table is None:
                table = self._tables[group.name] = _Table(self._weights)
            table.add(total, group)
        return total


class _Table:
    """The sums of one group by key; row 0 is that of the keys without any weight."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._forget()

    def _forget(self) -> None:
        self._places: dict[int, int] = {}
        self._sums = np.zeros((64, len(self._weights.tags)), dtype=np.float32)
        self._used = 1

    def add(self, total: Floats, group: Group) -> None:
        keys = group.keys.tolist()
        places = list(map(self._places.get, keys))
        if None in places:
            new = dict.fromkeys(key for key, place in zip(keys, places, strict=True) if place is None)
            if len(self._places) + len(new) > _KEYS or self._used + len(new) > _SUMS:
                self._forget()
                new = dict.fromkeys(keys)
            self._learn(new, group.render)
            places = list(map(self._places.get, keys))
        rows = np.array(places, dtype=np.int64)
        found = np.flatnonzero(rows)
        total[found] += self._sums[rows[found]]

    def _learn(self, keys: Iterable[int], render: Callable[[int], Sequence[str]]) -> None:
        new = list(keys)
        sums = self._weights.score([render(key) for key in new])
        weighed = np.flatnonzero(sums.any(1))
        after = self._used + len(weighed)
        if after > len(self._sums):
            grown = np.zeros((max(after, 2 * len(self._sums)), self._sums.shape[1]), dtype=np.float32)
            grown[: self._used] = self._sums[: self._used]
            self._sums = grown
        self._sums[self._used : after] = sums[weighed]
        self._places.update(dict.fromkeys(new, 0))
        self._places.update((new[place], row) for row, place in enumerate(weighed.tolist(), self._used))
        self._used = after
