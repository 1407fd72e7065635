import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.batch.merge import FILES
from sakat.cli import app
from sakat.record import Record, record_from_json

TEXT = "นายกิตติ บุญเรือง เดินทางไปเชียงใหม่ เมื่อวันที่ 5 ธ.ค. 2566\n"


def run(*arguments: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments], input=stdin)


def test_extract_writes_a_dataset_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = run("extract", tmp_path / "a.txt", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert "1 articles: 1 records, 0 rejects" in result.stdout
    record = record_from_json((tmp_path / "out" / "articles.jsonl").read_text("utf-8"))
    assert record.temporal[0].edtf == "2023-12-05"
    run_file = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert run_file["processes"] == 1


def test_extract_exits_1_and_keeps_the_others_when_an_article_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    result = run("extract", tmp_path, "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "2 articles: 1 records, 1 rejects" in result.stdout
    assert "rejected: b.txt: whole text: found no characters" in result.stderr


def test_extract_without_output_prints_records_for_a_pipe() -> None:
    result = run("extract", "-", "--document-date", "2024-08-23", stdin="เมื่อวานนี้ที่เชียงใหม่")
    assert result.exit_code == 0, result.output
    record = record_from_json(result.stdout)
    assert record.source.uri == "stdin"
    assert record.temporal[0].edtf == "2024-08-22"


def test_extract_prints_rejects_to_standard_error() -> None:
    result = run("extract", "-", stdin='{"text": "ข่าว 5 ธ.ค. 2566"}\n{"text": \n')
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "rejected: stdin:2: column" in result.stderr


WRONG_USE = [
    (("extract", "no-such-file.txt"), "no-such-file.txt: no such file"),
    (("extract", "-", "--document-date", "2566-01-05"), "looks like a Buddhist year"),
    (("extract", "-", "--config", "none.cfg"), "none.cfg: cannot be read as configuration"),
    (("validate", "none.jsonl"), "none.jsonl: cannot be read"),
    (("evaluate", "--records", "none.jsonl"), "none.jsonl: cannot be read"),
    (("build", "--corpus", "none"), "none/articles: no such file"),
    (("extract",), "Missing argument"),
    (("nonsense",), "No such command"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE, ids=[" ".join(case[0]) for case in WRONG_USE])
def test_wrong_use_exits_2_and_says_what_to_do(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments, stdin="ข่าว")
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_output_folder_that_cannot_be_written_exits_2(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    result = run("extract", tmp_path / "a.txt", "-o", tmp_path / "a.txt" / "out")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_validate_exits_1_on_a_broken_record(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    path.write_text(record.to_json() + "\n", "utf-8")
    assert run("validate", path).exit_code == 0
    path.write_text(record.to_json().replace(record.id, "d_0000000000000000", 1) + "\n", "utf-8")
    result = run("validate", path)
    assert result.exit_code == 1
    assert "the text gives" in result.stderr


def test_schema_prints_what_schemas_holds(root: Path) -> None:
    result = run("schema")
    assert result.stdout == (root / "schemas" / "record-1.0.schema.json").read_text("utf-8")


def test_show_prints_text_events_in_both_languages_and_dates(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ตำรวจจับกุมนายกิตติ บุญเรือง ที่เชียงใหม่ เมื่อวันที่ 5 ธ.ค. 2566\n", "utf-8")
    result = run("show", tmp_path / "a.txt")
    assert result.exit_code == 0, result.output
    for part in ("กิตติ บุญเรือง", "Chiang Mai", "COERCE", "2023-12-05"):
        assert part in result.stdout


def test_build_twice_gives_the_same_bytes_and_check_passes(root: Path, tmp_path: Path) -> None:
    articles = tmp_path / "corpus" / "articles"
    articles.mkdir(parents=True)
    for source in sorted((root / "corpus" / "articles").glob("*"))[:8]:
        (articles / source.name).write_bytes(source.read_bytes())
    arguments = ("--corpus", tmp_path / "corpus", "--outputs", tmp_path / "outputs")
    assert run("build", *arguments).exit_code == 0
    first = {name: (tmp_path / "outputs" / name).read_bytes() for name in FILES}
    assert run("build", *arguments, "--force", "--workers", "2").exit_code == 0
    assert {name: (tmp_path / "outputs" / name).read_bytes() for name in FILES} == first
    assert run("build", *arguments, "--check").exit_code == 0
    (tmp_path / "outputs" / "events.jsonl").write_text("{}\n", "utf-8")
    result = run("build", *arguments, "--check")
    assert result.exit_code == 1
    assert "events.jsonl: differs from what the corpus gives, first at line 1" in result.stderr


def test_outputs_in_the_repository_are_complete(root: Path) -> None:
    manifest = json.loads((root / "outputs" / "manifest.json").read_text("utf-8"))
    articles = list((root / "corpus" / "articles").glob("*.txt"))
    assert manifest["counts"]["articles"] == manifest["counts"]["records"] == len(articles)


def test_gold_check_passes_on_the_corpus(root: Path) -> None:
    result = run("gold", "check", "--corpus", root / "corpus")
    assert result.exit_code == 0, result.output
    assert ", 0 problems" in result.stdout


def test_evaluate_gate_holds_on_the_repository(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    result = run("evaluate", "--gate", "--json", tmp_path / "report.json")
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert set(report["splits"]) == {"dev", "test"}
