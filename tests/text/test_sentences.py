import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.record import Range
from sakat.text.sentences import split_sentences

CASES = [
    "ที่ประชุมมีมติรับรองแถลงการณ์ร่วมแล้ว[2] | นอกจากนี้ยังตั้งคณะทำงานชุดใหม่",
    "ตำรวจควบคุมตัวผู้ต้องหาไว้ได้สองคน | ต่อมาศาลอนุญาตให้ฝากขัง | ส่วนผู้ต้องหาอีกรายยังหลบหนี",
    "เขาถามว่าใครเป็นคนสั่งการ? | ไม่มีใครตอบ",
    "“เราไม่รับข้อเสนอ นอกจากนี้เราจะถอนตัว” โฆษกกล่าว | ทั้งนี้ยังไม่มีกำหนดประชุมครั้งต่อไป",
    "นายสมชาย ใจดี ปลัดจังหวัดตรัง เข้าพบผู้แทนสหภาพ เมื่อวันที่ 7 พ.ค. 2547",
    "รัฐบาล (ซึ่งพ้นวาระแล้ว ต่อมากลับมาใหม่) ประกาศยุบสภา",
    "ข้อเรียกร้องมีสามข้อ ได้แก่ ขึ้นค่าแรง จ่ายโบนัส และรับคนงานกลับ",
    "1. ให้โรงงานหยุดเดินเครื่องจักรทันที",
    "กระทรวงสาธารณสุขรายงานผู้ป่วยเพิ่ม 12 ราย | ล่าสุดยอดรวมอยู่ที่ 340 ราย",
    "บริษัทจดทะเบียนเมื่อ พ.ศ. 2544 ในจังหวัดชลบุรี",
]


@pytest.mark.parametrize("marked", CASES)
def test_split_sentences_cuts_where_a_new_one_begins(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|")]
    text = " ".join(expected)
    assert [text[s.start : s.end] for s in split_sentences(text)] == expected


def test_split_sentences_takes_lines_apart_and_only_the_title_of_a_heading() -> None:
    text = "พาดหัวข่าว\n\nอิหร่าน แก้\n\n  เนื้อความแรก\nเนื้อความที่สอง  \n"
    assert [text[s.start : s.end] for s in split_sentences(text)] == [
        "พาดหัวข่าว",
        "อิหร่าน",
        "เนื้อความแรก",
        "เนื้อความที่สอง",
    ]


def test_split_sentences_never_cuts_a_protected_span() -> None:
    text = "ศาลรับฟ้องบริษัทนอกจากนี้ ต่อมาพาณิชย์ จำกัด ไว้พิจารณา"
    start = text.index("บริษัท")
    protected = [Range(start=start, end=text.index(" ไว้"))]
    assert len(split_sentences(text)) == 2
    assert len(split_sentences(text, protected=protected)) == 1


def test_split_sentences_joins_lines_that_a_protected_span_crosses() -> None:
    text = "ก ข\nค ง"
    assert len(split_sentences(text, protected=[Range(start=2, end=5)])) == 1


def test_split_sentences_takes_a_long_text_without_spaces() -> None:
    text = "ประชาชน" * 20000
    assert split_sentences(text) == [Range(start=0, end=len(text))]


@given(st.text(alphabet='กขค \n"“”()[1]ต่อมานอกจากนี้.?!', max_size=120))
def test_split_sentences_covers_all_but_white_space_in_order(text: str) -> None:
    sentences = split_sentences(text)
    position = 0
    for sentence in sentences:
        assert text[position : sentence.start].strip() == ""
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        position = sentence.end
    assert text[position:].strip() == ""
