"""Parquet, SQLite and DuckDB, read back by their own libraries."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from sakat.exports.columns import columns_of
from sakat.exports.relations import TABLES
from sakat.record import Record, record_from_json


def with_iso_days(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def records(folder: Path) -> list[Any]:
    with (folder / "articles.jsonl").open(encoding="utf-8") as lines:
        return [record_from_json(line) for line in lines]


def entities(folder: Path) -> list[dict[str, Any]]:
    with (folder / "entities.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def test_parquet_holds_every_value_of_every_event(
    dataset: Path, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("parquet", dataset)
    table = pq.read_table(path)
    expected = told_rows(dataset, everything=True)
    assert [with_iso_days(row) for row in table.to_pylist()] == expected
    assert job.written == len(expected)


def test_parquet_is_typed_described_and_the_same_every_time(outputs: Path, export: Callable[..., Any]) -> None:
    path, _ = export("parquet", outputs)
    schema = pq.read_schema(path)
    kinds = {name: str(schema.field(name).type) for name in ("mode", "date_start", "lat", "label_th")}
    assert kinds == {
        "mode": "list<element: string>",
        "date_start": "date32[day]",
        "lat": "double",
        "label_th": "string",
    }
    for column in columns_of("events"):
        metadata = schema.field(column.name).metadata
        assert (metadata[b"th"].decode(), metadata[b"en"].decode()) == (column.th, column.en)
    first = path.read_bytes()
    assert export("parquet", outputs)[0].read_bytes() == first


@pytest.fixture
def database(dataset: Path, export: Callable[..., Any]) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(export("sqlite", dataset)[0])) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def all_rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY rowid")]


def test_sqlite_is_whole_and_its_keys_hold(database: sqlite3.Connection) -> None:
    assert [tuple(row) for row in database.execute("PRAGMA integrity_check")] == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    pointing = {(row["table"], row["from"]) for row in database.execute("PRAGMA foreign_key_list(event_actors)")}
    assert pointing == {("events", "event_id"), ("entities", "entity_id"), ("mentions", "mention_id")}


def test_sqlite_holds_every_value_of_every_event(
    dataset: Path, database: sqlite3.Connection, told_rows: Callable[..., Any]
) -> None:
    found = all_rows(database, "events")
    lists = [column.name for column in columns_of("events") if column.type == "list"]
    assert [row | {name: json.loads(row[name]) for name in lists} for row in found] == told_rows(
        dataset, everything=True
    )


def test_sqlite_holds_the_parts_of_every_record(dataset: Path, database: sqlite3.Connection) -> None:
    articles = records(dataset)
    assert [(row["article_id"], row["uri"], row["text"]) for row in all_rows(database, "articles")] == [
        (item.id, item.source.uri, item.text) for item in articles
    ]
    for table, name in (("mentions", "mention_id"), ("temporal", "temporal_id"), ("citations", "citation_id")):
        assert [(row["article_id"], row[name], row["text"]) for row in all_rows(database, table)] == [
            (item.id, part.id, part.text) for item in articles for part in getattr(item, table)
        ]
    for row in all_rows(database, "mentions"):
        text = next(item.text for item in articles if item.id == row["article_id"])
        assert text[row["start_char"] : row["end_char"]] == row["text"]
    expected = [
        (event.id, position, argument.role, argument.entity_id, argument.mention_id, int(argument.inferred))
        for item in articles
        for event in item.events
        for position, argument in enumerate(event.arguments)
    ]
    assert [tuple(row.values()) for row in all_rows(database, "event_actors")] == expected
    found = all_rows(database, "entities")
    assert [(row["entity_id"], row["name_th"], json.loads(row["aliases"]), row["mention_count"]) for row in found] == [
        (row["id"], row["name_th"], row["aliases"], row["mention_count"]) for row in entities(dataset)
    ]
    assert database.execute("SELECT count(*) FROM entity_roles").fetchone()[0] == sum(
        len(row["roles"]) for row in entities(dataset)
    )
    quotes = [(quote.id, quote.text, quote.speaker_id) for item in articles for quote in item.quotes]
    assert [(row["quote_id"], row["text"], row["speaker_id"]) for row in all_rows(database, "quotes")] == quotes


def test_sqlite_view_shows_only_what_is_asserted_to_have_happened(
    dataset: Path, database: sqlite3.Connection, told_rows: Callable[..., Any]
) -> None:
    asserted = [row["event_id"] for row in told_rows(dataset, everything=False)]
    found = database.execute("SELECT event_id FROM asserted_events ORDER BY rowid").fetchall()
    assert [row[0] for row in found] == asserted
    pairs = database.execute("SELECT count(*) FROM actor_recipient").fetchone()[0]
    rows = told_rows(dataset, everything=True)
    assert pairs == sum(len(row["actor_ids"]) * len(row["recipient_ids"]) for row in rows)


def test_sqlite_describes_every_column_in_both_languages(database: sqlite3.Connection) -> None:
    described = {(row["table"], row["column"]): (row["th"], row["en"]) for row in all_rows(database, "columns")}
    for table in TABLES:
        names = [row["name"] for row in database.execute(f"PRAGMA table_info({table})")]
        assert names == [column.name for column in columns_of(table)]
        for name in names:
            assert all(described[table, name])


@pytest.fixture
def retold(
    record_by_hand: Callable[..., Record], acted: Callable[..., Any], write_dataset: Callable[..., None], tmp_path: Path
) -> Path:
    """Two assaults told again: the first in an event of its type, the second in one of another type."""
    events = [
        acted("ยิง", "ASSAULT", ["ทหาร"], []),
        acted("ปะทะ", "ASSAULT", ["ทหาร"], []),
        acted("เหตุนี้", "ASSAULT", ["ทหาร"], []),
        acted("ประณาม", "ACCUSE", ["ทหาร"], []),
        acted("โจมตี", "ASSAULT", ["ทหาร"], []),
    ]
    article = record_by_hand(
        "ทหาร ยิง แล้ว ปะทะ เหตุนี้ ถูก ประณาม ก่อน โจมตี", [{"name_th": "ทหาร", "label": "ORG"}], events, uri="retold"
    )
    ids = [event.id for event in article.events]
    links = {2: ids[0], 3: ids[1], 4: ids[3]}
    linked = [event.model_copy(update={"same_as": links.get(n)}) for n, event in enumerate(article.events)]
    write_dataset([article.model_copy(update={"events": tuple(linked)})], tmp_path / "retold")
    return tmp_path / "retold"


def test_sqlite_filtered_keeps_links_between_what_is_taken_and_drops_the_others(
    retold: Path, export: Callable[..., Any]
) -> None:
    everything = export("sqlite", retold)[0]
    with closing(sqlite3.connect(everything)) as connection:
        links = connection.execute("SELECT event_id, same_as FROM events ORDER BY rowid").fetchall()
    assert [same_as for _, same_as in links] == [None, None, links[0][0], links[1][0], links[3][0]]
    path, job = export("sqlite", retold, types=frozenset({"ASSAULT"}))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = connection.execute("SELECT event_id, same_as FROM events ORDER BY rowid").fetchall()
    kept = [links[n] for n in (0, 1, 2)] + [(links[4][0], None)]
    assert found == kept
    assert job.written == 4


def test_sqlite_filtered_keeps_keys(outputs: Path, export: Callable[..., Any], rows: list[dict[str, Any]]) -> None:
    types = frozenset({"ASSAULT"})
    score = sorted(row["score"] for row in rows)[len(rows) // 2]
    path, job = export("sqlite", outputs, types=types, min_score=score)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        found = connection.execute("SELECT DISTINCT type FROM events").fetchall()
        assert found == [("ASSAULT",)]
        assert connection.execute("SELECT count(*) FROM events").fetchone()[0] == job.written


def test_sqlite_is_the_same_every_time(outputs: Path, export: Callable[..., Any]) -> None:
    first = export("sqlite", outputs)[0].read_bytes()
    assert export("sqlite", outputs)[0].read_bytes() == first


@pytest.fixture
def duck(dataset: Path, export: Callable[..., Any]) -> Iterator[duckdb.DuckDBPyConnection]:
    with closing(duckdb.connect(str(export("duckdb", dataset)[0]), read_only=True)) as connection:
        yield connection


def duck_rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found = connection.execute(query)
    names = [item[0] for item in found.description]
    return [with_iso_days(dict(zip(names, row, strict=True))) for row in found.fetchall()]


def test_duckdb_holds_every_value_of_every_event(
    dataset: Path, duck: duckdb.DuckDBPyConnection, told_rows: Callable[..., Any]
) -> None:
    expected = told_rows(dataset, everything=True)
    assert duck_rows(duck, "SELECT * FROM events ORDER BY rowid") == expected
    asserted = duck_rows(duck, "SELECT event_id FROM asserted_events")
    assert len(asserted) == len(told_rows(dataset, everything=False))


def test_duckdb_has_the_rows_of_sqlite(
    dataset: Path, duck: duckdb.DuckDBPyConnection, database: sqlite3.Connection
) -> None:
    for table in TABLES:
        found = duck_rows(duck, f"SELECT * FROM {table} ORDER BY rowid")
        lists = [column.name for column in columns_of(table) if column.type == "list"]
        expected = [row | {name: json.loads(row[name]) for name in lists} for row in all_rows(database, table)]
        assert found == expected, table


def test_duckdb_columns_carry_comments_and_types(duck: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() WHERE NOT internal"
    found = {(row["table_name"], row["column_name"]): row for row in duck_rows(duck, query)}
    for table in TABLES:
        for column in columns_of(table):
            assert found[table, column.name]["comment"] == f"{column.en} · {column.th}"
    assert found["events", "mode"]["data_type"] == "VARCHAR[]"
    assert found["events", "date_start"]["data_type"] == "DATE"
