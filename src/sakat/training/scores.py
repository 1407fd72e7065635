"""Precision, recall and F1 of a model, from counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, and how many annotated items they rest on."""

    precision: float
    recall: float
    f1: float
    support: int


def score_counts(right: int, found: int, wanted: int) -> Score:
    """Return the score of so many right ones among those found and those wanted, rounded to four places.

    >>> score_counts(3, 4, 6)
    Score(precision=0.75, recall=0.5, f1=0.6, support=6)
    """
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * right / (found + wanted) if found + wanted else 0.0
    return Score(round(precision, 4), round(recall, 4), round(f1, 4), wanted)
