"""Nobody but people dies, is hurt or is born."""

from __future__ import annotations

from datetime import date

import sakat


def _deaths(text: str) -> list[list[str]]:
    record = sakat.extract(text, document_date=date(2023, 3, 5))
    names = {entity.id: entity.name_th for entity in record.entities}
    return [[names[a.entity_id] for a in event.arguments] for event in record.events if event.subtype == "death"]


def test_a_state_does_not_die_but_a_person_does() -> None:
    assert _deaths("สยามเสียชีวิตจากโรคระบาด\n\nนายแดง ใจดี เสียชีวิตที่กรุงเทพฯ") == [[], ["แดง ใจดี"]]
