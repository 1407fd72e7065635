import gzip
import json
from pathlib import Path

import pytest

from sakat.errors import InputError
from sakat.ner.features import read_clusters
from sakat.training.clusters import read_texts, train_clusters

TEXTS = [f"นาย{name}ไปจังหวัด{place} {n} ครั้ง" for n, name in enumerate("กขคงจ") for place in ("เลย", "ตาก", "น่าน", "ตรัง")]


def test_train_clusters_gives_like_words_one_number_and_equal_bytes(tmp_path: Path) -> None:
    first, second = tmp_path / "a.tsv", tmp_path / "b.tsv"
    assert train_clusters(TEXTS, first, sizes=(4, 6, 8)) == train_clusters(TEXTS * 2, second, sizes=(4, 6, 8)) > 4
    assert first.read_bytes() == second.read_bytes()
    clusters = read_clusters(first.read_text("utf-8").splitlines())
    assert clusters["เลย"][0] == clusters["ตาก"][0] != clusters["จังหวัด"][0]


def test_read_texts_reads_plain_and_gzip(tmp_path: Path) -> None:
    line = json.dumps({"text": "ก"}) + "\n"
    (tmp_path / "a.jsonl").write_text(line, "utf-8")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    assert [*read_texts(tmp_path / "a.jsonl"), *read_texts(tmp_path / "a.jsonl.gz")] == ["ก", "ก"]


def test_read_texts_names_the_line_without_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "ก"}\n{"body": "ข"}\n', "utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:2: expected"):
        list(read_texts(tmp_path / "a.jsonl"))
