"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings
from spacy.language import Language

from sakat.api import extract, load
from sakat.record import Record

# No deadline: the first example of a test may load a lexicon. The same examples every time: a failure can be repeated.
settings.register_profile("sakat", deadline=None, derandomize=True)
settings.load_profile("sakat")

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the training data beside the project is absent")
    return SHARED


@pytest.fixture(scope="session")
def article() -> str:
    """A made-up article with people, places, dates, quotes and reference marks."""
    return (
        "รัฐมนตรีลาวเยือนเชียงราย\n\n"
        "นายกิตติ บุญเรือง ผู้ว่าราชการจังหวัดเชียงราย ให้การต้อนรับคณะผู้แทนจากประเทศลาว "
        "เมื่อวันที่ ๕ มิถุนายน ๒๕๖๗ และหารือกันเรื่องน้ำท่วมในแม่น้ำโขง[1] "
        "ต่อมาเมื่อวันที่ 7 มิ.ย. 2567 กระทรวงการต่างประเทศแถลงว่า “ทั้งสองฝ่ายเห็นพ้องให้ตั้งคณะทำงานร่วม”[ต้องการอ้างอิง]\n\n"
        "นายกิตติกล่าวว่าจังหวัดจะมอบถุงยังชีพ 500 ชุดให้ชาวบ้านในอำเภอเชียงแสนสัปดาห์หน้า\n"
    )


@pytest.fixture(scope="session")
def record(article: str) -> Record:
    return extract(article, document_date="2024-06-08", uri="made-up", title="รัฐมนตรีลาวเยือนเชียงราย")
