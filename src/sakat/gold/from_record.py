"""Puts a record into the shape of gold, so that any two can be compared."""

from __future__ import annotations

import hashlib

from sakat.gold.model import Gold, GoldCitation, GoldDate, GoldEntity, GoldEvent, GoldQuote
from sakat.record import Event, Range, Record, TextSpan


def record_to_gold(record: Record) -> Gold:
    """Return a record in the shape of gold, ids of entities and events kept as they are.

    Mentions become entities, nested ones `optional` as the guidelines mark them (scoring reads
    `optional` on the gold side only). Temporals of type DATE with a value become dates, without a clock
    part. Arguments become actors and recipients, the place the location.

    Source: annotation guidelines, section 5.
    """
    names = {entity.id: entity for entity in record.entities}
    return Gold(
        text_sha256=hashlib.sha256(record.text.encode()).hexdigest(),
        document_date=record.source.document_date,
        sentences=tuple(Range(start=sentence.start, end=sentence.end) for sentence in record.sentences),
        entities=tuple(
            GoldEntity(
                start=mention.start,
                end=mention.end,
                text=mention.text,
                label=mention.label,
                name_en=names[mention.entity_id].name_en if mention.entity_id in names else None,
                canonical=mention.entity_id,
                qid=names[mention.entity_id].qid if mention.entity_id in names else None,
                optional=mention.nested_in is not None,
            )
            for mention in record.mentions
        ),
        dates=tuple(
            GoldDate(start=item.start, end=item.end, text=item.text, edtf=cut_clock(item.edtf))
            for item in record.temporal
            if item.timex.type == "DATE" and item.edtf is not None
        ),
        events=tuple(_to_gold_event(event) for event in record.events),
        quotes=tuple(GoldQuote(start=quote.start, end=quote.end, speaker=quote.speaker_id) for quote in record.quotes),
        citations=tuple(
            GoldCitation(start=citation.start, end=citation.end, ref=citation.ref) for citation in record.citations
        ),
    )


def cut_clock(edtf: str) -> str:
    """Return an EDTF value with the clock time of each end left out.

    >>> cut_clock("2024-06-05T09:30:00")
    '2024-06-05'
    >>> cut_clock("2024-06-05/2024-06-07")
    '2024-06-05/2024-06-07'
    """
    return "/".join(part.partition("T")[0] for part in edtf.split("/"))


def _to_gold_event(event: Event) -> GoldEvent:
    def playing(role: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.entity_id for a in event.arguments if a.role == role))

    return GoldEvent(
        id=event.id,
        type=event.type,
        subtype=event.subtype,
        mode=event.mode,
        trigger=TextSpan(start=event.trigger.start, end=event.trigger.end, text=event.trigger.text),
        actors=playing("actor"),
        recipients=playing("recipient"),
        location=event.place.entity_id if event.place is not None else None,
        edtf=cut_clock(event.time.edtf) if event.time is not None and event.time.edtf is not None else None,
        negated=event.polarity == "negated",
        modality=event.modality,
        source=event.source.entity_id if event.source is not None else None,
        context=event.context,
        coref=event.same_as,
    )
