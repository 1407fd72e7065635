"""Which of the places named around an event is its own, if any, by a statistical model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.place_features import PlaceFeatures
from sakat.ner.choice_model import ChoiceModel
from sakat.record import EventPlace, Mention

PLACES_FILE = "places.model"
_NEEDED = 0.2
"""Probability an event's place needs. Chosen on the training articles by thirds (0.25), lowered for a case."""


def choose_places(doc: Document, drafts: Sequence[Draft], model: ChoiceModel | None = None) -> list[EventPlace | None]:
    """Return the likeliest place of each event; None if none is likely.

    Args:
        doc: The article.
        drafts: Its events in text order, with the places, roles and standing the rules give.
        model: A model of `sakat train-events`; the one that comes with sakat if none is given.

    Raises:
        ModelError: If the model that comes with sakat is missing or damaged.
    """
    features = PlaceFeatures(doc, drafts)
    choices = [list(features.choices(number)) for number in range(len(drafts))]
    likely = (model or load_places()).likeliest([[choice.attributes for choice in some] for some in choices])
    return [
        _to_place(doc, draft, some[best.number].mention) if best is not None and best.chance >= _NEEDED else None
        for draft, some, best in zip(drafts, choices, likely, strict=True)
    ]


@cache
def load_places(folder: Path | None = None) -> ChoiceModel:
    """Return the model of a folder, or the one that comes with sakat; each is read once.

    Raises:
        ModelError: If the model is missing or damaged.
    """
    return ChoiceModel.read(folder, PLACES_FILE)


def _to_place(doc: Document, draft: Draft, name: Mention) -> EventPlace:
    clause = doc.clauses[draft.trigger.clause]
    inside = clause.start <= name.start < clause.end
    return EventPlace(entity_id=name.entity_id or "", mention_id=name.id, inferred=not inside)
