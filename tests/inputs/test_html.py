"""Pages give title, day of publication and the text of their article."""

import io
import logging
from dataclasses import replace
from datetime import date

import pytest

from sakat.errors import InputError
from sakat.inputs.article import Article, Metadata, Reject
from sakat.inputs.parse import parse_article
from sakat.text.wikitext import find_layout

pytest.importorskip("trafilatura", reason="the extra web is not installed")

from sakat.inputs.html import read_html
from sakat.inputs.page import parse_page
from sakat.inputs.page_date import byline_day

STORY = (
    "<p>เมื่อวันที่ 4 มิถุนายน 2567 ตำรวจภูธรจังหวัดเชียงใหม่จับกุมนายกิตติ บุญเรือง อายุ 35 ปี พร้อมพวกอีก 4 คน ที่บ้านเช่าในอำเภอสันทราย"
    "หลังสืบทราบว่าใช้เป็นฐานหลอกลวงประชาชน และจะนำตัวฝากขังต่อศาลในวันที่ 7 มิถุนายน 2567<sup>[1]</sup></p>"
    "<h2>ของกลาง</h2><p>เจ้าหน้าที่ยึดโทรศัพท์มือถือ 30 เครื่อง และ<b>เงินสด</b> 2 ล้านบาท<br>นำส่งสถานีตำรวจภูธรสันทราย</p>"
    "<ul><li>โทรศัพท์ 30 เครื่อง</li><li>คอมพิวเตอร์ 12 เครื่อง</li></ul>"
)
TEXT = (
    "เมื่อวันที่ 4 มิถุนายน 2567 ตำรวจภูธรจังหวัดเชียงใหม่จับกุมนายกิตติ บุญเรือง อายุ 35 ปี พร้อมพวกอีก 4 คน ที่บ้านเช่าในอำเภอสันทราย"
    "หลังสืบทราบว่าใช้เป็นฐานหลอกลวงประชาชน และจะนำตัวฝากขังต่อศาลในวันที่ 7 มิถุนายน 2567[1]\n\n"
    "## ของกลาง\n\nเจ้าหน้าที่ยึดโทรศัพท์มือถือ 30 เครื่อง และเงินสด 2 ล้านบาท\nนำส่งสถานีตำรวจภูธรสันทราย\n\n"
    "- โทรศัพท์ 30 เครื่อง\n- คอมพิวเตอร์ 12 เครื่อง"
)
TITLE = "ตำรวจจับกุมแก๊งคอลเซ็นเตอร์ที่เชียงใหม่"


def page(byline: str = "", *, head: str = "", top: str = "") -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE} | ข่าวเมืองเหนือ</title>{head}</head><body>"
        f"<header><div class='date'>วันพฤหัสบดีที่ 1 สิงหาคม 2567</div><nav><a href='/'>หน้าแรก</a></nav></header>"
        f"<main><article>{top}<h1>{TITLE}</h1>{byline}{STORY}</article>"
        "<aside><h3>ข่าวที่เกี่ยวข้อง</h3><ul><li><a href='/1'>ศาลสั่งจำคุกอดีตนายก อบต.</a> <time datetime='2024-01-01'>"
        "1 ม.ค. 2567</time></li></ul></aside></main><footer>สงวนลิขสิทธิ์ 2567 ปรับปรุง 9 ส.ค. 2567</footer></body></html>"
    )


def read(data: bytes) -> Article:
    (item,) = read_html(io.BytesIO(data), "a.html")
    assert isinstance(item, Article), item
    return item


def test_page_gives_title_and_the_text_of_its_article_only() -> None:
    article = read(page().encode())
    parsed = parse_article(article)
    assert article.form == "html"
    assert parsed.metadata.title == TITLE
    assert parsed.content == f"{TITLE}\n\n{TEXT}"
    assert parsed.sha256 == article.sha256
    assert parsed.form == "text"
    assert parse_article(parsed) is parsed


def test_headings_become_sections() -> None:
    text = str(parse_article(read(page().encode())).content)
    assert [text[heading.start : heading.end] for heading in find_layout(text).headings] == ["ของกลาง"]


LD = '<script type="application/ld+json">{}</script>'
DATED = {
    "json-ld": page(head=LD.format('{"@type":"NewsArticle","headline":"ก","datePublished":"2024-06-05T18:30:00Z"}')),
    "json-ld graph": page(
        head=LD.format('{"@graph":[{"@type":["WebPage"]},{"@type":"Article","datePublished":"2567-06-06"}]}')
    ),
    "meta": page(head='<meta property="article:published_time" content="2024-06-06T01:00:00+07:00">'),
    "meta in Thai": page(head='<meta name="pubdate" content="๖ มิ.ย. ๒๕๖๗">'),
    "microdata": page('<span itemprop="datePublished" content="2024-06-06">วันนี้</span>'),
    "time": page('<div><time datetime="2024-06-06T09:00">เมื่อวาน</time></div>'),
    "time in a link": page(
        '<span class="posted-on"><a href="/"><time datetime="2024-06-06">6 มิ.ย. 67</time></a></span>'
    ),
    "byline": page("<div>เผยแพร่: 6 มิ.ย. 2567 10:15 น. | อัปเดต 9 มิ.ย. 2567</div>"),
    "change first": page("<p>อัปเดต 9 มิ.ย. 2567</p><p>เผยแพร่ 6 มิ.ย. 2567</p>"),
    "two digits": page("<p class='post-meta'>โดย กองบรรณาธิการ วันที่ 6 มิ.ย. 67</p>"),
    "numbers": page("<div class='entry-date'>06/06/2567 10:15</div>"),
    "before the headline": page(top="<span class='date'>6 มิถุนายน พ.ศ. 2567</span>"),
}
UNDATED = {
    "story and site": page(),
    "change": page("<p>แก้ไขล่าสุด 6 มิ.ย. 2567</p>"),
    "relative": page("<p class='date'>2 ชั่วโมงที่แล้ว</p>"),
    "no year": page("<p class='date'>6 มิ.ย.</p>"),
    "subheading": page("<h2>ย้อนรอยเลือกตั้งใหญ่ 24 มีนาคม 2562</h2>"),
    "modified": page('<time class="updated" datetime="2024-06-06">6 มิ.ย. 2567</time>'),
    "modified in meta": page(head='<meta property="article:modified_time" content="2024-06-06">'),
    "either month": page(head='<meta name="date" content="05/06/2024">'),
    "zero of the clock": page(head='<meta name="date" content="1970-01-01T00:00:00Z">'),
    "related in json-ld": page(
        head=LD.format(
            '[{"@type":"Article","headline":"ก","datePublished":"2024-01-01"},'
            '{"@type":"Article","headline":"ข","datePublished":"2024-02-02"}]'
        )
    ),
    "broken json-ld": page(head=LD.format('{"@type":"Article","datePublished":')),
}


@pytest.mark.parametrize("source", DATED.values(), ids=DATED.keys())
def test_day_of_publication_is_found(source: str) -> None:
    assert parse_page(source).document_date == date(2024, 6, 6)


@pytest.mark.parametrize("source", UNDATED.values(), ids=UNDATED.keys())
def test_other_days_are_not_the_day_of_publication(source: str) -> None:
    assert parse_page(source).document_date is None


@pytest.mark.parametrize(
    "line",
    ["ตำรวจจับกุมเมื่อวันที่ 5 มิถุนายน 2567", "ราคา 5,000 บาท", "โทร. 02-123-4567", "ปี 2567", "5/6", "เขียนเมื่อเดือนมิถุนายน 2567"],
)
def test_line_of_the_story_is_no_byline(line: str) -> None:
    assert byline_day(line) is None


def test_stated_day_wins_over_the_page_and_the_page_over_the_fallback() -> None:
    article = replace(read(DATED["meta"].encode()), fallback_date=date(2000, 1, 1))
    assert parse_article(article).metadata.document_date == date(2024, 6, 6)
    stated = replace(article, metadata=Metadata("a.html", document_date=date(2024, 7, 7)))
    assert parse_article(stated).metadata.document_date == date(2024, 7, 7)
    undated = replace(read(page().encode()), fallback_date=date(2000, 1, 1))
    assert parse_article(undated).metadata.document_date == date(2000, 1, 1)


ENCODINGS = {
    "utf-8": page().encode(),
    "utf-8 with BOM": b"\xef\xbb\xbf" + page().encode(),
    "utf-16": page().encode("utf-16"),
    "tis-620 declared": page(head='<meta charset="tis-620">').encode("cp874"),
    "windows-874 as http-equiv": page(
        head='<meta http-equiv="Content-Type" content="text/html; charset=windows-874">'
    ).encode("cp874"),
    "windows-874 not declared": page().encode("cp874"),
    "windows-874 declared utf-8": page(head='<meta charset="utf-8">').encode("cp874"),
    "windows-874 declared latin": page(head='<meta charset="iso-8859-1">').encode("cp874"),
    "utf-8 declared windows-874": page(head='<meta charset="windows-874">').encode(),
    "xhtml declared": b'<?xml version="1.0" encoding="utf-8"?>' + page().encode(),
}


@pytest.mark.parametrize("data", ENCODINGS.values(), ids=ENCODINGS.keys())
def test_every_encoding_gives_the_same_text(data: bytes) -> None:
    assert parse_article(read(data)).content == f"{TITLE}\n\n{TEXT}"


BOMBS = {
    "deep": ("<html><body>" + "<div>" * 100_000 + "ข่าว", "too_complex"),
    "deeper than the parser goes": ("<html><body>" + "<div>" * 300 + "ข่าว", "too_complex"),
    "attributes of one tag": (f"<html><div {' a=1' * 1_000_000}>ข่าว</div>", "too_complex"),
    "attributes behind a quote": (f'<html><script><a b="</script><div{" a=1" * 9_000}>ข่าว</div>', "too_complex"),
    "attributes of all tags": ("<html>" + f"<div{' a=1' * 490}>" * 1_000, "too_complex"),
    "tags inside tags": ("<html>" + "<a" * 4_000_000, "too_complex"),
    "tags": ("<html>" + "<p>ก" * 60_000, "too_complex"),
    "entities": ("<html><p>" + "&amp;" * 3_000_000, "too_large"),
    "empty": ("<html><body></body></html>", "empty_text"),
    "blank": (" \n", "empty_text"),
    "comments": ("<html><!--" + "<!--" * 100_000, "empty_text"),
}


@pytest.mark.parametrize(("source", "code"), BOMBS.values(), ids=BOMBS.keys())
def test_hostile_page_is_refused(source: str, code: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(InputError) as error:
        parse_page(source)
    assert error.value.code == code


def test_large_file_is_rejected_with_its_hash() -> None:
    (item,) = read_html(io.BytesIO(b"<p>" + b"a" * 11_000_000), "a.html")
    assert isinstance(item, Reject)
    assert item.code == "too_large"
    assert item.sha256 is not None


def test_error_names_the_page() -> None:
    with pytest.raises(InputError, match=r"^a\.html: "):
        parse_article(read(b"\x81\xfe\xfa" * 40))
