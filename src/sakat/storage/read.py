"""Reads records and rows from any file of a dataset, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from sakat.errors import RecordError
from sakat.record import Record, record_from_json
from sakat.storage.forms import form_of
from sakat.storage.lines import read_json_lines
from sakat.storage.parquet import read_parquet_lines


def read_lines(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each row of a file as a line of JSON, and where it stands: `file:line`, of Parquet `file:row`.

    Args:
        path: `.jsonl`, `.jsonl.gz`, `.jsonl.zst` or `.parquet`; another ending is read as JSON Lines.

    Raises:
        InputError: If the file cannot be read or is damaged.
        ConfigError: If the form needs a library that is not installed.
    """
    return read_parquet_lines(path) if form_of(path) == "parquet" else read_json_lines(path)


def read_records(path: Path) -> Iterator[Record]:
    """Yield the records of a file in any form, with types checked (invariants: `sakat.record.check`).

    Args:
        path: As `read_lines` takes it.

    Raises:
        InputError: If the file cannot be read or is damaged.
        RecordError: Naming file, line, path in the record, what was found and expected.
        ConfigError: If the form needs a library that is not installed.
    """
    for _where, outcome in try_records(path):
        if isinstance(outcome, RecordError):
            raise outcome
        yield outcome


def try_records(path: Path) -> Iterator[tuple[str, Record | RecordError]]:
    """Yield where each row stands with its record, or with the error that says why it is none.

    Raises:
        InputError: If the file cannot be read or is damaged.
        ConfigError: If the form needs a library that is not installed.
    """
    for where, line in read_lines(path):
        try:
            line.decode("utf-8")
            yield where, record_from_json(line, where=where)
        except UnicodeDecodeError as error:
            yield where, RecordError(f"{where}: byte {error.start} is not UTF-8; expected a record as JSON")
        except RecordError as error:
            yield where, error
