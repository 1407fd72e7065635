"""What pronouns, bare class nouns (สมาคม กระทรวง) and dropped subjects stand for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sakat.events.antecedents import SENTENCES_BACK, Antecedents, allowed_labels
from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import offices
from sakat.events.phrases import Phrases
from sakat.events.pronouns import pronoun_words, read_pronoun, slot_start, stands_alone
from sakat.record import Mention
from sakat.text.clauses import grammar_words

_MAX_WORDS = 4
_CLAUSES_BACK = 80
"""No more clauses before one are looked at, so that a sentence without end costs no square."""
_VAGUE = ("ฝ่ายตรงข้าม", "อีกฝ่าย", "แต่ละฝ่าย", "ต่างฝ่าย")


@dataclass(frozen=True, slots=True)
class Participant:
    """An entity in a role: the mention that names it or, if inferred, the antecedent or None."""

    entity_id: str
    mention: Mention | None
    inferred: bool

    def as_inferred(self) -> Participant:
        """Return the same participant, not named in the clause."""
        return replace(self, inferred=True)


class References:
    """Antecedents in one document, by offset."""

    def __init__(self, doc: Document, phrases: Phrases, verbs: Sequence[int] = ()) -> None:
        self.doc = doc
        self._verbs = verbs
        self._open = False
        self.phrases = phrases
        self._latest: list[Participant] = []
        self._gatherings: list[list[Participant]] = []
        self._meeting: list[Participant] = []
        self._subjects: dict[int, list[Participant] | None] = {}
        self._told: dict[int, list[Participant]] = {}
        self._antecedents = Antecedents(doc, phrases)

    def remember(self, actors: Sequence[Participant], *, meeting: bool = False) -> None:
        """Keep the actors of the latest event, the antecedent of ทั้งสองฝ่าย, พวกเขา and, if they meet, ที่ประชุม."""
        if len(actors) > 1:
            self._latest = list(actors)
            self._gatherings.append(list(actors))
            if meeting:
                self._meeting = list(actors)

    def settle(self, clause: int, subject: Sequence[Participant]) -> None:
        """Keep the subject that the first verb of a clause was given."""
        if subject:
            self._told.setdefault(clause, list(subject))

    def own_subject(self, clause: int) -> list[Participant] | None:
        """Return who a clause starts with; None if it drops its subject, [] if that is unnamed."""
        if clause in self._subjects:
            own = self._subjects[clause]
        else:
            self._open = False
            own = self._clause_subject(clause)
            if not self._open:
                self._subjects[clause] = own
        return own or self._told.get(clause) or own

    def carried(self, clause: int, *, matrix: bool = False) -> list[Participant]:
        """Return the subject a clause without one takes from the clauses and sentences before it.

        Args:
            clause: Which clause.
            matrix: Skip clauses that tell what is said, as a further act of the speaker does (กล่าวว่า… และเรียกร้อง).
        """
        sentence = self.doc.clauses[clause].sentence
        number, floor = clause - 1, max(0, clause - _CLAUSES_BACK)
        while number >= floor and self.doc.clauses[number].sentence == sentence:
            said = number > 0 and self.doc.text.endswith("ว่า", 0, self.doc.clauses[number - 1].end)
            subject = None if matrix and said else self.own_subject(number)
            if subject is not None:
                return [p.as_inferred() for p in subject]
            number -= 1
        paragraph = self.doc.paragraph[sentence]
        last = sentence
        while number >= floor:
            here = self.doc.clauses[number].sentence
            if sentence - here > SENTENCES_BACK or self.doc.paragraph[here] != paragraph:
                return []
            first = self._first_of_sentence(number)
            if here != last and first is not None:
                return [p.as_inferred() for p in first]
            last = here
            while number >= floor and self.doc.clauses[number].sentence == here:
                number -= 1
        return []

    def topic(self, sentence: int) -> list[Participant]:
        """Return the name a sentence sets off as its topic before any verb (ส่วนนายแดง แม้ศาลจะ… ก็ถูก…)."""
        number = self.doc.clause_at(self.doc.sentences[sentence].start)
        if number is None:
            return []
        clause = self.doc.clauses[number]
        opened = grammar_words("opener").at(self.doc.text, clause.start)
        found = [p for p in self.phrases.between(clause.start, clause.end) if p.is_free]
        alone = opened is not None and len(found) == 1 and found[0].end == clause.end
        return self._named(found) if alone and not self.doc.text[opened : found[0].start].strip() else []

    def recent(self, position: int) -> list[Participant]:
        """Return the parties of the last act of several, if a name of theirs stands in this or the last sentence."""
        here = self.doc.sentence_at(position, position + 1)
        if here is None or not self._latest:
            return []
        last = max((p.mention.end for p in self._latest if p.mention is not None), default=-1)
        near = self.doc.sentences[max(0, here - 1)]
        same = self.doc.paragraph[max(0, here - 1)] == self.doc.paragraph[here]
        return [p.as_inferred() for p in self._latest] if same and last >= near.start else []

    def by_speaker(self, number: int) -> list[Participant]:
        """Return who acts for a group named before without a verb (ฝ่ายนายจ้าง โดยนายแดง ออกประกาศ)."""
        clause = self.doc.clauses[number]
        first = next(iter(self.phrases.between(clause.start, clause.end)), None)
        if first is None or first.slot != "โดย" or first.start != clause.start or number == 0:
            return []
        before = self.doc.clauses[number - 1]
        acts = self._has_verb(first.end, clause.end)
        if before.sentence != clause.sentence or not acts or self._has_verb(before.start, before.end):
            return []
        return self._named([first])

    def _has_verb(self, start: int, end: int) -> bool:
        return bisect_left(self._verbs, start) < bisect_left(self._verbs, end)

    def _named(self, phrases: Iterable[Phrase]) -> list[Participant]:
        return [
            Participant(m.entity_id, m, inferred=False)
            for phrase in phrases
            for m in phrase.members
            if m.label in PARTICIPANTS and m.entity_id is not None
        ]

    def _first_of_sentence(self, clause: int) -> list[Participant] | None:
        sentence = self.doc.clauses[clause].sentence
        first: list[Participant] | None = None
        while clause >= 0 and self.doc.clauses[clause].sentence == sentence:
            own = self.own_subject(clause)
            if own is not None:
                first = own
            clause -= 1
        return first

    def subject_of(self, clause: int) -> list[Participant]:
        """Return the subject of a clause, its own or carried."""
        own = self.own_subject(clause)
        return list(own) if own is not None else self.carried(clause)

    def _clause_subject(self, number: int) -> list[Participant] | None:
        """Return who a clause starts with; None if it drops its subject, [] if that is unnamed."""
        clause = self.doc.clauses[number]
        speaker = self.by_speaker(number)
        if speaker:
            return speaker
        phrases = [p for p in self.phrases.between(clause.start, clause.end) if p.is_free]
        first = phrases[0] if phrases else None
        stop = first.start if first is not None else clause.end
        lead = self.doc.without_values(clause.start, stop)
        position = 0
        while position < len(lead):
            if not lead[position].isalpha():
                position += 1
                continue
            found = self.subject_in(clause.start + position, clause.start + position + 1)
            if found is not None:
                return found
            end = grammar_words("opener").at(lead, position) or grammar_words("coverb").at(lead, position)
            if end is None and first is not None and first.spaced and self._leads_on(first):
                break
            if end is None:
                return None
            position = end
        if first is None:
            return None
        group = [first]
        for phrase in phrases[1:]:
            if phrase.joins and phrase.start - group[-1].end <= 2:
                group.append(phrase)
        return self._named(group) or None

    def _leads_on(self, phrase: Phrase) -> bool:
        """Whether a verb follows a name after a lead-in and a space (หลังทราบผล นายแดงให้คำมั่น…)."""
        return self.doc.text[phrase.end : phrase.end + 1].isalpha() or bool(phrase.skipped)

    def subject_in(self, start: int, stop: int) -> list[Participant] | None:
        """Return what the first pronoun or common noun of a stretch stands for; None if there is none.

        An unnamed person or thing gives an empty list.
        """
        text, stops = self.doc.text, self.doc.stops
        skip, unknown = start, 0
        inside = {phrase.start: phrase.end for phrase in self.phrases.between(start, stop)}
        for position in range(start, stop):
            skip = max(skip, inside.get(position, 0))
            if position < skip or (not stops[position] and position != start):
                continue
            value = self.doc.value_over(position, position + 1)
            if value is not None:
                skip = value.end
                continue
            office = offices().at(text, position, stops)
            if office is not None and pronoun_words().at(text, office, stops) is not None:
                skip = office
                continue
            if office is not None and stands_alone(self.doc, office, self._verbs):
                held = self._antecedents.holder(text[position:office], position)
                if held:
                    return _infer(held)
            end = pronoun_words().at(text, position, stops)
            if end is not None:
                if text.startswith(_VAGUE, position):
                    return []
                self._open = True
                return self._resolve(text[position:end], position)
            if grammar_words("meeting").at(text, position, stops) is not None:
                self._open = True
                return [p.as_inferred() for p in self._meeting]
            end = grammar_words("unnamed").at(text, position, stops)
            if end is not None:
                return []
            end = grammar_words("class_noun").at(text, position, stops)
            if end is not None:
                return _infer(self._antecedents.definite(text[position:end], position))
            if grammar_words("force").at(text, position, stops) is not None:
                return []
            light = grammar_words("coverb").at(text, position, stops) or grammar_words("opener").at(text, position)
            if light is None and text[position].isalpha():
                unknown += 1
                if unknown > _MAX_WORDS:
                    return None
        return None

    def subject_in_verb(self, start: int, stop: int) -> list[Participant]:
        """Return what the class noun that a trigger begins with stands for (ศาลพิพากษา, ตำรวจบุกค้น)."""
        end = grammar_words("class_noun").at(self.doc.text, start, self.doc.stops)
        if end is None or end >= stop:
            return []
        return _infer(self._antecedents.definite(self.doc.text[start:end], start))

    def pronoun_after(self, start: int, stop: int, slot: str) -> list[Participant]:
        """Return what a pronoun or class noun in an object or prepositional slot after a verb stands for."""
        text, stops = self.doc.text, self.doc.stops
        position = slot_start(self.doc, start, stop, slot)
        if position is None:
            return []
        end = pronoun_words().at(text, position, stops)
        if end is not None:
            return self._resolve(text[position:end], position)
        end = grammar_words("class_noun").at(text, position, stops)
        if end is not None and slot != "obj" and stands_alone(self.doc, end, self._verbs):
            return _infer(self._antecedents.definite(text[position:end], position))
        return []

    def _resolve(self, form: str, position: int) -> list[Participant]:
        """Return the antecedents of a pronoun at `position`: inferred, with their last mention.

        A number in the pronoun (ทั้งห้าประเทศ) asks for the last group that large.
        """
        number, kind, count = read_pronoun(form)
        if count is not None and count > 2:
            many = next((parties for parties in reversed(self._gatherings) if len(parties) == count), [])
            return [p.as_inferred() for p in many]
        if number in {"plural", "dual"}:
            latest = [p for p in self._latest if p.mention is None or p.mention.label in allowed_labels(kind)]
            since = max((p.mention.end for p in latest if p.mention is not None), default=-1)
            group = self._antecedents.last_group(position, number, kind)
            if group and (len(latest) < 2 or group[0].start > since):
                return _infer(group)
            if len(latest) > 1:
                return [p.as_inferred() for p in latest]
            company = self._antecedents.company(position, number, kind)
            if company:
                return _infer(company)
        return _infer(self._antecedents.latest(kind, position, 2 if number == "dual" else 1))


def _infer(mentions: Iterable[Mention]) -> list[Participant]:
    """Return the participants some antecedents name."""
    return [Participant(m.entity_id, m, inferred=True) for m in mentions if m.entity_id is not None]


def order_participants(participants: Iterable[Participant]) -> list[Participant]:
    """Return participants in text order, each entity once, those without a mention last."""
    found: dict[str, Participant] = {}
    for participant in participants:
        known = found.get(participant.entity_id)
        if known is None or (known.inferred and not participant.inferred):
            found[participant.entity_id] = participant
    return sorted(
        found.values(),
        key=lambda p: (p.mention.start if p.mention is not None else 10**9, p.entity_id),
    )
