"""Noun phrases around names: offices, coordination, apposition and prepositions, without a parser."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from sakat.events.document import NAMED, PLACES, Document
from sakat.lexicon import load_lexicon
from sakat.record import Mention
from sakat.text.clauses import WordSet, grammar_words

_SPACES = " \t\u00a0"
_WORDS_BACK = 7
_WITH = ("กับ", "ร่วมกับ", "พร้อมด้วย", "พร้อมกับ", "ควบคู่กับ")


@dataclass(slots=True)
class Phrase:
    """A noun phrase headed by one or more names.

    Attributes:
        start: First code point, titles, offices and a preposition included.
        end: Code point after the last one.
        members: The names that head it; appositions and possessors are left out.
        slot: Preposition before it ("" if none).
        bare: The name only modifies an unnamed person or thing (นักลงทุน[เกาหลีใต้]).
        owner: The name owns a thing (ข้อเสนอของ[กระทรวง]).
        office: An office word stands before the first member.
        joins: It is joined to the phrase before by กับ or the like.
        spaced: White space stands before it.
        inner: Where the phrase starts after its preposition.
    """

    start: int
    end: int
    members: list[Mention]
    slot: str = ""
    bare: bool = False
    owner: bool = False
    office: bool = False
    joins: bool = False
    spaced: bool = False
    inner: int = 0
    skipped: list[Mention] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        """Whether the phrase can be a subject or an object."""
        return not (self.bare or self.owner or self.slot)


@cache
def titles() -> WordSet:
    """Return the words before a personal name: honorifics, ranks, academic, royal and monastic titles."""
    rows = [row["form"] for row in load_lexicon("titles") if row["kind"] not in {"office", "occupation", "kin"}]
    return WordSet([*rows, *(row["form"] for row in load_lexicon("event_grammar") if row["kind"] == "title")])


@cache
def offices() -> WordSet:
    """Return the words for offices whose holder acts for, or is, the name that follows."""
    rows = [row["form"] for row in load_lexicon("titles") if row["kind"] == "office"]
    return WordSet([*rows, *(row["form"] for row in load_lexicon("event_grammar") if row["kind"] == "office")])


@cache
def prepositions() -> dict[str, str]:
    """Return the slot each preposition fills: its own form, or that of a plainer one with the same role."""
    return {row["form"]: row["role"] for row in load_lexicon("prepositions")}


@cache
def _preposition_forms() -> WordSet:
    return WordSet(form for form, role in prepositions().items() if role != "of")


@cache
def _attached() -> WordSet:
    return WordSet(["ของ", "แห่ง", "ประจำ", "สังกัด"])


class Phrases:
    """The noun phrases of a document, by offset."""

    def __init__(self, doc: Document, verb_ends: Iterable[int]) -> None:
        self.doc = doc
        self._barriers = frozenset(verb_ends)
        self.items: list[Phrase] = []
        for sentence in doc.sentences:
            self._read_sentence(sentence.start, sentence.end)
        self._starts = [phrase.inner for phrase in self.items]

    def between(self, start: int, end: int) -> list[Phrase]:
        """Return the phrases whose names start in `start:end`."""
        return [
            phrase
            for phrase in self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
            if phrase.inner >= start and phrase.end <= end
        ]

    def index_before(self, position: int) -> int:
        """Return the index of the last phrase that starts before `position`, or -1."""
        return bisect_left(self._starts, position) - 1

    def _read_sentence(self, start: int, end: int) -> None:
        previous: Phrase | None = None
        for index in self.doc.names_in(start, end):
            mention = self.doc.names[index]
            if mention.label not in NAMED:
                previous = None
                continue
            floor = previous.end if previous is not None else start
            phrase = self._phrase(mention, floor)
            if previous is not None and self._attach(previous, phrase, mention):
                continue
            self.items.append(phrase)
            previous = phrase

    def _phrase(self, mention: Mention, floor: int) -> Phrase:
        """Return the phrase of one name, with what belongs to it on the left."""
        text, stops = self.doc.text, self.doc.stops
        clause = self.doc.clause_at(mention.start)
        floor = floor if clause is None else max(floor, self.doc.clauses[clause].start)
        start, office = self._extend(mention, floor)
        phrase = Phrase(start, mention.end, [mention], office=office, inner=start)
        if not office:
            marker = _attached().before(text, start, stops)
            if (
                marker is None
                and text.endswith("จาก", floor, start)
                and offices().before(text, start - 3, stops) is not None
            ):
                marker = start - 3
            if marker is not None and marker >= floor and start == mention.start:
                holder = self._holder(marker, floor)
                if holder is None:
                    phrase.owner = True
                    phrase.start = marker
                    return phrase
                phrase.office, start = True, holder
                phrase.start = phrase.inner = start
            else:
                holder = self._holder(start, floor) if mention.label != "PERSON" else None
                if holder is not None:
                    phrase.office, start = True, holder
                    phrase.start = phrase.inner = start
                elif self._is_modifier(mention, start, floor):
                    phrase.bare = True
        before = start
        while before > floor and text[before - 1] in _SPACES:
            before -= 1
        slot = _preposition_forms().before(text, before, stops)
        opener = grammar_words("opener").before(text, before) if slot is not None or mention.label in PLACES else None
        if opener is not None and before - opener > len("ที่") and clause is not None:
            slot = None
        elif slot is None and mention.label in PLACES and text.endswith("ที่", floor, before):
            slot, phrase.bare = before - len("ที่"), False
        if slot is not None and slot >= floor and not (slot == floor and text[slot:before] == "ด้าน"):
            phrase.slot = text[slot:before]
            phrase.start = slot
            before = slot
        if not phrase.slot and self._is_dateline(mention):
            phrase.slot = "ที่"
        phrase.spaced = (before > 0 and text[before - 1] in _SPACES) or before == floor
        return phrase

    def _is_dateline(self, mention: Mention) -> bool:
        """Whether a place opens a news text (นราธิวาส - เมื่อเวลา…)."""
        sentence = self.doc.sentence_at(mention.start, mention.end)
        if sentence is None or mention.label not in PLACES or self.doc.sentences[sentence].start != mention.start:
            return False
        return self.doc.text.startswith((" - ", " – ", " — ", " : ", ": "), mention.end)

    def _extend(self, mention: Mention, floor: int) -> tuple[int, bool]:
        """Return where the titles and offices before a name start, and whether one is an office."""
        text, stops = self.doc.text, self.doc.stops
        start, office = mention.start, False
        while True:
            before = start
            while before > floor and text[before - 1] in _SPACES:
                before -= 1
            found = titles().before(text, before, stops) if mention.label == "PERSON" else None
            if found is None or found < floor:
                found = offices().before(text, before, stops)
                if found is None or found < floor:
                    if mention.label == "PERSON" or (before != start and mention.label != "ORG"):
                        return start, office
                    found = grammar_words("force").before(text, before, stops)
                    if found is None or found < floor or found in self._barriers:
                        return start, office
                office = True
            if found in self._barriers and found > floor and before in self._barriers:
                return start, office
            start = found

    def _holder(self, end: int, floor: int) -> int | None:
        """Return where an office starts that ends a few words before `end` (รัฐมนตรี|ต่างประเทศ|…), or None."""
        text, stops = self.doc.text, self.doc.stops
        position, words = end, 0
        while position > floor and words < _WORDS_BACK:
            if position in self._barriers:
                return None
            position -= 1
            if text[position] in _SPACES:
                return None
            if not stops[position]:
                continue
            words += 1
            found = offices().at(text, position, stops)
            if found is None:
                found = grammar_words("force").at(text, position, stops)
            if found is not None and found <= end:
                return self._compound_office(self._office_before(position, floor), floor)
            found = _preposition_forms().at(text, position, stops)
            if found is not None and found <= end and text[position:found] not in {"ใน", "ที่"}:
                return None
        return None

    def _compound_office(self, start: int, floor: int) -> int:
        """Return where an office begins whose first word stands one word before `start` (หัวหน้า|กอง|เสนาธิการ)."""
        position = start - 1
        while position > floor and not self.doc.stops[position]:
            position -= 1
        first = offices().before(self.doc.text, position, self.doc.stops) if position > floor else None
        apart = " " in self.doc.text[position:start] or position in self._barriers or start in self._barriers
        if first is None or first < floor or apart or _preposition_forms().at(self.doc.text, position) == start:
            return start
        return self._office_before(first, floor)

    def _office_before(self, start: int, floor: int) -> int:
        """Return where the offices right before `start` begin (รัฐมนตรีว่าการ before กระทรวง…)."""
        while True:
            found = offices().before(self.doc.text, start, self.doc.stops)
            if found is None or found < floor:
                return start
            start = found

    def _is_modifier(self, mention: Mention, start: int, floor: int) -> bool:
        """Whether a common noun stands right before the name, which then only describes it."""
        text, stops = self.doc.text, self.doc.stops
        if start <= floor or text[start - 1] in _SPACES or start in self._barriers:
            return False
        clause = self.doc.clause_at(start)
        if clause is not None and self.doc.clauses[clause].start == start:
            return False
        found = grammar_words("unnamed").before(text, start, stops)
        if found is not None and found >= floor and mention.label != "PERSON":
            return True
        if mention.label not in {"GPE", "LOC"}:
            return False
        for words in (_preposition_forms(), grammar_words("joiner"), grammar_words("coverb"), grammar_words("opener")):
            if words.before(text, start, stops) is not None:
                return False
        return (
            text[start - 1].isalpha()
            or text[start - 1] in "\u0e48\u0e49\u0e4c\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39"
        )

    def _attach(self, previous: Phrase, phrase: Phrase, mention: Mention) -> bool:
        """Make the name part of the phrase before it, if it belongs there."""
        text = self.doc.text
        gap = text[previous.end : phrase.start].strip()
        between = text[previous.end : mention.start].strip()
        last = previous.members[-1]
        if phrase.owner and not gap:
            if previous.end == phrase.start or text[previous.end : phrase.start].isspace():
                previous.end = mention.end
                previous.skipped.append(mention)
                return True
            return False
        if mention.entity_id == last.entity_id and between in {"(", ""}:
            previous.end = mention.end
            return True
        if between in {"(", "หรือ", "(หรือ"} and between:
            if between == "หรือ" and mention.label == last.label:
                previous.members.append(mention)
            previous.end = mention.end
            return True
        if phrase.slot in _WITH and not gap:
            phrase.joins = True
            return False
        if gap in grammar_words("joiner") and not phrase.slot:
            if phrase.office and mention.label != "PERSON" and last.label == "PERSON" and previous.skipped:
                previous.end = mention.end
                return True
            if last.label in PLACES and mention.label in PLACES and gap == ",":
                previous.members.append(mention)
            elif phrase.bare or phrase.owner:
                return False
            else:
                previous.members.append(mention)
            previous.end = mention.end
            return True
        if gap and not self._is_titles(gap):
            return False
        if mention.label == "PERSON" and last.label != "PERSON":
            if previous.office:
                previous.members[-1] = mention
                previous.skipped.append(last)
                previous.end = mention.end
                return True
            return False
        if last.label == "PERSON" and mention.label != "PERSON" and phrase.office and not phrase.slot:
            previous.end = mention.end
            previous.skipped.append(mention)
            return True
        if not gap and not phrase.slot and not phrase.office and last.label in PLACES and mention.label in PLACES:
            return self._chain(previous, mention, last)
        return False

    def _chain(self, previous: Phrase, mention: Mention, last: Mention) -> bool:
        """Join places written one after another: states are a list, others go from small to large."""
        codes = [entity.iso3166 for item in (last, mention) if (entity := self.doc.entities.get(item.entity_id or ""))]
        if len(codes) == 2 and all(code is not None and len(code) == 2 for code in codes):
            previous.members.append(mention)
        else:
            previous.skipped.append(mention)
        previous.end = mention.end
        return True

    def _is_titles(self, gap: str) -> bool:
        """Whether a stretch holds only titles, offices and joiners."""
        position = 0
        while position < len(gap):
            if gap[position] in _SPACES:
                position += 1
                continue
            ends = [words.at(gap, position) for words in (titles(), offices(), grammar_words("joiner"))]
            found = max((end for end in ends if end is not None), default=None)
            if found is None:
                return False
            position = found
        return True


def slot_role(form: str) -> str:
    """Return the role of a preposition: with, to, from, at, by, against, for, about, between, or ""."""
    return "between" if form == "ระหว่าง" else prepositions().get(form, "")
