"""Finds the noun phrases around names, with their offices and prepositions, without a parser."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from sakat.events.attachment import attach
from sakat.events.document import NAMED, PLACES, Document
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import SPACES, offices, owner_markers, preposition_forms, titles
from sakat.record import Mention
from sakat.text.clauses import grammar_words

_WORDS_BACK = 7


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
            if previous is not None and attach(self.doc, previous, phrase, mention):
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
            marker = owner_markers().before(text, start, stops)
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
        while before > floor and text[before - 1] in SPACES:
            before -= 1
        slot = preposition_forms().before(text, before, stops)
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
        phrase.spaced = (before > 0 and text[before - 1] in SPACES) or before == floor
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
            while before > floor and text[before - 1] in SPACES:
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
            if text[position] in SPACES:
                return None
            if not stops[position]:
                continue
            words += 1
            found = offices().at(text, position, stops)
            if found is None:
                found = grammar_words("force").at(text, position, stops)
            if found is not None and found <= end:
                return self._compound_office(self._office_before(position, floor), floor)
            found = preposition_forms().at(text, position, stops)
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
        if first is None or first < floor or apart or preposition_forms().at(self.doc.text, position) == start:
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
        if start <= floor or text[start - 1] in SPACES or start in self._barriers:
            return False
        clause = self.doc.clause_at(start)
        if clause is not None and self.doc.clauses[clause].start == start:
            return False
        found = grammar_words("unnamed").before(text, start, stops)
        if found is not None and found >= floor and mention.label != "PERSON":
            return True
        if mention.label not in {"GPE", "LOC"}:
            return False
        for words in (preposition_forms(), grammar_words("joiner"), grammar_words("coverb"), grammar_words("opener")):
            if words.before(text, start, stops) is not None:
                return False
        return (
            text[start - 1].isalpha()
            or text[start - 1] in "\u0e48\u0e49\u0e4c\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39"
        )
