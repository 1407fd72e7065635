"""Scores the tags of words, remembering what each bag of attributes adds."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from sakat.ner.columns import Hashed, Ints
from sakat.ner.features import Bag
from sakat.ner.weights import Floats, Weights

_CUT = 1024  # words scored at a time, so that memory does not grow with the text


class BatchScorer:
    """Sums the weights of all attributes of each word."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._source: object = None
        self._tables: dict[str, _Table] = {}

    def score(self, attributes: Iterable[Bag | Hashed], size: int, source: object) -> Floats:
        """Return one row per word and one column per tag.

        What is remembered changes nothing: each sum is that of its own number, and they are added in one order.

        Args:
            attributes: Of the words.
            size: How many words there are.
            source: What the numbers of the bags belong to; with another object they mean other strings.
        """
        if source is not self._source:
            self._source = source
            self._tables.clear()
        total = np.zeros((size, len(self._weights.tags)), dtype=np.float32)
        columns = []
        for given in attributes:
            if isinstance(given, Bag):
                table = self._tables.get(given.name)
                if table is None:
                    table = self._tables[given.name] = _Table(self._weights)
                total += table.sums(given)
            else:
                columns.append(given.hashes)
        for first in range(0, size, _CUT):
            part = [column[first : first + _CUT] for column in columns]
            count = min(_CUT, size - first)
            owners = np.tile(np.arange(count), len(part))
            total[first : first + count] += self._weights.score_hashes(np.concatenate(part), owners, count)
        return total


class _Table:
    """The sums of the bags of one name, by number."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._sums = np.zeros((256, len(weights.tags)), dtype=np.float32)
        self._known = 0

    def sums(self, bag: Bag) -> Floats:
        """Return one row per word."""
        after = int(bag.numbers.max(initial=-1)) + 1
        if after > self._known:
            self._learn(bag, after)
        found: Floats = self._sums[bag.numbers]
        return found

    def _learn(self, bag: Bag, after: int) -> None:
        if after > len(self._sums):
            grown = np.zeros((2 * after, self._sums.shape[1]), dtype=np.float32)
            grown[: self._known] = self._sums[: self._known]
            self._sums = grown
        new: Ints = np.arange(self._known, after)
        self._sums[self._known : after] = self._weights.score([bag.strings(number) for number in new.tolist()])
        self._known = after
