"""The statistical role model: which entities act in an event and which undergo it, beside what the rules say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from sakat.events.document import Document
from sakat.events.draft import RECIPROCAL, Draft
from sakat.events.outlook import Outlook
from sakat.events.reference import Participant
from sakat.events.role_features import Choice, RoleFeatures
from sakat.ner.weights import Weights, bundled_model, read_weights
from sakat.record.event import POOLED_TYPES

ROLES_FILE = "roles.model"
ACTOR, RECIPIENT, NO_ROLE = "A", "R", "-"
_MUTUAL = "กับ_actor"
_STATED, _INFERRED, _NEW, _AGAINST = 0.15, 0.2, 0.24, 0.4
"""Probability a role needs: one the rules read in the clause, one they infer, one they give nobody, and one they
give another or otherwise. Chosen on the training articles by thirds, `_NEW` (0.25 there) lowered on dev articles."""
_MARGIN = 2.5
"""How much likelier the other role must be than the one the rules give an entity, to take its place; by thirds 2.0,
raised for a case."""
_VOUCHING = 0.6
"""Probability to act that the one needs on whose word others are told to act."""


class RoleModel:
    """Decides the actors and recipients of events.

    Args:
        weights: Of a model of `sakat train-events`, its tags those of this module.
    """

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._actor, self._recipient = weights.tags.index(ACTOR), weights.tags.index(RECIPIENT)

    @staticmethod
    def load(folder: Path | None = None) -> RoleModel:
        """Return the model of a folder, or the one that comes with sakat; each is read once.

        Raises:
            ModelError: If the model is missing or damaged.
        """
        if folder is not None:
            return _load(folder / ROLES_FILE)
        with bundled_model("events", ROLES_FILE) as path:
            return _load(path)

    def assign(self, doc: Document, drafts: Sequence[Draft], outlook: Outlook) -> None:
        """Give the events the actors and recipients the model finds.

        What the rules said of an entity that keeps its place stays: its mention, and whether it is inferred.

        Args:
            doc: The article.
            drafts: Its events with the roles the rules give, in text order; changed.
            outlook: How the tagger sees its words.
        """
        features = RoleFeatures(doc, drafts, outlook)
        choices = [list(features.choices(number)) for number in range(len(drafts))]
        chances = iter(self._chances([choice for some in choices for choice in some]))
        for draft, some in zip(drafts, choices, strict=True):
            _settle(doc, draft, [(choice, *next(chances)) for choice in some])

    def _chances(self, choices: Sequence[Choice]) -> list[tuple[float, float]]:
        """Return the probability of each to act, and to undergo."""
        scores = self._weights.score([choice.attributes for choice in choices])
        odds = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
        chances = odds / odds.sum(1, keepdims=True)
        actors, recipients = chances[:, self._actor].tolist(), chances[:, self._recipient].tolist()
        return list(zip(actors, recipients, strict=True))


def _settle(doc: Document, draft: Draft, judged: Sequence[tuple[Choice, float, float]]) -> None:
    """Give an event its actors and recipients; those the rules take for one group stand together.

    Who is named after กับ where both sides act (ปะทะกับ) undergoes nothing.
    """
    acting, undergoing = draft.actors, draft.recipients
    told = {person.entity_id: person for person in (*undergoing, *acting)}
    mutual = {p.entity_id for p in acting if not p.inferred} if _MUTUAL in draft.trigger.frame.recipient else set()
    actors: dict[str, Participant] = {}
    recipients: dict[str, Participant] = {}
    given_to_act = {person.entity_id for person in acting}
    given_to_undergo = {person.entity_id for person in undergoing}
    acting_together = _together(acting, {choice.entity_id: acts for choice, acts, _ in judged})
    undergoing_together = _together(undergoing, {choice.entity_id: undergoes for choice, _, undergoes in judged})
    for choice, acts, undergoes in judged:
        entity = choice.entity_id
        if draft.type in POOLED_TYPES and (entity in given_to_act) != (entity in given_to_undergo):
            both = acts + undergoes  # who takes part keeps the side the rules give
            acts, undergoes = (both, 0.0) if entity in given_to_act else (0.0, both)
        acts = max(acts, acting_together.get(entity, 0.0))
        undergoes = max(undergoes, undergoing_together.get(entity, 0.0))
        may_act = acts >= max(_needed(entity, acting, undergoing), _VOUCHING if _only_vouches(draft, entity) else 0.0)
        may_undergo = entity not in mutual and undergoes >= _needed(entity, undergoing, acting)
        if may_act or may_undergo:
            acts *= _MARGIN if entity in given_to_act else 1.0
            undergoes *= _MARGIN if entity in given_to_undergo else 1.0
            role = actors if may_act and (acts >= undergoes or not may_undergo) else recipients
            role[entity] = told.get(entity) or _participant(doc, draft, choice)
    for people, group, other in ((actors, acting, recipients), (recipients, undergoing, actors)):
        if any(person.entity_id in people for person in group):
            people.update((p.entity_id, p) for p in group if p.entity_id not in other)
    if draft.type in RECIPROCAL and "visit" not in draft.modes:
        actors |= recipients
        recipients = {}
    draft.actors, draft.recipients = list(actors.values()), list(recipients.values())


def _only_vouches(draft: Draft, entity: str) -> bool:
    """Whether the rules have an entity say what others do (โฆษกกองทัพบกเผยว่าตำรวจค้นโกดัง)."""
    source = draft.source
    return source is not None and source.entity_id == entity and bool(draft.actors) and entity not in draft.people


def _together(group: Sequence[Participant], chances: Mapping[str, float]) -> dict[str, float]:
    """Return the highest probability of a group for each entity of it that its clause names."""
    stated = [person.entity_id for person in group if not person.inferred and person.entity_id in chances]
    highest = max((chances[entity] for entity in stated), default=0.0)
    return dict.fromkeys(stated, highest)


def _needed(entity: str, given: Sequence[Participant], otherwise: Sequence[Participant]) -> float:
    """Return the probability a role needs, by who has it and who has the other by the rules."""
    mine = next((person for person in given if person.entity_id == entity), None)
    if mine is not None:
        return _INFERRED if mine.inferred else _STATED
    taken = bool(given) or any(person.entity_id == entity for person in otherwise)
    return _AGAINST if taken else _NEW


def _participant(doc: Document, draft: Draft, choice: Choice) -> Participant:
    clause = doc.clauses[draft.trigger.clause]
    inside = clause.start <= choice.mention.start < clause.end
    return Participant(choice.entity_id, choice.mention, inferred=not inside)


@cache
def _load(path: Path) -> RoleModel:
    return RoleModel(read_weights(path))
