"""Web pages saved as HTML files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from sakat.extras import need
from sakat.inputs.article import Article, Metadata, Reject
from sakat.inputs.bounded import read_whole
from sakat.inputs.page import MAX_PAGE_BYTES


def read_html(stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield the page as an article still in HTML, or a reject if it is too large.

    Title, day of publication and text are taken by `parse_article`.

    Raises:
        ConfigError: If the extra `web` is not installed.
    """
    need("trafilatura", "web")
    page = read_whole(stream, MAX_PAGE_BYTES)
    if page.data is None:
        message = f"{name}: found {page.size} bytes of HTML; expected at most {MAX_PAGE_BYTES}: save the article alone"
        yield Reject(name, page.sha256, "read", "too_large", message)
        return
    yield Article(Metadata(uri=name), page.data, page.sha256, form="html")
