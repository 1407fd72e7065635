"""Hypothesis strategies derived from pydantic models: rows of any shape that the models allow."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import strategies as st
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sakat.record import Event, Mention, Record
from sakat.record.base import Day, Range
from sakat.record.event import MODE_SCORES
from sakat.record.mention import VALUE_LABELS

Fields = dict[str, Any]
_TEXT = st.text(st.sampled_from('กขค่าำํ้ ๑1a"\\\n\t\u200b\U0001f418é'), max_size=8)


@pytest.fixture(scope="session")
def rows() -> Callable[[type[BaseModel]], st.SearchStrategy[BaseModel]]:
    return _instances


def _instances(model: type[BaseModel]) -> st.SearchStrategy[BaseModel]:
    return _fields(model).map(lambda fields: model.model_validate_json(json.dumps(fields)))


@cache
def _fields(model: type[BaseModel]) -> st.SearchStrategy[Fields]:
    hints = get_type_hints(model, include_extras=True)
    drawn = st.fixed_dictionaries({name: _values(hints[name]) for name in model.model_fields})
    return drawn.map(lambda fields: _repaired(model, fields))


def _values(hint: Any) -> st.SearchStrategy[Any]:
    origin, arguments = get_origin(hint), get_args(hint)
    if hint == Day:
        return st.dates(date.min, date.max).map(date.isoformat)
    if origin in (Union, UnionType):
        return st.one_of(_values(item) for item in arguments)
    if origin is Annotated:
        return _bounded(arguments[0], [item for item in arguments[1:] if isinstance(item, FieldInfo)])
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin is tuple:
        return st.lists(_values(arguments[0]), max_size=2)
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return _fields(hint)
    return _bounded(hint, [])


def _bounded(kind: Any, infos: list[FieldInfo]) -> st.SearchStrategy[Any]:
    rules = [rule for info in infos for rule in info.metadata]
    low = next((rule.ge for rule in rules if hasattr(rule, "ge")), None)
    high = next((rule.le for rule in rules if hasattr(rule, "le")), None)
    pattern = next((rule.pattern for rule in rules if getattr(rule, "pattern", None)), None)
    if kind is str:
        return st.from_regex(pattern.replace("\\d", "[0-9]").replace("$", "\\Z")) if pattern else _TEXT
    if kind is int:
        return st.integers(low if low is not None else -(2**63), 2**63 - 1)
    if kind is float:
        return st.floats(low, high, allow_nan=False, allow_infinity=False)
    return {bool: st.booleans(), NoneType: st.none()}[kind]


def _repaired(model: type[BaseModel], fields: Fields) -> Fields:
    """Return the fields with what ties one to another in the model put right."""
    if issubclass(model, Range):
        first, last = sorted((fields["start"], fields["end"]))
        fields |= {"start": first, "end": last} if first < last else {"start": 0, "end": last + (last == 0)}
    if model is Mention:
        fields["rule_id"] = None if fields["method"] == "statistical" else fields["rule_id"] or "rule"
        fields["entity_id"] = None if fields["label"] in VALUE_LABELS else fields["entity_id"]
    if "name_en_method" in fields:
        fields["name_en"] = None if fields["name_en_method"] is None else fields["name_en"] or ""
        fields["label"] = "GPE" if fields["label"] in VALUE_LABELS else fields["label"]
    if model is Event:
        fields["subtype"] = (fields["subtype"] or "misc") if fields["type"] == "OTHER" else None
        fields["mode"] = [mode for mode in fields["mode"] if mode in MODE_SCORES.get(fields["type"], {})]
        fields["modality"] = "planned" if fields["source"] is None else fields["modality"]
    if model is Record:
        fields["schema_version"] = "1.0"
    return fields
