"""Typed access to what the components leave on a `Doc`: the only module that touches `doc.spans` and `._`.

Each layer is a `SpanGroup` in `doc.spans`. A `Span` covers whole tokens, so it may be a little wider than what was
found; the exact half-open offsets in code points, and all else, stand in `SpanGroup.attrs[span.id_]` as plain JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Protocol, TypeVar, cast

from pydantic import TypeAdapter
from spacy.tokens import Doc, Span, SpanGroup

from sakat.errors import ConfigError

Payload = dict[str, Any]
T = TypeVar("T")


class Stretch(Protocol):
    """Anything with half-open offsets in code points."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


def register_extensions() -> None:
    """Declare the document attributes; harmless when called again."""
    for name in ("document_date", "linked_entities"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def document_date(doc: Doc) -> date | None:
    """Return the publication day set on the document (a `date` or `YYYY-MM-DD`), or None.

    Raises:
        ConfigError: If what was set is no day.
    """
    value = doc._.document_date
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise ConfigError(f"doc._.document_date: found {value!r}; expected a date or 'YYYY-MM-DD'") from error


def set_document_date(doc: Doc, day: date | str | None) -> None:
    """Set the publication day (Asia/Bangkok), kept as text so that the document can be saved."""
    doc._.document_date = day.isoformat() if isinstance(day, date) else day


def set_layer(doc: Doc, key: str, items: Iterable[Stretch], *, kind: Any) -> None:
    """Store items of one type (a dataclass or pydantic model) as the layer `key`, in the given order."""
    adapter = _adapter(kind)
    spans: list[Span] = []
    attrs: dict[str, Payload] = {}
    for number, item in enumerate(items):
        label = str(getattr(item, "label", None) or getattr(item, "type", None) or key)
        span = doc.char_span(item.start, item.end, label=label, alignment_mode="expand", span_id=f"{key}{number}")
        if span is None:
            raise ConfigError(f"layer {key!r}: {item.start}-{item.end} lies outside the text of {len(doc.text)}")
        spans.append(span)
        attrs[span.id_] = adapter.dump_python(item, mode="json")
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs=attrs)


def get_layer(doc: Doc, key: str, kind: type[T]) -> list[T]:
    """Return the items of a layer, in order; none if no component wrote it."""
    if key not in doc.spans:
        return []
    adapter = _adapter(kind)
    attrs = doc.spans[key].attrs
    return [adapter.validate_python(attrs[span.id_], strict=False) for span in doc.spans[key]]


def has_layer(doc: Doc, key: str) -> bool:
    """Tell whether a component wrote the layer."""
    return key in doc.spans


def set_entities(doc: Doc, spans: Sequence[Span]) -> None:
    """Write `doc.ents`."""
    doc.set_ents(list(spans))


def layer_spans(doc: Doc, key: str) -> list[Span]:
    """Return the token spans of a layer."""
    return list(doc.spans[key]) if key in doc.spans else []


def set_linked(doc: Doc, value: Payload) -> None:
    """Store the linked entities of the document, as plain JSON."""
    doc._.linked_entities = value


def get_linked(doc: Doc) -> Payload:
    """Return what the linker stored, or an empty mapping."""
    return cast(Payload, doc._.linked_entities or {})


_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


register_extensions()
