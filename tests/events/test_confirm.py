import itertools
from dataclasses import replace
from datetime import date

import pytest

import sakat
from sakat.events.confirm import confirm_triggers, default_frame
from sakat.events.document import Document
from sakat.events.tagger import Tagged, TriggerTagger
from sakat.events.triggers import Trigger, find_triggers, lexicon_matches
from sakat.pipeline.analysis import analyse
from sakat.pipeline.build import build_pipeline

TEXT = "ตำรวจจับกุมนายกิตติ บุญเรือง ที่เชียงใหม่ แล้วรัฐบาลลาวส่งอาหารให้เมียนมา"


@pytest.fixture(scope="module")
def document() -> Document:
    nlp = build_pipeline()
    nlp.remove_pipe("sakat_events")
    doc = nlp.make_doc(TEXT)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return Document(analyse(doc))


def tagged(words: str, event_type: str, score: float = 0.7) -> Tagged:
    start = TEXT.index(words)
    return Tagged(start, start + len(words), event_type, score)


def at(document: Document, words: str, score: float) -> list[Trigger]:
    """The lexical trigger of some words, its row as sure as told."""
    (trigger,) = [t for t in find_triggers(document) if TEXT[t.start : t.end] == words]
    return [replace(trigger, frame=replace(trigger.frame, score=score))]


def test_confirm_keeps_what_the_tagger_sees_with_its_probability(document: Document) -> None:
    (arrest,) = confirm_triggers(document, at(document, "จับกุม", 0.9), [tagged("จับกุม", "COERCE")])
    assert (TEXT[arrest.start : arrest.end], arrest.frame.type, arrest.frame.score) == ("จับกุม", "COERCE", 0.7)
    assert arrest.frame.form == "จับกุม"
    assert arrest.seen


@pytest.mark.parametrize(
    ("score", "seen", "expected"), [(0.4, [], []), (0.5, [], ["COERCE"]), (0.5, ["OTHER"], ["COERCE"])]
)
def test_confirm_drops_unsure_rows_the_tagger_does_not_see(
    document: Document, score: float, seen: list[str], expected: list[str]
) -> None:
    kept = confirm_triggers(document, at(document, "จับกุม", score), [tagged("จับกุม", label) for label in seen])
    assert [trigger.frame.type for trigger in kept] == expected
    assert not any(trigger.seen for trigger in kept)


@pytest.mark.parametrize(
    ("score", "chance", "expected"), [(0.6, 0.5, "ASSAULT"), (0.8, 0.9, "ASSAULT"), (0.8, 0.6, "COERCE")]
)
def test_confirm_retypes_unless_the_row_is_surer(
    document: Document, score: float, chance: float, expected: str
) -> None:
    (trigger,) = confirm_triggers(document, at(document, "จับกุม", score), [tagged("จับกุม", "ASSAULT", chance)])
    assert trigger.frame.type == expected


def test_confirm_adds_what_only_the_tagger_sees(document: Document) -> None:
    added = confirm_triggers(document, [], [tagged("ส่ง", "AID", 0.5)])
    assert [(TEXT[t.start : t.end], t.frame.type, t.frame.score) for t in added] == [("ส่ง", "AID", 0.5)]


def test_confirm_gives_no_two_triggers_one_place(document: Document) -> None:
    found = confirm_triggers(document, find_triggers(document), [tagged("จับกุม", "COERCE"), tagged("ส่งอาหาร", "AID")])
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_default_frame_is_the_usual_one_of_each_type() -> None:
    assert default_frame("ACCUSE").actor == "subj"
    assert default_frame("AID").type == "AID"


def test_lexicon_matches_lie_on_word_boundaries(document: Document) -> None:
    matches = lexicon_matches(document)
    assert any(TEXT[start:end] == "จับกุม" and "COERCE" in types for start, end, types in matches)
    assert all(document.stops[end] for start, end, _ in matches if end - start < 9)


def test_tagger_finds_triggers_in_order_with_probabilities(document: Document) -> None:
    found = TriggerTagger.load().read(document, find_triggers(document)).triggers
    assert any(TEXT[t.start : t.end] == "จับกุม" and t.type == "COERCE" for t in found)
    assert all(0 <= t.score <= 1 for t in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))


def test_events_of_an_empty_article_are_none() -> None:
    assert sakat.extract("สวัสดี", document_date=date(2024, 1, 1).isoformat()).events == ()
