"""Who acts and who undergoes: the roles of each trigger, active, passive or nominal."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from sakat.events.document import Document
from sakat.events.lead_in import has_light_verb, is_circumstance
from sakat.events.objects import SlotFiller
from sakat.events.passives import passive_marker
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import slot_role
from sakat.events.phrases import Phrases
from sakat.events.reference import Participant, References, order_participants
from sakat.events.roles import Roles, members_of
from sakat.events.subjects import MUTUAL, SubjectFinder
from sakat.events.triggers import Trigger

_AHEAD = 24


class ArgumentFinder:
    """Finds the roles of a document's triggers, to be asked in text order."""

    def __init__(self, doc: Document, phrases: Phrases, triggers: Sequence[Trigger]) -> None:
        self.doc = doc
        self.phrases = phrases
        self.triggers = triggers
        self.references = References(doc, phrases, [t.start for t in triggers if not t.nominal])
        self._subjects = SubjectFinder(doc, phrases, self.references, triggers, self.roles)
        self._slots = SlotFiller(doc, self.references)
        self._roles: dict[int, Roles] = {}

    def roles(self, index: int) -> Roles:
        """Return the roles of trigger `index`; those of earlier triggers must have been asked for."""
        if index not in self._roles:
            roles = self._roles[index] = self._find(index)
            trigger = self.triggers[index]
            mutual = trigger.frame.type in MUTUAL
            parties = order_participants(roles.actors + roles.recipients) if mutual else roles.actors
            assembly = trigger.frame.type == "CONSULT" and "ประชุม" in trigger.frame.form
            self.references.remember(parties, meeting=assembly or len(parties) > 2)
            if not trigger.nominal and not self._subjects.is_relative(index):
                self.references.settle(trigger.clause, roles.subject)
        return self._roles[index]

    def _find(self, index: int) -> Roles:
        trigger = self.triggers[index]
        frame = trigger.frame
        right = self._right(index)
        roles = Roles()
        marker = passive_marker(self.doc, self.phrases, self.triggers, index)
        if trigger.nominal and marker is None:
            owners = [p for p in right if p.owner or slot_role(p.slot) in {"by", "between"}]
            by_subject = not owners and (has_light_verb(self.doc, trigger) or is_circumstance(self.doc, trigger))
            actors = members_of(owners) if owners else (self._subjects.subject(index) if by_subject else [])
            roles.subject = actors if by_subject else []
            right = [p for p in right if p not in owners]
            if frame.actor == "obj":
                roles.recipients = actors
                self._slots.fill(roles.actors, "obj", right, trigger, roles)
            else:
                roles.actors = list(actors)
                self._slots.fill_slots(roles, right, trigger)
            return roles
        if marker is not None or (trigger.passive and frame.actor == "subj"):
            start = trigger.start if marker is None else marker
            roles.passive = True
            roles.subject = self._subjects.subject(index, before=start)
            if all(p.inferred for p in roles.subject):
                topic = self.references.topic(trigger.sentence)
                roles.subject = [p.as_inferred() for p in topic] or roles.subject
            roles.recipients = list(roles.subject)
            agents = [p for p in self.phrases.between(start, trigger.head) if not p.bare]
            roles.actors = members_of(agents) or self._agents(index, right)
            return roles
        roles.subject = self._subjects.subject(index)
        if frame.actor == "subj":
            roles.actors = list(roles.subject) or self._agents(index, right)
        elif frame.actor == "obj":
            self._slots.fill(roles.actors, "obj", right, trigger, roles)
        elif frame.actor == "by":
            roles.actors = members_of([p for p in right if slot_role(p.slot) == "by"])
        self._slots.fill_slots(roles, right, trigger)
        return roles

    def _agents(self, index: int, right: Sequence[Phrase]) -> list[Participant]:
        """Return who acts after โดย: in the trigger's clause, or in the next one if that has no verb of its own."""
        found = members_of([p for p in right if slot_role(p.slot) == "by"])
        number = self.triggers[index].clause + 1
        if found or number >= len(self.doc.clauses):
            return found
        clause = self.doc.clauses[number]
        last = self.triggers[index + 1].start if index + 1 < len(self.triggers) else len(self.doc.text)
        if clause.sentence != self.triggers[index].sentence or last < clause.end:
            return []
        phrases = self.phrases.between(clause.start, clause.end)
        if not phrases or phrases[0].start != clause.start or slot_role(phrases[0].slot) != "by":
            return []
        joined = [p for before, p in pairwise(phrases) if p.joins and p.start - before.end <= 2]
        return members_of([phrases[0], *joined[:1]])

    def _right(self, index: int) -> list[Phrase]:
        """Return the phrases after a trigger that may belong to it."""
        trigger = self.triggers[index]
        end = self.doc.clauses[trigger.clause].end
        for later in self.triggers[index + 1 : index + _AHEAD]:
            if later.start >= end:
                break
            if not later.nominal or self.doc.text[later.head - 1 : later.head].isspace():
                end = later.head
                break
        return self.phrases.between(trigger.end, end)
