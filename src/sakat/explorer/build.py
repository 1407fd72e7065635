"""Builds the explorer's database from a dataset folder, line by line, in the memory of one article."""

from __future__ import annotations

import json
import os
import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from sakat.errors import DatasetError, OutputError
from sakat.explorer.schema import ENTITY_COLUMNS, EVENT_COLUMNS, INDEXES, TABLES, VIEWS
from sakat.explorer.search import gram_text, word_text
from sakat.storage.forms import find_table
from sakat.storage.table import read_table

DATA_TABLES = ("entities", "articles", "events")

_FACETS = (
    "INSERT INTO facet_counts SELECT 'type', type, count(*) FROM events GROUP BY type",
    "INSERT INTO facet_counts SELECT 'country', country, count(*) FROM events WHERE country NOTNULL GROUP BY country",
    "INSERT INTO facet_counts SELECT 'place', place_id, count(*) FROM events WHERE place_id NOTNULL GROUP BY place_id",
    "INSERT INTO facet_counts SELECT 'polarity', polarity, count(*) FROM events GROUP BY polarity",
    "INSERT INTO facet_counts SELECT 'modality', modality, count(*) FROM events GROUP BY modality",
    "INSERT INTO facet_counts SELECT role, entity_id, count(*) FROM participants "
    "WHERE role IN ('actor', 'recipient') GROUP BY role, entity_id",
    "UPDATE entities SET event_count = (SELECT count(DISTINCT event) FROM participants WHERE entity_id = entities.id)",
)


def build_database(folder: Path, target: Path) -> None:
    """Write the database of a dataset folder, whole or not at all.

    Args:
        folder: A dataset folder with articles, events and entities, in any form of storage.
        target: The SQLite file; one that is there is replaced.

    Raises:
        InputError: If a table is missing or its file is damaged.
        DatasetError: If a row is not what sakat writes; names where it stands.
        OutputError: If the database cannot be written.
    """
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(fresh)) as connection:
            _fill(connection, folder)
        os.replace(fresh, target)
    except (OSError, sqlite3.OperationalError) as error:
        raise OutputError(
            f"{target}: the explorer's database cannot be written ({error}); name a folder with room by --cache"
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, folder: Path) -> None:
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    for statement in TABLES:
        connection.execute(statement)
    writers: dict[str, Callable[[sqlite3.Connection, int, dict[str, Any]], None]] = {
        "entities": _write_entity,
        "articles": _write_article,
        "events": _write_event,
    }
    rows = Counter[str]()
    for table in DATA_TABLES:
        for number, (where, line) in enumerate(read_table(folder, table), 1):
            try:
                writers[table](connection, number, _content(line, where))
            except (KeyError, TypeError, AttributeError, sqlite3.IntegrityError) as error:
                raise _unusable(where, f"{type(error).__name__} {error}") from error
            rows[table] = number
    for statement in INDEXES:
        _index(connection, statement, folder)
    for statement in (*_FACETS, *VIEWS):
        connection.execute(statement)
    for index in ("article_grams", "article_words", "event_grams", "entity_grams"):
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [(table, str(rows[table])) for table in DATA_TABLES])
    connection.commit()
    connection.execute("ANALYZE")
    connection.commit()


def _index(connection: sqlite3.Connection, statement: str, folder: Path) -> None:
    try:
        connection.execute(statement)
    except sqlite3.IntegrityError as error:
        raise DatasetError(f"{find_table(folder, 'events')}: found an event twice; expected each once") from error


def _content(line: bytes, where: str) -> dict[str, Any]:
    try:
        content = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise DatasetError(f"{where}: not UTF-8 ({error.reason}); make the dataset anew") from error
    except ValueError as error:
        raise _unusable(where, f"no JSON ({error})") from error
    if not isinstance(content, dict):
        raise _unusable(where, f"a JSON {type(content).__name__}")
    return content


def _unusable(where: str, found: str) -> DatasetError:
    return DatasetError(f"{where}: found {found}; expected a row as sakat writes it: make the dataset anew")


def _write_article(connection: sqlite3.Connection, number: int, record: dict[str, Any]) -> None:
    source, text = record["source"], record["text"]
    row = (
        number, record["id"], source["uri"], source["title"], source["document_date"], source["licence"], text,
        len(record["events"]), len(record["mentions"]), _json(record),
    )  # fmt: skip
    connection.execute("INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    title = source["title"] or ""
    connection.execute(
        "INSERT INTO article_grams(rowid, title, text) VALUES (?, ?, ?)", (number, gram_text(title), gram_text(text))
    )
    connection.execute("INSERT INTO article_words(rowid, words) VALUES (?, ?)", (number, word_text(f"{title}\n{text}")))
    mentions = Counter(mention["entity_id"] for mention in record["mentions"] if mention["entity_id"] is not None)
    connection.executemany(
        "INSERT INTO article_entities VALUES (?, ?, ?)", [(entity, number, count) for entity, count in mentions.items()]
    )


def _write_event(connection: sqlite3.Connection, number: int, row: dict[str, Any]) -> None:
    values = [_json(row[name]) if isinstance(row[name], list) else row[name] for name in EVENT_COLUMNS]
    country = row["iso3166"][:2] if row["iso3166"] else None
    start, end = row["date_start"], row["date_end"]
    periods = [start[:size] if start and end and start[:size] == end[:size] else None for size in (7, 4, 3)]
    places = ", ".join("?" * (len(values) + 5))
    connection.execute(f"INSERT INTO events VALUES ({places})", (number, *values, country, *periods))
    roles = {("actor", entity) for entity in row["actor_ids"]}
    roles |= {("recipient", entity) for entity in row["recipient_ids"]}
    roles |= {(role, entity) for role in ("place", "source") if (entity := row[f"{role}_id"]) is not None}
    connection.executemany(
        "INSERT INTO participants(role, entity_id, event) VALUES (?, ?, ?)", [(*pair, number) for pair in sorted(roles)]
    )
    connection.execute(
        "INSERT INTO event_grams(rowid, evidence, labels) VALUES (?, ?, ?)",
        (number, gram_text(row["evidence_text"]), gram_text(f"{row['label_th']}\n{row['label_en']}")),
    )


def _write_entity(connection: sqlite3.Connection, number: int, entity: dict[str, Any]) -> None:
    where = entity["coordinates"] or {"lat": None, "lon": None}
    row = {**entity, **where, "aliases": _json(entity["aliases"]), "roles": _json(entity["roles"])}
    values = [row[name] for name in ENTITY_COLUMNS]
    places = ", ".join("?" * (len(values) + 2))
    names = "\n".join(filter(None, (entity["name_th"], entity["name_en"], *entity["aliases"])))
    connection.execute(
        f"INSERT INTO entities(rowid, {', '.join(ENTITY_COLUMNS)}, event_count) VALUES ({places})",
        (number, *values, None),
    )
    connection.execute("INSERT INTO entity_grams(rowid, names) VALUES (?, ?)", (number, gram_text(names)))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
