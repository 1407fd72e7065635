"""The statistical model of modality: whether an event is told as happened, reported, planned, possible or usual."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import cast

from sakat.events.codes import convert_type
from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.outlook import Outlook
from sakat.events.scopes import SPEECH_ACTS
from sakat.events.standing_features import StandingFeatures
from sakat.ner.weights import Weights, bundled_model, read_weights
from sakat.record.event import Modality

STANDING_FILE = "modality.model"
_THAT, _HEREBY = "ว่า", "ขอ"
_DOUBT = 1.5
"""Taken from the score of `asserted`, the commonest by far, so that the others are found too. Chosen on the training
articles by thirds: at 0.0 0.854 of all are right and 0.550 of those not asserted, at 1.5 0.841 and 0.614."""


class StandingModel:
    """Decides the modality of events.

    Args:
        weights: Of a model of `sakat train-events`, its tags the modalities.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights

    @staticmethod
    def load(folder: Path | None = None) -> StandingModel:
        """Return the model of a folder, or the one that comes with sakat; each is read once.

        Raises:
            ModelError: If the model is missing or damaged.
        """
        if folder is not None:
            return _load(folder / STANDING_FILE)
        with bundled_model("events", STANDING_FILE) as path:
            return _load(path)

    def choose(self, doc: Document, drafts: Sequence[Draft], outlook: Outlook) -> list[Modality]:
        """Return the likeliest modality each event may have.

        What nobody is named for is not reported, and what a ว่า holds stays so (อ้างว่าทหารเผายุ้งข้าว), save acts
        that are done by being said (ขอประณาม, which is asserted); a type that depends on the modality (a meeting to
        come is AGREE) keeps it.

        Args:
            doc: The article.
            drafts: Its events in text order, with the standing and roles the rules give.
            outlook: How the tagger sees its words.
        """
        features = StandingFeatures(doc, drafts, outlook)
        scores = self._weights.score([features.attributes(number) for number in range(len(drafts))])
        chosen: list[Modality] = []
        scores[:, self._weights.tags.index("asserted")] -= _DOUBT
        for draft, row in zip(drafts, scores.tolist(), strict=True):
            allowed = [
                (score, tag) for score, tag in zip(row, self._weights.tags, strict=True) if _may_be(doc, draft, tag)
            ]
            chosen.append(cast(Modality, max(allowed)[1]))
        return chosen


def settle_modality(drafts: Sequence[Draft], modalities: Sequence[Modality]) -> None:
    """Give events their modalities; an asserted one has no source."""
    for draft, modality in zip(drafts, modalities, strict=True):
        draft.modality = modality
        if modality == "asserted":
            draft.source = None


def _may_be(doc: Document, draft: Draft, modality: str) -> bool:
    if modality == draft.modality:
        return True
    if modality == "reported" and draft.source is None:
        return False
    if draft.modality == "reported" and modality in {"asserted", "generic"} and _is_said(doc, draft):
        return False
    if draft.modality == "asserted" and draft.type in SPEECH_ACTS and doc.text.endswith(_HEREBY, 0, draft.start):
        return False
    kind = draft.trigger.frame.type
    return convert_type(kind, cast(Modality, modality)) == draft.type == kind


def _is_said(doc: Document, draft: Draft) -> bool:
    """Whether an event stands in what a verb says with ว่า, and is no act done by being said itself."""
    if draft.source is None or draft.type in SPEECH_ACTS:
        return False
    return _THAT in doc.text[draft.source.cue.start : draft.start]


@cache
def _load(path: Path) -> StandingModel:
    return StandingModel(read_weights(path))
