import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app
from sakat.record import record_from_json


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments], input=stdin)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "kb.csv"
    path.write_text("qid,form,kind,label,name_en\nQ187805,สโปแคน,name,GPE,Spokane\n", "utf-8")
    return path


def test_kb_build_makes_a_file_once(table: Path, tmp_path: Path) -> None:
    result = run("kb", "build", table, "-o", tmp_path / "kb.sqlite")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("2 lines, 0 damaged: 1 entities, 1 names -> ")
    result = run("kb", "build", table, "-o", tmp_path / "kb.sqlite")
    assert result.exit_code == 0
    assert "complete already; --force makes it anew" in result.stdout


def test_kb_build_tells_damaged_lines_and_makes_the_file(table: Path, tmp_path: Path) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.writelines(f"{number},ปารีส,name,GPE,Paris\n" for number in range(12))
    result = run("kb", "build", table, "-o", tmp_path / "kb.sqlite")
    assert result.exit_code == 1
    assert "kb.csv:3: qid '0'; expected one such as Q869" in result.stderr
    assert "… and 2 more" in result.stderr
    assert run("kb", "show", "สโปแคน", "--kb", tmp_path / "kb.sqlite").exit_code == 0


def test_kb_show_prints_candidates_with_scores(kb: Path) -> None:
    result = run("kb", "show", "จอร์เจีย", "--kb", kb)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[1].split()[:3] == ["5.80", "Q230", "GPE"]
    assert lines[2].split()[:3] == ["5.48", "Q1428", "GPE"]
    assert lines[3] == "none leads by 1"
    assert "chosen: Q23" in run("kb", "show", "วอชิงตัน", "--label", "PERSON", "--kb", kb).stdout
    assert "no thing of this name" in run("kb", "show", "ไม่มี", "--kb", kb).stdout


def test_extract_links_with_the_knowledge_base_and_the_manifest_names_it(kb: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("นายกรัฐมนตรีเยือนเมืองสโปแคน เมื่อวันที่ 5 ธ.ค. 2566\n", "utf-8")
    result = run("extract", tmp_path / "a.txt", "--kb", kb, "-o", tmp_path / "out", "--workers", "2")
    assert result.exit_code == 0, result.output
    record = record_from_json((tmp_path / "out" / "articles.jsonl").read_text("utf-8"))
    assert [(entity.qid, entity.name_en_method) for entity in record.entities if entity.qid] == [
        ("Q187805", "wikidata")
    ]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert len(manifest["kb_sha256"]) == 64
    assert run("extract", tmp_path / "a.txt", "-o", tmp_path / "bare").exit_code == 0
    assert "kb_sha256" not in json.loads((tmp_path / "bare" / "manifest.json").read_text("utf-8"))


WRONG_USE = [
    (("kb", "build", "none.json", "-o", "kb.sqlite"), "none.json: cannot be read"),
    (("kb", "build", "none.txt", "-o", "kb.sqlite"), "none.txt: neither .json nor .csv"),
    (("kb", "show", "ปารีส", "--kb", "none.sqlite"), "none.sqlite: no such file; make one with `sakat kb build"),
    (("kb", "show", "ปารีส", "--kb", "kb.csv"), "kb.csv: not a knowledge base"),
    (("extract", "-", "--kb", "none.sqlite"), "none.sqlite: no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE, ids=[" ".join(case[0]) for case in WRONG_USE])
def test_wrong_use_exits_2_and_says_what_to_do(
    arguments: tuple[str, ...], message: str, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(table.parent)
    result = run(*arguments, stdin="ข่าว")
    assert result.exit_code == 2, result.output
    assert message in result.stderr


def test_kb_show_refuses_an_unknown_label(kb: Path) -> None:
    result = run("kb", "show", "ปารีส", "--label", "CITY", "--kb", kb)
    assert result.exit_code == 2
    assert "--label: 'CITY'; expected an OntoNotes label" in result.stderr
