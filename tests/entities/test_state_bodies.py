"""Bodies that every state has belong to the state told of, where nothing tells of Thailand."""

from __future__ import annotations

import pytest

from sakat.entities.candidate import Candidate
from sakat.entities.linking import link_entities

PLACES = ("เปรู", "ชิลี", "สาธารณรัฐคองโก", "เชียงใหม่", "ไทย")
BODIES = ("กระทรวงกลาโหม", "รัฐสภา", "กกต.", "กระทรวงกลาโหมชิลี")


def english_of(text: str) -> dict[str, str | None]:
    """English names by Thai form of the places and bodies in a text."""
    spots: list[Candidate] = []
    for label, forms in (("ORG", BODIES), ("GPE", PLACES)):
        for form in sorted(forms, key=len, reverse=True):
            start = text.find(form)
            while start >= 0:
                if all(start + len(form) <= spot.start or spot.end <= start for spot in spots):
                    spots.append(Candidate(start, start + len(form), label, "rule", "x", 1.0))
                start = text.find(form, start + 1)
    linked = link_entities(text, spots)
    names = {entity.id: entity.name_en for entity in linked.entities}
    return {
        text[spot.start : spot.end]: names[entity]
        for spot, entity in zip(spots, linked.entity_ids, strict=True)
        if entity is not None
    }


@pytest.mark.parametrize(
    ("text", "form", "english"),
    [
        ("ชิลีประท้วงเปรู กระทรวงกลาโหมปฏิเสธ", "กระทรวงกลาโหม", "Ministry of Defence of Peru"),
        ("เปรูประท้วงชิลี รัฐสภาของเปรูรับทราบ", "รัฐสภา", "Congress of the Republic of Peru"),
        ("ชิลีประท้วงสาธารณรัฐคองโก กระทรวงกลาโหมเงียบ", "กระทรวงกลาโหม", "Ministry of Defence of Congo - Brazzaville"),
        ("เปรูเตือน เปรูประท้วงชิลี กระทรวงกลาโหมปฏิเสธ", "กระทรวงกลาโหม", "Ministry of Defence of Peru"),
        ("เปรูยิงชิลี ชิลีขอเปรูพบที่เชียงใหม่ เปรูตอบรับ กระทรวงกลาโหมเงียบ", "กระทรวงกลาโหม", "Ministry of Defence of Peru"),
        ("เปรูขอโทษ กระทรวงกลาโหมชี้แจง", "กระทรวงกลาโหม", "Ministry of Defence"),
        ("ชิลีประท้วงเปรูที่เชียงใหม่ กระทรวงกลาโหมชี้แจง", "กระทรวงกลาโหม", "Ministry of Defence"),
        ("ชิลีประท้วงเปรู กกต.ชี้แจง กระทรวงกลาโหมด้วย", "กระทรวงกลาโหม", "Ministry of Defence"),
    ],
)
def test_body_of_every_state_is_that_of_the_state_told_of(text, form, english):
    assert english_of(text)[form] == english


def test_body_named_with_its_state_and_without_is_one():
    linked = english_of("เปรูหารือชิลี กระทรวงกลาโหมชิลีขอบคุณ แล้วชิลีก็เงียบ กระทรวงกลาโหมไม่ตอบ")
    assert linked["กระทรวงกลาโหม"] == linked["กระทรวงกลาโหมชิลี"]
