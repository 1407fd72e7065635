"""Turns words into the attributes the recognizer weighs: forms, shapes, clusters, lists, neighbours.

An attribute is a short string, `template=value`. What a word, a list or a place gives alone is a bag of strings that
goes by a small number, so that whoever weighs attributes can remember its sum; what words give together is a column
of strings (`sakat.ner.columns`), which is spelt only in training.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple, TypeVar

import numpy as np

from sakat.ner.columns import Column, Hashed, Ints, Spelt, Strings
from sakat.ner.gazetteers import encyclopedia_titles
from sakat.ner.names import Lookup, name_marks
from sakat.ner.titles import TitleFinder, title_marks
from sakat.ner.vocabulary import EDGE, Entry, Numbers, Words
from sakat.ner.word_columns import tell_words
from sakat.network.lookup import Told

C = TypeVar("C", bound=Column)

REACH = 3  # words left and right that a word gives attributes to
DISTANCES = (0, *(d for d in range(-REACH, REACH + 1) if d))
_FARTHEST = 6  # words from the first of a phrase
_GAPS = Strings(["|", "_"])  # between two words
_GAPS_AROUND = Strings(["00", "01", "10", "11"])  # a space before the word, a space after it
_PLACES = Strings([str(far) for far in range(_FARTHEST + 1)])
_PAIRS = {
    "w": ("norm", "norm"),
    "k": ("middle", "middle"),
    "x": ("norm", "middle"),
    "y": ("middle", "norm"),
    "o": ("kind", "kind"),
    "m": ("fine", "fine"),
    "g": ("look", "look"),
}
"""Attributes of two neighbours, with the field of the left one and of the right one."""
_TRIPLES = (
    ("ooo", ("kind", "kind", "kind")),
    ("kkk", ("fine", "middle", "fine")),
    ("kk", ("middle", None, "middle")),
    ("ww", ("norm", None, "norm")),
)
_KEPT = 20_000  # entries and rows of lists remembered
_KEPT_WORDS = 50_000


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line without its spaces; `spaced[i]` tells if a space stood before word `i`."""

    words: Sequence[str]
    spaced: Sequence[bool]


class Bag(NamedTuple):
    """Attributes that go by one small number: that of each word, and the strings a number stands for."""

    name: str
    numbers: Ints
    strings: Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """The words of several lines, one line after another.

    Attributes:
        words: What the numbers stand for.
        numbers: Number of each word; `REACH` times `EDGE` stands before, between and after the lines.
        entries: Number of the entry of each of them.
        spaced: 1 where a space stands before the word.
        centre: Where in `numbers` each word is.
        first: Where in `numbers` the line of each word starts.
        after: Where in `numbers` the line of each word ends.
        head: Where in `numbers` the first word of its phrase is.
        listed: What the lists say of each word.
    """

    words: Words
    numbers: Ints
    entries: Ints
    spaced: Ints
    centre: Ints
    first: Ints
    after: Ints
    head: Ints
    listed: Bag

    def attributes(self, kind: type[C]) -> Iterator[Bag | C]:
        """Yield what the recognizer weighs, columns of the kind asked for."""
        for distance in DISTANCES:
            render = partial(_render_entry, self.words, distance)
            yield Bag(f"word{distance}", self.entries[self.centre + distance], render)
        yield from self._pairs(kind)
        yield from self._triples(kind)
        yield from self._heads(kind)
        yield self.listed

    def told(self) -> Iterator[Told]:
        """Yield what the network of the recognizer knows of the words."""
        yield from tell_words(self.words, self.entries[self.centre])
        yield Told("listed", self.listed.numbers, lambda number: "+".join(self.listed.strings(number)))
        far = np.minimum(self.centre - self.head, _FARTHEST)
        flags = (self.spaced[self.centre], self.centre == self.first, self.centre == self.after - 1)
        yield Told("place", sum(flag * (1 << bit) for bit, flag in enumerate(flags)) + (far << len(flags)), str)

    def field(self, kind: type[C], field: str, places: Ints) -> C:
        """Return a field of the words at some places in `numbers`."""
        return kind.take(self.words.fields[field], self.entries[places])

    def _pairs(self, kind: type[C]) -> Iterator[C]:
        """Yield what neighbours give to the right one, the left one, the words one further; spaces to a word."""
        places = np.arange(1, len(self.numbers))
        gap = kind.take(_GAPS, self.spaced[places])
        fields = dict.fromkeys(field for both in _PAIRS.values() for field in both)
        left = {field: self.field(kind, field, places - 1) + gap for field in fields}
        right = {field: self.field(kind, field, places) for field in fields}
        pairs = {name: left[one] + right[other] for name, (one, other) in _PAIRS.items()}
        for mark, names, place in (("<", _PAIRS, -1), (">", _PAIRS, 0), ("<<", "wk", -2), (">>", "w", 1)):
            for name in names:
                yield f"{mark}{name}=" + pairs[name][self.centre + place]
        around = kind.take(_GAPS_AROUND, 2 * self.spaced[self.centre] + self.spaced[self.centre + 1])
        yield "_=" + around
        yield "_s=" + (around + self.field(kind, "look", self.centre))

    def _triples(self, kind: type[C]) -> Iterator[C]:
        """Yield what a word and its two neighbours give together."""
        for name, fields in _TRIPLES:
            before, own, after = fields
            column = f"{name}=" + self.field(kind, before, self.centre - 1) + "|"
            if own is not None:
                column = column + self.field(kind, own, self.centre) + "|"
            yield column + self.field(kind, after, self.centre + 1)

    def _heads(self, kind: type[C]) -> Iterator[C]:
        """Yield what the first word of a phrase gives to a word further on, and how far that is."""
        far = self.centre - self.head
        yield "hd=" + kind.take(_PLACES, np.minimum(far, _FARTHEST))
        yield ("h=" + self.field(kind, "norm", self.head)).where(far >= 2)
        place = kind.take(_PLACES, np.minimum(far, 4))
        yield ("hk=" + (self.field(kind, "middle", self.head) + "|" + place)).where(far >= 2)


def spell(attributes: Iterable[Bag | Spelt], size: int) -> list[list[str]]:
    """Return the attributes of each of `size` words."""
    rows: list[list[str]] = [[] for _ in range(size)]
    for given in attributes:
        if isinstance(given, Spelt):
            for row, string in zip(rows, given.rows, strict=True):
                if string is not None:
                    row.append(string)
        else:
            for row, number in zip(rows, given.numbers.tolist(), strict=True):
                row += given.strings(number)
    return rows


@cache
def feature_extractor(clusters: str) -> FeatureExtractor:
    """Return the extractor for a table of clusters; models that share the table share what it knows of words."""
    return FeatureExtractor(read_clusters(clusters.splitlines()))


class FeatureExtractor:
    """Makes the attributes of the words of lines.

    Args:
        clusters: Cluster numbers, coarse to fine, of normalized words.
    """

    def __init__(self, clusters: Mapping[str, tuple[str, ...]]) -> None:
        self._clusters = clusters
        self._titles = TitleFinder(encyclopedia_titles())
        self._forget()

    def _forget(self) -> None:
        self._words = Words(self._clusters)
        self._listed = Numbers[tuple[str, ...]]([()])

    def batch(self, lines: Sequence[Line], lookup: Lookup | None) -> Batch:
        """Return the words of the lines with their attributes; `lookup` gives the code of a known name."""
        if len(self._words) > _KEPT_WORDS or max(self._words.entry_count, len(self._listed)) > _KEPT:
            self._forget()
        edge = [EDGE] * REACH
        numbers, spaced = list(edge), [False] * REACH
        for line in lines:
            numbers += self._words.numbers(line.words)
            spaced += line.spaced
            numbers += edge
            spaced += (True, *[False] * (REACH - 1))
        every, gaps = _array(numbers), _array(spaced)
        sizes = _array([len(line.words) for line in lines])
        starts = REACH + np.cumsum(sizes + REACH) - sizes - REACH
        of_line = np.repeat(np.arange(len(lines)), sizes)
        centre = np.arange(len(of_line)) + REACH * (of_line + 1)
        opens = gaps.copy()
        opens[starts] = 1
        heads = np.maximum.accumulate(np.where(opens, np.arange(len(every)), 0))
        return Batch(
            words=self._words,
            numbers=every,
            entries=self._words.entries(every),
            spaced=gaps,
            centre=centre,
            first=starts[of_line],
            after=(starts + sizes)[of_line],
            head=heads[centre],
            listed=Bag(
                "listed", self._find_listed(lines, every[centre], of_line, lookup), self._listed.things.__getitem__
            ),
        )

    def _find_listed(self, lines: Sequence[Line], numbers: Ints, of_line: Ints, lookup: Lookup | None) -> Ints:
        """Return the number of what the lists of titles and names say of each word."""
        marks: defaultdict[int, tuple[str, ...]] = defaultdict(tuple)
        for title in self._titles.find(Hashed.take(self._words.texts, numbers), of_line):
            for place, told in title_marks(*title):
                marks[place] += told
        if lookup is not None:
            start = 0
            for line in lines:
                for place, told in name_marks(line.words, lookup):
                    marks[start + place] += told
                start += len(line.words)
        listed = np.zeros(len(numbers), dtype=np.int64)
        for place, strings in marks.items():
            listed[place] = self._listed[strings]
        return listed


def _array(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


def _render_entry(words: Words, distance: int, number: int) -> list[str]:
    """Return what a word gives to one at a distance."""
    if number == EDGE:
        return [f"{distance}w=^"] if distance else []
    found = _near(words.entry(number), abs(distance))
    return [f"{distance}{value}" for value in found] if distance else found


def _near(entry: Entry, distance: int) -> list[str]:
    clusters = [f"k{n}={cluster}" for n, cluster in enumerate(entry.clusters)]
    found = [f"w={entry.norm}", *clusters[:2], f"s={entry.shape}", f"f={entry.flags}"]
    if distance == REACH:
        found = found[:2]
    elif distance < REACH - 1:
        lengths = [n for n in (2, 3, 4) if len(entry.norm) > n]
        found += [f"c{n}={value}" for n, value in enumerate(entry.classes) if value]
        found += clusters[2:]
        found += [f"f={letter}?" for letter in entry.flags]
        found += [*(f"a{n}={entry.norm[:n]}" for n in lengths), *(f"z{n}={entry.norm[-n:]}" for n in lengths)]
    if distance:
        return found
    size = len(entry.norm)
    return [
        *found,
        "b",
        f"l={min(size, 9)}",
        f"a1={entry.norm[:1]}",
        f"z1={entry.norm[-1:]}",
        f"sf={entry.look}{min(size, 6)}",
    ]


def read_clusters(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the cluster numbers of each word from a table made by `sakat.training.clusters`."""
    table: dict[str, tuple[str, ...]] = {}
    for line in lines:
        word, *numbers = line.rstrip("\n").split("\t")
        table[word] = tuple(numbers)
    return table
