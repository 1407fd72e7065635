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
_FARTHEST = 3
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


class _Named(NamedTuple):
    """A name, and how many other entities are named between it and the trigger after it, 3 for more."""

    name: Mention
    rank: int


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
        """Yield who may vouch for event `number`: those named near by, who speaks the quote, the source by rule.

        Nobody vouches for an event without quote or source by rule if no event shortly before has a source or tells
        that someone speaks.
        """
        draft, doc = self._drafts[number], self._doc
        quote = doc.quote_at(draft.start)
        earlier = self._drafts[max(0, number - _EVENTS_BACK) : number]
        told = {other.source.entity_id: other.source.cue for other in earlier if other.source is not None}
        acts = _last_acts(earlier)
        if quote is None and draft.source is None and not told and not acts:
            return
        near = self._near(draft)
        speaker = quote.speaker_id if quote is not None else None
        given = draft.source.entity_id if draft.source is not None else None
        cues: dict[str | None, TextSpan] = {name.entity_id: self._span(name.start, name.end) for name in near}
        cues |= {entity: told.get(entity) or cue for entity, cue in cues.items()} | told
        if quote is not None:
            cues[speaker] = quote.cue or self._span(quote.start - 1, quote.start)
        if draft.source is not None:
            cues[given] = draft.source.cue
        named = _named(near, draft)
        event = self._describe_event(number)
        for entity, cue in cues.items():
            if entity is not None:
                act = acts.get(entity)
                shown = cue if act is None or entity in {speaker, given} else self._span(act.start, act.end)
                found = list(event)
                self._describe(number, entity, speaker, act, named.get(entity), found)
                yield SourceChoice(entity, shown, tuple(found))

    def _near(self, draft: Draft) -> list[Mention]:
        """Return the names near an event, in text order."""
        sentence = draft.trigger.sentence
        first = bisect_left(self._starts, self._doc.sentences[max(0, sentence - _SENTENCES_BACK)].start)
        after = bisect_left(self._starts, self._doc.sentences[sentence].end)
        here = bisect_left(self._starts, draft.start)
        return self._names[max(first, here - _NAMES_BEFORE) : min(after, here + _NAMES_AFTER)]

    def _span(self, start: int, end: int) -> TextSpan:
        return TextSpan(start=start, end=end, text=self._doc.text[start:end])

    def _describe_event(self, number: int) -> tuple[str, ...]:
        """Return the attributes that every candidate of an event has."""
        draft = self._drafts[number]
        return f"type={draft.type}|{draft.modality}", f"nominal={draft.trigger.nominal}|{draft.modality}"

    def _describe(
        self, number: int, entity: str, speaker: str | None, act: Draft | None, named: _Named | None, found: list[str]
    ) -> None:
        """Add the attributes of a candidate."""
        doc, draft = self._doc, self._drafts[number]
        start = doc.sentences[draft.trigger.sentence].start
        modality, kind = draft.modality, draft.type
        label = doc.entities[entity].label if entity in doc.entities else _NONE
        rule = _rule(draft, entity)
        role = _role(draft, entity)
        quoted = "n" if not doc.is_quoted(draft.start) else "s" if speaker == entity else "o" if speaker else "u"
        acts = f"{act.type}|{act.start >= start}" if act is not None else _NONE
        previous = self._drafts[number - 1] if number else None
        same = previous is not None and previous.source is not None and previous.source.entity_id == entity
        close = previous is not None and previous.trigger.sentence == draft.trigger.sentence
        found += [
            f"rule={rule}", f"rule={rule}|{modality}", f"rule={rule}|{label}", f"rule={rule}|{role}",
            f"quoted={quoted}", f"quoted={quoted}|{modality}", f"quoted={quoted}|{label}",
            f"role={role}|{modality}", f"role={role}|{kind}", f"modality={modality}|{label}",
            f"acts={acts}", f"acts={acts}|{modality}", f"acts={acts}|{rule}", f"acts={acts}|{kind}",
            f"again={same}|{close}|{modality}",
        ]  # fmt: skip
        if named is None:
            found.append("far")
            return
        name, rank = named
        spot = self._around.spot(draft, name.start, name.end)
        here = name.start >= start
        says = spot.before and speaks_between(doc, name.end, min(draft.start, name.end + _SAYING))
        found += [
            f"says={says}|{here}|{spot.before}", f"says={says}|{modality}|{label}", f"says={says}|{rule}",
            f"says={says}|{acts}", f"here={here}|{spot.before}|{spot.opens}", f"here={here}|{modality}|{rank}",
            f"clauses={spot.clauses}|{spot.before}|{modality}", f"verbs={spot.verbs}|{spot.before}|{says}",
            f"that={'ว่า' in spot.between}|{spot.before}|{modality}", f"rank={rank}|{label}",
        ]  # fmt: skip


def _last_acts(earlier: Sequence[Draft]) -> dict[str, Draft]:
    """Return the last speech act of each entity that did one."""
    acts: dict[str, Draft] = {}
    for other in reversed(earlier):
        if other.type in SPEECH_ACTS:
            for person in other.actors:
                acts.setdefault(person.entity_id, other)
    return acts


def _named(near: Sequence[Mention], draft: Draft) -> dict[str, _Named]:
    """Return the last name of each entity before a trigger, else its first after it."""
    before: dict[str, _Named] = {}
    for name in reversed(near):
        if name.end <= draft.start and name.entity_id is not None and name.entity_id not in before:
            before[name.entity_id] = _Named(name, min(len(before), _FARTHEST))
    for name in near:
        if name.start >= draft.end and name.entity_id is not None and name.entity_id not in before:
            before[name.entity_id] = _Named(name, _FARTHEST)
    return before


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
