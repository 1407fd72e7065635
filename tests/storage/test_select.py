from pathlib import Path

import pytest

from sakat.errors import ConfigError, RecordError
from sakat.record import Record
from sakat.storage.select import select_rows


@pytest.fixture
def articles(root: Path) -> Path:
    return root / "outputs" / "articles.jsonl"


def test_select_rows_finds_records_by_id_and_by_uri(articles: Path) -> None:
    (by_uri,) = select_rows(articles, ids=["corpus:seato"])
    assert list(select_rows(articles, ids=[by_uri["id"]])) == [by_uri]
    assert list(select_rows(articles, ids=["corpus:sea"])) == []


def test_select_rows_of_a_type_are_its_events_and_the_records_that_hold_one(articles: Path, root: Path) -> None:
    events = list(select_rows(root / "outputs" / "events.jsonl", types=["AID"]))
    assert events
    assert {row["type"] for row in events} == {"AID"}
    records = list(select_rows(articles, types=["AID"]))
    assert {row["id"] for row in records} == {row["article_id"] for row in events}
    assert len(records) < 60


def test_select_rows_shows_the_fields_asked_for_in_that_order(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(record.to_json() + "\n", "utf-8")
    (row,) = select_rows(path, fields=["events.type", "source.uri", "events.time.edtf"])
    assert list(row) == ["events.type", "source.uri", "events.time.edtf"]
    assert row["source.uri"] == "made-up"
    assert row["events.type"] == [event.type for event in record.events]
    assert row["events.time.edtf"] == [event.time and event.time.edtf for event in record.events]


@pytest.mark.parametrize("field", ["sauce.uri", "source.url", "text.length", "events.time.day"])
def test_select_rows_names_a_field_that_is_not_there(field: str, articles: Path) -> None:
    with pytest.raises(ConfigError, match=rf"articles\.jsonl:1: no field '{field}'"):
        list(select_rows(articles, fields=[field]))


@pytest.mark.parametrize(("line", "found"), [("{", "not JSON"), ("[]", "found list"), ('"ข่าว"', "found str")])
def test_select_rows_names_a_line_that_is_no_row(line: str, found: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("{}\n" + line + "\n", "utf-8")
    with pytest.raises(RecordError, match=rf"a\.jsonl:2: {found}"):
        list(select_rows(path))
