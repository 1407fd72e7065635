"""Quotations, their speakers, and what only looks like a quotation."""

from __future__ import annotations

import pytest

from sakat.quotes import find_quotes
from sakat.record import ids

SPOKEN = [
    ("[ประยงค์ ดีมาก|PERSON|prayong]กล่าวว่า \"เราจะไม่ยอมแพ้\"", "เราจะไม่ยอมแพ้", "prayong", "กล่าวว่า"),
    ("นาง[วิภา สดใส|PERSON|wipa] ผู้อำนวยการ[โรงเรียนบ้านดง|ORG] ระบุว่า “เด็กปลอดภัยทุกคน”", "เด็กปลอดภัยทุกคน", "wipa", "ระบุว่า"),
    ("“น้ำมาเร็วมากจนเก็บของไม่ทัน” นาย[สมหมาย ใจงาม|PERSON|sommai]กล่าว", "น้ำมาเร็วมากจนเก็บของไม่ทัน", "sommai", "กล่าว"),
    ("“ไม่เคยเห็นแบบนี้มาก่อน” [สมศรี ดวงดี|PERSON|somsri] อายุ 41 ปี เล่าทั้งน้ำตา", "ไม่เคยเห็นแบบนี้มาก่อน", "somsri", "เล่า"),
    (
        "[กระทรวงพลังงาน|ORG|moe]ออกแถลงการณ์ซึ่งกล่าวว่า \"เรายืนยันว่าราคาจะไม่ขึ้น\"",
        "เรายืนยันว่าราคาจะไม่ขึ้น",
        "moe",
        "กล่าวว่า",
    ),
    (
        "แถลงการณ์ของ[สมาคมครู|ORG|teachers]ระบุว่า «ขอให้ทุกฝ่ายเจรจา»",
        "ขอให้ทุกฝ่ายเจรจา",
        "teachers",
        "ระบุว่า",
    ),
    (
        "[ชลธี พรม|PERSON|chon]กล่าวว่าการทำเช่นนั้นจะ \"ให้สิทธิ์แก่กลุ่มทุนในการยึดที่ดิน\"",
        "ให้สิทธิ์แก่กลุ่มทุนในการยึดที่ดิน",
        "chon",
        "กล่าวว่า",
    ),
    (
        "[ชลธี พรม|PERSON|chon]กล่าวว่า \"พอแล้ว\" นอกจากนี้เขายังอ้างว่า \"ไม่มีใครช่วยเหลือ\"",
        "ไม่มีใครช่วยเหลือ",
        "chon",
        "อ้างว่า",
    ),
]  # fmt: skip

STANDING_ALONE = [
    ("[วิภา สดใส|PERSON|wipa] ขอบคุณวุฒิสภา แต่ยังไม่ถอนฟ้อง “เราจะสู้ต่อจนถึงที่สุด”", "เราจะสู้ต่อจนถึงที่สุด", "wipa"),
    (
        "นาย[สมหมาย ใจงาม|PERSON|sommai]กับนาง[วิภา สดใส|PERSON|wipa]แย้งกัน “ฉันไม่เคยเซ็นอะไรทั้งนั้น” เธอตอบโต้",
        "ฉันไม่เคยเซ็นอะไรทั้งนั้น",
        "wipa",
    ),
    ("“ใครจะรับผิดชอบถ้าบ้านพัง” [สมศรี ดวงดี|PERSON|somsri] แม่ค้าในตลาด ส่ายหน้า", "ใครจะรับผิดชอบถ้าบ้านพัง", "somsri"),
]  # fmt: skip

NOT_SPOKEN = [
    "[สมศรี ดวงดี|PERSON]เขียนหนังสือ “แผ่นดินของเรา”",
    'เขาอ่านนวนิยายชื่อ "สี่แผ่นดิน" จบแล้ว',
    "นาย “แดง” เดินเข้ามา",
    'โครงการ "คนละครึ่ง" เริ่มแล้ว',
    "พายุ “ไห่เยี่ยน” พัดผ่านไป",
    'คำว่า "สกัด" แปลว่าดึงออก',
    "เพลง “ลาวดวงเดือน” ไพเราะ",
    'เขาเป็นคน "ดี" ในสายตาเพื่อน',
    "ร้านที่ “ทุบราคา” ถูกตรวจ",
    'มอบรางวัล "บ้านไม่ทิ้งกัน"แก่ชุมชน',
]


@pytest.mark.parametrize(("marked", "words", "speaker", "cue"), SPOKEN)
def test_find_quotes_reads_words_and_speaker(read, marked, words, speaker, cue):
    analysis, names = read(marked)
    quotes = {quote.text: quote for quote in find_quotes(analysis)}
    assert words in quotes
    quote = quotes[words]
    assert quote.speaker_id == names[speaker]
    assert quote.cue is not None
    assert quote.cue.text == cue
    assert quote.id == ids.quote_id(analysis.id, quote.start, quote.end)
    assert analysis.text[quote.start : quote.end] == words


@pytest.mark.parametrize(("marked", "words", "speaker"), STANDING_ALONE)
def test_find_quotes_reads_clauses_that_nothing_introduces(read, marked, words, speaker):
    analysis, names = read(marked)
    (quote,) = find_quotes(analysis)
    assert quote.text == words
    assert quote.speaker_id == names[speaker]


@pytest.mark.parametrize("marked", NOT_SPOKEN)
def test_find_quotes_leaves_names_and_titles(read, marked):
    analysis, _ = read(marked)
    assert find_quotes(analysis) == ()


def test_find_quotes_takes_outer_marks_only(read):
    analysis, _ = read("[ประยงค์ ดีมาก|PERSON]กล่าวว่า “เขาบอก ‘อย่าไป’ แล้วหายไป”")
    assert [quote.text for quote in find_quotes(analysis)] == ["เขาบอก ‘อย่าไป’ แล้วหายไป"]


def test_find_quotes_ignores_an_unclosed_mark(read):
    analysis, _ = read('[ประยงค์ ดีมาก|PERSON]กล่าวว่า "ยังไม่จบ\nวันต่อมาฝนตก')
    assert find_quotes(analysis) == ()
