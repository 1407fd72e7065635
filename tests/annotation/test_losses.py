"""Losses are counted by layer and key."""

from __future__ import annotations

import pytest

from sakat.annotation import AnnotatedArticle, find_losses
from sakat.gold import Gold


@pytest.fixture
def gold(annotated: AnnotatedArticle) -> Gold:
    return annotated.gold


def test_nothing_is_lost_of_what_is_equal(gold: Gold) -> None:
    assert not find_losses(gold, gold)


def test_order_is_no_loss(gold: Gold) -> None:
    event = gold.events[1].model_copy(update={"actors": tuple(reversed(gold.events[1].actors))})
    other = gold.model_copy(
        update={"entities": gold.entities[::-1], "events": (event, gold.events[0], *gold.events[2:])}
    )
    assert not find_losses(gold, other)


def test_words_of_a_date_are_no_loss(gold: Gold) -> None:
    dates = tuple(date.model_copy(update={"text": None}) for date in gold.dates)
    assert not find_losses(gold.model_copy(update={"dates": dates}), gold)


def test_items_values_and_inventions_are_counted(gold: Gold) -> None:
    entities = tuple(entity.model_copy(update={"qid": None}) for entity in gold.entities[:-1])
    quote = gold.quotes[0].model_copy(update={"end": gold.quotes[0].end - 1})
    other = gold.model_copy(
        update={
            "entities": entities,
            "events": (),
            "quotes": (quote,),
            "document_date": None,
            "sentences": gold.sentences[1:],
        }
    )
    assert find_losses(gold, other) == {
        "sentences": 1,
        "document_date": 1,
        "entities": 1,
        "entities.qid": 3,
        "events": 4,
        "quotes": 1,
        "quotes made up": 1,
    }


def test_an_article_that_does_not_come_back_is_lost_with_all_it_holds(gold: Gold) -> None:
    assert find_losses(gold, None) == {
        "articles": 1, "entities": 6, "dates": 1, "events": 4, "quotes": 1, "citations": 1,
    }  # fmt: skip


def test_of_two_items_alike_the_nearer_is_compared(gold: Gold) -> None:
    named = gold.entities[1]
    bare = named.model_copy(update={"name_en": None, "name_en_alt": ()})
    both = gold.model_copy(update={"entities": (named, bare)})
    assert not find_losses(both, gold.model_copy(update={"entities": (bare, named)}))
