from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.annotation import FORMATS
from sakat.cli import app
from sakat.cli.annotate import FormatName

TEXT = "เปรูเยือนชิลี\n"
SOURCE = '---\ndocument_date: null\n---\n%peru GPE "Peru"\n%e1 CONSULT visit actors=peru\n{เปรู|peru}{เยือน|e1}ชิลี\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["annotate", *map(str, arguments)])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/a.anno").write_text(SOURCE, "utf-8")
    (tmp_path / "gold/b.anno").write_text(SOURCE, "utf-8")
    return tmp_path


def test_the_options_name_every_format() -> None:
    assert [name.value for name in FormatName] == list(FORMATS)


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "conll"])
def test_gold_comes_back_as_the_same_files(name: str, corpus: Path) -> None:
    done = run("export", corpus / "gold", "--to", name, "-o", corpus / "out", "--finished")
    assert (done.exit_code, done.stderr) == (0, ""), done.output
    assert done.stdout == f"2 articles -> {corpus / 'out'}\n"
    done = run("import", corpus / "out", "--from", name, "-o", corpus / "back", "--articles", corpus / "articles")
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in (corpus / "back").iterdir()) == ["a.json", "b.json"]
    assert (corpus / "articles/a.txt").read_text("utf-8") == TEXT
    again = run(
        "export", corpus / "back", "--to", name, "-o", corpus / "again", "--finished", "--articles", corpus / "articles"
    )
    assert again.exit_code == 0, again.output
    for path in (corpus / "out").rglob("*") if name == "brat" else [corpus / "out"]:
        assert (corpus / "again" / path.relative_to(corpus / "out")).read_bytes() == path.read_bytes()


def test_what_a_format_cannot_hold_is_counted(corpus: Path) -> None:
    done = run("export", corpus / "gold/a.anno", "--to", "conll", "-o", corpus / "out.conll")
    assert done.exit_code == 0
    assert "not held by conll: events: 1 (one tag to a word and nothing else)" in done.stderr
    assert "not held by conll: entities.name_en: 1 (" in done.stderr
    assert "dates" not in done.stderr


def test_conll_is_laid_on_the_articles(corpus: Path) -> None:
    run("export", corpus / "gold/a.anno", "--to", "conll", "-o", corpus / "out.conll")
    (corpus / "articles").mkdir()
    (corpus / "articles/z.txt").write_text(TEXT, "utf-8")
    done = run(
        "import", corpus / "out.conll", "--from", "conll", "-o", corpus / "back", "--articles", corpus / "articles"
    )
    assert done.exit_code == 0, done.output
    assert json.loads((corpus / "back/z.json").read_text("utf-8"))["entities"][0]["label"] == "GPE"


def test_records_go_to_label_studio_as_predictions(corpus: Path, root: Path) -> None:
    lines = (root / "outputs/articles.jsonl").read_text("utf-8").splitlines(keepends=True)
    (corpus / "records.jsonl").write_text("".join([*lines[:2], "{}\n"]), "utf-8")
    done = run("export", corpus / "records.jsonl", "--to", "label-studio", "-o", corpus / "tasks.json")
    assert done.exit_code == 1
    assert "records.jsonl:3: " in done.stderr
    assert done.stdout.startswith("2 articles -> ")
    assert all("predictions" in task for task in json.loads((corpus / "tasks.json").read_bytes()))
    refused = run("import", corpus / "tasks.json", "--from", "label-studio", "-o", corpus / "back")
    assert refused.exit_code == 1
    assert refused.stderr.count("found no annotation") == 2
    assert (
        run("import", corpus / "tasks.json", "--from", "label-studio", "-o", corpus / "back", "--predictions").exit_code
        == 0
    )
    assert len(list((corpus / "back").glob("*.json"))) == 2


def test_one_wrong_article_does_not_keep_the_others(corpus: Path) -> None:
    (corpus / "gold/b.anno").write_text(SOURCE.replace("|e1}", "|e2}"), "utf-8")
    done = run("export", corpus / "gold", "--to", "brat", "-o", corpus / "out")
    assert done.exit_code == 1
    assert "b.anno:6:" in done.stderr
    assert (corpus / "out/a.ann").is_file()
    assert not (corpus / "out/b.ann").exists()
    path = corpus / "out/c.ann"
    path.write_text("T1\tGPE\n", "utf-8")
    done = run("import", corpus / "out", "--from", "brat", "-o", corpus / "back")
    assert done.exit_code == 1
    assert "c.txt: cannot be read" in done.stderr
    assert [item.name for item in (corpus / "back").iterdir()] == ["a.json"]


def test_an_article_whose_text_was_changed_is_not_written(corpus: Path) -> None:
    run("export", corpus / "gold/a.anno", "--to", "conllu", "-o", corpus / "out")
    (corpus / "articles").mkdir()
    (corpus / "articles/a.txt").write_text(TEXT.replace("เยือน", "เยี่ยม"), "utf-8")
    done = run("import", corpus / "out", "--from", "conllu", "-o", corpus / "back", "--articles", corpus / "articles")
    assert done.exit_code == 1
    assert "a: found a text that is not that of" in done.stderr
    assert not (corpus / "back").exists()


@pytest.mark.parametrize("missing", ["gone", "gone.jsonl"])
def test_what_is_not_there_is_wrong_use(missing: str, corpus: Path) -> None:
    assert run("export", corpus / missing, "--to", "brat", "-o", corpus / "out").exit_code == 2
    assert run("import", corpus / missing, "--from", "label-studio", "-o", corpus / "back").exit_code == 2
    assert run("import", corpus / missing, "--from", "brat", "-o", corpus / "back").exit_code == 2


def test_config_is_printed_or_written(corpus: Path) -> None:
    printed = run("config")
    assert printed.stdout.startswith("<View>")
    assert run("config", "-o", corpus / "labeling.xml").exit_code == 0
    assert (corpus / "labeling.xml").read_text("utf-8") == printed.stdout


def test_formats_tell_what_each_cannot_hold() -> None:
    lines = run("formats").stdout.splitlines()
    assert [line.split(":")[0] for line in lines if not line.startswith(" ")] == list(FORMATS)
    assert any(line.startswith("  not held: document_date, dates, events") for line in lines)
