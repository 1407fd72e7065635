"""Records become articles that a person can correct."""

from __future__ import annotations

from pathlib import Path

import pytest

from sakat.annotation import annotate_records
from sakat.annotation.article import article_name
from sakat.gold import check_gold
from sakat.record import Record, record_from_json


@pytest.fixture(scope="module")
def records(root: Path) -> list[Record]:
    lines = (root / "outputs" / "articles.jsonl").read_text("utf-8").splitlines()
    return [record_from_json(line) for line in lines]


def test_entities_are_named_in_english_and_events_numbered(record: Record) -> None:
    (article,) = annotate_records([record])
    names = {entity.canonical: entity.name_en for entity in article.gold.entities if entity.canonical}
    assert names["laos"] == "Laos"
    assert names["chiang_rai"] == "Chiang Rai"
    assert [event.id for event in article.gold.events] == [f"e{n}" for n in range(1, len(record.events) + 1)]
    assert article.id == "made-up"
    assert article.text == record.text


def test_every_record_of_the_dataset_is_sound_gold(records: list[Record]) -> None:
    for article in annotate_records(records):
        assert check_gold(article.gold, article.text) == [], article.id


def test_arguments_keep_their_entities(records: list[Record]) -> None:
    for record, article in zip(records, annotate_records(records), strict=True):
        mentions = {mention.entity_id for mention in record.mentions}
        for event, other in zip(record.events, article.gold.events, strict=True):
            wanted = {argument.entity_id for argument in event.arguments if argument.entity_id in mentions}
            assert len(wanted) == len({*other.actors, *other.recipients})


def test_two_entities_of_one_name_have_two_ids(records: list[Record]) -> None:
    for record, article in zip(records, annotate_records(records), strict=True):
        named = {(m.start, m.end, m.label): m.entity_id for m in record.mentions if m.entity_id is not None}
        ids: dict[str, set[str]] = {}
        for entity in article.gold.entities:
            if entity.canonical is not None:
                ids.setdefault(entity.canonical, set()).add(named[entity.start, entity.end, entity.label])
        assert all(len(found) == 1 for found in ids.values())


def test_articles_of_one_name_are_told_apart(record: Record) -> None:
    one, other = annotate_records([record, record])
    assert (one.id, other.id) == ("made-up", f"made-up-{record.id}")


@pytest.mark.parametrize(
    ("uri", "name"),
    [
        ("corpus:seato", "seato"),
        ("ข่าว/น้ำท่วม 2567.txt", "น้ำท่วม_2567"),
        ("feed.jsonl#3", "feed.jsonl#3"),
        ("https://example.org/ข่าว/12345.html", "12345"),
        ("../..", "article"),
        ("corpus:", "article"),
        ("ก\x00ข?.md", "ก_ข_"),
    ],
)
def test_the_name_of_an_article_is_a_file_name(uri: str, name: str) -> None:
    assert article_name(uri) == name
