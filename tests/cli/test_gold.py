import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app

TEXT = "เปรูเยือนชิลี\n"
SOURCE = '---\ndocument_date: null\n---\n%peru GPE "Peru"\n%e1 CONSULT visit actors=peru\n{เปรู|peru}{เยือน|e1}ชิลี\n'


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["gold", *map(str, arguments)])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for name, content in (("articles/a.txt", TEXT), ("gold/dev/a.anno", SOURCE)):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    (tmp_path / "gold/test").mkdir()
    (tmp_path / "gold/test/b.anno").write_text(SOURCE.replace("ชิลี\n", "ลาว\n"), "utf-8")
    return tmp_path


def test_compile_writes_the_json_beside_each_source(corpus: Path) -> None:
    result = run("compile", "--corpus", corpus)
    assert result.exit_code == 0, result.output
    assert result.stdout == "2 sources, 0 wrong\n"
    gold = json.loads((corpus / "gold/dev/a.json").read_text("utf-8"))
    assert gold["events"][0]["trigger"] == {"start": 4, "end": 9, "text": "เยือน"}
    assert (corpus / "gold/test/b.json").is_file()


def test_compile_check_writes_nothing_and_finds_json_that_is_old(corpus: Path) -> None:
    assert run("compile", "--check", "--corpus", corpus).exit_code == 1
    assert not (corpus / "gold/dev/a.json").exists()
    run("compile", "--corpus", corpus)
    assert run("compile", "--check", "--corpus", corpus).exit_code == 0
    (corpus / "gold/dev/a.json").write_text("{}\n", "utf-8")
    result = run("compile", "--check", "--corpus", corpus)
    assert result.exit_code == 1
    assert "a.json: is not what" in result.stderr
    assert (corpus / "gold/dev/a.json").read_text("utf-8") == "{}\n"


def test_compile_goes_on_after_a_source_that_is_wrong(corpus: Path) -> None:
    (corpus / "gold/dev/a.anno").write_text(SOURCE.replace("|e1}", "|e2}"), "utf-8")
    result = run("compile", "--corpus", corpus)
    assert result.exit_code == 1
    assert "a.anno:6:19: found 'e2'; expected an id that has a row" in result.stderr
    assert result.stdout == "2 sources, 1 wrong\n"
    assert (corpus / "gold/test/b.json").is_file()


def test_compile_refuses_a_source_whose_text_is_not_the_article(corpus: Path) -> None:
    (corpus / "articles/a.txt").write_text(TEXT.replace("ชิลี", "ชิลิ"), "utf-8")
    result = run("compile", corpus / "gold/dev", "--corpus", corpus)
    assert result.exit_code == 1
    assert "articles/a.txt:1:13" in result.stderr


def test_compile_to_a_folder_writes_text_and_json(corpus: Path, tmp_path: Path) -> None:
    result = run("compile", corpus / "gold/dev/a.anno", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out/a.txt").read_text("utf-8") == TEXT
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "a.txt"]
    assert not (corpus / "gold/dev/a.json").exists()


def test_compile_of_what_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert run("compile", "--corpus", tmp_path).exit_code == 2


def test_decompile_gives_the_source_of_a_gold_file(corpus: Path, tmp_path: Path) -> None:
    run("compile", "--corpus", corpus)
    result = run("decompile", corpus / "gold/dev/a.json", "--corpus", corpus)
    assert result.exit_code == 0, result.output
    (tmp_path / "again").mkdir()
    (tmp_path / "again/a.anno").write_text(result.stdout, "utf-8")
    assert run("compile", tmp_path / "again", "--corpus", corpus).exit_code == 0
    assert (tmp_path / "again/a.json").read_bytes() == (corpus / "gold/dev/a.json").read_bytes()
    run("decompile", corpus / "gold/dev/a.json", "--article", corpus / "articles/a.txt", "-o", tmp_path / "c.anno")
    assert (tmp_path / "c.anno").read_text("utf-8") == result.stdout


def test_decompile_without_its_article_is_wrong_use(corpus: Path) -> None:
    run("compile", "--corpus", corpus)
    result = run("decompile", corpus / "gold/test/b.json", "--corpus", corpus)
    assert result.exit_code == 2
    assert "b.txt: no such file; expected the text that" in result.stderr


def test_merge_lays_two_annotations_into_a_draft_with_remarks(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    (tmp_path / "second/a.anno").write_text(SOURCE.replace("CONSULT visit", "AGREE"), "utf-8")
    result = run("merge", corpus / "gold/dev", tmp_path / "second", "-o", tmp_path / "draft")
    assert result.exit_code == 0, result.output
    assert result.stdout == "a: 1 differences\n"
    draft = (tmp_path / "draft/a.anno").read_text("utf-8")
    assert "%e1 CONSULT visit actors=peru type_alt=AGREE\n" in draft
    assert draft.endswith("%% e1 'เยือน': second has AGREE; mode=none\n")


def test_merge_of_different_articles_is_wrong_use(corpus: Path, tmp_path: Path) -> None:
    result = run("merge", corpus / "gold/dev", corpus / "gold/test", "-o", tmp_path / "draft")
    assert result.exit_code == 2
    assert "a, b: found one annotation; expected one of each annotator" in result.stderr
