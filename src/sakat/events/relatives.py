"""Relative clauses and the names they describe."""

from __future__ import annotations

from sakat.events.document import Document
from sakat.events.lead_in import before_spaces
from sakat.events.phrases import Phrases
from sakat.events.reference import Participant
from sakat.events.roles import members_of
from sakat.events.triggers import Trigger
from sakat.text.clauses import WordSet, grammar_words

_OPENERS = ("ซึ่ง", "อัน", "ผู้ซึ่ง")
_CALLED = 24
_RELATIVES = WordSet(["ที่", "ซึ่ง", "อัน"])


class RelativeClauses:
    """Finds whom the relative clauses of a document describe."""

    def __init__(self, doc: Document, phrases: Phrases) -> None:
        self.doc = doc
        self.phrases = phrases

    def antecedent(self, stop: int, floor: int) -> list[Participant] | None:
        """Return the name a relative clause ending its lead-in at `stop` describes; None if it is no such clause."""
        text, stops = self.doc.text, self.doc.stops
        position = stop
        for _ in range(5):
            position = before_spaces(text, position)
            found = _RELATIVES.before(text, position, stops)
            if found is not None and found >= floor:
                if text[found:position] == "ที่" and text[position : position + 1].isspace():
                    return None
                return self._described(found)
            earlier = grammar_words("coverb").before(text, position, stops)
            if earlier is None or earlier < floor:
                return None
            position = earlier
        return None

    def told_of(self, trigger: Trigger) -> list[Participant] | None:
        """Return whom a clause told of in a relative clause is about (นายแดง ซึ่งต้องสงสัยว่า…); None if it is no such.

        An event noun there has no subject: to be suspected of a part in an attack is not to have carried it out.
        """
        number = trigger.clause
        if number == 0 or self.doc.clauses[number - 1].sentence != trigger.sentence:
            return None
        outer = self.doc.clauses[number - 1]
        text = self.doc.text
        if not text.endswith("ว่า", 0, outer.end) or not text.startswith(_OPENERS, outer.start):
            return None
        return [] if trigger.nominal else self._described(outer.start) or []

    def head_of(self, start: int) -> list[Participant]:
        """Return whom the relative clause that opens at `start`, or whose marker ends there, describes; else nobody."""
        text = self.doc.text
        marker = next((word for word in _OPENERS if text.endswith(word, 0, start)), None)
        if marker is not None and not text.startswith(_OPENERS, start):
            start -= len(marker)
        if not text.startswith(_OPENERS, start):
            return []
        return self._described(start) or []

    def _stands_beside(self, index: int, end: int) -> bool:
        """Whether what a person is called ends at a place (นายแดง มือขุด ซึ่ง…): a few words after a free name."""
        phrase, clause = self.phrases.items[index], self.doc.clause_at(end - 1)
        if phrase.members[-1].label != "PERSON" or clause is None or phrase.start < self.doc.clauses[clause].start:
            return False
        called = self.doc.text[phrase.end : end]
        return called[:1] == " " and len(called) <= _CALLED and " " not in called.strip() and phrase.is_free

    def _described(self, marker: int) -> list[Participant] | None:
        """Return the participants of the phrase that ends right before a relative marker."""
        text = self.doc.text
        end = before_spaces(text, marker)
        index = self.phrases.index_before(end)
        if index < 0 or (self.phrases.items[index].end != end and not self._stands_beside(index, end)):
            return [] if text[marker : marker + 3] != "ที่" or text[max(0, marker - 4) : marker].strip() else None
        phrase = self.phrases.items[index]
        if phrase.bare or phrase.owner:
            return []
        return [p.as_inferred() for p in members_of([phrase])]
