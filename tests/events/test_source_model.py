from collections.abc import Callable
from typing import Any

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.extract import make_drafts
from sakat.events.source_features import SourceFeatures
from sakat.events.source_model import choose_sources
from sakat.events.triggers import find_triggers
from sakat.ner.choice_model import ANOTHERS, ITS_OWN, ChoiceModel
from sakat.ner.weights import make_weights

Read = Callable[[str], Any]
TOLD = "[แดง ใจดี|PERSON|daeng]กล่าวว่า[กองทัพลาว|ORG|army]โจมตี[ฐานกบฏ|ORG|rebels]"
DEMANDED = "[แดง ใจดี|PERSON|daeng]เรียกร้องให้[กองทัพลาว|ORG|army]ถอนทหาร"


def drafts_of(read: Read, marked: str) -> tuple[Document, list[Draft], dict[str, str]]:
    analysis, names = read(marked)
    doc = Document(analysis)
    return doc, make_drafts(doc, find_triggers(doc)), names


def model(state: dict[tuple[str, str], float]) -> ChoiceModel:
    return ChoiceModel(make_weights(state, {}, (ITS_OWN, ANOTHERS), {}))


def test_the_likeliest_entity_vouches_for_an_event(read: Read) -> None:
    doc, drafts, names = drafts_of(read, TOLD)
    assault = next(number for number, draft in enumerate(drafts) if draft.type == "ASSAULT")
    for role, key in (("A", "army"), ("R", "rebels"), ("-", "daeng")):
        sure = model({(f"role={role}|{drafts[assault].modality}", ITS_OWN): 9.0})
        source = choose_sources(doc, drafts, sure)[assault]
        assert source is not None
        assert source.entity_id == names[key]
        assert source.cue.text == "กล่าวว่า"


def test_an_event_nobody_is_likely_to_vouch_for_keeps_the_cue_without_a_name(read: Read) -> None:
    doc, drafts, _ = drafts_of(read, TOLD)
    kinds = [f"modality={draft.modality}|{label}" for draft in drafts for label in ("PERSON", "ORG")]
    sources = choose_sources(doc, drafts, model({(kind, ANOTHERS): 9.0 for kind in kinds}))
    (source,) = (sources[number] for number, draft in enumerate(drafts) if draft.type == "ASSAULT")
    assert source is not None
    assert source.entity_id is None
    assert source.cue.text == "กล่าวว่า"


def test_who_asks_for_an_act_is_described_by_the_asking(read: Read) -> None:
    doc, drafts, names = drafts_of(read, DEMANDED)
    asked = next(number for number, draft in enumerate(drafts) if draft.type != "REQUEST")
    choices = {choice.entity_id: choice for choice in SourceFeatures(doc, drafts).choices(asked)}
    assert "acts=REQUEST|True" in choices[names["daeng"]].attributes
    assert "acts=-" in choices[names["army"]].attributes
    assert choices[names["daeng"]].cue.text.startswith("เรียกร้อง")


def test_the_model_that_comes_with_sakat_names_a_plain_speaker(read: Read) -> None:
    doc, drafts, names = drafts_of(read, TOLD)
    sources = choose_sources(doc, drafts)
    (source,) = (sources[number] for number, draft in enumerate(drafts) if draft.type == "ASSAULT")
    assert source is not None
    assert source.entity_id == names["daeng"]
