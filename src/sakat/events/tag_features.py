"""Describes the words of each sentence to the trigger tagger: forms, names, the lexicon's triggers around them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from sakat.events.document import Document
from sakat.events.triggers import Trigger, lexicon_matches
from sakat.ner.features import FeatureExtractor, Line

A = TypeVar("A")

_EDGE = "^"
_NONE = "-"
_NAME_REACH = 8
_VERB_REACH = 11


@dataclass(frozen=True, slots=True)
class TaggedWords(Generic[A]):
    """The words of one sentence without its spaces: offsets in code points, and the attributes of each word."""

    starts: Sequence[int]
    ends: Sequence[int]
    rows: Sequence[Sequence[A]]


class TagFeatures(Generic[A]):
    """Makes the attributes the tagger weighs.

    Args:
        clusters: Cluster numbers, coarse to fine, of normalized words.
        encode: Turns attribute strings into what the caller needs; it may leave some out.
    """

    def __init__(
        self, clusters: Mapping[str, tuple[str, ...]], encode: Callable[[Iterable[str]], tuple[A, ...]]
    ) -> None:
        self._extractor = FeatureExtractor(clusters, encode)
        self._encode = encode

    def sentences(self, doc: Document, triggers: Sequence[Trigger]) -> Iterator[TaggedWords[A]]:
        """Yield the words of each sentence that has any, with their attributes.

        Args:
            doc: The article.
            triggers: What the lexicon takes for triggers in their context, in text order.
        """
        names = _Cover((name.start, name.end, name.label) for name in [*doc.names, *doc.values])
        chosen = _Cover((found.start, found.end, found.frame.type) for found in triggers)
        listed = _Cover((start, end, "+".join(types)) for start, end, types in lexicon_matches(doc))
        clauses = {clause.start for clause in doc.clauses}
        token, tokens = 0, doc.analysis.tokens
        for sentence in doc.sentences:
            words: list[str] = []
            spaced: list[bool] = []
            starts: list[int] = []
            ends: list[int] = []
            gap = True
            while token < len(tokens) and tokens[token].start < sentence.end:
                word = tokens[token]
                token += 1
                if word.start < sentence.start:
                    continue
                if word.text.isspace():
                    gap = True
                    continue
                words.append(word.text)
                spaced.append(gap)
                starts.append(word.start)
                ends.append(word.end)
                gap = False
            if not words:
                continue
            rows = self._extractor.attributes(Line(words, spaced), _unknown)
            marks = [cover.mark(starts, ends) for cover in (names, chosen, listed)]
            for row, attributes in zip(rows, _context(words, starts, clauses, *marks), strict=True):
                row.extend(self._encode(attributes))
            yield TaggedWords(starts, ends, rows)


def _unknown(_: int) -> None:
    """Know no name by its checksum: names are marked here by their labels."""


class _Cover:
    """Marks words by the spans over them: `B-` at the first word of a span, `I-` inside, `O` elsewhere."""

    def __init__(self, spans: Iterable[tuple[int, int, str]]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._next = 0

    def mark(self, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
        """Return the mark of each word; to be asked from left to right."""
        marks = ["O"] * len(starts)
        word = 0
        while self._next < len(self._spans) and self._spans[self._next][0] < ends[-1]:
            start, end, label = self._spans[self._next]
            self._next += 1
            while word < len(starts) and ends[word] <= start:
                word += 1
            prefix = "B-"
            for place in range(word, len(starts)):
                if starts[place] >= end:
                    break
                if marks[place] == "O":
                    marks[place] = prefix + label
                prefix = "I-"
        return marks


def _context(
    words: Sequence[str],
    starts: Sequence[int],
    clauses: set[int],
    names: Sequence[str],
    chosen: Sequence[str],
    listed: Sequence[str],
) -> Iterator[list[str]]:
    """Yield the attributes of each word that depend on names, triggers and words further away."""
    size = len(words)
    padded = {key: [_EDGE, _EDGE, *marks, _EDGE, _EDGE] for key, marks in (("M", names), ("R", chosen), ("L", listed))}
    for here, word in enumerate(words):
        at = here + 2
        left = _nearest(names, range(here - 1, max(-1, here - 1 - _NAME_REACH), -1))
        right = _nearest(names, range(here + 1, min(size, here + 1 + _NAME_REACH)))
        verb = _nearest(chosen, range(here - 1, max(-1, here - 1 - _VERB_REACH), -1))
        found = [f"M{d}={padded['M'][at + d]}" for d in (-2, -1, 0, 1, 2)]
        found += [f"{key}{d}={padded[key][at + d]}" for key in "RL" for d in (-1, 0, 1)]
        found += [
            f"Lw={listed[here]}|{word}",
            f"RL={chosen[here]}|{listed[here]}",
            f"pm={left}",
            f"nm={right}",
            f"pnm={left}|{right}",
            f"wpn={word}|{left}|{right}",
            f"wn={word}|{right}",
            f"pv={verb}",
        ]
        for distance in (1, 2, 3):
            if here + distance < size:
                found.append(f"w>{word}|{words[here + distance]}")
            if here >= distance:
                found.append(f"w<{word}|{words[here - distance]}")
        if starts[here] in clauses:
            found.append("clause")
        yield found


def _nearest(marks: Sequence[str], places: range) -> str:
    return next((marks[place][2:] for place in places if marks[place] != "O"), _NONE)
