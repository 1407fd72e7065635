"""Selects rows of any table, and what to show of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from sakat.errors import ConfigError, RecordError
from sakat.storage.read import read_lines

Row = dict[str, Any]

_ID_KEYS = ("id", "event_id", "article_id", "uri")


def select_rows(
    path: Path, *, ids: Sequence[str] = (), types: Sequence[str] = (), fields: Sequence[str] = ()
) -> Iterator[Row]:
    """Yield the rows of a file of records, events, entities or rejects, in order.

    Args:
        path: A file in any form.
        ids: Rows with one of these as id, event id, article id or uri; none for all.
        types: Event types: rows of such events, records that hold one; none for all.
        fields: Keys to show, of parts of a row with a point (`source.uri`, `events.label_en`); none for all.

    Raises:
        InputError: If the file cannot be read or is damaged.
        RecordError: If a line is no JSON object.
        ConfigError: If a field is not in a row.
    """
    for where, line in read_lines(path):
        try:
            row = from_json(line)
        except ValueError as error:
            raise RecordError(f"{where}: not JSON ({error}); expected an object a line") from error
        if not isinstance(row, dict):
            raise RecordError(f"{where}: found {type(row).__name__}; expected an object")
        if (not ids or not _ids_of(row).isdisjoint(ids)) and (not types or not _types_of(row).isdisjoint(types)):
            yield {field: _value(row, field.split("."), field, where) for field in fields} if fields else row


def _ids_of(row: Row) -> set[str]:
    source = row.get("source")
    holders = (row, source) if isinstance(source, dict) else (row,)
    return {str(holder[key]) for holder in holders for key in _ID_KEYS if key in holder}


def _types_of(row: Row) -> set[str]:
    events = row.get("events", [row])
    return {str(event.get("type")) for event in events if isinstance(event, dict)}


def _value(value: Any, path: list[str], field: str, where: str) -> Any:
    if not path or value is None:
        return value
    if isinstance(value, list):
        return [_value(item, path, field, where) for item in value]
    if not isinstance(value, dict) or path[0] not in value:
        known = ", ".join(value) if isinstance(value, dict) else type(value).__name__
        raise ConfigError(f"{where}: no field {field!r}; found {known}")
    return _value(value[path[0]], path[1:], field, where)
