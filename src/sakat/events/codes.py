"""PLOVER codes beyond the trigger's own type: conversions, modes from cues, contexts of the paragraph."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache
from typing import Any, get_args

import ahocorasick

from sakat.errors import LexiconError
from sakat.events.document import Document
from sakat.lexicon import load_lexicon
from sakat.record.event import MODE_SCORES, Context, EventType, Modality, Mode

_BECOME_AGREE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
_DROP_CRIME = frozenset({"corruption", "illegal_drugs", "trafficking"})
_PARAGRAPH_HITS = 2


def convert_type(event_type: EventType, modality: Modality) -> EventType:
    """Return the type of an act that is still to come: cooperation is AGREE, a retreat is CONCEDE.

    >>> convert_type("CONSULT", "planned"), convert_type("RETREAT", "planned"), convert_type("ASSAULT", "planned")
    ('AGREE', 'CONCEDE', 'ASSAULT')
    """
    if modality != "planned":
        return event_type
    if event_type in _BECOME_AGREE:
        return "AGREE"
    return "CONCEDE" if event_type == "RETREAT" else event_type


def _build(pairs: dict[str, list[Any]]) -> Any:
    automaton = ahocorasick.Automaton()
    for form, values in pairs.items():
        automaton.add_word(form, (len(form), tuple(values)))
    automaton.make_automaton()
    return automaton


@cache
def _mode_cues() -> Any:
    pairs: dict[str, list[Any]] = {}
    for row in load_lexicon("trigger_modes", key="cue"):
        if row["mode"] not in MODE_SCORES.get(row["type"], {}):
            raise LexiconError(
                f"resources/trigger_modes.tsv: {row['cue']!r} sets {row['mode']!r} of {row['type']!r}; "
                "expected a mode of that PLOVER type"
            )
        pairs.setdefault(row["cue"], []).append((row["type"], row["mode"]))
    return _build(pairs)


@cache
def _context_cues() -> Any:
    pairs: dict[str, list[Any]] = {}
    for row in load_lexicon("event_contexts", key="cue"):
        if row["context"] not in get_args(Context):
            raise LexiconError(
                f"resources/event_contexts.tsv: {row['cue']!r} has context {row['context']!r}; "
                f"expected one of {', '.join(get_args(Context))}"
            )
        pairs.setdefault(row["cue"], []).append(row["context"])
    return _build(pairs)


class Codes:
    """Cues for modes and contexts of a document, by sentence and paragraph."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self._modes: list[tuple[int, str, Mode]] = []
        for last, (length, values) in _mode_cues().iter(doc.text):
            if self._is_word(last + 1 - length, last + 1):
                self._modes.extend((last + 1 - length, event_type, mode) for event_type, mode in values)
        self._modes.sort()
        self._starts = [start for start, _, _ in self._modes]
        self._contexts: list[Counter[Context]] = [Counter() for _ in doc.sentences]
        self._paragraphs: dict[int, Counter[Context]] = {}
        for last, (length, values) in _context_cues().iter(doc.text):
            number = doc.sentence_at(last + 1 - length, last + 1)
            if number is not None and self._is_word(last + 1 - length, last + 1):
                self._contexts[number].update(values)
                self._paragraphs.setdefault(doc.paragraph[number], Counter()).update(values)

    def _is_word(self, start: int, end: int) -> bool:
        return bool(self.doc.stops[start] and self.doc.stops[end]) or end - start > 8

    def modes(self, event_type: EventType, given: tuple[Mode, ...], start: int, end: int) -> tuple[Mode, ...]:
        """Return the modes of an event, sorted: its trigger's own, else those cues in `start:end` set for its type."""
        allowed = MODE_SCORES.get(event_type, {})
        own = {mode for mode in given if mode in allowed}
        if not own:
            low, high = bisect_left(self._starts, start), bisect_right(self._starts, end - 1)
            own = {mode for _, kind, mode in self._modes[low:high] if kind == event_type}
        return tuple(sorted(own))

    def contexts(self, sentence: int) -> tuple[Context, ...]:
        """Return the contexts of a sentence, sorted, with those its paragraph names repeatedly."""
        found: set[Context] = set(self._contexts[sentence])
        paragraph = self._paragraphs.get(self.doc.paragraph[sentence], Counter())
        found.update(context for context, count in paragraph.items() if count >= _PARAGRAPH_HITS)
        if found & _DROP_CRIME:
            found.discard("crime")
        return tuple(sorted(found))
