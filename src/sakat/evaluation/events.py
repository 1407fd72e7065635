"""Counts for events: found at all, of the right type, with the right arguments, date and standing.

A core event is one of PLOVER's 16 types; OTHER is scored apart. A core prediction that matches an OTHER
event through its `type_alt` is neutral, and so is a match with an optional event.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from sakat.evaluation.align import Pair, match_pairs, overlap_share, shared_length
from sakat.evaluation.arguments import compare_arguments, missed_arguments, spurious_arguments
from sakat.evaluation.compare import EntityJudge, dates_agree
from sakat.evaluation.metrics import Tally
from sakat.gold import Gold, GoldEvent

OTHER = "OTHER"


def count_events(gold: Gold, predicted: Gold, judge: EntityJudge, tally: Tally) -> None:
    """Count the events of one article under every event metric."""
    golds, found = gold.events, predicted.events
    matched, overlapping = match_events(gold, found, judge)
    _count_types("event_f1", "other_event_f1", matched, golds, found, tally)
    _count_types("event_trigger_f1", "other_event_trigger_f1", overlapping, golds, found, tally)
    _count_triggers(golds, found, tally)
    _count_arguments(matched, golds, found, judge, tally)
    partner = {pair.gold: found[pair.predicted] for pair in matched if not pair.neutral}
    neutral = {pair.gold for pair in matched if pair.neutral}
    for number, event in enumerate(golds):
        if not event.optional and number not in neutral:
            _count_standing(event, partner.get(number), judge, tally)


def match_events(gold: Gold, found: Sequence[GoldEvent], judge: EntityJudge) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of a right type, then those whose triggers overlap too, each matched by itself."""
    pairs = _typed_pairs(gold, found, judge)
    return match_pairs(pairs), match_pairs(pair for pair in pairs if pair.quality[0])


def _typed_pairs(gold: Gold, found: Sequence[GoldEvent], judge: EntityJudge) -> list[Pair]:
    """Return pairs of a right type whose triggers overlap or start in one gold sentence.

    Better is: an overlap, then the primary type, then more shared arguments, then a closer trigger.
    """
    starts = [sentence.start for sentence in gold.sentences]
    ends = [sentence.end for sentence in gold.sentences]

    def sentence_of(position: int) -> int:
        index = bisect_right(starts, position) - 1
        return index if index >= 0 and position < ends[index] else -1

    places = [sentence_of(event.trigger.start) for event in found]
    pairs = []
    for number, event in enumerate(gold.events):
        place = sentence_of(event.trigger.start)
        for other, candidate in enumerate(found):
            if candidate.type not in event.types:
                continue
            share = trigger_share(event, candidate)
            if not share and (place < 0 or place != places[other]):
                continue
            shared = sum(counts.tp for counts in compare_arguments(event, candidate, judge).values())
            quality = (float(share > 0), float(candidate.type == event.type), float(shared), share)
            neutral = event.optional or (event.type == OTHER and candidate.type != OTHER)
            pairs.append(Pair(number, other, quality, neutral))
    return pairs


def trigger_share(gold: GoldEvent, predicted: GoldEvent) -> float:
    """Return the best overlap / union of the predicted trigger with a right one; 0 if none overlaps."""
    trigger = predicted.trigger
    return max(overlap_share(start, end, trigger.start, trigger.end) for start, end in gold.triggers)


def _count_types(
    core_metric: str,
    other_metric: str,
    matched: Sequence[Pair],
    golds: Sequence[GoldEvent],
    found: Sequence[GoldEvent],
    tally: Tally,
) -> None:
    counted = {pair.gold for pair in matched if not pair.neutral}
    absorbed = {pair.gold for pair in matched if pair.neutral}
    taken = {pair.predicted for pair in matched}
    for number, event in enumerate(golds):
        if not event.optional and number not in absorbed:
            hit = number in counted
            metric, group = _metric_and_group(event, core_metric, other_metric)
            tally.add(metric, group, tp=int(hit), fn=int(not hit))
    for number, event in enumerate(found):
        if number not in taken:
            metric, group = _metric_and_group(event, core_metric, other_metric)
            tally.add(metric, group, fp=1)


def _metric_and_group(event: GoldEvent, core_metric: str, other_metric: str) -> tuple[str, str | None]:
    return (other_metric, event.subtype) if event.type == OTHER else (core_metric, event.type)


def _count_triggers(golds: Sequence[GoldEvent], found: Sequence[GoldEvent], tally: Tally) -> None:
    pairs = []
    for number, event in enumerate(golds):
        for other, candidate in enumerate(found):
            trigger = candidate.trigger
            length = max(shared_length(start, end, trigger.start, trigger.end) for start, end in event.triggers)
            if length:
                quality = (float(length), trigger_share(event, candidate), float(candidate.type == event.type))
                pairs.append(Pair(number, other, quality, event.optional))
    matched = match_pairs(pairs)
    right = sum(not pair.neutral for pair in matched)
    required = sum(not event.optional for event in golds)
    tally.add("trigger_id_f1", tp=right, fp=len(found) - len(matched), fn=required - right)


def _count_arguments(
    matched: Sequence[Pair],
    golds: Sequence[GoldEvent],
    found: Sequence[GoldEvent],
    judge: EntityJudge,
    tally: Tally,
) -> None:
    by_gold = {pair.gold: pair for pair in matched}
    taken = {pair.predicted for pair in matched}
    results = []
    for number, event in enumerate(golds):
        pair = by_gold.get(number)
        if event.optional or event.type == OTHER:
            continue
        if pair is None:
            results.append(missed_arguments(event))
        else:
            results.append(compare_arguments(event, found[pair.predicted], judge))
    results += [
        spurious_arguments(event) for number, event in enumerate(found) if number not in taken and event.type != OTHER
    ]
    for result in results:
        for role, counts in result.items():
            tally.add("arg_f1", role, tp=counts.tp, fp=counts.fp, fn=counts.fn)


def _count_standing(gold: GoldEvent, predicted: GoldEvent | None, judge: EntityJudge, tally: Tally) -> None:
    """Count date, polarity, modality, source and mode of a required event, OTHER too."""
    if not gold.polarity_any:
        said = predicted is not None and predicted.negated
        tally.add(
            "negation_f1",
            tp=int(gold.negated and said),
            fp=int(said and not gold.negated),
            fn=int(gold.negated and not said),
        )
    for metric, answer in judge_standing(gold, predicted, judge):
        if predicted is None:
            tally.add(metric, fn=1)
        else:
            tally.judge(metric, right=answer)


def judge_standing(gold: GoldEvent, predicted: GoldEvent | None, judge: EntityJudge) -> list[tuple[str, bool]]:
    """Return the metrics that ask about the standing of a required event, each with whether the prediction is so.

    What is so is right, but for the rate `event_date_extra`, where it is wrong.
    """
    questions: list[tuple[str, bool]] = []
    if gold.edtf is not None:
        right = predicted is not None and dates_agree(predicted.edtf, (gold.edtf, *gold.edtf_alt))
        questions.append(("event_date_acc", right))
    else:
        given = predicted is not None and not dates_agree(predicted.edtf, (None, *gold.edtf_alt))
        questions.append(("event_date_extra", given))
    if not gold.polarity_any:
        questions.append(("polarity_acc", predicted is not None and predicted.negated == gold.negated))
    modality_right = predicted is not None and predicted.modality in (gold.modality, *gold.modality_alt)
    questions.append(("modality_acc", modality_right))
    if gold.modality != "asserted":
        questions.append(("modality_non_asserted_acc", modality_right))
    if not gold.source_optional:
        source_right = predicted is not None and judge.same(predicted.source, gold.source)
        questions.append(("source_acc", source_right))
        if gold.source is not None:
            questions.append(("source_given_acc", source_right))
    if gold.mode:
        questions.append(("mode_acc", predicted is not None and set(gold.mode) <= set(predicted.mode)))
    return questions
