"""Turns words into the attributes the recognizer weighs: forms, shapes, clusters, lists, neighbours.

An attribute is a short string, `template=value`. The attributes of a word come in groups, and what a group gives
depends on a whole number alone, its key: the number of a word, or those of two or three packed into one. Whoever
weighs attributes remembers the sum of a group by its key; the strings are made only for keys not met before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sakat.ner.gazetteers import encyclopedia_titles
from sakat.ner.names import Lookup, mark_names
from sakat.ner.vocabulary import EDGE, Numbers, Word, Words

Ints = NDArray[np.int64]

REACH = 3  # words left and right that a word gives attributes to
DISTANCES = (0, *(d for d in range(-REACH, REACH + 1) if d))
_LONGEST_TITLE = 7
_FARTHEST = 6  # words from the first of a phrase
_BITS = 20  # of each number in a key
_MASK = (1 << _BITS) - 1
_GAPS = ("00", "01", "10", "11")  # a space before the word, a space after it
_KEPT = 60_000  # words remembered


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line without its spaces; `spaced[i]` tells if a space stood before word `i`."""

    words: Sequence[str]
    spaced: Sequence[bool]


class Group(NamedTuple):
    """One group of attributes: the key of each word, and the attributes that a key stands for."""

    name: str
    keys: Ints
    render: Callable[[int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Batch:
    """The words of several lines, one line after another.

    Attributes:
        words: What the numbers stand for.
        numbers: Number of each word; `REACH` times `EDGE` stands before, between and after the lines.
        centre: Where in `numbers` each word is.
        first: Where in `numbers` the line of each word starts.
        after: Where in `numbers` the line of each word ends.
        groups: What the recognizer weighs.
    """

    words: Words
    numbers: Ints
    centre: Ints
    first: Ints
    after: Ints
    groups: tuple[Group, ...]

    def rows(self, more: Iterable[Group] = ()) -> list[list[str]]:
        """Return the attributes of each word, of these groups and of others with a key for each of the words."""
        rows: list[list[str]] = [[] for _ in self.centre]
        for group in (*self.groups, *more):
            for row, key in zip(rows, group.keys.tolist(), strict=True):
                row += group.render(key)
        return rows


def pack(*numbers: Ints) -> Ints:
    """Return the keys of two or three numbers each, all below 2 ** 20."""
    key = numbers[0]
    for number in numbers[1:]:
        key = (key << _BITS) | number
    return key


def unpack(key: int, count: int) -> list[int]:
    """Return the numbers packed into a key.

    >>> unpack(int(pack(np.array([5]), np.array([7]))[0]), 2)
    [5, 7]
    """
    return [(key >> (_BITS * place)) & _MASK for place in range(count - 1, -1, -1)]


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
        self._titles = encyclopedia_titles()
        self._forget()

    def _forget(self) -> None:
        self._words = Words(self._clusters)
        self._listed = Numbers[tuple[str, ...]]([()])

    def batch(self, lines: Sequence[Line], lookup: Lookup) -> Batch:
        """Return the words of the lines with their attributes; `lookup` gives the code of a known name."""
        if max(len(self._words), len(self._listed)) > _KEPT:
            self._forget()
        edge = [EDGE] * REACH
        numbers, spaced, listed = list(edge), [False] * REACH, [0] * REACH
        centre: list[int] = []
        first: list[int] = []
        after: list[int] = []
        heads: list[int] = []
        for line in lines:
            start, size = len(numbers), len(line.words)
            numbers += self._words.numbers(line.words)
            spaced += line.spaced
            listed += [self._listed[tuple(row)] for row in self._find_listed(line, lookup)]
            numbers += edge
            spaced += (True, *[False] * (REACH - 1))
            listed += [0] * REACH
            centre += range(start, start + size)
            first += [start] * size
            after += [start + size] * size
            head = start
            for place, gap in enumerate(line.spaced, start):
                if gap:
                    head = place
                heads.append(head)
        every, middle, starts = _array(numbers), _array(centre), _array(heads)
        own = (
            *_word_groups(self._words, every, middle),
            *_pair_groups(self._words, every, middle, _array(spaced)),
            *_triple_groups(self._words, every, middle),
            Group(
                "head",
                pack(every[starts], np.minimum(middle - starts, _FARTHEST)),
                partial(_render_head, self._words),
            ),
            Group("listed", _array(listed)[middle], self._listed.things.__getitem__),
        )
        return Batch(self._words, every, middle, _array(first), _array(after), own)

    def _find_listed(self, line: Line, lookup: Lookup) -> list[list[str]]:
        """Return what the lists of titles and names say of each word of the line."""
        rows: list[list[str]] = [[] for _ in line.words]
        mark_titles(line.words, self._titles, rows)
        mark_names(line.words, lookup, rows)
        return rows


def _array(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, dtype=np.int64)


def _word_groups(words: Words, numbers: Ints, centre: Ints) -> Iterator[Group]:
    """Yield what each word gives to itself and to those around it."""
    for distance in DISTANCES:
        yield Group(f"word{distance}", numbers[centre + distance], partial(_render_word, words, distance))


def _pair_groups(words: Words, numbers: Ints, centre: Ints, spaced: Ints) -> Iterator[Group]:
    """Yield what neighbours give to the right one, the left one, and the words one further; and spaces to a word."""
    names = words.field("name", numbers)
    pairs = np.concatenate((names[:1], pack(names[:-1], names[1:], spaced[1:])))
    for mark, place in (("<", 0), (">", 1)):
        yield Group(f"pair{mark}", pairs[centre + place], partial(_render_pair, words, mark))
    for mark, place in (("<<", -1), (">>", 2)):
        yield Group(f"pair{mark}", pairs[centre + place], partial(_render_far_pair, words, mark))
    yield Group("gap", pack(numbers[centre], 2 * spaced[centre] + spaced[centre + 1]), partial(_render_gap, words))


def _triple_groups(words: Words, numbers: Ints, centre: Ints) -> Iterator[Group]:
    """Yield what a word and its two neighbours give together."""
    before, after = numbers[centre - 1], numbers[centre + 1]
    for name, fields in (
        ("ooo", ("kind", "kind", "kind")),
        ("kkk", ("fine", "middle", "fine")),
        ("kk", ("middle", None, "middle")),
        ("ww", ("norm", None, "norm")),
    ):
        parts = [
            (field, words.field(field, at))
            for field, at in zip(fields, (before, numbers[centre], after), strict=True)
            if field is not None
        ]
        render = partial(_render_values, words, name, tuple(field for field, _ in parts))
        yield Group(name, pack(*(values for _, values in parts)), render)


def _render_word(words: Words, distance: int, number: int) -> list[str]:
    word = words[number]
    if number == EDGE:
        return [f"{distance}w=^"] if distance else []
    clusters = [f"k{n}={cluster}" for n, cluster in enumerate(word.clusters)]
    found = [f"w={word.norm}", *clusters[:2], f"s={word.shape}", f"f={word.flags}"]
    if abs(distance) == REACH:
        found = found[:2]
    elif abs(distance) < REACH - 1:
        lengths = [n for n in (2, 3, 4) if len(word.norm) > n]
        found += [f"c{n}={value}" for n, value in enumerate(word.classes) if value]
        found += clusters[2:]
        found += [f"f={letter}?" for letter in word.flags]
        found += [*(f"a{n}={word.norm[:n]}" for n in lengths), *(f"z{n}={word.norm[-n:]}" for n in lengths)]
    if distance:
        return [f"{distance}{value}" for value in found]
    size = len(word.text)
    return [
        *found,
        "b",
        f"l={min(size, 9)}",
        f"a1={word.norm[:1]}",
        f"z1={word.norm[-1:]}",
        f"sf={word.shape}{word.flags}{min(size, 6)}",
    ]


def _render_gap(words: Words, key: int) -> tuple[str, ...]:
    number, spaces = unpack(key, 2)
    word, gap = words[number], _GAPS[spaces]
    return f"_={gap}", f"_s={gap}{word.shape}{word.flags}"


def _render_head(words: Words, key: int) -> list[str]:
    """Return what the first word of a phrase gives to the word so far after it."""
    number, far = unpack(key, 2)
    found = [f"hd={far}"]
    if far >= 2:
        found += (f"h={words[number].norm}", f"hk={words[number].middle}|{min(far, 4)}")
    return found


def _read_pair(words: Words, key: int) -> tuple[Word, Word, str]:
    named = words.named
    return named[key >> (2 * _BITS)], named[(key >> _BITS) & _MASK], "_" if key & _MASK else "|"


def _render_pair(words: Words, mark: str, key: int) -> tuple[str, ...]:
    left, right, gap = _read_pair(words, key)
    return (
        f"{mark}w={left.norm}{gap}{right.norm}",
        f"{mark}k={left.middle}{gap}{right.middle}",
        f"{mark}x={left.norm}{gap}{right.middle}",
        f"{mark}y={left.middle}{gap}{right.norm}",
        f"{mark}o={left.kind}{gap}{right.kind}",
        f"{mark}m={left.fine}{gap}{right.fine}",
        f"{mark}g={left.shape}{left.flags}{gap}{right.shape}{right.flags}",
    )


def _render_far_pair(words: Words, mark: str, key: int) -> tuple[str, ...]:
    left, right, gap = _read_pair(words, key)
    forms = f"{mark}w={left.norm}{gap}{right.norm}"
    return (forms, f"{mark}k={left.middle}{gap}{right.middle}") if mark == "<<" else (forms,)


def _render_values(words: Words, name: str, fields: tuple[str, ...], key: int) -> tuple[str]:
    numbers = unpack(key, len(fields))
    return (f"{name}=" + "|".join(words.value(field, n) for field, n in zip(fields, numbers, strict=True)),)


def mark_titles(words: Sequence[str], titles: Collection[str], rows: Sequence[list[str]]) -> None:
    """Add the place of each word in the longest title of two words or more, found from left to right."""
    done = 0
    for i in range(len(words)):
        if i < done:
            continue
        joined = words[i]
        best = 0
        for j in range(i + 1, min(i + _LONGEST_TITLE, len(words))):
            joined += words[j]
            if joined in titles:
                best = j
        if best:
            size = min(best - i + 1, 4)
            for j in range(i, best + 1):
                place = "B" if j == i else "E" if j == best else "I"
                rows[j] += (f"e={place}", f"e={place}{size}")
            done = best + 1


def read_clusters(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the cluster numbers of each word from a table made by `sakat.training.clusters`."""
    table: dict[str, tuple[str, ...]] = {}
    for line in lines:
        word, *numbers = line.rstrip("\n").split("\t")
        table[word] = tuple(numbers)
    return table
