"""Measures the choice of whose word an event is told on, and makes the examples it is learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sakat.events.source_features import SourceFeatures
from sakat.events.source_model import choose_sources
from sakat.ner.choice_model import ChoiceModel
from sakat.record import EventSource
from sakat.training.choices import ChoiceCase
from sakat.training.roles import RoleArticle, found_spans, gold_spans, is_one_of
from sakat.training.standing import Share, to_share


@dataclass(frozen=True, slots=True)
class SourceScore:
    """Shares of events found with the right type.

    Attributes:
        told: Those told on someone's word that are given it.
        untold: The others that are given nobody's.
    """

    told: Share
    untold: Share


def read_sources(article: RoleArticle) -> list[ChoiceCase]:
    """Return what an article teaches about sources; its events stand as the rules made them."""
    features = SourceFeatures(article.doc, article.drafts)
    known, named = gold_spans(article.gold), found_spans(article.doc.analysis)
    numbers = {id(draft): number for number, draft in enumerate(article.drafts)}
    return [
        ChoiceCase(choice.attributes, bool(is_one_of(named.get(choice.entity_id, []), wanted, known)))
        for case in article.cases
        if case.draft.type == case.event.type and not case.event.source_optional
        for wanted in [(case.event.source,) if case.event.source is not None else ()]
        for choice in features.choices(numbers[id(case.draft)])
    ]


def score_sources(articles: Iterable[RoleArticle], model: ChoiceModel | None) -> tuple[int, int, int, int]:
    """Return how many events told on someone's word have their source and how many there are, and the same of others.

    Args:
        articles: Articles with their events as the rules made them.
        model: A model that has not seen the articles, or None to score the rules.
    """
    given = givens = silent = silents = 0
    for article in articles:
        sources: list[EventSource | None] = [draft.source for draft in article.drafts]
        if model is not None:
            sources = choose_sources(article.doc, article.drafts, model)
        known, named = gold_spans(article.gold), found_spans(article.doc.analysis)
        chosen = {id(draft): source for draft, source in zip(article.drafts, sources, strict=True)}
        for case in article.cases:
            if case.draft.type != case.event.type or case.event.source_optional:
                continue
            source = chosen[id(case.draft)]
            entity = source.entity_id if source is not None else None
            if case.event.source is None:
                silents += 1
                silent += entity is None
            else:
                givens += 1
                mentions = named.get(entity, []) if entity is not None else []
                given += bool(is_one_of(mentions, (case.event.source,), known))
    return given, givens, silent, silents


def to_source_score(counts: Iterable[tuple[int, int, int, int]]) -> SourceScore:
    """Return the shares of summed counts."""
    rows = list(counts)
    return SourceScore(to_share(row[:2] for row in rows), to_share(row[2:] for row in rows))
