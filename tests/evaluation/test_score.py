from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakat.errors import GoldError
from sakat.evaluation import METRICS, evaluate, evaluate_gold
from sakat.evaluation.metrics import Counts
from sakat.evaluation.score import count_document
from sakat.gold import Gold

Fixture = Any


def test_evaluate_matches_records_by_text_and_sums_over_articles(make: Fixture, make_record: Fixture) -> None:
    golds = {
        "a": make("กรุงเทพฯ เชียงใหม่", entities=[{"at": (0, 8)}, {"at": (9, 18)}]),
        "b": make("ตรัง", entities=[{"at": (0, 4)}]),
    }
    records = [make_record("ตรัง", (0, 4)), make_record("กรุงเทพฯ เชียงใหม่", (0, 8), (9, 12)), make_record("อื่น", (0, 4))]
    scores = evaluate(records, golds)
    # a: one of two found, one spurious; b: found; the record of another text is left aside
    assert scores.totals["ent_exact_f1"].counts == Counts(2, 1, 1)
    assert scores.documents["a"]["ent_exact_f1"].counts == Counts(1, 1, 1)
    assert scores.documents["b"]["ent_exact_f1"].counts == Counts(1, 0, 0)
    assert scores.missing == ()


def test_evaluate_counts_an_article_without_record_as_missed(make: Fixture, make_record: Fixture) -> None:
    gold = make("ตรัง", entities=[{"at": (0, 4), "canonical": "a"}], events=[{"at": (0, 2), "actors": ("a",)}])
    scores = evaluate([make_record("อื่น")], {"a": gold})
    assert scores.missing == ("a",)
    assert scores.totals["ent_exact_f1"].counts == Counts(0, 0, 1)
    assert scores.totals["event_f1"].counts == Counts(0, 0, 1)
    assert scores.totals["arg_f1"].counts == Counts(0, 0, 1)
    assert scores.totals["polarity_acc"].value is None


def test_evaluate_sums_genres_apart(make: Fixture, make_record: Fixture) -> None:
    golds = {name: make(name * 4, entities=[{"at": (0, 4)}]) for name in "กขค"}
    scores = evaluate([make_record("กกกก", (0, 4))], golds, genres={"ก": "court", "ข": "court", "ง": "war"})
    assert {genre: totals["ent_exact_f1"].counts for genre, totals in scores.genres.items()} == {
        "court": Counts(1, 0, 1)
    }


def test_evaluate_refuses_two_golds_of_one_text(make: Fixture) -> None:
    with pytest.raises(GoldError, match="b: its text is that of a; expected one gold for each text"):
        evaluate([], {"b": make(), "a": make()})


def test_bootstrap_gives_the_same_interval_around_the_score_each_time(make: Fixture, make_record: Fixture) -> None:
    texts = [letter * 8 for letter in "กขคงจฉชซ"]
    golds = {text: make(text, entities=[{"at": (0, 3)}, {"at": (4, 7)}]) for text in texts}
    records = [
        make_record(text, (0, 3)) if index % 2 else make_record(text, (0, 3), (4, 7))
        for index, text in enumerate(texts)
    ]
    first, second = (evaluate(records, golds, bootstrap=200).totals["ent_exact_f1"] for _ in range(2))
    assert first == second
    assert first.interval is not None
    low, high = first.interval
    assert first.value is not None
    assert 0 <= low < first.value < high <= 1
    # every article scores 1 or 2/3, so no resample is outside
    assert low >= 2 / 3


def test_bootstrap_of_equal_articles_is_a_point(make: Fixture, make_record: Fixture) -> None:
    golds = {text: make(text, entities=[{"at": (0, 3)}]) for text in ("กขคง", "จฉชซ")}
    scores = evaluate([make_record(text, (0, 3)) for text in ("กขคง", "จฉชซ")], golds, bootstrap=50)
    assert scores.totals["ent_exact_f1"].interval == (1, 1)
    assert scores.totals["event_f1"].interval is None


def test_no_bootstrap_gives_no_interval(make: Fixture) -> None:
    assert evaluate([], {"a": make(), "b": make("ตรัง")}).totals["ent_exact_f1"].interval is None


IDS = ("a", "b", "c", "d")
SPAN = st.tuples(st.integers(0, 90), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1]))
OPTIONAL = st.booleans()
ENTITY = st.fixed_dictionaries(
    {
        "at": SPAN,
        "label": st.sampled_from(["GPE", "ORG", "PERSON"]),
        "canonical": st.sampled_from(IDS),
        "name_en": st.sampled_from(["Peru", "Chile", None]),
        "optional": OPTIONAL,
    }
)
DATE = st.fixed_dictionaries({"at": SPAN, "edtf": st.sampled_from(["1997~", "2001-02", "2003"]), "optional": OPTIONAL})
MODES = {"CONSULT": ("visit",), "ASSAULT": ("beat",), "COERCE": ("seize",)}
EVENT = st.fixed_dictionaries(
    {
        "at": SPAN,
        "type": st.sampled_from(["CONSULT", "ASSAULT", "COERCE", "AID", "OTHER"]),
        "actors": st.lists(st.sampled_from(IDS), max_size=3, unique=True).map(tuple),
        "recipients": st.lists(st.sampled_from(IDS), max_size=2, unique=True).map(tuple),
        "location": st.sampled_from([*IDS, None]),
        "edtf": st.sampled_from([None, "1997", "2001-02~"]),
        "negated": st.booleans(),
        "modality": st.sampled_from(["asserted", "planned", "reported"]),
        "source": st.sampled_from([*IDS, None]),
        "optional": OPTIONAL,
    }
).map(lambda e: {**e, "subtype": "death" if e["type"] == "OTHER" else None, "mode": MODES.get(e["type"], ())})
QUOTE = st.fixed_dictionaries({"at": SPAN, "speaker": st.sampled_from([*IDS, None]), "optional": OPTIONAL})
CITATION = st.fixed_dictionaries({"at": SPAN, "ref": st.sampled_from(["1", "2"])})


def lists(item: st.SearchStrategy[dict[str, Any]], size: int) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return lists whose items are sorted and have different spans, as in a sound file."""
    unique = st.lists(item, max_size=size, unique_by=lambda value: value["at"])
    return unique.map(lambda values: sorted(values, key=lambda value: value["at"]))


ARTICLE = st.fixed_dictionaries(
    {
        "entities": lists(ENTITY, 8),
        "dates": lists(DATE, 5),
        "events": lists(EVENT, 6),
        "quotes": lists(QUOTE, 4),
        "citations": lists(CITATION, 3),
    }
)
SENTENCES = [(0, 30), (30, 60), (60, 100)]


def counts(gold: Gold, predicted: Gold) -> dict[str, Counts]:
    return count_document(gold, predicted).totals


@settings(max_examples=100)
@given(ARTICLE)
def test_gold_against_itself_scores_one_everywhere(make: Fixture, parts: dict[str, Any]) -> None:
    # every id of an event has a mention of its own
    mentions = [{"at": (4 * i, 4 * i + 3), "label": "LOC", "canonical": name} for i, name in enumerate(IDS)]
    entities = [{**item, "canonical": None} for item in parts["entities"]]
    gold = make(sentences=SENTENCES, **{**parts, "entities": mentions + entities})
    scores = evaluate_gold({gold.text_sha256: gold}, {"a": gold}).totals
    for name, score in scores.items():
        expected = 0 if METRICS[name].kind == "rate" else 1
        assert score.value in (None, expected), (name, score)


@settings(max_examples=100)
@given(ARTICLE, ARTICLE, st.integers(0, 1000))
def test_the_order_of_predictions_makes_no_difference(
    make: Fixture, gold: dict[str, Any], predicted: dict[str, Any], seed: int
) -> None:
    golds, found = make(sentences=SENTENCES, **gold), make(sentences=SENTENCES, **predicted)
    random = Random(seed)

    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    events = shuffled(
        tuple(
            event.model_copy(update={"actors": shuffled(event.actors), "recipients": shuffled(event.recipients)})
            for event in found.events
        )
    )
    mixed = found.model_copy(
        update={
            "entities": shuffled(found.entities),
            "dates": shuffled(found.dates),
            "events": events,
            "quotes": shuffled(found.quotes),
            "citations": shuffled(found.citations),
        }
    )
    assert counts(golds, mixed) == counts(golds, found)


@settings(max_examples=100)
@given(ARTICLE, ARTICLE)
def test_scores_lie_between_zero_and_one_and_counts_add_up(
    make: Fixture, gold: dict[str, Any], predicted: dict[str, Any]
) -> None:
    golds, found = make(sentences=SENTENCES, **gold), make(sentences=SENTENCES, **predicted)
    scores = evaluate_gold({found.text_sha256: found}, {"a": golds}).totals
    for score in scores.values():
        for value in (score.value, score.precision, score.recall):
            assert value is None or 0 <= value <= 1
        assert min(score.counts) >= 0
    required = [entity for entity in golds.entities if not entity.optional]
    for name in ("ent_exact_f1", "ent_overlap_f1"):
        assert scores[name].support == len(required)
        assert scores[name].counts.tp + scores[name].counts.fp <= len(found.entities)
    assert scores["ent_exact_f1"].counts.tp <= scores["ent_overlap_f1"].counts.tp
    assert scores["date_e2e_f1"].counts.tp <= scores["date_span_f1"].counts.tp
    assert scores["quote_speaker_f1"].counts.tp <= scores["quote_f1"].counts.tp
