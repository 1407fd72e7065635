"""Who acts in a trigger's clause: named before the verb, made to act, described, or dropped and inferred."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from sakat.events.document import Document
from sakat.events.lead_in import is_light
from sakat.events.phrase import Phrase
from sakat.events.phrases import Phrases
from sakat.events.reference import Participant, References
from sakat.events.relatives import RelativeClauses
from sakat.events.reporting import speaks_between
from sakat.events.roles import Roles, members_of
from sakat.events.triggers import Trigger
from sakat.text.clauses import grammar_words

MUTUAL = frozenset({"CONSULT", "COOPERATE", "AGREE"})
"""Types whose actors act on each other."""
_AGAINST_WRONGDOERS = frozenset({"COERCE", "ACCUSE", "SANCTION", "THREATEN"})
_OWN_WORDS = frozenset({"REQUEST", "ACCUSE", "THREATEN"})


class SubjectFinder:
    """Finds the subjects of a document's triggers."""

    def __init__(
        self,
        doc: Document,
        phrases: Phrases,
        references: References,
        triggers: Sequence[Trigger],
        roles: Callable[[int], Roles],
    ) -> None:
        self.doc = doc
        self.phrases = phrases
        self.references = references
        self.triggers = triggers
        self._roles = roles
        self._relatives = RelativeClauses(doc, phrases)
        self._starts = [trigger.start for trigger in triggers]

    def is_relative(self, index: int) -> bool:
        """Whether a trigger is the verb of a relative clause, whose subject is not its clause's."""
        trigger = self.triggers[index]
        return self._relatives.antecedent(trigger.head, self.doc.clauses[trigger.clause].start) is not None

    def subject(self, index: int, *, before: int | None = None) -> list[Participant]:
        """Return the participants of a trigger's subject, found or inferred."""
        trigger = self.triggers[index]
        doc = self.doc
        stop = trigger.head if before is None else before
        clause = doc.clauses[trigger.clause]
        matrix = doc.matrix_of(trigger.head) if trigger.nominal else None
        if matrix is not None:
            return [p.as_inferred() for p in self.references.subject_of(matrix)]
        relative = self._relatives.antecedent(stop, clause.start)
        if relative is not None:
            return relative
        previous = self._previous_verb(index)
        if previous is not None:
            space = doc.text.rfind(" ", self.triggers[previous].end, stop)
            after = space >= 0 and is_light(doc.text[space:stop]) and not self.phrases.between(space, stop)
            head = self._relatives.head_of(clause.start) if after else []
            return head or self._subject_after_verb(index, previous, stop)
        causee = self._causee(clause.start, stop)
        if causee:
            return causee
        phrases = [p for p in self.phrases.between(clause.start, stop) if p.is_free or p.joins]
        chosen = self._choose(phrases, stop)
        if chosen:
            return chosen
        head = self._relatives.head_of(clause.start) if before is not None else []
        return head or self._inferred(trigger, clause.start, stop)

    def _causee(self, start: int, stop: int) -> list[Participant]:
        """Return who is made to act: the name between ให้ and the verb."""
        phrases = self.phrases.between(start, stop)
        if not phrases or phrases[-1].slot != "ให้" or not is_light(self.doc.text[phrases[-1].end : stop]):
            return []
        return members_of(phrases[-1:])

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
            return [p.as_inferred() for p in self._roles(earlier).recipients] or None
        return None

    def _choose(self, phrases: list[Phrase], stop: int) -> list[Participant]:
        """Return the participants of the first free phrase and those joined to it by กับ."""
        while phrases and (phrases[0].joins or not members_of(phrases[:1])):
            phrases = phrases[1:]
        if not phrases:
            return []
        group = [phrases[0]]
        for phrase in phrases[1:]:
            if phrase.joins and phrase.start - group[-1].end <= 2:
                group.append(phrase)
            elif speaks_between(self.doc, group[-1].end, phrase.start):
                group = [phrase]
            else:
                break
        return members_of(group)

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
        text = self.doc.text
        if verb.frame.type in _AGAINST_WRONGDOERS and self.triggers[index].frame.is_wrong:
            return list(self._roles(previous).recipients)
        between = self.phrases.between(verb.end, stop)
        if verb.frame.content:
            causees = [p for p in between if p.is_free or p.slot == "ให้"]
            if causees:
                return members_of(causees[:1])
            if "ให้" in text[verb.end : stop]:
                return [p.as_inferred() for p in self._roles(previous).recipients]
        free = [p for p in between if p.is_free and members_of([p])]
        if free:
            last = free[-1]
            made_by_let = last.slot == "ให้"
            after_verb = not text[verb.end : last.start].strip()
            spaced = last.spaced and not text[last.end : last.end + 1].isspace() and not after_verb
            if made_by_let or (spaced and is_light(text[last.end : stop])):
                return members_of([last])
        return list(self._roles(previous).subject)

    def _inferred(self, trigger: Trigger, start: int, stop: int) -> list[Participant]:
        """Return the subject meant by a pronoun, a bare class noun or by nothing at all."""
        lead = self.doc.without_values(start, stop)
        for phrase in self.phrases.between(start, stop):
            lead = lead[: phrase.start - start] + " " * (phrase.end - phrase.start) + lead[phrase.end - start :]
        found = self.references.subject_in(start, stop)
        if found is not None:
            return found
        named = self.references.subject_in_verb(trigger.start, trigger.end)
        if named:
            return named
        head = self._relatives.head_of(start)
        if head and not self.phrases.between(start, stop):
            return head
        addressee = self._addressee(trigger)
        if addressee is not None:
            return addressee
        speaker = self.references.by_speaker(trigger.clause)
        if speaker:
            return speaker
        if not is_light(lead):
            return []
        described = self._relatives.told_of(trigger)
        if described is not None:
            return described
        further = grammar_words("chain").at(self.doc.text, start, self.doc.stops)
        anew = trigger.frame.type in _OWN_WORDS and further is not None and stop - further <= 1
        found = self.references.carried(trigger.clause, matrix=anew)
        if not found and trigger.frame.type in MUTUAL:
            return self.references.recent(trigger.start)
        return found
