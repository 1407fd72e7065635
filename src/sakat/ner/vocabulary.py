"""Numbers words, and tells what is known of each: its form, shape, clusters, lists and parts of speech."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from sakat.ner.gazetteers import encyclopedia_titles, word_classes, word_flags

K = TypeVar("K", bound=Hashable)

EDGE = 0
"""Number of what lies beyond a line."""

_DIGITS = re.compile(r"[0-9๐-๙]")
_SHAPES = tuple(
    (re.compile(pattern), mark)
    for pattern, mark in (
        (r"[\u0e01-\u0e3a\u0e40-\u0e4e]+", "T"),
        (r"[A-Z]{2,}", "AA"),
        (r"[A-Z]", "A"),
        (r"[a-z]+", "a"),
    )
)
_FIELDS = ("name", "norm", "middle", "fine", "kind")


class Numbers(dict[K, int], Generic[K]):
    """Gives each thing asked for a number, the next one if it is new: `numbers[thing]`."""

    def __init__(self, things: Iterable[K] = ()) -> None:
        super().__init__()
        self.things: list[K] = []
        for thing in things:
            self[thing]

    def __missing__(self, thing: K) -> int:
        self[thing] = number = len(self.things)
        self.things.append(thing)
        return number


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of a word.

    Attributes:
        text: The word as written.
        norm: `normalize_word` of it.
        shape: Its kinds of letters.
        flags: Letters of the lists it is in.
        kind: Its parts of speech.
        classes: The same one by one, and how frequent it is.
        clusters: Numbers of its clusters, coarse to fine.
        middle: Its cluster of middle size, or its shape.
        fine: Its small cluster, or its shape.
    """

    text: str
    norm: str
    shape: str
    flags: str
    kind: str
    classes: tuple[str, ...]
    clusters: tuple[str, ...]
    middle: str
    fine: str


class Words:
    """Words by number, `EDGE` first; one object numbers a word the same way as long as it lives."""

    def __init__(self, clusters: Mapping[str, tuple[str, ...]]) -> None:
        self._clusters = clusters
        self._flags = word_flags()
        self._classes = word_classes()
        self._titles = encyclopedia_titles()
        self._numbers: dict[str, int] = {}
        self._known: list[Word] = []
        self._values = {field: Numbers[Hashable]() for field in _FIELDS}
        self._table = np.zeros((1024, len(_FIELDS)), dtype=np.int64)
        self.named: list[Word] = []
        self._add(Word("^", "^", "^", "^", "^", (), (), "^", "^"))

    def __len__(self) -> int:
        return len(self._known)

    def __getitem__(self, number: int) -> Word:
        return self._known[number]

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the number of each word."""
        get = self._numbers.get
        return [number if (number := get(word)) is not None else self._number(word) for word in words]

    def field(self, field: str, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the number of a field's value for each word; `name` numbers words that differ in nothing but form."""
        values: NDArray[np.int64] = self._table[numbers, _FIELDS.index(field)]
        return values

    def value(self, field: str, number: int) -> str:
        """Return the value of a field by its number."""
        return str(self._values[field].things[number])

    def _number(self, word: str) -> int:
        self._numbers[word] = number = len(self._known)
        norm = normalize_word(word)
        shape = shape_of(word)
        classes = self._classes.get(word, ())
        clusters = self._clusters.get(norm, ())
        self._add(
            Word(
                text=word,
                norm=norm,
                shape=shape,
                flags=self._flags.get(word, "") + ("e" if word in self._titles else ""),
                kind="".join(classes[1:]) or f"?{shape}",
                classes=classes,
                clusters=clusters,
                middle=clusters[1] if clusters else f"?{shape}",
                fine=clusters[2] if clusters else f"?{shape}",
            )
        )
        return number

    def _add(self, word: Word) -> None:
        if len(self._known) == len(self._table):
            self._table = np.concatenate((self._table, np.zeros_like(self._table)))
        values = ((word.norm, word.flags, word.kind, word.shape), word.norm, word.middle, word.fine, word.kind)
        row = [self._values[field][value] for field, value in zip(_FIELDS, values, strict=True)]
        if row[0] == len(self.named):
            self.named.append(word)
        self._table[len(self._known)] = row
        self._known.append(word)


def normalize_word(word: str) -> str:
    """Return the word with every digit as 0 and Latin letters small.

    >>> normalize_word("๒๕๖๖"), normalize_word("F-16")
    ('0000', 'f-00')
    """
    return _DIGITS.sub("0", word).lower()


def shape_of(word: str) -> str:
    """Return the kinds of letters of a word: A for Thai or one capital, AA for more, a for small ones, 0 for digits.

    >>> shape_of("ก.ค."), shape_of("2566")
    ('A.A.', '0000')
    """
    shape = re.sub(r"0{5,}", "00000", _DIGITS.sub("0", word))
    for pattern, mark in _SHAPES:
        shape = pattern.sub(mark, shape)
    return shape[:12]
