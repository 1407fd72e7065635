from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sakat.errors import GoldError, InputError, RecordError
from sakat.evaluation import evaluate_folder
from sakat.evaluation.metrics import Counts

Fixture = Any


@pytest.fixture
def dataset(tmp_path: Path, make: Fixture, make_record: Fixture) -> Path:
    """Write two articles of dev and one of test; one of dev has no record."""
    golds = {
        "dev/trang": make("ตรัง", entities=[{"at": (0, 4)}]),
        "dev/loei": make("เลย", entities=[{"at": (0, 3)}]),
        "test/nan": make("น่าน", entities=[{"at": (0, 4)}]),
    }
    for name, gold in golds.items():
        path = tmp_path / "gold" / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(gold.model_dump_json(), "utf-8")
    lines = [make_record("ตรัง", (0, 4)).to_json(), make_record("น่าน").to_json(), ""]
    (tmp_path / "articles.jsonl").write_bytes("\n".join(lines).encode())
    return tmp_path


def test_evaluate_folder_scores_dev_and_test_apart(dataset: Path) -> None:
    report = evaluate_folder(dataset / "articles.jsonl", dataset / "gold", genres={"loei": "politics"})
    assert list(report.splits) == ["dev", "test"]
    assert report.splits["dev"].totals["ent_exact_f1"].counts == Counts(1, 0, 1)
    assert report.splits["test"].totals["ent_exact_f1"].counts == Counts(0, 0, 1)
    assert report.splits["dev"].missing == ("loei",)
    assert report.splits["test"].missing == ()
    assert list(report.splits["dev"].genres) == ["politics"]
    assert len(report.gold_sha256) == 64


def test_evaluate_folder_names_the_line_that_is_no_record(dataset: Path) -> None:
    path = dataset / "articles.jsonl"
    path.write_bytes(path.read_bytes() + b'{"id":"d_0"}\n')
    with pytest.raises(RecordError, match=r"articles\.jsonl:3: "):
        evaluate_folder(path, dataset / "gold")


def test_evaluate_folder_says_that_the_records_are_not_there(dataset: Path) -> None:
    with pytest.raises(InputError, match=r"none\.jsonl: cannot be read: No such file"):
        evaluate_folder(dataset / "none.jsonl", dataset / "gold")


def test_evaluate_folder_names_the_gold_file_that_is_wrong(dataset: Path) -> None:
    (dataset / "gold/dev/loei.json").write_text("{}", "utf-8")
    with pytest.raises(GoldError, match=r"loei\.json: text_sha256: found no such key"):
        evaluate_folder(dataset / "articles.jsonl", dataset / "gold")
