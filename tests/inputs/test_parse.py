"""What parsing needs, and what it leaves alone."""

import io
import sys
from datetime import date

import pytest

from sakat.errors import ConfigError
from sakat.inputs.article import Article, Metadata
from sakat.inputs.feed import read_feed
from sakat.inputs.html import read_html
from sakat.inputs.mediawiki import read_mediawiki
from sakat.inputs.parse import parse_article, with_title
from sakat.inputs.read import with_default_date
from sakat.inputs.stamps import parse_stamp
from sakat.inputs.warc import read_warc


def test_plain_text_stays_as_it_is() -> None:
    article = Article(Metadata("a"), b"\xe0", "0" * 64)
    assert parse_article(article) is article


@pytest.mark.parametrize(
    ("read", "package", "extra"),
    [
        (read_html, "trafilatura", "web"),
        (read_warc, "warcio", "web"),
        (read_feed, "feedparser", "web"),
        (read_mediawiki, "mwparserfromhell", "wiki"),
    ],
)
def test_missing_extra_is_named_with_its_command(
    read: object, package: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    assert callable(read)
    with pytest.raises(ConfigError, match=rf"{package} is not installed.*pip install 'sakat\[{extra}\]'"):
        list(read(io.BytesIO(b""), "a"))


def test_default_date_gives_way_to_the_day_a_page_states() -> None:
    page = Article(Metadata("a"), "<p>ข่าว", "0" * 64, form="html")
    wiki = Article(Metadata("b"), "ข่าว", "0" * 64, form="wikitext")
    dated, filled = with_default_date([page, wiki], "2024-02-03")
    assert isinstance(dated, Article)
    assert isinstance(filled, Article)
    assert (dated.metadata.document_date, dated.fallback_date) == (None, date(2024, 2, 3))
    assert filled.metadata.document_date == date(2024, 2, 3)


def test_title_is_not_told_twice() -> None:
    assert with_title("ก", "ก\n\nข") == "ก\n\nข"
    assert with_title(None, "ข") == "ข"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-06-05T18:30:00+00:00", "2024-06-06"),
        ("2024-06-06T00:30:00+0900", "2024-06-05"),
        ("2024-06-06 00:30", "2024-06-06"),
        ("2567-02-29", "2024-02-29"),
        ("20240605", "2024-06-05"),
        ("Wed, 05 Jun 2024 18:30:00 -0000", "2024-06-06"),
        ("Wed, 05 Jun 2024 18:30:00 ICT", "2024-06-05"),
        ("13/06/2024", "2024-06-13"),
        ("05/06/2567", "2024-06-05"),
    ],
)
def test_stamp_gives_the_day_in_bangkok(written: str, day: str) -> None:
    assert str(parse_stamp(written)) == day


@pytest.mark.parametrize(
    "written",
    [
        "",
        "05/06/2024",
        "2024-13-45",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:00:00Z",
        "2024",
        "2024-06",
        "วันนี้",
        "x" * 999,
    ],
)
def test_stamp_that_tells_no_day_for_sure_gives_none(written: str) -> None:
    assert parse_stamp(written) is None
