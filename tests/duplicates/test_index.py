import sqlite3
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pytest

from sakat.duplicates.index import NearDuplicate, find_near_duplicates
from sakat.duplicates.signature import text_signature

CREDIT = "\nที่มา: สำนักข่าวของรัฐ เรียบเรียงโดยกองบรรณาธิการ\n"
Find = Callable[..., list[NearDuplicate]]


@pytest.fixture
def find() -> Iterator[Find]:
    db = sqlite3.connect(":memory:")
    yield lambda **texts: list(
        find_near_duplicates(((f"d_{name}", name, text_signature(text)) for name, text in texts.items()), db)
    )
    db.close()


@pytest.fixture(scope="module")
def stories(root: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted((root / "corpus" / "articles").glob("*.txt"))]


@pytest.fixture(scope="module")
def templates(root: Path) -> list[list[str]]:
    text = (root / "benchmarks" / "lookalikes.txt").read_text("utf-8").split("\n", 1)[1]
    return [group.split("---\n") for group in text.split("===\n")]


def paragraphs(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def test_another_headline_a_paragraph_less_or_a_credit_more_make_near_duplicates(
    find: Find, stories: list[str]
) -> None:
    for story in stories:
        parts = paragraphs(story)
        found = find(
            first=story,
            headline="\n".join(["ชาวบ้านร้องสื่อ ขอความเป็นธรรมจากหน่วยงานรัฐ", *parts[1:]]),
            shorter="\n".join(parts[:-1]),
            credit=story + CREDIT,
        )
        assert {(item.id, item.first_id, item.first_uri) for item in found} == {
            ("d_headline", "d_first", "first"),
            ("d_shorter", "d_first", "first"),
            ("d_credit", "d_first", "first"),
        }
        assert all(0.6 <= item.jaccard <= 1 for item in found)


def test_articles_of_their_own_are_not_marked(find: Find, stories: list[str]) -> None:
    assert find(**{str(number): story for number, story in enumerate(stories)}) == []


def test_statements_of_one_template_are_not_marked(find: Find, templates: list[list[str]]) -> None:
    assert sum(len(group) for group in templates) == 15
    for group in templates:
        for first, second in combinations(group, 2):
            assert find(first=first, second=second) == []


def test_the_first_in_order_is_the_first_and_itself_marked_with_none(find: Find, stories: list[str]) -> None:
    story = stories[0]
    assert [(item.id, item.first_id) for item in find(b=story + CREDIT, c=stories[1], a=story, d=story + CREDIT)] == [
        ("d_a", "d_b"),
        ("d_d", "d_b"),
    ]


def test_of_several_firsts_the_most_similar_is_named(find: Find, stories: list[str]) -> None:
    lines = [line for story in stories[:6] for line in paragraphs(story)]
    one, two = lines[:20], lines[10:30]
    found = find(one="\n".join(one), two="\n".join(two), copy="\n".join(two[:-1]))
    assert [(item.id, item.first_id) for item in found] == [("d_copy", "d_two")]


def test_equal_signatures_are_equally_near_and_the_earlier_is_named(find: Find) -> None:
    (found,) = find(a="ข่าวสั้น", b="ข่าว สั้น")
    assert found == NearDuplicate("d_b", "b", "d_a", "a", 1.0)
    assert found.message == "b: shares 1.00 of its text with a (d_a); expected less than 0.60 of an article of its own"


def test_finding_leaves_nothing_in_the_database(find: Find) -> None:
    assert find(a="ก") == find(a="ก") == []
