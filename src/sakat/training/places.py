"""Measures the choice of an event's place, and makes the examples it is learnt from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sakat.events.place_features import PlaceFeatures
from sakat.events.place_model import choose_places
from sakat.ner.choice_model import ChoiceModel
from sakat.record import EventPlace
from sakat.training.choices import ChoiceCase
from sakat.training.roles import RoleArticle, Spans, found_spans, gold_spans, is_one_of


def read_places(article: RoleArticle) -> list[ChoiceCase]:
    """Return what an article teaches about places; its events stand as the rules made them."""
    return list(_cases(article))


def _cases(article: RoleArticle) -> Iterator[ChoiceCase]:
    features = PlaceFeatures(article.doc, article.drafts)
    known, named = gold_spans(article.gold), found_spans(article.doc.analysis)
    numbers = {id(draft): number for number, draft in enumerate(article.drafts)}
    for case in article.cases:
        if case.draft.type != case.event.type or case.event.location_any:
            continue
        for choice in features.choices(numbers[id(case.draft)]):
            yield ChoiceCase(choice.attributes, _is_it(choice.mention.entity_id, case.event.location, known, named))


def _is_it(entity: str | None, location: str | None, known: dict[str, Spans], named: dict[str, Spans]) -> bool:
    return location is not None and is_one_of(named.get(entity or "", []), (location,), known)


def score_places(articles: Iterable[RoleArticle], model: ChoiceModel | None) -> tuple[int, int, int]:
    """Return how many places of the events found with the right type are right, given and annotated.

    Args:
        articles: Articles with their events as the rules made them.
        model: A model that has not seen the articles, or None to score the rules.
    """
    right = given = wanted = 0
    for article in articles:
        drafts = article.drafts
        places: list[EventPlace | None] = [draft.place for draft in drafts]
        if model is not None:
            places = choose_places(article.doc, drafts, model)
        known, named = gold_spans(article.gold), found_spans(article.doc.analysis)
        chosen = {id(draft): place for draft, place in zip(drafts, places, strict=True)}
        for case in article.cases:
            if case.draft.type == case.event.type and not case.event.location_any:
                place = chosen[id(case.draft)]
                given += place is not None
                wanted += case.event.location is not None
                right += place is not None and _is_it(place.entity_id, case.event.location, known, named)
    return right, given, wanted
