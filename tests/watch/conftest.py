"""A folder to watch, and a dataset to compare with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sakat.batch.run import run_batch
from sakat.inputs.read import find_inputs, read_articles

TEXTS = {
    "ก.txt": "ตำรวจจับกุมนายสมชาย ใจดี ที่จังหวัดน่าน เมื่อวันที่ 5 ธ.ค. 2566\n",
    "ข.txt": "รัฐมนตรีว่าการกระทรวงการคลังเดินทางไปเวียงจันทน์ เมื่อวันที่ 7 มิ.ย. 2567\n",
    "ค.md": "---\ntitle: ชาวนาชุมนุม\ndocument_date: 2024-03-02\n---\nชาวนาชุมนุมหน้าศาลากลางจังหวัดพิจิตรเมื่อวานนี้\n",
}


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture
def texts() -> dict[str, str]:
    return TEXTS


@pytest.fixture(scope="session")
def contents() -> Callable[[Path], dict[str, bytes]]:
    def read(dataset: Path) -> dict[str, bytes]:
        return {
            path.name: path.read_bytes() for path in dataset.iterdir() if path.is_file() and path.name != "run.json"
        }

    return read


@pytest.fixture
def extracted(tmp_path: Path, contents: Callable[[Path], dict[str, bytes]]) -> Callable[[Path], dict[str, bytes]]:
    """Return the files that one extraction of a folder gives, made from nothing."""

    def extract(folder: Path) -> dict[str, bytes]:
        run_batch(read_articles(find_inputs([str(folder)])), tmp_path / "expected", force=True)
        return contents(tmp_path / "expected")

    return extract
