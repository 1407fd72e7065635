"""The metrics by name, and the counts each of them is made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["f1", "accuracy", "rate"]


@dataclass(frozen=True)
class Metric:
    """What a metric measures and how its counts are read.

    An `f1` comes from found, spurious and missed items. An `accuracy` is a share of the matched items.
    A `rate` is such a share too, but of something unwanted.
    """

    name: str
    kind: Kind
    title: str


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("ent_exact_f1", "f1", "Entities, same span and label"),
        Metric("ent_overlap_f1", "f1", "Entities, same label, spans overlap"),
        Metric("en_name_acc", "accuracy", "English names, equal"),
        Metric("en_name_fuzzy_acc", "accuracy", "English names, similar"),
        Metric("date_e2e_f1", "f1", "Dates, spans overlap and same value"),
        Metric("date_span_f1", "f1", "Dates, spans overlap"),
        Metric("event_f1", "f1", "Events of the 16 core types"),
        Metric("event_trigger_f1", "f1", "Core events, triggers overlap"),
        Metric("other_event_f1", "f1", "Events of type OTHER"),
        Metric("other_event_trigger_f1", "f1", "OTHER events, triggers overlap"),
        Metric("trigger_id_f1", "f1", "Triggers of any event, type ignored"),
        Metric("arg_f1", "f1", "Arguments of core events, end to end"),
        Metric("event_date_acc", "accuracy", "Event dates, where gold has one"),
        Metric("event_date_extra", "rate", "Event dates given where gold has none"),
        Metric("polarity_acc", "accuracy", "Polarity"),
        Metric("negation_f1", "f1", "Negated events"),
        Metric("modality_acc", "accuracy", "Modality"),
        Metric("modality_non_asserted_acc", "accuracy", "Modality, not asserted in gold"),
        Metric("source_acc", "accuracy", "Source"),
        Metric("source_given_acc", "accuracy", "Source, where gold has one"),
        Metric("mode_acc", "accuracy", "Mode, where gold has one"),
        Metric("coref_f1", "f1", "Coreferent pairs of matched mentions"),
        Metric("quote_f1", "f1", "Quotes, overlap / union >= 0.8"),
        Metric("quote_speaker_f1", "f1", "Quotes with the right speaker"),
        Metric("citation_f1", "f1", "Citations"),
    )
}
"""Every metric of the guidelines, section 6, in the order reports print them."""

HEADLINES = ("ent_exact_f1", "ent_overlap_f1", "en_name_acc", "date_e2e_f1", "event_f1", "event_trigger_f1", "arg_f1")
"""The metrics that reports show for each genre and article."""


class Counts(NamedTuple):
    """Items found (right), spurious (or wrong) and missed.

    For an accuracy or rate: matched items that are right, matched items that are not, and gold items it
    would have asked about but which no prediction matches.
    """

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def plus(self, tp: int, fp: int, fn: int) -> Counts:
        """Return the sum of these counts and others."""
        return Counts(self.tp + tp, self.fp + fp, self.fn + fn)


class Tally:
    """Sums of counts by metric, in total and by group (label, type or role)."""

    def __init__(self) -> None:
        self.totals: dict[str, Counts] = dict.fromkeys(METRICS, Counts())
        self.groups: dict[str, dict[str, Counts]] = {}

    def add(self, metric: str, group: str | None = None, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
        """Count items of a metric, under a group too if one is named."""
        self.totals[metric] = self.totals[metric].plus(tp, fp, fn)
        if group is not None:
            groups = self.groups.setdefault(metric, {})
            groups[group] = groups.get(group, Counts()).plus(tp, fp, fn)

    def judge(self, metric: str, group: str | None = None, *, right: bool) -> None:
        """Count one matched item of an accuracy or rate."""
        self.add(metric, group, tp=int(right), fp=int(not right))

    def update(self, other: Tally) -> None:
        """Add the counts of another tally."""
        for metric, counts in other.totals.items():
            self.totals[metric] = self.totals[metric].plus(*counts)
        for metric, groups in other.groups.items():
            mine = self.groups.setdefault(metric, {})
            for group, counts in groups.items():
                mine[group] = mine.get(group, Counts()).plus(*counts)


def sum_tallies(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of tallies: micro totals over articles."""
    total = Tally()
    for tally in tallies:
        total.update(tally)
    return total


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(frozen=True)
class Score:
    """A metric's value with what it rests on. None stands where there was nothing to measure."""

    metric: str
    counts: Counts
    interval: tuple[float, float] | None = None

    @property
    def value(self) -> float | None:
        """The F1, accuracy or rate, 0 to 1.

        >>> Score("event_f1", Counts(tp=3, fp=1, fn=2)).value
        0.6666666666666666
        >>> Score("polarity_acc", Counts(tp=3, fp=1, fn=2)).value
        0.75
        """
        tp, fp, fn = self.counts
        return _share(2 * tp, 2 * tp + fp + fn) if METRICS[self.metric].kind == "f1" else _share(tp, tp + fp)

    @property
    def precision(self) -> float | None:
        """Share of the predictions that are right; None if there are none."""
        return _share(self.counts.tp, self.counts.tp + self.counts.fp)

    @property
    def recall(self) -> float | None:
        """Share of the gold items found; for an accuracy, share of those it asks about that were matched."""
        tp, fp, fn = self.counts
        return _share(tp, tp + fn) if METRICS[self.metric].kind == "f1" else _share(tp + fp, tp + fp + fn)

    @property
    def support(self) -> int:
        """Number of gold items; for an accuracy, of matched ones."""
        tp, fp, fn = self.counts
        return tp + fn if METRICS[self.metric].kind == "f1" else tp + fp
