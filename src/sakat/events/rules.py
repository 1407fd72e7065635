"""PLOVER's rules on events that hold, or bring with them, other events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.triggers import Trigger
from sakat.text.clauses import WordSet

_PRISON = ("จำคุก", "คุมขัง", "ประหารชีวิต")
_COURT = WordSet(["ศาล", "พิพากษา", "ตัดสิน", "ผู้พิพากษา", "ตุลาการ", "ต้องโทษ"])
_TERM = re.compile(r"[0-9๐-๙]+ *(?:ปี|เดือน)|ตลอดชีวิต")
_SUSPENDED = ("รอลงอาญา", "รอการลงโทษ", "รอการกำหนดโทษ")
_REACH = 70
_CONFLICT = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "ACCUSE", "THREATEN"})
_CONDITIONS = ("หาก", "ถ้า")
_NEAR = 20
_COURT_BACK = 90


def is_swallowed(doc: Document, trigger: Trigger, governor: Trigger) -> bool:
    """Whether the content of a speech act is no event beside it.

    A threat is one event with the conflict threatened, not with the condition named (ขู่ว่าหาก…) or the retreat
    demanded; a refusal is one with what it refuses right after, unless something is denied (ปฏิเสธว่า).
    """
    between = doc.text[governor.end : trigger.head]
    if governor.frame.type == "THREATEN":
        condition = any(word in between for word in _CONDITIONS) and "จะ" not in between
        return trigger.frame.type in _CONFLICT and not condition
    if governor.frame.type == "REJECT":
        return not between.startswith("ว่า") and len(between) <= _NEAR and " " not in between.strip()
    return False


def add_convictions(doc: Document, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the events with the second one a prison sentence makes: SANCTION convict and COERCE arrest.

    A court, or how long the sentence is (จำคุก 3 ปี), tells one from an arrest. A suspended sentence is a conviction
    only.
    """
    made: list[Draft] = []
    for draft in drafts:
        made.append(draft)
        if draft.polarity == "negated" or draft.trigger.nominal:
            continue
        clause = doc.clauses[draft.trigger.clause]
        near = doc.text[draft.start : min(clause.end, draft.end + _REACH)]
        after = doc.text[draft.end : min(doc.sentences[draft.trigger.sentence].end, draft.end + 2 * _REACH)]
        suspended = any(word in after for word in _SUSPENDED)
        if draft.type == "SANCTION" and "convict" in draft.modes and not suspended:
            place = near.find(_PRISON[0])
            known = any(d.type == "COERCE" and d.trigger.clause == draft.trigger.clause for d in drafts)
            if place >= 0 and not known:
                start = draft.start + place
                made.append(
                    replace(
                        draft,
                        start=start,
                        end=start + len(_PRISON[0]),
                        type="COERCE",
                        subtype=None,
                        modes=("arrest",),
                        actors=list(draft.actors),
                        recipients=list(draft.recipients),
                        also=[],
                    )
                )
        elif draft.type == "COERCE" and doc.text[draft.start : draft.end].startswith(_PRISON):
            sentence = doc.sentences[draft.trigger.sentence]
            before = doc.text[max(sentence.start, draft.start - _COURT_BACK) : draft.start]
            by_court = _TERM.search(near) is not None or any(
                _COURT.at(before, position) is not None for position in range(len(before))
            )
            known = any(
                d.type == "SANCTION" and d.trigger.sentence == draft.trigger.sentence and "convict" in d.modes
                for d in drafts
            )
            if by_court and not known and draft.modality in {"asserted", "reported"}:
                made.append(
                    replace(
                        draft,
                        type="SANCTION",
                        subtype=None,
                        modes=("convict",),
                        actors=list(draft.actors),
                        recipients=list(draft.recipients),
                        also=[],
                    )
                )
                if suspended:
                    made.remove(draft)
    return made
