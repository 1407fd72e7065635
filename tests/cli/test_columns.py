import inspect
import json
from dataclasses import fields
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from sakat.cli import app
from sakat.cli.batch import extract_command
from sakat.cli.columns import takes_columns
from sakat.cli.watch import watch_command
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.record import record_from_json

PARTS = [field.name for field in fields(Columns)]


@pytest.mark.parametrize("command", [extract_command, watch_command])
def test_every_column_has_an_option(command: object) -> None:
    assert callable(command)
    names = [name for name in inspect.signature(command).parameters if name.endswith("_column")]
    assert sorted(names) == sorted(f"{part}_column" for part in PARTS)


def test_a_command_gets_the_columns_that_were_named() -> None:
    got = []

    @takes_columns
    def command(file: str, columns: Columns = USUAL_COLUMNS, workers: int = 1) -> None:
        got.append((file, columns, workers))

    alone = typer.Typer()
    alone.command()(command)
    assert CliRunner().invoke(alone, ["a.csv", "--text-column", "story", "--workers", "2"]).exit_code == 0
    every = [argument for part in PARTS for argument in (f"--{part}-column", f"the {part}")]
    assert CliRunner().invoke(alone, ["b.csv", *every]).exit_code == 0
    assert got == [
        ("a.csv", Columns(text="story"), 2),
        ("b.csv", Columns(**{part: f"the {part}" for part in PARTS}), 1),
    ]


@pytest.mark.parametrize("watch", [False, True])
def test_named_columns_reach_the_record(watch: bool, tmp_path: Path) -> None:
    inbox, outputs = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    row = {"เรื่อง": "ฝนตกหนักที่จังหวัดน่าน", "ลิงก์": "https://example.org/1", "หัว": "ฝนที่น่าน", "วัน": "2024-08-22"}
    (inbox / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    named = ["--text-column", "เรื่อง", "--uri-column", "ลิงก์", "--title-column", "หัว", "--date-column", "วัน"]
    command = ["watch", str(inbox), "--once", "--settle", "0"] if watch else ["extract", str(inbox)]
    result = CliRunner().invoke(app, [*command, "-o", str(outputs), *named])
    assert result.exit_code == 0, result.output
    source = record_from_json((outputs / "articles.jsonl").read_text("utf-8")).source
    assert (source.uri, source.title, str(source.document_date)) == (row["ลิงก์"], row["หัว"], row["วัน"])
