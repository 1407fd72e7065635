"""A model of whether a candidate is what it is taken for: a name, the date or the place of an event."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sakat.ner.weights import Weights, bundled_model, read_weights

ITS_OWN, ANOTHERS = "K", "D"


class Likely(NamedTuple):
    """The likeliest candidate of an event by its number among those of the event, and its probability."""

    number: int
    chance: float


class ChoiceModel:
    """Tells how likely each candidate is an event's own, or a name.

    Args:
        weights: Of a model with the tags of this module.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._own = weights.tags.index(ITS_OWN)

    @staticmethod
    def read(folder: Path | None, name: str, *, part: str = "events") -> ChoiceModel:
        """Return the model `name` of a folder, or of the models of one part that come with sakat.

        Raises:
            ModelError: If the model is missing or damaged.
        """
        if folder is not None:
            return ChoiceModel(read_weights(folder / name))
        with bundled_model(part, name) as path:
            return ChoiceModel(read_weights(path))

    def chances(self, candidates: Sequence[Sequence[str]]) -> list[float]:
        """Return the probability of each candidate, given its attributes."""
        scores = self._weights.score(candidates)
        odds = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
        return (odds[:, self._own] / odds.sum(1)).tolist()  # type: ignore[no-any-return]

    def likeliest(self, events: Sequence[Sequence[Sequence[str]]]) -> list[Likely | None]:
        """Return the likeliest candidate of each event, the first of equals; None where there are none.

        Args:
            events: The attributes of the candidates of each event.
        """
        chances = iter(self.chances([attributes for candidates in events for attributes in candidates]))
        found: list[Likely | None] = []
        for candidates in events:
            mine = [next(chances) for _ in candidates]
            best = max(range(len(mine)), key=mine.__getitem__, default=None)
            found.append(None if best is None else Likely(best, mine[best]))
        return found
