"""Events of an article: triggers, their frames filled, standing decided, repetitions merged, records made."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from sakat.events.analysis import Analysis
from sakat.events.arguments import ArgumentFinder
from sakat.events.codes import Codes, convert_type
from sakat.events.confirm import confirm_triggers
from sakat.events.coreference import link_same, merge_drafts
from sakat.events.document import Document
from sakat.events.draft import RECIPROCAL, Draft
from sakat.events.fillers import drop_impossible
from sakat.events.filters import drop_non_events, is_case, occurs
from sakat.events.labels import make_labels
from sakat.events.phrases import Phrases
from sakat.events.place_model import choose_places
from sakat.events.reference import Participant, order_participants
from sakat.events.refine import refine_clauses
from sakat.events.role_model import RoleModel
from sakat.events.roles import Roles
from sakat.events.rules import add_convictions, is_swallowed
from sakat.events.scopes import Scope, ScopeFinder
from sakat.events.source_model import choose_sources
from sakat.events.standing import StandingFinder
from sakat.events.standing_model import StandingModel, settle_modality
from sakat.events.tagger import TriggerTagger
from sakat.events.time_model import choose_times
from sakat.events.time_place import PlaceFinder, TimeFinder
from sakat.events.triggers import Trigger, find_triggers
from sakat.record import Argument, Event, Range, TextSpan, ids

MIN_SCORE = 0.25
"""Events whose estimated precision is lower are not given."""
_DEMAND_REACH = 30
_MASS = frozenset({"disaster", "accident", "death", "injury", "disease", "election", "ceremony", "sport", "award"})


def find_events(analysis: Analysis) -> tuple[Event, ...]:
    """Return the events of an article in text order, as record models that keep the record's invariants.

    Args:
        analysis: The article with words, sentences, linked mentions, resolved dates, citations and quotes.

    Source: PLOVER 2.0 draft manual, as read in the project's ontology.
    """
    doc = Document(analysis)
    lexical = find_triggers(doc)
    codes = Codes(doc)
    tagged, outlook = TriggerTagger.load().read(doc, lexical)
    drafts = make_drafts(doc, confirm_triggers(doc, lexical, tagged), codes)
    modalities = StandingModel.load().choose(doc, drafts, outlook)  # the models learnt from what the rules say
    times, places, sources = choose_times(doc, drafts), choose_places(doc, drafts), choose_sources(doc, drafts)
    RoleModel.load().assign(doc, drafts, outlook)
    for draft, time, place, source in zip(drafts, times, places, sources, strict=True):
        draft.time, draft.place, draft.source = time, place, source
        drop_impossible(doc, draft)
    settle_modality(drafts, modalities)
    return tuple(_to_event(doc, codes, draft) for draft in drafts)


def make_drafts(doc: Document, triggers: Sequence[Trigger], codes: Codes | None = None) -> list[Draft]:
    """Return the events that rules make of triggers, in text order, with the roles the rules give.

    Args:
        doc: The article; its clauses are refined.
        triggers: Its triggers in text order.
        codes: The cues for modes in it, if they are known.
    """
    triggers = drop_non_events(doc, triggers)
    if not triggers:
        return []
    phrases = Phrases(doc, (edge for t in triggers for edge in (t.end, t.form_end)))
    triggers = refine_clauses(doc, triggers, phrases)
    drafts = _Drafter(doc, phrases, triggers, codes or Codes(doc)).drafts()
    drafts = add_convictions(doc, merge_drafts(doc, drafts))
    drafts = link_same(doc, [draft for draft in drafts if _is_told(draft)])
    distinct: dict[tuple[int, int, str, str | None], Draft] = {}
    for draft in drafts:
        distinct.setdefault((draft.start, draft.end, draft.type, draft.subtype), draft)
    return sorted(distinct.values(), key=lambda d: (d.start, d.end, d.type, d.subtype or ""))


class _Drafter:
    """Makes one draft of each trigger that is an event of its own."""

    def __init__(self, doc: Document, phrases: Phrases, triggers: Sequence[Trigger], codes: Codes) -> None:
        self.doc = doc
        self.triggers = triggers
        self.arguments = ArgumentFinder(doc, phrases, triggers)
        self.scopes = ScopeFinder(doc, triggers, self.arguments)
        self.standings = StandingFinder(doc, triggers, self.arguments, self.scopes)
        self.times = TimeFinder(doc, triggers)
        self.places = PlaceFinder(doc, phrases, triggers)
        self.codes = codes

    def drafts(self) -> list[Draft]:
        """Return the drafts in text order."""
        made: list[Draft] = []
        scopes: list[Scope] = []
        swallowing: list[Scope] = []
        for index, trigger in enumerate(self.triggers):
            scopes = [scope for scope in scopes if scope.end > trigger.start]
            swallowing = [scope for scope in swallowing if scope.end > trigger.start]
            roles = self.arguments.roles(index)
            content = scopes[-1] if scopes else None
            governor = self.triggers[content.trigger] if content is not None else None
            if governor is not None and governor.frame.type == "REJECT" and not self._is_refused(governor, trigger):
                content = governor = None
            opened = self.scopes.content_scope(index)
            if opened is not None:
                scopes.append(opened)
            if swallowing or (governor is not None and self._is_part(trigger, governor)):
                if opened is not None:
                    scopes.pop()
                if content is not None:
                    self._pass_up(made, content, roles)
                continue
            draft = self._draft(index, trigger, roles, content)
            petition = made[-1] if made and self._repeats(made[-1].index, index) else None
            if petition is not None:
                petition.recipients = petition.recipients or draft.recipients
                petition.modes = petition.modes or draft.modes
                petition.score = max(petition.score, draft.score)
                continue
            if content is not None and governor is not None and governor.frame.type == draft.type == "AGREE":
                self._pass_up(made, content, roles)
                continue
            if draft.type == "PROTEST" and opened is None:
                sentence = self.doc.sentences[trigger.sentence]
                demand = self._demand(index, sentence.end)
                if demand is not None:
                    swallowing.append(demand)
            made.append(draft)
        return made

    def _is_refused(self, governor: Trigger, trigger: Trigger) -> bool:
        """Whether a trigger is what a refusal refuses or denies, rather than what comes after it."""
        denied = self.doc.text.startswith("ว่า", governor.end)
        return denied or is_swallowed(self.doc, trigger, governor)

    def _is_part(self, trigger: Trigger, governor: Trigger) -> bool:
        """Whether the content of a speech act is no event beside it; the tagger knows what a refusal refuses better."""
        refused = trigger.seen and governor.frame.type == "REJECT"
        return not refused and is_swallowed(self.doc, trigger, governor)

    def _repeats(self, earlier: int, index: int) -> bool:
        """Whether ขอให้ only tells what the letter or petition before it asks (ยื่นหนังสือต่อกระทรวง ขอให้…)."""
        first, second = self.triggers[earlier], self.triggers[index]
        if first.frame.type != "REQUEST" or second.frame.type != "REQUEST" or second.nominal:
            return False
        between = self.doc.text[first.end : second.start]
        subject = self.arguments.roles(index).subject
        own = any(p.mention is not None and p.mention.start >= first.end and not p.inferred for p in subject)
        asks = self.doc.text.startswith("ขอ", second.start) and not own
        return asks and first.clause == second.clause and between[-1:].isspace() and len(between) <= 2 * _DEMAND_REACH

    def _pass_up(self, made: Sequence[Draft], content: Scope, roles: Roles) -> None:
        """Give a speech act the recipients of the act it holds, if it names none."""
        governor = next((draft for draft in reversed(made) if draft.index == content.trigger), None)
        if governor is not None and not governor.recipients:
            known = governor.people
            governor.recipients = [p for p in roles.recipients if p.entity_id not in known]

    def _demand(self, index: int, end: int) -> Scope | None:
        """Return the scope of a demand voiced by a protest, which is no event beside it."""
        for later in range(index + 1, len(self.triggers)):
            trigger = self.triggers[later]
            if trigger.start >= end or trigger.nominal or self._has_own_subject(later):
                return None
            if trigger.head - self.triggers[index].end > _DEMAND_REACH:
                return None
            if trigger.frame.type in {"REQUEST", "ACCUSE"}:
                scope = self.scopes.content_scope(later)
                span = TextSpan(start=trigger.start, end=trigger.end, text=self.doc.text[trigger.start : trigger.end])
                held = min(scope.end, self.doc.clauses[trigger.clause].end) if scope is not None else 0
                return Scope(trigger.start, max(trigger.end, held), "content", index, None, span)
        return None

    def _has_own_subject(self, index: int) -> bool:
        return any(not p.inferred for p in self.arguments.roles(index).subject)

    def _draft(self, index: int, trigger: Trigger, roles: Roles, content: Scope | None) -> Draft:
        frame = trigger.frame
        standing = self.standings.find(index, content)
        modality = standing.modality
        asserted = modality in {"asserted", "reported"} and standing.polarity == "positive"
        background = is_case(self.doc, trigger)
        floor = standing.scope.start if standing.scope is not None else None
        time = self.times.find(index, floor=floor, background=background, asserted=asserted)
        place = None if background else self.places.find(index, roles, asserted=asserted)
        actors, recipients = list(roles.actors), list(roles.recipients)
        speaker = self.scopes.own_words(index)
        if speaker is not None and not any(not p.inferred for p in actors):
            actors = [speaker.as_inferred()]
        event_type = convert_type(frame.type, modality)
        sentence = self.doc.sentences[trigger.sentence]
        modes = self.codes.modes(
            event_type, frame.modes if event_type == frame.type else (), sentence.start, sentence.end
        )
        if event_type in RECIPROCAL and "visit" not in frame.modes:
            actors, recipients = actors + recipients, []
        occurring = not trigger.nominal or occurs(self.doc, trigger)
        score = frame.score
        if trigger.nominal and not occurring and not frame.noun:
            score *= 0.8
        if trigger.nominal and frame.actor != "none" and not actors and not recipients:
            score *= 0.9
        if background:
            score *= 0.7
        return Draft(
            index=index, trigger=trigger, start=trigger.start, end=trigger.end, type=event_type, subtype=frame.subtype,
            modes=modes, actors=order_participants(actors), recipients=order_participants(recipients), time=time,
            place=place, polarity=standing.polarity, modality=modality, source=standing.source, score=score,
            light=trigger.nominal and not occurring, passive=roles.passive or trigger.passive,
        )  # fmt: skip


def _is_told(draft: Draft) -> bool:
    """Whether a draft is sure and concrete enough to be given."""
    if draft.light and not draft.details and draft.subtype not in _MASS:
        return False
    if draft.modality == "generic" and not draft.people:
        return False
    return draft.score >= MIN_SCORE


def _event_id(doc: Document, draft: Draft) -> str:
    return ids.event_id(doc.analysis.id, draft.start, draft.end, draft.type, draft.subtype)


def _to_event(doc: Document, codes: Codes, draft: Draft) -> Event:
    actors, recipients = order_participants(draft.actors), order_participants(draft.recipients)
    taken = {p.entity_id for p in actors}
    recipients = [p for p in recipients if p.entity_id not in taken]
    evidence, citations = _evidence(doc, draft)
    place = draft.place
    standing: list[str] = [draft.modality] if draft.modality != "asserted" else []
    if draft.polarity == "negated":
        standing.insert(0, "negated")
    thai, english = make_labels(
        draft.type, draft.subtype, draft.modes,
        [doc.entities[p.entity_id] for p in actors], [doc.entities[p.entity_id] for p in recipients],
        doc.entities[place.entity_id] if place is not None else None,
        draft.time.edtf if draft.time is not None else None, standing,
    )  # fmt: skip
    return Event(
        id=_event_id(doc, draft),
        type=draft.type,
        subtype=draft.subtype,
        mode=tuple(sorted(draft.modes)),
        context=codes.contexts(draft.trigger.sentence),
        trigger=TextSpan(start=draft.start, end=draft.end, text=doc.text[draft.start : draft.end]),
        arguments=(*_arguments("actor", actors), *_arguments("recipient", recipients)),
        time=draft.time,
        place=place,
        polarity=draft.polarity,
        modality=draft.modality,
        source=draft.source,
        evidence=(evidence,),
        citations=citations,
        same_as=_event_id(doc, draft.same_as) if draft.same_as is not None else None,
        score=round(min(draft.score, 0.99), 4),
        label_th=thai,
        label_en=english,
    )


def _arguments(role: str, participants: Sequence[Participant]) -> list[Argument]:
    return [
        Argument(
            role="actor" if role == "actor" else "recipient",
            entity_id=p.entity_id,
            mention_id=p.mention.id if p.mention is not None else None,
            inferred=p.inferred,
        )
        for p in participants
    ]


def _evidence(doc: Document, draft: Draft) -> tuple[Range, tuple[str, ...]]:
    """Return the sentence an event was read from, without the citations that close it, and those citations."""
    sentence = doc.sentences[draft.trigger.sentence]
    end = sentence.end
    closing: list[str] = []
    citations = doc.analysis.citations
    index = bisect_left(citations, sentence.end, key=lambda citation: citation.start) - 1
    while index >= 0 and citations[index].end == end and citations[index].start > draft.end:
        closing.insert(0, citations[index].id)
        end = citations[index].start
        while end > draft.end and doc.text[end - 1].isspace():
            end -= 1
        index -= 1
    return Range(start=sentence.start, end=end), tuple(closing)
