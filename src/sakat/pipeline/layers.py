"""Typed access to what the components leave on a `Doc`: the only module that touches `doc.spans` and `._`.

Each layer is a `SpanGroup` in `doc.spans`. A `Span` covers whole tokens, so it may be a little wider than what was
found; the exact half-open offsets in code points, and all else, stand in `SpanGroup.attrs[span.id_]` as plain JSON.

What is read from a document is kept beside it until the document is written to or goes away; it is no part of the
document and is never saved with it. A layer is changed by writing it again, never in place.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from itertools import pairwise
from operator import is_
from typing import Any, Protocol, TypeVar, cast
from weakref import WeakKeyDictionary

import numpy as np
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
    for name in ("article_id", "document_date", "linked_entities"):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)


def kept(doc: Doc, key: Hashable, sources: Sequence[object], make: Callable[[], T]) -> T:
    """Return what `make` gave when last asked for under `key`, or gives now if one of `sources` is another object.

    `sources` are what the result is made from; they are compared by identity, and kept alive as long as the result.
    """
    store = _KEPT.setdefault(doc, {})
    found = store.get(key)
    if found is not None and len(found[0]) == len(sources) and all(map(is_, found[0], sources)):
        return cast(T, found[1])
    value = make()
    store[key] = (tuple(sources), value)
    return value


def doc_text(doc: Doc) -> str:
    """Return `doc.text`, which spaCy joins anew at each call."""
    store = _KEPT.setdefault(doc, {})
    found = store.get(doc_text)
    if found is None or found[0] != (len(doc),):
        found = store[doc_text] = ((len(doc),), doc.text)
    return cast(str, found[1])


def doc_words(doc: Doc) -> tuple[str, ...]:
    """Return the tokens of a document and the single spaces between them; they join to the text."""

    def cut() -> tuple[str, ...]:
        text = doc_text(doc)
        sizes = doc.to_array(["LENGTH", "SPACY"]).astype(np.int64).ravel()
        ends = np.cumsum(sizes)[sizes > 0].tolist()
        return tuple([text[start:end] for start, end in pairwise([0, *ends])])

    return kept(doc, (doc_words, len(doc)), (), cut)


def layer_sources(doc: Doc, keys: Iterable[str]) -> list[object]:
    """Return the objects that are others once one of the layers, the linked entities or the date is written."""
    return [*map(doc.spans.get, keys), doc._.linked_entities, doc._.document_date]


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


def article_id(doc: Doc) -> str | None:
    """Return the name of the article set on the document, or None."""
    return cast("str | None", doc._.article_id)


def set_article_id(doc: Doc, name: str) -> None:
    """Set the name of the article, so that it is saved with the document."""
    doc._.article_id = name


def set_layer(doc: Doc, key: str, items: Iterable[Stretch], *, kind: Any) -> None:
    """Store items of one type (a dataclass or pydantic model) as the layer `key`, in the given order."""
    adapter = _adapter(kind)
    spans: list[Span] = []
    attrs: dict[str, Payload] = {}
    for number, item in enumerate(items):
        label = str(getattr(item, "label", None) or getattr(item, "type", None) or key)
        span = doc.char_span(item.start, item.end, label=label, alignment_mode="expand", span_id=f"{key}{number}")
        if span is None:
            raise ConfigError(f"layer {key!r}: {item.start}-{item.end} lies outside the text of {len(doc_text(doc))}")
        spans.append(span)
        attrs[span.id_] = adapter.dump_python(item, mode="json")
    doc.spans[key] = SpanGroup(doc, name=key, spans=spans, attrs=attrs)


def get_layer(doc: Doc, key: str, kind: type[T]) -> list[T]:
    """Return the items of a layer, in order; none if no component wrote it."""
    group = doc.spans.get(key)
    if group is None:
        return []
    return list(kept(doc, (key, kind, len(group)), (group,), lambda: _read(group, kind)))


def _read(group: SpanGroup, kind: type[T]) -> tuple[T, ...]:
    read, attrs = _adapter(kind).validate_python, group.attrs
    return tuple([read(attrs[span.id_], strict=False) for span in group])


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


_KEPT: WeakKeyDictionary[Doc, dict[Hashable, tuple[tuple[object, ...], object]]] = WeakKeyDictionary()
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


register_extensions()
