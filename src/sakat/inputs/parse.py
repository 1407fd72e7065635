"""Marked-up articles to plain text: the costly half of reading, done where the article is worked on."""

from __future__ import annotations

from dataclasses import replace

from sakat.errors import InputError
from sakat.inputs.article import Article


def parse_article(article: Article) -> Article:
    """Return the article with plain text as its content; one that is plain text already comes back as it is.

    The text begins with the title in a line of its own, then a blank line, as the reader of the page sees it. Headings
    are written so that `sakat.text.wikitext.find_layout` finds them, reference marks so that `find_citations` does.
    What the metadata state wins over what a page says of itself; that wins over `fallback_date`.

    Raises:
        InputError: If the content cannot be parsed.
        ConfigError: If the extra that parses it is not installed.
    """
    if article.form == "text":
        return article
    try:
        return _parse_html(article) if article.form == "html" else _parse_wikitext(article)
    except InputError as error:
        raise InputError(f"{article.metadata.uri}: {error}", code=error.code) from error


def with_title(title: str | None, body: str) -> str:
    r"""Return a text that begins with its title; a body that begins with it already is not given it twice.

    >>> with_title("น้ำท่วมน่าน", "ปภ.น่านรายงานสถานการณ์")
    'น้ำท่วมน่าน\n\nปภ.น่านรายงานสถานการณ์'
    """
    if not title or body.partition("\n")[0].strip() == title:
        return body
    return f"{title}\n\n{body}"


def _parse_html(article: Article) -> Article:
    from sakat.inputs.page import parse_page

    page = parse_page(article.content)
    stated = article.metadata
    title = stated.title or page.title
    day = stated.document_date or page.document_date or article.fallback_date
    metadata = replace(stated, title=title, document_date=day)
    return replace(article, metadata=metadata, content=with_title(title, page.text), form="text")


def _parse_wikitext(article: Article) -> Article:
    from sakat.inputs.wikitext import wikitext_to_text

    source = article.content if isinstance(article.content, str) else article.content.decode("utf-8", "replace")
    title = article.metadata.title
    text = wikitext_to_text(source, title=title or "")
    return replace(article, content=with_title(title, text), form="text")
