"""How likely the candidates of an article are names, by a model of how, where and beside what they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from sakat.entities.candidate import Candidate
from sakat.entities.candidate_features import CandidateFeatures
from sakat.ner.choice_model import ChoiceModel
from sakat.record.mention import VALUE_LABELS

CANDIDATES_FILE = "candidates.model"
_NEEDED = 0.4
"""Probability a name needs. Chosen on the training articles by thirds."""


def judge_candidates(
    text: str,
    tokens: Sequence[str],
    candidates: Sequence[Candidate],
    tagged: Sequence[Candidate],
    model: ChoiceModel | None = None,
) -> list[Candidate]:
    """Return the candidates that are likely enough, names with their probability for a score.

    Dates, times and amounts stay as they are.

    Args:
        text: The text.
        tokens: Its words; they join to `text`.
        candidates: What lists, rules and the recognizer propose.
        tagged: What the tagger of names proposes.
        model: A model of `sakat train-entities`; the one that comes with sakat if none is given.

    Raises:
        ModelError: If the model that comes with sakat is missing or damaged.
    """
    names = [candidate for candidate in (*candidates, *tagged) if is_name(candidate)]
    features = CandidateFeatures(text, tokens, candidates, tagged)
    chances = (model or load_candidates()).chances([features.attributes(name) for name in names])
    judged = [
        replace(name, score=round(chance, 4)) for name, chance in zip(names, chances, strict=True) if chance >= _NEEDED
    ]
    return [*judged, *(candidate for candidate in candidates if not is_name(candidate))]


def is_name(candidate: Candidate) -> bool:
    """Tell if a candidate names a thing: no date, time or amount."""
    return candidate.label not in VALUE_LABELS


@cache
def load_candidates(folder: Path | None = None) -> ChoiceModel:
    """Return the model of a folder, or the one that comes with sakat; each is read once.

    Raises:
        ModelError: If the model is missing or damaged.
    """
    return ChoiceModel.read(folder, CANDIDATES_FILE, part="entities")
