import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.entities import gazetteer
from sakat.entities.authority import load_authority
from sakat.entities.words import Words, is_safe_cut
from sakat.text.words import WordTokenizer

CUT = WordTokenizer()


def find(text: str) -> list[str]:
    return [text[c.start : c.end] for c in gazetteer.find(text, Words(text, CUT(text)).boundaries)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("นายกรัฐมนตรีเดินทางไปจังหวัดเลย", ["จังหวัดเลย"]),
        ("น้ำท่วมที่น่าน แพร่ และพะเยา", ["น่าน", "แพร่", "พะเยา"]),
        ("คนงานที่ จ.ตาก", ["จ.ตาก"]),
        ("สหรัฐฯ กับจีน", ["สหรัฐฯ", "จีน"]),
        ("คณะมนตรีความมั่นคงแห่งสหประชาชาติ", ["คณะมนตรีความมั่นคงแห่งสหประชาชาติ"]),
        ("สมาชิกของ กกต. และ ป.ป.ช.", ["กกต.", "ป.ป.ช."]),
        ("กลุ่มตาลีบันยึดกรุงคาบูล", ["กลุ่มตาลีบัน", "กรุงคาบูล"]),
        ("เคจีบีกับซีไอเอ", ["เคจีบี", "ซีไอเอ"]),
        ("รัฐมนตรีต่างประเทศสหรัฐ", ["สหรัฐ"]),
        ("เรือรบแวะสัตหีบแล้วไปกันตัง", ["สัตหีบ", "กันตัง"]),
        ("ชุมนุมหน้าทำเนียบตั้งแต่เช้า", ["ทำเนียบ"]),
    ],
)
def test_find_gives_longest_names(text: str, names: list[str]) -> None:
    assert find(text) == names


@pytest.mark.parametrize("written", ["ไทย-ลาว แห่งที่ 5", "ไทย–ลาว แห่งที่ ๕", "ไทย\u2010ลาว แห่งที่ ๕"])
def test_find_knows_names_with_any_digits_and_dashes(written: str) -> None:
    text = f"เปิดสะพานมิตรภาพ{written}แล้ว"
    (found,) = gazetteer.find(text, ())
    assert text[found.start : found.end] == f"สะพานมิตรภาพ{written}"
    assert found.key == "fifth_thai_lao_friendship_bridge"


def test_find_takes_a_nationality_for_a_people() -> None:
    text = "จับชายสัญชาติไนจีเรียในลาว"
    found = gazetteer.find(text, Words(text, CUT(text)).boundaries)
    assert [(text[c.start : c.end], c.label) for c in found] == [("ไนจีเรีย", "NORP"), ("ลาว", "GPE")]


@pytest.mark.parametrize(
    "text",
    [
        "ผ้าที่ตากแดดไว้แห้งแล้ว",
        "ไม่ได้พูดอะไรเลย",
        "เชื้อแพร่ระบาดรวดเร็ว",
        "นางมาลีขายขนม",
        "การตากปลา",
        "เขาน่าจะมา",
        "ตรังกานูไม่ใช่ที่นี่"[4:],
        "มวยกระบี่กระบอง",
        "จัดทำทำเนียบนักเขียนรุ่นใหม่",
    ],
)
def test_find_leaves_common_words(text: str) -> None:
    assert find(text) == []


def test_find_carries_authority_id_and_label() -> None:
    (found,) = gazetteer.find("สตช.", ())
    assert (found.label, found.key, found.method) == ("ORG", "royal_thai_police", "lexicon")


@given(
    st.lists(st.sampled_from(["ลาว", "ไทย", "จังหวัดตรัง", "ไป", "เลย", " ", "กิน", "กกต.", "เเ", "ำ", "3"]), max_size=12)
)
def test_find_never_overlaps_nor_cuts_a_syllable(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = gazetteer.find(text, ())
    for one, two in pairwise(found):
        assert one.end <= two.start
    for candidate in found:
        assert text[candidate.start : candidate.end] in load_authority().by_form
        assert is_safe_cut(text, candidate.start)
        assert is_safe_cut(text, candidate.end)


def test_find_is_linear() -> None:
    gazetteer.find("ลาว", ())
    text = "ผู้แทนลาวพบผู้แทนไทยที่กรุงเทพฯ " * 2000
    began = time.perf_counter()
    assert len(gazetteer.find(text, ())) == 6000
    assert time.perf_counter() - began < 5
