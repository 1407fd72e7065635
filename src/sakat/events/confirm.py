"""Triggers the tagger confirms, re-types, rejects or adds to those of the lexicon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import cast

from sakat.events.document import Document
from sakat.events.tagger import Tagged
from sakat.events.triggers import Frame, Trigger, load_frames, to_trigger
from sakat.record.event import EventType

_OTHER = "OTHER"
_SHORTEST_FORM = 3
_SURE_FORM = 0.5
"""Precision of a lexicon row in its context from which it needs no tagger."""
_SURE_TYPE = 0.7
"""Precision of a row from which its type stands against a tagger that is less sure."""


def confirm_triggers(doc: Document, lexical: Sequence[Trigger], tagged: Sequence[Tagged]) -> list[Trigger]:
    """Return the triggers in text order, none overlapping another.

    A lexical trigger of a core type stands if the tagger sees an event there, with the tagger's type and
    probability unless its row is very sure of another, or if its row is right in most places and the article is not
    of sport; OTHER, of which the tagger has seen few, stands where the tagger sees nothing else. What only the tagger
    sees gets the frame of the longest form of the lexicon within it, else the usual frame of its type.

    Args:
        doc: The article.
        lexical: Triggers of the lexicon, in text order.
        tagged: What the tagger sees, in text order.
    """
    owners = _owners(lexical, tagged)
    chosen: list[Trigger] = []
    for trigger, seen in zip(lexical, owners, strict=True):
        is_other = trigger.frame.type == _OTHER
        if seen is not None and (seen.type != _OTHER or is_other):
            chosen.append(replace(trigger, frame=_frame(trigger.frame, seen), seen=True))
        elif is_other or (trigger.frame.score >= _SURE_FORM and not doc.is_sport):
            chosen.append(trigger)
    owned = set(owners)
    added = (_added(doc, found) for found in tagged if found.type != _OTHER and found not in owned)
    return _without_overlaps([*chosen, *(trigger for trigger in added if trigger is not None)])


def _owners(lexical: Sequence[Trigger], tagged: Sequence[Tagged]) -> list[Tagged | None]:
    """Return what the tagger sees at each lexical trigger; of several at one place, that of its type owns it."""
    rivals: dict[int, list[int]] = {}
    place = 0
    for index, trigger in enumerate(lexical):
        while place < len(tagged) and tagged[place].end <= trigger.start:
            place += 1
        if place < len(tagged) and tagged[place].start < trigger.form_end:
            rivals.setdefault(place, []).append(index)
    owners: list[Tagged | None] = [None] * len(lexical)
    for place, indices in rivals.items():
        found = tagged[place]
        best = max(indices, key=lambda n: (lexical[n].frame.type == found.type, lexical[n].frame.score, -n))
        owners[best] = found
    return owners


def _frame(frame: Frame, found: Tagged) -> Frame:
    if frame.type not in (found.type, _OTHER) and frame.score >= max(_SURE_TYPE, found.score):
        return frame
    if frame.type != found.type:
        frame = replace(frame_of(frame.form, found.type), form=frame.form)
    return replace(frame, score=found.score)


def _added(doc: Document, found: Tagged) -> Trigger | None:
    form = doc.text[found.start : found.end]
    frame = replace(frame_of(form, found.type), form=form, score=found.score)
    trigger = to_trigger(doc, found.start, found.end, frame)
    return None if trigger is None else replace(trigger, seen=True)


def _without_overlaps(triggers: list[Trigger]) -> list[Trigger]:
    kept: list[Trigger] = []
    for trigger in sorted(triggers, key=lambda item: (item.start, -item.end)):
        if not kept or trigger.start >= kept[-1].end:
            kept.append(trigger)
    return kept


@cache
def _by_form() -> Mapping[str, Mapping[str, Frame]]:
    table: dict[str, dict[str, Frame]] = {}
    for frame in sorted(load_frames(), key=lambda frame: -frame.score):
        table.setdefault(frame.form, {}).setdefault(frame.type, frame)
    return MappingProxyType(table)


@cache
def frame_of(form: str, event_type: str) -> Frame:
    """Return the frame of the longest form of the lexicon within some words that is of a type, else the usual one.

    >>> frame_of("รุดเข้าจับกุม", "COERCE").modes
    ('arrest',)
    """
    for length in range(len(form), _SHORTEST_FORM - 1, -1):
        for start in range(len(form) - length + 1):
            frame = _by_form().get(form[start : start + length], {}).get(event_type)
            if frame is not None:
                return frame
    return default_frame(event_type)


@cache
def default_frame(event_type: str) -> Frame:
    """Return the frame that most verbs of a type in the lexicon have, with no form of its own.

    >>> default_frame("ACCUSE").actor
    'subj'
    """
    rows = [frame for frame in load_frames() if frame.type == event_type and not frame.noun]
    (actor, recipient, content), _ = min(
        Counter((frame.actor, frame.recipient, frame.content) for frame in rows).items(),
        key=lambda item: (-item[1], item[0]),
    )
    return Frame("", False, cast(EventType, event_type), None, (), actor, recipient, content, (), (), 0.0)
