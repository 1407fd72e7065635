"""An article with every kind of annotation, and the articles of the corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from sakat.annotation import AnnotatedArticle
from sakat.gold import compile_source, read_corpus

SOURCE = """---
document_date: 2022-01-09
---
%fishers NORP "Chilean fishers"
%chile GPE "Chile" alt="Republic of Chile" qid=Q298
%peru GPE "Peru" qid=Q419
😀{ชาวประมง{ชิลี|?chile}|fishers alt="ชิลี"}{ปิดอ่าว|e1} {[1]|cite:1}
%e1 PROTEST obstruct actors=fishers recipients=chile location=chile edtf_alt=2022,null alt="ปิด"

{เปรู|peru}{หารือ|e2}กับ{ชิลี|chile} เมื่อ{วันที่ 8 มกราคม 2565|DATE=2022-01-08 edtf_alt=2022} มีผู้เข้าร่วม {14|CARDINAL} คน
%e2 CONSULT visit,phone actors=peru,chile edtf=2022-01-08 source=peru note="เรื่อง อ่าว" type_alt=AGREE symmetric

โฆษก{กล่าว|e3}ว่า “{เราพร้อม{หารือ|e4}|quote:peru}”
%e3 OTHER statement actors=chile edtf=2021 modality=reported source=chile args_ok=peru modality_alt=asserted
%e4 CONSULT coref=e2 optional negated context=diplomatic actors=peru
"""


@pytest.fixture(scope="session")
def annotated() -> AnnotatedArticle:
    compiled = compile_source(SOURCE)
    return AnnotatedArticle("อ่าว", compiled.text, compiled.gold)


@pytest.fixture(scope="session")
def corpus(root: Path) -> tuple[AnnotatedArticle, ...]:
    """Every article of the corpus."""
    return tuple(AnnotatedArticle(article.id, article.text, article.gold) for article in read_corpus(root / "corpus"))
