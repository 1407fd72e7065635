"""Tables of text: CSV that Excel opens with Thai intact and that runs no formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from sakat.exports.columns import Column, columns_of
from sakat.exports.job import Job

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20'")
_SEPARATOR = "; "


def write(job: Job, path: Path) -> None:
    """Write the flat event table: the columns of events.jsonl, in its order."""
    write_table(path, columns_of("events"), _rows(job))


def _rows(job: Job) -> Iterable[Mapping[str, Any]]:
    for told in job.events():
        job.written += 1
        yield told.row


def write_table(path: Path, columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write rows as CSV: UTF-8 with a byte order mark, CRLF, a header, cells as `cell` makes them."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in columns])
        for row in rows:
            writer.writerow([cell(row[column.name]) for column in columns])


def cell(value: object) -> str:
    r"""Return a value as text: lists joined by `; `, null empty, what a spreadsheet would run behind an apostrophe.

    Only text that starts with = + - @, one of their full-width forms, a tab, a line end or an apostrophe gets one, so
    that taking away a leading apostrophe gives the text back. In items of a list `;` and `\` stand behind a `\`.

    >>> cell("=1+1"), cell(-12.5), cell(["ลาว", None, "ก;ข"]), cell(True)
    ("'=1+1", '-12.5', 'ลาว; ; ก\\;ข', 'true')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        value = _SEPARATOR.join((item or "").replace("\\", "\\\\").replace(";", "\\;") for item in value)
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return str(value)


def plain_text(written: str) -> str:
    """Return the text of a cell that `cell` made from text.

    >>> plain_text(cell("- การประชุม")), plain_text(cell("'ก"))
    ('- การประชุม', "'ก")
    """
    return written.removeprefix("'")


def list_items(written: str) -> list[str]:
    r"""Return the items of a cell that `cell` made from a list; an item without text is empty.

    >>> list_items(cell(["ลาว", "ก; ข\\"])), list_items("")
    (['ลาว', 'ก; ข\\'], [])
    """
    text = plain_text(written)
    if not text:
        return []
    items, item, position = [], "", 0
    while position < len(text):
        if text[position] == "\\":
            item += text[position + 1]
            position += 2
        elif text.startswith(_SEPARATOR, position):
            items.append(item)
            item = ""
            position += len(_SEPARATOR)
        else:
            item += text[position]
            position += 1
    return [*items, item]
