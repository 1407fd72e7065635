"""Who acts and who undergoes: subjects, objects, prepositional slots, passives, relative and dropped subjects."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrases import Phrase, Phrases, offices, slot_role
from sakat.events.reference import Participant, References, order_participants
from sakat.events.triggers import Trigger
from sakat.text.clauses import WordSet, grammar_words

_PASSIVES = WordSet(["ถูก", "โดน"])
_RECEIVED = ("ได้รับการ", "ได้รับความ")
_RELATIVES = WordSet(["ที่", "ซึ่ง", "อัน"])
_SLOTS = {"กับ": "with", "ต่อ": "against", "ให้": "to", "แก่": "to", "จาก": "from"}
_MAX_GAP = 45
_AHEAD = 24
_MAX_UNKNOWN = 14
_LISTS = ("คือ", "ได้แก่", "ประกอบด้วย", "เช่น", "อาทิ", ":", ",", "และ", "ชื่อ", "ทราบชื่อ", "ทราบชื่อคือ")
_AGAINST_WRONGDOERS = frozenset({"COERCE", "ACCUSE", "SANCTION", "THREATEN"})
_WRONGS = frozenset({"ASSAULT", "PROTEST", "crime", "bribery"})
_OWN_WORDS = frozenset({"REQUEST", "ACCUSE", "THREATEN"})
_MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
_PLACE_TYPES = frozenset({"ACCUSE", "ASSAULT", "COERCE", "CONSULT", "MOBILIZE", "PROTEST", "OTHER", "RETREAT"})


@dataclass(slots=True)
class Roles:
    """Participants of one event.

    Attributes:
        actors: Who starts it, in text order.
        recipients: Who undergoes it.
        subject: Participants of the grammatical subject, for clauses that drop theirs.
        places: Names in the object slot that are places only.
        passive: The verb is passive, its subject the recipient.
    """

    actors: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    subject: list[Participant] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    passive: bool = False


class ArgumentFinder:
    """Finds the roles of a document's triggers, to be asked in text order."""

    def __init__(self, doc: Document, phrases: Phrases, triggers: Sequence[Trigger]) -> None:
        self.doc = doc
        self.phrases = phrases
        self.triggers = triggers
        self.references = References(doc, phrases, [t.start for t in triggers if not t.nominal])
        self._starts = [trigger.start for trigger in triggers]
        self._roles: dict[int, Roles] = {}

    def roles(self, index: int) -> Roles:
        """Return the roles of trigger `index`; those of earlier triggers must have been asked for."""
        if index not in self._roles:
            roles = self._roles[index] = self._find(index)
            trigger = self.triggers[index]
            mutual = trigger.frame.type in _MUTUAL
            parties = order_participants(roles.actors + roles.recipients) if mutual else roles.actors
            assembly = trigger.frame.type == "CONSULT" and "ประชุม" in trigger.frame.form
            self.references.remember(parties, meeting=assembly or len(parties) > 2)
            if not trigger.nominal and not self._is_relative(index):
                self.references.settle(trigger.clause, roles.subject)
        return self._roles[index]

    def _find(self, index: int) -> Roles:
        trigger = self.triggers[index]
        frame = trigger.frame
        right = self._right(index)
        roles = Roles()
        marker = self._passive_marker(index)
        if trigger.nominal and marker is None:
            owners = [p for p in right if p.owner or slot_role(p.slot) in {"by", "between"}]
            by_subject = not owners and (self._has_light_verb(trigger) or self._is_circumstance(trigger))
            actors = _members(owners, self.doc) if owners else (self._subject(index) if by_subject else [])
            roles.subject = actors if by_subject else []
            right = [p for p in right if p not in owners]
            if frame.actor == "obj":
                roles.recipients = actors
                self._fill(roles.actors, "obj", right, trigger, roles)
            else:
                roles.actors = list(actors)
                self._fill_slots(roles, right, trigger)
            return roles
        if marker is not None or (trigger.passive and frame.actor == "subj"):
            start = trigger.start if marker is None else marker
            roles.passive = True
            roles.subject = self._subject(index, before=start)
            if all(p.inferred for p in roles.subject):
                topic = self.references.topic(trigger.sentence)
                roles.subject = [p.as_inferred() for p in topic] or roles.subject
            roles.recipients = list(roles.subject)
            agents = [p for p in self.phrases.between(start, trigger.head) if not p.bare]
            roles.actors = _members(agents, self.doc) or self._agents(index, right)
            return roles
        roles.subject = self._subject(index)
        if frame.actor == "subj":
            roles.actors = list(roles.subject) or self._agents(index, right)
        elif frame.actor == "obj":
            self._fill(roles.actors, "obj", right, trigger, roles)
        elif frame.actor == "by":
            roles.actors = _members([p for p in right if slot_role(p.slot) == "by"], self.doc)
        self._fill_slots(roles, right, trigger)
        return roles

    def _agents(self, index: int, right: Sequence[Phrase]) -> list[Participant]:
        """Return who acts after โดย: in the trigger's clause, or in the next one if that has no verb of its own."""
        found = _members([p for p in right if slot_role(p.slot) == "by"], self.doc)
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
        return _members([phrases[0], *joined[:1]], self.doc)

    # -- the right side ------------------------------------------------------------------------------------------

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

    def _fill_slots(self, roles: Roles, right: Sequence[Phrase], trigger: Trigger) -> None:
        filled = False
        for slot in trigger.frame.recipient:
            if slot == "กับ_actor":
                self._fill(roles.actors, "กับ", right, trigger, roles)
                if not roles.actors or trigger.frame.recipient == ("กับ_actor",):
                    self._fill(roles.actors, "joined", right, trigger, roles)
            elif slot == "subj":
                roles.recipients = list(roles.subject)
                filled = filled or bool(roles.subject)
            elif not filled:
                filled = self._fill(roles.recipients, slot, right, trigger, roles)
        taken = {p.entity_id for p in roles.actors}
        roles.recipients = [p for p in roles.recipients if p.entity_id not in taken]

    def _fill(
        self, into: list[Participant], slot: str, right: Sequence[Phrase], trigger: Trigger, roles: Roles
    ) -> bool:
        """Add the participants of a slot; return whether there were any."""
        known = {p.entity_id for p in into}
        for position, phrase in enumerate(right):
            if slot == "obj":
                if phrase.owner and position == 0 and phrase.start - trigger.end <= _MAX_GAP:
                    into.extend(p for p in _members([phrase], self.doc) if p.entity_id not in known)
                    return len(into) > len(known)
                if self._starts_clause(trigger, phrase) or self._is_asked(trigger, phrase):
                    break
                if (phrase.slot and phrase.start >= trigger.end) or phrase.owner:
                    if slot_role(phrase.slot) not in {"about", "for"}:
                        break
                    continue
                if phrase.bare and not self._names_people(phrase):
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
            found = [p for p in _members([phrase], self.doc) if p.entity_id not in known]
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

    def _names_people(self, phrase: Phrase) -> bool:
        return phrase.members[0].label == "NORP"

    def _is_place_only(self, phrase: Phrase, trigger: Trigger) -> bool:
        first = phrase.members[0]
        if first.label in {"LOC", "FAC"}:
            return True
        return first.label == "GPE" and trigger.frame.type in _PLACE_TYPES and not is_state(self.doc, first.entity_id)

    # -- the left side -------------------------------------------------------------------------------------------

    def _passive_marker(self, index: int) -> int | None:
        """Return where ถูก, โดน or ได้รับการ stands whose verb is the trigger, or None."""
        trigger = self.triggers[index]
        text, stops = self.doc.text, self.doc.stops
        for received in _RECEIVED:
            if text.endswith(received, 0, trigger.start):
                return trigger.start - len(received)
        floor = max(self.doc.clauses[trigger.clause].start, self.triggers[index - 1].end if index else 0)
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
            inside = self.phrases.between(end, trigger.start)
            rest = text[end : trigger.start]
            for phrase in inside:
                rest = rest.replace(text[phrase.start : phrase.end], "")
            return position if len(rest.strip()) <= _MAX_GAP // 2 or self._is_light(rest) else None
        return None

    def _has_light_verb(self, trigger: Trigger) -> bool:
        text = self.doc.text
        before = trigger.head
        while before and text[before - 1] == " ":
            before -= 1
        return grammar_words("light").before(text, before, self.doc.stops) is not None

    def _is_circumstance(self, trigger: Trigger) -> bool:
        """Whether an event noun tells during what its clause's subject acts (ระหว่างการเยือน)."""
        if trigger.frame.type not in {"CONSULT", "COOPERATE"}:
            return False
        text = self.doc.text
        before = trigger.head
        while before and text[before - 1] == " ":
            before -= 1
        return grammar_words("circumstance").before(text, before, self.doc.stops) is not None

    def _subject(self, index: int, *, before: int | None = None) -> list[Participant]:
        """Return the participants of a trigger's subject, found or inferred."""
        trigger = self.triggers[index]
        doc = self.doc
        stop = trigger.head if before is None else before
        clause = doc.clauses[trigger.clause]
        matrix = doc.matrix_of(trigger.head) if trigger.nominal else None
        if matrix is not None:
            return [p.as_inferred() for p in self.references.subject_of(matrix)]
        relative = self._antecedent(stop, clause.start)
        if relative is not None:
            return relative
        previous = self._previous_verb(index)
        if previous is not None:
            return self._subject_after_verb(index, previous, stop)
        causee = self._causee(clause.start, stop)
        if causee:
            return causee
        phrases = [p for p in self.phrases.between(clause.start, stop) if p.is_free or p.joins]
        chosen = self._choose(phrases, stop)
        if chosen:
            return chosen
        return self._inferred(trigger, clause.start, stop)

    def _causee(self, start: int, stop: int) -> list[Participant]:
        """Return who is made to act: the name between ให้ and the verb."""
        phrases = self.phrases.between(start, stop)
        if not phrases or phrases[-1].slot != "ให้" or not self._is_light(self.doc.text[phrases[-1].end : stop]):
            return []
        return _members(phrases[-1:], self.doc)

    def _addressee(self, trigger: Trigger) -> list[Participant] | None:
        """Return whom a speech act earlier in the sentence addresses, if the clause opens with ให้."""
        clause = self.doc.clauses[trigger.clause]
        if not self.doc.text.startswith(("เพื่อให้", "ให้"), clause.start):
            return None
        before = bisect_left(self._starts, clause.start)
        for earlier in range(before - 1, -1, -1):
            other = self.triggers[earlier]
            if other.sentence != trigger.sentence:
                return None
            if other.nominal or not other.frame.content:
                continue
            return [p.as_inferred() for p in self.roles(earlier).recipients] or None
        return None

    def _choose(self, phrases: list[Phrase], stop: int) -> list[Participant]:
        """Return the participants of the first free phrase and those joined to it by กับ."""
        while phrases and (phrases[0].joins or not _members(phrases[:1], self.doc)):
            phrases = phrases[1:]
        if not phrases:
            return []
        group = [phrases[0]]
        for phrase in phrases[1:]:
            if phrase.joins and phrase.start - group[-1].end <= 2:
                group.append(phrase)
            elif self.references.speaks_between(group[-1].end, phrase.start):
                group = [phrase]
            else:
                break
        return _members(group, self.doc)

    def _previous_verb(self, index: int) -> int | None:
        """Return the verbal trigger before this one in its clause, or None."""
        clause = self.triggers[index].clause
        for earlier in range(index - 1, -1, -1):
            if self.triggers[earlier].clause != clause:
                return None
            if not self.triggers[earlier].nominal:
                return earlier
        return None

    def _subject_after_verb(self, index: int, previous: int, stop: int) -> list[Participant]:
        """Return the subject of a verb that follows another in its clause."""
        verb = self.triggers[previous]
        wrong = self.triggers[index].frame
        text = self.doc.text
        if verb.frame.type in _AGAINST_WRONGDOERS and (wrong.subtype or wrong.type) in _WRONGS:
            return list(self.roles(previous).recipients)
        between = self.phrases.between(verb.end, stop)
        if verb.frame.content:
            causees = [p for p in between if p.is_free or p.slot == "ให้"]
            if causees:
                return _members(causees[:1], self.doc)
            if "ให้" in text[verb.end : stop]:
                return [p.as_inferred() for p in self.roles(previous).recipients]
        free = [p for p in between if p.is_free and _members([p], self.doc)]
        if free:
            last = free[-1]
            made_by_let = last.slot == "ให้"
            after_verb = not text[verb.end : last.start].strip()
            spaced = last.spaced and not text[last.end : last.end + 1].isspace() and not after_verb
            if made_by_let or (spaced and self._is_light(text[last.end : stop])):
                return _members([last], self.doc)
        return list(self.roles(previous).subject)

    def _is_relative(self, index: int) -> bool:
        """Whether a trigger is the verb of a relative clause, whose subject is not its clause's."""
        trigger = self.triggers[index]
        return self._antecedent(trigger.head, self.doc.clauses[trigger.clause].start) is not None

    def _antecedent(self, stop: int, floor: int) -> list[Participant] | None:
        """Return the name a relative clause ending its lead-in at `stop` describes; None if it is no such clause."""
        text, stops = self.doc.text, self.doc.stops
        position = stop
        for _ in range(5):
            while position > 0 and text[position - 1] == " ":
                position -= 1
            found = _RELATIVES.before(text, position, stops)
            if found is not None and (found >= floor or found == floor):
                if text[found:position] == "ที่" and text[position : position + 1].isspace():
                    return None
                return self._described(found)
            earlier = grammar_words("coverb").before(text, position, stops)
            if earlier is None or earlier < floor:
                return None
            position = earlier
        return None

    def _described(self, marker: int) -> list[Participant] | None:
        """Return the participants of the phrase that ends right before a relative marker."""
        text = self.doc.text
        end = marker
        while end > 0 and text[end - 1] == " ":
            end -= 1
        index = self.phrases.index_before(end)
        if index < 0 or self.phrases.items[index].end != end:
            return [] if text[marker : marker + 3] != "ที่" or text[max(0, marker - 4) : marker].strip() else None
        phrase = self.phrases.items[index]
        if phrase.bare or phrase.owner:
            return []
        return [p.as_inferred() for p in _members([phrase], self.doc)]

    def _inferred(self, trigger: Trigger, start: int, stop: int) -> list[Participant]:
        """Return the subject meant by a pronoun, a bare class noun or by nothing at all."""
        lead = self.doc.without_values(start, stop)
        for phrase in self.phrases.between(start, stop):
            lead = lead[: phrase.start - start] + " " * (phrase.end - phrase.start) + lead[phrase.end - start :]
        found = self.references.subject_in(start, stop)
        if found is not None:
            return found
        addressee = self._addressee(trigger)
        if addressee is not None:
            return addressee
        speaker = self.references.by_speaker(trigger.clause)
        if speaker:
            return speaker
        if not self._is_light(lead):
            return []
        described = self._told_of(trigger)
        if described is not None:
            return described
        further = grammar_words("chain").at(self.doc.text, start, self.doc.stops)
        anew = trigger.frame.type in _OWN_WORDS and further is not None and stop - further <= 1
        found = self.references.carried(trigger.clause, matrix=anew)
        if not found and trigger.frame.type in _MUTUAL:
            return self.references.recent(trigger.start)
        return found

    def _told_of(self, trigger: Trigger) -> list[Participant] | None:
        """Return whom a clause told of in a relative clause is about (นายแดง ซึ่งต้องสงสัยว่า…); None if it is no such.

        An event noun there has no subject: to be suspected of a part in an attack is not to have carried it out.
        """
        number = trigger.clause
        if number == 0 or self.doc.clauses[number - 1].sentence != trigger.sentence:
            return None
        outer = self.doc.clauses[number - 1]
        text = self.doc.text
        if not text.endswith("ว่า", 0, outer.end) or not text.startswith(("ซึ่ง", "อัน", "ผู้ซึ่ง"), outer.start):
            return None
        return [] if trigger.nominal else self._described(outer.start) or []

    def _is_light(self, stretch: str) -> bool:
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
                light = offices().at(stretch, position)
                if light is not None:
                    return False
            if light is None:
                unknown += 1
                position += 1
            else:
                position = light
        return unknown <= _MAX_UNKNOWN


def is_state(doc: Document, entity_id: str | None) -> bool:
    """Whether an entity is a state, or at least not known to be a part of one."""
    entity = doc.entities.get(entity_id or "")
    if entity is None or entity.label != "GPE":
        return False
    if entity.iso3166 is not None:
        return len(entity.iso3166) == 2
    return entity.geonames_id is None and not entity.name_th.startswith(
        ("จังหวัด", "เมือง", "กรุง", "อำเภอ", "ตำบล", "นคร")
    )


def _members(phrases: Iterable[Phrase], doc: Document) -> list[Participant]:
    """Return the participants that head some phrases, each entity once."""
    found: dict[str, Participant] = {}
    for phrase in phrases:
        for mention in phrase.members:
            if mention.label in PARTICIPANTS and mention.entity_id is not None:
                found.setdefault(mention.entity_id, Participant(mention.entity_id, mention, inferred=False))
    return list(found.values())
