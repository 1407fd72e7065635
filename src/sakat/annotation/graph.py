"""An annotated article as marked stretches and links between them, as annotation tools have it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.attributes import YES, Attributes, write_attributes
from sakat.annotation.fields import DATE_LABELS, Layer
from sakat.gold import Gold

NAME_KEYS = ("name_en", "name_en_alt", "qid")
"""What is said of an entity's names at its first mention, and holds for the others unless they say something else."""

_EVENT_KEYS = (
    "id", "modality", "negated", "mode", "subtype", "context", "type_alt", "modality_alt", "edtf_alt", "alt_triggers",
    "args_ok", "note", "role_any", "location_any", "symmetric", "polarity_any", "source_optional", "optional",
)  # fmt: skip


@dataclass(frozen=True)
class Region:
    """A marked stretch of the text, with what is said of it.

    Attributes:
        id: Its name within the article; links refer to it.
        layer: What kind of annotation it is.
        label: Label of an entity, type of an event; a constant for other layers.
        start: First code point.
        end: Code point after the last one.
        attributes: Texts by the name of a field.
        where: What messages call it; empty for one that is about to be written.
    """

    id: str
    layer: Layer
    label: str
    start: int
    end: int
    attributes: Attributes
    where: str = ""


@dataclass(frozen=True)
class Link:
    """A labelled link from an event or quote to another annotation."""

    label: str
    head: str
    target: str
    where: str = ""


@dataclass(frozen=True)
class Graph:
    """An annotated article as regions and links; sentences and the publication day stand beside them."""

    id: str
    text: str
    document_date: str | None
    sentences: tuple[tuple[int, int], ...]
    regions: tuple[Region, ...]
    links: tuple[Link, ...]


def to_graph(article: AnnotatedArticle) -> Graph:
    """Return an annotated article as regions and links.

    The value of a date is said at the DATE or TIME entity of the same span, if there is one. Names of an entity are
    said at its first mention. An argument is a link to the mention nearest to the trigger, the date of an event to
    the nearest expression of that value. Gold must be sound: every id it refers to has a mention.
    """
    gold = article.gold
    regions = _with_dates(gold, _entity_regions(gold))
    targets = _Targets(gold, regions)
    events, links = _add_events(gold, targets)
    regions += events
    for number, quote in enumerate(gold.quotes, 1):
        region = Region(f"q{number}", "quote", "QUOTE", quote.start, quote.end, write_attributes(quote, ("optional",)))
        if quote.speaker is not None:
            links.append(Link("speaker", region.id, targets.mention(quote.speaker, quote.start)))
        regions.append(region)
    for number, citation in enumerate(gold.citations, 1):
        attributes = write_attributes(citation, ("ref",))
        regions.append(Region(f"c{number}", "citation", "CITATION", citation.start, citation.end, attributes))
    sentences = tuple((sentence.start, sentence.end) for sentence in gold.sentences)
    return Graph(article.id, article.text, gold.document_date, sentences, tuple(regions), tuple(links))


def event_region_id(event_id: str) -> str:
    """Return the id of an event's region; ids of all other regions have no colon."""
    return f"event:{event_id}"


def name_givers(mentions: Iterable[tuple[str | None, tuple[int, int], Attributes]]) -> dict[str, Attributes]:
    """Return what is said of the names of each canonical id where something is first said, in text order.

    Args:
        mentions: Canonical id, span and attributes of each mention.
    """
    found: dict[str, Attributes] = {}
    for canonical, _, attributes in sorted(mentions, key=lambda mention: (mention[1][0], -mention[1][1])):
        own = {name: attributes[name] for name in NAME_KEYS if name in attributes}
        if canonical is not None and own:
            found.setdefault(canonical, own)
    return found


def _entity_regions(gold: Gold) -> list[Region]:
    said = [write_attributes(entity, NAME_KEYS) for entity in gold.entities]
    givers = name_givers(
        (entity.canonical, (entity.start, entity.end), own) for entity, own in zip(gold.entities, said, strict=True)
    )
    given: set[str] = set()
    regions = {}
    for index in sorted(range(len(said)), key=lambda i: (gold.entities[i].start, -gold.entities[i].end)):
        entity, own = gold.entities[index], said[index]
        names = givers.get(entity.canonical or "")
        if names is not None and own == names:
            own = {} if entity.canonical in given else own
            given.add(entity.canonical or "")
        elif names is not None:
            own = own or {"own_names": (YES,)}
        attributes = write_attributes(entity, ("canonical",)) | own | write_attributes(entity, ("alt", "optional"))
        regions[index] = Region(f"m{index + 1}", "entity", entity.label, entity.start, entity.end, attributes)
    return [regions[index] for index in range(len(said))]


def _with_dates(gold: Gold, regions: list[Region]) -> list[Region]:
    """Return the regions of entities with the values of dates, and a region for each date that is no entity."""
    free = {
        (region.start, region.end): index
        for index, region in reversed(list(enumerate(regions)))
        if region.label in DATE_LABELS
    }
    complete = list(regions)
    for number, date in enumerate(gold.dates, 1):
        index = free.pop((date.start, date.end), None)
        said = write_attributes(date, ("edtf", "edtf_alt", "optional"))
        if index is None:
            complete.append(Region(f"d{number}", "date", "DATE_VALUE", date.start, date.end, said))
            continue
        if "optional" in said:
            said["edtf_optional"] = said.pop("optional")
        complete[index] = replace(regions[index], attributes=regions[index].attributes | said)
    return complete


class _Targets:
    """Finds the mention or date that a link points to: in the same sentence, required, near."""

    def __init__(self, gold: Gold, regions: list[Region]) -> None:
        self._sentences = [(sentence.start, sentence.end) for sentence in gold.sentences]
        self._mentions: dict[str, list[Region]] = {}
        self._dates: dict[str, list[Region]] = {}
        for region in regions:
            for name in region.attributes.get("canonical", ()):
                self._mentions.setdefault(name, []).append(region)
            for value in region.attributes.get("edtf", ()):
                self._dates.setdefault(value, []).append(region)

    def mention(self, canonical: str, position: int) -> str:
        return self._nearest(self._mentions[canonical], position)

    def date(self, value: str, position: int) -> str | None:
        return self._nearest(self._dates[value], position) if value in self._dates else None

    def _nearest(self, regions: list[Region], position: int) -> str:
        start, end = next(((s, e) for s, e in self._sentences if s <= position < e), (position, position))
        return min(
            regions,
            key=lambda region: (
                not start <= region.start < end,
                "optional" in region.attributes,
                abs(region.start - position),
            ),
        ).id


def _add_events(gold: Gold, targets: _Targets) -> tuple[list[Region], list[Link]]:
    regions, links = [], []
    for event in gold.events:
        start = event.trigger.start
        head = event_region_id(event.id)
        attributes = write_attributes(event, _EVENT_KEYS)
        links += [Link("actor", head, targets.mention(name, start)) for name in event.actors]
        links += [Link("recipient", head, targets.mention(name, start)) for name in event.recipients]
        for label, name in (("place", event.location), ("source", event.source)):
            if name is not None:
                links.append(Link(label, head, targets.mention(name, start)))
        date = None if event.edtf is None else targets.date(event.edtf, start)
        if date is not None:
            links.append(Link("time", head, date))
        elif event.edtf is not None:
            attributes["edtf"] = (event.edtf,)
        if event.coref is not None:
            links.append(Link("same_as", head, event_region_id(event.coref)))
        regions.append(Region(head, "event", event.type, start, event.trigger.end, attributes))
    return regions, links
