"""Reads Parquet: one article a row, few rows in memory at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from sakat.errors import InputError
from sakat.extras import need
from sakat.inputs.article import Article, Reject
from sakat.inputs.limits import Expansion, is_bomb
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.parquet_pages import read_pages
from sakat.inputs.rows import check_columns, hash_bytes, row_to_article

_BATCH = 64


def read_parquet(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield the article of each row of a Parquet file.

    A value kept once and named by many rows stays one value in memory.

    Args:
        stream: Seekable.
        name: Name of the file.
        columns: Which column holds what.

    Raises:
        InputError: If it is no Parquet file, is damaged, would unpack beyond `MAX_RATIO`, or has no column of texts.
        ConfigError: If pyarrow is missing.
    """
    parquet = need("pyarrow.parquet", "tables")
    arrow = need("pyarrow", "tables")
    expansion = Expansion(name, stream.seek(0, io.SEEK_END))
    try:
        schema = parquet.read_schema(stream)
        check_columns(schema.names, name, columns)
        wanted = sorted({c for part in Columns.__slots__ for c in columns.candidates(part) if c in schema.names})
        shared = [c for c in wanted if arrow.types.is_string(schema.field(c).type)]
        file = parquet.ParquetFile(stream, read_dictionary=shared)
        _check_pages(stream, file.metadata, wanted, name)
        number = 0
        for batch in file.iter_batches(_BATCH, columns=wanted):
            batch = batch.cast(_without_nanoseconds(batch.schema, arrow), safe=False)
            for index in range(batch.num_rows):
                number += 1
                item = _read_row(batch, index, name, number, columns)
                expansion.add(len(item.content) if isinstance(item, Article) else 0)
                yield item
    except InputError:
        raise
    except (arrow.ArrowException, OSError, ValueError, MemoryError, OverflowError) as error:
        raise InputError(f"{name}: not a sound Parquet file ({error}); write it again", code="damaged_file") from error


def _without_nanoseconds(schema: Any, arrow: Any) -> Any:
    """Return the schema with times as Python has them; pandas writes nanoseconds."""
    for index, field in enumerate(schema):
        if arrow.types.is_timestamp(field.type) and field.type.unit == "ns":
            schema = schema.set(index, field.with_type(arrow.timestamp("us", field.type.tz)))
    return schema


def _check_pages(stream: BinaryIO, metadata: Any, wanted: list[str], name: str) -> None:
    """Refuse a file whose pages would unpack to more than they may, each and together."""
    together = Expansion(name, stream.seek(0, io.SEEK_END))
    for group in range(metadata.num_row_groups):
        for index in range(metadata.num_columns):
            chunk = metadata.row_group(group).column(index)
            if chunk.path_in_schema.partition(".")[0] not in wanted:
                continue
            start = min(filter(None, (chunk.dictionary_page_offset, chunk.data_page_offset)))
            for page in read_pages(stream, start, chunk.total_compressed_size):
                if is_bomb(page.packed, page.unpacked):
                    sizes = f"{page.packed:,} bytes would become {page.unpacked:,}"
                    raise InputError(f"{name}: column {chunk.path_in_schema!r}: {sizes}", code="decompression_bomb")
                together.add(page.unpacked)


def _read_row(batch: Any, index: int, name: str, number: int, columns: Columns) -> Article | Reject:
    row: dict[str, Any] = {}
    for column in batch.schema.names:
        try:
            row[column] = batch.column(column)[index].as_py()
        except (ValueError, OverflowError) as error:  # bytes that are no UTF-8, a time outside the calendar
            message = f"{name}:{number}: {column}: cannot be read ({error}); expected text, or a day"
            return Reject(f"{name}#{number}", None, "read", "bad_row", message)
    digest = hash_bytes(json.dumps(row, ensure_ascii=True, sort_keys=True, default=str).encode())
    return row_to_article(row, name=name, number=number, digest=digest, columns=columns)
