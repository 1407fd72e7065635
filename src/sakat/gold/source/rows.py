"""Reads the rows of a source file: what each says of an entity or an event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, get_args

from sakat.gold.source.markup import Layout, Row
from sakat.gold.source.tokens import Place, Token, unquote
from sakat.record.event import MODE_SCORES, EventType, Mode, Subtype
from sakat.record.mention import VALUE_LABELS, Label

LABELS = frozenset(get_args(Label))
EVENT_LISTS = ("actors", "recipients", "context", "type_alt", "edtf_alt", "modality_alt", "args_ok")
EVENT_VALUES = ("location", "edtf", "modality", "source", "coref", "note")
EVENT_FLAGS = (
    "negated", "role_any", "location_any", "symmetric", "polarity_any", "source_optional", "optional",
)  # fmt: skip
_TYPES = frozenset(get_args(EventType))
_MODES = frozenset(get_args(Mode))
_SUBTYPES = frozenset(get_args(Subtype))
_ID = re.compile(r"[a-z0-9_]+")


@dataclass
class EventRow:
    """An event as its row tells it: the keys of the gold, all but the trigger, which its mark gives.

    `spans` and `alternatives` are the values of `span=` and `alt=`: words near the mark.
    """

    fields: dict[str, Any]
    spans: list[tuple[Place, str]] = field(default_factory=list)
    alternatives: list[tuple[Place, str]] = field(default_factory=list)


@dataclass
class Rows:
    """What the rows of a file say, by id; an entity's fields are the keys of the gold that its mentions share."""

    places: dict[str, Place] = field(default_factory=dict)
    entities: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: dict[str, EventRow] = field(default_factory=dict)


def read_rows(layout: Layout) -> Rows:
    """Return what the rows say; problems are added to those of the layout."""
    rows = Rows()
    for row in layout.rows:
        name = row.tokens[0].written
        kind = row.tokens[1].written if len(row.tokens) > 1 else ""
        if not _ID.fullmatch(name):
            layout.report(row.place, repr(name), "an id of small letters, digits and _ after %")
        elif name in rows.places:
            line = rows.places[name].line
            layout.report(row.place, f"a second row for {name!r}", f"one; the first is on line {line}")
        elif kind in LABELS:
            rows.places[name] = row.place
            rows.entities[name] = _read_entity(row, layout)
        elif kind in _TYPES:
            rows.places[name] = row.place
            rows.events[name] = _read_event(row, layout)
        else:
            place = row.tokens[1].place if kind else row.place
            layout.report(place, repr(kind), "an entity label (GPE) or an event type (CONSULT) after the id")
    return rows


def _read_entity(row: Row, layout: Layout) -> dict[str, Any]:
    label = row.tokens[1]
    if label.written in VALUE_LABELS:
        layout.report(label.place, label.written, f"{{text|{label.written}}} in the text; values have no rows")
    entity: dict[str, Any] = {"label": label.written, "name_en": None}
    for token in row.tokens[2:]:
        if token.key is None and entity["name_en"] is None:
            entity["name_en"] = unquote(token.written)
        elif token.key == "alt":
            entity.setdefault("name_en_alt", []).extend(map(unquote, token.values))
        elif token.key == "qid" and "qid" not in entity and len(token.values) == 1:
            entity["qid"] = unquote(token.values[0])
        else:
            layout.report(token.place, repr(token.written), '"English name", alt="Other name" or qid=Q1')
    return entity


def _read_event(row: Row, layout: Layout) -> EventRow:
    name, kind, *rest = row.tokens
    event = EventRow({
        "id": name.written, "type": kind.written, "subtype": None, "mode": [], "trigger": None, "actors": [],
        "recipients": [], "location": None, "edtf": None, "negated": False, "modality": "asserted", "source": None,
    })  # fmt: skip
    given: set[str] = set()
    for token in rest:
        if token.key is not None:
            _read_event_value(event, token.key, token, layout, repeated=token.key in given)
            given.add(token.key)
        elif token.written in EVENT_FLAGS:
            event.fields[token.written] = True
        elif token is rest[0]:
            _read_codes(event, token, layout)
        else:
            layout.report(token.place, repr(token.written), f"key=value, or a flag: {', '.join(EVENT_FLAGS)}")
    return event


def _read_codes(event: EventRow, token: Token, layout: Layout) -> None:
    """Fill in the modes and the subtype; whether they suit the type is left to the check of the gold."""
    kind = event.fields["type"]
    for code in map(unquote, token.values):
        if code in _MODES:
            event.fields["mode"].append(code)
        elif code in _SUBTYPES and event.fields["subtype"] is None:
            event.fields["subtype"] = code
        else:
            known = ", ".join(sorted(_SUBTYPES if kind == "OTHER" else MODE_SCORES.get(kind, ()))) or "it has none"
            what = "one subtype" if kind == "OTHER" else f"a mode of {kind}"
            layout.report(token.place, repr(code), f"{what} ({known}), key=value or a flag")


def _read_event_value(event: EventRow, key: str, token: Token, layout: Layout, *, repeated: bool) -> None:
    values = [unquote(value) for value in token.values]
    if key in EVENT_LISTS:
        event.fields.setdefault(key, []).extend(
            None if key == "edtf_alt" and value == "null" else value for value in values
        )
    elif key in EVENT_VALUES and len(values) == 1 and not repeated:
        event.fields[key] = values[0]
    elif key == "span":
        event.spans += [(token.place, value) for value in values]
    elif key == "alt":
        event.alternatives += [(token.place, value) for value in values]
    else:
        allowed = f"{', '.join((*EVENT_LISTS, 'alt', 'span'))} with values, or {', '.join(EVENT_VALUES)} with one"
        layout.report(token.place, repr(token.written), allowed)
