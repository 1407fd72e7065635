import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sakat.dataset.write import FILES, write_dataset
from sakat.errors import OutputError
from sakat.inputs.article import Reject
from sakat.record import Record

REJECT = Reject("b.txt", None, "read", "unreadable_file", "b.txt: cannot be read")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def renamed(record: Record, uri: str) -> Record:
    return record.model_copy(update={"source": record.source.model_copy(update={"uri": uri})})


def test_write_dataset_writes_every_file_and_nothing_else(record: Record, tmp_path: Path) -> None:
    summary = write_dataset([record, REJECT], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert (summary.articles, summary.records, summary.rejects) == (2, 1, 1)
    assert (tmp_path / "articles.jsonl").read_text("utf-8") == record.to_json() + "\n"
    assert rows(tmp_path / "rejects.jsonl")[0]["code"] == "unreadable_file"


def test_write_dataset_manifest_describes_the_files(record: Record, tmp_path: Path) -> None:
    write_dataset([record], tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    for name, described in manifest["files"].items():
        data = (tmp_path / name).read_bytes()
        assert described == {"sha256": hashlib.sha256(data).hexdigest(), "lines": data.count(b"\n")}
    assert manifest["inputs"] == [{"uri": "made-up", "sha256": record.source.sha256}]
    assert manifest["counts"]["events"] == len(record.events)
    assert "triggers.tsv" in manifest["resources"]
    assert str(tmp_path) not in json.dumps(manifest)


def test_write_dataset_event_rows_carry_names_dates_and_evidence(record: Record, tmp_path: Path) -> None:
    write_dataset([record], tmp_path)
    table = rows(tmp_path / "events.jsonl")
    assert [row["event_id"] for row in table] == [event.id for event in record.events]
    for row, event in zip(table, record.events, strict=True):
        assert row["trigger"] == event.trigger.text
        assert len(row["actors_th"]) == len(row["actor_ids"]) == len(row["actors_en"])
        assert event.trigger.text in row["evidence_text"]
        if row["edtf"] == "2024-06-05":
            assert (row["date_start"], row["date_end"]) == ("2024-06-05", "2024-06-05")
    assert any(row["edtf"] == "2024-06-05" for row in table)


def test_write_dataset_merges_entities_across_articles(record: Record, tmp_path: Path) -> None:
    from sakat.api import extract

    second = extract("นายกิตติ บุญเรือง เดินทางไปเชียงราย และอำเภอเชียงแสน", uri="second")
    write_dataset([record, second], tmp_path)
    table = {row["id"]: row for row in rows(tmp_path / "entities.jsonl")}
    assert list(table) == sorted(table)
    shared = {entity.id for entity in record.entities} & {entity.id for entity in second.entities}
    assert shared
    for entity_id in shared:
        assert table[entity_id]["article_count"] == 2
    assert sum(row["mention_count"] for row in table.values()) == sum(
        mention.entity_id is not None for item in (record, second) for mention in item.mentions
    )


def test_write_dataset_order_of_articles_does_not_matter(record: Record, tmp_path: Path) -> None:
    from sakat.api import extract

    second = extract("ศาลยกฟ้องนายสมชาย ใจดี", uri="second")
    write_dataset([record, second], tmp_path / "one")
    write_dataset([second, record], tmp_path / "two")
    for name in FILES:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_write_dataset_rejects_a_second_article_with_the_same_text(record: Record, tmp_path: Path) -> None:
    summary = write_dataset([record, renamed(record, "copy")], tmp_path)
    assert (summary.records, summary.rejects) == (1, 1)
    assert rows(tmp_path / "rejects.jsonl")[0] == {
        "uri": "copy",
        "sha256": record.source.sha256,
        "stage": "write",
        "code": "duplicate_text",
        "message": "copy: same text as made-up; only the first is kept",
    }


def test_write_dataset_rejects_a_second_article_of_one_name(record: Record, tmp_path: Path) -> None:
    from sakat.api import extract

    write_dataset([record, extract("ข่าวอื่น", uri="made-up")], tmp_path)
    assert rows(tmp_path / "rejects.jsonl")[0]["code"] == "duplicate_uri"


def test_write_dataset_interrupted_leaves_the_old_files_whole(record: Record, tmp_path: Path) -> None:
    write_dataset([record], tmp_path)
    before = {name: (tmp_path / name).read_bytes() for name in FILES}

    def interrupted() -> Iterator[Record | Reject]:
        yield REJECT
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_dataset(interrupted(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_write_dataset_says_when_the_folder_cannot_be_written(record: Record, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        write_dataset([record], tmp_path / "file" / "outputs")
