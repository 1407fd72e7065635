"""In a history or an encyclopedia's entry days without a year are of the years told, not of the year of writing."""

from datetime import date

import pytest

from sakat.dates.find import find

WRITTEN = date(2014, 3, 11)
WAR = "สงครามยืดเยื้อระหว่างวันที่ 9 มิถุนายน ถึง 30 กันยายน ค.ศ. 1910"


def edtf(text: str) -> list[str | None]:
    return [match.edtf for match in find(text, anchor=WRITTEN)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("การประชุมใน พ.ศ. 2453 ล้มเหลว\n\nลำดับเหตุการณ์\nวันที่ 14 ตุลาคม ทหารขึ้นฝั่ง", ["1910", "1910-10-14"]),
        (
            f"{WAR}\n\nสาเหตุ\nคำชี้ขาดออกในเดือนกรกฎาคม ค.ศ. 1909\n\nวันที่ 18 สิงหาคม ป้อมแตก",
            ["1910-06-09/1910-09-30", "1909-07", "1910-08-18"],
        ),
        (f"{WAR} ทูตถูกจับในวันเดียวกัน", ["1910-06-09/1910-09-30", "1910-09-30"]),
        ("เขาเข้าวังใน ค.ศ. 1870 และลาออกในวันเดียวกัน", ["1870", None]),
        ("รัฐเล็กแยกตัวใน ค.ศ. 1910\n\nแผนจะยกพลขึ้นบกในเดือนกรกฎาคมล้มเหลว", ["1910", "1910-07"]),
        (
            "เหตุการณ์เกาะเกลือคือความขัดแย้งระหว่างสองรัฐ ซึ่งเกิดขึ้นระหว่างวันที่ 9–27 พฤศจิกายน ค.ศ. 1953 "
            "บนเกาะกลางแม่น้ำที่ไม่มีใครอยู่อาศัย\n\n"
            "ภูมิหลัง\nฝ่ายหนึ่งตั้งด่านใน ค.ศ. 1950\n\nเช้ามืดวันที่ 9 พฤศจิกายน ทหารขึ้นฝั่ง",
            ["1953-11-09/1953-11-27", "1950", "1953-11-09"],
        ),
        ("ทุกวันนี้ยังเล่าถึงกบฏปี 2445\nวันที่ 25 กรกฎาคม เมืองถูกยึด", [None, "1902", "1902-07-25"]),
    ],
)
def test_days_of_a_history_are_of_the_years_it_tells(text: str, values: list[str | None]) -> None:
    assert edtf(text) == values


@pytest.mark.parametrize(
    "text",
    [
        "ครบรอบเหตุการณ์ปี 2453\n\nวันนี้มีพิธี ส่วนวันที่ 14 กุมภาพันธ์ มีการซ้อม",
        "กฎเดิมมีมาแต่ปี 2453\n\nล่าสุดวันที่ 14 กุมภาพันธ์ สภารับร่างใหม่",
        "เธอเคยบินให้สายการบินเมื่อปี 2555 และเพิ่งเป็นอิสระเมื่อวันที่ 14 กุมภาพันธ์",
        "เหตุเกิดเมื่อปี 2556 ในตลาด\n\nวันที่ 14 กุมภาพันธ์ ศาลตัดสิน",
    ],
)
def test_days_of_news_are_near_the_day_of_publication(text: str) -> None:
    assert edtf(text)[-1] == "2014-02-14"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("ข่าวว่าจะเปิดเวทีวันที่ 20 เมษายน ส่วนทหารถอยไปเมื่อวันที่ 9", "2014-03-09"),
        ("เขาถูกจับเมื่อวันจันทร์นี้เอง", "2014-03-10"),
        ("เขาว่า “ตลาดจะล้ม” วันจันทร์ธนาคารงดขายเงิน", "2014-03-10"),
        ("ปิดพรมแดนโดยไม่มีกำหนดตั้งแต่วันจันทร์", "2014-03-10"),
        ("ยึดเรือไปเมื่อเดือนสิงหาคมหน้าเมืองท่า", "2013-08"),
    ],
)
def test_what_is_told_as_past_is_not_to_come(text: str, value: str) -> None:
    assert [edtf.partition("/")[0] for edtf in edtf(text) if edtf][-1] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("สัปดาห์นี้สองชาติเถียงเส้นเขตที่ขีดไว้เมื่อ ค.ศ. 1942 ศาลสั่งขังเขาจนถึงวันที่ 20 มีนาคม", "2014-03-20"),
        ("ตำรวจตามบัญชีม้ามาตั้งแต่วันที่ 9 มกราคม กระทั่งรวบตัวได้คืนวันที่ 10", "2014-03-10"),
    ],
)
def test_old_background_does_not_date_the_news(text: str, value: str) -> None:
    assert edtf(text)[-1] == value


@pytest.mark.parametrize(
    ("text", "edtf", "timex"),
    [
        ("เมื่อคืนฝนตก", "2014-03-10", "2014-03-10TNI"),
        ("เช้านี้ตลาดเปิด", "2014-03-11", "2014-03-11TMO"),
        ("เขาถูกปล่อยเมื่อวันที่ 3 มีนาคม รุ่งเช้าก็หนีไป", "2014-03-04", "2014-03-04TMO"),
    ],
)
def test_a_part_of_a_day_told_is_a_time_of_that_day(text: str, edtf: str, timex: str) -> None:
    match = find(text, anchor=WRITTEN)[-1]
    assert (match.edtf, match.timex_type, match.timex_value) == (edtf, "TIME", timex)
