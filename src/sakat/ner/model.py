"""The named-entity recognizer: a linear chain over words, read from one file."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Protocol

import numpy as np

from sakat.errors import ModelError
from sakat.ner.columns import Hashed
from sakat.ner.decode import Decoder, Entity
from sakat.ner.features import feature_extractor
from sakat.ner.file import read_recognizer
from sakat.ner.lines import Located, locate_lines
from sakat.ner.names import read_names
from sakat.ner.scoring import BatchScorer
from sakat.ner.weights import Weights, bundled_model
from sakat.network.lookup import Lookup
from sakat.network.model import Network
from sakat.text.words import WordTokenizer

MODEL_FILE = "ner.model"
_LONGEST = 150  # words decoded together; a longer line is cut at a space
_TOGETHER = 6000  # words scored together


@dataclass(frozen=True, slots=True)
class NerSpan:
    """A name found in a text: offsets in code points, half-open, and how probably it is exactly right."""

    start: int
    end: int
    label: str
    score: float


class Recognizer(Protocol):
    """Whatever finds names in a text."""

    @property
    def labels(self) -> tuple[str, ...]:
        """Its own labels, sorted."""

    def predict(self, text: str, *, words: Sequence[str] | None = None) -> list[NerSpan]:
        """Return the names in a normalized text, in order and without overlaps; `words` join to it, if given."""


class NerModel:
    """Finds names in Thai text with a chain over words, scored by a linear model and a network together.

    >>> model = NerModel.load()
    >>> [(span.label, span.start, span.end) for span in model.predict("นายสมชาย แสงทอง เดินทางไปจังหวัดเชียงใหม่")]
    [('PERSON', 0, 15), ('LOCATION', 25, 41)]
    """

    def __init__(self, weights: Weights, network: Network) -> None:
        if network.tags != (weights.tags,):
            raise ValueError("the network has other tags than the linear model")
        settings = json.loads(weights.tables["settings"])
        self._tokenizer = WordTokenizer()
        self.clusters = weights.tables["clusters"]
        self._features = feature_extractor(self.clusters)
        self._lookup = read_names(weights.tables["names"]).get
        self._scorer = BatchScorer(weights)
        self._network = network
        self._network_share = np.float32(settings["network"])
        self._columns = Lookup(network.columns)
        self._decoder = Decoder(weights.tags, weights.transitions)
        self._calibration = Calibration(tuple((float(x), float(y)) for x, y in settings["calibration"]))
        self.labels: tuple[str, ...] = tuple(sorted({tag[2:] for tag in weights.tags if tag != "O"}))

    @classmethod
    def load(cls, path: Path | None = None) -> NerModel:
        """Return the model of a file or its folder, or the one that comes with sakat; each file is read once.

        Raises:
            ModelError: If the file is missing, damaged or of another version.
        """
        if path is not None:
            return _load((path / MODEL_FILE if path.is_dir() else path).resolve())
        with bundled_model("ner", MODEL_FILE) as bundled:
            return _load(bundled)

    def predict(self, text: str, *, words: Sequence[str] | None = None) -> list[NerSpan]:
        """Return the names in a text, in order and without overlaps.

        Lines are read one by one; the time taken grows linearly with the text.

        Args:
            text: Normalized text.
            words: Words of `WordTokenizer()` that join to the text, if the caller has them already.
        """
        spans: list[NerSpan] = []
        batch: list[Located] = []
        waiting = 0
        for located in locate_lines(self._tokenizer(text) if words is None else words):
            batch.append(located)
            waiting += len(located.starts)
            if waiting >= _TOGETHER:
                spans.extend(self._predict_batch(batch))
                batch, waiting = [], 0
        spans.extend(self._predict_batch(batch))
        return spans

    def _predict_batch(self, batch: Sequence[Located]) -> Iterator[NerSpan]:
        if not batch:
            return
        told = self._features.batch([located.line for located in batch], self._lookup)
        scores = self._scorer.score(told.attributes(Hashed), len(told.centre), told.words)
        starts = np.cumsum([len(located.starts) for located in batch])[:-1]
        (seen,) = self._network.score(self._columns.rows(told.told(), told.words), starts)
        scores += seen * self._network_share
        cuts = [_cuts(located.line.spaced) for located in batch]
        sizes = [end - start for bounds in cuts for start, end in pairwise(bounds)]
        found = iter(self._decoder.decode(scores, sizes))
        for located, bounds in zip(batch, cuts, strict=True):
            for base in bounds[:-1]:
                for entity in next(found):
                    yield self._to_span(located, base, entity)

    def _to_span(self, located: Located, base: int, entity: Entity) -> NerSpan:
        first, after, label, chance = entity
        return NerSpan(
            located.starts[base + first],
            located.ends[base + after - 1],
            label,
            round(self._calibration(chance), 4),
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """Maps the chain's probability to the share of right spans seen at it, linearly between points."""

    points: tuple[tuple[float, float], ...]

    def __call__(self, chance: float) -> float:
        """Return the calibrated probability."""
        points = self.points
        place = bisect_right(points, chance, key=lambda point: point[0])
        if place == 0:
            return points[0][1]
        if place == len(points):
            return points[-1][1]
        (x0, y0), (x1, y1) = points[place - 1], points[place]
        return y0 + (y1 - y0) * (chance - x0) / (x1 - x0)


def _cuts(spaced: Sequence[bool]) -> list[int]:
    """Return where to cut a line: each part has at most `_LONGEST` words and starts after a space if it can."""
    bounds = [0]
    while len(spaced) - bounds[-1] > _LONGEST:
        limit = bounds[-1] + _LONGEST
        spaces = (i for i in range(limit, bounds[-1] + _LONGEST // 2, -1) if spaced[i])
        bounds.append(next(spaces, limit))
    bounds.append(len(spaced))
    return bounds


@cache
def _load(path: Path) -> NerModel:
    try:
        return NerModel(*read_recognizer(path))
    except (KeyError, ValueError, TypeError) as error:
        raise ModelError(f"{path}: a table is missing or damaged ({error}); retrain with `sakat ner train`") from error
