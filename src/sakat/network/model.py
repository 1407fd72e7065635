"""The network: what is known of each word summed into a row of numbers, and layers that mix rows with their neighbours.

Floating-point sums depend on the order of their terms, and so on the processor. Here every sum of products is one of
whole numbers small enough for a float to hold exactly (8 bits of a weight, 7 of a signal), and what is between them
is done number by number, so that equal words give equal scores everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sakat.network.threads import one_thread

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

UNKNOWN = 0
"""Row of a string a column does not know."""
LARGEST = 127
"""Greatest signal, and greatest weight either way."""
_EXACT = 1 << 24  # a float holds all whole numbers up to this one
NO_CUTS: Ints = np.zeros(0, dtype=np.int64)
"""Where texts start if there is one."""
_WINDOW = 2048  # words scored at a time, so that memory does not grow with the text


@dataclass(frozen=True)
class Column:
    """One thing known of a word, and what each of its values adds to the row of the word.

    Attributes:
        name: What it is: `word`, `names`.
        strings: Its values; the first has row 1 of the table.
        table: One row a value, after the row of those unknown.
        scale: What a unit of the table is worth.
    """

    name: str
    strings: tuple[str, ...]
    table: NDArray[np.int8]
    scale: np.float32

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """Row of each value."""
        return {string: row for row, string in enumerate(self.strings, UNKNOWN + 1)}

    @cached_property
    def worth(self) -> Floats:
        """The table in the units of the rows of words."""
        return self.table * self.scale


@dataclass(frozen=True)
class Layer:
    """A layer that reads a word and, with a step, the words that many places left and right of it.

    Attributes:
        step: How far the neighbours are; 0 for none.
        gain: Signals for a unit of the rows: what is below 0 is none, what is above `LARGEST` is cut.
        weights: For the left neighbour, the word and the right one, or the word alone: one column an output.
        scale: What a unit of each output is worth.
        bias: What each output has of itself.
    """

    step: int
    gain: np.float32
    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    @cached_property
    def _wide(self) -> Floats:
        return self.weights.astype(np.float32)

    def __call__(self, rows: Floats, cuts: Ints) -> Floats:
        """Return the outputs for each row; beyond the ends of a text there is nothing.

        Args:
            rows: Of one or more texts, one after another.
            cuts: Where each text but the first starts.
        """
        signals = np.minimum(np.rint(np.maximum(rows, 0) * self.gain), LARGEST)
        if not self.step:
            (own,) = self._wide
            return self._weigh(signals @ own)
        left, own, right = self._wide
        sums = signals @ own
        before, after = signals[: -self.step] @ left, signals[self.step :] @ right
        if len(cuts):
            crossed = (cuts[:, None] - self.step + np.arange(self.step)).ravel()
            crossed = crossed[(crossed >= 0) & (crossed < len(before))]
            before[crossed] = after[crossed] = 0
        sums[self.step :] += before
        sums[: -self.step] += after
        return self._weigh(sums)

    def _weigh(self, sums: Floats) -> Floats:
        found: Floats = sums * self.scale + self.bias
        return found


def embed(columns: Sequence[Column], rows: Sequence[Ints]) -> Floats:
    """Return the row of numbers of each word, before any layer.

    Args:
        columns: Of a network.
        rows: For each column the row of its table for each word.
    """
    state = np.zeros((len(rows[0]), columns[0].table.shape[1]), dtype=np.float32)
    for column, numbers in zip(columns, rows, strict=True):
        state += column.worth[numbers]
    return state


class Network:
    """Scores the tags of words, of one or more sets of tags.

    Args:
        tags: The tags of each set, in the order of the columns of the scores, one set after another.
        columns: What is known of a word.
        layers: Each adds what it finds to the rows.
        head: The last layer: from a row to the scores.

    Raises:
        ValueError: If a sum might not be exact.
    """

    def __init__(
        self, tags: Sequence[Sequence[str]], columns: Sequence[Column], layers: Sequence[Layer], head: Layer
    ) -> None:
        self.tags = tuple(tuple(names) for names in tags)
        self.columns = tuple(columns)
        self.layers = tuple(layers)
        self.head = head
        terms = max(layer.weights.shape[0] * layer.weights.shape[1] for layer in (*layers, head))
        if terms * LARGEST * LARGEST >= _EXACT:
            raise ValueError(f"sums of {terms} products; at most {_EXACT // LARGEST**2} are exact")
        self._reach = sum(layer.step for layer in layers)

    def score(self, rows: Sequence[Ints], cuts: Ints = NO_CUTS) -> list[Floats]:
        """Return for each set of tags one row of scores for each word, one column for each tag.

        Args:
            rows: For each column of the network, the row of its table for each word of one or more texts.
            cuts: Where each text but the first starts; what one holds says nothing of another.
        """
        size = len(rows[0])
        with one_thread():
            parts = [
                self._score([numbers[first:after] for numbers in rows], _within(cuts, first, after))[
                    skip : skip + count
                ]
                for first, after, skip, count in _windows(size, self._reach)
            ]
        sizes = [len(names) for names in self.tags]
        whole = np.concatenate(parts) if parts else np.zeros((0, sum(sizes)), dtype=np.float32)
        return np.split(whole, np.cumsum(sizes)[:-1], axis=1)

    def _score(self, rows: Sequence[Ints], cuts: Ints) -> Floats:
        state = embed(self.columns, rows)
        for layer in self.layers:
            state += layer(state, cuts)
        return self.head(state, cuts)


def _within(cuts: Ints, first: int, after: int) -> Ints:
    """Return the cuts inside a stretch, counted from its start."""
    found: Ints = cuts[(cuts > first) & (cuts < after)] - first
    return found


def _windows(size: int, reach: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield where to read, how many words of it to skip, and how many to keep."""
    for start in range(0, size, _WINDOW):
        first = max(0, start - reach)
        stop = min(size, start + _WINDOW)
        yield first, min(size, stop + reach), start - first, stop - start
