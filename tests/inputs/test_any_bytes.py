"""Whatever bytes come in, each reader gives articles or rejects, the same each time, and nothing escapes."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sakat.errors import InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.feed import read_feed
from sakat.inputs.html import read_html
from sakat.inputs.mediawiki import read_mediawiki
from sakat.inputs.parse import parse_article
from sakat.inputs.warc import read_warc

for package, extra in (("trafilatura", "web"), ("warcio", "web"), ("feedparser", "web"), ("mwparserfromhell", "wiki")):
    pytest.importorskip(package, reason=f"the extra {extra} is not installed")

Reader = Callable[[BinaryIO, str], Iterator[Article | Reject]]
READERS: dict[str, Reader] = {
    "html": read_html,
    "mediawiki": read_mediawiki,
    "warc": read_warc,
    "feed": read_feed,
}
MARKS = """
<html> <p> </p> <h1> <table> <td> <time datetime= <!-- --> <![CDATA[ ]]> &amp; &#3585; &#0; &#x110000; <script
<mediawiki> <page> <title> <ns>0</ns> <revision> <text> </text></revision></page> </mediawiki> <siteinfo>
{{ }} [[ ]] {| |} |- ''' == <ref> </ref> <ref/> <nowiki> * # : ; {{{1}}} __TOC__ [http://a.th <br/> {{วันเกิด|1|2|3}}
<rss> <channel> <item> <description> </description></item> <pubDate> <feed> <entry> <?xml version='1.0'?>
"""
WORDS = [
    *MARKS.split(),
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.th\r\nContent-Length: 60\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n",
    "Transfer-Encoding: chunked\r\n\r\n5\r\n",
    "\r\n\r\n",
    "\n",
    " ",
    "ข่าว",
    "5 มิ.ย. 2567",
    "\x00",
    "\u2028",
    "\ufeff",
]
DATA = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from(WORDS), max_size=30).map(lambda words: "".join(words).encode()),
    st.lists(st.one_of(st.sampled_from(WORDS).map(str.encode), st.binary(max_size=4)), max_size=20).map(b"".join),
)


def outcomes(reader: Reader, data: bytes) -> list[object]:
    """Return what a reader gives, parsed where it parses, as something that can be compared."""
    found: list[object] = []
    for item in reader(io.BytesIO(data), "a"):
        if isinstance(item, Reject):
            assert item.code
            assert item.message
            found.append(item)
            continue
        try:
            parsed = parse_article(item)
        except InputError as error:
            found.append(str(error))
            continue
        assert parsed.form == "text"
        assert parsed.sha256 == item.sha256
        found.append(parsed)
    return found


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@given(data=DATA)
@example(data=b"")
@example(data=b"\x1f\x8b")
@example(data=b"\xff\xfe\x00\xd8")
def test_no_bytes_make_a_reader_fail_or_waver(reader: Reader, data: bytes) -> None:
    assert outcomes(reader, data) == outcomes(reader, data)


@given(words=st.lists(st.sampled_from(WORDS), max_size=30))
def test_no_words_make_wikitext_fail(words: list[str]) -> None:
    text = "".join(words).replace("<", "&lt;").replace("\x00", "")
    dump = f"<mediawiki><page><title>ก</title><ns>0</ns><revision><text>{text}</text></revision></page></mediawiki>"
    assert outcomes(read_mediawiki, dump.encode()) == outcomes(read_mediawiki, dump.encode())


@given(data=DATA)
def test_a_page_from_any_words_parses_or_is_refused(data: bytes) -> None:
    page = b"<html><body><article><h1>" + data + b"</h1><p>" + data
    assert outcomes(read_html, page) == outcomes(read_html, page)
