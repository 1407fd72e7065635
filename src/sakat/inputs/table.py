"""Reads tables, one article a row: CSV and its kin, Parquet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.article import Article, Reject
from sakat.inputs.limits import MAX_ARTICLE_BYTES
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.rows import check_columns, hash_bytes, row_to_article

_DELIMITERS = "\t;|,"
_BATCH = 256


def read_csv(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the article of each row of a CSV file (UTF-8, with or without a mark; comma, tab, semicolon or bar).

    Raises:
        InputError: If there is no header with a column of texts.
    """
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    header = text.readline(MAX_ARTICLE_BYTES)
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    check_columns(names, name, columns)
    rows = csv.reader(text, delimiter=delimiter)
    number = 1
    while True:
        number += 1
        try:
            values = next(rows)
        except StopIteration:
            return
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


def _problem(values: list[str], names: list[str]) -> tuple[str, str] | None:
    if len(values) != len(names):
        return (
            "bad_row",
            f"found {len(values)} values; expected {len(names)}, as the header has; quote texts with commas",
        )
    for column, value in zip(names, values, strict=True):
        if any("\udc80" <= letter <= "\udcff" for letter in value):
            return "not_utf8", f"column {column!r} is not UTF-8; save the file as UTF-8"
    return None


def read_parquet(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the article of each row of a Parquet file, a few rows in memory at a time.

    Args:
        stream: Seekable.
        name: Name of the file.
        columns: Which column holds what.

    Raises:
        InputError: If it is no Parquet file, is damaged, or has no column of texts; or if pyarrow is missing.
    """
    parquet = need("pyarrow.parquet", "tables")
    arrow = need("pyarrow", "tables")
    try:
        file = parquet.ParquetFile(stream)
        found = file.schema_arrow.names
        check_columns(found, name, columns)
        wanted = {column for part in Columns.__slots__ for column in columns.candidates(part) if column in found}
        number = 0
        for batch in file.iter_batches(_BATCH, columns=sorted(wanted)):
            for row in batch.to_pylist():
                number += 1
                yield _parquet_row(row, name, number, columns)
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"{name}: not a sound Parquet file ({error}); write it again", code="damaged_file") from error


def _parquet_row(row: dict[str, Any], name: str, number: int, columns: Columns) -> Article | Reject:
    digest = hash_bytes(json.dumps(row, ensure_ascii=True, sort_keys=True, default=str).encode())
    return row_to_article(row, name=name, number=number, digest=digest, columns=columns)
