"""RSS and Atom feeds: each entry an article."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.article import Article, Metadata, Reject, is_public_name
from sakat.inputs.bounded import read_whole
from sakat.inputs.charset import decode_page
from sakat.inputs.html_text import tree_text
from sakat.inputs.html_tree import MAX_TAGS, parse_tree
from sakat.inputs.parse import with_title
from sakat.inputs.stamps import parse_stamp

MAX_FEED_BYTES = 20_000_000
_ENTITY = re.compile(rb"<!ENTITY|<!(?:ELEMENT|ATTLIST)", re.IGNORECASE)
_TAG = re.compile(rb"<[A-Za-z]")
_MARKUP = re.compile(r"<[A-Za-z/!]|&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PLAIN = "text/plain"


def read_feed(stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield an article for each entry of an RSS or Atom feed, a reject for each without text.

    The article's name is the entry's link, else its id, else `<feed>#<number>`; the day is that of `pubDate`,
    `published`, `issued` or `dc:date`, never that of a change. The longest of content and summary is its text.

    Raises:
        ConfigError: If the extra `web` is not installed.
    """
    need("feedparser", "web")
    whole = read_whole(stream, MAX_FEED_BYTES)
    try:
        entries, version = _parse_feed(whole.data, whole.size, name)
    except InputError as error:
        yield Reject(name, whole.sha256, "read", error.code, str(error))
        return
    seen: dict[str, int] = {}
    for number, entry in enumerate(entries, 1):
        stated = (_text(entry, "link"), _text(entry, "id"))
        uri = next((uri for uri in stated if uri and is_public_name(uri)), f"{name}#{number}")
        if uri in seen:
            uri = f"{uri}#{number}"
        seen[uri] = number
        yield _read_entry(entry, uri, version)


def _parse_feed(data: bytes | None, size: int, name: str) -> tuple[list[Mapping[str, Any]], str]:
    import feedparser

    if data is None:
        raise InputError(f"{name}: found {size} bytes; expected a feed of at most {MAX_FEED_BYTES}", code="too_large")
    if _ENTITY.search(data):
        raise InputError(f"{name}: the feed declares entities of its own; expected none", code="bad_feed")
    if sum(1 for _ in _TAG.finditer(data)) > 4 * MAX_TAGS:
        raise InputError(f"{name}: more than {4 * MAX_TAGS} tags; expected a feed", code="too_complex")
    source = _DECLARATION.sub("", decode_page(data), count=1).encode("utf-8")
    try:
        parsed = feedparser.parse(
            io.BytesIO(source),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # feedparser lets through what its parsers raise on broken bytes
        raise InputError(f"{name}: no feed ({type(error).__name__}: {error})", code="bad_feed") from error
    entries, version = list(parsed.get("entries", ())), str(parsed.get("version", ""))
    if not version and not entries:
        reason = parsed.get("bozo_exception", "no <rss>, <feed> or <rdf:RDF>")
        raise InputError(f"{name}: no feed ({reason}); expected RSS or Atom", code="bad_feed")
    return entries, version


def _read_entry(entry: Mapping[str, Any], uri: str, version: str) -> Article | Reject:
    kind, content = _content(entry)
    digest = hashlib.sha256(content.encode("utf-8", "replace")).hexdigest()
    if not content:
        message = f"{uri}: the entry has neither content nor a summary; expected text"
        return Reject(uri, digest, "read", "empty_text", message)
    try:
        title = _plain_title(entry)
    except InputError as error:
        return Reject(uri, digest, "read", error.code, f"{uri}: title: {error}")
    metadata = Metadata(uri, title, document_date=_published(entry, version))
    if kind == _PLAIN or not _MARKUP.search(content):
        return Article(metadata, with_title(title, content), digest)
    return Article(metadata, content, digest, form="html")


def _content(entry: Mapping[str, Any]) -> tuple[str, str]:
    """Return the longest text of an entry with its media type."""
    details = [*entry.get("content", ()), entry.get("summary_detail") or {}]
    texts = [(str(detail.get("type") or ""), str(detail.get("value") or "").strip()) for detail in details]
    return max(texts, key=lambda text: len(text[1]))


def _plain_title(entry: Mapping[str, Any]) -> str | None:
    title = _text(entry, "title")
    if title is not None and _MARKUP.search(title):
        title = " ".join(tree_text(parse_tree(title)).split())
    return title or None


def _published(entry: Mapping[str, Any], version: str) -> date | None:
    """Return the day of publication; what feedparser calls updated is `dc:date` in RSS, a change in Atom."""
    names = ("published", "created") if version.startswith("atom") else ("published", "created", "updated")
    stamps = (parse_stamp(stamp) for key in names if (stamp := _text(entry, key)))
    return next((day for day in stamps if day is not None), None)


def _text(entry: Mapping[str, Any], key: str) -> str | None:
    # feedparser answers "updated" with the published stamp where there is no other: a plain look-up does not
    value = dict.get(entry, key) if isinstance(entry, dict) else None
    return " ".join(value.split()) or None if isinstance(value, str) else None
