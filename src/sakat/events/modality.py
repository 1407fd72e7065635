"""How the article stands to an event: polarity, modality and on whose word, from cues and their scopes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from sakat.events.arguments import ArgumentFinder
from sakat.events.document import Document
from sakat.events.reference import Participant, speech_kinds, speech_words
from sakat.events.speech import Speech
from sakat.events.triggers import Trigger
from sakat.lexicon import load_lexicon
from sakat.record import EventSource, TextSpan
from sakat.record.event import Modality, Polarity
from sakat.text.clauses import WordSet, grammar_words

SPEECH_ACTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "AGREE", "THREATEN"})
"""Types that happen by being said: asserted when the speaker performs them."""
_CONTENT_TYPES = SPEECH_ACTS | {"SUPPORT"}
_HOLD_CONTENT = frozenset({"THREATEN", "REJECT"})
_DONE_AIMS = frozenset({"CONSULT", "REQUEST", "PROTEST", "ACCUSE", "REJECT", "SUPPORT", "OTHER"})
_NO_FUTURE = ("ก่อน", "ก่อนที่", "แม้", "ถึงแม้", "เกือบ", "ราวกับ", "กว่า", "กว่าที่")
_OPENING = WordSet(["ให้", "จะ", "ที่จะ", "ว่า", "ว่าจะ", "ให้มี"])
_MARKER_REACH = 60
_AHEAD = 24
_ADJACENT = 15
_NEGATION_REACH = 32
_CUE_REACH = 70
_FARTHEST_CUE = max(_NEGATION_REACH, _CUE_REACH)

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


@dataclass(frozen=True, slots=True)
class Standing:
    """Polarity, modality and source of an event, with the scope that decided."""

    polarity: Polarity
    modality: Modality
    source: EventSource | None
    scope: Scope | None


@cache
def _cues(kind: str, scope: str | None = None) -> WordSet:
    return WordSet(
        row["form"]
        for row in load_lexicon("event_cues")
        if row["kind"] == kind and row["scope"] == (scope or "forward") and row["form"] not in grammar_words("factual")
    )


class StandingFinder:
    """Finds polarity, modality and source of each trigger."""

    def __init__(self, doc: Document, triggers: Sequence[Trigger], arguments: ArgumentFinder) -> None:
        self.doc = doc
        self.triggers = triggers
        self.arguments = arguments
        self.speech = Speech(doc, arguments.phrases, arguments.references)
        scopes = [*self._said(), *self._quoted()]
        self._said_scopes = sorted(scopes, key=lambda scope: (scope.start, -scope.end))
        self._said_starts = [scope.start for scope in self._said_scopes]

    # -- scopes --------------------------------------------------------------------------------------------------

    def _span(self, start: int, end: int) -> TextSpan:
        return TextSpan(start=start, end=end, text=self.doc.text[start:end])

    def _said(self) -> list[Scope]:
        """Return the scopes opened by a verb of saying, mostly with ว่า, and by phrases such as ตามรายงานของ."""
        found = []
        text = self.doc.text
        for number, clause in enumerate(self.doc.clauses):
            best = self.speech.verb_in(clause.start, clause.end)
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
            speaker = self.speech.speaker(number, start)
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
        quote = next((q for q in self.doc.analysis.quotes if 0 <= q.start - clause.end <= 3), None)
        if quote is not None:
            return min(quote.end, end)
        for later in self.doc.clauses[number + 2 : number + _AHEAD]:
            if later.sentence != clause.sentence:
                break
            if grammar_words("splitter").at(self.doc.text, later.start, self.doc.stops) is not None:
                return later.start
        return end

    def _quoted(self) -> list[Scope]:
        """Return the scopes of quotations whose speaker or verb of saying is known."""
        return [
            Scope(
                quote.start,
                quote.end,
                "said",
                -1,
                Participant(quote.speaker_id, None, inferred=True) if quote.speaker_id is not None else None,
                quote.cue,
            )
            for quote in self.doc.analysis.quotes
            if quote.cue is not None
        ]

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
                return trigger.frame.type in SPEECH_ACTS and len(lead) <= _CUE_REACH // 4
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
        """Return the innermost stretch of reported speech that holds a trigger, or None."""
        index = bisect_right(self._said_starts, trigger.start) - 1
        best: Scope | None = None
        for scope in self._said_scopes[max(0, index - 8) : index + 1]:
            if scope.start <= trigger.start and trigger.end <= scope.end and not _overlaps(scope.cue, trigger):
                best = scope
        return best

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

    # -- decisions -----------------------------------------------------------------------------------------------

    def find(self, index: int, content: Scope | None) -> Standing:
        """Return the standing of trigger `index`, which may lie in the content of a speech act."""
        trigger = self.triggers[index]
        said = self.said_scope(trigger)
        negated = self._is_negated(index)
        cue = self._cue_modality(index)
        polarity: Polarity = "negated" if negated else "positive"
        scope = content if content is not None and (said is None or content.start >= said.start) else said
        modality: Modality = "asserted"
        if content is not None and scope is content:
            governor = self.triggers[content.trigger].frame.type
            modality = {"ACCUSE": "reported", "AGREE": "planned", "REJECT": "hypothetical"}.get(
                governor, "hypothetical"
            )  # type: ignore[assignment]
            if governor == "ACCUSE" and trigger.nominal:
                modality, scope = "asserted", None
            if governor == "REJECT":
                polarity = "negated" if self.doc.text[content.start :].lstrip().startswith("ว่า") else polarity
        elif said is not None:
            modality = self._expectation(said) or "reported"
            if said.kind == "denied":
                polarity = "negated"
            if trigger.frame.type in SPEECH_ACTS and self._performs(index, said):
                modality, scope = "asserted", None
        if cue is not None and modality != "hypothetical":
            modality = cue
        if modality in {"asserted", "reported"} and trigger.lexical_future and trigger.frame.type == "AGREE":
            modality = "planned"
            scope = scope or said
        source = None
        if scope is not None and modality != "asserted":
            speaker = scope.speaker.entity_id if scope.speaker is not None else None
            source = EventSource(entity_id=speaker, cue=scope.cue)
        return Standing(polarity, modality, source, scope)

    def _expectation(self, said: Scope) -> Modality | None:
        """Return what a verb such as หวังว่า or คาดว่า makes of its content, or None for a plain report."""
        stretch = said.cue.text if said.cue.text.endswith("ว่า") else said.cue.text + "ว่า"
        kinds: tuple[Modality, ...] = ("hypothetical", "planned")
        return next((kind for kind in kinds if stretch in _cues(kind)), None)

    def _performs(self, index: int, said: Scope) -> bool:
        """Whether the speaker performs the speech act, rather than telling of another's."""
        actors = self.arguments.roles(index).actors
        if said.speaker is None:
            return False
        if self.own_words(index) is not None:
            return True
        return not actors or any(p.entity_id == said.speaker.entity_id for p in actors)

    def _floor(self, index: int) -> int:
        """Return where cues for a trigger may begin: its clause, or after a speech act that governs it."""
        trigger = self.triggers[index]
        floor = self.doc.clauses[trigger.clause].start
        for earlier in range(index - 1, -1, -1):
            other = self.triggers[earlier]
            if other.clause != trigger.clause or other.end <= trigger.start - _FARTHEST_CUE:
                break
            if other.frame.content and not other.nominal:
                return max(floor, other.end)
        return floor

    def _is_negated(self, index: int) -> bool:
        trigger = self.triggers[index]
        text, stops = self.doc.text, self.doc.stops
        floor = self._floor(index)
        after = trigger.form_end
        while after < len(text) and text[after] == " ":
            after += 1
        if _cues("negation", "backward").at(text, after, stops) is not None:
            return True
        position = max(floor, trigger.start - _NEGATION_REACH)
        last: int | None = None
        while position < trigger.start:
            if not stops[position]:
                position += 1
                continue
            end = _cues("negation").at(text, position, stops)
            pseudo = _cues("pseudo_negation").at(text, position, stops)
            if pseudo is not None and (end is None or pseudo >= end):
                position = pseudo
                continue
            if end is not None and end <= trigger.start:
                last = end
                position = end
                continue
            if end is not None and text[position : trigger.start] in _cues("negation"):
                return True
            position += 1
        if last is None:
            return self._fails_at_end(index)
        between = text[last : trigger.start]
        if grammar_words("opener").at(between.lstrip(), 0) is not None or "  " in between:
            return False
        if any(p.is_free and not p.spaced for p in self.arguments.phrases.between(last, trigger.start)):
            return False
        return between.count(" ") <= 1 and not any(word in between for word in ("แต่", "ซึ่ง", "จน", "จึง", "ทำให้"))

    def _fails_at_end(self, index: int) -> bool:
        """Whether the clause ends in ไม่ได้ or ไม่สำเร็จ, with no other verb between (ตกลงถ้อยคำกันไม่ได้)."""
        trigger = self.triggers[index]
        end = self.doc.clauses[trigger.clause].end
        start = _cues("negation", "backward").before(self.doc.text, end, self.doc.stops)
        if start is None or start < trigger.end or trigger.nominal:
            return False
        return not any(not other.nominal and other.start < start for other in self.triggers[index + 1 : index + 4])

    def _cue_modality(self, index: int) -> Modality | None:
        """Return what the words before a trigger in its clause make of it: hypothetical, planned, generic or None."""
        trigger = self.triggers[index]
        text, stops = self.doc.text, self.doc.stops
        floor = self._floor(index)
        position = max(floor, trigger.start - _CUE_REACH)
        found: Modality | None = None
        planned_at = found_at = -1
        while position < trigger.start:
            if not stops[position]:
                position += 1
                continue
            ends: list[tuple[int, Modality]] = []
            kinds: tuple[Modality, ...] = ("hypothetical", "planned", "generic")
            for kind in kinds:
                end = _cues(kind).at(text, position, stops)
                if end is not None and end <= trigger.start and not self._is_aim(trigger, position, end):
                    ends.append((end, kind))
            if not ends:
                position += 1
                continue
            end, kind = max(ends, key=lambda item: item[0])
            if kind == "planned":
                if not text.endswith(_NO_FUTURE, floor, position):
                    planned_at = end
            elif found != "hypothetical" and self._reaches(kind, position, floor):
                found = kind
                found_at = end
            position = end
        if trigger.nominal and self._is_far(max(planned_at, found_at), trigger):
            return None
        if found == "hypothetical":
            return found
        if planned_at >= 0 and not self._past_between(planned_at, trigger):
            return "planned"
        return found

    def _is_aim(self, trigger: Trigger, position: int, end: int) -> bool:
        """Whether a cue is only เพื่อ before an act that is done for its own sake (เพื่อหารือ)."""
        return self.doc.text[position:end] == "เพื่อ" and trigger.frame.type in _DONE_AIMS

    def _is_far(self, cue: int, trigger: Trigger) -> bool:
        """Whether more than a light verb stands between a cue and an event noun."""
        if cue < 0:
            return True
        between = self.doc.text[cue : trigger.head].strip()
        return (
            bool(between)
            and grammar_words("light").at(between, 0) != len(between)
            and (grammar_words("occurrence").at(between, 0) != len(between))
        )

    def _reaches(self, kind: Modality, position: int, floor: int) -> bool:
        """Whether a cue governs what follows: เพื่อ and the like only from the head of the clause."""
        return kind != "generic" or position - floor < _CUE_REACH

    def _past_between(self, start: int, trigger: Trigger) -> bool:
        """Whether a verb told as past stands between a word for the future and the trigger."""
        return any(
            _cues("past").at(self.doc.text, position, self.doc.stops) is not None
            for position in range(start, trigger.start)
            if self.doc.stops[position] and self.doc.text[position - 1 : position] == " "
        )


def _overlaps(cue: TextSpan, trigger: Trigger) -> bool:
    return cue.start < trigger.end and trigger.start < cue.end
