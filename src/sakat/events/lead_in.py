"""The function words before a verb or an event noun."""

from __future__ import annotations

from sakat.events.document import Document
from sakat.events.phrase_words import offices
from sakat.events.triggers import Trigger
from sakat.text.clauses import grammar_words

_MAX_UNKNOWN = 14


def is_light(stretch: str) -> bool:
    """Whether a stretch holds only function words, and at most a little else."""
    unknown, position = 0, 0
    while position < len(stretch):
        if not stretch[position].isalpha() and stretch[position] not in "ๆ":
            position += 1
            continue
        end = grammar_words("unnamed").at(stretch, position) or grammar_words("force").at(stretch, position)
        light = grammar_words("coverb").at(stretch, position)
        if end is not None and (light is None or light < end):
            return False
        if light is None:
            if offices().at(stretch, position) is not None:
                return False
            unknown += 1
            position += 1
        else:
            position = light
    return unknown <= _MAX_UNKNOWN


def has_light_verb(doc: Document, trigger: Trigger) -> bool:
    """Whether a verb without a meaning of its own stands right before an event noun."""
    return _follows(doc, trigger.head, "light")


def is_circumstance(doc: Document, trigger: Trigger) -> bool:
    """Whether an event noun tells during what its clause's subject acts (ระหว่างการเยือน)."""
    return trigger.frame.type in {"CONSULT", "COOPERATE"} and _follows(doc, trigger.head, "circumstance")


def before_spaces(text: str, position: int) -> int:
    """Return where the spaces right before a position start."""
    while position > 0 and text[position - 1] == " ":
        position -= 1
    return position


def _follows(doc: Document, position: int, kind: str) -> bool:
    """Whether a grammar word of a kind ends right before a position, spaces aside."""
    return grammar_words(kind).before(doc.text, before_spaces(doc.text, position), doc.stops) is not None
