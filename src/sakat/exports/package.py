"""A Frictionless data package: the tables as CSV files, and a datapackage.json that tells every column bilingually."""

from __future__ import annotations

import hashlib
import json
from contextlib import ExitStack
from csv import writer
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sakat.exports.columns import Column, columns_of
from sakat.exports.job import Job
from sakat.exports.relations import TABLES, related_rows
from sakat.exports.tables import cell
from sakat.files import make_folder, replaced_file

DESCRIPTOR = "datapackage.json"

_TYPES = {
    "string": "string", "integer": "integer", "number": "number", "boolean": "boolean", "date": "date",
    "list": "string",
}  # fmt: skip


def write(job: Job, folder: Path) -> None:
    """Write a CSV file for each table and the descriptor, which comes last.

    Raises:
        OutputError: If a file cannot be written; the old ones are untouched.
    """
    make_folder(folder)
    with ExitStack() as stack:
        descriptor = stack.enter_context(replaced_file(folder / DESCRIPTOR))
        paths = {table: stack.enter_context(replaced_file(folder / f"{table}.csv")) for table in TABLES}
        with ExitStack() as files:
            rows = {}
            for table, path in paths.items():
                file = files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
                rows[table] = writer(file, lineterminator="\r\n")
                rows[table].writerow([column.name for column in columns_of(table)])
            for table, row in related_rows(job):
                rows[table].writerow([cell(row[column.name]) for column in columns_of(table)])
        content = {
            "profile": "tabular-data-package",
            "name": "sakat-dataset",
            "title": "Events, entities and dates of Thai articles",
            "description": "Text that starts with = + - @, a tab, a line end or an apostrophe stands behind an "
            "apostrophe; take one leading apostrophe away to read it. Items of lists are joined by '; '.",
            "version": version("sakat"),
            "resources": [_resource(table, path) for table, path in paths.items()],
        }
        descriptor.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8", newline="\n")


def _resource(table: str, path: Path) -> dict[str, Any]:
    columns = columns_of(table)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    keys = [column.name for column in columns if column.primary]
    schema = {
        "fields": [_field(column) for column in columns],
        **({"primaryKey": keys[0]} if keys else {}),
        "foreignKeys": [_foreign_key(table, column) for column in columns if column.references is not None],
        "missingValues": [""],
    }
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.name,
        "type": _TYPES[column.type],
        "description": column.en,
        "description_th": column.th,
        **({"constraints": {"required": True, "unique": True}} if column.primary else {}),
    }


def _foreign_key(table: str, column: Column) -> dict[str, Any]:
    assert column.references is not None
    other, key = column.references
    resource = "" if other == table else other.replace("_", "-")
    return {"fields": column.name, "reference": {"resource": resource, "fields": key}}
