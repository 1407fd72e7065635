"""A noun phrase around one or more names, by offsets."""

from __future__ import annotations

from dataclasses import dataclass, field

from sakat.record import Mention


@dataclass(slots=True)
class Phrase:
    """A noun phrase headed by one or more names.

    Attributes:
        start: First code point, titles, offices and a preposition included.
        end: Code point after the last one.
        members: The names that head it; appositions and possessors are left out.
        slot: Preposition before it ("" if none).
        bare: The name only modifies an unnamed person or thing (นักลงทุน[เกาหลีใต้]).
        owner: The name owns a thing (ข้อเสนอของ[กระทรวง]).
        office: An office word stands before the first member.
        joins: It is joined to the phrase before by กับ or the like.
        spaced: White space stands before it.
        inner: Where the phrase starts after its preposition.
    """

    start: int
    end: int
    members: list[Mention]
    slot: str = ""
    bare: bool = False
    owner: bool = False
    office: bool = False
    joins: bool = False
    spaced: bool = False
    inner: int = 0
    skipped: list[Mention] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        """Whether the phrase can be a subject or an object."""
        return not (self.bare or self.owner or self.slot)
