import re
import time
from dataclasses import replace

import pytest

from sakat.entities import Candidate, Words, find_candidates, find_repeats, resolve_spans
from sakat.text.words import WordTokenizer

CUT = WordTokenizer()
_DATE = re.compile(r"<([^>]*)>")


def mark(marked_dates: str) -> str:
    """Return the text with its outermost names marked; dates are given to the rules as `<…>`."""
    dates: list[Candidate] = []
    text, last = "", 0
    for found in _DATE.finditer(marked_dates):
        text += marked_dates[last : found.start()]
        dates.append(Candidate(len(text), len(text) + len(found[1]), "DATE", "rule", "date.test", 0.99))
        text += found[1]
        last = found.end()
    text += marked_dates[last:]
    longest_first = (replace(name, score=0.9) for name in find_candidates(text, CUT(text), dates))
    names = resolve_spans([*longest_first, *dates], text)
    out, reach = "", 0
    for name in names:
        if name.start >= reach:
            inside = text[name.start : name.end]
            out += text[reach : name.start] + (f"<{inside}>" if name.label == "DATE" else f"[{inside}]{name.label}")
            reach = name.end
    return out + text[reach:]


_MARK = re.compile(r"\[|\](?:PERSON|NORP|FAC|ORG|GPE|LOC|PRODUCT|EVENT|WORK_OF_ART|LAW|LANGUAGE)")


def strip_marks(marked: str) -> str:
    return _MARK.sub("", marked)


PERSONS = [
    "พล.ต.ต.[กิตติ บุญเรือง]PERSON แถลงข่าว",
    "ศ.ดร.[มานะ แซ่ตั้ง]PERSON กล่าวว่า",
    "พล.ต.อ.ดร.[สมหมาย ใจงาม]PERSON ตรวจพื้นที่",
    "นางสาว[อรทัย]PERSONกล่าวว่าไม่รู้เรื่อง",
    "นาย[สมชาย ใจดี]PERSON อายุมากแล้ว",
    "นาย[ชาลี พวงน้อย]PERSON มาถึงแล้ว",
    "โฆษก[กองทัพเรือ]ORG พล.ร.ต.[ปรีชา มั่นคง]PERSON ยืนยัน",
    "ประธานาธิบดี[ชิลี]GPE [กาเบรียล โบริช]PERSON พบผู้แทน",
    "รัฐมนตรีว่าการ[กระทรวงการต่างประเทศรัสเซีย]ORG [เซียร์เกย์ ลาฟรอฟ]PERSON มาถึง",
    "[เยนส์ สโตลเตนเบิร์ก]PERSON เลขาธิการ[เนโท]ORG กล่าวว่า",
    "ตำรวจจับ[วากา อิซเมลอฟ]PERSON ได้แล้ว",
    "นาง[มาลี รักษา]PERSON เบิกความ",
    "ลุง[ต๋อง]PERSONขับรถมาส่ง",
    "เจ๊[นุ้ย]PERSONขายข้าวแกงหน้าตลาด",
]

NAMES = [
    "[รัฐบาลนอร์เวย์]ORGเสนอ",
    "รัฐมนตรีว่าการ[กระทรวงกลาโหมลาว]ORG",
    "รัฐมนตรีช่วยว่าการ[กระทรวงคมนาคม]ORG",
    "[กองทัพบกเปรู]ORGถอย",
    "ผู้ว่าราชการ[จังหวัดตรัง]GPE",
    "นักลงทุน[เกาหลีใต้]GPE",
    "[ประเทศเปรู]GPE",
    "ที่[อำเภอปัว]GPE [จังหวัดน่าน]GPE",
    "ต้นน้ำของ[แม่น้ำยม]LOC",
    "ตาม[ชายแดนไทย-ลาว]LOC",
    "[ชายแดนทาจิกิสถานกับอัฟกานิสถาน]LOC",
    "บน[ถนนเพชรเกษม]FAC",
    "[เขื่อนอุบลรัตน์]FAC",
    "[ท่าอากาศยานหาดใหญ่]FAC",
    "[กลุ่มโบโกฮาราม]ORGโจมตี",
    "[กลุ่มอนุรักษ์ป่าชุมชน]ORGร้องเรียน",
    "[พรรคประชาธิปัตย์]ORGประชุม",
    "[มหาวิทยาลัยเชียงใหม่]ORGเปิดสอน",
    "[บริษัท สายลมทอง จำกัด (มหาชน)]ORG ล้มละลาย",
    "[สถานเอกอัครราชทูตไทย ณ กรุงมอสโก]ORG",
    "[ศาลจังหวัดสงขลา]ORGนัดพิพากษา",
    "[ตำรวจกัมพูชา]ORGส่งตัวกลับ",
    "โฆษก[กห.จีน]ORGไม่ตอบ",
    "[กระทรวงการต่างประเทศอินเดีย]ORGแถลง",
    "[ชาวมอญ]NORPกับ[คนไทย]NORP",
    "[มุสลิม]NORPในพื้นที่",
    "พูด[ภาษามลายู]LANGUAGE",
    "[สงครามเกาหลี]EVENT",
    "[พายุไต้ฝุ่นไห่เยี่ยน]EVENT",
    "[พายุโซนร้อนมู่หลาน]EVENTขึ้นฝั่ง",
    "[การประชุมสุดยอดอาเซียน ครั้งที่ 38]EVENT",
    "[สนธิสัญญาแวร์ซาย]LAW",
    "[มาตรา 112]LAW",
    "ภาพยนตร์เรื่อง “[ลมหนาว]WORK_OF_ART” ฉาย",
    "[เรือหลวงสุโขทัย]PRODUCTจม",
    "[เครื่องบินขับไล่ F-16]PRODUCT",
]


@pytest.mark.parametrize("marked", PERSONS)
def test_find_reads_person_without_titles(marked: str) -> None:
    assert mark(strip_marks(marked)) == marked


@pytest.mark.parametrize("marked", NAMES)
def test_find_reads_name_after_its_head(marked: str) -> None:
    assert mark(strip_marks(marked)) == marked


def test_find_keeps_dates_in_names_of_events_and_laws() -> None:
    assert mark("<6 ตุลา>")[0] == "<"
    assert mark("[x เหตุการณ์ <6 ตุลา> เกิด").endswith("[เหตุการณ์ 6 ตุลา]EVENT เกิด")
    assert mark("กบฏ พระราชบัญญัติเกลือ <พ.ศ. 2493> ใช้บังคับ") == "กบฏ [พระราชบัญญัติเกลือ พ.ศ. 2493]LAW ใช้บังคับ"
    assert mark("วินาศกรรม <3 พฤษภาคม ค.ศ. 1999> และ") == "[วินาศกรรม 3 พฤษภาคม ค.ศ. 1999]EVENT และ"


@pytest.mark.parametrize(
    "text",
    [
        "นายจ้างจ่ายค่าแรง",
        "คุณภาพชีวิตดีขึ้น",
        "ชาวบ้านและชาวนาร้องเรียน",
        "พรรคร่วมรัฐบาลประชุม",
        "กลุ่มผู้ชุมนุมเดินขบวน",
        "โรงเรียนเอกชนหลายแห่ง"[:13],
        "เขตเศรษฐกิจพิเศษ",
        "ศาลาริมทาง",
        "กรมธรรม์ประกันภัย",
        "พายุฤดูร้อน",
        "บริษัทจดทะเบียน",
        "รัฐบาลแถลงนโยบาย",
        "ในประเทศ",
        "ตลาดโลก",
        "วัดระดับน้ำ",
        "อาจารย์ที่ปรึกษา",
        "คณะทำงาน",
    ],
)
def test_find_leaves_descriptions(text: str) -> None:
    assert mark(text) == text


def test_find_gives_states_only_for_an_office_of_several_states() -> None:
    text = "รัฐมนตรีว่าการกระทรวงการต่างประเทศของจีน, อินเดีย และรัสเซีย"
    assert mark(text) == "รัฐมนตรีว่าการกระทรวงการต่างประเทศของ[จีน]GPE, [อินเดีย]GPE และ[รัสเซีย]GPE"


def test_find_takes_abbreviation_in_brackets_and_its_repeats() -> None:
    text = "สมาคมประมงพื้นบ้าน (สปพ.) แถลง ต่อมา สปพ. ยื่นหนังสือ"
    assert mark(text) == "[สมาคมประมงพื้นบ้าน]ORG ([สปพ.]ORG) แถลง ต่อมา [สปพ.]ORG ยื่นหนังสือ"


def test_find_takes_later_mentions_by_one_part_of_the_name() -> None:
    text = "นายเดนิส มาคารอฟ เดินทางถึงแล้ว มาคารอฟกล่าวว่าพอใจ"
    assert mark(text) == "นาย[เดนิส มาคารอฟ]PERSON เดินทางถึงแล้ว [มาคารอฟ]PERSONกล่าวว่าพอใจ"


def test_find_candidates_is_linear() -> None:
    text = "พล.ต.ต.กิตติ บุญเรือง แถลงที่จังหวัดตรังว่ากรมชลประทานจ่ายเงิน 2.4 ล้านบาท\n" * 300
    tokens = CUT(text)
    find_candidates(text, tokens)
    began = time.perf_counter()
    once = len(find_candidates(text, tokens))
    first = time.perf_counter() - began
    began = time.perf_counter()
    assert len(find_candidates(text * 3, tokens * 3)) == 3 * once
    assert time.perf_counter() - began < 12 * first + 0.5


def test_find_repeats_takes_a_given_name_that_is_a_word_only_after_a_space() -> None:
    text = "ดำรง สินสวัสดิ์ ลาออก ต่อมา ดำรงยื่นฟ้อง แล้วดำรงตนเงียบ"
    person = Candidate(0, 15, "PERSON", "statistical", None, 0.9)
    boundaries = Words(text, CUT(text)).boundaries
    found = sorted((c.start, c.end) for c in find_repeats(text, boundaries, [person]))
    assert found == [(0, 4), (0, 15), (5, 15), (text.index("ดำรงยื่น"), text.index("ยื่น"))]
