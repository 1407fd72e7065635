"""Each entry of a feed is an article."""

import io

import pytest

from sakat.inputs.article import Article, Reject
from sakat.inputs.parse import parse_article

pytest.importorskip("feedparser", reason="the extra web is not installed")

from sakat.inputs.feed import read_feed

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>ข่าว</title><link>http://a.th</link>{}</channel></rss>"""
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom"><title>ข่าว</title>{}</feed>'


def read(xml: str, encoding: str = "utf-8") -> list[Article | Reject]:
    return list(read_feed(io.BytesIO(xml.encode(encoding)), "a.rss"))


def only(xml: str) -> Article:
    (item,) = read(xml)
    assert isinstance(item, Article), item
    return item


def test_rss_entry_gives_title_link_day_in_bangkok_and_the_fuller_text() -> None:
    found = only(
        RSS.format(
            "<item><title>น้ำท่วม &amp;quot;น่าน&amp;quot;</title><link>http://a.th/1</link>"
            "<pubDate>Wed, 05 Jun 2024 18:30:00 GMT</pubDate><description>ย่อ</description>"
            "<content:encoded><![CDATA[<p>ปภ.<b>น่าน</b>รายงาน</p><h2>เสียหาย</h2><ul><li>บ้าน</li></ul>]]></content:encoded>"
            "</item>"
        )
    )
    assert found.metadata.uri == "http://a.th/1"
    assert str(found.metadata.document_date) == "2024-06-06"
    assert parse_article(found).content == 'น้ำท่วม "น่าน"\n\nปภ.น่านรายงาน\n\n## เสียหาย\n\n- บ้าน'


@pytest.mark.parametrize(
    ("dates", "day"),
    [
        ("<pubDate>Wed, 05 Jun 2567 10:00:00 +0700</pubDate>", "2024-06-05"),
        ("<pubDate>5 มิถุนายน 2567</pubDate>", "2024-06-05"),
        ("<dc:date>2024-06-05T23:00:00+07:00</dc:date>", "2024-06-05"),
        ("<pubDate>เมื่อวานนี้</pubDate>", "None"),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", "None"),
        ("", "None"),
    ],
)
def test_rss_day_is_read_in_every_calendar(dates: str, day: str) -> None:
    found = only(RSS.format(f"<item><title>ก</title><description>ข่าว 4 มิถุนายน 2567</description>{dates}</item>"))
    assert str(found.metadata.document_date) == day


def test_an_entry_is_never_named_by_an_absolute_path() -> None:
    found = only(
        RSS.format("<item><link>/etc/passwd</link><guid>file:///a</guid><description>ข่าว</description></item>")
    )
    assert found.metadata.uri == "a.rss#1"


def test_atom_change_is_no_day_of_publication() -> None:
    entry = (
        "<entry><id>tag:a.th,1</id><title>ก</title><updated>2024-06-05T00:00:00Z</updated>{}"
        "<content>ข่าว</content></entry>"
    )
    changed, published = (
        only(ATOM.format(entry.format(more))) for more in ("", "<published>2024-06-04T18:00:00Z</published>")
    )
    assert changed.metadata.document_date is None
    assert str(published.metadata.document_date) == "2024-06-05"
    assert published.metadata.uri == "tag:a.th,1"
    assert parse_article(published).content == "ก\n\nข่าว"


def test_entry_without_text_is_rejected_and_the_others_are_read() -> None:
    items = read(
        RSS.format(
            "<item><title>ก</title><link>http://a.th/1</link></item>"
            "<item><title>ข</title><link>http://a.th/2</link><description>ข่าว</description></item>"
            "<item><title>ข</title><link>http://a.th/2</link><description>ข่าวซ้ำ</description></item>"
        )
    )
    assert isinstance(items[0], Reject)
    assert (items[0].uri, items[0].code) == ("http://a.th/1", "empty_text")
    assert [item.metadata.uri for item in items[1:] if isinstance(item, Article)] == [
        "http://a.th/2",
        "http://a.th/2#3",
    ]


def test_thai_code_page_is_read() -> None:
    xml = RSS.replace("utf-8", "windows-874").format(
        "<item><title>ข่าวเชียงใหม่</title><description>ฝนตกหนัก</description></item>"
    )
    (item,) = read(xml, "cp874")
    assert isinstance(item, Article)
    assert parse_article(item).content == "ข่าวเชียงใหม่\n\nฝนตกหนัก"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("ข่าว", "bad_feed"),
        ("", "bad_feed"),
        ("<html><body>ข่าว</body></html>", "bad_feed"),
        ('<!DOCTYPE rss [<!ENTITY a "aaaa">]>' + RSS.format("<item><title>&a;</title></item>"), "bad_feed"),
        (RSS.format("<item><title>ก</title></item>" * 120_000), "too_complex"),
        (RSS.format("ก" * 7_000_000), "too_large"),
        ("http://127.0.0.1:1/feed", "bad_feed"),
        ("/etc/passwd", "bad_feed"),
    ],
    ids=["text", "empty", "page", "entities", "entries", "large", "address", "path"],
)
def test_what_is_no_feed_is_rejected(xml: str, code: str) -> None:
    (item,) = read(xml)
    assert isinstance(item, Reject)
    assert (item.uri, item.code) == ("a.rss", code)
