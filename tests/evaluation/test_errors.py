"""Errors sum up to the counts of the metrics; confusion and differences of two runs."""

from pathlib import Path

import pytest

from sakat.evaluation.confusion import Confusion
from sakat.evaluation.difference import compare_runs
from sakat.evaluation.errors import find_errors
from sakat.evaluation.metrics import Counts
from sakat.evaluation.score import count_document, text_digest
from sakat.gold import Gold, find_gold, read_gold, record_to_gold
from sakat.storage.read import read_records

LISTED = (("ent_exact_f1",), ("date_e2e_f1",), ("event_f1", "other_event_f1"), ("arg_f1",), ("quote_f1",))
"""Metrics whose misses and false alarms are all listed; an event taken for another may cross between two."""


@pytest.fixture(scope="module")
def pairs(root: Path) -> list[tuple[Gold, Gold]]:
    records = {text_digest(record.text): record for record in read_records(root / "outputs" / "articles.jsonl")}
    golds = [read_gold(item.path) for item in find_gold(root / "corpus" / "gold")]
    return [(gold, record_to_gold(records[gold.text_sha256])) for gold in golds]


def test_errors_are_the_counts_of_the_metrics(pairs: list[tuple[Gold, Gold]]) -> None:
    for gold, predicted in pairs:
        totals = count_document(gold, predicted).totals
        errors = find_errors(gold, predicted)
        for metrics in LISTED:
            found = [error for error in errors if error.metric in metrics]
            assert sum(error.gold is not None for error in found) == sum(totals[metric].fn for metric in metrics)
            assert sum(error.predicted is not None for error in found) == sum(totals[metric].fp for metric in metrics)
        for metric in ("en_name_acc", "polarity_acc", "modality_acc", "source_acc", "mode_acc", "event_date_acc"):
            assert sum(error.metric == metric for error in errors) == totals[metric].fp
        extra = sum(error.metric == "event_date_extra" for error in errors)
        assert extra == totals["event_date_extra"].tp


def test_an_event_found_in_its_sentence_by_another_trigger_is_listed_once(pairs: list[tuple[Gold, Gold]]) -> None:
    gold = next(gold for gold, _ in pairs if any(e.type != "OTHER" and not e.optional for e in gold.events))
    event = next(e for e in gold.events if e.type != "OTHER" and not e.optional)
    sentence = next(s for s in gold.sentences if s.start <= event.trigger.start < s.end)
    taken = [e.trigger for e in gold.events]
    spot = next(
        at for at in range(sentence.start, sentence.end - 1) if all(t.end <= at or at + 1 <= t.start for t in taken)
    )
    moved = event.trigger.model_copy(update={"start": spot, "end": spot + 1})
    changed = tuple(e.model_copy(update={"trigger": moved}) if e is event else e for e in gold.events)
    errors = find_errors(gold, gold.model_copy(update={"events": changed}))
    assert [(e.metric, e.kind, e.group) for e in errors if e.layer == "events"] == [
        ("event_trigger_f1", "trigger", event.type + (f" {event.subtype}" if event.subtype else ""))
    ]
    assert errors[0].expected == (event.trigger.start, event.trigger.end)
    assert errors[0].given == (spot, spot + 1)


def test_other_triggers_are_the_events_that_only_the_sentence_matches(pairs: list[tuple[Gold, Gold]]) -> None:
    found = 0
    for gold, predicted in pairs:
        totals = count_document(gold, predicted).totals
        by_sentence = sum(error.kind == "trigger" for error in find_errors(gold, predicted))
        lost = sum(
            totals[metric].tp - totals[metric.replace("event_f1", "event_trigger_f1")].tp
            for metric in ("event_f1", "other_event_f1")
        )
        assert by_sentence >= lost
        found += by_sentence
    assert found > 0


def test_gold_against_itself_has_no_errors(pairs: list[tuple[Gold, Gold]]) -> None:
    for gold, _ in pairs:
        assert find_errors(gold, gold) == []


def test_an_entity_error_is_named_by_what_differs(pairs: list[tuple[Gold, Gold]]) -> None:
    gold = next(gold for gold, _ in pairs if any(e.end - e.start > 4 and not e.alt for e in gold.entities))
    entity = next(e for e in gold.entities if e.end - e.start > 4 and not e.alt and not e.optional)

    def kinds(**changes: object) -> list[str]:
        changed = [e.model_copy(update=changes) if e is entity else e for e in gold.entities]
        errors = find_errors(gold, gold.model_copy(update={"entities": tuple(changed)}))
        return [error.kind for error in errors if error.layer == "entities"]

    assert kinds(end=entity.end - 1) == ["boundary"]
    assert kinds(label="LANGUAGE") == ["label"]
    left = tuple(e for e in gold.entities if e is not entity)
    missed = find_errors(gold, gold.model_copy(update={"entities": left}))
    assert [e.kind for e in missed if e.layer == "entities"] == ["miss"]
    bare = gold.model_copy(update={"entities": left})
    assert "invention" in {e.kind for e in find_errors(bare, gold) if e.layer == "entities"}


def test_rows_of_the_confusion_are_the_required_items(pairs: list[tuple[Gold, Gold]]) -> None:
    confusion = Confusion()
    required = 0
    for gold, predicted in pairs:
        confusion.add(gold, predicted)
        required += sum(not entity.optional for entity in gold.entities)
    events = sum(len(gold.events) for gold, _ in pairs)
    optional = sum(event.optional for gold, _ in pairs for event in gold.events)
    told = sum(n for (label, _), n in confusion.matrices["event_type"].items() if label)
    assert events - 2 * optional <= told <= events - optional
    cells = confusion.matrices["entity_label"]
    assert sum(n for (label, _), n in cells.items() if label) == required


def test_a_difference_is_sure_only_if_most_articles_show_it() -> None:
    articles = [f"a{number}" for number in range(30)]
    old = {name: {"event_f1": Counts(5, 5, 5)} for name in articles}
    better = {name: {"event_f1": Counts(7, 3, 3)} for name in articles}
    mixed = {name: {"event_f1": Counts(8 if i % 2 else 2, 5, 5)} for i, name in enumerate(articles)}

    def of_events(new: dict[str, dict[str, Counts]]) -> tuple[float | None, float | None]:
        found = next(one for one in compare_runs(old, new, resamples=200) if one.metric == "event_f1")
        return found.delta, found.p

    assert of_events(better) == (pytest.approx(0.2), 0.0)
    assert of_events(old) == (0.0, 1.0)
    delta, p = of_events(mixed)
    assert delta is not None
    assert p is not None
    assert p > 0.05


def test_runs_are_compared_on_the_articles_both_have() -> None:
    old = {"a": {"event_f1": Counts(1, 0, 0)}, "b": {"event_f1": Counts(0, 1, 1)}}
    new = {"a": {"event_f1": Counts(1, 0, 0)}, "c": {"event_f1": Counts(0, 9, 9)}}
    found = next(one for one in compare_runs(old, new, resamples=10) if one.metric == "event_f1")
    assert (found.old, found.new, found.interval) == (1.0, 1.0, None)
