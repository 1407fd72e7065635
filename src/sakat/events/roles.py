"""The participants of one event by role, and the participants that noun phrases name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sakat.events.document import PARTICIPANTS, Document
from sakat.events.phrase import Phrase
from sakat.events.reference import Participant


@dataclass(slots=True)
class Roles:
    """Participants of one event.

    Attributes:
        actors: Who starts it, in text order.
        recipients: Who undergoes it.
        subject: Participants of the grammatical subject, for clauses that drop theirs.
        places: Names in the object slot that are places only.
        passive: The verb is passive, its subject the recipient.
    """

    actors: list[Participant] = field(default_factory=list)
    recipients: list[Participant] = field(default_factory=list)
    subject: list[Participant] = field(default_factory=list)
    places: list[Phrase] = field(default_factory=list)
    passive: bool = False


def is_state(doc: Document, entity_id: str | None) -> bool:
    """Whether an entity is a state, or at least not known to be a part of one."""
    entity = doc.entities.get(entity_id or "")
    if entity is None or entity.label != "GPE":
        return False
    if entity.iso3166 is not None:
        return len(entity.iso3166) == 2
    return entity.geonames_id is None and not entity.name_th.startswith(
        ("จังหวัด", "เมือง", "กรุง", "อำเภอ", "ตำบล", "นคร")
    )


def members_of(phrases: Iterable[Phrase]) -> list[Participant]:
    """Return the participants that head some phrases, each entity once."""
    found: dict[str, Participant] = {}
    for phrase in phrases:
        for mention in phrase.members:
            if mention.label in PARTICIPANTS and mention.entity_id is not None:
                found.setdefault(mention.entity_id, Participant(mention.entity_id, mention, inferred=False))
    return list(found.values())
