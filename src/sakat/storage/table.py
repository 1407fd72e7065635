"""Reads a table of a dataset folder, whichever form it has, in the order of the stream that sakat writes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

from sakat.errors import InputError
from sakat.storage.forms import find_table, form_of
from sakat.storage.read import read_lines
from sakat.storage.sorting import SortedLines

ARTICLE_ID = {"articles": "id", "events": "article_id"}
"""What JSON Lines are sorted by and Parquet, sorted by day, is not."""


def read_table(dataset: Path, table: str) -> Iterator[tuple[str, bytes]]:
    """Yield each row of a table as a line of JSON, and where it stands: the same rows in the same order for any form.

    Memory is for one row; rows of Parquet that stand in another order wait in a scratch file.

    Args:
        dataset: A dataset folder.
        table: One of `TABLES`.

    Raises:
        InputError: If no form of the table is there, or the file cannot be read or is damaged.
        ConfigError: If the form needs a library that is not installed.
    """
    path = find_table(dataset, table)
    if form_of(path) != "parquet" or table not in ARTICLE_ID:
        yield from read_lines(path)
        return
    key = ARTICLE_ID[table]

    def article_of(line: bytes) -> str:
        return str(json.loads(line)[key])

    with tempfile.TemporaryFile() as scratch:
        try:
            lines = SortedLines((line for _, line in read_lines(path)), article_of, scratch)
        except KeyError as error:
            raise InputError(f"{path}: no column {key}; expected a table of sakat", code="foreign_table") from error
        for article, line in lines:
            yield f"{path}: {article}", line
