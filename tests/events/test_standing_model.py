from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest

from sakat.events.confirm import confirm_triggers, frame_of
from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.extract import make_drafts
from sakat.events.outlook import Outlook
from sakat.events.standing_features import StandingFeatures
from sakat.events.standing_model import StandingModel, settle_modality
from sakat.events.tagger import TriggerTagger
from sakat.events.triggers import find_triggers
from sakat.ner.weights import make_weights
from sakat.record.event import Modality

SAID = "[โฆษกกองทัพลาว|PERSON|speaker]กล่าวว่า [กลุ่มกบฏ|ORG|rebels]โจมตี[สนามบิน|FAC|airport]"
TOLD = "[กองทัพลาว|ORG|army]โจมตี[ฐานกบฏ|ORG|rebels]เมื่อคืน"
TO_COME = "[ลาว|GPE|la]และ[เวียดนาม|GPE|vn]จะร่วมมือกันสัปดาห์หน้า"


@pytest.fixture
def event(read: Callable[[str], Any]) -> Callable[[str], tuple[Document, Draft]]:
    def first(marked: str) -> tuple[Document, Draft]:
        doc = Document(read(marked)[0])
        lexical = find_triggers(doc)
        drafts = make_drafts(doc, confirm_triggers(doc, lexical, TriggerTagger.load().read(doc, lexical).triggers))
        return doc, next(draft for draft in drafts if draft.type in {"ASSAULT", "AGREE"})

    return first


def model(modality: Modality) -> StandingModel:
    """A model sure of one modality, whatever it sees."""
    state = {(f"t={kind}", modality): 9.0 for kind in ("ASSAULT", "AGREE")}
    return StandingModel(make_weights(state, {}, get_args(Modality), {}))


def test_chosen_modality_replaces_that_of_the_rules(
    event: Callable[[str], tuple[Document, Draft]], outlook: Outlook
) -> None:
    doc, draft = event(TOLD)
    assert draft.modality == "asserted"
    settle_modality([draft], model("planned").choose(doc, [draft], outlook))
    assert draft.modality == "planned"


def test_what_nobody_is_named_for_is_not_reported(
    event: Callable[[str], tuple[Document, Draft]], outlook: Outlook
) -> None:
    doc, draft = event(TOLD)
    assert draft.source is None
    assert model("reported").choose(doc, [draft], outlook) != ["reported"]
    doc, draft = event(SAID)
    assert draft.source is not None
    assert model("reported").choose(doc, [draft], outlook) == ["reported"]


def test_what_a_verb_of_saying_holds_stays_reported(
    event: Callable[[str], tuple[Document, Draft]], outlook: Outlook
) -> None:
    doc, draft = event(SAID)
    assert model("asserted").choose(doc, [draft], outlook) == ["reported"]
    assert model("hypothetical").choose(doc, [draft], outlook) == ["hypothetical"]


def test_an_asserted_event_loses_its_source(event: Callable[[str], tuple[Document, Draft]]) -> None:
    _, draft = event(SAID)
    settle_modality([draft], ["planned"])
    assert draft.source is not None
    settle_modality([draft], ["asserted"])
    assert (draft.modality, draft.source) == ("asserted", None)


def test_a_type_that_depends_on_the_modality_keeps_it(
    event: Callable[[str], tuple[Document, Draft]], outlook: Outlook
) -> None:
    doc, draft = event(TO_COME)
    draft.trigger = replace(draft.trigger, frame=frame_of("ร่วมมือ", "COOPERATE"))
    assert (draft.type, draft.modality) == ("AGREE", "planned")
    assert model("asserted").choose(doc, [draft], outlook) == ["planned"]


def test_attributes_tell_cue_words_and_time(event: Callable[[str], tuple[Document, Draft]], outlook: Outlook) -> None:
    doc, draft = event(SAID)
    found = StandingFeatures(doc, [draft], outlook).attributes(0)
    assert {"m=reported", "m=reported|ASSAULT", "t=ASSAULT", "cue=กล่าวว่า", "when=-"} <= set(found)
    assert not any(attribute.startswith("prev=") for attribute in found)
    assert any(
        attribute.startswith("prev=") for attribute in StandingFeatures(doc, [draft, draft], outlook).attributes(1)
    )


def test_no_events_ask_nothing(event: Callable[[str], tuple[Document, Draft]], outlook: Outlook) -> None:
    doc, _ = event(TOLD)
    assert StandingModel.load().choose(doc, [], outlook) == []
