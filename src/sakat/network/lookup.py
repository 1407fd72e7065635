"""Finds the rows of a network's tables for what is told of words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sakat.network.model import UNKNOWN, Column, Ints


class Told(NamedTuple):
    """One thing told of each word of a text: the name of the column, a number a word, and what a number stands for."""

    name: str
    numbers: Ints
    spell: Callable[[int], str]


class Lookup:
    """Finds rows, each string once as long as the numbers stand for the same.

    Args:
        columns: Of a network.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = {column.name: column for column in columns}
        self._source: object = None
        self._rows: dict[str, _Rows] = {}

    def rows(self, told: Iterable[Told], source: object) -> list[Ints]:
        """Return for each column of the network the row of each word.

        Args:
            told: What is told of the words, one for each column, in their order.
            source: What the numbers belong to; with another object they stand for other strings.
        """
        if source is not self._source:
            self._source = source
            self._rows = {name: _Rows(column.rows) for name, column in self._columns.items()}
        return [self._rows[name].take(numbers, spell) for name, numbers, spell in told]


class _Rows:
    """Rows of a table, by number."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self._known = known
        self._rows = np.zeros(64, dtype=np.int64)
        self._told = 0

    def take(self, numbers: Ints, spell: Callable[[int], str]) -> Ints:
        """Return the row of each number."""
        after = int(numbers.max(initial=-1)) + 1
        if after > self._told:
            if after > len(self._rows):
                grown = np.zeros(2 * after, dtype=np.int64)
                grown[: self._told] = self._rows[: self._told]
                self._rows = grown
            new = range(self._told, after)
            self._rows[self._told : after] = [self._known.get(spell(number), UNKNOWN) for number in new]
            self._told = after
        found: Ints = self._rows[numbers]
        return found
