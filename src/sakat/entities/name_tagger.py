"""Tags the names of an article word by word, from its words and from what lists, rules and the recognizer propose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypeVar, get_args

import numpy as np

from sakat.entities.candidate import Candidate
from sakat.errors import ModelError
from sakat.ner.columns import Column, Hashed, Ints, Spelt, Strings
from sakat.ner.decode import Decoder
from sakat.ner.features import REACH, Bag, Batch, feature_extractor, spell
from sakat.ner.file import read_recognizer
from sakat.ner.lines import Located, locate_lines
from sakat.ner.scoring import BatchScorer
from sakat.ner.vocabulary import Numbers
from sakat.ner.weights import Weights, bundled_model
from sakat.ner.word_columns import tell_words
from sakat.network.lookup import Lookup, Told
from sakat.network.model import Network
from sakat.record.mention import Label

TAGGER_FILE = "names.model"
_EDGE, _NONE = "^", "-"
_MARK_REACH = 2
_KEPT = 20_000  # marks remembered
_SURE, _UNSURE = 0.85, 0.65

_LABELS: dict[str, Label] = {label: label for label in get_args(Label)}

C = TypeVar("C", bound=Column)


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """The words of the lines of a text without their spaces, and what the tagger weighs of them.

    Attributes:
        lines: The lines, with where their words start and end in code points.
        batch: Their words.
        of: The marks by number.
        guesses: Number of what the recognizer says of each word, placed as the words of the batch are.
        rules: Number of what lists and rules say of each.
        source: What all the numbers belong to; with another object they mean other things.
    """

    lines: Sequence[Located]
    batch: Batch
    of: Numbers[tuple[str, ...]]
    guesses: Ints
    rules: Ints
    source: object

    def attributes(self, kind: type[C]) -> Iterator[Bag | C]:
        """Yield what the tagger weighs, columns of the kind asked for."""
        yield from self.batch.attributes(kind)
        centre = self.batch.centre
        for template, marks in (("T", self.guesses), ("R", self.rules)):
            for distance in range(-_MARK_REACH, _MARK_REACH + 1):
                yield self._bag(f"{template}{distance}", marks[centre + distance])
        known = Strings(["+".join(mark) for mark in self.of.things])
        word = kind.take(self.batch.words.texts, self.batch.numbers[centre])
        guess = {place: kind.take(known, self.guesses[centre + place]) for place in (-1, 0, 1)}
        rule = {place: kind.take(known, self.rules[centre + place]) for place in (-1, 0, 1)}
        yield "TR=" + (guess[0] + "|" + rule[0])
        yield "Tw=" + (guess[0] + "|" + word)
        yield "Rw=" + (rule[0] + "|" + word)
        yield "TTT=" + (guess[-1] + "|" + guess[0] + "|" + guess[1])
        yield "RRR=" + (rule[-1] + "|" + rule[0] + "|" + rule[1])
        yield "Tk=" + (guess[0] + "|" + self.batch.field(kind, "look", centre))

    def told(self) -> Iterator[Told]:
        """Yield what the network knows of the words."""
        batch, centre = self.batch, self.batch.centre
        yield from tell_words(batch.words, batch.entries[centre])
        for name, marks in (("guess", self.guesses), ("rules", self.rules)):
            yield Told(name, marks[centre], lambda number: "+".join(self.of.things[number]))
        flags = (batch.spaced[centre], batch.spaced[centre + 1], centre == batch.first, centre == batch.after - 1)
        yield Told("place", sum(flag * (1 << bit) for bit, flag in enumerate(flags)), str)

    def rows(self) -> Iterator[list[list[str]]]:
        """Yield the attributes of each word of each line."""
        rows = iter(spell(self.attributes(Spelt), len(self.batch.centre)))
        for located in self.lines:
            yield [next(rows) for _ in located.starts]

    def _bag(self, name: str, numbers: Ints) -> Bag:
        return Bag(name, numbers, lambda number: [f"{name}={mark}" for mark in self.of.things[number]])


class NameFeatures:
    """Makes what the tagger weighs.

    Args:
        clusters: Table of cluster numbers of words, as the recognizer has it.
    """

    def __init__(self, clusters: str) -> None:
        self._extractor = feature_extractor(clusters)
        self._words: object = None
        self._forget()

    def _forget(self) -> None:
        self._marks = Numbers[tuple[str, ...]]([(_EDGE,), (_NONE,)])
        self._source = object()

    def describe(self, tokens: Sequence[str], candidates: Sequence[Candidate]) -> MarkedWords:
        """Return the words of a text and what the candidates say of them."""
        lines = list(locate_lines(tokens))
        batch = self._extractor.batch([located.line for located in lines], None)
        if batch.words is not self._words or len(self._marks) > _KEPT:
            self._words = batch.words
            self._forget()
        starts = list(chain.from_iterable(located.starts for located in lines))
        guesses: list[tuple[str, ...]] = [(_NONE,)] * len(starts)
        rules: list[set[str]] = [set() for _ in starts]
        for candidate in candidates:
            place = first = bisect_left(starts, candidate.start)
            while place < len(starts) and starts[place] < candidate.end:
                inside = "B" if place == first else "I"
                if candidate.method == "statistical":
                    sure = "+" if candidate.score > _SURE else "-" if candidate.score < _UNSURE else ""
                    guesses[place] = (f"{inside}{candidate.label}{sure}",)
                else:
                    rules[place].add(f"{inside}{candidate.label}")
                    rules[place].add(f"{inside}{candidate.rule_id}")
                place += 1
        told = [tuple(sorted(marks)) or (_NONE,) for marks in rules]
        marked = self._place(lines, guesses), self._place(lines, told)
        return MarkedWords(lines, batch, self._marks, *marked, self._source)

    def _place(self, lines: Sequence[Located], marks: Sequence[tuple[str, ...]]) -> Ints:
        """Return the numbers of marks, placed as the words of a batch are."""
        edge = [self._marks[(_EDGE,)]] * REACH
        numbers = list(edge)
        place = 0
        for located in lines:
            numbers += [self._marks[mark] for mark in marks[place : place + len(located.starts)]]
            numbers += edge
            place += len(located.starts)
        return np.array(numbers, dtype=np.int64)


class NameTagger:
    """Finds the names of an article.

    Args:
        weights: Of a model of `sakat train-entities`.
        network: The network trained with it.
    """

    def __init__(self, weights: Weights, network: Network) -> None:
        if network.tags != (weights.tags,):
            raise ValueError("the network has other tags than the linear model")
        self._network = network
        self._lookup = Lookup(network.columns)
        self._features = NameFeatures(weights.tables["clusters"])
        self._scorer = BatchScorer(weights)
        self._decoder = Decoder(weights.tags, weights.transitions)

    @staticmethod
    def load(folder: Path | None = None) -> NameTagger:
        """Return the tagger of a folder, or the one that comes with sakat; each is read once.

        Raises:
            ModelError: If the model is missing or damaged.
        """
        if folder is not None:
            return _load(folder / TAGGER_FILE)
        with bundled_model("entities", TAGGER_FILE) as path:
            return _load(path)

    def find(self, tokens: Sequence[str], candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the names it sees, in order and without overlaps.

        Args:
            tokens: The words of a text; they join to it.
            candidates: What lists, rules and the recognizer propose in it.
        """
        told = self._features.describe(tokens, candidates)
        if not told.lines:
            return []
        (seen,) = self._network.score(self._lookup.rows(told.told(), told.source))
        scores = seen + self._scorer.score(told.attributes(Hashed), len(told.batch.centre), told.source)
        found = self._decoder.decode(scores, [len(located.starts) for located in told.lines])
        lines = ((located.starts, located.ends) for located in told.lines)
        return [
            Candidate(starts[first], ends[after - 1], _LABELS[label], "statistical", None, round(chance, 4))
            for (starts, ends), entities in zip(lines, found, strict=True)
            for first, after, label, chance in entities
        ]


@cache
def _load(path: Path) -> NameTagger:
    try:
        return NameTagger(*read_recognizer(path))
    except (KeyError, ValueError) as error:
        advice = "retrain with `sakat train-entities`"
        raise ModelError(f"{path}: a table is missing or damaged ({error}); {advice}") from error
