"""Whether a trigger is negated."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.events.cues import NEGATION_REACH, cue_floor, cue_words
from sakat.events.document import Document
from sakat.events.phrases import Phrases
from sakat.events.triggers import Trigger
from sakat.text.clauses import grammar_words


def is_negated(doc: Document, phrases: Phrases, triggers: Sequence[Trigger], index: int) -> bool:
    """Whether a negation before or right after trigger `index` reaches it, one that only looks like it left out."""
    trigger = triggers[index]
    text, stops = doc.text, doc.stops
    floor = cue_floor(doc, triggers, index)
    after = trigger.form_end
    while after < len(text) and text[after] == " ":
        after += 1
    if cue_words("negation", "backward").at(text, after, stops) is not None:
        return True
    position = max(floor, trigger.start - NEGATION_REACH)
    last: int | None = None
    while position < trigger.start:
        if not stops[position]:
            position += 1
            continue
        end = cue_words("negation").at(text, position, stops)
        pseudo = cue_words("pseudo_negation").at(text, position, stops)
        if pseudo is not None and (end is None or pseudo >= end):
            position = pseudo
            continue
        if end is not None and end <= trigger.start:
            last = end
            position = end
            continue
        if end is not None and text[position : trigger.start] in cue_words("negation"):
            return True
        position += 1
    if last is None:
        return _fails_at_end(doc, triggers, index)
    between = text[last : trigger.start]
    if grammar_words("opener").at(between.lstrip(), 0) is not None or "  " in between:
        return False
    if any(p.is_free and not p.spaced for p in phrases.between(last, trigger.start)):
        return False
    return between.count(" ") <= 1 and not any(word in between for word in ("แต่", "ซึ่ง", "จน", "จึง", "ทำให้"))


def _fails_at_end(doc: Document, triggers: Sequence[Trigger], index: int) -> bool:
    """Whether the clause ends in ไม่ได้ or ไม่สำเร็จ, with no other verb between (ตกลงถ้อยคำกันไม่ได้)."""
    trigger = triggers[index]
    end = doc.clauses[trigger.clause].end
    start = cue_words("negation", "backward").before(doc.text, end, doc.stops)
    if start is None or start < trigger.end or trigger.nominal:
        return False
    return not any(not other.nominal and other.start < start for other in triggers[index + 1 : index + 4])
