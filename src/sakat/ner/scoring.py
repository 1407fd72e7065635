"""Scores the tags of the words of lines, remembering what each word adds to itself and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sakat.ner.features import DISTANCES, REACH, FeatureExtractor, Line
from sakat.ner.names import Lookup
from sakat.ner.weights import Floats, Weights

_KEPT = 12_000  # words remembered, about 1.5 kB each


class LineScorer:
    """Sums the weights of all attributes of each word."""

    def __init__(self, weights: Weights, features: FeatureExtractor[int], lookup: Lookup) -> None:
        self._weights = weights
        self._features = features
        self._lookup = lookup
        self._places: dict[str | None, int] = {}
        self._sums = np.zeros((0, len(DISTANCES), len(weights.tags)), dtype=np.float32)
        self._forget()

    def score(self, lines: Sequence[Line]) -> Floats:
        """Return one row per word of the lines, one after another, and one column per tag."""
        self._remember(dict.fromkeys(word for line in lines for word in line.words))
        edge = [self._places[None]] * REACH
        places: list[int] = []
        own: list[int] = []
        rows: list[list[int]] = []
        for line in lines:
            places += edge
            own += range(len(places), len(places) + len(line.words))
            places += [self._places[word] for word in line.words]
            rows += self._features.context_attributes(line, self._lookup)
        places += edge
        total = self._weights.score(rows)
        every, centre = np.array(places, dtype=np.int64), np.array(own, dtype=np.int64)
        for column, distance in enumerate(DISTANCES):
            total += self._sums[every[centre + distance], column]
        return total

    def _forget(self) -> None:
        self._places.clear()
        self._add([None])

    def _remember(self, words: dict[str, None]) -> None:
        """Make sure that the sums of all these words are at hand."""
        if len(self._places) + len(words) > _KEPT:
            self._forget()
        self._add([word for word in words if word not in self._places])

    def _add(self, words: Sequence[str | None]) -> None:
        if not words:
            return
        for word in words:
            self._places[word] = len(self._places)
        described = [self._features.word_attributes(word) for word in words]
        sums = self._weights.score([attributes[distance] for attributes in described for distance in DISTANCES])
        shape = (len(words), len(DISTANCES), len(self._weights.tags))
        first = len(self._places) - len(words)
        if len(self._places) > len(self._sums):
            grown = np.zeros((min(2 * len(self._places), max(_KEPT, len(self._places))), *shape[1:]), dtype=np.float32)
            grown[:first] = self._sums[:first]
            self._sums = grown
        self._sums[first : len(self._places)] = sums.reshape(shape)
