"""Reads JSON Lines: one article a line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from sakat.errors import InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.limits import UTF_16, read_lines, too_long
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.rows import hash_bytes, row_to_article


def read_jsonl(stream: BinaryIO, name: str, columns: Columns = USUAL_COLUMNS) -> Iterator[Article | Reject]:
    """Yield an article for each line `{"text": …}`, a reject for each line that is none; blank lines are skipped.

    Raises:
        InputError: If it is UTF-16.
    """
    for number, line in enumerate(read_lines(stream), 1):
        if line is None:
            yield Reject(f"{name}#{number}", None, "read", "too_long", f"{name}:{number}: {too_long()}")
            continue
        if number == 1 and line.startswith(UTF_16):
            raise InputError(f"{name}: UTF-16; expected UTF-8; save the file as UTF-8", code="not_utf8")
        line = line.rstrip(b"\r\n")
        if not line.strip():
            continue
        digest = hash_bytes(line)
        try:
            row = _parse_row(line, f"{name}:{number}")
        except InputError as error:
            yield Reject(f"{name}#{number}", digest, "read", error.code, str(error))
            continue
        yield row_to_article(row, name=name, number=number, digest=digest, columns=columns)


def _parse_row(line: bytes, where: str) -> dict[str, object]:
    try:
        row = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(
            f"{where}: byte {error.start} of the line is not UTF-8; save the file as UTF-8", code="not_utf8"
        ) from error
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
