import hashlib
import json
import shutil
from pathlib import Path

import pytest

from sakat.dataset.validate import validate_file
from sakat.errors import ConfigError, InputError, RecordError
from sakat.storage.convert import add_forms, convert_dataset
from sakat.storage.forms import FORMS, TABLES, Form
from sakat.storage.read import read_lines


@pytest.fixture
def dataset(root: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "outputs"
    shutil.copytree(root / "outputs", folder, ignore=shutil.ignore_patterns("run.json", ".sakat-parts", "bench"))
    reject = {
        "uri": "ข่าว.txt",
        "sha256": None,
        "stage": "read",
        "code": "unreadable_file",
        "message": "ข่าว.txt: cannot",
    }
    (folder / "rejects.jsonl").write_text(json.dumps(reject, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    data = (folder / "rejects.jsonl").read_bytes()
    manifest["files"]["rejects.jsonl"] = {"sha256": hashlib.sha256(data).hexdigest(), "lines": 1}
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=2) + "\n", "utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("form", FORMS)
def test_a_dataset_comes_back_from_every_form_byte_for_byte(form: Form, dataset: Path, tmp_path: Path) -> None:
    counts = convert_dataset(dataset, tmp_path / "there", form=form)
    lines = {table: (dataset / f"{table}.jsonl").read_bytes().count(b"\n") for table in TABLES}
    assert counts == lines
    assert lines["events"] > lines["entities"] > lines["articles"] > lines["rejects"] == 1
    assert sorted(contents(tmp_path / "there")) == sorted([*(f"{table}.{form}" for table in TABLES), "manifest.json"])
    assert validate_file(tmp_path / "there" / f"articles.{form}") == (60, [])
    convert_dataset(tmp_path / "there", tmp_path / "back", form="jsonl")
    assert contents(tmp_path / "back") == contents(dataset)


def test_the_manifest_describes_the_new_files(dataset: Path, tmp_path: Path) -> None:
    convert_dataset(dataset, tmp_path / "there", form="parquet")
    manifest = json.loads((tmp_path / "there" / "manifest.json").read_text("utf-8"))
    lines = {f"{table}.parquet": (dataset / f"{table}.jsonl").read_bytes().count(b"\n") for table in TABLES}
    assert {name: described["rows"] for name, described in manifest["files"].items()} == lines
    for name, described in manifest["files"].items():
        assert described["sha256"] == hashlib.sha256((tmp_path / "there" / name).read_bytes()).hexdigest()
    assert manifest["inputs"] == json.loads((dataset / "manifest.json").read_text("utf-8"))["inputs"]


def test_the_files_of_another_form_go_when_the_new_ones_stand(dataset: Path, tmp_path: Path) -> None:
    convert_dataset(dataset, tmp_path / "there", form="parquet")
    convert_dataset(dataset, tmp_path / "there", form="jsonl.zst")
    assert sorted(contents(tmp_path / "there")) == sorted(
        [*(f"{table}.jsonl.zst" for table in TABLES), "manifest.json"]
    )


def test_a_bad_row_stops_and_leaves_what_was_there(dataset: Path, tmp_path: Path) -> None:
    convert_dataset(dataset, tmp_path / "there", form="jsonl.gz")
    before = contents(tmp_path / "there")
    events = (dataset / "events.jsonl").read_text("utf-8").splitlines()
    events[6] = events[6].replace('"polarity":"', '"polarity":"not ')
    (dataset / "events.jsonl").write_text("\n".join(events), "utf-8")
    with pytest.raises(RecordError, match=r"events\.jsonl:7: polarity: found 'not "):
        convert_dataset(dataset, tmp_path / "there", form="parquet")
    assert contents(tmp_path / "there") == before


def test_a_dataset_that_is_not_whole_is_refused(dataset: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is the dataset itself"):
        convert_dataset(dataset, dataset / ".." / "outputs", form="parquet")
    (dataset / "manifest.json").write_text("[]", "utf-8")
    with pytest.raises(InputError, match=r"manifest\.json: found list"):
        convert_dataset(dataset, tmp_path / "there", form="parquet")
    (dataset / "entities.jsonl").unlink()
    with pytest.raises(InputError, match=r"no entities\.jsonl"):
        convert_dataset(dataset, tmp_path / "there", form="parquet")


def test_add_forms_adds_parquet_and_puts_zstd_in_place_of_plain_lines(dataset: Path) -> None:
    plain = {table: (dataset / f"{table}.jsonl").read_bytes().splitlines() for table in TABLES}
    names = add_forms(dataset, parquet=True, compress=True)
    assert set(contents(dataset)) == {*names, "manifest.json"}
    assert set(names) == {f"{table}.{form}" for table in TABLES for form in ("parquet", "jsonl.zst")}
    for table, lines in plain.items():
        assert [line for _, line in read_lines(dataset / f"{table}.jsonl.zst")] == lines
        assert sorted(line for _, line in read_lines(dataset / f"{table}.parquet")) == sorted(lines)
