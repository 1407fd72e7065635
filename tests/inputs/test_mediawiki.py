"""MediaWiki dumps are read page by page; what is no article is passed over, what is broken is named."""

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from sakat.inputs.article import Article, Reject
from sakat.inputs.mediawiki import read_mediawiki
from sakat.inputs.parse import parse_article

pytest.importorskip("mwparserfromhell", reason="the extra wiki is not installed")

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="th">
  <siteinfo><sitename>วิกิพีเดีย</sitename><dbname>thwiki</dbname>
    <base>https://th.wikipedia.org/wiki/%E0%B8%AB</base></siteinfo>
"""


def page(
    title: str, text: str, *, ns: int = 0, extra: str = "", model: str = "wikitext", day: str = "2024-01-02"
) -> str:
    return (
        f"<page><title>{title}</title><ns>{ns}</ns><id>7</id>{extra}<revision><id>9</id>"
        f"<timestamp>{day}T00:00:00Z</timestamp><contributor><username>ก</username><id>1</id></contributor>"
        f'<model>{model}</model><format>text/x-wiki</format><text bytes="9">{text}</text></revision></page>\n'
    )


def read(xml: str | bytes) -> list[Article | Reject]:
    data = xml.encode() if isinstance(xml, str) else xml
    return list(read_mediawiki(io.BytesIO(data), "dump.xml"))


def articles(items: list[Article | Reject]) -> list[Article]:
    assert all(isinstance(item, Article) for item in items), items
    return [item for item in items if isinstance(item, Article)]


def test_articles_have_name_title_licence_and_no_day() -> None:
    (found,) = articles(read(HEAD + page("ลาว", "'''ลาว''' &amp; [[ไทย]]") + "</mediawiki>"))
    assert found.metadata.uri == "thwiki:ลาว"
    assert (found.metadata.title, found.metadata.licence) == ("ลาว", "CC-BY-SA-4.0")
    assert found.metadata.document_date is None
    assert found.form == "wikitext"
    assert parse_article(found).content == "ลาว\n\nลาว & ไทย"
    assert parse_article(found).sha256 == found.sha256


def test_a_page_is_never_named_by_an_absolute_path() -> None:
    (found,) = articles(read(HEAD.replace("thwiki", "/etc/wiki") + page("ลาว", "ก") + "</mediawiki>"))
    assert found.metadata.uri == "dump.xml:ลาว"


def test_other_wikis_get_no_licence() -> None:
    head = HEAD.replace("th.wikipedia.org", "th.wikipedia.org.example.com")
    assert articles(read(head + page("ลาว", "ก") + "</mediawiki>"))[0].metadata.licence is None


def test_only_articles_are_kept() -> None:
    pages = (
        page("พูดคุย:ลาว", "ก", ns=1)
        + page("ล้านช้าง", "#เปลี่ยนทาง [[ลาว]]", extra='<redirect title="ลาว" />')
        + page("ลาวเก่า", "#REDIRECT [[ลาว]]")
        + page("ลาว", "ข")
    )
    assert [item.metadata.uri for item in articles(read(HEAD + pages + "</mediawiki>"))] == ["thwiki:ลาว"]


def test_the_latest_revision_counts_and_other_slots_do_not() -> None:
    revisions = page("ลาว", "เก่า").replace(
        "</page>",
        "<revision><id>10</id><timestamp>2024-05-05T00:00:00Z</timestamp><model>wikitext</model><text>ใหม่</text>"
        "<content><role>mediainfo</role><model>json</model><text>{}</text></content></revision>"
        "<revision><id>8</id><timestamp>2020-05-05T00:00:00Z</timestamp><text>เก่ากว่า</text></revision></page>",
    )
    assert articles(read(HEAD + revisions + "</mediawiki>"))[0].content == "ใหม่"


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (HEAD + page("ลาว", "") + "</mediawiki>", "empty_text"),
        (HEAD + page("ลาว", "{}", model="json") + "</mediawiki>", "bad_model"),
        (HEAD + page("ลาว", "ก" * 800_000) + "</mediawiki>", "too_large"),
        ("<html><body>ข่าว</body></html>", "bad_xml"),
        ("not xml", "bad_xml"),
        ("", "bad_xml"),
        ('<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><mediawiki>&b;</mediawiki>', "bad_xml"),
        ('<!DOCTYPE m SYSTEM "file:///etc/passwd"><mediawiki/>', "bad_xml"),
        ("<mediawiki>" + "<a>" * 100_000, "bad_xml"),
    ],
)
def test_what_is_no_article_is_rejected_with_a_reason(xml: str, code: str) -> None:
    (reject,) = read(xml)
    assert isinstance(reject, Reject)
    assert (reject.stage, reject.code) == ("read", code)
    assert reject.message.startswith(("dump.xml", "thwiki:ลาว"))


def test_a_truncated_dump_gives_its_whole_pages_and_is_named() -> None:
    whole = HEAD + page("ลาว", "ก") + page("ไทย", "ข")
    first, last = read(whole.encode()[:-60])
    assert isinstance(first, Article)
    assert isinstance(last, Reject)
    assert (last.uri, last.code) == ("dump.xml", "truncated")


class Endless(io.RawIOBase):
    """A dump made as it is read."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    def read(self, size: int = -1) -> bytes:
        return next(self._pieces, b"")


@pytest.mark.parametrize(
    "unit",
    [page("ลาว", "ก" * 10_000).encode(), b"<page><title>" + b"x" * 60_000, b" " * 60_000, b"<!-- " + b"x" * 60_000],
    ids=["pages", "open pages", "blanks", "comment"],
)
def test_memory_does_not_grow_with_the_dump(unit: bytes) -> None:
    def pieces() -> Iterator[bytes]:
        yield HEAD.encode()
        for _ in range(700):
            yield unit

    tracemalloc.start()
    for _ in read_mediawiki(Endless(pieces()), "dump.xml"):  # type: ignore[arg-type]
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 12_000_000
