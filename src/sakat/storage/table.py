"""Reads a table of a dataset folder, whichever form it has, in the order of the stream that sakat writes."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from sakat.errors import InputError
from sakat.storage.forms import find_table, form_of
from sakat.storage.read import read_lines
from sakat.storage.sorting import SortedLines

_ARTICLE_ID = {"articles": "id", "events": "article_id"}
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
    if not is_by_day(path, table):
        yield from read_lines(path)
        return
    with tempfile.TemporaryFile() as scratch:
        try:
            lines = sort_by_article((line for _, line in read_lines(path)), table, scratch)
        except KeyError as error:
            missing = f"{path}: no column {error.args[0]}; expected a table of sakat"
            raise InputError(missing, code="foreign_table") from error
        for article, line in lines:
            yield f"{path}: {article}", line


def is_by_day(path: Path, table: str) -> bool:
    """Return whether the rows of a file stand in the order of days, not in that of the stream."""
    return form_of(path) == "parquet" and table in _ARTICLE_ID


def sort_by_article(lines: Iterable[bytes], table: str, scratch: IO[bytes]) -> SortedLines:
    """Return the lines of articles or events in the order of the stream; they wait in `scratch`."""
    key = _ARTICLE_ID[table]
    return SortedLines(lines, lambda line: str(json.loads(line)[key]), scratch)
