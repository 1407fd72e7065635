from __future__ import annotations

import json
import re
from typing import Any

import pytest

from sakat.gold import Count, PartStatistics, count_corpus, statistics_json
from sakat.gold.sameness import measure_sameness

Fixture = Any

CHILE = """%chile GPE "Chile"
%peru GPE "Peru"
%peru_gov ORG "Government of Peru"
%e1 REQUEST actors=peru_gov recipients=chile
%e2 CONSULT actors=peru,chile negated modality=planned
%e3 OTHER statement optional
%e4 CONSULT actors=peru optional
{รัฐบาล {เปรู|?peru}|peru_gov} {ยื่น หนังสือ|e1} ต่อ {ชิลี|chile} เมื่อ {ปี 2565|DATE=2022}
{ประเทศเปรู|peru} ยัง ไม่ {หารือ|e2} {แถลง|e3} แล้ว {พบ|e4}
"""


def tokenize(text: str) -> list[str]:
    """Cut at spaces, as the articles of these tests are written."""
    return re.findall(r"\S+|\s+", text)


def count(*articles: Any) -> dict[str, PartStatistics]:
    return dict(count_corpus(articles, tokenize).parts)


def test_count_corpus_counts_the_items_of_a_part_optional_ones_apart(make_article: Fixture) -> None:
    part = count(make_article(CHILE))["dev"]
    assert (part.articles, part.sentences, part.words) == (1, 2, 16)
    assert part.characters == len("รัฐบาล เปรู ยื่น หนังสือ ต่อ ชิลี เมื่อ ปี 2565\nประเทศเปรู ยัง ไม่ หารือ แถลง แล้ว พบ\n")
    assert {label: count for label, count in part.entities.items() if count != Count()} == {
        "ORG": Count(1), "GPE": Count(2, 1), "DATE": Count(1),
    }  # fmt: skip
    assert part.dates == Count(1)
    assert {kind: count for kind, count in part.events.items() if count != Count()} == {
        "REQUEST": Count(1), "CONSULT": Count(1, 1), "OTHER": Count(0, 1),
    }  # fmt: skip
    assert part.core_events == Count(2, 1)
    assert (part.modalities["asserted"], part.modalities["planned"]) == (Count(1, 2), Count(1))
    assert part.negated == Count(1)


def test_count_corpus_names_every_label_type_and_modality(make_article: Fixture) -> None:
    part = count()["train"]
    assert (len(part.entities), len(part.events), len(part.modalities), len(part.triggers)) == (18, 17, 5, 17)
    assert list(part.events)[-1] == "OTHER"


def test_count_corpus_keeps_the_parts_apart(make_article: Fixture) -> None:
    parts = count(make_article("ข่าว\n", "a", "test"), make_article("ข่าว\n", "b", "train"))
    assert {name: part.articles for name, part in parts.items()} == {"dev": 0, "test": 1, "train": 1}


def test_distinct_triggers_are_those_of_required_events_without_their_spaces(make_article: Fixture) -> None:
    source = "".join(f"%e{n} REQUEST\n" for n in (1, 2, 3)) + "{ยื่น หนังสือ|e1} {ยื่นหนังสือ|e2} {ขอ|e3}\n"
    part = count(make_article(source), make_article(CHILE, "b"))["dev"]
    assert (part.triggers["REQUEST"], part.triggers["CONSULT"], part.triggers["OTHER"]) == (2, 1, 0)


def test_distinct_entities_are_told_apart_by_label_and_longest_mention(make_article: Fixture) -> None:
    other = '%x GPE "Peru"\n%y LOC "Chile"\n{เปรู|x} คือ {ประเทศเปรู|x} หรือ {เปรู|x} {ชิลี|y}\n'
    assert count(make_article(CHILE))["dev"].names == 3
    assert count(make_article(CHILE), make_article(other, "b"))["dev"].names == 4


def test_words_are_those_with_a_letter_or_digit(make_article: Fixture) -> None:
    assert count(make_article("“ เปรู ” ( 2565 ) …\n"))["dev"].words == 2


def test_genres_topics_and_styles_are_counted_where_metadata_name_them(make_article: Fixture) -> None:
    statistics = count_corpus(
        [
            make_article("ก\n", "a", genre="wire", topic="rice"),
            make_article("ข\n", "b", genre="wire"),
            make_article("ค\n", "c", "test", genre="court", style="formal"),
        ],
        tokenize,
    )
    assert statistics.genres == {
        "court": {"dev": 0, "test": 1, "train": 0},
        "wire": {"dev": 2, "test": 0, "train": 0},
    }
    assert (statistics.parts["dev"].topics, statistics.parts["test"].styles) == ({"rice": 1}, {"formal": 1})
    assert [(article.name, article.words) for article in statistics.articles] == [
        ("dev/a", 1), ("dev/b", 1), ("test/c", 1),
    ]  # fmt: skip


def test_sentences_are_compared_over_articles_and_their_words_not_over_their_ends(make_article: Fixture) -> None:
    first = make_article("วันนี้ เปรู ประชุม กับ ลาว\nศาล ยกฟ้อง\n", "a")
    second = make_article("วันนี้ เปรู ประชุม ต่อ ^ ศาล ยกฟ้อง\n", "b")
    sameness = count(first, second)["dev"].sameness
    assert (sameness.openings, sameness.unique_openings) == (2, 0)
    assert (sameness.trigrams, sameness.single_trigrams) == (4, pytest.approx(3 / 4))


def test_a_sentence_without_words_has_no_opening(make_article: Fixture) -> None:
    assert count(make_article("***\nข่าว ด่วน\n"))["dev"].sameness == measure_sameness([("ข่าว", "ด่วน")])


def test_sameness_of_nothing_has_no_shares() -> None:
    sameness = measure_sameness([])
    assert (sameness.openings, sameness.unique_openings, sameness.single_trigrams) == (0, None, None)


def test_statistics_json_holds_parts_genres_and_articles(make_article: Fixture) -> None:
    statistics = count_corpus([make_article(CHILE, genre="diplomacy", day=object())], tokenize)
    content = json.loads(statistics_json(statistics))
    assert content["parts"]["dev"]["entities"]["GPE"] == {"required": 2, "optional": 1}
    assert content["parts"]["train"]["sameness"]["unique_openings"] is None
    assert content["genres"] == {"diplomacy": {"dev": 1, "test": 0, "train": 0}}
    assert content["articles"] == {"dev/a": {"genre": "diplomacy", "words": 16}}
