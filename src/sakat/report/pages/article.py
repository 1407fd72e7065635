"""The page of one article: its text with everything found in it, then the same as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from sakat.record import Entity, Event, Record
from sakat.report.highlight import Mark, mark_lines
from sakat.report.site import PerLanguage, Site
from sakat.report.tables import article_page
from sakat.report.words import Words


@dataclass(frozen=True)
class EventView:
    """An event with its number in the article and the entities it names."""

    number: int
    event: Event
    roles: dict[str, list[tuple[Entity, bool]]]
    source: Entity | None
    evidence: str
    citations: tuple[str, ...]
    written: str | None
    same_as: int | None


def write_article(site: Site, record: Record, genre: str) -> None:
    """Write the page of one article."""
    entities = {entity.id: entity for entity in record.entities}
    site.write_page(
        article_page(record.id),
        "article.html",
        part="nav.articles",
        record=record,
        genre=genre,
        lines=PerLanguage(lambda words: list(_lines(record, entities, words))),
        events=_view_events(record, entities),
        labels=sorted({mention.label for mention in record.mentions}),
        counts=Counter(mention.entity_id for mention in record.mentions),
        entities=entities,
    )


def _lines(record: Record, entities: dict[str, Entity], words: Words) -> Iterator[tuple[int, Markup]]:
    """Yield the level of each line (0 unless it is a heading) and the line, marked."""
    headings = {section.title.start: section.level for section in record.sections if section.title is not None}
    for start, line in mark_lines(record.text, _marks(record, entities, words)):
        yield headings.get(start, 0), line


def _marks(record: Record, entities: dict[str, Entity], words: Words) -> Iterator[Mark]:
    for number, sentence in enumerate(record.sentences):
        yield Mark(sentence.start, sentence.end, "s", id=f"s{number}")
    values = {(item.start, item.end): item for item in record.temporal}
    for quote in record.quotes:
        yield Mark(quote.start, quote.end, "q", title=words("article.quote"))
    for mention in record.mentions:
        title = f"{mention.label} {words.code('entity_label', mention.label)}"
        if mention.entity_id is not None:
            entity = entities[mention.entity_id]
            title += f" · {entity.name_th}" + (f" · {entity.name_en}" if entity.name_en else "")
        value = values.pop((mention.start, mention.end), None)
        if value is not None:
            title += f" · {value.edtf or value.timex.value}"
        yield Mark(mention.start, mention.end, f"m l-{mention.label}", title=title, label=mention.label)
    for item in values.values():
        title = f"{item.timex.type} · {item.edtf or item.timex.value}"
        yield Mark(item.start, item.end, f"m l-{'TIME' if item.timex.type == 'TIME' else 'DATE'}", title=title)
    for citation in record.citations:
        yield Mark(citation.start, citation.end, "c", id=citation.id, title=words("article.citation"))
    for number, event in enumerate(record.events, 1):
        kind = words.code("event_type", event.type)
        tail = Markup('<sup class="n t-{0}"><a href="#{1}" id="at-{1}" title="{2}">{3}</a></sup>').format(
            event.type, event.id, f"{event.type} {kind}", number
        )
        yield Mark(event.trigger.start, event.trigger.end, f"t t-{event.type}", tail=tail)


def _view_events(record: Record, entities: dict[str, Entity]) -> list[EventView]:
    numbers = {event.id: number for number, event in enumerate(record.events, 1)}
    references = {citation.id: citation.text for citation in record.citations}
    written = {item.id: item.text for item in record.temporal}
    views = []
    for event in record.events:
        roles: dict[str, list[tuple[Entity, bool]]] = {"actor": [], "recipient": [], "place": []}
        for argument in event.arguments:
            roles[argument.role].append((entities[argument.entity_id], argument.inferred))
        if event.place is not None:
            roles["place"].append((entities[event.place.entity_id], event.place.inferred))
        source = event.source.entity_id if event.source is not None else None
        views.append(
            EventView(
                number=numbers[event.id],
                event=event,
                roles=roles,
                source=entities[source] if source is not None else None,
                evidence=" … ".join(record.text[stretch.start : stretch.end] for stretch in event.evidence),
                citations=tuple(references[citation] for citation in event.citations),
                written=written[event.time.temporal_id] if event.time is not None else None,
                same_as=numbers[event.same_as] if event.same_as is not None else None,
            )
        )
    return views
