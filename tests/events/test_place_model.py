from collections.abc import Callable
from typing import Any

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.extract import make_drafts
from sakat.events.place_features import PlaceFeatures
from sakat.events.place_model import choose_places
from sakat.events.triggers import find_triggers
from sakat.ner.choice_model import ANOTHERS, ITS_OWN, ChoiceModel
from sakat.ner.weights import make_weights

Read = Callable[[str], Any]
TOLD = "[กองทัพลาว|ORG|army]โจมตี[ฐานกบฏ|ORG|rebels]ใน[แขวงคำม่วน|GPE|khammouane] ตามรายงานจาก[เวียดนาม|GPE|vn]"


def drafts_of(read: Read, marked: str) -> tuple[Document, list[Draft], dict[str, str]]:
    analysis, names = read(marked)
    doc = Document(analysis)
    return doc, [draft for draft in make_drafts(doc, find_triggers(doc)) if draft.type == "ASSAULT"], names


def model(state: dict[tuple[str, str], float]) -> ChoiceModel:
    return ChoiceModel(make_weights(state, {}, (ITS_OWN, ANOTHERS), {}))


def test_the_likeliest_place_is_the_events(read: Read) -> None:
    doc, (draft,), names = drafts_of(read, TOLD)
    for link, key in (("ใน", "khammouane"), ("จาก", "vn")):
        sure = model({("t=ASSAULT", ANOTHERS): 4.0, (f"p={link}|False", ITS_OWN): 9.0})
        (place,) = choose_places(doc, [draft], sure)
        assert place is not None
        assert place.entity_id == names[key]


def test_an_event_no_place_is_likely_for_has_none(read: Read) -> None:
    doc, (draft,), _ = drafts_of(read, TOLD)
    assert choose_places(doc, [draft], model({("t=ASSAULT", ANOTHERS): 9.0})) == [None]


def test_places_are_candidates_and_other_names_are_not(read: Read) -> None:
    doc, (draft,), names = drafts_of(read, TOLD)
    found = {choice.mention.entity_id: choice.attributes for choice in PlaceFeatures(doc, [draft]).choices(0)}
    assert set(found) == {names["khammouane"], names["vn"]}
    assert "k=state" in found[names["vn"]]
    assert "k=GPE" in found[names["khammouane"]]
    assert "p=ใน|False" in found[names["khammouane"]]


def test_a_place_outside_the_clause_is_inferred(read: Read) -> None:
    doc, (draft,), _ = drafts_of(read, TOLD)
    (place,) = choose_places(doc, [draft], model({("t=ASSAULT", ANOTHERS): 4.0, ("p=ใน|False", ITS_OWN): 9.0}))
    assert place is not None
    clause = doc.clauses[draft.trigger.clause]
    inside = [name.id for name in doc.names if clause.start <= name.start < clause.end]
    assert place.inferred == (place.mention_id not in inside)


def test_the_model_that_comes_with_sakat_finds_a_plain_place(read: Read) -> None:
    doc, drafts, names = drafts_of(read, "[กบฏ|ORG|rebels]โจมตี[กองทัพลาว|ORG|army]ใน[แขวงคำม่วน|GPE|khammouane]เมื่อคืน")
    (place,) = choose_places(doc, drafts)
    assert place is not None
    assert place.entity_id == names["khammouane"]
