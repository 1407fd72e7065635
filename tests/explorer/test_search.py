import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.api import extract
from sakat.explorer.articles import PAGE_SIZE, count_articles, page_of_articles
from sakat.explorer.build import build_database
from sakat.explorer.schema import connect_read_only
from sakat.explorer.search import make_snippet, match_expression, query_terms

TEXTS = {
    "phayao": "ชาวบ้านจังหวัดพะเยาร่วมงานประเพณีริมกว๊าน",
    "medicine": "โรงพยาบาลแจกยาให้ผู้ป่วยเมื่อวานนี้",
    "last": "ข่าวนี้จบลงด้วยคำว่ายา",
    "flood": "น้ำท่วมหลายอำเภอ ตำรวจช่วยอพยพประชาชน",
    "latin": "โรค COVID-19 ระบาดอีกครั้งในกรุงเทพมหานคร",
    "quoted": 'เขากล่าวว่า "ไม่มีทาง" และ OR NOT NEAR AND * ทำงานต่อ',
}


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory, write_dataset: Callable[..., None]) -> sqlite3.Connection:
    folder = tmp_path_factory.mktemp("search")
    write_dataset([extract(text, uri=name) for name, text in TEXTS.items()], folder)
    build_database(folder, folder / "news.sqlite")
    with closing(connect_read_only(folder / "news.sqlite")) as connection:
        yield connection


def found(connection: sqlite3.Connection, query: str) -> list[str]:
    names = [article.uri for article in page_of_articles(connection, query, 1)]
    assert len(names) == count_articles(connection, query)
    return names


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("ท่วม", {"flood"}),
        ("น้ำท่วม", {"flood"}),
        ("พยาบาล", {"medicine"}),
        ("กว๊าน", {"phayao"}),
        ("covid", {"latin"}),
        ("COVID-19", {"latin"}),
        ("กรุงเทพ", {"latin"}),
        ("ตำรวจ ประชาชน", {"flood"}),
        ('"อำเภอ ตำรวจ"', {"flood"}),
        ('"ตำรวจ อำเภอ"', set()),
        ("ตำรวจ พะเยา", set()),
        ("อากาศ", set()),
        ("19", {"latin"}),
        ("ฏฎ", set()),
        ("OR NOT", {"quoted"}),
        ("*", {"quoted"}),
        ('ไม่มีทาง"', {"quoted"}),
    ],
)
def test_word_is_found_inside_running_thai(news: sqlite3.Connection, query: str, names: set[str]) -> None:
    assert set(found(news, query)) == names


def test_two_letter_word_is_found_and_stands_first_where_it_is_a_word(news: sqlite3.Connection) -> None:
    names = found(news, "ยา")
    assert set(names) == {"medicine", "last", "phayao"}
    assert names[-1] == "phayao"


@pytest.mark.parametrize("letter", ["ย", "1", "C"])
def test_single_character_is_found(news: sqlite3.Connection, letter: str) -> None:
    expected = {name for name, text in TEXTS.items() if letter.casefold() in text.casefold()}
    assert set(found(news, letter)) == expected


@given(st.text(max_size=40))
def test_no_query_is_an_error(database: Path, query: str) -> None:
    with closing(connect_read_only(database)) as connection:
        assert len(page_of_articles(connection, query, 1)) <= PAGE_SIZE


@given(st.integers(0, 59), st.integers(0, 400), st.integers(1, 12))
def test_every_stretch_of_a_text_finds_its_article(database: Path, article: int, start: int, length: int) -> None:
    with closing(connect_read_only(database)) as connection:
        row = connection.execute("SELECT n, text FROM articles LIMIT 1 OFFSET ?", (article,)).fetchone()
        stretch = row["text"][start : start + length].replace('"', " ")
        if not query_terms(stretch):
            return
        expression = match_expression(connection, f'"{stretch.strip()}"', "article_terms")
        hits = connection.execute("SELECT rowid FROM article_grams WHERE article_grams MATCH ?", (expression,))
        assert row["n"] in {hit[0] for hit in hits}


def test_composed_and_decomposed_queries_are_one() -> None:
    assert query_terms("Cafe\u0301") == query_terms("Café")


def test_snippet_shows_the_word_and_not_a_longer_one_before_it() -> None:
    pieces = make_snippet("ชาวพะเยา" + "ก" * 200 + " แจกยาให้ผู้ป่วย", "ยา")
    text = "".join(piece.text for piece in pieces)
    assert "แจกยาให้" in text
    assert [piece.text for piece in pieces if piece.hit] == ["ยา"]


def test_snippet_of_a_text_without_the_query_is_its_head() -> None:
    assert [piece.text for piece in make_snippet("ข่าวสั้น\nวันนี้", "ไกล")] == ["ข่าวสั้น วันนี้"]


@given(st.text(alphabet="กขิ่ำ <>&ยา", max_size=300), st.text(alphabet="กขยา ", max_size=4))
def test_snippet_is_a_stretch_of_the_text(text: str, query: str) -> None:
    shown = "".join(piece.text for piece in make_snippet(text, query)).removeprefix("… ").removesuffix(" …")
    assert shown in " ".join(text.split())
