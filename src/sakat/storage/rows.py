"""The flat tables of a dataset as models: what a row of events, entities and rejects holds."""

from __future__ import annotations

from typing import Literal

from pydantic import ValidationError

from sakat.errors import RecordError
from sakat.record import Coordinates, Record, Role
from sakat.record.base import Day, EntityId, EventId, Part, Qid, RecordId, Score
from sakat.record.event import Context, EventType, Modality, Mode, Polarity, Subtype
from sakat.record.mention import Label, NameMethod


class EventRow(Part):
    """A row of events.jsonl: an event with the names and codes of what it refers to."""

    event_id: EventId
    article_id: RecordId
    uri: str
    document_date: Day | None
    type: EventType
    subtype: Subtype | None
    mode: tuple[Mode, ...]
    context: tuple[Context, ...]
    plover_score: float | None
    trigger: str
    actor_ids: tuple[EntityId, ...]
    actors_th: tuple[str, ...]
    actors_en: tuple[str | None, ...]
    recipient_ids: tuple[EntityId, ...]
    recipients_th: tuple[str, ...]
    recipients_en: tuple[str | None, ...]
    place_id: EntityId | None
    place_th: str | None
    place_en: str | None
    iso3166: str | None
    lat: float | None
    lon: float | None
    edtf: str | None
    date_start: Day | None
    date_end: Day | None
    polarity: Polarity
    modality: Modality
    source_id: EntityId | None
    source_en: str | None
    same_as: EventId | None
    score: Score
    label_th: str
    label_en: str
    evidence_text: str


class EntityRow(Part):
    """A row of entities.jsonl: an entity with what the articles together say of it."""

    id: EntityId
    label: Label
    name_th: str
    name_en: str | None
    name_en_method: NameMethod | None
    aliases: tuple[str, ...]
    qid: Qid | None
    iso3166: str | None
    geonames_id: int | None
    coordinates: Coordinates | None
    roles: tuple[Role, ...]
    article_count: int
    mention_count: int


class RejectRow(Part):
    """A row of rejects.jsonl: an article without a record, and why."""

    uri: str
    sha256: str | None
    stage: Literal["read", "normalize", "extract", "validate", "write"]
    code: str
    message: str


ROW_MODELS: dict[str, type[Part]] = {
    "articles": Record,
    "events": EventRow,
    "entities": EntityRow,
    "rejects": RejectRow,
}
"""The model of a row of each table of a dataset."""


def check_row(line: bytes, model: type[Part], *, where: str) -> None:
    """Return nothing if a line of JSON is a row of this model.

    Raises:
        RecordError: Naming the place, the path inside the row, what was found and expected.
    """
    try:
        model.model_validate_json(line)
    except ValidationError as error:
        first = error.errors()[0]
        path = ".".join(map(str, first["loc"])) or "(whole line)"
        raise RecordError(f"{where}: {path}: found {str(first.get('input'))[:80]!r}; {first['msg']}") from error
