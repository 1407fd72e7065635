"""Which reader reads what: by the end of a file's name, else by its first bytes."""

from __future__ import annotations

import importlib
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any, BinaryIO, NamedTuple, cast

from sakat.inputs.article import Article, Reject
from sakat.inputs.limits import decompress
from sakat.inputs.options import Columns

Reader = Callable[[BinaryIO, str], Iterator[Article | Reject]]


class Format(NamedTuple):
    """How one kind of file is read.

    Attributes:
        module: Where its reader is, imported when first needed.
        function: The reader.
        table: Whether it takes `Columns`.
        raw: Whether it reads the bytes of the file as they are, compressed or not.
        seeks: Whether it must go back and forth in them.
        sidecar: Whether a `.yaml` file beside it describes it.
    """

    module: str
    function: str
    table: bool = False
    raw: bool = False
    seeks: bool = False
    sidecar: bool = False

    def reader(self, columns: Columns) -> Reader:
        """Return the reader, told of the columns if it reads a table."""
        function: Any = getattr(importlib.import_module(f"sakat.inputs.{self.module}"), self.function)
        if self.table:
            reader = cast(Reader, partial(function, columns=columns))
            return partial(_read_seekable, reader) if self.seeks else reader
        return cast(Reader, function)


def _read_seekable(reader: Reader, stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield what a stream holds, kept on disk meanwhile if one cannot go back in it."""
    if stream.seekable():
        yield from reader(stream, name)
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy)
        copy.seek(0)
        yield from reader(cast(BinaryIO, copy), name)


TEXT = Format("text", "read_text", sidecar=True)
_JSONL = Format("jsonl", "read_jsonl", table=True)
_CSV = Format("table", "read_csv", table=True)
_PARQUET = Format("parquet", "read_parquet", table=True, raw=True, seeks=True)
_ZIP = Format("archive", "read_zip", table=True, raw=True, seeks=True)
_MEDIAWIKI, _FEED, _HTML = (
    Format("mediawiki", "read_mediawiki"),
    Format("feed", "read_feed"),
    Format("html", "read_html"),
)
_WARC = Format("warc", "read_warc", raw=True)
_XML = Format("formats", "read_xml")
_BY_SUFFIX = {
    ".txt": TEXT,
    ".md": Format("text", "read_markdown"),
    ".jsonl": _JSONL,
    ".ndjson": _JSONL,
    ".csv": _CSV,
    ".tsv": _CSV,
    ".parquet": _PARQUET,
    ".html": _HTML,
    ".htm": _HTML,
    ".xhtml": _HTML,
    ".xml": _XML,
    ".rss": _FEED,
    ".atom": _FEED,
    ".warc": _WARC,
    ".zip": _ZIP,
}
_COMPRESSED = (".gz", ".bz2", ".zst", ".xz")
SUFFIXES = tuple(_BY_SUFFIX)
"""What is read from a folder, each also compressed (.gz, .bz2, .zst, .xz); a file named by itself may end otherwise."""

_SNIFFED = 4096


def format_of(name: str) -> Format | None:
    """Return the format that the end of a name says; None if it says none.

    >>> format_of("2024/news.jsonl.zst").function
    'read_jsonl'
    """
    path = PurePosixPath(name.lower())
    if path.suffix in _COMPRESSED:
        path = path.with_suffix("")
    return _BY_SUFFIX.get(path.suffix)


def sniff(head: bytes, columns: Columns) -> Format:
    """Return the format that the first bytes of a stream look like: CSV if a column is named, else plain text."""
    for magic, found in ((b"PK\x03\x04", _ZIP), (b"PAR1", _PARQUET), (b"WARC/", _WARC)):
        if head.startswith(magic):
            return found
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith(b"{"):
        return _JSONL
    if start.startswith((b"<!doctype html", b"<html")):
        return _HTML
    if start.startswith(b"<?xml") or start.startswith((b"<mediawiki", b"<rss", b"<feed")):
        return _XML
    return _CSV if columns.named() else TEXT


def read_sniffed(stream: BinaryIO, name: str, columns: Columns) -> Iterator[Article | Reject]:
    """Yield what a stream without a telling name holds."""
    opened = decompress(stream, name)
    return sniff(peek(opened), columns).reader(columns)(opened, name)


def read_xml(stream: BinaryIO, name: str) -> Iterator[Article | Reject]:
    """Yield the articles of an XML file: a MediaWiki dump, a feed or a page, as its first element says."""
    head = peek(stream).lower()
    if b"<mediawiki" in head:
        return _MEDIAWIKI.reader(Columns())(stream, name)
    if b"<html" in head:
        return _HTML.reader(Columns())(stream, name)
    if any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf")):
        return _FEED.reader(Columns())(stream, name)
    message = f"{name}: XML of no known kind; expected a MediaWiki dump, RSS, Atom or XHTML; convert it to one of them"
    return iter([Reject(name, None, "read", "unknown_xml", message)])


def peek(stream: Any) -> bytes:
    """Return the first bytes of a buffered stream and leave them in it."""
    head: bytes = stream.peek(_SNIFFED)[:_SNIFFED]
    return head
