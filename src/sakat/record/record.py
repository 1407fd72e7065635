"""The record: one article, extracted. Its JSON form is one line of articles.jsonl."""

from __future__ import annotations

import json
from typing import Annotated, Any

from pydantic import Field, ValidationError

from sakat.errors import RecordError
from sakat.record.article import Citation, Quote, Section, Source, Warning
from sakat.record.base import Part, Range, RecordId, described
from sakat.record.event import Event
from sakat.record.mention import Entity, Mention
from sakat.record.temporal import Temporal
from sakat.record.version import SCHEMA_VERSION, is_newer


class Record(Part):
    """One article with everything extracted from it; offsets index `text`."""

    schema_version: Annotated[str, Field(pattern=r"^\d+\.\d+$")] = described("MAJOR.MINOR.", SCHEMA_VERSION)
    id: RecordId = described("`d_` and the first 16 hex digits of SHA-256 of `text`.", "d_32227a313449cffb")
    source: Source = described("The article as published and as read.", {"uri": "corpus:example/1"})
    text: str = described("Canonical text: NFC, LF, no BOM.", "วันต่อมาสมาคมปฏิเสธข้อเสนอของกระทรวง[1]")
    sections: tuple[Section, ...] = described("Parts under headings; they tile the text.", [])
    sentences: tuple[Range, ...] = described("Disjoint sentences.", [{"start": 0, "end": 113}])
    mentions: tuple[Mention, ...] = described("What names something or states a value.", [])
    entities: tuple[Entity, ...] = described("What the mentions name.", [])
    temporal: tuple[Temporal, ...] = described("Expressions of time with their values.", [])
    events: tuple[Event, ...] = described("Who did what to whom, when and where.", [])
    quotes: tuple[Quote, ...] = described("Words of others.", [])
    citations: tuple[Citation, ...] = described("Reference marks.", [])
    warnings: tuple[Warning, ...] = described("What a reader should know.", [])

    def to_json(self) -> str:
        """Return the record as one line of JSON: keys in model order, no spaces, Thai as is."""
        return dump_json(self.model_dump(mode="json"))


def dump_json(value: Any) -> str:
    """Return a value as one line of the dataset's JSON, without NaN."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def record_from_json(line: str | bytes, *, where: str = "record") -> Record:
    """Return the record that a line of JSON holds, with types checked (invariants: `check_record`).

    A record of a newer MINOR is read with a warning, without the keys that this version does not know.

    Raises:
        RecordError: Naming the place, the path inside the record, what was found and expected.
    """
    try:
        record = Record.model_validate_json(line)
    except ValidationError as error:
        return _older_form(line, error, where)
    is_newer(record.schema_version, where=where)
    return record


def _older_form(line: str | bytes, error: ValidationError, where: str) -> Record:
    """Return the record that the line holds beside keys of a newer MINOR; `error` says what does not fit."""
    try:
        fields = json.loads(line)
    except ValueError:
        fields = None
    if not isinstance(fields, dict) or not is_newer(fields.get("schema_version"), where=where):
        raise _refusal(error, where) from error
    for problem in error.errors():
        if problem["type"] == "extra_forbidden":
            *path, key = problem["loc"]
            holder: Any = fields
            for step in path:
                holder = holder[step]
            del holder[key]
    try:
        return Record.model_validate_json(json.dumps(fields))
    except ValidationError as rest:
        raise _refusal(rest, where) from rest


def _refusal(error: ValidationError, where: str) -> RecordError:
    first = error.errors()[0]
    path = ".".join(map(str, first["loc"])) or "(whole line)"
    found = repr(first.get("input"))[:80]
    more = f" (+{error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return RecordError(f"{where}: {path}: found {found}; {first['msg']}{more}")


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema of each published model, by file name."""
    schema = Record.model_json_schema(mode="serialization")
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
    return {f"record-{SCHEMA_VERSION}.schema.json": schema}
