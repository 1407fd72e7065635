"""Trains and measures the modality model: examples from annotated articles, fitting, scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, get_args

from sakat.events.standing_features import StandingFeatures
from sakat.events.standing_model import StandingModel
from sakat.ner.weights import Weights, make_weights
from sakat.record.event import Modality
from sakat.training.crf import fit_crf
from sakat.training.roles import RoleArticle


@dataclass(frozen=True, slots=True)
class StandingSettings:
    """How the model is fitted: like `EventSettings`, without folds."""

    l1: float = 0.3
    l2: float = 1.0
    iterations: int = 80
    least_weight: float = 0.02


class StandingCase(NamedTuple):
    """An event found with the right type: its attributes, and its modality as annotated."""

    attributes: list[str]
    modality: Modality


@dataclass(frozen=True, slots=True)
class Share:
    """The share of what is right, rounded to four places, and of how many."""

    accuracy: float
    support: int


def read_standing(article: RoleArticle) -> list[StandingCase]:
    """Return what an article teaches about modality; its events stand as the rules made them."""
    features = StandingFeatures(article.doc, article.drafts, article.outlook)
    numbers = {id(draft): number for number, draft in enumerate(article.drafts)}
    return [
        StandingCase(features.attributes(numbers[id(case.draft)]), case.event.modality)
        for case in article.cases
        if case.draft.type == case.event.type
    ]


def fit_standing(cases: Iterable[StandingCase], settings: StandingSettings) -> Weights:
    """Return the weights of a maximum-entropy model of modality."""
    sequences = (([case.attributes], [case.modality]) for case in cases)
    crf = fit_crf(sequences, l1=settings.l1, l2=settings.l2, iterations=settings.iterations)
    return make_weights(crf.state, {}, get_args(Modality), {}, least=settings.least_weight)


def score_standing(articles: Iterable[RoleArticle], model: StandingModel | None) -> tuple[int, int]:
    """Return how many events found with the right type have the right modality, and how many there are.

    Args:
        articles: Articles with their events as the rules made them.
        model: A model that has not seen the articles, or None to score the rules.
    """
    right = support = 0
    for article in articles:
        drafts = article.drafts
        modalities = [draft.modality for draft in drafts]
        if model is not None:
            modalities = model.choose(article.doc, drafts, article.outlook)
        chosen = {id(draft): modality for draft, modality in zip(drafts, modalities, strict=True)}
        cases = [case for case in article.cases if case.draft.type == case.event.type]
        right += sum(chosen[id(case.draft)] == case.event.modality for case in cases)
        support += len(cases)
    return right, support


def to_share(counts: Iterable[tuple[int, int]]) -> Share:
    """Return the share of summed counts: right ones, and all.

    >>> to_share([(1, 2), (2, 2)])
    Share(accuracy=0.75, support=4)
    """
    right, support = (sum(column) for column in zip(*counts, strict=True))
    return Share(round(right / support, 4) if support else 0.0, support)
