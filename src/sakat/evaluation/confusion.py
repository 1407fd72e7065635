"""What is taken for what: gold against predicted labels of aligned items, with what is missed and made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sakat.evaluation.compare import EntityJudge
from sakat.evaluation.errors import Error, find_errors
from sakat.evaluation.events import match_events
from sakat.evaluation.score import in_text_order
from sakat.evaluation.spans import match_entities
from sakat.gold import Gold, GoldEvent

NOTHING = ""
"""The predicted label of what is missed, the gold label of what is made up."""

MATRICES = ("entity_label", "event_type", "polarity", "modality", "mode")

BINS = 10


@dataclass
class Confusion:
    """Matrices by name, each with the count of every pair (gold label, predicted label)."""

    matrices: dict[str, Counter[tuple[str, str]]] = field(
        default_factory=lambda: {name: Counter() for name in MATRICES}
    )

    def add(self, gold: Gold, predicted: Gold) -> None:
        """Count one article in. Optional items that are matched count nowhere, as in the metrics."""
        predicted = in_text_order(predicted)
        golds, found = gold.entities, predicted.entities
        exact, _ = match_entities(golds, found)
        labels = self.matrices["entity_label"]
        labels.update((golds[pair.gold].label, golds[pair.gold].label) for pair in exact if not pair.neutral)
        types = self.matrices["event_type"]
        judge = EntityJudge(gold, predicted)
        matched, _ = match_events(gold, predicted.events, judge)
        for pair in matched:
            if not pair.neutral:
                event = gold.events[pair.gold]
                types[event.type, event.type] += 1
                self._add_standing(event, predicted.events[pair.predicted])
        paired = {pair.gold for pair in matched}
        for number, event in enumerate(gold.events):
            if number not in paired and not event.optional:
                self._add_standing(event, None)
        for error in find_errors(gold, predicted):
            if error.layer == "entities":
                labels[_labels(error)] += 1
            if error.layer == "events" and error.kind != "trigger":
                types[_labels(error)] += 1

    def _add_standing(self, gold: GoldEvent, predicted: GoldEvent | None) -> None:
        if not gold.polarity_any:
            said = NOTHING if predicted is None else _polarity(predicted)
            self.matrices["polarity"][_polarity(gold), said] += 1
        said = NOTHING if predicted is None else predicted.modality
        self.matrices["modality"][gold.modality, gold.modality if said in gold.modality_alt else said] += 1
        given = set(predicted.mode) if predicted is not None else set()
        other = min(given - set(gold.mode), default=NOTHING)
        for mode in gold.mode:
            self.matrices["mode"][mode, mode if mode in given else other] += 1
        if not gold.mode:
            self.matrices["mode"].update((NOTHING, mode) for mode in given)


def _polarity(event: GoldEvent) -> str:
    return "negated" if event.negated else "positive"


def _labels(error: Error) -> tuple[str, str]:
    """Return the gold and predicted label of an entity or event error; a boundary error keeps its label."""
    gold, predicted = (NOTHING if said is None else said.split(" ", 1)[0] for said in (error.gold, error.predicted))
    return (gold, gold) if error.kind == "boundary" else (gold, predicted)


@dataclass
class Calibration:
    """How often items of a score are right: counts by tenth of the score, entities and events apart."""

    right: Counter[tuple[str, int]] = field(default_factory=Counter)
    wrong: Counter[tuple[str, int]] = field(default_factory=Counter)

    def add(self, gold: Gold, predicted: Gold, scores: Mapping[str, Mapping[object, float]]) -> None:
        """Count one article in; `scores` has those of entities by (start, end, label), of events by id."""
        predicted = in_text_order(predicted)
        exact, _ = match_entities(gold.entities, predicted.entities)
        right = {pair.predicted for pair in exact if not pair.neutral}
        unknown = {pair.predicted for pair in exact if pair.neutral}
        keys = [(entity.start, entity.end, entity.label) for entity in predicted.entities]
        self._count("entities", [scores["entities"][key] for key in keys], right, unknown)
        matched, _ = match_events(gold, predicted.events, EntityJudge(gold, predicted))
        right = {pair.predicted for pair in matched if not pair.neutral}
        unknown = {pair.predicted for pair in matched if pair.neutral}
        self._count("events", [scores["events"][event.id] for event in predicted.events], right, unknown)

    def _count(self, what: str, scores: Iterable[float], right: set[int], unknown: set[int]) -> None:
        for number, score in enumerate(scores):
            if number not in unknown:
                side = self.right if number in right else self.wrong
                side[what, min(int(score * BINS), BINS - 1)] += 1
