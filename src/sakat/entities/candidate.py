"""What the recognizers propose, before the resolver decides."""

from __future__ import annotations

from dataclasses import dataclass

from sakat.record.mention import Label, Method


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name something, and who says so.

    Attributes:
        start: First code point.
        end: Code point after the last one.
        label: OntoNotes label.
        method: rule, lexicon or statistical.
        rule_id: Rule or lexicon name; None if and only if statistical.
        score: Estimated precision, 0 to 1.
        key: Authority id of the lexicon row matched (see `sakat.entities.authority`), if any.
    """

    start: int
    end: int
    label: Label
    method: Method
    rule_id: str | None
    score: float
    key: str | None = None
