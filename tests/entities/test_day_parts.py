import pytest

from sakat.entities import day_parts
from sakat.entities.candidate import Candidate
from sakat.entities.words import Words
from sakat.text.words import WordTokenizer

CUT = WordTokenizer()


def date_at(text: str, words: str) -> Candidate:
    start = text.index(words)
    return Candidate(start, start + len(words), "DATE", "rule", "date.dmy", 0.9)


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("คืนวันที่ 5 มีนาคม", "วันที่ 5 มีนาคม", ["คืน"]),
        ("ส่งคืนวันที่ 5 มีนาคม", "วันที่ 5 มีนาคม", []),
        ("เช้ามืดวันเสาร์", "วันเสาร์", ["เช้ามืด"]),
        ("ประชุมช่วงบ่าย ต่อถึงตอนค่ำ", None, ["ช่วงบ่าย", "ตอนค่ำ"]),
        ("ฝนตกทั้งคืน", None, ["ทั้งคืน"]),
        ("คืนเงินให้ลูกค้า", None, []),
        ("สายการบินเปิดบริการ", None, []),
    ],
)
def test_find_reads_parts_of_the_day(text: str, date: str | None, expected: list[str]) -> None:
    dates = [date_at(text, date)] if date else []
    found = day_parts.find(text, dates, Words(text, CUT(text)).boundaries)
    assert [text[c.start : c.end] for c in found] == expected
    assert all(c.label == "TIME" for c in found)
