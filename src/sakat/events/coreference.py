"""One event told several times: merged inside a sentence, linked by `same_as` across sentences."""

from __future__ import annotations

from collections.abc import Iterable

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.text.clauses import grammar_words

_SERIAL_GAP = 24
_MEETINGS = frozenset({"CONSULT"})
_DEFINITE = ("ดังกล่าว", "ครั้งนี้", "ครั้งนั้น", "นี้", "นั้น", "ในครั้ง")
_PART_OF = {"ASSAULT": {"death", "injury"}, "CONSULT": {"travel", "ceremony", "statement"}}
_WEAKER = {"ASSAULT": "MOBILIZE"}


def merge_drafts(doc: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """Return the events of a document with repeated predicates of one sentence made one.

    Serial verbs of one type (เข้าพบหารือ), an event noun that repeats its sentence's verb, MOBILIZE inside
    ASSAULT, and deaths told in the clause of the assault are parts of the first event. The tagger has learnt which
    of the core types are: what it sees twice is two events.
    """
    kept: list[Draft] = []
    for draft in drafts:
        host = next((other for other in reversed(kept[-6:]) if _is_part(doc, draft, other)), None)
        if host is None:
            kept.append(draft)
            continue
        _absorb(host, draft)
    return kept


def _is_part(doc: Document, draft: Draft, host: Draft) -> bool:
    if host.trigger.sentence != draft.trigger.sentence or host.polarity != draft.polarity:
        return False
    if host.trigger.seen and draft.trigger.seen and draft.type != "OTHER":
        return False
    gap = draft.trigger.head - host.end
    same_clause = host.trigger.clause == draft.trigger.clause
    if draft.type == "OTHER" and draft.subtype in _PART_OF.get(host.type, ()):
        own_people = {p.entity_id for p in draft.actors if not p.inferred}
        return same_clause and gap <= 2 * _SERIAL_GAP and own_people <= host.people
    if same_clause and _WEAKER.get(host.type) == draft.type:
        return True
    if host.kind != draft.kind:
        return False
    if draft.trigger.nominal:
        if draft.modality != host.modality or not (same_clause or draft.type in _MEETINGS):
            return False
        if doc.text.startswith("อื่น", draft.end):
            return False
        new = {p.entity_id for p in (*draft.actors, *draft.recipients) if not p.inferred} - host.people
        dates = draft.time is None or host.time is None or draft.time.edtf == host.time.edtf
        return dates and (not new or (host.type in {"CONSULT", "COOPERATE", "AGREE"} and not host.people))
    own = {p.entity_id for p in draft.actors if not p.inferred}
    aim = doc.text.startswith("เพื่อ", doc.clauses[draft.trigger.clause].start)
    if aim and draft.type in _MEETINGS and not draft.details:
        return True
    if host.trigger.nominal:
        return same_clause and draft.type in _MEETINGS and gap <= _SERIAL_GAP and host.people <= draft.people
    if host.modality != draft.modality and "hypothetical" in {host.modality, draft.modality}:
        return False
    between = doc.text[host.end : draft.trigger.start]
    return same_clause and own <= host.people and _is_serial(between)


def _is_serial(between: str) -> bool:
    """Whether only a coverb or และ stands between two verbs (จับกุมและควบคุมตัว, เข้าพบหารือ)."""
    stripped = between.strip()
    return not stripped or (
        len(stripped) <= _SERIAL_GAP // 2 and grammar_words("coverb").at(stripped, 0) == len(stripped)
    )


def _absorb(host: Draft, draft: Draft) -> None:
    """Give the host what only the later telling says."""
    host.also.append(draft.trigger)
    if draft.kind != host.kind:
        return
    known = host.people
    host.actors.extend(p for p in draft.actors if p.entity_id not in known and (not host.actors or not p.inferred))
    known = host.people
    host.recipients.extend(p for p in draft.recipients if p.entity_id not in known)
    host.time = host.time or draft.time
    if host.time is not None and draft.time is not None and host.time.basis != "clause":
        host.time = draft.time
    host.place = host.place or draft.place
    host.modes = host.modes or draft.modes
    host.score = max(host.score, draft.score)


def link_same(doc: Document, drafts: list[Draft]) -> list[Draft]:
    """Return the events without empty repetitions, the others linked to their first telling by `same_as`."""
    by_kind: dict[tuple[str, str | None], list[Draft]] = {}
    kept: list[Draft] = []
    for draft in drafts:
        earlier = by_kind.setdefault(draft.kind, [])
        match = next((other for other in reversed(earlier[-8:]) if _same(doc, draft, other)), None)
        if match is not None:
            first = match.same_as or match
            if draft.trigger.nominal and not draft.people - first.people and not _adds(draft, first):
                continue
            draft.same_as = first
            if draft.trigger.nominal and not draft.actors:
                draft.actors = [p.as_inferred() for p in first.actors]
                draft.recipients = draft.recipients or [p.as_inferred() for p in first.recipients]
        earlier.append(draft)
        kept.append(draft)
    return kept


def _adds(draft: Draft, first: Draft) -> bool:
    return (draft.time is not None and first.time is None) or (draft.place is not None and first.place is None)


def _same(doc: Document, draft: Draft, first: Draft) -> bool:
    """Whether two events of one type may be one: same standing, shared parties, no clash of date or place."""
    if draft.polarity != first.polarity or _irreal(draft) != _irreal(first):
        return False
    if draft.trigger.sentence == first.trigger.sentence and not draft.trigger.nominal:
        return False
    if draft.time is not None and first.time is not None and not _compatible(draft.time.edtf, first.time.edtf):
        return False
    if draft.place is not None and first.place is not None and draft.place.entity_id != first.place.entity_id:
        return False
    shared = draft.people & first.people
    if draft.trigger.nominal:
        definite = doc.text[draft.end :].lstrip()[:12].startswith(_DEFINITE)
        near = doc.paragraph[draft.trigger.sentence] == doc.paragraph[first.trigger.sentence]
        return (definite and near) or (near and not draft.people) or bool(shared)
    same_date = draft.time is not None and first.time is not None and draft.time.basis != "carried"
    if not shared or not (draft.people <= first.people or first.people <= draft.people):
        return False
    same_form = draft.trigger.frame.form == first.trigger.frame.form
    return (same_date and len(shared) > 1) or (len(shared) > 1 and same_form) or (same_date and same_form)


def _irreal(draft: Draft) -> bool:
    return draft.modality in {"hypothetical", "planned", "generic"}


def _compatible(left: str | None, right: str | None) -> bool:
    return left is None or right is None or left.startswith(right) or right.startswith(left)
