from __future__ import annotations

from typing import Any

import pytest

from sakat.evaluation import evaluate_gold
from sakat.evaluation.metrics import Counts

Fixture = Any


def test_entities_exact_and_overlapping(make: Fixture, compare: Fixture) -> None:
    gold = make(
        entities=[
            {"at": (0, 5)},                                     # found exactly
            {"at": (10, 15)},                                   # found with another end
            {"at": (20, 25), "label": "PERSON"},                # found with another label
            {"at": (30, 35), "alt": ((27, 35, "GPE"),)},        # found as its alt
            {"at": (40, 45), "label": "ORG", "alt": ((40, 45, "NORP"),)},  # found with its other label
            {"at": (50, 55)},                                   # missed
            {"at": (60, 65), "optional": True},                 # optional, found
            {"at": (70, 75), "optional": True},                 # optional, not found
        ]
    )  # fmt: skip
    found = make(
        entities=[
            {"at": (0, 5)}, {"at": (10, 17)}, {"at": (20, 25)}, {"at": (27, 35)}, {"at": (40, 45), "label": "NORP"},
            {"at": (60, 65)}, {"at": (80, 85)},
        ]
    )  # fmt: skip
    scores = compare(gold, found)
    # exact: 0-5, 27-35, 40-45 right; 10-17, 20-25, 80-85 spurious; 10-15, 20-25, 50-55 missed
    assert scores["ent_exact_f1"].counts == Counts(3, 3, 3)
    # overlap: 10-17 is right too
    assert scores["ent_overlap_f1"].counts == Counts(4, 2, 2)
    groups = evaluate_gold({found.text_sha256: found}, {"a": gold}).groups["ent_exact_f1"]
    assert {label: score.counts for label, score in groups.items()} == {
        "GPE": Counts(2, 3, 2), "ORG": Counts(1, 0, 0), "PERSON": Counts(0, 0, 1),
    }  # fmt: skip


def test_entities_that_only_touch_do_not_overlap(make: Fixture, compare: Fixture) -> None:
    scores = compare(make(entities=[{"at": (0, 5)}]), make(entities=[{"at": (5, 9)}]))
    assert scores["ent_overlap_f1"].counts == Counts(0, 1, 1)


def test_entities_prefer_the_longer_overlap(make: Fixture, compare: Fixture) -> None:
    gold = make(entities=[{"at": (0, 10), "canonical": "a", "name_en": "Peru"}])
    found = make(
        entities=[
            {"at": (0, 3), "canonical": "x", "name_en": "Chile"},
            {"at": (2, 12), "canonical": "y", "name_en": "Peru"},
        ]
    )
    scores = compare(gold, found)
    assert scores["ent_overlap_f1"].counts == Counts(1, 1, 0)
    assert scores["en_name_acc"].value == 1


def test_required_entity_wins_over_the_optional_one_inside_it(make: Fixture, compare: Fixture) -> None:
    gold = make(entities=[{"at": (3, 6), "optional": True}, {"at": (0, 10)}])
    # the one prediction fits the optional name better, yet the required one takes it
    assert compare(gold, make(entities=[{"at": (3, 6)}]))["ent_overlap_f1"].counts == Counts(1, 0, 0)
    both = make(entities=[{"at": (0, 10)}, {"at": (3, 6)}])
    assert compare(gold, both)["ent_overlap_f1"].counts == Counts(1, 0, 0)
    assert compare(gold, both)["ent_exact_f1"].counts == Counts(1, 0, 0)


def test_english_names_over_matched_entities_optional_ones_too(make: Fixture, compare: Fixture) -> None:
    gold = make(
        entities=[
            {"at": (0, 5), "canonical": "a", "name_en": "Türkiye", "name_en_alt": ("Turkey",)},
            {"at": (10, 15), "canonical": "b", "name_en": "Chiang Mai"},
            {"at": (20, 25), "canonical": "c", "name_en": "Peru", "optional": True},
            {"at": (30, 35), "canonical": "d", "name_en": "Chile"},
            {"at": (40, 45), "canonical": "e", "name_en": "Laos"},
            {"at": (50, 55), "canonical": "f", "name_en": "Guinea", "optional": True},
            {"at": (60, 65), "label": "CARDINAL"},
        ]
    )
    found = make(
        entities=[
            {"at": (0, 5), "canonical": "a", "name_en": "turkey"},
            {"at": (10, 16), "canonical": "b", "name_en": "Chiangmai"},
            {"at": (20, 25), "canonical": "c", "name_en": "Peru"},
            {"at": (30, 35), "canonical": "d"},
            {"at": (60, 65), "label": "CARDINAL"},
        ]
    )
    scores = compare(gold, found)
    # right: a, c; wrong: b (similar), d (none given); not matched: e; the optional f is not missed
    assert scores["en_name_acc"].counts == Counts(2, 2, 1)
    assert scores["en_name_fuzzy_acc"].counts == Counts(3, 1, 1)
    assert scores["en_name_acc"].recall == 4 / 5


def test_coreference_over_pairs_of_matched_mentions(make: Fixture, compare: Fixture) -> None:
    def chain(*ids: str | None) -> Any:
        return make(entities=[{"at": (10 * i, 10 * i + 4), "canonical": name} for i, name in enumerate(ids) if name])

    # gold pairs: 0-1, 0-2, 1-2, 3-4; the last mention of b is not found, so 3-4 does not count
    # predicted pairs: 0-1, 2-3. Right 0-1; spurious 2-3; missed 0-2, 1-2
    scores = compare(chain("a", "a", "a", "b", "b"), chain("x", "x", "y", "y"))
    assert scores["coref_f1"].counts == Counts(1, 1, 2)


def test_numbers_never_corefer(make: Fixture, compare: Fixture) -> None:
    numbers = make(entities=[{"at": (0, 4), "label": "CARDINAL"}, {"at": (10, 14), "label": "CARDINAL"}])
    assert compare(numbers, numbers)["coref_f1"].counts == Counts(0, 0, 0)


def test_dates_by_span_and_by_value(make: Fixture, compare: Fixture) -> None:
    gold = make(
        dates=[
            {"at": (0, 10), "edtf": "2022-08-22"},                          # right
            {"at": (20, 30), "edtf": "1997~", "edtf_alt": ("1996",)},       # right without ~
            {"at": (40, 50), "edtf": "1893", "edtf_alt": ("1893/1894",)},   # right by its alt
            {"at": (60, 70), "edtf": "2019-10"},                            # wrong value
            {"at": (80, 90), "edtf": "2001", "optional": True},             # optional, right
            {"at": (92, 94), "edtf": "2002"},                               # missed
        ]
    )  # fmt: skip
    found = make(
        dates=[
            {"at": (4, 10), "edtf": "2022-08-22"}, {"at": (20, 30), "edtf": "1997"},
            {"at": (40, 50), "edtf": "1893/1894"}, {"at": (60, 70), "edtf": "2562-10"},
            {"at": (80, 90), "edtf": "2001"}, {"at": (95, 99), "edtf": "2003"},
        ]
    )  # fmt: skip
    scores = compare(gold, found)
    # span: 4 right; 95-99 spurious; 92-94 missed
    assert scores["date_span_f1"].counts == Counts(4, 1, 1)
    # value too: 60-70 is one spurious and one missed
    assert scores["date_e2e_f1"].counts == Counts(3, 2, 2)


def test_quotes_need_four_fifths_and_the_speaker(make: Fixture, compare: Fixture) -> None:
    people = [{"at": (0, 4), "canonical": "a"}, {"at": (6, 9), "canonical": "b"}]
    gold = make(
        entities=people,
        quotes=[
            {"at": (10, 20), "speaker": "a"},   # found, speaker right
            {"at": (30, 40), "speaker": "a"},   # found at 8/10, speaker wrong
            {"at": (50, 60), "speaker": None},  # found, nobody named
            {"at": (70, 80), "speaker": "b"},   # 7/10 only: missed
        ],
    )  # fmt: skip
    found = make(
        entities=people,
        quotes=[
            {"at": (10, 20), "speaker": "a"}, {"at": (30, 38), "speaker": "b"},
            {"at": (50, 60), "speaker": None}, {"at": (70, 77), "speaker": "b"},
        ],
    )  # fmt: skip
    scores = compare(gold, found)
    assert scores["quote_f1"].counts == Counts(3, 1, 1)
    assert scores["quote_speaker_f1"].counts == Counts(2, 2, 2)


def test_citations_need_start_end_and_reference(make: Fixture, compare: Fixture) -> None:
    gold = make(citations=[{"at": (0, 3), "ref": "1"}, {"at": (10, 13), "ref": "2"}, {"at": (20, 30), "ref": "needed"}])
    found = make(
        citations=[{"at": (0, 3), "ref": "1"}, {"at": (10, 13), "ref": "3"}, {"at": (20, 29), "ref": "needed"}]
    )
    assert compare(gold, found)["citation_f1"].counts == Counts(1, 2, 2)


@pytest.mark.parametrize("metric", ["ent_exact_f1", "date_e2e_f1", "quote_f1", "citation_f1"])
def test_an_article_without_items_measures_nothing(make: Fixture, compare: Fixture, metric: str) -> None:
    assert compare(make(), make())[metric].value is None
