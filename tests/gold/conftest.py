"""A small sound gold article, as JSON values that a test may break; articles of a corpus from inline sources."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from sakat.gold import CorpusArticle, compile_source

TEXT = "ชาวประมงชิลีปิดอ่าว [1]\nเปรูหารือกับชิลีเมื่อวันที่ 8 มกราคม 2565 โฆษกกล่าวว่า “เราพร้อม”"


def mark(part: str, number: int = 0) -> dict[str, Any]:
    """Return the range and text of the n-th place where a part stands."""
    start = -1
    for _ in range(number + 1):
        start = TEXT.index(part, start + 1)
    return {"start": start, "end": start + len(part), "text": part}


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def gold_json() -> dict[str, Any]:
    return {
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "document_date": "2022-01-09",
        "sentences": [{"start": 0, "end": 23}, {"start": 24, "end": len(TEXT)}],
        "entities": [
            {**mark("ชาวประมงชิลี"), "label": "NORP", "name_en": None, "canonical": "chilean_fishers"},
            {**mark("ชิลี"), "label": "GPE", "name_en": "Chile", "canonical": "chile", "optional": True},
            {**mark("เปรู"), "label": "GPE", "name_en": "Peru", "canonical": "peru"},
            {**mark("ชิลี", 1), "label": "GPE", "name_en": "Chile", "canonical": "chile", "qid": "Q298"},
            {**mark("วันที่ 8 มกราคม 2565"), "label": "DATE", "name_en": None, "canonical": None},
        ],
        "dates": [{**mark("วันที่ 8 มกราคม 2565"), "edtf": "2022-01-08"}],
        "events": [
            {
                "id": "e1", "type": "PROTEST", "subtype": None, "mode": "obstruct", "trigger": mark("ปิดอ่าว"),
                "actors": ["chilean_fishers"], "recipients": [], "location": "chile", "edtf": None,
                "negated": False, "modality": "asserted", "source": None,
            },
            {
                "id": "e2", "type": "CONSULT", "subtype": None, "mode": None, "trigger": mark("หารือ"),
                "actors": ["peru", "chile"], "recipients": [], "location": None, "edtf": "2022-01-08",
                "negated": False, "modality": "asserted", "source": None, "context": ["diplomatic"],
            },
        ],
        "quotes": [{"start": TEXT.index("เราพร้อม"), "end": TEXT.index("เราพร้อม") + 8, "speaker": "peru"}],
        "citations": [{"start": 20, "end": 23, "ref": "1"}],
    }  # fmt: skip


@pytest.fixture(scope="session")
def make_article() -> Callable[..., CorpusArticle]:
    """Return a builder of articles from their inline source without front matter."""

    def build(source: str, id: str = "a", part: str = "dev", **metadata: Any) -> CorpusArticle:
        compiled = compile_source(f"---\ndocument_date: null\n---\n{source}", file=id)
        return CorpusArticle(id, part, {"synthetic": True, **metadata}, compiled.text, compiled.gold)

    return build
