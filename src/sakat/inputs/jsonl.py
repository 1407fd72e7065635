"""Reads JSON Lines: one article a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import BinaryIO

from sakat.errors import DecodingError, InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.encodings import Rows
from sakat.inputs.limits import read_lines, too_long
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.rows import hash_bytes, row_to_article


def read_jsonl(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield an article for each line `{"text": …}`, a reject for each line that is none; blank lines are skipped.

    A line is UTF-8, marked UTF-16, or surely Thai in a code page: see `sakat.inputs.encodings`.

    Raises:
        DecodingError: If marked UTF-16 is broken.
    """
    rows = Rows(stream)
    for number, line in enumerate(read_lines(rows.stream), 1):
        if line is None:
            yield Reject(f"{name}#{number}", None, "read", "too_long", f"{name}:{number}: {too_long()}")
            continue
        line = line.rstrip(b"\r\n").removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        digest = hash_bytes(line)
        try:
            decoded = rows.encoding_of(line)
            row = _parse_row(line.decode(decoded.encoding), f"{name}:{number}")
        except DecodingError as error:
            yield Reject(f"{name}#{number}", digest, "read", error.code, f"{name}:{number}: {error}")
            continue
        except InputError as error:
            yield Reject(f"{name}#{number}", digest, "read", error.code, str(error))
            continue
        yield row_to_article(row, name=name, number=number, digest=digest, columns=columns, warnings=decoded.warnings)


def _parse_row(line: str, where: str) -> dict[str, object]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{where}: column {error.colno}: not JSON ({error.msg}); expected one object a line", code="bad_json"
        ) from error
    except (RecursionError, ValueError) as error:  # nested too deeply, or a number of too many digits
        raise InputError(
            f"{where}: JSON cannot be read ({error}); expected one flat object a line", code="bad_json"
        ) from error
    if not isinstance(row, dict):
        raise InputError(f"{where}: found a JSON {type(row).__name__}; expected an object with a text", code="bad_json")
    return row
