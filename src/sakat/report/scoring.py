"""Scores a dataset for the report: the tables of `sakat evaluate`, what is taken for what, each error in its place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sakat.evaluation import Report, evaluate_folder
from sakat.evaluation.confusion import Calibration, Confusion
from sakat.evaluation.errors import Error, find_errors
from sakat.evaluation.score import empty_prediction, text_digest
from sakat.gold import Gold, find_gold, read_gold, record_to_gold
from sakat.record import Range, Record

RESAMPLES = 1000
"""Resamples of the intervals, as many as `sakat evaluate` takes."""


@dataclass(frozen=True)
class PlacedError:
    """An error in its article. Without a record there is no text to show it in."""

    article: str
    record_id: str | None
    sentence: int | None
    """Number of the record's sentence it is in, to link to."""
    context: str
    offset: int
    """Where `context` begins in the text."""
    error: Error


@dataclass
class SplitErrors:
    """What the errors of a split sum up to; the errors themselves only where they may be shown."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Errors by layer and kind."""
    confusion: Confusion = field(default_factory=Confusion)
    calibration: Calibration = field(default_factory=Calibration)
    errors: list[PlacedError] = field(default_factory=list)


@dataclass(frozen=True)
class Scoring:
    """All the report says of how good a dataset is."""

    report: Report
    splits: Mapping[str, SplitErrors]
    pages: Mapping[str, str]
    """Record id of each annotated article that has a record."""


class Annotated:
    """The records of annotated articles, picked from the stream of all."""

    def __init__(self, gold_dir: Path, genres: Mapping[str, str]) -> None:
        self._folder = gold_dir
        self._genres = genres
        self._golds = {(item.split, item.id): read_gold(item.path) for item in find_gold(gold_dir)}
        self._names = {gold.text_sha256: name for (_, name), gold in self._golds.items()}
        self._records: dict[str, Record] = {}

    def add(self, record: Record) -> None:
        """Keep the record if its text is annotated."""
        digest = text_digest(record.text)
        if digest in self._names:
            self._records.setdefault(digest, record)

    def genre(self, record: Record) -> str | None:
        """Return the genre of an annotated article."""
        return self._genres.get(self._names.get(text_digest(record.text), ""))

    def score(self, records_path: Path, *, show_test_errors: bool) -> Scoring:
        """Return the scores and errors. Those of the test split are counted, and kept only if asked for."""
        splits: dict[str, SplitErrors] = {}
        for (split, name), gold in self._golds.items():
            found = splits.setdefault(split, SplitErrors())
            record = self._records.get(gold.text_sha256)
            predicted = record_to_gold(record) if record is not None else empty_prediction(gold)
            errors = find_errors(gold, predicted)
            found.counts.update((error.layer, error.kind) for error in errors)
            found.confusion.add(gold, predicted)
            if record is not None:
                found.calibration.add(gold, predicted, _scores(record))
            if split != "test" or show_test_errors:
                found.errors += _place(name, gold, record, errors)
        return Scoring(
            evaluate_folder(records_path, self._folder, genres=self._genres, bootstrap=RESAMPLES),
            splits,
            {
                name: self._records[gold.text_sha256].id
                for (_, name), gold in self._golds.items()
                if gold.text_sha256 in self._records
            },
        )


def _scores(record: Record) -> dict[str, dict[object, float]]:
    return {
        "entities": {(item.start, item.end, item.label): item.score for item in record.mentions},
        "events": {event.id: event.score for event in record.events},
    }


def _place(name: str, gold: Gold, record: Record | None, errors: list[Error]) -> Iterator[PlacedError]:
    for error in errors:
        if record is None:
            yield PlacedError(name, None, None, "", 0, error)
            continue
        sentence = _sentence_at(gold.sentences, error.start)
        spans = [span for span in (error.expected, error.given) if span is not None]
        start = min([*(span[0] for span in spans), *([gold.sentences[sentence].start] if sentence is not None else [])])
        end = max([*(span[1] for span in spans), *([gold.sentences[sentence].end] if sentence is not None else [])])
        anchor = _sentence_at(record.sentences, error.start)
        yield PlacedError(name, record.id, anchor, record.text[start:end], start, error)


def _sentence_at(sentences: tuple[Range, ...], position: int) -> int | None:
    number = bisect_right([sentence.start for sentence in sentences], position) - 1
    return number if number >= 0 and position < sentences[number].end else None
