"""Turns words into the attributes the recognizer weighs: forms, shapes, clusters, lists, neighbours.

An attribute is a short string, `template=value`. Those that depend on one word, or on two, are made once per
word or pair and kept, so that a text costs little more than a few look-ups a word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sakat.ner.gazetteers import encyclopedia_titles, word_classes, word_flags
from sakat.ner.names import Lookup, mark_names

A = TypeVar("A")  # an attribute as its user wants it: the string, or its number in a model

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
_LONGEST_TITLE = 7
REACH = 3  # words left and right that a word gives attributes to
DISTANCES = tuple(range(-REACH, REACH + 1))
_EDGE = (None,) * REACH
_FARTHEST = 6  # words from the first of a phrase
_GAPS = ("00", "01", "10", "11")  # a space before the word, a space after it
_KEPT = 200_000  # words or pairs remembered


def normalize_word(word: str) -> str:
    """Return the word with every digit as 0 and Latin letters small.

    >>> normalize_word("๒๕๖๖"), normalize_word("F-16")
    ('0000', 'f-00')
    """
    return _DIGITS.sub("0", word).lower()


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line without its spaces; `spaced[i]` tells if a space stood before word `i`."""

    words: Sequence[str]
    spaced: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Word(Generic[A]):
    """What is known of a word: its names in attributes, and the attributes it gives at each distance.

    `key` names the word in pairs. `gaps` are the attributes of the word with the spaces around it (`_GAPS`);
    `heads` those it gives, as the first word of a phrase, to a word so far from it.
    """

    key: str
    norm: str
    middle: str
    fine: str
    shape: str
    flags: str
    kind: str
    at: Mapping[int, tuple[A, ...]]
    gaps: tuple[tuple[A, ...], ...]
    heads: dict[int, tuple[A, ...]]


class FeatureExtractor(Generic[A]):
    """Makes the attributes of each word of a line.

    Args:
        clusters: Cluster numbers, coarse to fine, of normalized words.
        encode: Turns attribute strings into what the caller needs; it may leave some out.
    """

    def __init__(
        self, clusters: Mapping[str, tuple[str, ...]], encode: Callable[[Iterable[str]], tuple[A, ...]]
    ) -> None:
        self._clusters = clusters
        self._encode = encode
        self._flags = word_flags()
        self._classes = word_classes()
        self._titles = encyclopedia_titles()
        self._words: dict[str, _Word[A]] = {}
        self._pairs: dict[tuple[str, str, bool], tuple[tuple[A, ...], ...]] = {}
        at = {d: encode((f"{d}w=^",) if d else ()) for d in DISTANCES}
        self._edge: _Word[A] = _Word("^^", "^", "^", "^", "^", "^", "^", at, ((),) * len(_GAPS), {})

    def attributes(self, line: Line, lookup: Lookup) -> list[list[A]]:
        """Return the attributes of each word of the line; `lookup` gives the code of a known name."""
        words: list[str | None] = [*_EDGE, *line.words, *_EDGE]
        rows: list[list[A]] = []
        for i, context in enumerate(self.context_attributes(line, lookup), REACH):
            row = list(self.word_attributes(words[i])[0])
            for distance in DISTANCES:
                if distance:
                    row.extend(self.word_attributes(words[i + distance])[distance])
            rows.append(row + context)
        return rows

    def word_attributes(self, word: str | None) -> Mapping[int, tuple[A, ...]]:
        """Return what a word gives to itself (0) and to words at other distances; None is beyond the line."""
        return self._edge.at if word is None else self._word(word).at

    def context_attributes(self, line: Line, lookup: Lookup) -> list[list[A]]:
        """Return the attributes of each word of the line that depend on more than one word."""
        words = [self._word(word) for word in line.words]
        edge = self._edge
        padded = [edge, edge, *words, edge, edge]
        spaced = [False, False, *line.spaced, True, False, False]
        pairs = [self._pair(padded[i], padded[i + 1], spaced[i + 1]) for i in range(len(words) + 3)]
        encode = self._encode
        rows: list[list[A]] = []
        start = 0
        for i, found in enumerate(self._find_listed(line, lookup)):
            here = i + 2
            before, word, after = padded[i + 1], padded[here], padded[i + 3]
            if spaced[here]:
                start = i
            rows.append(
                [
                    *pairs[i + 1][0],
                    *pairs[here][1],
                    *pairs[i][2],
                    *pairs[i + 3][3],
                    *self._head(words[start], i - start),
                    *(encode(found) if found else ()),
                    *word.gaps[2 * spaced[here] + spaced[i + 3]],
                    *encode(
                        (
                            f"ooo={before.kind}|{word.kind}|{after.kind}",
                            f"kk={before.middle}|{after.middle}",
                            f"kkk={before.fine}|{word.middle}|{after.fine}",
                            f"ww={before.norm}|{after.norm}",
                        )
                    ),
                ]
            )
        return rows

    def _find_listed(self, line: Line, lookup: Lookup) -> list[list[str]]:
        """Return what the lists of titles and names say of each word of the line."""
        rows: list[list[str]] = [[] for _ in line.words]
        mark_titles(line.words, self._titles, rows)
        mark_names(line.words, lookup, rows)
        return rows

    def _head(self, first: _Word[A], far: int) -> tuple[A, ...]:
        """Return what the first word of a phrase gives to the word `far` words after it."""
        far = min(far, _FARTHEST)
        known = first.heads.get(far)
        if known is None:
            values = [f"hd={far}"]
            if far >= 2:
                values += (f"h={first.norm}", f"hk={first.middle}|{min(far, 4)}")
            known = first.heads[far] = self._encode(values)
        return known

    def _word(self, word: str) -> _Word[A]:
        known = self._words.get(word)
        if known is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            known = self._words[word] = self._describe(word)
        return known

    def _describe(self, word: str) -> _Word[A]:
        norm = normalize_word(word)
        numbers = self._clusters.get(norm, ())
        flags = self._flags.get(word, "") + ("e" if word in self._titles else "")
        shape = _shape(word)
        clusters = [f"k{n}={number}" for n, number in enumerate(numbers)]
        basic = [f"w={norm}", *clusters[:2], f"s={shape}", f"f={flags}"]
        lengths = [n for n in (2, 3, 4) if len(norm) > n]
        sides = [*(f"a{n}={norm[:n]}" for n in lengths), *(f"z{n}={norm[-n:]}" for n in lengths)]
        classes = self._classes.get(word, ())
        kinds = [f"c{n}={value}" for n, value in enumerate(classes) if value]
        lists = [f"f={letter}?" for letter in flags]
        common = [*basic, *kinds, *clusters[2:], *lists, *sides]
        kind = "".join(classes[1:]) or f"?{shape}"
        own = [
            *common,
            "b",
            f"l={min(len(word), 9)}",
            f"a1={norm[:1]}",
            f"z1={norm[-1:]}",
            f"sf={shape}{flags}{min(len(word), 6)}",
        ]
        at = {0: own, -1: common, 1: common, -2: basic, 2: basic, -3: basic[:2], 3: basic[:2]}
        unknown = f"?{shape}"
        return _Word(
            "\x1f".join((norm, flags, kind, shape)),  # whatever a pair may use
            norm,
            numbers[1] if numbers else unknown,
            numbers[2] if numbers else unknown,
            shape,
            flags,
            kind,
            {d: self._encode([f"{d or ''}{value}" for value in values]) for d, values in at.items()},
            tuple([self._encode((f"_={gap}", f"_s={gap}{shape}{flags}")) for gap in _GAPS]),
            {},
        )

    def _pair(self, left: _Word[A], right: _Word[A], spaced: bool) -> tuple[tuple[A, ...], ...]:
        """Return what two neighbours give to the right one, the left one, and the words one further."""
        key = (left.key, right.key, spaced)
        known = self._pairs.get(key)
        if known is None:
            if len(self._pairs) >= _KEPT:
                self._pairs.clear()
            gap = "_" if spaced else "|"
            forms = f"w={left.norm}{gap}{right.norm}"
            clusters = f"k={left.middle}{gap}{right.middle}"
            values = (
                forms,
                clusters,
                f"x={left.norm}{gap}{right.middle}",
                f"y={left.middle}{gap}{right.norm}",
                f"o={left.kind}{gap}{right.kind}",
                f"m={left.fine}{gap}{right.fine}",
                f"g={left.shape}{left.flags}{gap}{right.shape}{right.flags}",
            )
            known = self._pairs[key] = (
                self._encode([f"<{value}" for value in values]),
                self._encode([f">{value}" for value in values]),
                self._encode((f"<<{forms}", f"<<{clusters}")),
                self._encode((f">>{forms}",)),
            )
        return known


def _shape(word: str) -> str:
    """Return the kinds of letters of a word: T for Thai, A and a for Latin, 0 for each of up to five digits."""
    shape = re.sub(r"0{5,}", "00000", _DIGITS.sub("0", word))
    for pattern, mark in _SHAPES:
        shape = pattern.sub(mark, shape)
    return shape[:12]


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
