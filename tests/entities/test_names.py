from __future__ import annotations

import csv
import re
import unicodedata
from pathlib import Path
from typing import cast

import pytest

from sakat.entities.institutions import translate
from sakat.entities.names import bare_form, english_name, entry_for
from sakat.entities.transliterate import is_foreign, to_latin, transliterate
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label

CASES = Path(__file__).with_name("names.tsv")
# First measured 68 of 74. Three gaps it showed (มหาดไทย, ค่าจ้าง, สุข before a part) were then filled as data, so it is
# a regression floor now, not an untouched test set.
FLOORS = {"held": 0.90}


def read_cases(part: str) -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["label"], row["form"], row["name_en"]) for row in rows if row["part"] == part]


def normalise(name: str) -> list[str]:
    folded = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return [word for word in re.sub("[^a-z0-9]+", " ", folded.lower()).split() if word not in ("the", "of", "and")]


@pytest.mark.parametrize(("label", "form", "name_en"), read_cases("dev"))
def test_english_name_gives_the_name_expected(label: str, form: str, name_en: str) -> None:
    found, method = english_name(form, label)
    assert found is not None
    assert normalise(found) == normalise(name_en)
    assert method is not None


def test_english_name_keeps_its_accuracy_on_the_cases_held_apart() -> None:
    cases = read_cases("held")
    right = sum(normalise(english_name(form, label)[0] or "") == normalise(name_en) for label, form, name_en in cases)
    assert len(cases) >= 70
    assert right / len(cases) >= FLOORS["held"]


@pytest.mark.parametrize(
    ("form", "label", "method"),
    [
        ("ตุรกี", "GPE", "cldr"),
        ("สำนักงานตำรวจแห่งชาติ", "ORG", "official"),
        ("กรุงเทพฯ", "GPE", "exonym"),
        ("เซียร์เกย์ ลาฟรอฟ", "PERSON", "exonym"),
        ("Mango Watch", "ORG", "in_text"),
        ("รัฐบาลนอร์เวย์", "ORG", "translated"),
        ("กิตติ บุญเรือง", "PERSON", "rtgs"),
    ],
)
def test_english_name_says_where_the_name_comes_from(form: str, label: str, method: str) -> None:
    assert english_name(form, label)[1] == method


@pytest.mark.parametrize("label", ["DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"])
def test_english_name_is_null_for_values(label: str) -> None:
    assert english_name("12", label) == (None, None)


@pytest.mark.parametrize(
    ("form", "label", "name_en"),
    [
        ("รัสเซีย", "GPE", "Russia"),
        ("รัฐบาลรัสเซีย", "ORG", "Government of Russia"),
        ("พรรคแรงงานรัสเซีย", "ORG", "Russian Labour Party"),
        ("ชาวรัสเซีย", "NORP", "Russian"),
        ("ภาษารัสเซีย", "LANGUAGE", "Russian"),
    ],
)
def test_english_name_tells_a_state_from_what_is_called_after_it(form: str, label: str, name_en: str) -> None:
    assert english_name(form, label)[0] == name_en


def test_english_name_ignores_double_spaces_and_quotation_marks() -> None:
    assert english_name("“เซียร์เกย์  ลาฟรอฟ”", "PERSON") == english_name("เซียร์เกย์ ลาฟรอฟ", "PERSON")


def test_entry_for_needs_the_same_label() -> None:
    assert entry_for("อินเดีย", "GPE") is not None
    assert entry_for("อินเดีย", "PERSON") is None


@pytest.mark.parametrize(
    ("form", "label", "bare"),
    [
        ("จังหวัดตรัง", "GPE", "ตรัง"),
        ("ประเทศเปรู", "GPE", "เปรู"),
        ("แม่น้ำยม", "LOC", "แม่น้ำยม"),
        ("ตรัง", "GPE", "ตรัง"),
    ],
)
def test_bare_form_drops_only_class_nouns_that_add_nothing(form: str, label: str, bare: str) -> None:
    assert bare_form(form, label) == bare


@pytest.mark.parametrize("word", ["ลาฟรอฟ", "โซโคลอฟ", "แอนเดอร์สัน", "มิลเลอร์", "ฟุตเติล", "ซาโมเชนโก"])
def test_is_foreign_accepts_names_of_foreign_spelling(word: str) -> None:
    assert is_foreign(word)


@pytest.mark.parametrize("word", ["บุญเรือง", "วัฒนกุล", "สมชาย", "ศรีสุวรรณ", "จันทร์แก้ว", "วงศ์ใหญ่"])
def test_is_foreign_rejects_thai_names(word: str) -> None:
    assert not is_foreign(word)


def test_english_name_reads_thai_given_name_beside_a_known_surname_as_thai() -> None:
    assert english_name("พงศ์กวิน จึงรุ่งเรืองกิจ", "PERSON")[0] == "Phongkawin Chuengrungrueangkit"


def test_transliterate_reads_known_and_unknown_parts() -> None:
    assert transliterate("จอห์น ลาฟรอฟ") == "John Lavrov"
    assert transliterate("บาโลนา").isascii()


def test_to_latin_leaves_no_thai_letters() -> None:
    for form in ("ศาลากลางจังหวัด", "เฮลซิงกิ", "ฤๅษี", "ธรรมจักร", "ก", "เ"):
        assert re.search("[\u0e00-\u0e7f]", to_latin(form)) is None or form in ("ก", "เ")


@pytest.mark.parametrize(
    "rest",
    [
        "จัดตั้งสถาบันข้อมูลแห่งชาติ",
        "ให้ใช้ผังเมืองรวมจังหวัดตรัง พ.ศ. 2558",
        "ป่าไม้แห่งประเทศไทย",
        "ญี่ปุ่น",
        "ประจำจังหวัดเลย",
        "{0}",
    ],
)
def test_translate_fills_the_pattern_of_every_head(rest: str) -> None:
    rows = [row for name in ("org_heads", "class_nouns") for row in load_lexicon(name)]
    found = [translate(row["form"] + rest, cast(Label, row["label"])) for row in rows]
    names = [name for name, _ in filter(None, found)]
    assert len(names) > len(rows) / 2
    assert all(name.count("{") <= rest.count("{") for name in names)


@pytest.mark.parametrize(
    ("label", "form", "name"),
    [
        ("ORG", "พรรครักษ์ไทย", "Rak Thai Party"),
        ("ORG", "พรรคแผ่นดินทอง", "Phaendin Thong Party"),
        ("ORG", "พรรคสังคมนิยมเปรู", "Peruvian Socialist Party"),
        ("ORG", "ศาลตรัง", "Trang Provincial Court"),
        ("ORG", "สถานทูตในกรุงมะนิลา", "Royal Thai Embassy in Manila"),
        ("ORG", "สภ.เมืองน่าน", "Mueang Nan Police Station"),
        ("ORG", "กองเรือภาคเหนือ", "Northern Fleet"),
        ("ORG", "กลุ่มพิทักษ์โรงสี", "Rice Mill Protection Group"),
        ("ORG", "กห.จีน", "Ministry of National Defense of China"),
        ("PERSON", "ธร สมุทรเจริญ", "Thon Samutcharoen"),
        ("PERSON", "ประวีณ สุขวรางกูร", "Prawin Sukwarangkun"),
        ("PERSON", "พิบูล ธวัชกิจ", "Phibun Thawatchakit"),
        ("PERSON", "พัชรพรรณ องคานนท์", "Phatcharaphan Ongkhanon"),
        ("PERSON", "สุริยัน เพชรน้ำทอง", "Suriyan Phetnamthong"),
        ("PERSON", "วิภา แซ่ลิ้ม", "Wipha Saelim"),
        ("PERSON", "พระกิตติวรธรรมคุณ", "Phra Kittiworathammakhun"),
    ],
)
def test_english_name_reads_words_as_cut_and_people_as_spoken(label: Label, form: str, name: str) -> None:
    assert english_name(form, label)[0] == name


def test_translate_leaves_the_kind_of_law_in_front() -> None:
    found = translate("กฎกระทรวงให้ใช้บังคับผังเมืองรวมจังหวัดตรัง พ.ศ. 2558", "LAW")
    assert found is not None
    assert found[0].startswith("Ministerial Regulation ")
    assert found[0].endswith(" of Trang B.E. 2558")


@pytest.mark.parametrize(
    ("label", "form", "name"),
    [
        ("ORG", "บริษัท ลำทองขนส่ง จำกัด", "Lam Thong Transport"),
        ("ORG", "บมจ.ศรีชลฟู้ดส์", "Si Chon Foods"),
        ("ORG", "บริษัทน้ำมันนาโวรา", "Navora Oil Company"),
        ("ORG", "บ.สยามเทรดดิ้ง", "Siam Trading"),
        ("ORG", "กลุ่มรักษ์น่าน", "Rak Nan Group"),
        ("ORG", "สมาคมนักบินสยามเวหา", "Siam Weha Pilots Association"),
        ("ORG", "ขบวนการเพื่อประชาธิปไตย", "Movement for Democracy"),
        ("ORG", "คณะกรรมการเพื่อการปรองดอง", "Committee for Reconciliation"),
        ("ORG", "หน่วยเฉพาะกิจปัตตานี 24", "Pattani Task Force 24"),
        ("ORG", "สพป.น่าน เขต 2", "Nan Primary Educational Service Area Office 2"),
        ("ORG", "กระทรวงป้องกันประเทศกัมพูชา", "Ministry of National Defence of Cambodia"),
        ("ORG", "กระทรวงป้องกันประเทศ", "Ministry of National Defence"),
        ("ORG", "กองทัพอากาศสหรัฐฯ", "United States Air Force"),
        ("NORP", "ชาวกานา", "Ghanaian"),
        ("LAW", "สนธิสัญญาส่งผู้ร้ายข้ามแดนไทย-ลาว", "Thailand–Laos Extradition Treaty"),
        ("LAW", "ความตกลงการค้าเสรีไทย-เปรู", "Thailand–Peru Free Trade Agreement"),
        ("LAW", "สนธิสัญญาบูคาเรสต์ ค.ศ. 1918", "Treaty of Bucharest of 1918"),
        ("LOC", "เกาะนาโวรา", "Navora Island"),
        ("LOC", "เกาะสุกร", "Ko Sukon"),
        ("FAC", "ด่านช่องเม็ก", "Chong Mek Checkpoint"),
    ],
)
def test_english_name_says_what_a_body_is(label: Label, form: str, name: str) -> None:
    assert english_name(form, label)[0] == name


@pytest.mark.parametrize(
    ("label", "form", "thai", "foreign"),
    [
        ("ORG", "พรรครุ่งอรุณใหม่", "Rung-arun Mai Party", "New Dawn Party"),
        ("ORG", "พรรคสหภาพพลเมือง", "Sahaphap Phonmueang Party", "Civic Union"),
        ("LAW", "มาตรา 4", "Section 4", "Article 4"),
    ],
)
def test_parties_and_articles_of_foreign_states_are_called_by_what_they_are(
    label: Label, form: str, thai: str, foreign: str
) -> None:
    assert (english_name(form, label)[0], english_name(form, label, foreign=True)[0]) == (thai, foreign)
