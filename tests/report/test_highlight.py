"""Marks in a text: nesting, crossing, clusters, lines, escaping."""

import html
import re
import unicodedata

import html5lib
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from sakat.report.highlight import Mark, cluster_end, cluster_start, mark_lines, mark_text

TEXTS = st.text(alphabet="กขเำี่้์๑a <&\"'\n", max_size=40)


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    marks = []
    for number in range(draw(st.integers(0, 6)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        marks.append(Mark(start, end, f"m{number}", id=f"i{number}"))
    return text, marks


def plain(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup))


@given(marked_texts())
def test_mark_text_keeps_every_character(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    assert plain(mark_text(text, marks)) == text


@given(marked_texts())
def test_mark_text_is_well_formed_and_gives_an_id_once(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    written = str(mark_text(text, marks))
    html5lib.HTMLParser(strict=True).parseFragment(written)
    ids = re.findall(r'id="([^"]*)"', written)
    assert len(ids) == len(set(ids))
    assert written.count("<span") == written.count("</span>")


@given(marked_texts())
def test_mark_text_tears_no_cluster(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    for piece in re.split(r"<[^>]*>", str(mark_text(text, marks)))[1:]:
        first = html.unescape(piece)[:1]
        if first and not text.startswith(first):
            assert unicodedata.category(first) != "Mn"
            assert first != "ำ"


@given(marked_texts())
def test_mark_lines_gives_the_lines_that_are_not_blank(marked: tuple[str, list[Mark]]) -> None:
    text, marks = marked
    lines = [plain(line) for _, line in mark_lines(text, marks)]
    assert lines == [line for line in text.split("\n") if line.strip()]


def test_mark_text_nests_the_smaller_in_the_larger_whatever_the_order() -> None:
    outer, inner = Mark(0, 14, "ORG"), Mark(7, 14, "GPE")
    expected = '<span class="ORG">สถานทูต<span class="GPE">เวียดนาม</span></span>'
    text = "สถานทูตเวียดนาม"
    outer = Mark(0, len(text), "ORG")
    inner = Mark(7, len(text), "GPE")
    assert str(mark_text(text, [outer, inner])) == str(mark_text(text, [inner, outer])) == expected


def test_mark_text_writes_the_tail_once_after_the_last_part() -> None:
    trigger = Mark(1, 3, "t", tail=Markup("<sup>1</sup>"))
    assert str(mark_text("กขคง", [Mark(0, 2, "m"), trigger])) == (
        '<span class="m">ก<span class="t">ข</span></span><span class="t">ค</span><sup>1</sup>ง'
    )


def test_mark_text_escapes_text_and_attributes() -> None:
    written = str(mark_text('<b a="1">', [Mark(0, 3, 'x"><i>', title="'\"<")]))
    assert "<b" not in written
    assert "<i>" not in written
    html5lib.HTMLParser(strict=True).parseFragment(written)


def test_clusters_end_where_no_vowel_or_tone_mark_follows() -> None:
    assert (cluster_start("กำ", 1), cluster_end("กำ", 1)) == (0, 2)
    assert (cluster_start("ที่", 2), cluster_end("ที่", 1)) == (0, 3)
    assert (cluster_start("กา", 1), cluster_end("กา", 1)) == (1, 1)
    assert (cluster_start("่ก", 0), cluster_end("ก่", 0)) == (0, 0)
