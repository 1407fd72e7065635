"""Counts for the arguments of events: who, to whom, where.

CONSULT, COOPERATE, AGREE and `symmetric` events pool actors and recipients; `role_any` events pool all
roles; `location_any` events leave the place out; ids in `args_ok` are no error as extra arguments.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from sakat.evaluation.align import Pair, match_pairs
from sakat.evaluation.compare import EntityJudge
from sakat.evaluation.metrics import Counts
from sakat.gold import GoldEvent
from sakat.record.event import POOLED_TYPES

ArgumentCounts = dict[str, Counts]
"""Counts by role: actor, recipient, location."""


class Filler(NamedTuple):
    """An entity in a role; only equal slots can agree."""

    role: str
    slot: str
    entity_id: str


def compare_arguments(gold: GoldEvent, predicted: GoldEvent, judge: EntityJudge) -> ArgumentCounts:
    """Return the counts of a matched pair: right ones and missed ones by gold role, wrong ones as predicted."""
    right, missed, spurious = pair_arguments(gold, predicted, judge)
    counts: ArgumentCounts = {}
    for filler in right:
        _add(counts, filler.role, tp=1)
    for filler in missed:
        _add(counts, filler.role, fn=1)
    for filler in spurious:
        _add(counts, filler.role, fp=1)
    return counts


def pair_arguments(gold: GoldEvent, predicted: GoldEvent, judge: EntityJudge) -> tuple[list[Filler], ...]:
    """Return the gold arguments that are found, those that are missed, and the predicted ones that are wrong."""
    symmetric = gold.symmetric or bool({gold.type, predicted.type} & POOLED_TYPES)
    golds = _fillers(gold, symmetric=symmetric, role_any=gold.role_any, location=not gold.location_any)
    found = _fillers(predicted, symmetric=symmetric, role_any=gold.role_any, location=not gold.location_any)
    pairs = match_pairs(
        Pair(number, other, (float(likeness),))
        for number, expected in enumerate(golds)
        for other, given in enumerate(found)
        if given.slot == expected.slot and (likeness := judge.likeness(given.entity_id, expected.entity_id))
    )
    matched_golds = {pair.gold for pair in pairs}
    matched = {pair.predicted for pair in pairs}
    return (
        [filler for number, filler in enumerate(golds) if number in matched_golds],
        [filler for number, filler in enumerate(golds) if number not in matched_golds],
        [
            filler
            for number, filler in enumerate(found)
            if number not in matched and not any(judge.same(filler.entity_id, allowed) for allowed in gold.args_ok)
        ],
    )


def missed_arguments(gold: GoldEvent) -> ArgumentCounts:
    """Return the counts of an event that no prediction matches: all its arguments are missed."""
    counts: ArgumentCounts = {}
    for filler in gold_arguments(gold):
        _add(counts, filler.role, fn=1)
    return counts


def gold_arguments(gold: GoldEvent) -> list[Filler]:
    """Return the arguments that count for a gold event by itself."""
    symmetric = gold.symmetric or gold.type in POOLED_TYPES
    return _fillers(gold, symmetric=symmetric, role_any=gold.role_any, location=not gold.location_any)


def spurious_arguments(predicted: GoldEvent) -> ArgumentCounts:
    """Return the counts of an event that is not in gold: all its arguments are spurious."""
    counts: ArgumentCounts = {}
    for filler in predicted_arguments(predicted):
        _add(counts, filler.role, fp=1)
    return counts


def predicted_arguments(predicted: GoldEvent) -> list[Filler]:
    """Return the arguments that count for a predicted event by itself."""
    return _fillers(predicted, symmetric=predicted.type in POOLED_TYPES, role_any=False, location=True)


def _add(counts: ArgumentCounts, role: str, *, tp: int = 0, fp: int = 0, fn: int = 0) -> None:
    counts[role] = counts.get(role, Counts()).plus(tp, fp, fn)


def _fillers(event: GoldEvent, *, symmetric: bool, role_any: bool, location: bool) -> list[Filler]:
    """Return the arguments in file order, an entity once in each slot."""
    fillers: dict[tuple[str, str], Filler] = {}

    def fill(role: str, ids: Iterable[str]) -> None:
        slot = "any" if role_any else "party" if symmetric and role != "location" else role
        for entity_id in ids:
            fillers.setdefault((slot, entity_id), Filler(role, slot, entity_id))

    fill("actor", event.actors)
    fill("recipient", event.recipients)
    if location and event.location is not None:
        fill("location", [event.location])
    return list(fillers.values())
