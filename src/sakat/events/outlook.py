"""What the tagger's network takes the words of an article for beside triggers: how it is told, who has which part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, get_args

import numpy as np

from sakat.ner.weights import Floats
from sakat.record.event import Modality

MODALITIES: tuple[str, ...] = get_args(Modality)
"""What the network takes a trigger for: how its event stands."""
PARTS = ("actor", "recipient", "both", "none")
"""What it takes a name for: the part it has in the events told in its sentence."""
_CLEAREST = 4


class View(NamedTuple):
    """The likeliest label of a word, the next one, and how far apart their scores are: 0 to 4."""

    label: str
    other: str
    margin: int


class Outlook:
    """Views of the words of an article.

    Args:
        starts: Where each word starts, in code points, in text order.
        modalities: Scores of `MODALITIES`, one row a word.
        parts: Scores of `PARTS`, one row a word.
    """

    def __init__(self, starts: Sequence[int], modalities: Floats, parts: Floats) -> None:
        self._starts = starts
        self._modalities = _views(MODALITIES, modalities)
        self._parts = _views(PARTS, parts)

    def modality(self, place: int) -> View:
        """Return how the event of a trigger that starts at a place is told."""
        return self._modalities[self._word(place)]

    def part(self, place: int) -> View:
        """Return the part of a name that starts at a place."""
        return self._parts[self._word(place)]

    def _word(self, place: int) -> int:
        return min(bisect_left(self._starts, place), len(self._starts) - 1)


def _views(labels: Sequence[str], scores: Floats) -> list[View]:
    order = scores.argsort(axis=1, kind="stable")[:, ::-1]
    sorted_scores = np.take_along_axis(scores, order, axis=1)
    margins = np.minimum(sorted_scores[:, 0] - sorted_scores[:, 1], _CLEAREST).astype(np.int64)
    columns = (order[:, 0].tolist(), order[:, 1].tolist(), margins.tolist())
    return [View(labels[best], labels[other], margin) for best, other, margin in zip(*columns, strict=True)]
