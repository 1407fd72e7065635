"""Numbers words, and tells what is known of each: its form, shape, clusters, lists and parts of speech."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np

from sakat.ner.columns import Ints, Strings
from sakat.ner.gazetteers import encyclopedia_titles, word_classes, word_flags

K = TypeVar("K", bound=Hashable)

EDGE = 0
"""Number of what lies beyond a line, among words and among entries."""

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
class Entry:
    """What is known of words that differ in nothing but digits and capitals.

    Attributes:
        norm: `normalize_word` of each of them.
        shape: Their kinds of letters.
        flags: Letters of the lists they are in.
        classes: Their parts of speech, and how frequent they are.
        clusters: Numbers of their clusters, coarse to fine.
    """

    norm: str
    shape: str
    flags: str
    classes: tuple[str, ...]
    clusters: tuple[str, ...]

    @property
    def kind(self) -> str:
        """The parts of speech in one, or the shape."""
        return "".join(self.classes[1:]) or f"?{self.shape}"

    @property
    def middle(self) -> str:
        """The cluster of middle size, or the shape."""
        return self.clusters[1] if self.clusters else f"?{self.shape}"

    @property
    def fine(self) -> str:
        """The small cluster, or the shape."""
        return self.clusters[2] if self.clusters else f"?{self.shape}"

    @property
    def look(self) -> str:
        """The shape and the lists."""
        return self.shape + self.flags


_BEYOND = "^"
_FIELDS: dict[str, Callable[[Entry], str]] = {
    "norm": lambda entry: entry.norm,
    "middle": lambda entry: entry.middle,
    "fine": lambda entry: entry.fine,
    "kind": lambda entry: entry.kind,
    "look": lambda entry: entry.look,
}


class Words:
    """Words by number, `EDGE` first, and what is known of them; a word has its number as long as the object lives."""

    def __init__(self, clusters: Mapping[str, tuple[str, ...]]) -> None:
        self._clusters = clusters
        self._flags = word_flags()
        self._classes = word_classes()
        self._titles = encyclopedia_titles()
        self._numbers: dict[str, int] = {}
        self._entries = Numbers[Entry]([Entry(_BEYOND, _BEYOND, _BEYOND, (), ())])
        self._entry_of = np.zeros(1024, dtype=np.int64)
        self.texts = Strings([_BEYOND])
        self.fields = {name: Strings([_BEYOND * 2 if name == "look" else _BEYOND]) for name in _FIELDS}

    def __len__(self) -> int:
        return len(self.texts.values)

    @property
    def entry_count(self) -> int:
        """How many entries there are."""
        return len(self._entries)

    def numbers(self, words: Iterable[str]) -> list[int]:
        """Return the number of each word."""
        get = self._numbers.get
        return [number if (number := get(word)) is not None else self._number(word) for word in words]

    def entries(self, numbers: Ints) -> Ints:
        """Return the number of the entry of each word; the strings of `fields` have these numbers."""
        found: Ints = self._entry_of[numbers]
        return found

    def entry(self, number: int) -> Entry:
        """Return an entry by its number."""
        return self._entries.things[number]

    def _number(self, word: str) -> int:
        self._numbers[word] = number = len(self)
        norm = normalize_word(word)
        self._add(
            word,
            Entry(
                norm=norm,
                shape=shape_of(word),
                flags=self._flags.get(word, "") + ("e" if word in self._titles else ""),
                classes=self._classes.get(word, ()),
                clusters=self._clusters.get(norm, ()),
            ),
        )
        return number

    def _add(self, word: str, entry: Entry) -> None:
        if len(self) == len(self._entry_of):
            self._entry_of = np.concatenate((self._entry_of, np.zeros_like(self._entry_of)))
        self._entry_of[len(self)] = number = self._entries[entry]
        self.texts.values.append(word)
        if number == len(self.fields["norm"].values):
            for name, read in _FIELDS.items():
                self.fields[name].values.append(read(entry))


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
