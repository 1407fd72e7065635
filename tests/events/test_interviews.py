"""What is told in the answers of an interview is told on the word of the person interviewed."""

from __future__ import annotations

import pytest

from sakat.events.document import Document
from sakat.events.extract import find_events
from sakat.events.interviews import find_answers

TALK = (
    "คุยกับ[มะลิ ใจดี|PERSON|mali]\n\n[มะลิ ใจดี|PERSON|mali]รับเราที่บ้าน\n\n"
    "ถาม: เกิดอะไรขึ้น\nตอบ: [กองทัพบกเปรู|ORG|army]จับกุม[สมหมาย ใจงาม|PERSON|sommai]เมื่อเดือนก่อน\n\n"
    "ถาม: แล้วต่อไป\nตอบ: ยังไม่รู้ค่ะ\n\n[ชิลี|GPE|chile]คว่ำบาตร[เปรู|GPE|peru]แล้ว"
)


def test_answers_are_lines_after_their_label_spoken_by_who_is_introduced(read):
    analysis, names = read(TALK)
    answers = find_answers(Document(analysis))
    assert [analysis.text[answer.start : answer.end] for answer in answers] == [
        "กองทัพบกเปรูจับกุมสมหมาย ใจงามเมื่อเดือนก่อน",
        "ยังไม่รู้ค่ะ",
    ]
    assert {answer.speaker for answer in answers} == {names["mali"]}
    assert [answer.cue.text for answer in answers] == ["ตอบ", "ตอบ"]


@pytest.mark.parametrize(
    "text",
    ["ตอบ: ไม่รู้\nตอบ: ไม่มี", "ถาม: ใคร\nตอบ: ไม่รู้", "ถาม: ใคร ตอบ: ไม่รู้ ถาม: ที่ไหน ตอบ: ไม่มี", "ไม่มีใคร"],
)
def test_no_answers_without_two_of_them_after_a_question(read, text):
    assert find_answers(Document(read(text)[0])) == []


def test_answers_of_nobody_have_no_speaker(read):
    answers = find_answers(Document(read("ถาม – ใคร\nตอบ – ไม่รู้\nถาม – ไหน\nตอบ – ไม่มี")[0]))
    assert [answer.speaker for answer in answers] == [None, None]


def test_events_of_answers_are_reported(read):
    analysis, names = read(TALK)
    arrest = next(event for event in find_events(analysis) if event.type == "COERCE")
    assert arrest.modality == "reported"
    assert arrest.source is not None
    assert arrest.source.entity_id == names["mali"]
    others = [event for event in find_events(analysis) if event.type == "SANCTION"]
    assert [event.modality for event in others] == ["asserted"]
