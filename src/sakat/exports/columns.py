"""What each column of an export holds, in Thai and English, from `resources/export_columns.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast, get_args

from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon

ColumnType = Literal["string", "integer", "number", "boolean", "date", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: `primary` marks its key, `references` the column of another table it points to."""

    name: str
    type: ColumnType
    primary: bool
    references: tuple[str, str] | None
    th: str
    en: str


@cache
def all_columns() -> dict[str, tuple[Column, ...]]:
    """Return the columns of every table, in order, by table name.

    Raises:
        LexiconError: If a row names an unknown type, or a table or column that does not exist.
    """
    tables: dict[str, list[Column]] = {}
    for row in load_lexicon("export_columns", key="column"):
        if row["type"] not in get_args(ColumnType):
            raise LexiconError(
                f"resources/export_columns.tsv: {row['table']}.{row['column']}: type {row['type']!r}; "
                f"expected one of {', '.join(get_args(ColumnType))}"
            )
        table, _, column = row["key"].partition(".")
        tables.setdefault(row["table"], []).append(
            Column(
                name=row["column"],
                type=cast(ColumnType, row["type"]),
                primary=row["key"] == "primary",
                references=(table, column) if column else None,
                th=row["th"],
                en=row["en"],
            )
        )
    for name, columns in tables.items():
        for item in columns:
            if item.references and not any(
                other.primary and (item.references[0], other.name) == item.references
                for other in tables.get(item.references[0], ())
            ):
                raise LexiconError(
                    f"resources/export_columns.tsv: {name}.{item.name}: key {'.'.join(item.references)!r}; "
                    "expected the primary column of a table"
                )
    return {name: tuple(columns) for name, columns in tables.items()}


def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of one table, in order.

    >>> [column.name for column in columns_of("event_citations")]
    ['event_id', 'citation_id']
    """
    return all_columns()[table]
