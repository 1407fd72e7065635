"""Clauses of single sentences."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakat.events.analysis import Token
from sakat.record import Range
from sakat.text.clauses import WordSet, split_clauses
from sakat.text.words import WordTokenizer

_TOKENIZER = WordTokenizer(engine="newmm")


def _clauses(text: str) -> list[str]:
    tokens, at = [], 0
    for word in _TOKENIZER(text):
        tokens.append(Token(at, at + len(word), word))
        at += len(word)
    return [text[c.start : c.end] for c in split_clauses(text, tokens, Range(start=0, end=len(text)))]


@pytest.mark.parametrize(
    "marked",
    [
        "ตำรวจค้นบ้าน|แต่ไม่พบใคร",
        "เขากล่าวว่า|ฝนจะตก",
        "รถไฟหยุดวิ่ง|เนื่องจากน้ำท่วมราง",
        "เรือจมลง|ขณะที่ลูกเรือหลับ",
        "ชาวบ้านซ่อมถนน|ซึ่งพังมานาน",
        "ตลาดเปิดเร็ว |และปิดช้า",
        "เธอกลับบ้าน |ก่อนฝนตก",
        "ครูสอนหนังสือ |โดยไม่รับเงินเดือน",
        "หากฝนตก งานจะเลื่อน",
    ],
)
def test_split_clauses_cuts_at_bars(marked):
    expected = [part.strip() for part in marked.split("|")]
    assert _clauses(marked.replace("|", "")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ข้าวและปลา",
        "บ้านหลังใหญ่",
        "เอกสารว่าด้วยการประมง",
        "ผู้ว่าการธนาคาร",
        "เขามาถึงเมื่อวันที่ 5 มกราคม",
        "มีคนกว่า 80 คน",
        "ซื้อบ้าน 4 หลังในเมือง",
        "เดินทางโดยรถไฟ",
    ],
)
def test_split_clauses_keeps_whole(text):
    assert _clauses(text) == [text]


@given(st.lists(st.sampled_from(["ซึ่ง", "และ", "ว่า", "แต่", "โดย", " ", "ตำรวจ", "จับ", "๕", "ก่อน", "วัน"]), min_size=1))
@settings(max_examples=60)
def test_split_clauses_tiles_all_but_white_space(words):
    text = "".join(words)
    assert "".join("".join(_clauses(text)).split()) == "".join(text.split())


def test_word_set_prefers_the_longest_form_on_a_stop():
    words = WordSet(["หลัง", "หลังจาก"])
    assert words.at("หลังจากนั้น", 0) == 7
    assert words.at("หลังจากนั้น", 0, [1, 0, 0, 0, 1, 0, 0, 0]) == 4
    assert words.before("เกิดหลัง", 8) == 4
    assert words.before("หลัง", 0) is None


def test_a_word_at_the_end_of_a_text_ends_there() -> None:
    forms = WordSet(["แต่", "แต่เดิมมา", "ก"])
    assert forms.at("แต่", 0) == 3
    assert forms.at("ไปแต่", 2) == 5
    assert forms.at("แต่เดิม", 0) == 3
    assert forms.before("แต่", 3) == 0
    assert (forms.at("ก", 0), forms.before("มาก", 3), forms.at("", 0)) == (1, 2, None)
