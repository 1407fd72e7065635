"""วันเดียวกัน and วันรุ่งขึ้น count from the day the story has reached, not from a plan told paragraphs before."""

from datetime import date

import pytest

from sakat.dates import find

DAY = date(2022, 8, 18)  # a Thursday


def last(text: str) -> str | None:
    return find(text, anchor=DAY)[-1].edtf


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("เหตุเกิดวันนี้ คาดว่าจะยื่นคำร้องภายในวันศุกร์นี้\n\nวันเดียวกัน ตำรวจสอบเจ้าของอู่", "2022-08-18"),
        ("พบรถวันนี้ เป็นรถที่หายไปเมื่อวันที่ 9 ส.ค. ที่ผ่านมา จะยื่นคำร้องวันศุกร์นี้\n\nวันเดียวกัน ตำรวจสอบ", "2022-08-18"),
        ("คาดว่าจะยื่นคำร้องภายในวันศุกร์นี้\n\nวันเดียวกัน ตำรวจสอบเจ้าของอู่", "2022-08-18"),
        ("ลงนามเมื่อวันที่ 1 สิงหาคม\n\nจนถึงวันนี้ยังไม่เปิดเผยเนื้อหา\n\nฝ่ายค้านยื่นถามในวันรุ่งขึ้น", "2022-08-02"),
    ],
)
def test_a_plan_or_today_told_in_another_paragraph_is_passed_over(text: str, expected: str) -> None:
    assert last(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ศาลนัดวันศุกร์นี้ วันเดียวกันอัยการยื่นคำแถลง", "2022-08-19"),
        ("จะประชุมวันที่ 28 สิงหาคม\nวันรุ่งขึ้นจะลงพื้นที่", "2022-08-29"),
        ("ตำรวจจับวันนี้ วันรุ่งขึ้นนำตัวส่งศาล", "2022-08-19"),
        ("ฝนตกเมื่อวันที่ 3 สิงหาคม\n\nวันเดียวกันน้ำป่าเข้าหมู่บ้าน", "2022-08-03"),
    ],
)
def test_the_latest_day_of_the_paragraph_and_of_a_plan_that_goes_on_counts(text: str, expected: str) -> None:
    assert last(text) == expected
