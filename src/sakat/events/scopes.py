"""Stretches that are someone's words, or the content of a speech act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sakat.events.arguments import ArgumentFinder
from sakat.events.document import Document
from sakat.events.interviews import find_answers
from sakat.events.reference import Participant
from sakat.events.reporting import speech_kinds, speech_words
from sakat.events.speech import Speech
from sakat.events.triggers import Trigger
from sakat.record import Quote, TextSpan
from sakat.text.clauses import WordSet, grammar_words

SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN"})
"""Types that happen by being said: asserted when the speaker performs them."""
_CONTENT_TYPES = SPEECH_ACTS | {"SUPPORT"}
_HOLD_CONTENT = frozenset({"THREATEN", "REJECT"})
_OPENING = WordSet(["ให้", "จะ", "ที่จะ", "ว่า", "ว่าจะ", "ให้มี"])
_MARKER_REACH = 60
_AHEAD = 24
_ADJACENT = 15
_LEAD_REACH = 17

ScopeKind = Literal["said", "denied", "content"]


@dataclass(frozen=True, slots=True)
class Scope:
    """A stretch that is someone's words, or the content of a speech act.

    Attributes:
        start: First code point.
        end: Code point after the last one.
        kind: said, denied, or content of a speech act.
        trigger: Index of the speech act's trigger, -1 if none.
        speaker: Whose words.
        cue: The verb or phrase that says so.
    """

    start: int
    end: int
    kind: ScopeKind
    trigger: int
    speaker: Participant | None
    cue: TextSpan


class ScopeFinder:
    """Finds the stretches of a document that are reported, and what its speech acts hold."""

    def __init__(self, doc: Document, triggers: Sequence[Trigger], arguments: ArgumentFinder) -> None:
        self.doc = doc
        self.triggers = triggers
        self.arguments = arguments
        self._speech = Speech(doc, arguments.phrases, arguments.references)
        scopes = [*self._said(), *self._quoted()]
        self._said_scopes = sorted(scopes, key=lambda scope: (scope.start, -scope.end))
        self._said_starts = [scope.start for scope in self._said_scopes]
        self._answers = [
            Scope(answer.start, answer.end, "said", -1, _speaker(answer.speaker), answer.cue)
            for answer in find_answers(doc)
        ]
        self._answer_starts = [answer.start for answer in self._answers]

    def _said(self) -> list[Scope]:
        """Return the scopes opened by a verb of saying, mostly with ว่า, and by phrases such as ตามรายงานของ."""
        found = []
        text = self.doc.text
        for number, clause in enumerate(self.doc.clauses):
            best = self._speech.verb_in(clause.start, clause.end)
            if best is None:
                continue
            start, end = best
            kind = speech_kinds()[text[start:end]]
            sentence = self.doc.sentences[clause.sentence]
            if kind == "report_source":
                speaker = self._named_source(start, end, clause.end)
                found.append(Scope(sentence.start, sentence.end, "said", -1, speaker, self._span(start, end)))
                continue
            if not text.endswith("ว่า", clause.start, clause.end):
                continue
            speaker = self._speech.speaker(number, start)
            stop = self._scope_end(number)
            if clause.end < stop:
                found.append(
                    Scope(clause.end, stop, "denied" if kind == "deny" else "said", -1, speaker, self._span(start, end))
                )
        return found

    def _named_source(self, start: int, end: int, limit: int) -> Participant | None:
        """Return the source named after a phrase such as ตามรายงานของ, or before รายงาน."""
        after = self.arguments.phrases.between(end, limit)
        if after and after[0].start - end <= 3 and after[0].members[0].entity_id is not None:
            mention = after[0].members[0]
            return Participant(mention.entity_id or "", mention, inferred=False)
        return None

    def _scope_end(self, number: int) -> int:
        """Return where the content of a clause ending in ว่า stops."""
        clause = self.doc.clauses[number]
        end = self.doc.sentences[clause.sentence].end
        quote = self.doc.quote_from(clause.end)
        if quote is not None and quote.start - clause.end <= 3:
            return min(quote.end, end)
        for later in self.doc.clauses[number + 2 : number + _AHEAD]:
            if later.sentence != clause.sentence:
                break
            if grammar_words("splitter").at(self.doc.text, later.start, self.doc.stops) is not None:
                return later.start
        return end

    def _quoted(self) -> list[Scope]:
        """Return the scopes of quotations whose speaker or verb of saying is known; else the mark is the cue."""
        return [
            Scope(
                quote.start,
                quote.end,
                "said",
                -1,
                _speaker(quote.speaker_id),
                quote.cue or self._mark(quote),
            )
            for quote in self.doc.analysis.quotes
            if quote.cue is not None or quote.speaker_id is not None
        ]

    def _mark(self, quote: Quote) -> TextSpan:
        start = quote.start - 1
        return TextSpan(start=start, end=quote.start, text=self.doc.text[start : quote.start])

    def content_scope(self, index: int) -> Scope | None:
        """Return the scope a speech act opens after itself, or None if its frame takes no content."""
        trigger = self.triggers[index]
        frame = trigger.frame
        if trigger.nominal or frame.type not in _CONTENT_TYPES or not (frame.content or frame.type in _HOLD_CONTENT):
            return None
        text = self.doc.text
        clause = self.doc.clauses[trigger.clause]
        end = clause.end
        number = trigger.clause + 1
        marker = self._marker(trigger.end, min(clause.end, trigger.end + _MARKER_REACH))
        start = trigger.end if marker is None else marker
        opened = marker is not None
        following = self.doc.clauses[number] if number < len(self.doc.clauses) else None
        if not opened and following is not None and text.startswith(("เพื่อให้", "ให้", "ว่า"), following.start):
            opened, start = True, following.start
        if not opened and frame.type == "SUPPORT":
            return None
        if not opened:
            near = self.arguments.phrases.between(trigger.end, end)[:1]
            after = near[0].end if near and near[0].start - trigger.end <= 1 else trigger.end
            end = min(end, after + _ADJACENT)
        if opened and text.startswith(("ให้", "ว่า", "เพื่อให้"), start):
            says = text.endswith("ว่า", trigger.end, clause.end)
            while number < len(self.doc.clauses) and self.doc.clauses[number].sentence == trigger.sentence:
                later = self.doc.clauses[number]
                first = says and number == trigger.clause + 1
                if not first and grammar_words("chain").at(text, later.start, self.doc.stops) is None:
                    break
                if not first and self._acts_anew(number, index):
                    break
                if grammar_words("splitter").at(text, later.start, self.doc.stops) is not None:
                    break
                end = later.end
                number += 1
        actors = self.arguments.roles(index).actors
        return Scope(
            start, end, "content", index, actors[0] if actors else None, self._span(trigger.start, trigger.end)
        )

    def _acts_anew(self, clause: int, index: int) -> bool:
        """Whether a clause after a speech act holds the next one (ประณาม… และเรียกร้อง…)."""
        for trigger in self.triggers[index + 1 : index + 12]:
            if trigger.clause == clause and not trigger.nominal:
                lead = self.doc.text[self.doc.clauses[clause].start : trigger.head]
                return trigger.frame.type in SPEECH_ACTS and len(lead) <= _LEAD_REACH
        return False

    def _marker(self, start: int, end: int) -> int | None:
        """Return where ให้, ว่า or จะ opens what a speech act asks, before any other verb of saying."""
        for position in range(start, end):
            if not self.doc.stops[position]:
                continue
            if _OPENING.at(self.doc.text, position, self.doc.stops) is not None:
                return position
            if position > start and speech_words().at(self.doc.text, position, self.doc.stops) is not None:
                return None
        return None

    def said_scope(self, trigger: Trigger) -> Scope | None:
        """Return the innermost stretch of reported speech that holds a trigger, the answer of an interview, or None."""
        index = bisect_right(self._said_starts, trigger.start) - 1
        best: Scope | None = None
        for scope in self._said_scopes[max(0, index - 8) : index + 1]:
            if scope.start <= trigger.start and trigger.end <= scope.end and not _overlaps(scope.cue, trigger):
                best = scope
        return best or self._answer_at(trigger.start)

    def _answer_at(self, position: int) -> Scope | None:
        index = bisect_right(self._answer_starts, position) - 1
        return self._answers[index] if index >= 0 and position < self._answers[index].end else None

    def own_words(self, index: int) -> Participant | None:
        """Return the speaker if the trigger's clause says เรา or ผม in what someone is reported to say."""
        trigger = self.triggers[index]
        said = self.said_scope(trigger)
        if said is None or said.speaker is None:
            return None
        start = max(self.doc.clauses[trigger.clause].start, said.start)
        for position in range(start, trigger.start):
            found = grammar_words("first_person").at(self.doc.text, position, self.doc.stops)
            if self.doc.stops[position] and found is not None:
                return said.speaker
        return None

    def _span(self, start: int, end: int) -> TextSpan:
        return TextSpan(start=start, end=end, text=self.doc.text[start:end])


def _speaker(entity: str | None) -> Participant | None:
    return Participant(entity, None, inferred=True) if entity is not None else None


def _overlaps(cue: TextSpan, trigger: Trigger) -> bool:
    return cue.start < trigger.end and trigger.start < cue.end
