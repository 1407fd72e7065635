"""Describes the words of each sentence to the trigger tagger: forms, names, the lexicon's triggers around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

import numpy as np

from sakat.events.document import Document
from sakat.events.triggers import Trigger, lexicon_matches
from sakat.ner.columns import Column, Ints, Spelt, Strings
from sakat.ner.features import REACH, Bag, Batch, Line, feature_extractor, spell
from sakat.ner.vocabulary import EDGE, Numbers
from sakat.ner.word_columns import WORD_COLUMNS, tell_words
from sakat.network.lookup import Told

_NONE = "-"
_EDGE = "^"
_OUTSIDE = "O"
_NAME_REACH = 8
_VERB_REACH = 11
_CLAUSE = ((), ("clause",))

TAG_COLUMNS = (*WORD_COLUMNS, "names", "chosen", "listed", "place")
"""Names of what the network knows of words."""

C = TypeVar("C", bound=Column)


@dataclass(frozen=True, slots=True)
class TaggedWords:
    """The words of the sentences of an article without their spaces, and what the tagger weighs of them.

    Attributes:
        starts: Where each word starts, in code points, one list a sentence.
        ends: Where each ends.
        batch: The words, a line for each sentence.
        groups: Attributes beside those of the batch.
    """

    starts: Sequence[Sequence[int]]
    ends: Sequence[Sequence[int]]
    batch: Batch
    marks: Marks

    def attributes(self, kind: type[C]) -> Iterator[Bag | C]:
        """Yield what the tagger weighs, columns of the kind asked for."""
        yield from self.batch.attributes(kind)
        yield from self.marks.attributes(self.batch, kind)

    def told(self) -> Iterator[Told]:
        """Yield what the network knows of the words."""
        batch, centre = self.batch, self.batch.centre
        yield from tell_words(batch.words, batch.entries[centre])
        yield from self.marks.told(batch)

    def rows(self) -> Iterator[list[list[str]]]:
        """Yield the attributes of each word of each sentence."""
        rows = iter(spell(self.attributes(Spelt), len(self.batch.centre)))
        for starts in self.starts:
            yield [next(rows) for _ in starts]


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbers of what spans say of the words of a batch: placed as these are, and of its words alone (`opens`).

    Attributes:
        of: The marks by number.
        names: Names and values.
        chosen: What the lexicon takes for triggers in their context.
        listed: What the lexicon may take for triggers.
        opens: 1 where a clause opens.
        is_sport: The article tells of sport.
    """

    of: Numbers[str]
    names: Ints
    chosen: Ints
    listed: Ints
    opens: Ints
    is_sport: bool

    def attributes(self, batch: Batch, kind: type[C]) -> Iterator[Bag | C]:
        """Yield the attributes that depend on names, triggers and words further away."""
        centre = batch.centre
        for template, marks, reach in (("M", self.names, 2), ("R", self.chosen, 1), ("L", self.listed, 1)):
            for distance in range(-reach, reach + 1):
                yield self._bag(f"{template}{distance}", marks[centre + distance])
        labels = np.array([self.of[mark[2:]] if mark[1:2] == "-" else 0 for mark in tuple(self.of)])
        left, right = (self._nearest(self.names, labels, batch, reach) for reach in (-_NAME_REACH, _NAME_REACH))
        known = Strings(self.of.things)
        own = kind.take(batch.words.texts, batch.numbers[centre])
        before, after, listed = (kind.take(known, numbers) for numbers in (left, right, self.listed[centre]))
        yield "Lw=" + (listed + "|" + own)
        yield "RL=" + (kind.take(known, self.chosen[centre]) + "|" + listed)
        yield self._bag("pm", left)
        yield self._bag("nm", right)
        yield "pnm=" + (before + "|" + after)
        yield "wpn=" + (own + "|" + before + "|" + after)
        yield "wn=" + (own + "|" + after)
        yield self._bag("pv", self._nearest(self.chosen, labels, batch, -_VERB_REACH))
        for distance in range(1, REACH + 1):
            for mark, place in ((">", distance), ("<", -distance)):
                others = batch.numbers[centre + place]
                yield (f"w{mark}" + (own + "|" + kind.take(batch.words.texts, others))).where(others != EDGE)
        yield Bag("clause", self.opens, _CLAUSE.__getitem__)
        if self.is_sport:
            yield self._bag("sport", self.listed[centre])
            yield "sportw=" + own

    def told(self, batch: Batch) -> Iterator[Told]:
        """Yield what the network knows of the marks of the words, and of where they stand."""
        centre = batch.centre
        for name, marks in (("names", self.names), ("chosen", self.chosen), ("listed", self.listed)):
            yield Told(name, marks[centre], self.of.things.__getitem__)
        flags = (self.opens, batch.spaced[centre], centre == batch.first, centre == batch.after - 1, self.is_sport)
        yield Told("place", sum(flag * (1 << bit) for bit, flag in enumerate(flags)), str)

    def _bag(self, name: str, numbers: Ints) -> Bag:
        return Bag(name, numbers, lambda number: (f"{name}={self.of.things[number]}",))

    def _nearest(self, marks: Ints, labels: Ints, batch: Batch, reach: int) -> Ints:
        """Return the label of the nearest marked word up to `reach` words left (negative) or right, in the sentence."""
        places = np.arange(len(marks))
        none = self.of[_NONE]
        marked = marks > none
        if reach < 0:
            nearest = np.maximum.accumulate(np.where(marked, places, -1))[batch.centre - 1]
            inside = nearest >= np.maximum(batch.first, batch.centre + reach)
        else:
            back = np.where(marked, places, len(marks))[::-1]
            nearest = np.minimum.accumulate(back)[::-1][batch.centre + 1]
            inside = nearest < np.minimum(batch.after, batch.centre + reach + 1)
        return np.where(inside, labels[marks[np.where(inside, nearest, 0)]], none)


class TagFeatures:
    """Makes the attributes the tagger weighs.

    Args:
        clusters: Table of cluster numbers of words, as the recognizer has it.
    """

    def __init__(self, clusters: str) -> None:
        self._extractor = feature_extractor(clusters)
        self._marks = Numbers((_EDGE, _OUTSIDE, _NONE))

    def describe(self, doc: Document, triggers: Sequence[Trigger]) -> TaggedWords:
        """Return the words of all sentences that have any.

        Args:
            doc: The article.
            triggers: What the lexicon takes for triggers in their context, in text order.
        """
        lines: list[Line] = []
        starts: list[list[int]] = []
        ends: list[list[int]] = []
        for words, spaced, begins, stops in _sentence_words(doc):
            lines.append(Line(words, spaced))
            starts.append(begins)
            ends.append(stops)
        batch = self._extractor.batch(lines, None)  # names are marked here by their labels
        covers = (
            _Cover((name.start, name.end, name.label) for name in [*doc.names, *doc.values]),
            _Cover((found.start, found.end, found.frame.type) for found in triggers),
            _Cover((start, end, "+".join(types)) for start, end, types in lexicon_matches(doc)),
        )
        marks = [[cover.mark(begins, stops) for begins, stops in zip(starts, ends, strict=True)] for cover in covers]
        clauses = {clause.start for clause in doc.clauses}
        opens = np.array([start in clauses for start in chain.from_iterable(starts)], dtype=np.int64)
        names, chosen, listed = (self._number(mark) for mark in marks)
        return TaggedWords(starts, ends, batch, Marks(self._marks, names, chosen, listed, opens, doc.is_sport))

    def _number(self, sentences: Sequence[Sequence[str]]) -> Ints:
        """Return the numbers of marks, placed as the words of a batch are."""
        edge = [self._marks[_EDGE]] * REACH
        numbers = list(edge)
        for marks in sentences:
            numbers += [self._marks[mark] for mark in marks]
            numbers += edge
        return np.array(numbers, dtype=np.int64)


def _sentence_words(doc: Document) -> Iterator[tuple[list[str], list[bool], list[int], list[int]]]:
    """Yield the words of each sentence that has any, the spaces before them, and where they start and end."""
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
        if words:
            yield words, spaced, starts, ends


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
