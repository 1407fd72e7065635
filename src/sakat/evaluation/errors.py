"""Every miss and every false alarm of one article, as the metrics count them.

A gold item that is missed and a predicted one that is wrong become one error where they overlap: the
same thing with another boundary, label or value. Summed up, the errors are the counts of the metrics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from sakat.evaluation.align import Pair, match_pairs, overlap_share, shared_length
from sakat.evaluation.arguments import Filler, gold_arguments, pair_arguments, predicted_arguments
from sakat.evaluation.compare import EntityJudge, names_agree
from sakat.evaluation.events import OTHER, judge_standing, match_events, trigger_share
from sakat.evaluation.score import in_text_order
from sakat.evaluation.spans import match_dates, match_entities, match_quotes
from sakat.gold import Gold, GoldEntity, GoldEvent
from sakat.record import Range

Layer = Literal["entities", "names", "dates", "events", "arguments", "standing", "quotes"]
Kind = Literal["boundary", "trigger", "label", "value", "miss", "invention", "event_miss", "event_invention"]

LAYERS: tuple[Layer, ...] = get_args(Layer)
KINDS: tuple[Kind, ...] = get_args(Kind)

_STANDING = ("event_date_acc", "event_date_extra", "polarity_acc", "modality_acc", "source_acc", "mode_acc")
"""The questions shown; the others of `judge_standing` are parts of these."""


@dataclass(frozen=True)
class Error:
    """One miss, false alarm or difference.

    `expected` and `given` are spans in the text (None where the side has nothing), `gold` and `predicted`
    what each side says there. A `trigger` is an event found in the same sentence by another trigger, which counts as
    found; an `event_miss` is an argument of a missed event, an `event_invention` one of
    an event that is not in gold.
    """

    metric: str
    layer: Layer
    kind: Kind
    group: str
    expected: tuple[int, int] | None
    given: tuple[int, int] | None
    gold: str | None
    predicted: str | None

    @property
    def start(self) -> int:
        """First code point of what the error is about."""
        return min(span[0] for span in (self.expected, self.given) if span is not None)


def find_errors(gold: Gold, predicted: Gold) -> list[Error]:
    """Return the errors of one article, by layer, kind, group and place."""
    predicted = in_text_order(predicted)
    judge = EntityJudge(gold, predicted)
    found = [
        *_entity_errors(gold, predicted),
        *_date_errors(gold, predicted),
        *_event_errors(gold, predicted, judge),
        *_quote_errors(gold, predicted, judge),
    ]
    return sorted(found, key=lambda e: (LAYERS.index(e.layer), KINDS.index(e.kind), e.group, e.start))


def _span(item: Range) -> tuple[int, int]:
    return item.start, item.end


def _left(
    pairs: Sequence[Pair], golds: Sequence[GoldEntity | GoldEvent], found: Sequence[object]
) -> tuple[list[int], list[int]]:
    """Return the required gold items and the predicted items that no pair holds."""
    paired, taken = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
    missed = [number for number, item in enumerate(golds) if number not in paired and not item.optional]
    return missed, [number for number in range(len(found)) if number not in taken]


def _rest(
    missed: Sequence[int], invented: Sequence[int], quality: Callable[[int, int], tuple[float, ...] | None]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield what is left on both sides: pairs of what can be one thing, best first, then the rest alone."""
    possible = (
        Pair(one, other, how) for one in missed for other in invented if (how := quality(one, other)) is not None
    )
    pairs = match_pairs(possible)
    yield from ((pair.gold, pair.predicted) for pair in pairs)
    paired, taken = {pair.gold for pair in pairs}, {pair.predicted for pair in pairs}
    yield from ((number, None) for number in missed if number not in paired)
    yield from ((None, number) for number in invented if number not in taken)


def _entity_errors(gold: Gold, predicted: Gold) -> Iterator[Error]:
    golds, found = gold.entities, predicted.entities
    exact, overlapping = match_entities(golds, found)

    def likeness(one: int, other: int) -> tuple[float, ...] | None:
        return max((how for form in golds[one].forms if (how := _alike(form, found[other]))[1]), default=None)

    for one, other in _rest(*_left(exact, golds, found), likeness):
        left = golds[one] if one is not None else None
        right = found[other] if other is not None else None
        kind: Kind = "miss" if right is None else "invention"
        if left is not None and right is not None:
            kind = "boundary" if right.label in {label for *_, label in left.forms} else "label"
        yield _entity_error(kind, left, right)
    for pair in overlapping:
        left, right = golds[pair.gold], found[pair.predicted]
        if left.name_en is not None and not _name_is_right(left, right):
            said = (left.name_en, right.name_en or "—")
            yield Error("en_name_acc", "names", "value", left.label, _span(left), _span(right), *said)


def _alike(form: tuple[int, int, str], entity: GoldEntity) -> tuple[float, float, float]:
    start, end, label = form
    span = (start, end, entity.start, entity.end)
    return float(label == entity.label), float(shared_length(*span)), overlap_share(*span)


def _name_is_right(gold: GoldEntity, predicted: GoldEntity) -> bool:
    return gold.name_en is not None and names_agree(predicted.name_en, (gold.name_en, *gold.name_en_alt))


def _entity_error(kind: Kind, left: GoldEntity | None, right: GoldEntity | None) -> Error:
    said = [f"{entity.label} {entity.text}" if entity else None for entity in (left, right)]
    spans = [_span(entity) if entity else None for entity in (left, right)]
    group = next(entity.label for entity in (left, right) if entity)
    return Error("ent_exact_f1", "entities", kind, group, spans[0], spans[1], said[0], said[1])


def _date_errors(gold: Gold, predicted: Gold) -> Iterator[Error]:
    golds, found = gold.dates, predicted.dates
    _, right = match_dates(golds, found)
    paired, taken = {pair.gold for pair in right}, {pair.predicted for pair in right}
    missed = [number for number, item in enumerate(golds) if number not in paired and not item.optional]
    invented = [number for number in range(len(found)) if number not in taken]

    def likeness(one: int, other: int) -> tuple[float, ...] | None:
        span = (*_span(golds[one]), *_span(found[other]))
        return (float(shared_length(*span)), overlap_share(*span)) if shared_length(*span) else None

    for one, other in _rest(missed, invented, likeness):
        expected = golds[one] if one is not None else None
        given = found[other] if other is not None else None
        kind: Kind = "value" if expected and given else "miss" if expected else "invention"
        yield Error(
            "date_e2e_f1",
            "dates",
            kind,
            "DATE",
            _span(expected) if expected else None,
            _span(given) if given else None,
            expected.edtf if expected else None,
            given.edtf if given else None,
        )


def _event_errors(gold: Gold, predicted: Gold, judge: EntityJudge) -> Iterator[Error]:
    golds, found = gold.events, predicted.events
    matched, _ = match_events(gold, found, judge)
    names = _names(gold), _names(predicted)

    def likeness(one: int, other: int) -> tuple[float, ...] | None:
        share = trigger_share(golds[one], found[other])
        return (share,) if share else None

    for one, other in _rest(*_left(matched, golds, found), likeness):
        left, right = (golds[one] if one is not None else None), (found[other] if other is not None else None)
        kind: Kind = "label" if left and right else "miss" if left else "invention"
        sides = tuple(_span(event.trigger) if event else None for event in (left, right))
        said = tuple(f"{_type(event)} {event.trigger.text}" if event else None for event in (left, right))
        shown = left or right
        if shown is not None:
            metric = "other_event_f1" if shown.type == OTHER else "event_f1"
            yield Error(metric, "events", kind, _type(shown), sides[0], sides[1], said[0], said[1])
        if left is not None and left.type != OTHER:
            yield from _arguments(gold_arguments(left), "event_miss", left, names)
        if right is not None and right.type != OTHER:
            yield from _arguments(predicted_arguments(right), "event_invention", right, names)
    for pair in matched:
        left, right = golds[pair.gold], found[pair.predicted]
        if not pair.neutral and not trigger_share(left, right):
            metric = "other_event_trigger_f1" if left.type == OTHER else "event_trigger_f1"
            said = f"{_type(left)} {left.trigger.text}", f"{_type(right)} {right.trigger.text}"
            yield Error(metric, "events", "trigger", _type(left), _span(left.trigger), _span(right.trigger), *said)
        if left.type != OTHER and not left.optional:
            yield from _argument_errors(left, right, judge, names)
        if not pair.neutral:
            yield from _standing_errors(left, right, judge, names)


def _type(event: GoldEvent) -> str:
    return f"{event.type} {event.subtype}" if event.subtype else event.type


def _names(article: Gold) -> dict[str, str]:
    """Return the longest mention of each entity."""
    names: dict[str, str] = {}
    for entity in article.entities:
        if entity.canonical is not None and len(entity.text) > len(names.get(entity.canonical, "")):
            names[entity.canonical] = entity.text
    return names


def _arguments(
    fillers: Iterable[Filler], kind: Kind, event: GoldEvent, names: tuple[dict[str, str], dict[str, str]]
) -> Iterator[Error]:
    expected = kind in {"miss", "event_miss"}
    for filler in fillers:
        who = names[0 if expected else 1].get(filler.entity_id, filler.entity_id)
        said = f"{event.type} {filler.role}: {who}"
        span = _span(event.trigger)
        if expected:
            yield Error("arg_f1", "arguments", kind, filler.role, span, None, said, None)
        else:
            yield Error("arg_f1", "arguments", kind, filler.role, None, span, None, said)


def _argument_errors(
    gold: GoldEvent, predicted: GoldEvent, judge: EntityJudge, names: tuple[dict[str, str], dict[str, str]]
) -> Iterator[Error]:
    _, missed, spurious = pair_arguments(gold, predicted, judge)

    def likeness(one: int, other: int) -> tuple[float, ...] | None:
        same = judge.likeness(spurious[other].entity_id, missed[one].entity_id)
        return (float(same),) if same else None

    for one, other in _rest(range(len(missed)), range(len(spurious)), likeness):
        if one is not None and other is not None:
            left, right = missed[one], spurious[other]
            said = (
                f"{gold.type} {left.role}: {names[0].get(left.entity_id, left.entity_id)}",
                f"{predicted.type} {right.role}: {names[1].get(right.entity_id, right.entity_id)}",
            )
            spans = _span(gold.trigger), _span(predicted.trigger)
            yield Error("arg_f1", "arguments", "label", left.role, *spans, *said)
        elif one is not None:
            yield from _arguments([missed[one]], "miss", gold, names)
        elif other is not None:
            yield from _arguments([spurious[other]], "invention", predicted, names)


def _standing_errors(
    gold: GoldEvent, predicted: GoldEvent, judge: EntityJudge, names: tuple[dict[str, str], dict[str, str]]
) -> Iterator[Error]:
    spans = _span(gold.trigger), _span(predicted.trigger)
    for metric, so in judge_standing(gold, predicted, judge):
        if metric in _STANDING and so == (metric == "event_date_extra"):
            said = _standing(metric, gold, names[0]), _standing(metric, predicted, names[1])
            yield Error(metric, "standing", "value", metric, *spans, *said)


def _standing(metric: str, event: GoldEvent, names: dict[str, str]) -> str:
    """Return what an event says to the question of a metric."""
    answers = {
        "polarity_acc": "negated" if event.negated else "positive",
        "modality_acc": event.modality,
        "source_acc": names.get(event.source, event.source) if event.source is not None else "—",
        "mode_acc": ", ".join(event.mode) or "—",
    }
    return answers.get(metric, event.edtf or "—")


def _quote_errors(gold: Gold, predicted: Gold, judge: EntityJudge) -> Iterator[Error]:
    golds, found = gold.quotes, predicted.quotes
    same, right = match_quotes(golds, found, judge)
    paired, taken = {pair.gold for pair in same}, {pair.predicted for pair in same}
    for number, quote in enumerate(golds):
        if number not in paired and not quote.optional:
            yield Error("quote_f1", "quotes", "miss", "quote", _span(quote), None, "quote", None)
    for number, quote in enumerate(found):
        if number not in taken:
            yield Error("quote_f1", "quotes", "invention", "quote", None, _span(quote), None, "quote")
    names = _names(gold), _names(predicted)
    known = {pair.gold for pair in right}
    for pair in same:
        if pair.gold not in known and not pair.neutral:
            said = [
                table.get(quote.speaker or "", "—")
                for table, quote in zip(names, (golds[pair.gold], found[pair.predicted]), strict=True)
            ]
            spans = _span(golds[pair.gold]), _span(found[pair.predicted])
            yield Error("quote_speaker_f1", "quotes", "value", "speaker", *spans, said[0], said[1])
