"""Verbs of saying and their speakers."""

from __future__ import annotations

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrases import Phrases
from sakat.events.reference import Participant, References
from sakat.events.reporting import speech_words
from sakat.text.clauses import grammar_words


class Speech:
    """Finds who says what a clause says."""

    def __init__(self, doc: Document, phrases: Phrases, references: References) -> None:
        self.doc = doc
        self.phrases = phrases
        self.references = references

    def verb_in(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the last verb or phrase of reporting in a stretch, one with ว่า before others; None if none."""
        best: tuple[int, int] | None = None
        position = start
        while position < end:
            stop = self._verb_at(position) if self.doc.stops[position] else None
            if stop is None or stop > end:
                position += 1
                continue
            has_complement = best is not None and self.doc.text[best[0] : best[1]].endswith("ว่า")
            if not has_complement or self.doc.text[position:stop].endswith("ว่า"):
                best = (position, stop)
            position = stop
        return best

    def _verb_at(self, position: int) -> int | None:
        """Return the end of a verb of saying; one with ว่า need not end a token (กล่าว|ว่าการ…)."""
        loose = speech_words().at(self.doc.text, position)
        if loose is not None and self.doc.text.endswith("ว่า", position, loose):
            return loose
        return speech_words().at(self.doc.text, position, self.doc.stops)

    def speaker(self, clause: int, verb: int) -> Participant | None:
        """Return who speaks in a clause whose verb of saying starts at `verb`.

        The name right before the verb; else the owner of a statement (แถลงการณ์ของ…); else the subject the clause
        takes over, so that a statement speaks for the institution that issued it.
        """
        start = self.doc.clauses[clause].start
        before = self.phrases.between(start, verb)
        free = [p for p in before if p.is_free and p.members[-1].label in PARTICIPANTS]
        if free:
            mention = free[-1].members[0]
            return Participant(mention.entity_id or "", mention, inferred=False)
        owners = [p for p in before if (p.owner or p.slot == "จาก") and p.members[0].label in PARTICIPANTS]
        if owners and any(
            grammar_words("document").at(self.doc.text, position, self.doc.stops) is not None
            for position in range(start, owners[-1].start)
        ):
            mention = owners[-1].members[0]
            return Participant(mention.entity_id or "", mention, inferred=False)
        subject = self.references.subject_of(clause)
        return subject[0] if subject else None
