import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.entities import numbers
from sakat.entities.words import Words
from sakat.text.words import WordTokenizer

CUT = WordTokenizer()


def mark(text: str) -> str:
    out, last = "", 0
    for c in numbers.find(text, Words(text, CUT(text)).boundaries):
        out += f"{text[last : c.start]}[{text[c.start : c.end]}]{c.label}"
        last = c.end
    return out + text[last:]


@pytest.mark.parametrize(
    "marked",
    [
        "[ร้อยละ 12]PERCENT ของทั้งหมด",
        "[ร้อยละ ๓๕.๕]PERCENT ของงบ",
        "เพิ่มขึ้น [16.65%]PERCENT",
        "ลดลง [3 เปอร์เซ็นต์]PERCENT",
        "งบ [2.4 ล้านบาท]MONEY",
        "ปรับคนละ [1,000]MONEY แล้วปล่อย",
        "เสนอสินบน [5 หมื่น]MONEY",
        "ช่วยค่ารักษา[สองหมื่น]MONEY แล้ว",
        "ของบ [4,180 ล.]MONEY",
        "จ่ายยา [3]CARDINAL ครั้ง",
        "บริจาค [1,200]CARDINAL คน",
        "เงิน [๕๐๐ บาท]MONEY",
        "กู้ [1,200 ล้านดอลลาร์สหรัฐ]MONEY",
        "ค่าปรับ [ห้าแสนบาท]MONEY",
        "ราคา [$3.5]MONEY",
        "ที่ดิน [85 ไร่]QUANTITY",
        "ยาว [12.5 กิโลเมตร]QUANTITY",
        "หนัก [ยี่สิบกิโลกรัม]QUANTITY",
        "ยางพารา [+9.4%]PERCENT",
        "น้ำตาลลดลง [-21.0%]PERCENT",
        "ขยายตัว [3-5%]PERCENT",
        "ทั้ง[สอง]CARDINAL ปฏิเสธ",
        "[หนึ่ง]CARDINALในนั้นคือครู",
        "จำเลย[ที่ 1]ORDINAL อุทธรณ์",
        "ชายวัย [22]DATE ถูกคุมตัว",
        "มีหลายร้อยคน",
        "คน[ที่สี่]ORDINAL",
        "ครั้ง[ที่ 3]ORDINAL",
        "บาดเจ็บ [14]CARDINAL ราย",
        "ทหาร [20,000]CARDINAL นาย",
        "ตาย[สอง]CARDINALคน",
        "ทั้ง[สอง]CARDINALฝ่าย",
        "เสือ [๗]CARDINAL ตัว",
    ],
)
def test_find_marks_amount_with_its_unit(marked: str) -> None:
    text = re.sub(r"\[|\][A-Z]+", "", marked)
    assert mark(text) == marked


@pytest.mark.parametrize(
    "text",
    [
        "จังหวัดร้อยเอ็ด",
        "สามารถทำได้",
        "อาณาจักรล้านนา",
        "โทร. 02-123-4567",
        "เครื่องบินเอฟ-16",
        "รุ่น A320",
        "อ่านแล้ว[1][23]",
        "มาตรา 112",
        "เมื่อปี 2566",
        "คดีหมายเลข 12/2565",
        "พันธุ์ข้าว",
        "นาน 3 ปี",
        "หกล้ม",
        "1. ข้อแรก",
        "ถนนสายเก่า",
    ],
)
def test_find_leaves_what_is_no_amount(text: str) -> None:
    assert mark(text) == text


@given(st.text(alphabet="0123456789๐๑๒,.% บาทราย่้สอง-/", max_size=30))
def test_find_gives_ordered_spans_in_bounds(text: str) -> None:
    found = numbers.find(text)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert all(one.end <= two.start for one, two in pairwise(found))
