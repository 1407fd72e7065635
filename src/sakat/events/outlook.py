"""What the tagger's network takes the words of an article for beside triggers: how it is told, who has which part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, get_args

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
        self._modalities = modalities
        self._parts = parts

    def modality(self, place: int) -> View:
        """Return how the event of a trigger that starts at a place is told."""
        return self._view(MODALITIES, self._modalities, place)

    def part(self, place: int) -> View:
        """Return the part of a name that starts at a place."""
        return self._view(PARTS, self._parts, place)

    def _view(self, labels: Sequence[str], scores: Floats, place: int) -> View:
        row = scores[min(bisect_left(self._starts, place), len(self._starts) - 1)]
        best, other = row.argsort(kind="stable")[::-1][:2].tolist()
        return View(labels[best], labels[other], min(int(row[best] - row[other]), _CLEAREST))
