"""Writes what an annotation says as texts by key, and reads them back as gold JSON has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from sakat.annotation.fields import Field
from sakat.record.base import Part

Attributes = dict[str, tuple[str, ...]]
"""Texts by the name of a field; a flag that is set has the one text `yes`."""

YES = "yes"
_NULL = "null"
_SPAN = re.compile(r"(\d+)-(\d+)(?: ([A-Z_]+))?")
_ALWAYS_WRITTEN = frozenset({"modality"})


def write_attributes(item: Part, names: tuple[str, ...]) -> Attributes:
    """Return what an item says under some of its keys, without what says nothing.

    Args:
        item: An entity, date, event, quote or citation.
        names: The keys, in the order they are written.
    """
    written: Attributes = {}
    for name in names:
        value = getattr(item, name)
        default = type(item).model_fields[name].default
        if value is None or value is False or value == () or (value == default and name not in _ALWAYS_WRITTEN):
            continue
        values = value if isinstance(value, tuple) else (YES,) if value is True else (value,)
        written[name] = tuple(map(_write, values))
    return written


def _write(value: Any) -> str:
    if isinstance(value, tuple):
        start, end, *label = value
        return " ".join([f"{start}-{end}", *label])
    return _NULL if value is None else str(value)


def read_attributes(
    attributes: Mapping[str, tuple[str, ...]], fields: Iterable[Field]
) -> tuple[dict[str, Any], list[str]]:
    """Return values by key, as gold JSON has them, and a message for each that cannot be read.

    What is left out is left out; the values themselves are checked with the whole of the gold.

    Args:
        attributes: Texts by key.
        fields: What can be said.

    >>> from sakat.annotation.fields import FIELDS
    >>> read_attributes({"canonical": ("trang",), "alt": ("3-12 GPE",)}, FIELDS["entity"])
    ({'canonical': 'trang', 'alt': [[3, 12, 'GPE']]}, [])
    """
    known = {field.name: field for field in fields}
    read: dict[str, Any] = {}
    problems: list[str] = []
    for name, texts in attributes.items():
        field = known.get(name)
        if field is None:
            problems.append(f"found {name!r}; expected one of {', '.join(known)}")
        elif field.kind in ("text", "choice") and len(texts) > 1:
            problems.append(f"{name}: found {len(texts)} values, {', '.join(texts)}; expected one")
        elif texts:
            _read_field(field, texts, read, problems)
    return read, problems


def _read_field(field: Field, texts: tuple[str, ...], read: dict[str, Any], problems: list[str]) -> None:
    if field.kind == "flag":
        read[field.name] = True
    elif field.kind in ("text", "choice"):
        read[field.name] = texts[0]
    elif field.name in ("alt", "alt_triggers"):
        spans = [_SPAN.fullmatch(text.strip()) for text in texts]
        want_label = field.name == "alt"
        for text, span in zip(texts, spans, strict=True):
            if span is None or (span[3] is not None) != want_label:
                example = "127-150 PERSON" if want_label else "127-150"
                problems.append(f"{field.name}: found {text!r}; expected start-end in code points, e.g. {example}")
        if not problems:
            read[field.name] = [
                [int(span[1]), int(span[2]), *([span[3]] if want_label else [])] for span in spans if span is not None
            ]
    elif field.name == "edtf_alt":
        read[field.name] = [None if text == _NULL else text for text in texts]
    else:
        read[field.name] = list(texts)
