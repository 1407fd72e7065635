"""Who said a quotation, by a statistical model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sakat.ner.choice_model import ChoiceModel
from sakat.quotes.speaker_features import SpeakerChoice

FOLDER, SPEAKERS_FILE = "quotes", "speakers.model"
_NEEDED = 0.1
"""Probability a speaker needs. Chosen on the training articles by fifths."""


def choose_speaker(choices: Sequence[SpeakerChoice], model: ChoiceModel | None = None) -> str | None:
    """Return the likeliest speaker of a quotation, an entity id; None if none is likely.

    Args:
        choices: Who may have said it.
        model: A model of `sakat train-quotes`; the one that comes with sakat if none is given.

    Raises:
        ModelError: If the model that comes with sakat is missing or damaged.
    """
    if not choices:
        return None
    best = (model or load_speakers()).likeliest([[choice.attributes for choice in choices]])[0]
    return choices[best.number].entity_id if best is not None and best.chance >= _NEEDED else None


@cache
def load_speakers(folder: Path | None = None) -> ChoiceModel:
    """Return the model of a folder, or the one that comes with sakat; each is read once.

    Raises:
        ModelError: If the model is missing or damaged.
    """
    return ChoiceModel.read(folder, SPEAKERS_FILE, part=FOLDER)
