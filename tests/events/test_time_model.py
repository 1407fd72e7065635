from collections.abc import Callable
from typing import Any

import pytest

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.extract import make_drafts
from sakat.events.time_features import TimeFeatures
from sakat.events.time_model import choose_times
from sakat.events.triggers import find_triggers
from sakat.ner.choice_model import ANOTHERS, ITS_OWN, ChoiceModel
from sakat.ner.weights import make_weights

Read = Callable[[str], Any]
TWO_DATES = "[7 พฤษภาคม 2567|DATE|2024-05-07] [กองทัพลาว|ORG|army]โจมตี[ฐานกบฏ|ORG|rebels]เมื่อ[วันที่ 9|DATE|2024-05-09]"


def drafts_of(read: Read, marked: str) -> tuple[Document, list[Draft]]:
    doc = Document(read(marked)[0])
    return doc, [draft for draft in make_drafts(doc, find_triggers(doc)) if draft.type != "OTHER"]


def model(state: dict[tuple[str, str], float]) -> ChoiceModel:
    return ChoiceModel(make_weights(state, {}, (ITS_OWN, ANOTHERS), {}))


SURE = model({("v=0|True", ITS_OWN): 9.0, ("v=0|False", ANOTHERS): 9.0})
NEVER = model({("t=ASSAULT", ANOTHERS): 9.0})


def test_the_likeliest_date_is_the_events(read: Read) -> None:
    doc, (draft,) = drafts_of(read, TWO_DATES)
    (time,) = choose_times(doc, [draft], SURE)
    assert time is not None
    assert (time.edtf, time.basis) == ("2024-05-07", "clause")


def test_an_event_no_date_is_likely_for_has_none(read: Read) -> None:
    doc, (draft,) = drafts_of(read, TWO_DATES)
    assert choose_times(doc, [draft], NEVER) == [None]


def test_a_date_told_before_in_the_paragraph_may_be_carried_but_not_one_of_another_paragraph(read: Read) -> None:
    told = "[กองทัพลาว|ORG|army]แถลงเมื่อ[7 พฤษภาคม 2567|DATE|2024-05-07]"
    attack = "[กบฏ|ORG|rebels]โจมตี[ฐานทัพ|FAC|base]"
    doc, drafts = drafts_of(read, f"{told}\n{attack}")
    number = next(n for n, draft in enumerate(drafts) if draft.type == "ASSAULT")
    assert list(TimeFeatures(doc, drafts).choices(number)) == []
    doc, drafts = drafts_of(read, f"{told} ต่อมา{attack}")
    number = next(n for n, draft in enumerate(drafts) if draft.type == "ASSAULT")
    assert [choice.date.edtf for choice in TimeFeatures(doc, drafts).choices(number)] == ["2024-05-07"]


def test_attributes_say_what_the_rules_chose(read: Read) -> None:
    doc, (draft,) = drafts_of(read, TWO_DATES)
    assert draft.time is not None
    choices = {choice.date.id: choice.attributes for choice in TimeFeatures(doc, [draft]).choices(0)}
    assert len(choices) == 2
    for temporal_id, attributes in choices.items():
        assert ("b=Rclause" in attributes) == (temporal_id == draft.time.temporal_id)
        assert ("b=O" in attributes) == (temporal_id != draft.time.temporal_id)


def test_words_of_grammar_before_a_date_are_told(read: Read) -> None:
    doc, (draft,) = drafts_of(read, TWO_DATES)
    links = {choice.date.edtf: choice.attributes for choice in TimeFeatures(doc, [draft]).choices(0)}
    assert "p=เมื่อ|False" in links["2024-05-09"]
    assert "p=-|True" in links["2024-05-07"]


def test_a_long_list_of_dates_gives_few_candidates(read: Read) -> None:
    dates = " ".join(f"[{day} พฤษภาคม 2567|DATE|2024-05-{day:02d}]" for day in range(1, 29))
    doc, drafts = drafts_of(read, f"[กองทัพลาว|ORG|army]โจมตี[ฐานกบฏ|ORG|rebels]เมื่อ{dates}")
    number = next(n for n, draft in enumerate(drafts) if draft.type == "ASSAULT")
    assert 0 < len(list(TimeFeatures(doc, drafts).choices(number))) <= 25


@pytest.mark.parametrize("count", [0, 1])
def test_as_many_times_as_events(read: Read, count: int) -> None:
    doc, drafts = drafts_of(read, TWO_DATES)
    assert len(choose_times(doc, drafts[:count])) == count
