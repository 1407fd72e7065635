"""An event while it is being made: like `sakat.record.Event`, but open to change."""

from __future__ import annotations

from dataclasses import dataclass, field

from sakat.events.reference import Participant
from sakat.events.triggers import Trigger
from sakat.record import EventPlace, EventSource, EventTime
from sakat.record.event import EventType, Modality, Mode, Polarity, Subtype

RECIPROCAL = frozenset({"CONSULT"})
"""Types of which all who take part are actors, save in visits."""


@dataclass(slots=True)
class Draft:
    """One event to be.

    Attributes:
        index: Number of its trigger among the document's.
        trigger: The trigger.
        start: First code point of the trigger reported, usually `trigger.start`.
        end: Code point after its last one.
        light: An event noun without any word that says it takes place.
        passive: The verb is passive, its subject the recipient.
    """

    index: int
    trigger: Trigger
    start: int
    end: int
    type: EventType
    subtype: Subtype | None
    modes: tuple[Mode, ...]
    actors: list[Participant]
    recipients: list[Participant]
    time: EventTime | None
    place: EventPlace | None
    polarity: Polarity
    modality: Modality
    source: EventSource | None
    score: float
    light: bool = False
    passive: bool = False
    same_as: Draft | None = None
    also: list[Trigger] = field(default_factory=list)

    @property
    def people(self) -> set[str]:
        """The entities that take part."""
        return {p.entity_id for p in (*self.actors, *self.recipients)}

    @property
    def kind(self) -> tuple[str, str | None]:
        """Type and subtype."""
        return self.type, self.subtype

    @property
    def details(self) -> int:
        """How many arguments, dates and places are stated."""
        stated = sum(not p.inferred for p in (*self.actors, *self.recipients))
        return stated + (self.time is not None and self.time.basis == "clause") + (self.place is not None)
