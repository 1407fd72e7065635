"""Describes a place beside an event to the place model: where it stands, what it is, what the rules say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sakat.events.document import PLACES, Document
from sakat.events.draft import Draft
from sakat.events.neighbourhood import Neighbourhood
from sakat.record import Mention

_NAMES_AROUND = 24
"""No more names on either side of the trigger are looked at, so that a list of names costs no square."""
_NONE = "-"


class PlacedChoice(NamedTuple):
    """A place an event may have, with its attributes.

    Attributes:
        mention: Where the place is named.
        attributes: What the model weighs.
    """

    mention: Mention
    attributes: tuple[str, ...]


class PlaceFeatures:
    """Finds the places the events of one article may have, and describes them.

    Args:
        doc: The article.
        drafts: Its events with the places, roles and standing the rules give, in text order.
    """

    def __init__(self, doc: Document, drafts: Sequence[Draft]) -> None:
        self._doc = doc
        self._drafts = drafts
        self._around = Neighbourhood(doc, drafts)
        self._mentions = {name.id: name for name in doc.names}

    def choices(self, number: int) -> Iterator[PlacedChoice]:
        """Yield the places event `number` may have: those named in its sentence, and that of the rules."""
        draft, doc = self._drafts[number], self._doc
        sentence = doc.sentences[draft.trigger.sentence]
        inside = doc.names_in(sentence.start, sentence.end)
        here = doc.names_in(0, draft.start).stop
        near = range(max(inside.start, here - _NAMES_AROUND), min(inside.stop, here + _NAMES_AROUND))
        given = draft.place.entity_id if draft.place is not None else None
        names = [doc.names[n] for n in near if doc.names[n].label in PLACES or doc.names[n].entity_id == given]
        told = self._mentions.get(draft.place.mention_id or "") if draft.place is not None else None
        if told is not None and all(name.id != told.id for name in names):
            names.append(told)
        for name in names:
            yield PlacedChoice(name, tuple(self._describe(draft, name)))

    def _describe(self, draft: Draft, name: Mention) -> Iterator[str]:
        spot = self._around.spot(draft, name.start, name.end)
        kind, basis, link, before = (
            self._kind(name),
            _basis(draft, name),
            self._around.link(name.start, "place_link"),
            spot.before,
        )
        yield f"b={basis}"
        for other in (draft.type, kind, draft.modality):
            yield f"b={basis}|{other}"
        yield f"k={kind}"
        yield f"r={_role(draft, name)}"
        yield f"p={link}|{before}"
        yield f"p={link}|{self._doc.text[name.start - 1 : name.start].isspace()}"
        yield f"v={spot.verbs}|{before}|{spot.clauses}"
        yield f"g={spot.gap}|{before}"
        yield f"s={spot.spaces}|{before}"
        yield f"c={spot.lead}|{before}"
        yield f"t={draft.type}"
        yield f"m={draft.modality}|{before}"
        yield f"o={spot.opens}|{before}|{spot.clauses}|{min(spot.verbs, 2)}"

    def _kind(self, name: Mention) -> str:
        """Return what sort of place a name is."""
        code = self._doc.entities[name.entity_id or ""].iso3166
        return name.label if code is None else "state" if len(code) == 2 else "province"


def _basis(draft: Draft, name: Mention) -> str:
    """Return what the rules say of a place: R where they found it, r where it is named again, O another, N none."""
    place = draft.place
    if place is None:
        return "N"
    if place.mention_id == name.id:
        return "Ri" if place.inferred else "R"
    return "r" if place.entity_id == name.entity_id else "O"


def _role(draft: Draft, name: Mention) -> str:
    for role, people in (("A", draft.actors), ("R", draft.recipients)):
        if any(person.entity_id == name.entity_id for person in people):
            return role
    return _NONE
