"""Someone's words between quotation marks, with speaker and verb of saying; titles and scare quotes left out."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from sakat.events.analysis import Analysis
from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrases import Phrases
from sakat.events.reference import Participant, References
from sakat.events.speech import Speech
from sakat.ner.choice_model import ChoiceModel
from sakat.quotes.pairs import OPENING_MARKS, Pair, find_pairs
from sakat.quotes.speaker_features import Lead, SpeakerChoice, SpeakerFeatures
from sakat.quotes.speaker_model import choose_speaker
from sakat.record import Quote, TextSpan, ids
from sakat.text.clauses import grammar_words

_BEFORE = 90
_FAR_BEFORE = 600
_AFTER = 110
_FAR_AFTER = 220
_MIN_LONG = 36
_MIN_PART = 18
_CLAUSE = 6
"""Words of a clause, those that only clauses have counted twice."""
_PASSAGE = 35
_LEADS = ("ว่า", ":")


class Said(NamedTuple):
    """Words between marks that are someone's.

    Attributes:
        pair: Where they stand.
        cue: The verb of saying, if there is one.
        choices: Who may have said them.
        direct: Who did by the rules, if a verb of saying leads straight to them; the model may know better.
    """

    pair: Pair
    cue: TextSpan | None
    choices: list[SpeakerChoice]
    direct: str | None


def find_quotes(analysis: Analysis, model: ChoiceModel | None = None) -> tuple[Quote, ...]:
    """Return the quotations of an article in text order, the marks left out.

    A stretch between “ ”, " ", ‘ ’ or « » is someone's words if a verb of saying leads to it or follows it, if it is a
    long part of what someone is reported to say, or if it stands by itself and reads as a clause (“เราไม่ได้หนี”).
    Titles, names and scare quotes are not. A model chooses the speaker among those named near by.

    Args:
        analysis: An article up to its linked mentions and dates.
        model: A model of `sakat train-quotes`; the one that comes with sakat if none is given.

    Raises:
        ModelError: If the model that comes with sakat is missing or damaged.
    """
    quotes: list[Quote] = []
    finder = QuoteFinder(analysis)
    speaker = None
    for pair in find_pairs(analysis.text):
        said = finder.read(pair, speaker)
        if said is None:
            continue
        speaker = choose_speaker(said.choices, model) or said.direct
        quotes.append(
            Quote(
                start=pair.start,
                end=pair.end,
                text=analysis.text[pair.start : pair.end],
                id=ids.quote_id(analysis.id, pair.start, pair.end),
                speaker_id=speaker,
                cue=said.cue,
            )
        )
    return tuple(quotes)


class QuoteFinder:
    """Decides about the quoted stretches of one article, in text order."""

    def __init__(self, analysis: Analysis) -> None:
        self.doc = doc = Document(analysis)
        phrases = Phrases(doc, ())
        self.speech = Speech(doc, phrases, References(doc, phrases))
        self._features = SpeakerFeatures(doc, phrases)
        words = [token for token in analysis.tokens if not token.text.isspace()]
        self._words, self._starts = [word.text for word in words], [word.start for word in words]
        self._last: tuple[int, Lead] | None = None

    def read(self, pair: Pair, last_speaker: str | None) -> Said | None:
        """Return who may have said the words, or None if they are no one's.

        Args:
            pair: Where they stand.
            last_speaker: Entity that said the words before them.
        """
        doc, text = self.doc, self.doc.text
        sentence = doc.sentence_at(pair.start, pair.start + 1)
        if sentence is None:
            return None
        lead = text[self._floor(pair, sentence) : pair.start - 1]
        if grammar_words("naming").before(lead, len(lead.rstrip())) is not None or self._is_name(pair):
            return None
        found = self._before(pair, sentence) or self._after(pair) or self._continued(pair, sentence, lead)
        if found is None:
            if not self._stands_alone(pair, lead):
                return None
            found = Lead(None, None, "alone")
        self._last = (sentence, found)
        direct = found.speaker.entity_id if found.speaker is not None and found.basis == "direct" else None
        return Said(pair, found.cue, self._features.choices(pair, found, last_speaker), direct)

    def _stands_alone(self, pair: Pair, lead: str) -> bool:
        """Whether a stretch that nothing is said to introduce reads as a clause, or is as long as no title is.

        A clause has a pronoun of speaker or hearer, a negator, a modal verb or the like (kind `clausal`).
        """
        lead = lead.replace("\u200b", "")
        if lead and not lead[-1].isspace() and not lead.endswith(_LEADS):
            return False
        words = self._words[bisect_left(self._starts, pair.start) : bisect_left(self._starts, pair.end)]
        clausal = sum(word in grammar_words("clausal") for word in words)
        return len(words) >= _PASSAGE or (clausal > 0 and len(words) + clausal >= _CLAUSE)

    def _floor(self, pair: Pair, sentence: int) -> int:
        """Return where the words before a stretch are looked at from: the sentence's start, or so far back."""
        return max(self.doc.sentences[sentence].start, pair.start - _FAR_BEFORE)

    def _is_name(self, pair: Pair) -> bool:
        name = self.doc.name_over(pair.start, pair.end)
        return name is not None and name.start <= pair.start and name.end >= pair.end

    def _span(self, edges: tuple[int, int]) -> TextSpan:
        return TextSpan(start=edges[0], end=edges[1], text=self.doc.text[edges[0] : edges[1]])

    def _before(self, pair: Pair, sentence: int) -> Lead | None:
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
        return Lead(speaker, self._span(verb), "direct" if direct else "before")

    def _reaches(self, verb: tuple[int, int], pair: Pair) -> bool:
        """Whether what a verb of saying opened still goes on at the stretch."""
        text = self.doc.text
        if not text[verb[0] : verb[1]].endswith("ว่า") and not text.startswith("ว่า", verb[1]):
            return pair.end - pair.start >= _MIN_LONG
        return pair.end - pair.start >= _MIN_PART

    def _demanded(self, pair: Pair, sentence: int) -> Lead | None:
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
                return Lead(speaker, self._span((position, end)), "demand")
        return None

    def _after(self, pair: Pair) -> Lead | None:
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
        next_mark = min((i for i in (text.find(mark, start, limit) for mark in OPENING_MARKS) if i >= 0), default=limit)
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
            return Lead(Participant(mention.entity_id or "", mention, inferred=False), self._span(verb), "after")
        if phrases or gap:
            pronoun = self.speech.references.subject_in(start, verb[0])
            if pronoun is None or phrases:
                return None
            return Lead(pronoun[0] if pronoun else None, self._span(verb), "after")
        by = [p for p in self.speech.phrases.between(verb[1], limit) if p.start - verb[1] <= 5]
        if by and by[0].members[0].label in PARTICIPANTS:
            mention = by[0].members[0]
            return Lead(Participant(mention.entity_id or "", mention, inferred=False), self._span(verb), "after")
        return None

    def _continued(self, pair: Pair, sentence: int, lead: str) -> Lead | None:
        """Return the last speaker if a long stretch stands alone after a quotation or a sentence of theirs."""
        if pair.end - pair.start < _MIN_LONG:
            return None
        if self._last is not None and 0 <= sentence - self._last[0] <= 2 and len(lead.strip()) <= 4:
            return self._last[1]._replace(basis="continued")
        if lead.strip() or sentence == 0:
            return None
        previous = self.doc.sentences[sentence - 1]
        verb = self.speech.verb_in(previous.start, previous.end)
        clause = self.doc.clause_at(verb[0]) if verb is not None else None
        if verb is None or clause is None:
            first = grammar_words("first_person").at(self.doc.text, pair.start)
            return Lead(None, None, "continued") if first is not None else None
        return Lead(self.speech.speaker(clause, verb[0]), self._span(verb), "continued")
