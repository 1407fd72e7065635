"""Articles by the dozen, and a reader of datasets."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.batch.merge import FILES
from sakat.inputs.article import Article, Metadata

TEXT = "ตำรวจจับกุมนายกิตติ บุญเรือง ผู้ต้องหาคนที่ {} ที่จังหวัดตรัง เมื่อวันที่ 5 ธ.ค. 2566"


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    def make(number: int, text: str | bytes | None = None, uri: str | None = None) -> Article:
        content = TEXT.format(number) if text is None else text
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        return Article(Metadata(uri=uri or f"a/{number}"), content, hashlib.sha256(data).hexdigest())

    return make


@pytest.fixture(scope="session")
def read_rows() -> Callable[[Path], list[dict[str, Any]]]:
    return lambda path: [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture(scope="session")
def read_bytes() -> Callable[[Path], dict[str, bytes]]:
    """Return what reads every file of a dataset by name."""
    return lambda folder: {name: (folder / name).read_bytes() for name in FILES}
