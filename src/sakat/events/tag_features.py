"""Describes the words of each sentence to the trigger tagger: forms, names, the lexicon's triggers around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np

from sakat.events.document import Document
from sakat.events.triggers import Trigger, lexicon_matches
from sakat.ner.features import REACH, Batch, Group, Ints, Line, feature_extractor, pack, unpack
from sakat.ner.vocabulary import EDGE, Numbers, Words

_NONE = "-"
_EDGE = "^"
_OUTSIDE = "O"
_NAME_REACH = 8
_VERB_REACH = 11


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
    groups: Sequence[Group]

    def rows(self) -> Iterator[list[list[str]]]:
        """Yield the attributes of each word of each sentence."""
        rows = iter(self.batch.rows(self.groups))
        for starts in self.starts:
            yield [next(rows) for _ in starts]


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
        batch = self._extractor.batch(lines, _unknown)
        covers = (
            _Cover((name.start, name.end, name.label) for name in [*doc.names, *doc.values]),
            _Cover((found.start, found.end, found.frame.type) for found in triggers),
            _Cover((start, end, "+".join(types)) for start, end, types in lexicon_matches(doc)),
        )
        marks = [[cover.mark(begins, stops) for begins, stops in zip(starts, ends, strict=True)] for cover in covers]
        clauses = {clause.start for clause in doc.clauses}
        opens = np.array([start in clauses for start in chain.from_iterable(starts)], dtype=np.int64)
        names, chosen, listed = (self._number(mark) for mark in marks)
        return TaggedWords(starts, ends, batch, list(self._groups(batch, names, chosen, listed, opens)))

    def _number(self, sentences: Sequence[Sequence[str]]) -> Ints:
        """Return the numbers of marks, placed as the words of a batch are."""
        edge = [self._marks[_EDGE]] * REACH
        numbers = list(edge)
        for marks in sentences:
            numbers += [self._marks[mark] for mark in marks]
            numbers += edge
        return np.array(numbers, dtype=np.int64)

    def _groups(self, batch: Batch, names: Ints, chosen: Ints, listed: Ints, opens: Ints) -> Iterator[Group]:
        """Yield the attributes that depend on names, triggers and words further away."""
        centre, own = batch.centre, batch.numbers[batch.centre]
        for template, marks, reach in (("M", names, 2), ("R", chosen, 1), ("L", listed, 1)):
            for distance in range(-reach, reach + 1):
                render = partial(self._render, (f"{template}{distance}=",))
                yield Group(f"{template}{distance}", marks[centre + distance], render)
        left, right = self._nearest(names, batch, -_NAME_REACH), self._nearest(names, batch, _NAME_REACH)
        verb = self._nearest(chosen, batch, -_VERB_REACH)
        words = partial(self._render_with_word, batch.words)
        yield Group("Lw", pack(own, listed[centre]), partial(words, "Lw={1}|{0}"))
        yield Group("RL", pack(chosen[centre], listed[centre]), partial(self._render, ("RL=", "|")))
        yield Group("pm", left, partial(self._render, ("pm=",)))
        yield Group("nm", right, partial(self._render, ("nm=",)))
        yield Group("pnm", pack(left, right), partial(self._render, ("pnm=", "|")))
        yield Group("wpn", pack(own, left, right), partial(words, "wpn={0}|{1}|{2}"))
        yield Group("wn", pack(own, right), partial(words, "wn={0}|{1}"))
        yield Group("pv", verb, partial(self._render, ("pv=",)))
        for distance in range(1, REACH + 1):
            for mark, place in ((">", distance), ("<", -distance)):
                keys = pack(own, batch.numbers[centre + place])
                yield Group(f"w{mark}{distance}", keys, partial(_render_two_words, batch.words, f"w{mark}"))
        yield Group("clause", opens, _render_clause)

    def _nearest(self, marks: Ints, batch: Batch, reach: int) -> Ints:
        """Return the label of the nearest marked word up to `reach` words left (negative) or right, in the sentence."""
        places = np.arange(len(marks))
        marked = marks > self._marks[_NONE]
        if reach < 0:
            nearest = np.maximum.accumulate(np.where(marked, places, -1))[batch.centre - 1]
            inside = nearest >= np.maximum(batch.first, batch.centre + reach)
        else:
            back = np.where(marked, places, len(marks))[::-1]
            nearest = np.minimum.accumulate(back)[::-1][batch.centre + 1]
            inside = nearest < np.minimum(batch.after, batch.centre + reach + 1)
        labels = np.array([self._marks[mark[2:]] if mark[1:2] == "-" else 0 for mark in tuple(self._marks)])
        return np.where(inside, labels[marks[np.where(inside, nearest, 0)]], self._marks[_NONE])

    def _render(self, before: Sequence[str], key: int) -> tuple[str]:
        """Return an attribute of marks: the strings, each with the mark after it."""
        marks = (self._marks.things[number] for number in unpack(key, len(before)))
        return ("".join(chain.from_iterable(zip(before, marks, strict=True))),)

    def _render_with_word(self, words: Words, template: str, key: int) -> tuple[str]:
        """Return an attribute of a word and marks."""
        word, *marks = unpack(key, template.count("{"))
        return (template.format(words[word].text, *(self._marks.things[number] for number in marks)),)


def _render_two_words(words: Words, name: str, key: int) -> tuple[str, ...]:
    here, other = unpack(key, 2)
    return () if other == EDGE else (f"{name}{words[here].text}|{words[other].text}",)


def _render_clause(opens: int) -> tuple[str, ...]:
    return ("clause",) if opens else ()


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
