import hashlib
import io
import json
import os
from pathlib import Path

import pytest

from sakat.errors import InputError, MetadataError
from sakat.inputs.article import Article, Reject
from sakat.inputs.read import find_inputs, read_articles, with_default_date

FRONT_MATTER = """---
title: น้ำท่วมน่าน
document_date: 2019-09-02
licence: CC0-1.0
uri: wire/7
---

ปภ.น่านรายงานสถานการณ์
"""


def read(*inputs: Path | str, stdin: bytes | None = None) -> list[Article | Reject]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(read_articles(find_inputs([str(item) for item in inputs]), stdin=stream))


def only(items: list[Article | Reject]) -> Article:
    assert len(items) == 1
    assert isinstance(items[0], Article), items[0]
    return items[0]


def rejected(items: list[Article | Reject]) -> Reject:
    assert len(items) == 1
    assert isinstance(items[0], Reject), items[0]
    return items[0]


def test_read_plain_text_takes_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("ข่าว", "utf-8")
    (tmp_path / "a.yaml").write_text("title: หัวข้อ\ndocument_date: '2024-06-07'\nlicence: CC0-1.0\n", "utf-8")
    article = only(read(tmp_path))
    assert article.metadata.title == "หัวข้อ"
    assert str(article.metadata.document_date) == "2024-06-07"
    assert article.metadata.uri == "a.txt"
    assert article.sha256 == hashlib.sha256("ข่าว".encode()).hexdigest()


def test_read_markdown_takes_the_front_matter(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(FRONT_MATTER, "utf-8")
    article = only(read(tmp_path / "b.md"))
    assert article.content == "ปภ.น่านรายงานสถานการณ์\n".encode()
    assert (article.metadata.uri, article.metadata.licence) == ("wire/7", "CC0-1.0")


def test_read_markdown_without_front_matter_is_text(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("# หัวข้อ\n\n---\n", "utf-8")
    assert only(read(tmp_path)).content == "# หัวข้อ\n\n---\n".encode()


def test_read_markdown_with_open_front_matter_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("---\ntitle: x\n", "utf-8")
    reject = rejected(read(tmp_path))
    assert reject.code == "bad_metadata"
    assert "never closes" in reject.message


@pytest.mark.parametrize(
    ("yaml", "code", "message"),
    [
        ("document_date: 2566-08-05", "bad_document_date", "looks like a Buddhist year"),
        ("document_date: 5/8/2023", "bad_document_date", "expected a Gregorian day"),
        ("document_date: '2023-02-30'", "bad_document_date", "'2023-02-30'"),
        ("title: [a, b]", "bad_metadata", "title: found ['a', 'b']; expected text"),
        ("- a\n- b", "bad_metadata", "expected lines of the form key: value"),
        ("title: 'a", "bad_metadata", "not valid YAML"),
    ],
)
def test_read_rejects_bad_metadata_and_says_what_to_write(tmp_path: Path, yaml: str, code: str, message: str) -> None:
    (tmp_path / "a.txt").write_text("ข่าว", "utf-8")
    (tmp_path / "a.yaml").write_text(yaml, "utf-8")
    reject = rejected(read(tmp_path))
    assert (reject.stage, reject.code) == ("read", code)
    assert message in reject.message
    assert reject.message.startswith(("a.yaml", "a.txt"))


def test_read_jsonl_names_broken_lines_and_goes_on(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": "n1", "text": "ข่าวแรก", "date": "2024-01-05"}),
        '{"id": "n2", "text": ',
        json.dumps({"id": "n3", "title": "ไม่มีเนื้อ"}),
        json.dumps(["ข่าว"]),
        "",
        json.dumps({"text": 5}),
        json.dumps({"text": "ข่าวสุดท้าย", "document_date": "yesterday"}),
        json.dumps({"text": "ข่าวสุดท้าย"}, ensure_ascii=False),
    ]
    data = "\n".join(lines).encode() + b'\n{"text": "\xff"}\n'
    (tmp_path / "feed.jsonl").write_bytes(data)
    items = read(tmp_path)
    found = [(item.uri, item.code) if isinstance(item, Reject) else item.metadata.uri for item in items]
    assert found == [
        "feed.jsonl#n1",
        ("feed.jsonl#2", "bad_json"),
        ("feed.jsonl#n3", "missing_text"),
        ("feed.jsonl#4", "bad_json"),
        ("feed.jsonl#6", "missing_text"),
        ("feed.jsonl#7", "bad_document_date"),
        "feed.jsonl#8",
        ("feed.jsonl#9", "not_utf8"),
    ]
    assert isinstance(items[1], Reject)
    assert items[1].message.startswith("feed.jsonl:2: column ")


def test_read_standard_input_as_text_or_json_lines() -> None:
    assert only(read("-", stdin="ข่าวด่วน\nเนื้อหา".encode())).content == "ข่าวด่วน\nเนื้อหา".encode()
    items = read("-", stdin=b'{"text": "a"}\n{"text": "b"}\n')
    assert [item.metadata.uri for item in items if isinstance(item, Article)] == ["stdin#1", "stdin#2"]


def test_find_inputs_sorts_folders_and_globs_and_names_files_relatively(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("z.txt", "a.txt", "sub/m.md", "skip.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert [source.name for source in find_inputs(["."])] == ["a.txt", "sub/m.md", "z.txt"]
    assert [source.name for source in find_inputs(["*.txt"])] == ["a.txt", "z.txt"]
    assert [source.name for source in find_inputs([str(tmp_path / "sub" / "m.md"), "sub"])] == ["m.md"]


def test_find_inputs_says_when_nothing_is_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nothing\.txt: no such file"):
        find_inputs([str(tmp_path / "nothing.txt")])
    with pytest.raises(InputError, match="no such file, and no folder"):
        find_inputs([str(tmp_path)])


def test_read_unreadable_file_is_rejected_and_the_rest_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("ข่าว", "utf-8")
    items = list(read_articles(find_inputs([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])))
    assert isinstance(items[0], Reject)
    assert (items[0].code, items[0].sha256) == ("unreadable_file", None)
    assert isinstance(items[1], Article)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_read_forbidden_file_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("ข่าว", "utf-8")
    path.chmod(0)
    assert rejected(read(path)).code == "unreadable_file"


def test_with_default_date_fills_only_where_none_is_stated(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(FRONT_MATTER, "utf-8")
    (tmp_path / "c.txt").write_text("ข่าว", "utf-8")
    dated = with_default_date(read(tmp_path), "2024-02-03")
    assert [str(item.metadata.document_date) for item in dated if isinstance(item, Article)] == [
        "2019-09-02",
        "2024-02-03",
    ]
    with pytest.raises(MetadataError, match="--document-date: document_date: found '2567-02-03'"):
        list(with_default_date([], "2567-02-03"))
