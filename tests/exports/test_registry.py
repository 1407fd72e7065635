import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import ConfigError, InputError, OutputError, RecordError
from sakat.exports.registry import FORMATS
from sakat.exports.source import Dataset


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_has_a_writer(name: str) -> None:
    assert callable(import_module(f"sakat.exports.{FORMATS[name].module}").write)


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [("parquet", "pyarrow", "tables"), ("duckdb", "duckdb", "tables"), ("ics", "icalendar", "calendar")],
)
def test_a_missing_package_is_named_with_its_extra(
    name: str, package: str, extra: str, nothing: Path, export: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [item for item in sys.modules if item.split(".")[0] == package]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setattr(sys, "meta_path", [Absent(package), *sys.meta_path])
    message = rf"{package} is not installed; install it with: pip install 'sakat\[{extra}\]'"
    with pytest.raises(ConfigError, match=message):
        export(name, nothing)


class Absent:
    def __init__(self, package: str) -> None:
        self.package = package

    def find_spec(self, name: str, *_: object) -> None:
        if name.split(".")[0] == self.package:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def test_an_unknown_format_is_refused(nothing: Path, export: Callable[..., Any]) -> None:
    with pytest.raises(ConfigError, match="--to: 'xlsx'; expected one of csv, parquet"):
        export("xlsx", nothing)


def test_a_folder_without_a_dataset_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no articles\.jsonl or .*; name a folder written by sakat extract"):
        Dataset(tmp_path)


@pytest.mark.parametrize("name", [item.name for item in FORMATS.values() if not item.folder])
def test_a_bad_line_leaves_the_old_file_and_nothing_beside_it(
    name: str, tmp_path: Path, export: Callable[..., Any]
) -> None:
    old = tmp_path / f"export.{name}"
    old.write_text("old", "utf-8")
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "articles.jsonl").write_text('{"id": 1}\n', "utf-8")
    (broken / "entities.jsonl").write_text("", "utf-8")
    with pytest.raises(RecordError, match=r"articles\.jsonl:1: "):
        export(name, broken)
    assert old.read_text("utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken", old.name]


@pytest.mark.parametrize("line", ["[]\n", "{}\n", "not JSON\n"])
def test_a_bad_entity_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "articles.jsonl").write_text("", "utf-8")
    (tmp_path / "entities.jsonl").write_text(line, "utf-8")
    with pytest.raises(InputError, match=r"entities\.jsonl:1: found no id"):
        list(Dataset(tmp_path).entity_rows())


def test_a_dataset_whose_parts_do_not_fit_is_refused_by_keys(
    hostile: Path, tmp_path: Path, export: Callable[..., Any]
) -> None:
    (tmp_path / "entities.jsonl").write_text("", "utf-8")
    (tmp_path / "articles.jsonl").write_bytes((hostile / "articles.jsonl").read_bytes())
    with pytest.raises(OutputError, match=r"row 1 of \w+ points to nothing in entities; is the dataset whole"):
        export("sqlite", tmp_path)


def test_the_target_may_not_be_a_folder(nothing: Path, export: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "export.csv").mkdir()
    with pytest.raises(OutputError, match="cannot be written"):
        export("csv", nothing)
