"""Reads CSV and its kin: one article a row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO, Self, TextIO

from sakat.errors import DecodingError, InputError
from sakat.inputs import limits
from sakat.inputs.article import Article, Reject, shown
from sakat.inputs.encodings import Decoded, Rows
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.rows import check_columns, hash_bytes, row_to_article

_DELIMITERS = "\t;|,"
_MAX_HEADER = 2**20
_SKIPPED = 2**16


def read_csv(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the article of each row of a CSV file, its values between commas, tabs, semicolons or bars.

    A row is UTF-8, marked UTF-16, or surely Thai in a code page: see `sakat.inputs.encodings`.

    Raises:
        InputError: If there is no header with a column of texts.
    """
    csv.field_size_limit(limits.MAX_ARTICLE_BYTES)
    encodings = Rows(stream)
    text = io.TextIOWrapper(encodings.stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    header = text.readline(_MAX_HEADER)
    delimiter = max(_DELIMITERS, key=header.count)
    names = _header(header, delimiter, encodings, name)
    check_columns(names, name, columns)
    lines = _Lines(text)
    rows = csv.reader(lines, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        lines.start_row()
        try:
            values = next(rows)
        except StopIteration:
            return
        except _RowTooLongError:
            yield Reject(f"{name}#{number}", None, "read", "too_long", f"{name}:{number}: {limits.too_long()}")
            continue
        except csv.Error as error:
            yield Reject(f"{name}#{number}", None, "read", "bad_row", f"{name}:{number}: not a row of CSV ({error})")
            continue
        if not values:
            continue
        digest = hash_bytes(json.dumps(values, ensure_ascii=True).encode())
        try:
            decoded, values = _decode(values, encodings)
            _check_width(values, names)
        except InputError as error:
            yield Reject(f"{name}#{number}", digest, "read", error.code, f"{name}:{number}: {error}")
            continue
        row = dict(zip(names, values, strict=True))
        yield row_to_article(row, name=name, number=number, digest=digest, columns=columns, warnings=decoded.warnings)


class _RowTooLongError(Exception):
    """A row is longer than an article may be; the next one can be read."""


class _Lines:
    """The lines of a table, a row never longer than an article may be."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._left = limits.MAX_ARTICLE_BYTES

    def start_row(self) -> None:
        """Let the next row begin."""
        self._left = limits.MAX_ARTICLE_BYTES

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self._text.readline(self._left + 1)
        if not line:
            raise StopIteration
        self._left -= len(line)
        if self._left >= 0:
            return line
        while line and not line.endswith("\n"):
            line = self._text.readline(_SKIPPED)
        raise _RowTooLongError


def _header(line: str, delimiter: str, encodings: Rows, name: str) -> list[str]:
    try:
        _, names = _decode(next(csv.reader([line], delimiter=delimiter), []), encodings)
    except DecodingError as error:
        raise InputError(f"{name}:1: {error}", code=error.code) from error
    except csv.Error as error:
        raise InputError(f"{name}:1: not a row of CSV ({error})", code="bad_header") from error
    twice = sorted({column for column in names if column and names.count(column) > 1})
    if twice:
        raise InputError(f"{name}:1: two columns {shown(twice[0])}; name each column once", code="bad_header")
    return names


def _decode(values: list[str], encodings: Rows) -> tuple[Decoded, list[str]]:
    """Return the values of a row, read as UTF-8 with the bytes that are none escaped, in the encoding of the row."""
    raw = [value.encode("utf-8", "surrogateescape") for value in values]
    decoded = encodings.encoding_of(b"\n".join(raw))
    return decoded, [value.decode(decoded.encoding) for value in raw]


def _check_width(values: list[str], names: list[str]) -> None:
    if len(values) != len(names):
        raise InputError(
            f"found {len(values)} values; expected {len(names)}, as the header has; quote texts with commas",
            code="bad_row",
        )
