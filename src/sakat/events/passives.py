"""Where a passive marker (ถูก, โดน, ได้รับการ) stands whose verb is a trigger."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.events.document import Document
from sakat.events.lead_in import is_light
from sakat.events.phrases import Phrases
from sakat.events.triggers import Trigger
from sakat.text.clauses import WordSet

_PASSIVES = WordSet(["ถูก", "โดน"])
_RECEIVED = ("ได้รับการ", "ได้รับความ")
_MAX_GAP = 45


def passive_marker(doc: Document, phrases: Phrases, triggers: Sequence[Trigger], index: int) -> int | None:
    """Return where ถูก, โดน or ได้รับการ stands whose verb is the trigger, or None."""
    trigger = triggers[index]
    text, stops = doc.text, doc.stops
    for received in _RECEIVED:
        if text.endswith(received, 0, trigger.start):
            return trigger.start - len(received)
    floor = max(doc.clauses[trigger.clause].start, triggers[index - 1].end if index else 0)
    if trigger.nominal:
        return None
    position = trigger.start
    while position > floor and trigger.start - position < _MAX_GAP:
        position -= 1
        if not stops[position]:
            continue
        end = _PASSIVES.at(text, position, stops)
        if end is None:
            continue
        inside = phrases.between(end, trigger.start)
        rest = text[end : trigger.start]
        for phrase in inside:
            rest = rest.replace(text[phrase.start : phrase.end], "")
        return position if len(rest.strip()) <= _MAX_GAP // 2 or is_light(rest) else None
    return None
