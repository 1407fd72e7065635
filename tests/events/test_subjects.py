"""Whom the rules take for the subject of a verb: across relative clauses, class nouns in a verb, offices alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sakat.events.document import Document
from sakat.events.extract import make_drafts
from sakat.events.triggers import find_triggers
from sakat.record.mention import Role


def actors_of(analysis, form):
    """The entities that rules make the actors of the event told by a form."""
    doc = Document(analysis)
    (draft,) = [d for d in make_drafts(doc, find_triggers(doc)) if doc.text[d.start : d.end].endswith(form)]
    return [person.entity_id for person in draft.actors]


@pytest.mark.parametrize(
    ("marked", "form", "actor"),
    [
        (
            "[สมาคมชาวสวนยาง|ORG|growers]ซึ่งก่อนหน้านี้ตำหนิ[กระทรวงเกษตรฯ|ORG|ministry] ออกแถลงการณ์สนับสนุนมาตรการใหม่",
            "สนับสนุน",
            "growers",
        ),
        (
            "นาย[ดำรง ใจเย็น|PERSON|damrong] คนขับรถ ซึ่งถูกออกหมายจับเมื่อต้นเดือน ยอมให้การรับสารภาพแล้ว",
            "รับสารภาพ",
            "damrong",
        ),
        (
            "[ศาลอาญา|ORG|court]นัดอ่านคำพิพากษาเช้าวานนี้ เมื่อถึงเวลา ศาลพิพากษาจำคุกนาย[ดำรง ใจเย็น|PERSON] 3 ปี",
            "จำคุก",
            "court",
        ),
    ],
)
def test_rules_find_the_subject(read, marked, form, actor):
    analysis, names = read(marked)
    assert actors_of(analysis, form) == [names[actor]]


def test_an_office_alone_stands_for_who_holds_it(read):
    marked = "นาย[ดำรง ใจเย็น|PERSON|damrong] ลงเรือตรวจอวน ส่วนนาย[แดง มาดี|PERSON|daeng] ตามไปด้วย ต่อมา อธิบดีจับกุมนายทุน"
    analysis, names = read(marked)
    assert actors_of(analysis, "จับกุม") == []
    entities = tuple(
        entity.model_copy(update={"roles": (Role(title_th="อธิบดี", title_en=None, org_id=None),)})
        if entity.id == names["damrong"]
        else entity
        for entity in analysis.entities
    )
    assert actors_of(replace(analysis, entities=entities), "จับกุม") == [names["damrong"]]
