"""From a row of a table or a JSON object to an article."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from itertools import islice
from zoneinfo import ZoneInfo

from sakat.errors import InputError
from sakat.inputs import limits
from sakat.inputs.article import Article, Reject, parse_metadata, shown
from sakat.inputs.options import Columns
from sakat.record import Warning

BANGKOK = ZoneInfo("Asia/Bangkok")
_DAY_LENGTH = 10
_LISTED = 12


def row_to_article(
    row: Mapping[str, object],
    *,
    name: str,
    number: int,
    digest: str,
    columns: Columns,
    warnings: tuple[Warning, ...] = (),
) -> Article | Reject:
    """Return the article of a row, or the reject that says what is wrong with it.

    It is named by its `uri`, else `<file>#<id>`, else `<file>#<number>`. A time of publication is its day in Bangkok.

    Args:
        row: Values by column.
        name: Name of the file.
        number: Of the row or line, from 1.
        digest: SHA-256 of the row.
        columns: Which column holds what.
        warnings: What reading the row had to say.
    """
    where, uri = f"{name}:{number}", f"{name}#{number}"
    try:
        identity = _value(row, columns, "id")
        if isinstance(identity, str | int) and str(identity).strip():
            uri = parse_metadata({"uri": f"{name}#{identity}"}, uri=uri, where=where).uri
        fields = {
            "uri": _value(row, columns, "uri"),
            "title": _value(row, columns, "title"),
            "document_date": to_bangkok_day(_value(row, columns, "date")),
            "language": _value(row, columns, "language"),
            "licence": _value(row, columns, "licence"),
        }
        metadata = parse_metadata(fields, uri=uri, where=where)
        uri = metadata.uri
        return Article(metadata, _text(row, where, columns), digest, warnings=warnings)
    except InputError as error:
        return Reject(uri, digest, "read", error.code, str(error))


def check_columns(found: Collection[str], name: str, columns: Columns) -> None:
    """Check that a table has the columns it needs and those the user named.

    Raises:
        InputError: With the columns that are there.
    """
    for part in ("text", *columns.named()):
        candidates = columns.candidates(part)
        if not any(column in found for column in candidates):
            wanted = " or ".join(map(repr, candidates))
            raise InputError(
                f"{name}: no column {wanted}; found {_listed(found)}; name the right one with --{part}-column",
                code="missing_column",
            )


def _listed(names: Collection[str]) -> str:
    first = ", ".join(shown(name) for name in islice(names, _LISTED))
    return f"{first} and {len(names) - _LISTED} more" if len(names) > _LISTED else first or "none"


def to_bangkok_day(value: object) -> object:
    """Return the day in Bangkok of a time, however it is written; anything else as it is.

    >>> to_bangkok_day("2024-08-22T20:15:00Z"), to_bangkok_day("2024-08-23")
    (datetime.date(2024, 8, 23), '2024-08-23')
    """
    if isinstance(value, str):
        value = value.strip() or None
    if isinstance(value, str) and len(value) > _DAY_LENGTH:
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return value
    if isinstance(value, datetime):
        return (value.astimezone(BANGKOK) if value.tzinfo is not None else value).date()
    return value.isoformat() if isinstance(value, date) else value


def hash_bytes(data: bytes) -> str:
    """Return the SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def _value(row: Mapping[str, object], columns: Columns, part: str) -> object:
    return next((row[column] for column in columns.candidates(part) if row.get(column) not in (None, "")), None)


def _text(row: Mapping[str, object], where: str, columns: Columns) -> str:
    candidates = [column for column in columns.candidates("text") if column in row]
    if not candidates:
        wanted = columns.candidates("text")[0]
        raise InputError(f"{where}: no field {wanted!r}; found {_listed(sorted(row))}", code="missing_text")
    text = row[candidates[0]]
    if not isinstance(text, str):
        raise InputError(
            f"{where}: {candidates[0]}: found {type(text).__name__}; expected a string", code="missing_text"
        )
    if len(text) > limits.MAX_ARTICLE_BYTES:
        raise InputError(f"{where}: {candidates[0]}: {limits.too_long()}", code="too_long")
    return text
