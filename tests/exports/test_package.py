import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import frictionless
import pytest

from sakat.exports.columns import columns_of
from sakat.exports.relations import TABLES
from sakat.exports.tables import plain_text


@pytest.fixture
def package(dataset: Path, export: Callable[..., Any]) -> Path:
    folder: Path = export("datapackage", dataset)[0]
    return folder


def test_package_is_valid_with_types_keys_and_hashes(package: Path) -> None:
    report = frictionless.validate(package / "datapackage.json")
    assert report.valid, report.flatten(["type", "note"])
    assert len(report.tasks) == len(TABLES)
    assert sorted(path.name for path in package.iterdir()) == sorted(
        ["datapackage.json", *(f"{table}.csv" for table in TABLES)]
    )
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    for resource in descriptor["resources"]:
        data = (package / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def test_package_breaks_when_a_row_is_lost(hostile: Path, export: Callable[..., Any]) -> None:
    folder, _ = export("datapackage", hostile)
    lines = (folder / "entities.csv").read_bytes().split(b"\r\n")
    (folder / "entities.csv").write_bytes(b"\r\n".join([lines[0], *lines[2:]]))
    assert not frictionless.validate(folder / "datapackage.json").valid


def test_package_holds_every_event(dataset: Path, package: Path, told_rows: Callable[..., Any]) -> None:
    resource = frictionless.Package(package / "datapackage.json").get_resource("events")
    rows = [row.to_dict() for row in resource.read_rows()]
    expected = told_rows(dataset, everything=True)
    assert len(rows) == len(expected)
    for found, row in zip(rows, expected, strict=True):
        for name in ("event_id", "type", "trigger", "label_th", "evidence_text", "place_th"):
            assert (plain_text(found[name]) if found[name] is not None else None) == row[name]
        for name in ("lat", "lon", "score", "plover_score"):
            assert (float(found[name]) if found[name] is not None else None) == row[name]
        assert (found["date_start"] and str(found["date_start"])) == row["date_start"]


def test_descriptor_tells_every_column_in_both_languages(package: Path) -> None:
    descriptor = json.loads((package / "datapackage.json").read_text("utf-8"))
    for table, resource in zip(TABLES, descriptor["resources"], strict=True):
        fields = resource["schema"]["fields"]
        assert [(item["name"], item["description"], item["description_th"]) for item in fields] == [
            (column.name, column.en, column.th) for column in columns_of(table)
        ]


def test_package_is_the_same_every_time_and_old_files_stay_on_failure(
    hostile: Path, export: Callable[..., Any], tmp_path: Path
) -> None:
    folder, _ = export("datapackage", hostile)
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    export("datapackage", hostile)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "articles.jsonl").write_text("{}\n", "utf-8")
    (broken / "entities.jsonl").write_text("", "utf-8")
    with pytest.raises(Exception, match=r"articles\.jsonl:1"):
        export("datapackage", broken)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
