from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sakat.errors import GoldError
from sakat.gold import check_folder, find_gold, gold_digest

GoldJson = dict[str, Any]


@pytest.fixture
def corpus(tmp_path: Path, gold_json: GoldJson, text: str) -> Path:
    for folder in ("articles", "gold/dev", "gold/test"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "articles/chile.txt").write_bytes(text.encode())
    (tmp_path / "gold/dev/chile.json").write_text(json.dumps(gold_json), "utf-8")
    return tmp_path


def check(corpus: Path) -> list[str]:
    return [str(problem) for problem in check_folder(corpus / "articles", corpus / "gold")]


def test_check_folder_finds_nothing_in_a_sound_corpus(corpus: Path) -> None:
    assert check(corpus) == []


def test_find_gold_lists_dev_before_test_by_id(corpus: Path) -> None:
    for name in ("test/b.json", "test/a.json", "dev/z.json"):
        (corpus / "gold" / name).write_text("{}", "utf-8")
    (corpus / "gold/floors.json").write_text("{}", "utf-8")
    found = [(item.split, item.id) for item in find_gold(corpus / "gold")]
    assert found == [("dev", "chile"), ("dev", "z"), ("test", "a"), ("test", "b")]


def test_find_gold_refuses_a_folder_without_splits(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="found no folder dev or test"):
        find_gold(tmp_path)


def test_check_folder_reports_an_article_that_is_not_there(corpus: Path) -> None:
    (corpus / "articles/chile.txt").unlink()
    assert check(corpus) == [
        "dev/chile.json: (article): found no file chile.txt; expected the annotated text among the articles"
    ]


def test_check_folder_reports_an_article_that_is_not_utf8(corpus: Path) -> None:
    (corpus / "articles/chile.txt").write_bytes("ข่าว".encode("cp874"))
    assert check(corpus) == [
        "dev/chile.json: (article): found byte 0 of chile.txt is not UTF-8; expected a text in UTF-8"
    ]


def test_check_folder_reports_one_article_in_dev_and_test(corpus: Path, gold_json: GoldJson) -> None:
    (corpus / "gold/test/chile.json").write_text(json.dumps(gold_json), "utf-8")
    assert check(corpus) == [
        "test/chile.json: text_sha256: found the text that dev/chile.json annotates too; "
        "expected one gold file for each text",
        "test/chile.json: (file name): found an article that dev/chile.json has too; expected one gold file each",
    ]


def test_check_folder_goes_on_after_a_file_of_the_wrong_shape(corpus: Path, gold_json: GoldJson) -> None:
    (corpus / "gold/dev/bad.json").write_text("[]", "utf-8")
    gold_json["events"][0]["location"] = "lima"
    (corpus / "gold/dev/chile.json").write_text(json.dumps(gold_json), "utf-8")
    assert [line.split(": ")[:2] for line in check(corpus)] == [
        ["dev/bad.json", "(whole file)"],
        ["dev/chile.json", "events[0].location"],
    ]


def test_check_folder_keeps_line_ends_as_they_are(corpus: Path, text: str) -> None:
    (corpus / "articles/chile.txt").write_bytes(text.replace("\n", "\r\n").encode())
    assert any("found a CR at 23" in line for line in check(corpus))


def test_gold_digest_follows_content_and_split(corpus: Path) -> None:
    first = gold_digest(corpus / "gold")
    (corpus / "gold/floors.json").write_text("{}", "utf-8")
    assert gold_digest(corpus / "gold") == first
    (corpus / "gold/dev/chile.json").rename(corpus / "gold/test/chile.json")
    moved = gold_digest(corpus / "gold")
    (corpus / "gold/test/chile.json").write_text("{}", "utf-8")
    assert len({first, moved, gold_digest(corpus / "gold")}) == 3
