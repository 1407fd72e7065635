"""Describes an event to the modality model: what the rules say of it, the words before it, its time and roles."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.outlook import Outlook
from sakat.record import EventTime
from sakat.record.edtf import edtf_bounds

_BEFORE, _NEAR, _AFTER = 12, 3, 4  # words
_FAR = 4
_OPENING = 2  # paragraphs told apart from the rest
_EDGE, _NONE = "^", "-"


class StandingFeatures:
    """Describes the events of one article.

    Args:
        doc: The article.
        drafts: Its events with the standing and roles found so far, in text order.
        outlook: How the tagger sees its words.
    """

    def __init__(self, doc: Document, drafts: Sequence[Draft], outlook: Outlook) -> None:
        self._outlook = outlook
        self._doc = doc
        self._drafts = drafts
        tokens = [token for token in doc.analysis.tokens if not token.text.isspace()]
        self._words = [token.text for token in tokens]
        self._starts = [token.start for token in tokens]

    def attributes(self, number: int) -> list[str]:
        """Return what the model weighs of event `number`."""
        draft = self._drafts[number]
        return [
            *self._rules(draft),
            *self._words_before(draft),
            *self._around(draft),
            *self._circumstances(draft),
            *self._after_another(number),
        ]

    def _rules(self, draft: Draft) -> Iterator[str]:
        """Yield what the rules say of the event."""
        modality, trigger = draft.modality, draft.trigger
        cue = draft.source.cue.text if draft.source is not None else _NONE
        yield f"m={modality}"
        for other in (draft.type, trigger.frame.form, draft.polarity, trigger.nominal):
            yield f"m={modality}|{other}"
        seen, other, margin = self._outlook.modality(draft.start)
        for about in (margin, modality, f"{other}|{margin}", draft.type):
            yield f"seen={seen}|{about}"
        yield f"cue={cue}"
        yield f"cue={cue}|{modality}"
        yield f"t={draft.type}"
        yield f"t={draft.type}|{draft.subtype}"
        yield f"t={draft.type}|{trigger.nominal}|{modality}"

    def _words_before(self, draft: Draft) -> Iterator[str]:
        """Yield the words of the sentence before the trigger, the nearest by their places."""
        sentence, clause = self._doc.sentences[draft.trigger.sentence], self._doc.clauses[draft.trigger.clause]
        here = bisect_left(self._starts, draft.start)
        first = max(here - _BEFORE, bisect_left(self._starts, sentence.start))
        near = self._words[here - 1] if here > first else _EDGE
        yield f"t={draft.type}|{near}"
        for place in range(here - 1, first - 1, -1):
            word, distance = self._words[place], here - place
            yield f"L={word}"
            if distance <= _NEAR:
                yield f"l{distance}={word}"
                yield f"l{distance}={word}|{draft.modality}"
            if self._starts[place] >= clause.start:
                yield f"Lc={word}|{draft.modality}"
            if distance > 1:
                yield f"LL={word}|{self._words[place + 1]}"
            yield f"L={word}|{min(distance, _FAR)}"

    def _around(self, draft: Draft) -> Iterator[str]:
        """Yield the words after the trigger, and those that open its sentence and its clause."""
        sentence, clause = self._doc.sentences[draft.trigger.sentence], self._doc.clauses[draft.trigger.clause]
        after = bisect_left(self._starts, draft.end)
        for distance, word in enumerate(self._words[after : after + _AFTER]):
            yield f"r{distance}={word}"
        for word in self._words[after : bisect_left(self._starts, clause.end)][:_BEFORE]:
            yield f"Rc={word}"
        yield f"s0={self._words[bisect_left(self._starts, sentence.start)]}"
        opening = self._words[bisect_left(self._starts, clause.start)] if clause.start <= draft.start else _NONE
        yield f"c0={opening}"
        yield f"c0={opening}|{draft.modality}"

    def _circumstances(self, draft: Draft) -> Iterator[str]:
        """Yield when the event is against the day of the article, its roles, and where in the article it is told."""
        doc, modality, sentence = self._doc, draft.modality, draft.trigger.sentence
        when = self._when(draft.time)
        basis = draft.time.basis if draft.time is not None else _NONE
        yield f"when={when}"
        yield f"when={when}|{modality}"
        yield f"when={when}|{basis}|{modality}"
        yield f"basis={basis}|{modality}"
        yield f"actor={bool(draft.actors)}|{modality}|{draft.trigger.nominal}"
        yield f"roles={bool(draft.actors) and draft.actors[0].inferred}|{bool(draft.recipients)}"
        yield f"quoted={doc.is_quoted(draft.start)}|{modality}"
        yield f"paragraph={min(doc.paragraph[sentence], _OPENING)}|{modality}"
        yield f"last={sentence >= len(doc.sentences) - 2}"

    def _when(self, time: EventTime | None) -> str:
        day = self._doc.analysis.document_date
        if time is None or day is None:
            return _NONE
        first, last = edtf_bounds(time.edtf)
        if first is None or last is None:
            return _NONE
        return "future" if first > day else "past" if last < day else "now"

    def _after_another(self, number: int) -> Iterator[str]:
        """Yield what the rules say of the event before, if there is one."""
        if number:
            before, draft = self._drafts[number - 1], self._drafts[number]
            together = before.trigger.sentence == draft.trigger.sentence
            yield f"prev={before.modality}|{draft.modality}|{together}"
