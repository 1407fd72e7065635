"""Someone's words between quotation marks, with speaker and verb of saying; titles and scare quotes left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sakat.events.analysis import Analysis
from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrases import Phrases
from sakat.events.reference import Participant, References
from sakat.events.speech import Speech
from sakat.record import Quote, TextSpan, ids
from sakat.text.clauses import grammar_words

_PAIRS = {"“": "”", "«": "»", "‘": "’", "„": "“", '"': '"'}
_MARKS = re.compile(f"[{''.join(dict.fromkeys((*_PAIRS, *_PAIRS.values())))}\n]")
_BEFORE = 90
_FAR_BEFORE = 600
_AFTER = 110
_FAR_AFTER = 220
_MIN_LONG = 36
_MIN_PART = 18


@dataclass(frozen=True, slots=True)
class _Pair:
    """A stretch between two marks: `start`, `end` without them."""

    start: int
    end: int


def find_quotes(analysis: Analysis) -> tuple[Quote, ...]:
    """Return the quotations of an article in text order, the marks left out.

    A stretch between “ ”, " ", ‘ ’ or « » is someone's words if a verb of saying leads to it or follows it, or if it
    is a long part of what someone is reported to say. Titles, names and scare quotes are not. The speaker stands
    before the verb, after the quotation, or in an earlier sentence; a statement speaks for who issued it.
    """
    pairs = list(_find_pairs(analysis.text))
    if not pairs:
        return ()
    doc = Document(analysis)
    phrases = Phrases(doc, ())
    finder = _Finder(doc, Speech(doc, phrases, References(doc, phrases)))
    return tuple(quote for pair in pairs if (quote := finder.read(pair)) is not None)


def _find_pairs(text: str) -> Iterator[_Pair]:
    """Yield the outermost quoted stretches, none longer than its line."""
    position = 0
    for opening, closing in sorted(_match_marks(text).items()):
        if opening < position:
            continue
        position = closing + 1
        start, end = opening + 1, closing
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield _Pair(start, end)


def _match_marks(text: str) -> dict[int, int]:
    """Return where each mark that opens a quotation is closed in its line; marks of another sort do not matter.

    >>> _match_marks("“ก “ข” ค” “ง")
    {3: 5, 0: 8}
    """
    closed: dict[int, int] = {}
    waiting: dict[str, list[int]] = {mark: [] for mark in _PAIRS.values()}
    for match in _MARKS.finditer(text):
        mark, place = match[0], match.start()
        if mark == "\n":
            for places in waiting.values():
                places.clear()
        if waiting.get(mark):
            closed[waiting[mark].pop()] = place
        close = _PAIRS.get(mark)
        if close is not None:
            waiting[close].append(place)
    return closed


class _Finder:
    """Decides about quoted stretches in text order, remembering the last speaker."""

    def __init__(self, doc: Document, speech: Speech) -> None:
        self.doc = doc
        self.speech = speech
        self._last: tuple[int, Participant | None, TextSpan | None] | None = None

    def read(self, pair: _Pair) -> Quote | None:
        """Return the quotation, or None if the stretch is no one's words."""
        doc, text = self.doc, self.doc.text
        sentence = doc.sentence_at(pair.start, pair.start + 1)
        if sentence is None:
            return None
        lead = text[self._floor(pair, sentence) : pair.start - 1]
        if grammar_words("naming").before(lead, len(lead.rstrip())) is not None or self._is_name(pair):
            return None
        found = self._before(pair, sentence) or self._after(pair) or self._continued(pair, sentence, lead)
        if found is None:
            return None
        speaker, cue = found
        self._last = (sentence, speaker, cue)
        return Quote(
            start=pair.start,
            end=pair.end,
            text=text[pair.start : pair.end],
            id=ids.quote_id(doc.analysis.id, pair.start, pair.end),
            speaker_id=speaker.entity_id if speaker is not None else None,
            cue=cue,
        )

    def _floor(self, pair: _Pair, sentence: int) -> int:
        """Return where the words before a stretch are looked at from: the sentence's start, or so far back."""
        return max(self.doc.sentences[sentence].start, pair.start - _FAR_BEFORE)

    def _is_name(self, pair: _Pair) -> bool:
        name = self.doc.name_over(pair.start, pair.end)
        return name is not None and name.start <= pair.start and name.end >= pair.end

    def _span(self, edges: tuple[int, int]) -> TextSpan:
        return TextSpan(start=edges[0], end=edges[1], text=self.doc.text[edges[0] : edges[1]])

    def _before(self, pair: _Pair, sentence: int) -> tuple[Participant | None, TextSpan | None] | None:
        """Return speaker and cue if a verb of saying leads to the stretch."""
        doc, text = self.doc, self.doc.text
        floor = self._floor(pair, sentence)
        verb = self.speech.verb_in(max(floor, pair.start - 1 - _BEFORE), pair.start - 1)
        lead_in = text[floor : pair.start - 1].rstrip()
        if verb is None:
            verb = self.speech.verb_in(floor, pair.start - 1)
            if verb is None or not text[verb[0] : verb[1]].endswith("ว่า"):
                verb = None
        if verb is None:
            causative = "ให้" in lead_in[-_BEFORE:] and pair.end - pair.start >= _MIN_LONG
            return self._demanded(pair, sentence) if causative else None
        between = text[verb[1] : pair.start - 1].strip()
        direct = not between or between in {"ว่า", ":", "ว่า:", "คือ"} or lead_in.endswith(("ว่า", ":", "ว่า,"))
        long_enough = pair.end - pair.start >= _MIN_PART and " " not in between[-1:]
        if not direct and not (long_enough and self._reaches(verb, pair)):
            return None
        clause = doc.clause_at(verb[0])
        speaker = self.speech.speaker(clause, verb[0]) if clause is not None else None
        return speaker, self._span(verb)

    def _reaches(self, verb: tuple[int, int], pair: _Pair) -> bool:
        """Whether what a verb of saying opened still goes on at the stretch."""
        text = self.doc.text
        if not text[verb[0] : verb[1]].endswith("ว่า") and not text.startswith("ว่า", verb[1]):
            return pair.end - pair.start >= _MIN_LONG
        return pair.end - pair.start >= _MIN_PART

    def _demanded(self, pair: _Pair, sentence: int) -> tuple[Participant | None, TextSpan | None] | None:
        """Return the speaker of a demand quoted in part: เรียกร้องให้… “…”."""
        doc = self.doc
        floor = self._floor(pair, sentence)
        for position in range(pair.start - 1, floor, -1):
            if not doc.stops[position]:
                continue
            end = grammar_words("demand").at(doc.text, position, doc.stops)
            if end is not None and end < pair.start:
                clause = doc.clause_at(position)
                speaker = self.speech.speaker(clause, position) if clause is not None else None
                return speaker, self._span((position, end))
        return None

    def _after(self, pair: _Pair) -> tuple[Participant | None, TextSpan | None] | None:
        """Return speaker and cue if a name and a verb of saying follow the stretch."""
        doc, text = self.doc, self.doc.text
        start = pair.end + 1
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        limit = min(line_end, start + _AFTER)
        near = self.speech.phrases.between(start, line_end)[:1]
        named = bool(near) and near[0].members[0].label == "PERSON" and not text[start : near[0].start].strip(" ,")
        if named:
            limit = min(line_end, start + _FAR_AFTER)
        next_mark = min((i for i in (text.find(mark, start, limit) for mark in '"“«‘') if i >= 0), default=limit)
        position, verb = start, None
        while position < next_mark:
            end = None
            if doc.stops[position]:
                window = self.speech.verb_in(position, min(next_mark, position + 24))
                end = window if window is not None and window[0] == position else None
            if end is not None:
                verb = end
                break
            position += 1
        if verb is None:
            return None
        phrases = [p for p in self.speech.phrases.between(start, verb[0]) if p.is_free]
        phrases = phrases[:1] if named else phrases
        gap = text[start : phrases[0].start if phrases else verb[0]].strip(" ,")
        if phrases and not gap and phrases[0].members[0].label in PARTICIPANTS:
            mention = phrases[0].members[0]
            return Participant(mention.entity_id or "", mention, inferred=False), self._span(verb)
        if phrases or gap:
            pronoun = self.speech.references.subject_in(start, verb[0])
            return (pronoun[0] if pronoun else None, self._span(verb)) if pronoun is not None and not phrases else None
        by = [p for p in self.speech.phrases.between(verb[1], limit) if p.start - verb[1] <= 5]
        if by and by[0].members[0].label in PARTICIPANTS:
            mention = by[0].members[0]
            return Participant(mention.entity_id or "", mention, inferred=False), self._span(verb)
        return None

    def _continued(self, pair: _Pair, sentence: int, lead: str) -> tuple[Participant | None, TextSpan | None] | None:
        """Return the last speaker if a long stretch stands alone after a quotation or a sentence of theirs."""
        if pair.end - pair.start < _MIN_LONG:
            return None
        if self._last is not None and 0 <= sentence - self._last[0] <= 2 and len(lead.strip()) <= 4:
            return self._last[1], self._last[2]
        if lead.strip() or sentence == 0:
            return None
        previous = self.doc.sentences[sentence - 1]
        verb = self.speech.verb_in(previous.start, previous.end)
        clause = self.doc.clause_at(verb[0]) if verb is not None else None
        if verb is None or clause is None:
            first = grammar_words("first_person").at(self.doc.text, pair.start)
            return (None, None) if first is not None else None
        return self.speech.speaker(clause, verb[0]), self._span(verb)
