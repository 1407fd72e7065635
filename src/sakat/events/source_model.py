"""On whose word an event is told, by a statistical model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.source_features import SourceChoice, SourceFeatures
from sakat.ner.choice_model import ChoiceModel
from sakat.record import EventSource

SOURCES_FILE = "sources.model"
_NEEDED = 0.18
"""Probability a source needs. Chosen on the training articles by thirds."""


def choose_sources(
    doc: Document, drafts: Sequence[Draft], model: ChoiceModel | None = None
) -> list[EventSource | None]:
    """Return the likeliest source of each event; one without a name, or None, if none is likely.

    Args:
        doc: The article.
        drafts: Its events in text order, with the sources, roles and standing the rules give.
        model: A model of `sakat train-events`; the one that comes with sakat if none is given.

    Raises:
        ModelError: If the model that comes with sakat is missing or damaged.
    """
    features = SourceFeatures(doc, drafts)
    choices = [list(features.choices(number)) for number in range(len(drafts))]
    likely = (model or load_sources()).likeliest([[choice.attributes for choice in some] for some in choices])
    return [
        _to_source(draft, some[best.number]) if best is not None and best.chance >= _NEEDED else _unnamed(draft)
        for draft, some, best in zip(drafts, choices, likely, strict=True)
    ]


@cache
def load_sources(folder: Path | None = None) -> ChoiceModel:
    """Return the model of a folder, or the one that comes with sakat; each is read once.

    Raises:
        ModelError: If the model is missing or damaged.
    """
    return ChoiceModel.read(folder, SOURCES_FILE)


def _to_source(draft: Draft, choice: SourceChoice) -> EventSource:
    """Return the source with the cue of the rules, else what shows the entity to be it."""
    cue = draft.source.cue if draft.source is not None else choice.cue
    return EventSource(entity_id=choice.entity_id, cue=cue)


def _unnamed(draft: Draft) -> EventSource | None:
    """Return a source without a name where the rules read a cue."""
    return EventSource(entity_id=None, cue=draft.source.cue) if draft.source is not None else None
