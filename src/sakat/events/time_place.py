"""When and where: the date and the place stated for a trigger, nearest first, carried only where that is safe."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.events.document import PLACES, Clause, Document
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import slot_role
from sakat.events.phrases import Phrases
from sakat.events.roles import Roles, is_state
from sakat.events.triggers import Trigger
from sakat.record import EventPlace, EventTime, Mention, Temporal
from sakat.record.event import Basis
from sakat.text.clauses import grammar_words

_RELATIVE = ("ซึ่ง", "อัน")
_NOT_THE_EVENTS = ("ลงวันที่", "ฉบับวันที่", "ประกาศวันที่", "วันก่อน", "วันครบรอบ", "ครบรอบ", "ก่อน", "ก่อนวัน", "นับตั้งแต่", "กลัวว่า")
_CONTENT = ("ให้", "ว่า")
_TOWARDS = frozenset({"ไปยัง", "มายัง", "ไปที่", "มาที่", "เข้าไปยัง"})
_LOOK_BACK = 32


class TimeFinder:
    """Finds the date of each trigger, to be asked in text order."""

    def __init__(self, doc: Document, triggers: Sequence[Trigger]) -> None:
        self.doc = doc
        self.triggers = triggers
        self._carried: tuple[int, Temporal] | None = None

    def _is_in_name(self, date: Temporal) -> bool:
        name = self.doc.name_over(date.start, date.end)
        return name is not None and name.label in {"EVENT", "LAW", "WORK_OF_ART", "ORG"}

    def _dates(self, start: int, end: int) -> list[Temporal]:
        text = self.doc.text
        return [
            date
            for date in self.doc.dates_in(start, end)
            if not self._is_in_name(date)
            and not text[max(0, date.start - 8) : date.start].rstrip().endswith(_NOT_THE_EVENTS)
        ]

    def find(self, index: int, *, floor: int | None, background: bool, asserted: bool) -> EventTime | None:
        """Return the time of trigger `index`, or None.

        Args:
            index: Which trigger.
            floor: Where the speech or request that holds the trigger begins; earlier dates are not its own.
            background: The trigger only describes something (a case, a relative clause).
            asserted: Told as a fact, so that a date may be carried to it.
        """
        trigger = self.triggers[index]
        clause = self.doc.clauses[trigger.clause]
        start = max(clause.start, floor or 0)
        own = self._nearest(trigger, self._dates(start, clause.end), index)
        if own is not None:
            if not background:
                self._carried = (trigger.sentence, own)
            return self._time(own, "clause")
        if background or _is_relative(self.doc, clause):
            return None
        sentence = self.doc.sentences[trigger.sentence]
        around = self._dates(max(sentence.start, floor or 0), sentence.end)
        around = [date for date in around if not self._in_relative(date)]
        earlier = [date for date in around if date.start < trigger.start and (floor or not self._in_speech(date))]
        chosen = earlier[-1] if earlier else None
        if chosen is None and floor is None:
            later = [
                date
                for date in around
                if not self._verb_between(index, date) and "ว่า" not in self.doc.text[trigger.end : date.start]
            ]
            chosen = later[0] if later else None
        if chosen is not None:
            if asserted:
                self._carried = (trigger.sentence, chosen)
            return self._time(chosen, "sentence")
        if asserted and floor is None and self._carried is not None and not trigger.nominal:
            number, date = self._carried
            same = self.doc.paragraph[number] == self.doc.paragraph[trigger.sentence]
            if same and trigger.sentence - number <= 4 and not around:
                return self._time(date, "carried")
        return None

    def _time(self, date: Temporal, basis: Basis) -> EventTime:
        """Return the date as a time, with the clock time told with it."""
        told = self.doc.clocks.get(date.id, date)
        return EventTime(temporal_id=told.id, edtf=told.edtf, basis=basis)

    def _nearest(self, trigger: Trigger, dates: Sequence[Temporal], index: int) -> Temporal | None:
        """Return the clause's date with no other verb between it and the trigger, else the nearest before it."""
        if not dates:
            return None
        free = [date for date in dates if not self._verb_between(index, date)]
        pool = (
            free or [date for date in dates if date.start < trigger.start] or ([] if trigger.nominal else list(dates))
        )
        return min(pool, key=lambda date: (_distance(date, trigger), date.start), default=None)

    def _verb_between(self, index: int, date: Temporal) -> bool:
        trigger = self.triggers[index]
        step = 1 if date.start > trigger.start else -1
        position = index + step
        while 0 <= position < len(self.triggers):
            other = self.triggers[position]
            if other.sentence != trigger.sentence:
                return False
            inside = other.start < date.start if step > 0 else other.start > date.start
            if not inside:
                return False
            if not other.nominal:
                return True
            position += step
        return False

    def _in_speech(self, date: Temporal) -> bool:
        """Whether a clause that ends in ว่า comes before a date in its sentence."""
        number = self.doc.clause_at(date.start)
        if number is None:
            return False
        sentence = self.doc.clauses[number].sentence
        return any(
            clause.sentence == sentence and self.doc.text.endswith("ว่า", clause.start, clause.end)
            for clause in self.doc.clauses[max(0, number - 4) : number]
        )

    def _in_relative(self, date: Temporal) -> bool:
        number = self.doc.clause_at(date.start)
        return number is not None and _is_relative(self.doc, self.doc.clauses[number])


def _is_relative(doc: Document, clause: Clause) -> bool:
    return doc.text.startswith(_RELATIVE, clause.start)


def _distance(date: Temporal, trigger: Trigger) -> int:
    return date.start - trigger.end if date.start >= trigger.end else (trigger.start - date.end)


class PlaceFinder:
    """Finds the place of each trigger."""

    def __init__(self, doc: Document, phrases: Phrases, triggers: Sequence[Trigger]) -> None:
        self.doc = doc
        self.phrases = phrases
        self.triggers = triggers

    def find(self, index: int, roles: Roles, *, asserted: bool) -> EventPlace | None:
        """Return the place of trigger `index`: in its clause after it, as its object, before it, or of its sentence."""
        trigger = self.triggers[index]
        clause = self.doc.clauses[trigger.clause]
        taken = {p.entity_id for p in (*roles.actors, *roles.recipients)}
        end = stop = self._content(trigger, clause.end)
        for later in self.triggers[index + 1 : index + 24]:
            if later.start >= stop:
                break
            if trigger.nominal or not later.nominal:
                end = later.head
                break
        after = roles.places[0].members[0] if roles.places else self._place_in(trigger.end, end, trigger, taken)
        if after is None and not trigger.nominal:
            after = self._place_in(trigger.end, stop, trigger, taken)
        before = None
        if after is None and not trigger.nominal:
            before = self._place_in(clause.start, trigger.start, trigger, taken)
        if after is None and before is not None and asserted:
            sentence = self.doc.sentences[trigger.sentence]
            if before.start == sentence.start:
                before = self._place_in(trigger.end, sentence.end, trigger, taken) or before
            before = self._following(index, trigger, clause, taken) or before
        asks = stop < clause.end and trigger.frame.content
        if after is None and before is None and not trigger.nominal:
            before = self._closing(trigger, taken)
        found = after or before or self._described_place(trigger, end, taken)
        if found is not None and found.entity_id is not None:
            return EventPlace(entity_id=found.entity_id, mention_id=found.id, inferred=False)
        if not asserted or trigger.nominal or asks:
            return None
        sentence = self.doc.sentences[trigger.sentence]
        found = self._following(index, trigger, clause, taken)
        if found is not None and found.entity_id is not None:
            return EventPlace(entity_id=found.entity_id, mention_id=found.id, inferred=True)
        first = self.doc.clause_at(sentence.start)
        if first is None or first == trigger.clause:
            return None
        lead = self.doc.clauses[first]
        if any(other.clause == first for other in self.triggers[max(0, index - 6) : index]):
            return None
        found = self._place_in(lead.start, lead.end, trigger, taken)
        if found is None or found.entity_id is None:
            return None
        return EventPlace(entity_id=found.entity_id, mention_id=found.id, inferred=True)

    def _content(self, trigger: Trigger, end: int) -> int:
        """Return where what is asked or said begins after a speech act (ขอให้… ขู่ว่า…), else `end`."""
        if not trigger.frame.content or trigger.nominal:
            return end
        text, stops = self.doc.text, self.doc.stops
        marks = (i for i in range(trigger.end, end) if text.startswith(_CONTENT, i) and stops[i] and stops[i + 3])
        return next(marks, end)

    def _closing(self, trigger: Trigger, taken: set[str]) -> Mention | None:
        """Return the place of a phrase that closes the clause after a relative one (จับ… ซึ่ง… ในปฏิบัติการในลาว)."""
        end = self.doc.sentences[trigger.sentence].end
        for phrase in self.phrases.between(self.doc.clauses[trigger.clause].end, end):
            mention = phrase.members[0]
            fits = slot_role(phrase.slot) == "at" and mention.label in PLACES and mention.entity_id not in taken
            if fits and self.doc.matrix_of(phrase.start - 1) == trigger.clause:
                return mention
        return None

    def _described_place(self, trigger: Trigger, end: int, taken: set[str]) -> Mention | None:
        """Return the town or district that describes what is struck or seized (ชุดคุ้มครองครูรือเสาะ)."""
        if trigger.frame.type not in {"ASSAULT", "COERCE", "PROTEST", "OTHER"} or trigger.nominal:
            return None
        for phrase in self.phrases.between(trigger.end, end):
            mention = phrase.members[0]
            if phrase.bare and mention.label in {"GPE", "FAC"} and mention.entity_id not in taken:
                return None if is_state(self.doc, mention.entity_id) else mention
        return None

    def _following(self, index: int, trigger: Trigger, clause: Clause, taken: set[str]) -> Mention | None:
        """Return the place in the rest of the sentence, before any other verb."""
        end = self.doc.sentences[trigger.sentence].end
        verb = next((t.start for t in self.triggers[index + 1 : index + 9] if not t.nominal), end)
        after = self.doc.clause_at(clause.end + 1)
        if after is not None and _is_relative(self.doc, self.doc.clauses[after]):
            return None
        return self._place_in(clause.end, min(verb, end), trigger, taken)

    def _place_in(self, start: int, end: int, trigger: Trigger, taken: set[str]) -> Mention | None:
        for phrase in self.phrases.between(start, end):
            mention = phrase.members[0]
            if mention.label not in PLACES or mention.entity_id is None or mention.entity_id in taken:
                continue
            surely = phrase.slot in {"ที่", "ณ"}
            if self._is_place(phrase, trigger, start) and (surely or not self._about(start, phrase.start)):
                return mention
        return None

    def _about(self, start: int, end: int) -> bool:
        """Whether a stretch turns to what something is about (เกี่ยวกับสถานการณ์ใน…)."""
        return any(
            grammar_words("topic").at(self.doc.text, position, self.doc.stops) is not None
            for position in range(start, end)
            if self.doc.stops[position]
        )

    def _is_place(self, phrase: Phrase, trigger: Trigger, floor: int) -> bool:
        role = slot_role(phrase.slot)
        if role == "at" or phrase.slot in {"ที่", "ใน", "ณ", "บริเวณ", "ภายใน"}:
            return True
        if phrase.slot in _TOWARDS:
            return trigger.frame.type == "MOBILIZE"
        if role == "from":
            return trigger.frame.type == "RETREAT"
        if role:
            return False
        text, stops = self.doc.text, self.doc.stops
        position = phrase.inner
        limit = max(floor, position - _LOOK_BACK)
        while position > limit:
            position -= 1
            if text[position] == " " and text[position + 1 : position + 2] != " " and position + 1 != phrase.inner:
                return False
            if stops[position]:
                word = grammar_words("place_word").at(text, position, stops)
                if word is not None and word <= phrase.inner:
                    return True
        return False
