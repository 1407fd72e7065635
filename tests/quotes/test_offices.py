"""Who is called by an office after the closing mark is the one who holds it."""

from __future__ import annotations

from datetime import date

import pytest

import sakat

UNION = (
    "นายแดง ใจดี ประธานสหภาพครูน่าน พบนายดำ มั่นคง อธิการบดีมหาวิทยาลัยน่าน ที่หน้าตึก\n\n"
    "นายดำรับหนังสือแล้วกลับขึ้นไป\n\n“เราจะรอจนกว่าจะได้คำตอบ” {}กล่าว"
)


@pytest.mark.parametrize(("office", "speaker"), [("ประธานสหภาพ", "แดง ใจดี"), ("อธิการบดี", "ดำ มั่นคง")])
def test_an_office_after_the_quotation_is_its_holder(office: str, speaker: str) -> None:
    record = sakat.extract(UNION.format(office), document_date=date(2020, 1, 1))
    names = {entity.id: entity.name_th for entity in record.entities}
    assert [names.get(quote.speaker_id or "") for quote in record.quotes] == [speaker]
