"""Which of the dates told around an event is its own, if any, by a statistical model."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.time_features import TimeFeatures
from sakat.ner.choice_model import ChoiceModel
from sakat.record import EventTime, Temporal
from sakat.record.event import Basis

TIMES_FILE = "times.model"
_NEEDED = 0.2
"""Probability an event's date needs. Chosen on the training articles by thirds."""


def choose_times(doc: Document, drafts: Sequence[Draft], model: ChoiceModel | None = None) -> list[EventTime | None]:
    """Return the time of each event: its likeliest date with the clock time told with it, None if none is likely.

    Args:
        doc: The article.
        drafts: Its events in text order, with the times and standing the rules give.
        model: A model of `sakat train-events`; the one that comes with sakat if none is given.

    Raises:
        ModelError: If the model that comes with sakat is missing or damaged.
    """
    features = TimeFeatures(doc, drafts)
    choices = [list(features.choices(number)) for number in range(len(drafts))]
    likely = (model or load_times()).likeliest([[choice.attributes for choice in some] for some in choices])
    return [
        _to_time(doc, draft, some[best.number].date) if best is not None and best.chance >= _NEEDED else None
        for draft, some, best in zip(drafts, choices, likely, strict=True)
    ]


@cache
def load_times(folder: Path | None = None) -> ChoiceModel:
    """Return the model of a folder, or the one that comes with sakat; each is read once.

    Raises:
        ModelError: If the model is missing or damaged.
    """
    return ChoiceModel.read(folder, TIMES_FILE)


def _to_time(doc: Document, draft: Draft, date: Temporal) -> EventTime:
    told = doc.clocks.get(date.id, date)
    return EventTime(temporal_id=told.id, edtf=told.edtf, basis=_basis(doc, draft, date))


def _basis(doc: Document, draft: Draft, date: Temporal) -> Basis:
    if doc.clause_at(date.start) == draft.trigger.clause:
        return "clause"
    return "sentence" if doc.sentence_at(date.start, date.end) == draft.trigger.sentence else "carried"
