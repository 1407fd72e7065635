from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.errors import GoldError
from sakat.evaluation import merge_annotations
from sakat.evaluation.metrics import Counts

Fixture = Any

TEXT = "นายกิตติพบลาวที่น่าน ลาวขู่ไทย"
PEOPLE = [
    {"at": "กิตติ", "label": "PERSON", "canonical": "kitti", "name_en": "Kitti"},
    {"at": "ลาว", "canonical": "laos", "name_en": "Laos"},
    {"at": "น่าน", "canonical": "nan", "name_en": "Nan"},
]
EVENTS = [
    {"at": "พบ", "id": "e1", "type": "CONSULT", "actors": ("kitti", "laos"), "location": "nan"},
    {"at": "ขู่", "id": "e2", "type": "THREATEN", "actors": ("laos",)},
]


def test_equal_annotations_merge_to_themselves_without_remarks(make: Fixture) -> None:
    gold = make(TEXT, entities=PEOPLE, events=EVENTS, quotes=[{"at": "ลาวขู่ไทย"}], dates=[{"at": "ไทย", "edtf": "2020"}])
    assert merge_annotations(gold, gold) == (gold, ())


def test_mentions_that_differ_become_alternatives(make: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE)
    others = [{**PEOPLE[0], "at": "นายกิตติ", "name_en": "Kitty"}, PEOPLE[1], {**PEOPLE[2], "label": "LOC"}]
    draft, remarks = merge_annotations(first, make(TEXT, entities=others))
    assert [entity.alt for entity in draft.entities] == [((0, 8, "PERSON"),), (), ((16, 20, "LOC"),)]
    assert draft.entities[0].name_en_alt == ("Kitty",)
    assert [remark.start for remark in remarks] == [3, 16]
    assert remarks[0].words == "'กิตติ' PERSON: second has 'นายกิตติ' PERSON"


def test_what_only_one_marks_is_optional_and_remarked(make: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE[:2], events=EVENTS[:1])
    second = make(TEXT, entities=PEOPLE[1:], events=EVENTS[1:], quotes=[{"at": "ลาวขู่ไทย"}])
    draft, remarks = merge_annotations(first, second)
    assert [(entity.text, entity.optional) for entity in draft.entities] == [
        ("กิตติ", True), ("ลาว", False), ("น่าน", True),
    ]  # fmt: skip
    assert [(event.id, event.optional) for event in draft.events] == [("e1", True), ("e2", True)]
    assert draft.quotes[0].optional
    assert [remark.words for remark in remarks] == [
        "only first marks 'กิตติ' PERSON", "only first marks e1 'พบ' CONSULT", "only second marks 'น่าน' GPE",
        "only second marks this quote", "only second marks e2 'ขู่' THREATEN",
    ]  # fmt: skip


def test_ids_of_the_second_become_those_of_the_first(make: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE, events=EVENTS)
    names = {"kitti": "nai_kitti", "laos": "lao_pdr", "nan": "laos"}
    entities = [{**entity, "canonical": names[entity["canonical"]]} for entity in PEOPLE]
    events = [
        {**EVENTS[0], "id": "e7", "actors": ("nai_kitti", "lao_pdr"), "location": "laos"},
        {**EVENTS[1], "id": "e8", "actors": ("lao_pdr",), "coref": "e7"},
    ]
    draft, remarks = merge_annotations(first, make(TEXT, entities=entities, events=events))
    assert draft.events[0] == first.events[0]
    assert draft.events[1].coref == "e1"
    assert [remark.words for remark in remarks] == ["e2 'ขู่': second has coref=e1"]


def test_an_id_of_the_second_that_means_another_thing_gets_a_new_name(make: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE[:1])
    second = make(TEXT, entities=[PEOPLE[0], {"at": "น่าน", "canonical": "nan"}, {"at": "ไทย", "canonical": "kitti2"}])
    second = second.model_copy(
        update={"entities": (*second.entities[:2], second.entities[2].model_copy(update={"canonical": "kitti"}))}
    )
    draft, _ = merge_annotations(first, second)
    assert {entity.text: entity.canonical for entity in draft.entities}["น่าน"] == "nan"


def test_values_of_events_that_differ_become_tolerances(make: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE, events=[{**EVENTS[0], "edtf": "2020"}])
    other = {
        **EVENTS[0], "at": "พบลาว", "type": "AGREE", "actors": ("kitti", "nan"), "location": None, "edtf": None,
        "modality": "planned", "source": "kitti", "negated": True, "optional": True,
    }  # fmt: skip
    draft, remarks = merge_annotations(first, make(TEXT, entities=PEOPLE, events=[other]))
    event = draft.events[0]
    assert event.type_alt == ("AGREE",)
    assert event.alt_triggers == ((8, 13),)
    assert event.args_ok == ("nan",)
    assert event.edtf_alt == (None,)
    assert event.modality_alt == ("planned",)
    assert (event.location_any, event.source_optional, event.polarity_any, event.optional) == (True, True, True, False)
    assert remarks[0].words == (
        "e1 'พบ': second has AGREE; actors=kitti,nan; location=None; edtf=None; modality=planned; source=kitti; "
        "negated=True"
    )
    assert remarks[1].words == "e1 'พบ': optional for one of them only"


def test_parties_that_act_on_each_other_are_no_difference(make: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE, events=[EVENTS[0]])
    other = {**EVENTS[0], "actors": ("kitti",), "recipients": ("laos",)}
    draft, remarks = merge_annotations(first, make(TEXT, entities=PEOPLE, events=[other]))
    assert remarks == ()
    assert draft.events[0].args_ok == ()


def test_dates_that_differ_keep_both_values(make: Fixture) -> None:
    first = make(TEXT, dates=[{"at": "น่าน", "edtf": "2020", "text": "น่าน"}])
    draft, remarks = merge_annotations(first, make(TEXT, dates=[{"at": "น่าน", "edtf": "2021", "text": "น่าน"}]))
    assert draft.dates[0].edtf_alt == ("2021",)
    assert remarks[0].words == "'น่าน' is 2020: second reads 2021"


def test_sentence_starts_that_differ_are_remarked(make: Fixture) -> None:
    first = make(TEXT, sentences=[(0, len(TEXT))])
    second = make(TEXT, sentences=[(0, 20), (21, len(TEXT))])
    assert [remark.words for remark in merge_annotations(first, second)[1]] == ["only second starts a sentence here"]


def test_annotations_of_different_texts_are_refused(make: Fixture) -> None:
    with pytest.raises(GoldError, match="different texts"):
        merge_annotations(make("ลาว"), make("ไทย"))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=6))
def test_coreference_in_a_draft_always_names_a_first_mention(make: Fixture, links: list[tuple[int, int]]) -> None:
    chains = dict(links)
    events = [
        {"at": (index * 4, index * 4 + 3), "id": f"e{index}", "coref": f"e{chains[index]}" if index in chains else None}
        for index in range(6)
    ]
    draft, _ = merge_annotations(make(events=events), make(events=events))
    by_id = {event.id: event for event in draft.events}
    for event in draft.events:
        assert event.coref is None or (event.coref != event.id and by_id[event.coref].coref is None)


def test_a_draft_accepts_both_annotations_it_is_made_of(make: Fixture, compare: Fixture) -> None:
    first = make(TEXT, entities=PEOPLE[:2], events=EVENTS[:1])
    second = make(TEXT, entities=PEOPLE[1:], events=[{**EVENTS[0], "type": "AGREE", "actors": ("laos",)}, EVENTS[1]])
    draft, _ = merge_annotations(first, second)
    for annotation in (first, second):
        scores = compare(draft, annotation)
        assert scores["ent_exact_f1"].counts.fp == scores["ent_exact_f1"].counts.fn == 0
        assert scores["event_f1"].counts == Counts(1, 0, 0)
