"""An outcome as bytes, made once where the article was extracted: what every later step copies and none parses again.

A frame is a gzip member of lines of JSON: a head that says what it is, and for a record its line of articles.jsonl,
its rows of events.jsonl and its facts on entities. A file of frames is a .jsonl.gz that any tool reads.
"""

from __future__ import annotations

import gzip
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sakat.dataset.flatten import entity_facts, event_rows
from sakat.duplicates.signature import text_signature
from sakat.inputs.article import Reject
from sakat.record import Record
from sakat.record.record import dump_json

_LEVEL = 1
_NOT_KEPT = frozenset({"internal_error", "worker_died"})
"""Codes of rejects that another run may be spared: the article is tried again."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a frame holds: a reject, or the record of an id with so many events and entities.

    Attributes:
        key: What names the outcome: a hash of the article and of all that extracted it.
        uri: Name of the article.
        sha256: Hash of the article's bytes.
        record_id: Id of the record; None for a reject.
        events: Rows of events.jsonl.
        entities: Entities of the record.
        signature: Of the record's text, in base64: what tells near duplicates.
        reject: Why there is no record.
    """

    key: str
    uri: str
    sha256: str | None
    record_id: str | None = None
    events: int = 0
    entities: int = 0
    signature: str = ""
    reject: Reject | None = None

    @property
    def lasts(self) -> bool:
        """Whether the outcome may stand in for extracting the article again."""
        return self.reject is None or self.reject.code not in _NOT_KEPT


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame with its lines, each with its line end.

    Attributes:
        head: What the frame holds.
        article: Line of articles.jsonl; empty for a reject.
        events: Lines of events.jsonl.
        entities: A line for each entity, `entity_facts` as JSON.
    """

    head: Head
    article: bytes = b""
    events: tuple[bytes, ...] = ()
    entities: tuple[bytes, ...] = ()


def record_frame(key: str, record: Record) -> bytes:
    """Return the frame of a record.

    Raises:
        ValueError: If the record holds what JSON does not, such as NaN.
    """
    events = [json_line(row) for row in event_rows(record)]
    entities = [json_line(facts) for facts in entity_facts(record)]
    signature = b64encode(text_signature(record.text)).decode("ascii")
    head = Head(key, record.source.uri, record.source.sha256, record.id, len(events), len(entities), signature)
    return _pack(head, [record.to_json().encode() + b"\n", *events, *entities])


def reject_frame(key: str, reject: Reject) -> bytes:
    """Return the frame of a reject."""
    return _pack(Head(key, reject.uri, reject.sha256, reject=reject), [])


def read_frame(member: bytes) -> Frame:
    """Return the frame that a gzip member holds.

    Raises:
        ValueError: If it is none, or not whole.
    """
    try:
        return parse_frame(gzip.decompress(member))
    except (OSError, EOFError) as error:
        raise ValueError(f"no frame: {error}") from error


def parse_frame(text: bytes) -> Frame:
    """Return the frame that lines hold.

    Raises:
        ValueError: If its lines are not those that its head names.
    """
    lines = text.splitlines(keepends=True)
    head = _head(json.loads(lines[0])) if lines else None
    if head is None or len(lines) != 1 + (head.record_id is not None) + head.events + head.entities:
        raise ValueError(f"no frame: found {len(lines)} lines; expected those that the first one names")
    if head.record_id is None:
        return Frame(head)
    last = 2 + head.events
    return Frame(head, lines[1], tuple(lines[2:last]), tuple(lines[last:]))


def json_line(value: Mapping[str, Any]) -> bytes:
    """Return a line of the dataset's JSON; half a surrogate pair, which UTF-8 has not, as its escape."""
    return dump_json(value).encode("utf-8", "backslashreplace") + b"\n"


def _head(fields: Any) -> Head:
    try:
        reject = fields.pop("reject")
        return Head(**fields, reject=Reject(**reject) if reject is not None else None)
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"no head of a frame: {error}") from error


def _pack(head: Head, lines: Iterable[bytes]) -> bytes:
    return gzip.compress(json_line(asdict(head)) + b"".join(lines), compresslevel=_LEVEL, mtime=0)
