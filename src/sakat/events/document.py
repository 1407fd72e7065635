"""An `Analysis` with the look-ups event extraction needs, each in logarithmic or constant time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate

from sakat.events.analysis import Analysis
from sakat.events.topic import is_sport
from sakat.record import Entity, Mention, Quote, Range, Temporal
from sakat.text.clauses import WordSet, grammar_words, split_clauses

NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
"""Labels whose mentions can fill a slot of an event."""
PARTICIPANTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
"""Labels that can act."""
PLACES = frozenset({"GPE", "LOC", "FAC"})
_RELATIVES = ("ซึ่ง", "อัน", "ผู้ซึ่ง")
_ADJUNCTS = ("ใน", "ระหว่าง", "ณ", "ที่")
_VERBAL = ("ให้", "จะ", "ได้", "ถูก")
_OFFICE_LENGTH = 24


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause by offsets, with its sentence's index."""

    start: int
    end: int
    sentence: int


class Document:
    """One analysis, indexed by offset.

    Attributes:
        stops: `stops[i]` is true where a token starts or ends.
        names: Outermost mentions that are no values, in text order.
        dates: Temporal expressions of type DATE with a value, in text order.
        clocks: The clock time told with a date, by the id of the date.
        is_sport: The article tells of sport.
        clauses: All clauses, in text order.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.stops = bytearray(len(self.text) + 2)
        self.stops[0] = 1
        self.is_sport = is_sport((token.text for token in analysis.tokens), len(self.text))
        for token in analysis.tokens:
            self.stops[token.end] = 1
            if token.text in grammar_words("fused"):
                self.stops[token.end - len("ที่")] = 1
        self.entities: dict[str, Entity] = {entity.id: entity for entity in analysis.entities}
        outermost = [mention for mention in analysis.mentions if mention.nested_in is None]
        for mention in analysis.mentions:
            self.stops[mention.start] = self.stops[mention.end] = 1
        self.names: list[Mention] = [mention for mention in outermost if mention.entity_id is not None]
        self.values: list[Mention] = [mention for mention in outermost if mention.entity_id is None]
        self._name_starts = [mention.start for mention in self.names]
        self._value_starts = [mention.start for mention in self.values]
        valued = [item for item in analysis.temporal if item.edtf is not None]
        self.dates: list[Temporal] = [item for item in valued if "T" not in str(item.edtf)]
        self.clocks: dict[str, Temporal] = {
            item.anchor_id: item for item in valued if "T" in str(item.edtf) and item.anchor_id is not None
        }
        self._date_starts = [item.start for item in self.dates]
        self.sentences: tuple[Range, ...] = analysis.sentences
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._quote_starts = [quote.start for quote in analysis.quotes]
        self._quote_ends = list(accumulate((quote.end for quote in analysis.quotes), max))
        self.clauses: list[Clause] = []
        for number, sentence in enumerate(self.sentences):
            for part in split_clauses(self.text, analysis.tokens, sentence):
                if self.clauses and self.clauses[-1].sentence == number and self._is_inside(part.start):
                    self.clauses[-1] = Clause(self.clauses[-1].start, part.end, number)
                else:
                    self.clauses.append(Clause(part.start, part.end, number))
        self.set_clauses(self.clauses)
        self._found: dict[WordSet, list[int]] = {}
        self.paragraph: list[int] = []
        count, position = 0, 0
        for sentence in self.sentences:
            count += "\n" in self.text[position : sentence.start]
            position = sentence.start
            self.paragraph.append(count)

    def set_clauses(self, clauses: list[Clause]) -> None:
        """Replace the clauses, in text order."""
        self.clauses = clauses
        self._clause_starts = [clause.start for clause in clauses]

    def _is_inside(self, cut: int) -> bool:
        """Whether a clause cut falls into a name, or between two names that a word such as และ joins."""
        before = bisect_left(self._name_starts, cut) - 1
        if before >= 0 and self.names[before].end > cut:
            return True
        value = bisect_left(self._value_starts, cut) - 1
        if value >= 0 and self.values[value].end > cut:
            return True
        end = grammar_words("joiner").at(self.text, cut)
        if end is None or before < 0 or self.text[self.names[before].end : cut].strip(" ,"):
            return False
        after = before + 1
        if after >= len(self.names) or self.names[after].start - end > _OFFICE_LENGTH:
            return False
        between = self.text[end : self.names[after].start]
        return not any(word in between for word in _VERBAL)

    def sentence_at(self, start: int, end: int) -> int | None:
        """Return the index of the sentence that holds `start:end`, or None."""
        index = bisect_right(self._sentence_starts, start) - 1
        return index if index >= 0 and end <= self.sentences[index].end else None

    def clause_at(self, position: int) -> int | None:
        """Return the index of the clause that holds a position, or None."""
        index = bisect_right(self._clause_starts, position) - 1
        return index if index >= 0 and position < self.clauses[index].end else None

    def matrix_of(self, position: int) -> int | None:
        """Return the clause that a phrase after a space belongs to, across a relative clause; None if there is none.

        In ตำรวจจับนายแดง ซึ่งต้องสงสัยว่าปล้นร้าน ในปฏิบัติการร่วมกัน the last phrase closes the arrest's clause.
        """
        space = self.text.rfind(" ", 0, position)
        here = self.clause_at(position)
        if here is None or space < 0 or not self.text.startswith(_ADJUNCTS, space + 1):
            return None
        number = here
        while number > 0 and self.clauses[number - 1].sentence == self.clauses[here].sentence:
            start = self.clauses[number].start
            if self.text.startswith(_RELATIVES, start):
                return number - 1 if space > start else None
            if not self.text.endswith("ว่า", 0, self.clauses[number - 1].end):
                return None
            number -= 1
        return None

    def _starts_of(self, words: WordSet) -> list[int]:
        """Return where forms of a set stand token to token, in order; they are looked for once."""
        if words not in self._found:
            text, stops = self.text, self.stops
            places = (place for place in range(len(text)) if stops[place])
            self._found[words] = [place for place in places if words.at(text, place, stops) is not None]
        return self._found[words]

    def holds(self, words: WordSet, start: int, end: int) -> bool:
        """Return whether a form of a set starts in `start:end`, token to token; for sets that are often asked for."""
        places = self._starts_of(words)
        first = bisect_left(places, start)
        return first < len(places) and places[first] < end

    def is_quoted(self, position: int) -> bool:
        """Return whether a position stands in a quote."""
        index = bisect_right(self._quote_starts, position) - 1
        return index >= 0 and position < self._quote_ends[index]

    def quote_at(self, position: int) -> Quote | None:
        """Return the quote that holds a position, the last that starts before it, or None."""
        index = bisect_right(self._quote_starts, position) - 1
        quote = self.analysis.quotes[index] if index >= 0 else None
        return quote if quote is not None and position < quote.end else None

    def quote_from(self, position: int) -> Quote | None:
        """Return the first quote that starts at a position or after it, or None."""
        index = bisect_left(self._quote_starts, position)
        return self.analysis.quotes[index] if index < len(self._quote_starts) else None

    def names_in(self, start: int, end: int) -> range:
        """Return the indices into `names` of the mentions that start in `start:end`."""
        return range(bisect_left(self._name_starts, start), bisect_left(self._name_starts, end))

    def name_over(self, start: int, end: int) -> Mention | None:
        """Return the outermost named mention that overlaps `start:end`, if any."""
        index = bisect_left(self._name_starts, end) - 1
        if index >= 0 and self.names[index].end > start:
            return self.names[index]
        return None

    def value_over(self, start: int, end: int) -> Mention | None:
        """Return the date or number that overlaps `start:end`, if any."""
        index = bisect_left(self._value_starts, end) - 1
        if index >= 0 and self.values[index].end > start:
            return self.values[index]
        return None

    def values_in(self, start: int, end: int) -> list[Mention]:
        """Return the dates and numbers that start in `start:end`."""
        return self.values[bisect_left(self._value_starts, start) : bisect_left(self._value_starts, end)]

    def dates_in(self, start: int, end: int) -> list[Temporal]:
        """Return the dated expressions that start in `start:end`."""
        return self.dates[bisect_left(self._date_starts, start) : bisect_left(self._date_starts, end)]

    def without_values(self, start: int, end: int) -> str:
        """Return `text[start:end]` with dates and numbers blanked out, same length."""
        piece = self.text[start:end]
        for value in self.values_in(start, end):
            stop = min(value.end, end)
            piece = piece[: value.start - start] + " " * (stop - value.start) + piece[stop - start :]
        return piece
