"""What cues make of an event: planned, hypothetical or generic."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.events.cues import MODALITY_REACH, cue_floor, cue_words
from sakat.events.document import Document
from sakat.events.scopes import Scope
from sakat.events.triggers import Trigger
from sakat.record.event import Modality
from sakat.text.clauses import grammar_words

_DONE_AIMS = frozenset({"CONSULT", "REQUEST", "PROTEST", "ACCUSE", "REJECT", "SUPPORT", "OTHER"})
_BEFORE_WHICH, _FUTURE = "ก่อนที่", "จะ"
_NO_FUTURE = ("ก่อน", "ก่อนที่", "แม้", "ถึงแม้", "เกือบ", "ราวกับ", "กว่า", "กว่าที่")


def expectation(said: Scope) -> Modality | None:
    """Return what a verb such as หวังว่า or คาดว่า makes of its content, or None for a plain report."""
    stretch = said.cue.text if said.cue.text.endswith("ว่า") else said.cue.text + "ว่า"
    kinds: tuple[Modality, ...] = ("hypothetical", "planned")
    return next((kind for kind in kinds if stretch in cue_words(kind)), None)


def cue_modality(doc: Document, triggers: Sequence[Trigger], index: int) -> Modality | None:
    """Return what the words before a trigger in its clause make of it: hypothetical, planned, generic or None."""
    trigger = triggers[index]
    text, stops = doc.text, doc.stops
    floor = cue_floor(doc, triggers, index)
    position = max(floor, trigger.start - MODALITY_REACH)
    found: Modality | None = None
    planned_at = found_at = -1
    while position < trigger.start:
        if not stops[position]:
            position += 1
            continue
        ends: list[tuple[int, Modality]] = []
        kinds: tuple[Modality, ...] = ("hypothetical", "planned", "generic")
        for kind in kinds:
            end = cue_words(kind).at(text, position, stops)
            if end is not None and end <= trigger.start and not _is_aim(doc, trigger, position, end):
                ends.append((end, kind))
        if not ends:
            position += 1
            continue
        end, kind = max(ends, key=lambda item: item[0])
        if kind == "planned":
            if not text.endswith(_NO_FUTURE, floor, position) and not _is_before_which(doc, trigger, floor, position):
                planned_at = end
        elif found != "hypothetical" and _reaches(kind, position, floor) and not _is_nobody(doc, kind, position):
            found = kind
            found_at = end
        position = end
    if trigger.nominal and _is_far(doc, max(planned_at, found_at), trigger):
        return None
    if found == "hypothetical":
        return found
    if planned_at >= 0 and not _past_between(doc, planned_at, trigger):
        return "planned"
    return found


def _is_before_which(doc: Document, trigger: Trigger, floor: int, cue: int) -> bool:
    """Whether จะ only tells what came next, as after ก่อนที่ in a sentence told as past (ก่อนที่รัฐสภาจะผ่านกฎหมาย)."""
    opened = doc.text.find(_BEFORE_WHICH, floor, cue)
    start = doc.sentences[trigger.sentence].start
    return opened >= 0 and doc.text[cue:].startswith(_FUTURE) and _FUTURE not in doc.text[start:opened]


def _is_aim(doc: Document, trigger: Trigger, position: int, end: int) -> bool:
    """Whether a cue is only เพื่อ before an act that is done for its own sake (เพื่อหารือ)."""
    return doc.text[position:end] == "เพื่อ" and trigger.frame.type in _DONE_AIMS


def _is_far(doc: Document, cue: int, trigger: Trigger) -> bool:
    """Whether more than a light verb stands between a cue and an event noun."""
    if cue < 0:
        return True
    between = doc.text[cue : trigger.head].strip()
    return (
        bool(between)
        and grammar_words("light").at(between, 0) != len(between)
        and (grammar_words("occurrence").at(between, 0) != len(between))
    )


def _past_between(doc: Document, start: int, trigger: Trigger) -> bool:
    """Whether a verb told as past stands between a word for the future and the trigger."""
    return any(
        cue_words("past").at(doc.text, position, doc.stops) is not None
        for position in range(start, trigger.start)
        if doc.stops[position] and doc.text[position - 1 : position] == " "
    )


def _is_nobody(doc: Document, kind: Modality, position: int) -> bool:
    """Whether a word for anyone follows a negation: nobody did it, which is no rule (ยังไม่มีผู้ใดถูกจับกุม)."""
    return kind == "generic" and cue_words("negation").before(doc.text, position, doc.stops) is not None


def _reaches(kind: Modality, position: int, floor: int) -> bool:
    """Whether a cue governs what follows: เพื่อ and the like only from the head of the clause."""
    return kind != "generic" or position - floor < MODALITY_REACH
