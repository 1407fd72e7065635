from __future__ import annotations

import re
from pathlib import Path

import pytest

from sakat.entities.candidate import Candidate
from sakat.entities.knowledge import Knowledge
from sakat.entities.linking import Linked, link_entities
from sakat.record.base import Range
from sakat.record.ids import entity_id
from sakat.record.mention import Entity

_MARK = re.compile(r"<(?P<label>[A-Z_]+)>(?P<body>[^<]*)</(?P=label)>")


def read_marked(marked: str) -> tuple[str, list[Candidate]]:
    """Return the text without its marks, and a candidate for each mark."""
    text, candidates, position = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        end = len(text) + len(match["body"])
        candidates.append(Candidate(len(text), end, match["label"], "rule", "test", 1.0))
        text += match["body"]
        position = match.end()
    return text + marked[position:], candidates


def link(marked: str, kb: Path | None = None) -> Linked:
    return link_entities(*read_marked(marked), knowledge=Knowledge(kb) if kb is not None else None)


def names(linked: Linked) -> list[str]:
    return [entity.name_th for entity in linked.entities]


def only(linked: Linked) -> Entity:
    assert len(linked.entities) == 1
    return linked.entities[0]


@pytest.mark.parametrize(
    "marked",
    [
        "นาย<PERSON>สมชาย ใจดี</PERSON>มาถึง ต่อมา<PERSON>สมชาย</PERSON>กลับ",
        "<PERSON>เซียร์เกย์ ลาฟรอฟ</PERSON>มาถึง <PERSON>ลาฟรอฟ</PERSON>กล่าว",
        "<PERSON>เซียร์เกย์ ลาฟรอฟ</PERSON>มาถึง <PERSON>เซอร์เก ลาฟรอฟ</PERSON>กล่าว",
        "<GPE>ประเทศอินเดีย</GPE>และ<GPE>อินเดีย</GPE>",
        "<GPE>จังหวัดตรัง</GPE>หรือ<GPE>ตรัง</GPE>",
        "<ORG>กลุ่มตอลิบาน</ORG>คือ<ORG>ตอลิบาน</ORG>",
        "<ORG>สำนักงานตำรวจแห่งชาติ</ORG> (<ORG>สตช.</ORG>) แถลง",
        "<ORG>สมาคมผู้ปลูกมะม่วง</ORG> (<ORG>สปม.</ORG>) แถลง",
        "<ORG>บริษัท สยามมะม่วง จำกัด</ORG> และ <ORG>สยามมะม่วง</ORG>",
        "<ORG>พรรคมะม่วงทอง</ORG> และ <ORG>มะม่วงทอง</ORG>",
        "<LAW>พระราชบัญญัติมะม่วงไทย พ.ศ. 2493</LAW> ตาม<LAW>พระราชบัญญัติมะม่วงไทย</LAW>",
    ],
)
def test_link_entities_joins_forms_of_one_thing(marked: str) -> None:
    linked = link(marked)
    assert len(set(linked.entity_ids)) == 1
    assert only(linked).id == linked.entity_ids[0]


@pytest.mark.parametrize(
    "marked",
    [
        "<PERSON>สมชาย ใจดี</PERSON>กับ<PERSON>สมหญิง ใจดี</PERSON>",
        "<GPE>รัสเซีย</GPE>และ<ORG>รัฐบาลรัสเซีย</ORG>",
        "<GPE>วอชิงตัน</GPE>และ<PERSON>วอชิงตัน</PERSON>",
        "<ORG>กระทรวงกลาโหม</ORG>กับ<ORG>กระทรวงการคลัง</ORG>",
        "<ORG>สมาคมมะม่วง</ORG> (<ORG>ตำรวจภูธรภาค 9</ORG>)",
        "<EVENT>สงครามโลกครั้งที่หนึ่ง</EVENT>และ<EVENT>สงครามโลกครั้งที่สอง</EVENT>",
        "<GPE>เกาหลีเหนือ</GPE>กับ<GPE>เกาหลีใต้</GPE>",
    ],
)
def test_link_entities_keeps_different_things_apart(marked: str) -> None:
    linked = link(marked)
    assert len(set(linked.entity_ids)) == 2
    assert len(linked.entities) == 2


def test_link_entities_leaves_a_surname_of_two_people_alone() -> None:
    linked = link("<PERSON>สมชาย ใจดี</PERSON> <PERSON>สมหญิง ใจดี</PERSON> แล้ว<PERSON>ใจดี</PERSON>พูด")
    assert len(linked.entities) == 3


def test_link_entities_gives_values_no_entity() -> None:
    linked = link("<DATE>วันที่ 5 มกราคม</DATE> มี<CARDINAL>14</CARDINAL>คนที่<GPE>ตรัง</GPE>")
    assert linked.entity_ids[:2] == (None, None)
    assert names(linked) == ["ตรัง"]


def test_link_entities_takes_longest_mention_as_name_and_sorts_aliases() -> None:
    entity = only(link("<PERSON>ใจดี</PERSON> <PERSON>สมชาย ใจดี</PERSON> <PERSON>สมชาย</PERSON>"))
    assert entity.name_th == "สมชาย ใจดี"
    assert entity.aliases == ("สมชาย", "ใจดี")
    assert entity.id == entity_id("PERSON", "สมชาย ใจดี", None)


@pytest.mark.parametrize(
    ("marked", "name_en"),
    [
        ("<ORG>กลุ่มมะม่วงลาย</ORG> (Striped Mango Group) แถลง", "Striped Mango Group"),
        ("<PERSON>มานพ ดวงแข</PERSON> (Manop Duangkhae) แถลง", "Manop Duangkhae"),
        ("<ORG>กลุ่มมะม่วงลาย</ORG> (อังกฤษ: Striped Mango Group) แถลง", "Striped Mango Group"),
    ],
)
def test_link_entities_reads_english_name_beside_the_thai_one(marked: str, name_en: str) -> None:
    entity = only(link(marked))
    assert (entity.name_en, entity.name_en_method) == (name_en, "in_text")


@pytest.mark.parametrize("marked", ["<ORG>สมาคมผู้เลี้ยงกุ้ง</ORG> (SFA) แถลง", "<ORG>สมาคมผู้เลี้ยงกุ้ง</ORG> (ภาพ 2)"])
def test_link_entities_takes_no_acronym_or_thai_note_for_an_english_name(marked: str) -> None:
    assert only(link(marked)).name_en_method == "translated"


def test_link_entities_rounds_coordinates_and_copies_codes() -> None:
    entity = only(link("<GPE>กรุงเทพฯ</GPE>"))
    assert entity.iso3166 == "TH-10"
    assert entity.coordinates is not None
    assert entity.coordinates.lat == round(entity.coordinates.lat, 5)


def test_link_entities_orders_by_first_mention() -> None:
    assert names(link("<GPE>ลาว</GPE> <GPE>เปรู</GPE> <GPE>ลาว</GPE> <GPE>ชิลี</GPE>")) == ["ลาว", "เปรู", "ชิลี"]


def test_link_entities_reads_foreign_name_after_foreign_office() -> None:
    linked = link("รัฐมนตรีต่างประเทศ<GPE>รัสเซีย</GPE> <PERSON>โบดอน มารอฟ</PERSON> กล่าว")
    assert linked.entities[1].name_en == "Bodon Marov"


def test_link_entities_is_the_same_each_time() -> None:
    marked = "<PERSON>สมชาย ใจดี</PERSON> <ORG>กองทัพเรือ</ORG> <GPE>ตรัง</GPE> <PERSON>สมชาย</PERSON>"
    assert link(marked) == link(marked)


def test_link_entities_gives_roles_with_organisations_of_the_article() -> None:
    linked = link("<PERSON>สมชาย ใจดี</PERSON> โฆษก<ORG>กองทัพเรือ</ORG> แถลง")
    (role,) = linked.entities[0].roles
    assert (role.title_th, role.org_id) == ("โฆษก", linked.entities[1].id)


def test_link_entities_takes_no_office_from_another_sentence() -> None:
    text, candidates = read_marked("<PERSON>สมชาย ใจดี</PERSON> โฆษก<ORG>กองทัพเรือ</ORG> แถลง")
    cut = text.index("กองทัพเรือ")
    sentences = (Range(start=0, end=cut), Range(start=cut, end=len(text)))
    assert link_entities(text, candidates, sentences).entities[0].roles == ()


def test_link_entities_of_nothing_is_empty() -> None:
    assert link_entities("", []) == Linked((), ())


def test_link_entities_takes_id_name_and_place_from_the_knowledge_base(kb: Path) -> None:
    entity = only(link("พายุพัดถล่ม<GPE>สโปแคน</GPE>", kb))
    assert (entity.id, entity.qid, entity.name_en, entity.name_en_method) == (
        "Q187805",
        "Q187805",
        "Spokane",
        "wikidata",
    )
    assert entity.coordinates is not None
    assert (entity.coordinates.lat, entity.coordinates.lon) == (47.65877, -117.42605)


def test_link_entities_gives_the_code_and_the_main_name_of_the_knowledge_base(kb: Path) -> None:
    entity = only(link("ผู้ว่าการ<GPE>รัฐจอร์เจีย</GPE>แถลง", kb))
    assert (entity.qid, entity.iso3166, entity.name_en) == ("Q1428", "US-GA", "Georgia")
    entity = only(link("<PERSON>วอชิงตัน</PERSON>ข้ามแม่น้ำ", kb))
    assert (entity.name_th, entity.aliases, entity.name_en) == ("จอร์จ วอชิงตัน", ("วอชิงตัน",), "George Washington")


def test_link_entities_asks_the_authority_file_first(kb: Path) -> None:
    text = "<GPE>จอร์เจีย</GPE>และ<GPE>สหรัฐอเมริกา</GPE> พบกันที่<GPE>วอชิงตัน</GPE>"
    assert link(text, kb) == link(text)


@pytest.mark.parametrize(
    ("marked", "qid"),
    [
        ("เกิดเหตุที่<GPE>มะม่วงวิลล์</GPE>", None),
        ("เกิดเหตุที่<GPE>มะม่วงวิลล์</GPE> ทางเหนือของ<GPE>เปรู</GPE>", "Q99000001"),
        ("เกิดเหตุที่<GPE>มะม่วงวิลล์</GPE> ทางใต้ของ<GPE>ชิลี</GPE>", "Q99000002"),
        ("<GPE>เปรู</GPE>และ<GPE>ชิลี</GPE> ต่างส่งคนไป<GPE>มะม่วงวิลล์</GPE>", None),
        ("<GPE>เปรู</GPE>ชนะ<PERSON>มะม่วงวิลล์</PERSON>", None),
    ],
)
def test_link_entities_settles_namesakes_by_the_states_an_article_names(marked: str, qid: str | None, kb: Path) -> None:
    assert next(entity for entity in link(marked, kb).entities if entity.name_th == "มะม่วงวิลล์").qid == qid


def test_link_entities_joins_two_names_of_one_item(kb: Path) -> None:
    linked = link("<PERSON>จอร์จ วอชิงตัน</PERSON>เป็นประธานาธิบดี <PERSON>วอชิงตัน</PERSON>ลาออก", kb)
    assert only(linked).aliases == ("วอชิงตัน",)


def test_link_entities_gives_an_item_to_one_label_only(kb: Path) -> None:
    linked = link("<GPE>สโปแคน</GPE>อยู่ใน<LOC>สโปแคน</LOC>", kb)
    assert [(entity.label, entity.qid) for entity in linked.entities] == [("GPE", "Q187805"), ("LOC", None)]


def test_link_entities_prefers_an_english_name_written_in_the_text(kb: Path) -> None:
    entity = only(link("ที่<GPE>สโปแคน</GPE> (Spokane City) เมื่อวาน", kb))
    assert (entity.qid, entity.name_en, entity.name_en_method) == ("Q187805", "Spokane City", "in_text")


def test_link_entities_uses_the_authority_entry_of_an_item_known_by_another_name(tmp_path: Path) -> None:
    from sakat.kb.build import build_knowledge

    table = "qid,form,kind,label,name_en\nQ419,เปรู,name,GPE,Peru\nQ419,แดนอินคา,alias,,\n"
    (tmp_path / "kb.csv").write_text(table, "utf-8")
    build_knowledge(tmp_path / "kb.csv", tmp_path / "kb.sqlite")
    entity = only(link("<GPE>แดนอินคา</GPE>", tmp_path / "kb.sqlite"))
    assert (entity.name_th, entity.name_en_method, entity.iso3166) == ("เปรู", "cldr", "PE")
