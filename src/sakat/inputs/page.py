"""A page of HTML, or a fragment from a feed, to title, day of publication and plain text."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.charset import decode_page
from sakat.inputs.html_text import tree_text
from sakat.inputs.html_tree import is_full_page, parse_tree
from sakat.inputs.logs import quiet

MAX_PAGE_BYTES = 10_000_000
"""The largest page read; the text of an article is a thousandth of that."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. Its text begins with its title only if the article itself does."""

    title: str | None
    document_date: date | None
    text: str


def parse_page(content: bytes | str) -> Page:
    """Return title, day of publication and text of a page; a fragment has no title and no day.

    The text of a page is what trafilatura takes for its article: without menus, comments and links to other articles.

    Raises:
        DecodingError: If the encoding is unknown.
        InputError: If it is no HTML, hostile, or has no text.
        ConfigError: If the extra `web` is not installed.
    """
    need("trafilatura", "web")
    if len(content) > MAX_PAGE_BYTES:
        raise InputError(f"found {len(content)} bytes of HTML; expected at most {MAX_PAGE_BYTES}", code="too_large")
    source = decode_page(content) if isinstance(content, bytes) else content
    if not source.strip():
        raise InputError("the page is empty; expected an article", code="empty_text")
    tree = parse_tree(source)
    page = _parse_full_page(tree) if is_full_page(source) else Page(None, None, tree_text(tree))
    if not page.text.strip():
        raise InputError("no article in the page; expected paragraphs of text", code="empty_text")
    return page


def _parse_full_page(tree: Any) -> Page:
    from sakat.inputs.page_date import find_publication_day
    from sakat.inputs.page_title import find_headline

    headline = find_headline(tree)
    day = find_publication_day(tree, headline)
    return Page(headline.title, day, _without_title(_article_text(tree), headline.title))


def _article_text(tree: Any) -> str:
    from trafilatura import bare_extraction

    with quiet("trafilatura", "readability", "htmldate", "courlan", "justext"):
        document = bare_extraction(
            deepcopy(tree), include_comments=False, include_formatting=True, include_images=False, with_metadata=False
        )
    body = getattr(document, "body", None)
    return "" if body is None else tree_text(body)


def _without_title(text: str, title: str | None) -> str:
    """Return the text without a first heading that is the title."""
    first, _, rest = text.partition("\n\n")
    return rest if title and first.lstrip("#").strip() == title and rest else text
