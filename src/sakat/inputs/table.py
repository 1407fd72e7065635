"""Reads CSV and its kin: one article a row."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Self, TextIO

from sakat.errors import InputError
from sakat.inputs import limits
from sakat.inputs.article import Article, Reject
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.rows import check_columns, hash_bytes, row_to_article

_DELIMITERS = "\t;|,"
_MAX_HEADER = 2**20
_SKIPPED = 2**16
_UNDECODED = re.compile("[\udc80-\udcff]")


def read_csv(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the article of each row of a CSV file (UTF-8, with or without a mark; comma, tab, semicolon or bar).

    Raises:
        InputError: If there is no header with a column of texts.
    """
    csv.field_size_limit(limits.MAX_ARTICLE_BYTES)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    header = text.readline(_MAX_HEADER)
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    _check_header(header, names, name)
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
        except InputError as error:
            yield Reject(f"{name}#{number}", None, "read", error.code, f"{name}:{number}: {error}")
            continue
        except csv.Error as error:
            yield Reject(f"{name}#{number}", None, "read", "bad_row", f"{name}:{number}: not a row of CSV ({error})")
            continue
        if not values:
            continue
        digest = hash_bytes(json.dumps(values, ensure_ascii=True).encode())
        problem = _problem(values, names)
        if problem:
            code, message = problem
            yield Reject(f"{name}#{number}", digest, "read", code, f"{name}:{number}: {message}")
            continue
        row = dict(zip(names, values, strict=True))
        yield row_to_article(row, name=name, number=number, digest=digest, columns=columns)


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
        raise InputError(limits.too_long(), code="too_long")


def _check_header(header: str, names: list[str], name: str) -> None:
    found = header.encode("utf-8", "surrogateescape")
    if found.startswith(limits.UTF_16):
        raise InputError(f"{name}: UTF-16; expected UTF-8; save the file as UTF-8", code="not_utf8")
    if _UNDECODED.search(header):
        raise InputError(f"{name}:1: the header is not UTF-8; save the file as UTF-8", code="not_utf8")
    twice = sorted({column for column in names if column and names.count(column) > 1})
    if twice:
        raise InputError(f"{name}:1: two columns {twice[0]!r}; name each column once", code="bad_header")


def _problem(values: list[str], names: list[str]) -> tuple[str, str] | None:
    if len(values) != len(names):
        return (
            "bad_row",
            f"found {len(values)} values; expected {len(names)}, as the header has; quote texts with commas",
        )
    for column, value in zip(names, values, strict=True):
        if _UNDECODED.search(value):
            return "not_utf8", f"column {column!r} is not UTF-8; save the file as UTF-8"
    return None
