import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments])


def test_cat_prints_the_lines_of_a_file_as_they_are(root: Path) -> None:
    result = run("cat", root / "outputs" / "articles.jsonl")
    assert result.exit_code == 0
    assert result.stdout_bytes == (root / "outputs" / "articles.jsonl").read_bytes()


def test_convert_then_cat_prints_the_same_rows_from_every_form(root: Path, tmp_path: Path) -> None:
    expected = (root / "outputs" / "entities.jsonl").read_bytes()
    entities, events = expected.count(b"\n"), (root / "outputs" / "events.jsonl").read_bytes().count(b"\n")
    for form in ("jsonl.gz", "jsonl.zst", "parquet"):
        done = run("convert", root / "outputs", "-o", tmp_path / form, "--to", form)
        assert done.exit_code == 0, done.output
        assert f"60 articles, {events} events, {entities} entities, 0 rejects" in done.stdout
        assert run("cat", tmp_path / form / f"entities.{form}").stdout_bytes == expected


def test_evaluate_and_validate_read_parquet(root: Path, tmp_path: Path) -> None:
    run("convert", root / "outputs", "-o", tmp_path)
    assert run("validate", tmp_path / "articles.parquet").exit_code == 0
    result = run("evaluate", "--records", tmp_path / "articles.parquet", "--gold", root / "corpus" / "gold", "--gate")
    assert result.exit_code == 0, result.output


def test_cat_selects_and_indents(root: Path) -> None:
    result = run("cat", root / "outputs" / "articles.jsonl", "--id", "corpus:seato", "--fields", "id,source.title")
    row = json.loads(result.stdout)
    assert list(row) == ["id", "source.title"]
    pretty = run("cat", root / "outputs" / "articles.jsonl", "--id", row["id"], "--fields", "id", "--pretty")
    assert pretty.stdout == '{\n  "id": "' + row["id"] + '"\n}\n'


def test_cat_ends_quietly_when_its_reader_has_enough(root: Path) -> None:
    files = " ".join([f"'{root / 'outputs' / 'articles.jsonl'}'"] * 3)
    command = f"set -o pipefail; '{Path(sys.executable).parent / 'sakat'}' cat {files} | head -c 100"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 0
    assert done.stderr == ""
    assert done.stdout.startswith('{"schema_version":"1.0"')


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("cat", "none.parquet"), "none.parquet: cannot be read"),
        (("convert", "none", "-o", "out"), "none: no articles.jsonl"),
        (("convert", "none", "-o", "out", "--to", "csv"), "--to: found 'csv'; expected jsonl, "),
    ],
)
def test_wrong_use_exits_2(arguments: tuple[str, ...], message: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_extract_writes_parquet_and_compressed_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ตำรวจจับกุมนายสมชาย ใจดี ที่จังหวัดน่าน เมื่อวันที่ 5 ธ.ค. 2566\n", "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    files, output = (tmp_path / "a.txt", tmp_path / "b.txt"), tmp_path / "out"
    assert run("extract", *files, "-o", output).exit_code == 1
    plain = (output / "articles.jsonl").read_bytes()
    result = run("extract", *files, "-o", output, "--parquet", "--compress")
    assert result.exit_code == 1
    assert "rejected: b.txt" in result.stderr
    described = json.loads((output / "manifest.json").read_text("utf-8"))["files"]
    assert sorted(described) == sorted(
        path.name for path in output.iterdir() if path.is_file() and path.suffix != ".json"
    )
    assert described["articles.parquet"]["rows"] == described["articles.jsonl.zst"]["lines"] == 1
    for form in ("jsonl.zst", "parquet"):
        assert run("cat", output / f"articles.{form}").stdout_bytes == plain
