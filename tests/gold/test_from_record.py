from __future__ import annotations

from typing import Any

import pytest

from sakat.gold import record_to_gold
from sakat.gold.from_record import cut_clock
from sakat.record import Record, ids

TEXT = "นายมานะ แซ่ตั้ง กล่าวว่า “ตกลง” [1] เมื่อวันที่ 5 มิ.ย. 2567 กองทัพบกเปรูไม่ได้บุกชิลี"
DOC = ids.record_id(TEXT)


def mark(part: str) -> dict[str, Any]:
    return {"start": TEXT.index(part), "end": TEXT.index(part) + len(part), "text": part}


def entity(part: str, label: str, name_en: str | None, qid: str | None = None) -> dict[str, Any]:
    return {
        "id": ids.entity_id(label, part, qid), "label": label, "name_th": part, "name_en": name_en,
        "name_en_method": "rtgs" if name_en else None, "aliases": (), "qid": qid, "iso3166": None, "geonames_id": None,
        "coordinates": None, "roles": (),
    }  # fmt: skip


def mention(part: str, label: str, entity_id: str | None, nested_in: str | None = None) -> dict[str, Any]:
    span = mark(part)
    return {
        "id": ids.mention_id(DOC, span["start"], span["end"], label), **span, "label": label, "entity_id": entity_id,
        "nested_in": nested_in, "method": "rule", "rule_id": "test", "score": 1.0,
    }  # fmt: skip


def temporal(part: str, edtf: str | None, kind: str) -> dict[str, Any]:
    span = mark(part)
    return {
        "id": ids.temporal_id(DOC, span["start"], span["end"]), **span, "edtf": edtf,
        "timex": {"type": kind, "value": edtf or "X", "mod": None}, "calendar": None, "precision": None,
        "anchor_id": None, "resolution": None,
    }  # fmt: skip


@pytest.fixture
def record() -> Record:
    mana, army = entity("มานะ แซ่ตั้ง", "PERSON", "Mana Saetang"), entity("กองทัพบกเปรู", "ORG", "Peruvian Army")
    peru, chile = entity("เปรู", "GPE", "Peru", "Q419"), entity("ชิลี", "GPE", None, "Q298")
    army_mention = mention("กองทัพบกเปรู", "ORG", army["id"])
    trigger, quote, citation = mark("บุก"), mark("ตกลง"), mark("[1]")
    event = {
        "id": ids.event_id(DOC, trigger["start"], trigger["end"], "ASSAULT", None), "type": "ASSAULT",
        "subtype": None, "mode": ("firearms", "heavy-weapons"), "context": ("military",), "trigger": trigger,
        "arguments": (
            {"role": "actor", "entity_id": army["id"], "mention_id": army_mention["id"], "inferred": False},
            {"role": "recipient", "entity_id": "Q298", "mention_id": None, "inferred": True},
            {"role": "recipient", "entity_id": "Q298", "mention_id": None, "inferred": True},
        ),
        "time": {"temporal_id": "t_" + "0" * 16, "edtf": "2024-06-05T09:30:00", "basis": "clause"},
        "place": {"entity_id": "Q419", "mention_id": None, "inferred": True},
        "polarity": "negated", "modality": "reported",
        "source": {"entity_id": mana["id"], "cue": mark("กล่าวว่า")}, "evidence": (), "citations": (),
        "same_as": "e_" + "1" * 16, "score": 0.5, "label_th": "", "label_en": "",
    }  # fmt: skip
    value = {
        "schema_version": "1.0", "id": DOC,
        "source": {
            "uri": "corpus:test", "title": None, "language": "th", "document_date": "2024-06-06", "licence": None,
            "sha256": "0" * 64,
        },
        "text": TEXT, "sections": (), "sentences": ({"start": 0, "end": len(TEXT)},),
        "mentions": (
            mention("มานะ แซ่ตั้ง", "PERSON", mana["id"]), mention("วันที่ 5 มิ.ย. 2567", "DATE", None), army_mention,
            mention("เปรู", "GPE", "Q419", army_mention["id"]), mention("ชิลี", "GPE", "Q298"),
        ),
        "entities": (mana, army, peru, chile),
        "temporal": (
            temporal("วันที่ 5 มิ.ย. 2567", "2024-06-05", "DATE"), temporal("มิ.ย.", None, "DATE"),
            temporal("5 มิ.ย.", "2024-06-05T09:30:00", "TIME"), temporal("2567", None, "DURATION"),
        ),
        "events": (event,),
        "quotes": (
            {"id": ids.quote_id(DOC, quote["start"], quote["end"]), **quote, "speaker_id": mana["id"], "cue": None},
        ),
        "citations": ({"id": ids.citation_id(DOC, citation["start"], citation["end"]), **citation, "ref": "1"},),
        "warnings": (),
    }  # fmt: skip
    return Record.model_validate(value)


def test_record_to_gold_keeps_mentions_with_their_entity(record: Record) -> None:
    found = [(e.text, e.label, e.name_en, e.qid, e.optional) for e in record_to_gold(record).entities]
    assert found == [
        ("มานะ แซ่ตั้ง", "PERSON", "Mana Saetang", None, False),
        ("วันที่ 5 มิ.ย. 2567", "DATE", None, None, False),
        ("กองทัพบกเปรู", "ORG", "Peruvian Army", None, False),
        ("เปรู", "GPE", "Peru", "Q419", True),
        ("ชิลี", "GPE", None, "Q298", False),
    ]
    assert [e.canonical for e in record_to_gold(record).entities] == [m.entity_id for m in record.mentions]


def test_record_to_gold_keeps_dates_with_a_value_and_no_clock_times(record: Record) -> None:
    found = [(date.text, date.edtf) for date in record_to_gold(record).dates]
    assert found == [("วันที่ 5 มิ.ย. 2567", "2024-06-05")]


def test_record_to_gold_puts_arguments_in_their_roles(record: Record) -> None:
    (event,) = record_to_gold(record).events
    assert event.actors == (record.entities[1].id,)
    assert event.recipients == ("Q298",)
    assert event.location == "Q419"
    assert event.edtf == "2024-06-05"
    assert event.negated
    assert (event.modality, event.source) == ("reported", record.entities[0].id)
    assert event.mode == ("firearms", "heavy-weapons")
    assert (event.id, event.coref) == (record.events[0].id, "e_" + "1" * 16)


def test_record_to_gold_keeps_quotes_citations_sentences_and_digest(record: Record) -> None:
    gold = record_to_gold(record)
    assert [quote.speaker for quote in gold.quotes] == [record.entities[0].id]
    assert [citation.ref for citation in gold.citations] == ["1"]
    assert [(sentence.start, sentence.end) for sentence in gold.sentences] == [(0, len(TEXT))]
    assert "d_" + gold.text_sha256[:16] == record.id
    assert gold.document_date == "2024-06-06"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2024-06-05T09:30:00", "2024-06-05"),
        ("2024-06-05T09:30:00/2024-06-06T10:00:00", "2024-06-05/2024-06-06"),
        ("../2021", "../2021"),
        ("197X", "197X"),
    ],
)
def test_cut_clock_leaves_the_days(edtf: str, expected: str) -> None:
    assert cut_clock(edtf) == expected
