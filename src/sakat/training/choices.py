"""Fits models that choose an event's own among candidates: its date, its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sakat.ner.choice_model import ANOTHERS, ITS_OWN, ChoiceModel
from sakat.ner.weights import Weights, make_weights
from sakat.training.crf import fit_crf


@dataclass(frozen=True, slots=True)
class ChoiceSettings:
    """How a model is fitted: like `EventSettings`, without folds."""

    l1: float = 0.1
    l2: float = 4.0
    iterations: int = 80
    least_weight: float = 0.02


class ChoiceCase(NamedTuple):
    """A candidate of an event found with the right type: its attributes, and whether it is the event's own."""

    attributes: tuple[str, ...]
    is_own: bool


def fit_choices(cases: Iterable[ChoiceCase], settings: ChoiceSettings) -> Weights:
    """Return the weights of a maximum-entropy model of whether a candidate is an event's own."""
    sequences = (([case.attributes], [ITS_OWN if case.is_own else ANOTHERS]) for case in cases)
    crf = fit_crf(sequences, l1=settings.l1, l2=settings.l2, iterations=settings.iterations)
    return make_weights(crf.state, {}, (ITS_OWN, ANOTHERS), {}, least=settings.least_weight)


def fit_model(cases: Iterable[ChoiceCase], settings: ChoiceSettings) -> ChoiceModel:
    """Return a fitted model."""
    return ChoiceModel(fit_choices(cases, settings))
