"""The cues of negation and modality, and where those for a trigger may begin."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sakat.events.document import Document
from sakat.events.triggers import Trigger
from sakat.lexicon import load_lexicon
from sakat.text.clauses import WordSet, grammar_words

NEGATION_REACH = 32
"""How many code points before a trigger a negation may begin."""
MODALITY_REACH = 70
"""How many code points before a trigger a cue of modality may begin."""
_FARTHEST_CUE = max(NEGATION_REACH, MODALITY_REACH)


@cache
def cue_words(kind: str, scope: str = "forward") -> WordSet:
    """Return the cues of a kind that act forward or backward, words of plain fact left out."""
    return WordSet(
        row["form"]
        for row in load_lexicon("event_cues")
        if row["kind"] == kind and row["scope"] == scope and row["form"] not in grammar_words("factual")
    )


def cue_floor(doc: Document, triggers: Sequence[Trigger], index: int) -> int:
    """Return where cues for a trigger may begin: its clause, or after a speech act that governs it."""
    trigger = triggers[index]
    floor = doc.clauses[trigger.clause].start
    for earlier in range(index - 1, -1, -1):
        other = triggers[earlier]
        if other.clause != trigger.clause or other.end <= trigger.start - _FARTHEST_CUE:
            break
        if other.frame.content and not other.nominal:
            return max(floor, other.end)
    return floor
