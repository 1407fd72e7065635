"""What the tagger sees stands beside the act that holds it; what only the lexicon has is part of that act."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sakat.events.document import Document
from sakat.events.extract import make_drafts
from sakat.events.triggers import find_triggers

REFUSED = "[สหภาพครู|ORG|union]ปฏิเสธการหารือกับ[กระทรวงแรงงาน|ORG|ministry]"
SERIAL = "[กองทัพบกเปรู|ORG|army]จับกุมและคุมขัง[สมหมาย ใจงาม|PERSON|sommai]"
KILLED = "คนร้ายยิงครูเสียชีวิตที่[อำเภอยะหริ่ง|GPE]"


def drafts_of(doc: Document, *, seen: bool) -> list[str]:
    """The types of the events that rules make of the lexicon's triggers."""
    return [draft.type for draft in make_drafts(doc, [replace(t, seen=seen) for t in find_triggers(doc)])]


@pytest.mark.parametrize(
    ("marked", "alone", "both"),
    [(SERIAL, ["COERCE"], ["COERCE", "COERCE"]), (KILLED, ["ASSAULT"], ["ASSAULT"])],
)
def test_make_drafts_keeps_two_tellings_only_if_both_are_seen(read, marked, alone, both):
    doc = Document(read(marked)[0])
    assert drafts_of(doc, seen=False) == alone
    assert drafts_of(doc, seen=True) == both


def test_make_drafts_gives_what_is_refused_if_it_is_seen(read):
    analysis, _ = read(REFUSED)
    triggers = find_triggers(Document(analysis))
    assert [t.frame.form for t in triggers] == ["ปฏิเสธ", "การหารือ"]
    unseen = make_drafts(Document(analysis), triggers)
    told = make_drafts(Document(analysis), [replace(t, seen=True) for t in triggers])
    assert [d.type for d in unseen] == ["REJECT"]
    assert [(d.type, d.modality) for d in told] == [("REJECT", "asserted"), ("CONSULT", "hypothetical")]
