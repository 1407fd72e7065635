"""Trains and measures the role model: examples from annotated articles, fitting, scores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sakat.events.analysis import Analysis
from sakat.events.confirm import confirm_triggers
from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.extract import make_drafts
from sakat.events.outlook import Outlook
from sakat.events.role_features import Choice, RoleFeatures
from sakat.events.role_model import ACTOR, NO_ROLE, RECIPIENT, RoleModel
from sakat.events.tagger import Reading
from sakat.events.triggers import find_triggers
from sakat.gold import Gold, GoldEvent
from sakat.ner.weights import Weights, make_weights
from sakat.training.crf import fit_crf
from sakat.training.scores import Score, score_counts

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class RoleSettings:
    """How the model is fitted: like `EventSettings`, without folds."""

    l1: float = 0.1
    l2: float = 3.0
    iterations: int = 80
    least_weight: float = 0.02


class RoleCase(NamedTuple):
    """An event found, its annotation, and the candidates with their annotated roles; None where either is right."""

    draft: Draft
    event: GoldEvent
    choices: list[Choice]
    roles: list[str | None]


class RoleArticle(NamedTuple):
    """An article with its events by rules and those of them that are annotated."""

    doc: Document
    drafts: list[Draft]
    cases: list[RoleCase]
    gold: Gold
    outlook: Outlook


def read_roles(analysis: Analysis, gold: Gold, reading: Reading) -> RoleArticle:
    """Return what an article teaches about roles.

    Args:
        analysis: The article.
        gold: Its annotation.
        reading: What a tagger sees in it that has not learnt from it.
    """
    doc = Document(analysis)
    drafts = make_drafts(doc, confirm_triggers(doc, find_triggers(doc), reading.triggers))
    features = RoleFeatures(doc, drafts, reading.outlook)
    known, named = gold_spans(gold), found_spans(analysis)
    cases = []
    for number, draft in enumerate(drafts):
        event = _annotated(draft, gold)
        if event is not None:
            choices = list(features.choices(number))
            cases.append(RoleCase(draft, event, choices, [_role(c.entity_id, event, known, named) for c in choices]))
    return RoleArticle(doc, drafts, cases, gold, reading.outlook)


def gold_spans(gold: Gold) -> dict[str, Spans]:
    """Return where an annotation names each of its entities."""
    spans: dict[str, Spans] = {}
    for entity in gold.entities:
        if entity.canonical is not None:
            spans.setdefault(entity.canonical, []).append((entity.start, entity.end))
    return spans


def found_spans(analysis: Analysis) -> dict[str, Spans]:
    """Return where an analysis names each of its entities."""
    spans: dict[str, Spans] = {}
    for mention in analysis.mentions:
        if mention.entity_id is not None:
            spans.setdefault(mention.entity_id, []).append((mention.start, mention.end))
    return spans


def _annotated(draft: Draft, gold: Gold) -> GoldEvent | None:
    """Return the annotated event whose trigger overlaps, one of the same type if there are several."""
    over = [event for event in gold.events if draft.start < event.trigger.end and event.trigger.start < draft.end]
    return next((event for event in over if event.type == draft.type), over[0] if over else None)


def _role(entity: str, event: GoldEvent, known: Mapping[str, Spans], named: Mapping[str, Spans]) -> str | None:
    mentions = named.get(entity, [])
    if is_one_of(mentions, event.actors, known):
        return ACTOR
    if is_one_of(mentions, event.recipients, known):
        return RECIPIENT
    return None if is_one_of(mentions, event.args_ok, known) else NO_ROLE


def is_one_of(mentions: Spans, canonical: Iterable[str], known: Mapping[str, Spans]) -> bool:
    """Return whether some mentions overlap one of annotated entities."""
    spans = [span for name in canonical for span in known.get(name, [])]
    return any(start < other[1] and other[0] < end for start, end in mentions for other in spans)


def fit_roles(articles: Iterable[RoleArticle], settings: RoleSettings) -> Weights:
    """Return the weights of a maximum-entropy model of the roles of candidates."""
    sequences = (
        ([choice.attributes], [role])
        for article in articles
        for case in article.cases
        for choice, role in zip(case.choices, case.roles, strict=True)
        if role is not None
    )
    crf = fit_crf(sequences, l1=settings.l1, l2=settings.l2, iterations=settings.iterations)
    return make_weights(crf.state, {}, (ACTOR, RECIPIENT, NO_ROLE), {}, least=settings.least_weight)


def score_roles(articles: Iterable[RoleArticle], model: RoleModel | None) -> tuple[int, int, int]:
    """Return how many arguments of annotated events are right, given and annotated; by the rules without a model."""
    right = given = wanted = 0
    for article in articles:
        known, named = gold_spans(article.gold), found_spans(article.doc.analysis)
        if model is not None:
            model.assign(article.doc, article.drafts, article.outlook)
        for case in article.cases:
            wanted += len(case.event.actors) + len(case.event.recipients)
            for role, people in ((ACTOR, case.draft.actors), (RECIPIENT, case.draft.recipients)):
                judged = [_role(person.entity_id, case.event, known, named) for person in people]
                right += sum(found == role for found in judged)
                given += sum(found is not None for found in judged)
    return right, given, wanted


def to_score(counts: Iterable[tuple[int, int, int]]) -> Score:
    """Return precision, recall and F1 of summed counts: entity and role are right."""
    right, given, wanted = (sum(column) for column in zip(*counts, strict=True))
    return score_counts(right, given, wanted)
