"""Reads articles from files, folders, URLs and streams of every format, one at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sakat.errors import InputError
from sakat.inputs.article import Article, Reject, parse_day
from sakat.inputs.formats import Format, format_of, read_sniffed
from sakat.inputs.limits import decompress
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.sources import STDIN, Source, find_inputs, open_source
from sakat.inputs.text import MAX_METADATA, read_text

__all__ = ["find_inputs", "read_articles", "with_default_date"]


def read_articles(
    sources: Iterable[Source], *, stdin: BinaryIO | None = None, columns: Columns = USUAL_COLUMNS
) -> Iterator[Article | Reject]:
    """Yield what each file holds, in order: articles, and a reject for each that cannot be read.

    Args:
        sources: As `find_inputs` returns them.
        stdin: Standard input; what it holds is told by its first bytes.
        columns: Which columns of tables and fields of JSON rows hold what.

    Raises:
        ConfigError: If a format needs a library that is not installed.
    """
    for source in sources:
        try:
            with open_source(source, stdin) as stream:
                yield from _read(stream, source, columns)
        except OSError as error:
            message = f"{source.name}: cannot be read: {error.strerror or error}"
            yield Reject(source.name, None, "read", "unreadable_file", message)
        except InputError as error:
            yield Reject(source.name, None, "read", error.code, str(error))


def _read(stream: BinaryIO, source: Source, columns: Columns) -> Iterator[Article | Reject]:
    if source.location == STDIN:
        return read_sniffed(stream, source.name, columns)
    found = format_of(source.location)
    if found is None:
        return read_sniffed(stream, source.name, columns)
    if found.sidecar:
        return read_text(decompress(stream, source.name), source.name, _sidecar(source, found))
    opened = stream if found.raw else decompress(stream, source.name)
    return found.reader(columns)(opened, source.name)


def _sidecar(source: Source, found: Format) -> tuple[bytes, str] | None:
    """Return the content and name of the `.yaml` file beside a local text."""
    if source.remote:
        return None
    path = Path(source.location)
    while format_of(path.name) is found:
        path = path.with_suffix("")
    beside = path.with_name(path.name + ".yaml")
    if not beside.is_file():
        return None
    with beside.open("rb") as file:
        return file.read(MAX_METADATA + 1), beside.name


def with_default_date(articles: Iterable[Article | Reject], day: str | None) -> Iterator[Article | Reject]:
    """Yield the articles, those without a publication day with the given one.

    Raises:
        MetadataError: If `day` is no day.
    """
    default = parse_day(day, where="--document-date")
    for item in articles:
        if default is not None and isinstance(item, Article) and item.form == "html":
            item = replace(item, fallback_date=default)
        elif default is not None and isinstance(item, Article) and item.metadata.document_date is None:
            item = replace(item, metadata=replace(item.metadata, document_date=default))
        yield item
