import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from sakat.errors import DatasetError, InputError, OutputError
from sakat.explorer.build import DATA_TABLES, build_database
from sakat.explorer.cache import cached_database, dataset_digest
from sakat.explorer.schema import EVENT_COLUMNS, connect_read_only

DATA_FILES = tuple(f"{table}.jsonl" for table in DATA_TABLES)


@pytest.fixture
def folder(outputs: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "dataset"
    copy.mkdir()
    for name in DATA_FILES:
        shutil.copy(outputs / name, copy / name)
    return copy


def test_database_holds_every_line_of_the_dataset(connection: sqlite3.Connection, outputs: Path) -> None:
    for table in ("articles", "events", "entities"):
        lines = len((outputs / f"{table}.jsonl").read_text("utf-8").splitlines())
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] == lines
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_event_columns_are_the_keys_of_the_dataset(rows: list[dict[str, object]]) -> None:
    assert tuple(rows[0]) == EVENT_COLUMNS


def test_months_hold_only_events_within_them(connection: sqlite3.Connection, rows: list[dict[str, str]]) -> None:
    months = dict(connection.execute("SELECT event_id, month FROM events"))
    for row in rows:
        start, end = row["date_start"], row["date_end"]
        assert months[row["event_id"]] == (start[:7] if start and end and start[:7] == end[:7] else None)


def test_nothing_can_be_written_through_the_connection(connection: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        connection.execute("DELETE FROM events")


@pytest.mark.parametrize("name", DATA_FILES)
def test_missing_file_is_named_with_what_to_do(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(InputError, match=rf"no {name} or .*; name a folder written by sakat extract"):
        build_database(folder, folder / "out.sqlite")
    with pytest.raises(InputError, match=rf"no {name}"):
        cached_database(folder, folder / "cache")
    assert not list(folder.glob("**/*.sqlite"))


@pytest.mark.parametrize(
    ("line", "found"),
    [("{", "no JSON"), ("[1]", "a JSON list"), ('{"id": "x_1"}', "KeyError 'coordinates'")],
)
def test_damaged_line_is_named_and_leaves_no_database(folder: Path, line: str, found: str) -> None:
    entities = folder / "entities.jsonl"
    lines = entities.read_text("utf-8").splitlines()
    entities.write_text("\n".join([*lines[:3], line, *lines[3:]]) + "\n", "utf-8")
    with pytest.raises(DatasetError, match=rf"entities\.jsonl:4: found {found}.*make the dataset anew"):
        build_database(folder, folder / "out.sqlite")
    assert sorted(path.name for path in folder.iterdir()) == sorted(DATA_FILES)


def test_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "events.jsonl").write_bytes("ข่าว".encode("cp874"))
    with pytest.raises(DatasetError, match=r"events\.jsonl:1: not UTF-8"):
        build_database(folder, folder / "out.sqlite")


def test_unwritable_place_is_an_output_error(folder: Path) -> None:
    (folder / "file").write_text("")
    with pytest.raises(OutputError, match="name a folder with room by --cache"):
        build_database(folder, folder / "file" / "out.sqlite")


def test_same_dataset_is_built_once(folder: Path, tmp_path: Path) -> None:
    first = cached_database(folder, tmp_path / "cache")
    built = first.stat().st_mtime_ns
    assert cached_database(folder, tmp_path / "cache") == first
    assert first.stat().st_mtime_ns == built


def test_changed_dataset_replaces_its_database_and_no_other(folder: Path, outputs: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    first, other = cached_database(folder, cache), cached_database(outputs, cache)
    assert dataset_digest(folder) == dataset_digest(outputs)
    assert first != other
    events = folder / "events.jsonl"
    events.write_text("".join(events.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    second = cached_database(folder, cache)
    assert second != first
    assert sorted(cache.iterdir()) == sorted([second, other])


def test_dataset_without_events_is_built(folder: Path) -> None:
    for name in DATA_FILES:
        (folder / name).write_text("")
    build_database(folder, folder / "empty.sqlite")
    with closing(connect_read_only(folder / "empty.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM events").fetchone()[0] == 0


def test_duplicate_event_is_named(folder: Path) -> None:
    events = folder / "events.jsonl"
    lines = events.read_text("utf-8").splitlines()
    events.write_text("\n".join([lines[0], lines[0]]) + "\n", "utf-8")
    with pytest.raises(DatasetError, match=r"events\.jsonl: found an event twice"):
        build_database(folder, folder / "out.sqlite")
    assert json.loads(lines[0])["event_id"]
