"""The output record: models, ids, schema. Nothing here knows spaCy."""

from sakat.record.article import Citation, Quote, Section, Source, Warning
from sakat.record.base import Range, TextSpan
from sakat.record.event import Argument, Event, EventPlace, EventSource, EventTime
from sakat.record.mention import Coordinates, Entity, Mention, Role
from sakat.record.record import Record, dump_json, json_schemas, record_from_json
from sakat.record.temporal import Temporal, Timex
from sakat.record.version import SCHEMA_VERSION, NewerSchemaWarning

__all__ = [
    "SCHEMA_VERSION", "Argument", "Citation", "Coordinates", "Entity", "Event", "EventPlace", "EventSource",
    "EventTime", "Mention", "NewerSchemaWarning", "Quote", "Range", "Record", "Role", "Section", "Source",
    "Temporal", "TextSpan", "Timex", "Warning", "dump_json", "json_schemas", "record_from_json",
]  # fmt: skip
