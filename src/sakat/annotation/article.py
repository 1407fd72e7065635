"""What is exported and imported: an article with its annotation, from gold or from a record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from sakat.gold import Gold, GoldEntity, GoldEvent, record_to_gold
from sakat.record import Record

_NOT_IN_FILE_NAMES = re.compile(r"[\x00-\x1f/\\:*?\"<>|]+")


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article and its annotation.

    Attributes:
        id: Its name, that of its files without the ending.
        text: The article, NFC with LF line ends.
        gold: Its annotation, offsets in code points of `text`.
    """

    id: str
    text: str
    gold: Gold


def annotate_records(records: Iterable[Record]) -> Iterator[AnnotatedArticle]:
    """Yield each record as an annotated article with ids that a person can read.

    An article is named after the last part of its `uri`; a second one of that name gets its record's id too.
    Entities are named after their English names (`thai_mfa` style), events `e1`, `e2` … in text order.
    """
    seen: set[str] = set()
    for record in records:
        name = article_name(record.source.uri)
        if name in seen:
            name = f"{name}-{record.id}"
        seen.add(name)
        yield AnnotatedArticle(name, record.text, with_readable_ids(record_to_gold(record)))


def article_name(uri: str) -> str:
    """Return a file name, without ending, for the article at a uri.

    >>> article_name("corpus:seato"), article_name("ข่าว/น้ำท่วม 2567.txt"), article_name("feed.jsonl#3")
    ('seato', 'น้ำท่วม_2567', 'feed.jsonl#3')
    """
    path = PurePosixPath(uri.rpartition(":")[2])
    name = path.stem if path.suffix in {".txt", ".md", ".html", ".htm"} else path.name
    return file_name(re.sub(r"\s+", "_", name))


def file_name(id: str) -> str:
    """Return an article's id as the name of its files: as it is, but for what a file name cannot have.

    >>> file_name("น้ำท่วม 2567"), file_name("../a")
    ('น้ำท่วม 2567', '_a')
    """
    return _NOT_IN_FILE_NAMES.sub("_", id).lstrip(".") or "article"


def with_readable_ids(gold: Gold) -> Gold:
    """Return gold whose canonical ids are in snake_case, as the guidelines want them, and events numbered."""
    names: dict[str, str] = {}
    for entity in gold.entities:
        if entity.canonical is not None and entity.canonical not in names:
            names[entity.canonical] = _free_name(_snake_case(entity), set(names.values()))
    events = {event.id: f"e{number}" for number, event in enumerate(gold.events, 1)}
    return gold.model_copy(
        update={
            "entities": tuple(
                entity.model_copy(update={"canonical": names.get(entity.canonical or "")}) for entity in gold.entities
            ),
            "events": tuple(_rename(event, names, events) for event in gold.events),
            "quotes": tuple(
                quote.model_copy(update={"speaker": names.get(quote.speaker or "")}) for quote in gold.quotes
            ),
        }
    )


def _rename(event: GoldEvent, names: dict[str, str], events: dict[str, str]) -> GoldEvent:
    # An id without a mention (a role's organisation) names nobody the article mentions: gold has no place for it.
    def known(ids: Iterable[str]) -> tuple[str, ...]:
        return tuple(names[id] for id in ids if id in names)

    return event.model_copy(
        update={
            "id": events[event.id],
            "actors": known(event.actors),
            "recipients": known(event.recipients),
            "location": names.get(event.location or ""),
            "source": names.get(event.source or ""),
            "coref": events.get(event.coref or ""),
        }
    )


def _snake_case(entity: GoldEntity) -> str:
    letters = unicodedata.normalize("NFKD", entity.name_en or "").encode("ascii", "ignore").decode().lower()
    return "_".join(re.findall(r"[a-z0-9]+", letters)) or entity.label.lower()


def _free_name(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free = f"{name}_{number}"
        number += 1
    return free
