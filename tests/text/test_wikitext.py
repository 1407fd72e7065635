import pytest

from sakat.text.wikitext import find_citations, find_layout


def titles(text: str) -> list[str]:
    return [text[heading.start : heading.end] for heading in find_layout(text).headings]


@pytest.mark.parametrize(
    ("text", "title", "level"),
    [
        ("นำเรื่อง\n\nอัฟกานิสถาน แก้\n\nเนื้อหา", "อัฟกานิสถาน", 1),
        ("นำเรื่อง\n\nสงครามเย็น [แก้]\n\nเนื้อหา", "สงครามเย็น", 1),
        ("นำเรื่อง\n\nประวัติ[แก้ไข | แก้ไขต้นฉบับ]\n\nเนื้อหา", "ประวัติ", 1),
        ("นำเรื่อง\n\n=== ภูมิหลัง ===\n\nเนื้อหา", "ภูมิหลัง", 2),
        ("# ข่าวเด่น\n\nเนื้อหา", "ข่าวเด่น", 1),
    ],
)
def test_find_layout_reads_headings(text: str, title: str, level: int) -> None:
    headings = find_layout(text).headings
    assert [(text[h.start : h.end], h.level) for h in headings] == [(title, level)]


@pytest.mark.parametrize(
    "text",
    [
        "คณะรัฐมนตรีเห็นว่ากฎหมายนี้ต้อง แก้\nในสมัยประชุมหน้า",
        "ย่อหน้าก่อน\nประชาชนเรียกร้องให้แก้",
        "นำเรื่อง\n\n" + "รัฐสภาอภิปรายร่างรัฐธรรมนูญที่ต้อง" * 6 + " แก้\n\nเนื้อหา",
        "#แฮชแท็กของผู้ชุมนุม\nข้อความ",
        "ผลการแข่งขัน 2 = 2 เสมอกัน",
    ],
)
def test_find_layout_ignores_lookalikes_of_headings(text: str) -> None:
    assert titles(text) == []


def test_find_layout_ends_the_body_at_references() -> None:
    text = "เนื้อหา\n\nดูเพิ่ม แก้\n\nสิ่งอื่น\n\nอ้างอิง แก้\n\n1. หนังสือ"
    layout = find_layout(text)
    assert text[: layout.body_end] == "เนื้อหา\n\n"
    assert len(layout.headings) == 2


def test_find_layout_of_text_without_headings_is_all_body() -> None:
    text = "อ้างอิงคำพูดของตำรวจ\n\nเนื้อหา"
    assert find_layout(text).body_end == len(text)


def test_find_citations_keeps_offsets_and_numbers() -> None:
    text = "ลงนามแล้ว[1][๑๒] ที่กรุงเวียนนา[ต้องการอ้างอิง][note 3]"
    found = [(text[mark.start : mark.end], mark.ref) for mark in find_citations(text)]
    assert found == [("[1]", "1"), ("[๑๒]", "๑๒"), ("[ต้องการอ้างอิง]", "needed"), ("[note 3]", "note 3")]


@pytest.mark.parametrize("text", ["[ก]", "[2566-2567]", "[]", "[12345]", "(1)", "[1"])
def test_find_citations_ignores_other_brackets(text: str) -> None:
    assert list(find_citations(text)) == []
