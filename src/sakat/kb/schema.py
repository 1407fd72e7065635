"""The tables of the knowledge base, and how a finished file is told from anything else."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sakat.errors import KnowledgeError

SCHEMA_VERSION = 1

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE entities (qid TEXT PRIMARY KEY, label TEXT NOT NULL, name_th TEXT, name_en TEXT, "
    "description_en TEXT, iso3166 TEXT, lat REAL, lon REAL, country TEXT, weight INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE names (form TEXT, qid TEXT, kind TEXT NOT NULL, PRIMARY KEY (form, qid)) WITHOUT ROWID",
    "CREATE TABLE problems (number INTEGER PRIMARY KEY, line INTEGER, reason TEXT NOT NULL)",
)
"""Rows stand in the order of their key, whatever order they came in; the key of `names` is the index on `form`."""


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection to a finished file that nothing can write through, for any thread of the process.

    Raises:
        KnowledgeError: If there is no such file.
    """
    if not path.is_file():
        raise KnowledgeError(f"{path}: no such file; make one with `sakat kb build SOURCE -o {path.name}`")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(uri, uri=True, check_same_thread=False)


def read_meta(path: Path) -> dict[str, str]:
    """Return what a finished knowledge base says of itself: source, schema_version, counts.

    Raises:
        KnowledgeError: If the file is missing, no knowledge base, unfinished or of another schema version.
    """
    connection = connect_read_only(path)
    try:
        meta = dict(connection.execute("SELECT key, value FROM meta"))
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(
            f"{path}: not a knowledge base ({error}); expected a file of `sakat kb build`, name that"
        ) from error
    finally:
        connection.close()
    check_version(meta, path)
    if meta.get("complete") != "1":
        raise KnowledgeError(f"{path}: unfinished; expected a complete knowledge base: run `sakat kb build` again")
    return meta


def check_version(meta: dict[str, str], path: Path) -> None:
    """Check that a file has the schema this version reads.

    Raises:
        KnowledgeError: If it has another one.
    """
    found = meta.get("schema_version")
    if found != str(SCHEMA_VERSION):
        raise KnowledgeError(
            f"{path}: schema version {found or 'missing'}; expected {SCHEMA_VERSION}: "
            "build it anew with `sakat kb build --force`"
        )
