"""The statistical trigger tagger: which words of a sentence tell an event, and of which type."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sakat.errors import ModelError
from sakat.events.document import Document
from sakat.events.tag_features import TagFeatures
from sakat.events.triggers import Trigger
from sakat.ner.columns import Hashed
from sakat.ner.decode import Decoder
from sakat.ner.model import Calibration
from sakat.ner.scoring import BatchScorer
from sakat.ner.weights import Weights, bundled_model, read_weights

MODEL_FILE = "triggers.model"
_AS_IT_IS = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of words that tells an event: code points, PLOVER type, probability."""

    start: int
    end: int
    type: str
    score: float


class TriggerTagger:
    """Tags the triggers of a document.

    Args:
        weights: Of a model of `sakat train-events`; its table `settings` holds the calibration of its probabilities.
    """

    def __init__(self, weights: Weights) -> None:
        settings = json.loads(weights.tables["settings"])
        self._features = TagFeatures(weights.tables["clusters"])
        self._scorer = BatchScorer(weights)
        self._decoder = Decoder(weights.tags, weights.transitions)
        self._calibration = Calibration(tuple((x, y) for x, y in settings["calibration"]) or _AS_IT_IS)

    @staticmethod
    def load(folder: Path | None = None) -> TriggerTagger:
        """Return the tagger of a folder, or the one that comes with sakat; each is read once.

        Raises:
            ModelError: If the model is missing or damaged.
        """
        if folder is not None:
            return _load(folder / MODEL_FILE)
        with bundled_model("events", MODEL_FILE) as path:
            return _load(path)

    def tag(self, doc: Document, triggers: Sequence[Trigger]) -> list[Tagged]:
        """Return the triggers the model finds, in text order.

        Args:
            doc: The article.
            triggers: What the lexicon takes for triggers in their context, in text order.
        """
        told = self._features.describe(doc, triggers)
        if not told.starts:
            return []
        scores = self._scorer.score(told.attributes(Hashed), len(told.batch.centre), told.batch.words)
        found = self._decoder.decode(scores, [len(starts) for starts in told.starts])
        return [
            Tagged(starts[first], ends[after - 1], label, round(self._calibration(chance), 4))
            for starts, ends, entities in zip(told.starts, told.ends, found, strict=True)
            for first, after, label, chance in entities
        ]


@cache
def _load(path: Path) -> TriggerTagger:
    try:
        return TriggerTagger(read_weights(path))
    except (KeyError, ValueError, TypeError) as error:
        raise ModelError(
            f"{path}: a table is missing or damaged ({error}); retrain with `sakat train-events`"
        ) from error
