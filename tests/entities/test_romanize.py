from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.entities.romanize import romanize, romanize_place


@pytest.mark.parametrize(
    ("thai", "latin"),
    [
        ("กิตติ", "Kitti"),
        ("บุญเรือง", "Bunrueang"),
        ("ศักดิ์", "Sak"),  # silent letters
        ("จันทร์", "Chan"),
        ("สิงห์", "Sing"),
        ("วัฒนกุล", "Watthanakun"),  # linking syllable
        ("วัฒน์", "Wat"),
        ("รัตนบุรี", "Rattanaburi"),
        ("วรรณ", "Wan"),  # รร
        ("กรรม", "Kam"),
        ("ทรงศักดิ์", "Songsak"),  # ทร read s
        ("จันทรา", "Chanthra"),  # ทร read thr
        ("ทราย", "Sai"),
        ("ถนอม", "Thanom"),  # leading consonant
        ("ตลาด", "Talat"),
        ("หนู", "Nu"),
        ("ประเสริฐ", "Prasoet"),  # cluster
        ("สร้อย", "Soi"),
        ("ฤทธิ์", "Rit"),
        ("พฤกษ์", "Phruek"),
        ("ไทย", "Thai"),
        ("เดือน", "Duean"),
        ("เมือง", "Mueang"),
        ("ขวัญ", "Khwan"),
        ("สวน", "Suan"),
        ("สวย", "Suai"),
        ("เอื้อ", "Uea"),
        ("น้ำ", "Nam"),
        ("เกาะ", "Ko"),
        ("เขียว", "Khiao"),
        ("สะอาด", "Sa-at"),
        ("พะงัน", "Pha-ngan"),
    ],
)
def test_romanize_follows_the_royal_thai_general_system(thai: str, latin: str) -> None:
    assert romanize(thai) == latin


def test_romanize_keeps_spaces_digits_and_latin_letters() -> None:
    assert romanize("กิตติ บุญเรือง (Kit) 12") == "Kitti Bunrueang (Kit) 12"


def test_romanize_ignores_tone_marks() -> None:
    assert romanize("หมี") == romanize("หมี่")


@pytest.mark.parametrize(
    ("thai", "latin"),
    [
        ("บ้านโนนสะอาด", "Ban Non Sa-at"),
        ("หนองบัวแดง", "Nong Bua Daeng"),
        ("ปากช่อง", "Pak Chong"),
        ("สุรินทร์", "Surin"),
        ("ท่าตูม", "Tha Tum"),
    ],
)
def test_romanize_place_sets_place_words_apart(thai: str, latin: str) -> None:
    assert romanize_place(thai) == latin


@given(
    st.text(alphabet=[chr(code) for code in range(0x0E01, 0x0E4F) if code not in range(0x0E3B, 0x0E40)], max_size=20)
)
def test_romanize_turns_any_thai_letters_into_latin_ones(thai: str) -> None:
    assert re.fullmatch(r"[A-Za-z -]*", re.sub("[ฯๆ\u0e4d\u0e4e]", "", romanize(thai))) is not None
    assert romanize(thai) == romanize(thai)
