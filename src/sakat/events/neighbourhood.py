"""Where a date or a name stands beside a trigger, told alike for every model that chooses among them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from sakat.events.document import Clause, Document
from sakat.events.draft import Draft
from sakat.text.clauses import grammar_words

_GAPS = (2, 6, 15, 30, 60, 100, 160)
_AT_THE_START = 8
_NONE = "-"


class Spot(NamedTuple):
    """Where something stands beside a trigger.

    Attributes:
        before: Before the trigger.
        between: The text between them.
        verbs: How many triggers begin between them, 3 for more.
        clauses: How many clauses apart they are, 3 for more.
        opens: It opens its clause.
        gap: How long the text between is, in steps.
        spaces: How many spaces it has, 4 for more.
        lead: The word of grammar the trigger's clause begins with.
    """

    before: bool
    between: str
    verbs: int
    clauses: int
    opens: bool
    gap: int
    spaces: int
    lead: str


class Neighbourhood:
    """Tells where things stand beside the events of one article.

    Args:
        doc: The article.
        drafts: Its events.
    """

    def __init__(self, doc: Document, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._triggers = sorted(draft.start for draft in drafts)

    def spot(self, draft: Draft, start: int, end: int) -> Spot:
        """Return where `start:end` stands beside the trigger of an event."""
        doc, number = self._doc, draft.trigger.clause
        before = start < draft.start
        first, after = (end, draft.start) if before else (draft.end, start)
        between = doc.text[first:after]
        verbs = max(0, bisect_left(self._triggers, after) - bisect_left(self._triggers, first))
        holder = doc.clause_at(start)
        holder = number if holder is None else holder
        return Spot(
            before=before,
            between=between,
            verbs=min(verbs, 3),
            clauses=min(abs(holder - number), 3),
            opens=start - doc.clauses[holder].start <= _AT_THE_START,
            gap=bisect_left(_GAPS, len(between)),
            spaces=min(between.count(" "), 4),
            lead=self._lead(doc.clauses[number]),
        )

    def link(self, start: int, words: str) -> str:
        """Return the word of a kind of `event_grammar` that stands before `start`, with or without a space."""
        text = self._doc.text
        end = start - text[start - 1 : start].isspace()
        first = grammar_words(words).before(text, end)
        return _NONE if first is None else text[first:end]

    def _lead(self, clause: Clause) -> str:
        text = self._doc.text
        end = grammar_words("clause_lead").at(text, clause.start)
        return _NONE if end is None else text[clause.start : end]
