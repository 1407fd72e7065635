"""The statistical trigger tagger: which words of a sentence tell an event, and of which type."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from sakat.errors import ModelError
from sakat.events.document import Document
from sakat.events.outlook import MODALITIES, PARTS, Outlook
from sakat.events.tag_features import TagFeatures
from sakat.events.triggers import Trigger
from sakat.ner.columns import Hashed
from sakat.ner.decode import Decoder
from sakat.ner.model import Calibration
from sakat.ner.scoring import BatchScorer
from sakat.ner.weights import Weights, bundled_model, read_weights
from sakat.network.file import read_network
from sakat.network.lookup import Lookup
from sakat.network.model import Network

MODEL_FILE = "triggers.model"
NETWORK_FILE = "network.model"
_AS_IT_IS = ((0.0, 0.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Tagged:
    """A stretch of words that tells an event: code points, PLOVER type, probability."""

    start: int
    end: int
    type: str
    score: float


class Reading(NamedTuple):
    """What the tagger sees in an article: its triggers in text order, and the network's view of other words."""

    triggers: list[Tagged]
    outlook: Outlook


class TriggerTagger:
    """Tags the triggers of a document: the scores of a linear model and those of a network are added.

    Args:
        weights: Of a model of `sakat train-events`; its table `settings` holds the calibration of its probabilities.
        network: The network trained with it.
    """

    def __init__(self, weights: Weights, network: Network) -> None:
        if network.tags != (weights.tags, MODALITIES, PARTS):
            raise ValueError("the network has other tags than the linear model")
        settings = json.loads(weights.tables["settings"])
        self._features = TagFeatures(weights.tables["clusters"])
        self._scorer = BatchScorer(weights)
        self._network = network
        self._lookup = Lookup(network.columns)
        self._decoder = Decoder(weights.tags, weights.transitions)
        self._calibration = Calibration(tuple((x, y) for x, y in settings["calibration"]) or _AS_IT_IS)

    @staticmethod
    def load(folder: Path | None = None) -> TriggerTagger:
        """Return the tagger of a folder, or the one that comes with sakat; each is read once.

        Raises:
            ModelError: If the model is missing or damaged.
        """
        if folder is not None:
            return _load(folder / MODEL_FILE, folder / NETWORK_FILE)
        with bundled_model("events", MODEL_FILE) as path, bundled_model("events", NETWORK_FILE) as network:
            return _load(path, network)

    def read(self, doc: Document, triggers: Sequence[Trigger]) -> Reading:
        """Return the triggers the models find, and how the network sees the words.

        Args:
            doc: The article.
            triggers: What the lexicon takes for triggers in their context, in text order.
        """
        told = self._features.describe(doc, triggers)
        words = told.batch.words
        known, modalities, parts = self._network.score(self._lookup.rows(told.told(), words))
        scores = known + self._scorer.score(told.attributes(Hashed), len(told.batch.centre), words)
        found = self._decoder.decode(scores, [len(starts) for starts in told.starts])
        tagged = [
            Tagged(starts[first], ends[after - 1], label, round(self._calibration(chance), 4))
            for starts, ends, entities in zip(told.starts, told.ends, found, strict=True)
            for first, after, label, chance in entities
        ]
        return Reading(tagged, Outlook(list(chain.from_iterable(told.starts)), modalities, parts))


@cache
def _load(path: Path, network: Path) -> TriggerTagger:
    try:
        return TriggerTagger(read_weights(path), read_network(network))
    except (KeyError, ValueError, TypeError) as error:
        raise ModelError(
            f"{path}: a table is missing or damaged ({error}); retrain with `sakat train-events`"
        ) from error
