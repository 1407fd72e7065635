from __future__ import annotations

from typing import Any

from sakat.evaluation import evaluate_gold
from sakat.evaluation.metrics import Counts

Fixture = Any
SENTENCES = [(0, 20), (20, 40), (40, 60), (60, 80), (80, 100)]


def test_events_by_type_and_trigger_or_sentence(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (0, 4), "type": "ASSAULT"},                                  # trigger overlaps
            {"at": (20, 24), "type": "CONSULT"},                                # same sentence only
            {"at": (40, 44), "type": "AID", "type_alt": ("SUPPORT",)},          # found as its type_alt
            {"at": (60, 64), "type": "REJECT"},                                 # trigger found, type wrong
            {"at": (80, 84), "type": "ACCUSE", "alt_triggers": ((90, 94),)},    # other trigger
        ],
    )  # fmt: skip
    found = make(
        events=[
            {"at": (2, 6), "type": "ASSAULT"}, {"at": (30, 34), "type": "CONSULT"}, {"at": (42, 46), "type": "SUPPORT"},
            {"at": (60, 64), "type": "ACCUSE"}, {"at": (92, 96), "type": "ACCUSE"},
            {"at": (10, 14), "type": "ASSAULT"},  # a second one in the first sentence: the overlap wins
        ]
    )  # fmt: skip
    scores = compare(gold, found)
    # right: ASSAULT, CONSULT, AID, ACCUSE; spurious: ACCUSE at 60, ASSAULT at 10; missed: REJECT
    assert scores["event_f1"].counts == Counts(4, 2, 1)
    # CONSULT shares no code point: one spurious and one missed more
    assert scores["event_trigger_f1"].counts == Counts(3, 3, 2)
    # types aside, REJECT is found: right 0, 40, 60, 80; spurious 30, 10; missed 20
    assert scores["trigger_id_f1"].counts == Counts(4, 2, 1)
    groups = evaluate_gold({found.text_sha256: found}, {"a": gold}).groups["event_f1"]
    assert {kind: score.counts for kind, score in groups.items()} == {
        "ACCUSE": Counts(1, 1, 0), "AID": Counts(1, 0, 0), "ASSAULT": Counts(1, 1, 0), "CONSULT": Counts(1, 0, 0),
        "REJECT": Counts(0, 0, 1),
    }  # fmt: skip


def test_event_in_another_sentence_is_not_found(make: Fixture, compare: Fixture) -> None:
    gold = make(sentences=SENTENCES, events=[{"at": (16, 19)}])
    assert compare(gold, make(events=[{"at": (20, 24)}]))["event_f1"].counts == Counts(0, 1, 1)


def test_sentence_is_that_in_which_the_trigger_starts(make: Fixture, compare: Fixture) -> None:
    gold = make(sentences=SENTENCES, events=[{"at": (2, 5)}])
    assert compare(gold, make(events=[{"at": (18, 24)}]))["event_f1"].counts == Counts(1, 0, 0)


def test_triggers_outside_every_sentence_share_none(make: Fixture, compare: Fixture) -> None:
    gold = make(sentences=[(0, 10)], events=[{"at": (50, 54)}])
    assert compare(gold, make(events=[{"at": (60, 64)}]))["event_f1"].counts == Counts(0, 1, 1)


def test_event_prefers_trigger_then_primary_type_then_arguments(make: Fixture, compare: Fixture) -> None:
    people = [{"at": (0, 4), "canonical": "a"}, {"at": (6, 9), "canonical": "b"}]
    event = {"at": (20, 24), "type": "COERCE", "type_alt": ("SANCTION",), "actors": ("a",), "recipients": ("b",)}
    gold = make(sentences=SENTENCES, entities=people, events=[event])
    near = {"at": (21, 24), "type": "SANCTION", "negated": True}
    primary = {"at": (30, 34), "type": "COERCE", "actors": ("a",), "recipients": ("b",)}
    # the overlapping trigger wins over the primary type with all arguments
    scores = compare(gold, make(entities=people, events=[near, primary]))
    assert scores["polarity_acc"].counts == Counts(0, 1, 0)
    # of two in the sentence, the primary type wins over shared arguments
    plain = {"at": (35, 38), "type": "COERCE"}
    alternative = {"at": (30, 34), "type": "SANCTION", "actors": ("a",), "negated": True}
    assert compare(gold, make(entities=people, events=[alternative, plain]))["polarity_acc"].value == 1
    # of two of the primary type, the one with more shared arguments wins, though it comes later
    bare = {"at": (26, 28), "type": "COERCE", "negated": True}
    assert compare(gold, make(entities=people, events=[bare, primary]))["polarity_acc"].value == 1


def test_optional_events_are_neither_missed_nor_spurious(make: Fixture, compare: Fixture) -> None:
    people = [{"at": (0, 4), "canonical": "a"}]
    event = {"at": (20, 24), "optional": True, "negated": True, "edtf": "2001", "actors": ("a",)}
    gold = make(sentences=SENTENCES, entities=people, events=[event])
    for found in (make(entities=people), make(entities=people, events=[{"at": (20, 24), "actors": ("a",)}])):
        scores = compare(gold, found)
        for metric in ("event_f1", "event_trigger_f1", "trigger_id_f1", "arg_f1", "negation_f1", "event_date_acc"):
            assert scores[metric].counts == Counts(0, 0, 0), metric


def test_required_event_wins_over_an_optional_one(make: Fixture, compare: Fixture) -> None:
    gold = make(sentences=SENTENCES, events=[{"at": (20, 24), "optional": True}, {"at": (30, 34)}])
    # the prediction lies on the optional trigger, yet the required event of the sentence takes it
    assert compare(gold, make(events=[{"at": (20, 24)}]))["event_f1"].counts == Counts(1, 0, 0)


def test_other_events_are_scored_apart(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (0, 4), "type": "OTHER", "subtype": "death"},
            {"at": (20, 24), "type": "OTHER", "subtype": "sport"},
            {"at": (40, 44), "type": "ASSAULT"},
        ],
    )
    found = make(
        events=[
            {"at": (0, 4), "type": "OTHER", "subtype": "injury"},  # the subtype is not compared
            {"at": (40, 44), "type": "OTHER", "subtype": "death"},
        ]
    )
    scores = compare(gold, found)
    assert scores["event_f1"].counts == Counts(0, 0, 1)
    assert scores["other_event_f1"].counts == Counts(1, 1, 1)
    assert scores["other_event_trigger_f1"].counts == Counts(1, 1, 1)
    assert scores["trigger_id_f1"].counts == Counts(2, 0, 1)


def test_core_prediction_on_an_other_event_with_that_type_alt_is_neutral(make: Fixture, compare: Fixture) -> None:
    people = [{"at": (0, 4), "canonical": "a"}]
    event = {"at": (20, 24), "type": "OTHER", "subtype": "crime", "type_alt": ("ASSAULT",)}
    gold = make(sentences=SENTENCES, entities=people, events=[event])
    found = make(entities=people, events=[{"at": (20, 24), "type": "ASSAULT", "actors": ("a",)}])
    scores = compare(gold, found)
    for metric in ("event_f1", "event_trigger_f1", "other_event_f1", "arg_f1", "polarity_acc"):
        assert scores[metric].counts == Counts(0, 0, 0), metric


def test_other_prediction_on_a_core_event_with_that_type_alt_finds_it(make: Fixture, compare: Fixture) -> None:
    gold = make(sentences=SENTENCES, events=[{"at": (20, 24), "type": "ASSAULT", "type_alt": ("OTHER",)}])
    scores = compare(gold, make(events=[{"at": (20, 24), "type": "OTHER", "subtype": "crime"}]))
    assert scores["event_f1"].counts == Counts(1, 0, 0)
    assert scores["other_event_f1"].counts == Counts(0, 0, 0)


def test_core_event_wins_over_a_neutral_match(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (20, 24), "type": "OTHER", "subtype": "crime", "type_alt": ("ASSAULT",)},
            {"at": (30, 34), "type": "ASSAULT"},
        ],
    )
    scores = compare(gold, make(events=[{"at": (20, 24), "type": "ASSAULT"}]))
    assert scores["event_f1"].counts == Counts(1, 0, 0)
    assert scores["other_event_f1"].counts == Counts(0, 0, 1)


def test_event_dates_over_matched_events(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (0, 3), "edtf": "2022-03-04"},                              # right
            {"at": (5, 8), "edtf": "2022", "edtf_alt": (None,)},               # right without one: carried
            {"at": (20, 23), "edtf": "1997~", "edtf_alt": ("1998",)},          # wrong
            {"at": (25, 28), "edtf": "2001"},                                  # not given: wrong
            {"at": (40, 43), "edtf": None},                                    # given: counted apart
            {"at": (45, 48), "edtf": None, "edtf_alt": ("2005",)},             # given as allowed
            {"at": (60, 63), "edtf": "1973-10-14", "type": "OTHER", "subtype": "death"},  # OTHER too: right
            {"at": (80, 83), "edtf": "2003"},                                  # event not found
            {"at": (85, 88), "edtf": None},                                    # event not found
        ],
    )  # fmt: skip
    found = make(
        events=[
            {"at": (0, 3), "edtf": "2022-03-04T09:00:00"}, {"at": (5, 8)}, {"at": (20, 23), "edtf": "1996"},
            {"at": (25, 28)}, {"at": (40, 43), "edtf": "2009"}, {"at": (45, 48), "edtf": "2005"},
            {"at": (60, 63), "edtf": "1973-10-14", "type": "OTHER", "subtype": "death"},
        ]
    )  # fmt: skip
    scores = compare(gold, found)
    assert scores["event_date_acc"].counts == Counts(3, 2, 1)
    # of two matched events without a date in gold, one got one; one more was not found
    assert scores["event_date_extra"].counts == Counts(1, 1, 1)
    assert scores["event_date_extra"].value == 0.5


def test_polarity_and_negation(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (0, 3), "negated": True},                             # right
            {"at": (5, 8), "negated": True},                             # said to be positive
            {"at": (20, 23), "negated": False},                          # right
            {"at": (25, 28), "negated": False},                          # said to be negated
            {"at": (40, 43), "negated": True, "polarity_any": True},     # not scored
            {"at": (60, 63), "negated": True},                           # not found
        ],
    )  # fmt: skip
    found = make(
        events=[
            {"at": (0, 3), "negated": True}, {"at": (5, 8)}, {"at": (20, 23)}, {"at": (25, 28), "negated": True},
            {"at": (40, 43)},
        ]
    )  # fmt: skip
    scores = compare(gold, found)
    assert scores["polarity_acc"].counts == Counts(2, 2, 1)
    # negated: one right, one given wrongly, two missed (one of them with its event)
    assert scores["negation_f1"].counts == Counts(1, 1, 2)
    assert scores["negation_f1"].value == 0.4


def test_modality_and_the_non_asserted_ones(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (0, 3), "modality": "asserted"},                                       # right
            {"at": (5, 8), "modality": "reported"},                                       # wrong
            {"at": (20, 23), "modality": "planned", "modality_alt": ("asserted",)},       # right by its alt
            {"at": (25, 28), "modality": "hypothetical"},                                 # right
            {"at": (40, 43), "modality": "generic"},                                      # not found
        ],
    )  # fmt: skip
    found = make(
        events=[{"at": (0, 3)}, {"at": (5, 8)}, {"at": (20, 23)}, {"at": (25, 28), "modality": "hypothetical"}]
    )
    scores = compare(gold, found)
    assert scores["modality_acc"].counts == Counts(3, 1, 1)
    assert scores["modality_non_asserted_acc"].counts == Counts(2, 1, 1)


def test_source_is_compared_as_an_entity(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        entities=[{"at": (90, 94), "canonical": "police"}, {"at": (95, 99), "canonical": "army"}],
        events=[
            {"at": (0, 3), "source": "police"},                            # right
            {"at": (5, 8), "source": "police"},                            # another one
            {"at": (20, 23), "source": "army"},                            # none given
            {"at": (25, 28)},                                              # right: none
            {"at": (40, 43)},                                              # one given
            {"at": (45, 48), "source": "army", "source_optional": True},   # not scored
            {"at": (60, 63), "source": "army"},                            # not found
        ],
    )  # fmt: skip
    found = make(
        entities=[{"at": (90, 93), "canonical": "x1"}, {"at": (96, 99), "canonical": "x2"}],
        events=[
            {"at": (0, 3), "source": "x1"}, {"at": (5, 8), "source": "x2"}, {"at": (20, 23)}, {"at": (25, 28)},
            {"at": (40, 43), "source": "x1"}, {"at": (45, 48)},
        ],
    )  # fmt: skip
    scores = compare(gold, found)
    assert scores["source_acc"].counts == Counts(2, 3, 1)
    assert scores["source_given_acc"].counts == Counts(1, 2, 1)


def test_mode_is_right_if_among_the_predicted(make: Fixture, compare: Fixture) -> None:
    gold = make(
        sentences=SENTENCES,
        events=[
            {"at": (0, 3), "mode": ("firearms",)},               # among two: right
            {"at": (5, 8), "mode": ("aerial",)},                 # another: wrong
            {"at": (20, 23), "mode": ("beat", "primitive")},     # one of two only: wrong
            {"at": (25, 28), "mode": ()},                        # none in gold: not asked
            {"at": (40, 43), "mode": ("drone",)},                # not found
        ],
    )  # fmt: skip
    found = make(
        events=[
            {"at": (0, 3), "mode": ("firearms", "targeted")}, {"at": (5, 8), "mode": ("drone",)},
            {"at": (20, 23), "mode": ("beat",)}, {"at": (25, 28), "mode": ("beat",)},
        ]
    )  # fmt: skip
    assert compare(gold, found)["mode_acc"].counts == Counts(1, 2, 1)
