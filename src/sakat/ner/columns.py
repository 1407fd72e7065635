"""Columns of strings made by joining parts, one row a word: spelt out, or as the hashes of what they would spell.

The hash of a string is a polynomial of its code points, so that those of two strings give that of their joined
string: attributes that join words with words are looked up without ever being spelt.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Hashes = NDArray[np.uint64]

_WHOLE = 1 << 64
_BASE = 0x9E37_79B9_7F4A_7C15  # odd, so that it has an inverse
_INVERSE = pow(_BASE, -1, _WHOLE)
_CUT = 2048  # strings hashed at a time, so that what is worked on stays near the processor


class Strings:
    """Strings by number, with their hashes; more may be put at the end of `values`."""

    def __init__(self, values: list[str]) -> None:
        self.values = values
        self._known = 0
        self._hashes = np.zeros((2, 64), dtype=np.uint64)

    def hashes(self) -> Hashes:
        """Return two rows: the hash of each string, and the factor of whatever is joined after it."""
        size = len(self.values)
        if self._known < size:
            if size > self._hashes.shape[1]:
                grown = np.zeros((2, 2 * size), dtype=np.uint64)
                grown[:, : self._known] = self._hashes[:, : self._known]
                self._hashes = grown
            self._hashes[:, self._known : size] = hash_strings(self.values[self._known :])
            self._known = size
        return self._hashes


class Column(Protocol):
    """Strings, one a row, that can be joined with those of another column or with one string for all."""

    @classmethod
    def take(cls, strings: Strings, numbers: Ints) -> Self:
        """Return the strings with these numbers."""

    def __add__(self, other: Self | str) -> Self: ...

    def __radd__(self, other: str) -> Self: ...

    def __getitem__(self, rows: Ints) -> Self: ...

    def where(self, present: NDArray[np.bool_]) -> Self:
        """Return the column with nothing in the other rows."""


@dataclass(frozen=True, slots=True)
class Spelt:
    """The strings themselves; a row without any holds None."""

    rows: NDArray[Any]

    @classmethod
    def take(cls, strings: Strings, numbers: Ints) -> Self:
        """Return the strings with these numbers."""
        values = strings.values
        rows = np.empty(len(numbers), dtype=object)
        rows[:] = [values[number] for number in numbers.tolist()]
        return cls(rows)

    def __add__(self, other: Self | str) -> Self:
        return type(self)(self.rows + (other if isinstance(other, str) else other.rows))

    def __radd__(self, other: str) -> Self:
        return type(self)(other + self.rows)

    def __getitem__(self, rows: Ints) -> Self:
        return type(self)(self.rows[rows])

    def where(self, present: NDArray[np.bool_]) -> Self:
        """Return the column with None in the other rows."""
        rows = self.rows.copy()
        rows[~present] = None
        return type(self)(rows)


@dataclass(frozen=True, slots=True)
class Hashed:
    """The hashes of the strings, and the factors of what is joined after them; a row without any has the hash 0."""

    hashes: Hashes
    factors: Hashes

    @classmethod
    def take(cls, strings: Strings, numbers: Ints) -> Self:
        """Return the strings with these numbers."""
        hashes, factors = strings.hashes()
        return cls(hashes[numbers], factors[numbers])

    def __add__(self, other: Self | str) -> Self:
        hashes, factors = _constant(other) if isinstance(other, str) else (other.hashes, other.factors)
        return type(self)(self.hashes + self.factors * hashes, self.factors * factors)

    def __radd__(self, other: str) -> Self:
        hashes, factors = _constant(other)
        return type(self)(hashes + factors * self.hashes, factors * self.factors)

    def __getitem__(self, rows: Ints) -> Self:
        return type(self)(self.hashes[rows], self.factors[rows])

    def where(self, present: NDArray[np.bool_]) -> Self:
        """Return the column with the hash 0 in the other rows."""
        return type(self)(self.hashes * present, self.factors)


def hash_strings(strings: Iterable[str]) -> Hashes:
    """Return two rows: the hash of each string, and the factor of whatever is joined after it.

    >>> head, tail, whole = hash_strings(["กรม"]), hash_strings(["ป่าไม้"]), hash_strings(["กรมป่าไม้"])
    >>> (head[0] + head[1] * tail[0] == whole[0]).tolist()
    [True]
    """
    strings = list(strings)
    parts = [_hash_part(strings[first : first + _CUT]) for first in range(0, len(strings), _CUT)]
    return np.concatenate((np.zeros((2, 0), dtype=np.uint64), *parts), axis=1)


def _hash_part(strings: Sequence[str]) -> Hashes:
    codes = np.frombuffer("".join(strings).encode("utf-32-le", "surrogatepass"), dtype="<u4").astype(np.uint64)
    sizes = np.fromiter(map(len, strings), dtype=np.int64, count=len(strings))
    ends = np.cumsum(sizes)
    starts = ends - sizes
    powers, inverses = _powers((len(codes) + 1).bit_length())
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(codes * powers[: len(codes)], out=sums[1:])
    return np.stack(((sums[ends] - sums[starts]) * inverses[starts], powers[sizes]))


@cache
def _powers(bits: int) -> tuple[Hashes, Hashes]:
    """Return the powers of the base and of its inverse, as many as numbers of so many bits."""
    factors = np.full((2, 1 << bits), [[_BASE], [_INVERSE]], dtype=np.uint64)
    factors[:, 0] = 1
    powers, inverses = np.multiply.accumulate(factors, axis=1)
    return powers, inverses


@cache
def _constant(string: str) -> tuple[np.uint64, np.uint64]:
    found = hash_strings([string])
    return found[0, 0], found[1, 0]
