from collections.abc import Callable
from typing import Any

import pytest

from sakat.events.confirm import confirm_triggers
from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.extract import make_drafts
from sakat.events.outlook import Outlook
from sakat.events.role_features import RoleFeatures
from sakat.events.role_model import RoleModel
from sakat.events.tagger import TriggerTagger
from sakat.events.triggers import find_triggers
from sakat.ner.weights import make_weights

TEXT = "[กองทัพลาว|ORG|army]โจมตี[ฐานกบฏ|ORG|rebels] เพราะ[เวียดนาม|GPE|vn]จับตา"


@pytest.fixture
def event(read: Callable[[str], Any]) -> tuple[Document, Draft, dict[str, str]]:
    analysis, names = read(TEXT)
    doc = Document(analysis)
    lexical = find_triggers(doc)
    drafts = make_drafts(doc, confirm_triggers(doc, lexical, TriggerTagger.load().read(doc, lexical).triggers))
    (draft,) = [draft for draft in drafts if draft.type == "ASSAULT"]
    return doc, draft, names


def model(**weights: float) -> RoleModel:
    """A model with weights of the attributes of rules: `A_A=2` is rule=A for tag A."""
    state = {(f"rule={name[0].replace('N', '-')}", name[2].replace("N", "-")): value for name, value in weights.items()}
    return RoleModel(make_weights(state, {}, ("A", "R", "-"), {}))


def test_model_that_knows_nothing_keeps_what_the_rules_say(
    event: tuple[Document, Draft, dict[str, str]], outlook: Outlook
) -> None:
    doc, draft, names = event
    before = (list(draft.actors), list(draft.recipients))
    model(N_N=9.0).assign(doc, [draft], outlook)
    assert (draft.actors, draft.recipients) == before
    assert [p.entity_id for p in draft.actors] == [names["army"]]


def test_model_sure_of_no_role_takes_it_away(event: tuple[Document, Draft, dict[str, str]], outlook: Outlook) -> None:
    doc, draft, names = event
    model(R_N=5.0, N_N=5.0).assign(doc, [draft], outlook)
    assert [p.entity_id for p in draft.actors] == [names["army"]]
    assert draft.recipients == []


def test_model_adds_beside_a_stated_one_only_if_it_is_sure(
    event: tuple[Document, Draft, dict[str, str]], outlook: Outlook
) -> None:
    doc, draft, names = event
    model(N_A=0.1, N_N=0.3).assign(doc, [draft], outlook)
    assert [p.entity_id for p in draft.actors] == [names["army"]]
    model(N_A=9.0).assign(doc, [draft], outlook)
    assert {p.entity_id for p in draft.actors} == {names["army"], names["vn"]}
    (added,) = [p for p in draft.actors if p.entity_id == names["vn"]]
    assert added.mention is not None
    assert added.inferred


def test_choices_are_those_of_the_sentence_with_what_the_rules_say(
    event: tuple[Document, Draft, dict[str, str]], outlook: Outlook
) -> None:
    doc, draft, names = event
    found = {choice.entity_id: choice for choice in RoleFeatures(doc, [draft], outlook).choices(0)}
    assert set(found) == set(names.values())
    assert "rule=A" in found[names["army"]].attributes
    assert "rule=R" in found[names["rebels"]].attributes
    assert "rule=-" in found[names["vn"]].attributes


def test_no_events_ask_nothing(event: tuple[Document, Draft, dict[str, str]], outlook: Outlook) -> None:
    doc, draft, _ = event
    before = (list(draft.actors), list(draft.recipients))
    drafts: list[Draft] = []
    RoleModel.load().assign(doc, drafts, outlook)
    assert drafts == []
    assert (draft.actors, draft.recipients) == before
