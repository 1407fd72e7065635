"""Reads a dataset folder record by record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sakat.dataset.flatten import Row, event_rows
from sakat.errors import InputError
from sakat.record import Entity, Event, Record, record_from_json
from sakat.storage.forms import find_table
from sakat.storage.table import read_table


@dataclass(frozen=True, slots=True)
class Told:
    """An event with its row of events.jsonl and the article that tells it."""

    event: Event
    row: Row
    record: Record
    entities: dict[str, Entity]

    @property
    def happened(self) -> bool:
        """Whether the article asserts that it happened."""
        return self.event.polarity == "positive" and self.event.modality == "asserted"

    def participants(self, role: str) -> list[Entity]:
        """Return the entities of a role, actor or recipient, in order."""
        return [self.entities[item.entity_id] for item in self.event.arguments if item.role == role]

    @property
    def place(self) -> Entity | None:
        """Where it happened."""
        return self.entities[self.event.place.entity_id] if self.event.place is not None else None


class Dataset:
    """A dataset folder, in any form of storage. Nothing is kept in memory: each method reads from the beginning.

    Raises:
        InputError: If the folder holds no dataset.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for table in ("articles", "entities"):
            find_table(folder, table)

    def records(self) -> Iterator[Record]:
        """Yield the records by id.

        Raises:
            RecordError: If a line is no record, with the file and the line.
            InputError: If the file cannot be read.
        """
        for where, line in read_table(self.folder, "articles"):
            yield record_from_json(_utf8(line, where), where=where)

    def told(self, record: Record) -> Iterator[Told]:
        """Yield the events of a record, in order."""
        entities = {entity.id: entity for entity in record.entities}
        for event, row in zip(record.events, event_rows(record), strict=True):
            yield Told(event, row, record, entities)

    def entity_rows(self) -> Iterator[Row]:
        """Yield the merged entities, by id.

        Raises:
            InputError: If the file cannot be read or a line is no JSON object with an id.
        """
        for where, line in read_table(self.folder, "entities"):
            try:
                row = json.loads(_utf8(line, where))
                row["id"]
            except (json.JSONDecodeError, KeyError, TypeError) as error:
                raise InputError(f"{where}: found no id; expected an entity as JSON", code="bad_row") from error
            yield row


def _utf8(line: bytes, where: str) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{where}: byte {error.start} of the line is not UTF-8", code="not_utf8") from error
