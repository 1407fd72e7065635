"""Describes who may vouch for an event to the source model: where they are named, what they do, what the rules say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.draft import Draft
from sakat.events.neighbourhood import Neighbourhood
from sakat.events.reporting import speaks_between
from sakat.events.scopes import SPEECH_ACTS
from sakat.record import Mention, TextSpan

_NAMES_BEFORE, _NAMES_AFTER = 12, 4
_SENTENCES_BACK = 2
_EVENTS_BACK = 4
_SAYING = 60
_NONE = "-"


class SourceChoice(NamedTuple):
    """An entity on whose word an event may be told.

    Attributes:
        entity_id: The entity.
        cue: What shows it to speak: the verb of saying or mark of its quote, its speech act, else its name.
        attributes: What the model weighs.
    """

    entity_id: str
    cue: TextSpan
    attributes: tuple[str, ...]


class SourceFeatures:
    """Finds who may vouch for the events of one article, and describes them.

    Args:
        doc: The article.
        drafts: Its events with the sources, roles and standing the rules give, in text order.
    """

    def __init__(self, doc: Document, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._drafts = drafts
        self._around = Neighbourhood(doc, drafts)
        self._names = [name for name in doc.names if name.label in PARTICIPANTS]
        self._starts = [name.start for name in self._names]

    def choices(self, number: int) -> Iterator[SourceChoice]:
        """Yield who may vouch for event `number`: those named near by, who speaks the quote, the source by rule."""
        draft, doc = self._drafts[number], self._doc
        sentence = draft.trigger.sentence
        first = bisect_left(self._starts, doc.sentences[max(0, sentence - _SENTENCES_BACK)].start)
        after = bisect_left(self._starts, doc.sentences[sentence].end)
        here = bisect_left(self._starts, draft.start)
        near = self._names[max(first, here - _NAMES_BEFORE) : min(after, here + _NAMES_AFTER)]
        quote = doc.quote_at(draft.start)
        speaker = quote.speaker_id if quote is not None else None
        given = draft.source.entity_id if draft.source is not None else None
        earlier = self._drafts[max(0, number - _EVENTS_BACK) : number]
        told = {other.source.entity_id: other.source.cue for other in earlier if other.source is not None}
        candidates: dict[str | None, TextSpan] = {name.entity_id: self._span(name.start, name.end) for name in near}
        candidates |= {entity: told.get(entity) or cue for entity, cue in candidates.items()} | told
        if quote is not None:
            candidates[speaker] = quote.cue or self._span(quote.start - 1, quote.start)
        if draft.source is not None:
            candidates[given] = draft.source.cue
        for entity, cue in candidates.items():
            if entity is not None:
                act = self._last_act(earlier, entity)
                shown = cue if act is None or entity in {speaker, given} else self._span(act.start, act.end)
                yield SourceChoice(entity, shown, tuple(self._describe(number, entity, near, speaker, earlier)))

    def _span(self, start: int, end: int) -> TextSpan:
        return TextSpan(start=start, end=end, text=self._doc.text[start:end])

    def _describe(
        self, number: int, entity: str, near: Sequence[Mention], speaker: str | None, earlier: Sequence[Draft]
    ) -> Iterator[str]:
        doc, draft = self._doc, self._drafts[number]
        sentence = doc.sentences[draft.trigger.sentence]
        modality, kind = draft.modality, draft.type
        label = doc.entities[entity].label if entity in doc.entities else _NONE
        rule = _rule(draft, entity)
        role = _role(draft, entity)
        quoted = "n" if not doc.is_quoted(draft.start) else "s" if speaker == entity else "o" if speaker else "u"
        before = [name for name in near if name.entity_id == entity and name.end <= draft.start]
        after = [name for name in near if name.entity_id == entity and name.start >= draft.end]
        name = before[-1] if before else after[0] if after else None
        act = self._last_act(earlier, entity)
        acts = f"{act.type}|{act.start >= sentence.start}" if act is not None else _NONE
        yield f"rule={rule}"
        yield f"rule={rule}|{modality}"
        yield f"rule={rule}|{label}"
        yield f"rule={rule}|{role}"
        yield f"quoted={quoted}"
        yield f"quoted={quoted}|{modality}"
        yield f"quoted={quoted}|{label}"
        yield f"role={role}|{modality}"
        yield f"role={role}|{kind}"
        yield f"type={kind}|{modality}"
        yield f"modality={modality}|{label}"
        yield f"acts={acts}"
        yield f"acts={acts}|{modality}"
        yield f"acts={acts}|{rule}"
        yield f"acts={acts}|{kind}"
        yield f"nominal={draft.trigger.nominal}|{modality}"
        previous = self._drafts[number - 1] if number else None
        same = previous is not None and previous.source is not None and previous.source.entity_id == entity
        close = previous is not None and previous.trigger.sentence == draft.trigger.sentence
        yield f"again={same}|{close}|{modality}"
        if name is None:
            yield "far"
            return
        spot = self._around.spot(draft, name.start, name.end)
        here = name.start >= sentence.start
        says = speaks_between(doc, name.end, min(draft.start, name.end + _SAYING)) if spot.before else False
        rank = self._rank(near, entity, draft.start)
        yield f"says={says}|{here}|{spot.before}"
        yield f"says={says}|{modality}|{label}"
        yield f"says={says}|{rule}"
        yield f"says={says}|{acts}"
        yield f"here={here}|{spot.before}|{spot.opens}"
        yield f"here={here}|{modality}|{rank}"
        yield f"clauses={spot.clauses}|{spot.before}|{modality}"
        yield f"verbs={spot.verbs}|{spot.before}|{says}"
        yield f"that={'ว่า' in spot.between}|{spot.before}|{modality}"
        yield f"rank={rank}|{label}"

    def _last_act(self, earlier: Sequence[Draft], entity: str) -> Draft | None:
        """Return the last speech act that an entity did before."""
        for other in reversed(earlier):
            if other.type in SPEECH_ACTS and any(person.entity_id == entity for person in other.actors):
                return other
        return None

    def _rank(self, near: Sequence[Mention], entity: str, position: int) -> int:
        """Return how many other entities are named between an entity's last name and a position, 3 for more."""
        seen: set[str | None] = set()
        for name in reversed(near):
            if name.end > position:
                continue
            if name.entity_id == entity:
                return min(len(seen), 3)
            seen.add(name.entity_id)
        return 3


def _rule(draft: Draft, entity: str) -> str:
    """Return what the rules say of an entity: R where it is their source, O another, U an unnamed one, N none."""
    source = draft.source
    if source is None:
        return "N"
    return "R" if source.entity_id == entity else "U" if source.entity_id is None else "O"


def _role(draft: Draft, entity: str) -> str:
    for role, people in (("A", draft.actors), ("R", draft.recipients)):
        if any(person.entity_id == entity for person in people):
            return role
    return _NONE
