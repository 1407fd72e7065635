"""Registered scorers: what spaCy's `evaluate` prints for a layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from spacy.scorer import Scorer as SpacyScorer
from spacy.tokens import Doc, Span
from spacy.training import Example

Scorer = Callable[[Iterable[Example]], dict[str, Any]]


def create_spans_scorer(key: str) -> Scorer:
    """Return a scorer of one layer's spans and labels (`sakat.spans_scorer.v1`)."""

    def getter(doc: Doc, _: str) -> Sequence[Span]:
        return doc.spans.get(key) or []

    def score(examples: Iterable[Example], **kwargs: Any) -> dict[str, Any]:
        return dict(
            SpacyScorer.score_spans(
                examples, f"spans_{key}", getter=getter, has_annotation=lambda doc: key in doc.spans, allow_overlap=True
            )
        )

    return score
