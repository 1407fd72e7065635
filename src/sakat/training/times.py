"""Measures the choice of an event's date, and makes the examples it is learnt from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sakat.events.time_features import TimeFeatures
from sakat.events.time_model import choose_times
from sakat.gold import GoldEvent
from sakat.ner.choice_model import ChoiceModel
from sakat.record import EventTime
from sakat.training.choices import ChoiceCase
from sakat.training.roles import RoleArticle
from sakat.training.standing import Share, to_share


@dataclass(frozen=True, slots=True)
class TimeScore:
    """Shares of events found with the right type.

    Attributes:
        dated: Those with an annotated date that are given it.
        undated: Those without one that are given none.
    """

    dated: Share
    undated: Share


def read_times(article: RoleArticle) -> list[ChoiceCase]:
    """Return what an article teaches about dates; its events stand as the rules made them."""
    features = TimeFeatures(article.doc, article.drafts)
    numbers = {id(draft): number for number, draft in enumerate(article.drafts)}
    return [
        ChoiceCase(choice.attributes, is_right(choice.date.edtf, case.event))
        for case in article.cases
        if case.draft.type == case.event.type
        for choice in features.choices(numbers[id(case.draft)])
    ]


def is_right(edtf: str | None, event: GoldEvent) -> bool:
    """Return whether a value, its clock time aside, is the annotated date of an event or one that passes for it.

    >>> is_right("2024-06-05T10:30:00", GoldEvent.model_construct(edtf="2024-06-05", edtf_alt=()))
    True
    """
    return _day(edtf) in map(_day, (event.edtf, *event.edtf_alt))


def _day(edtf: str | None) -> str | None:
    return None if edtf is None else edtf.partition("T")[0]


def score_times(articles: Iterable[RoleArticle], model: ChoiceModel | None) -> tuple[int, int, int, int]:
    """Return how many dated events have their date and how many there are, and the same of undated ones without any.

    Args:
        articles: Articles with their events as the rules made them.
        model: A model that has not seen the articles, or None to score the rules.
    """
    dated, undated = [0, 0], [0, 0]
    for article in articles:
        drafts = article.drafts
        times: list[EventTime | None] = [draft.time for draft in drafts]
        if model is not None:
            times = choose_times(article.doc, drafts, model)
        chosen = {id(draft): time for draft, time in zip(drafts, times, strict=True)}
        for case in article.cases:
            if case.draft.type == case.event.type:
                time = chosen[id(case.draft)]
                counts = undated if case.event.edtf is None else dated
                counts[0] += is_right(time.edtf if time is not None else None, case.event)
                counts[1] += 1
    return dated[0], dated[1], undated[0], undated[1]


def to_time_score(counts: Iterable[tuple[int, int, int, int]]) -> TimeScore:
    """Return the shares of summed counts."""
    rows = list(counts)
    return TimeScore(to_share(row[:2] for row in rows), to_share(row[2:] for row in rows))
