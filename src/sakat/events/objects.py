"""Who is named after a trigger: its object and prepositional slots."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.events.document import Document
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import slot_role
from sakat.events.reference import Participant, References
from sakat.events.roles import Roles, is_state, members_of
from sakat.events.triggers import Trigger

_SLOTS = {"กับ": "with", "ต่อ": "against", "ให้": "to", "แก่": "to", "จาก": "from"}
_MAX_GAP = 45
_LISTS = ("คือ", "ได้แก่", "ประกอบด้วย", "เช่น", "อาทิ", ":", ",", "และ", "ชื่อ", "ทราบชื่อ", "ทราบชื่อคือ")
_PLACE_TYPES = frozenset({"ACCUSE", "ASSAULT", "COERCE", "CONSULT", "MOBILIZE", "PROTEST", "OTHER", "RETREAT"})


class SlotFiller:
    """Fills the roles of an event from the phrases after its trigger."""

    def __init__(self, doc: Document, references: References) -> None:
        self.doc = doc
        self.references = references

    def fill_slots(self, roles: Roles, right: Sequence[Phrase], trigger: Trigger) -> None:
        """Add who undergoes an event, and who acts with its subject, from the phrases after the trigger."""
        filled = False
        for slot in trigger.frame.recipient:
            if slot == "กับ_actor":
                self.fill(roles.actors, "กับ", right, trigger, roles)
                if not roles.actors or trigger.frame.recipient == ("กับ_actor",):
                    self.fill(roles.actors, "joined", right, trigger, roles)
            elif slot == "subj":
                roles.recipients = list(roles.subject)
                filled = filled or bool(roles.subject)
            elif not filled:
                filled = self.fill(roles.recipients, slot, right, trigger, roles)
        taken = {p.entity_id for p in roles.actors}
        roles.recipients = [p for p in roles.recipients if p.entity_id not in taken]

    def fill(self, into: list[Participant], slot: str, right: Sequence[Phrase], trigger: Trigger, roles: Roles) -> bool:
        """Add the participants of a slot; return whether there were any."""
        known = {p.entity_id for p in into}
        for position, phrase in enumerate(right):
            if slot == "obj":
                if phrase.owner and position == 0 and phrase.start - trigger.end <= _MAX_GAP:
                    into.extend(p for p in members_of([phrase]) if p.entity_id not in known)
                    return len(into) > len(known)
                if self._starts_clause(trigger, phrase) or self._is_asked(trigger, phrase):
                    break
                if (phrase.slot and phrase.start >= trigger.end) or phrase.owner:
                    if slot_role(phrase.slot) not in {"about", "for"}:
                        break
                    continue
                if phrase.bare and phrase.members[0].label != "NORP":
                    continue
                if phrase.start - trigger.end > _MAX_GAP and position == 0:
                    break
            elif slot == "poss":
                if not phrase.owner:
                    continue
            elif slot == "joined":
                if not (phrase.joins or slot_role(phrase.slot) == "between"):
                    continue
            elif slot_role(phrase.slot) != _SLOTS.get(slot):
                continue
            if slot == "obj" and self._is_place_only(phrase, trigger):
                roles.places.append(phrase)
                if trigger.frame.type == "CONSULT":
                    into.extend(
                        Participant(m.entity_id, m, inferred=False)
                        for m in phrase.skipped
                        if m.entity_id is not None and m.entity_id not in known and is_state(self.doc, m.entity_id)
                    )
                continue
            found = [p for p in members_of([phrase]) if p.entity_id not in known]
            into.extend(found)
            if found:
                return True
        if slot in _SLOTS or slot == "obj":
            found = self.references.pronoun_after(trigger.end, self.doc.clauses[trigger.clause].end, slot)
            into.extend(p for p in found if p.entity_id not in known)
            return bool(found)
        return False

    def _starts_clause(self, trigger: Trigger, phrase: Phrase) -> bool:
        """Whether a name after a space and other words is rather the subject of what follows it."""
        text = self.doc.text
        if not phrase.spaced or phrase.slot or not text[trigger.end : phrase.start].strip():
            return False
        following = text[phrase.end : phrase.end + 1]
        return following.isalpha() and not text[trigger.end : phrase.start].rstrip().endswith(_LISTS)

    def _is_asked(self, trigger: Trigger, phrase: Phrase) -> bool:
        """Whether a name belongs to what is asked or said after ให้ or ว่า (ปฏิเสธข้อเสนอให้ตั้ง…)."""
        text, stops = self.doc.text, self.doc.stops
        return any(
            text.startswith(("ให้", "ว่า"), position) and stops[position] and stops[position + 3]
            for position in range(trigger.form_end, phrase.start)
        )

    def _is_place_only(self, phrase: Phrase, trigger: Trigger) -> bool:
        first = phrase.members[0]
        if first.label in {"LOC", "FAC"}:
            return True
        return first.label == "GPE" and trigger.frame.type in _PLACE_TYPES and not is_state(self.doc, first.entity_id)
