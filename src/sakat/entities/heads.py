"""Names announced by a head or class noun: กระทรวง…, พรรค…, จังหวัด…, แม่น้ำ…, พระราชบัญญัติ…, พายุ… and so on."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sakat.entities import read_bodies, read_events, read_places
from sakat.entities.candidate import Candidate
from sakat.entities.cues import FoundCue
from sakat.entities.ends import DATES, Ends, Spans

_SCORES = {
    "vocab": 0.85, "name": 0.8, "country": 0.93, "company": 0.85, "armed": 0.85, "embassy": 0.93, "number": 0.93,
    "event": 0.85, "eventdate": 0.85, "eventname": 0.75, "eventplace": 0.75, "storm": 0.9, "summit": 0.8,
    "summitorg": 0.8, "law": 0.93, "constitution": 0.93, "treaty": 0.85, "treatyname": 0.8, "quoted": 0.85,
    "product": 0.8, "language": 0.93, "people": 0.9, "peoplecountry": 0.93, "known": 0.9, "border": 0.93, "royal": 0.8,
    "district": 0.92, "party": 0.85,
}  # fmt: skip


def find_headed(ends: Ends, cues: list[FoundCue]) -> Iterator[Candidate]:
    """Yield a candidate for each head or class noun that is followed by a name.

    Args:
        ends: The text with its words and the names already known in it.
        cues: Heads and class nouns of the text, in order.
    """
    for found in cues:
        cue = found.cue
        known = ends.known_at(found.start)
        if known is not None and _is_whole(ends, known, found):
            continue  # the authority file has the whole name
        spans = _READERS[cue.kind](ends, found)
        for start, end in spans:
            if end - start >= 2:
                key = _key_of_place(ends, found, end) if cue.family == "class" else None
                yield Candidate(start, end, cue.label, "rule", f"{cue.family}.{cue.kind}", _SCORES[cue.kind], key)


def _is_whole(ends: Ends, known: Candidate, found: FoundCue) -> bool:
    """Return whether a known name is longer than the head it begins with, and all of the name."""
    longer = known.start == found.start and known.end > found.end and known.label not in DATES
    return longer and not (known.label == "ORG" and ends.goes_on(known.end))


def _key_of_place(ends: Ends, found: FoundCue, end: int) -> str | None:
    """Return the authority id of the bare name after a class noun: that of ตรัง in จังหวัดตรัง."""
    known = ends.known_at(ends.skip_space(found.end)) or ends.known_at(found.end)
    return known.key if known is not None and known.end == end and known.label == found.cue.label else None


_READERS: dict[str, Callable[[Ends, FoundCue], Spans]] = {
    "vocab": read_bodies.read_institution,
    "name": read_bodies.read_name,
    "known": read_places.read_known,
    "district": read_places.read_district,
    "party": read_bodies.read_party,
    "country": read_bodies.read_country,
    "embassy": read_bodies.read_embassy,
    "company": read_bodies.read_company,
    "armed": read_bodies.read_armed,
    "number": read_events.read_number,
    "event": read_events.read_event,
    "eventdate": read_events.read_event_date,
    "eventname": read_events.read_event_name,
    "eventplace": read_events.read_event_place,
    "storm": read_events.read_storm,
    "summit": read_events.read_summit,
    "summitorg": read_events.read_summit_body,
    "law": read_events.read_law,
    "constitution": read_events.read_constitution,
    "treaty": read_events.read_treaty,
    "treatyname": read_events.read_treaty_name,
    "quoted": read_events.read_quoted,
    "product": read_events.read_product,
    "language": read_places.read_language,
    "people": read_places.read_people,
    "peoplecountry": read_places.read_people_of_state,
    "border": read_places.read_border,
    "royal": read_places.read_royal,
}
"""Kinds of `boundary` in `org_heads.tsv` and `class_nouns.tsv`, and how each finds the span."""
