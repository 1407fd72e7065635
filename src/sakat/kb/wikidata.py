"""Reads one line of a Wikidata JSON dump."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from sakat.kb.forms import canonical_form
from sakat.kb.model import ISO_3166, QID, DamagedLine, Name, Reading, Thing
from sakat.record.mention import Label

_BRACKETS = frozenset({b"", b"[", b"]"})
"""Lines that hold no entity."""

_EARTH = "http://www.wikidata.org/entity/Q2"
_ENDED = "P582"


def _not_a_list(value: object) -> object:
    """Return a mapping where the dump writes an empty one as `[]`."""
    return {} if value == [] else value


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Text(_Part):
    value: str


class _Texts(_Part):
    th: _Text | None = None
    en: _Text | None = None
    mul: _Text | None = None


class _Aliases(_Part):
    th: tuple[_Text, ...] = ()


class _Data(_Part):
    value: Any


class _Snak(_Part):
    datavalue: _Data | None = None


_Qualifiers = Annotated[Mapping[str, Any], BeforeValidator(_not_a_list)]


class _Statement(_Part):
    mainsnak: _Snak
    rank: str = "normal"
    qualifiers: _Qualifiers = Field(default_factory=dict)


class _Claims(_Part):
    P17: tuple[_Statement, ...] = ()
    P27: tuple[_Statement, ...] = ()
    P31: tuple[_Statement, ...] = ()
    P297: tuple[_Statement, ...] = ()
    P300: tuple[_Statement, ...] = ()
    P625: tuple[_Statement, ...] = ()


class _Item(_Part):
    id: str
    type: str
    labels: Annotated[_Texts, BeforeValidator(_not_a_list)] = _Texts()
    descriptions: Annotated[_Texts, BeforeValidator(_not_a_list)] = _Texts()
    aliases: Annotated[_Aliases, BeforeValidator(_not_a_list)] = _Aliases()
    claims: Annotated[_Claims, BeforeValidator(_not_a_list)] = _Claims()
    sitelinks: Annotated[Mapping[str, Any], BeforeValidator(_not_a_list)] = Field(default_factory=dict)


def read_item(line: bytes, classes: Mapping[str, Label]) -> Reading | None:
    """Return the item of a line with its Thai names; None if it has none, or is of no class that is kept.

    Statements count in the order of their rank, those that have ended last; deprecated ones do not count. The
    label is that of the first class (P31) that has one. Country is P17, of people P27; the code P297, else P300.

    Args:
        line: One entity, with or without the comma that ends it, or a bracket of the list.
        classes: Label by QID of a class.

    Raises:
        DamagedLine: If the line is no entity; the message names the place.

    >>> city = '{"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q515"}}}}]}'
    >>> line = f'{{"type": "item", "id": "Q1861", "labels": {{"th": {{"value": "กรุงเทพมหานคร"}}}}, "claims": {city}}},'
    >>> reading = read_item(line.encode(), {"Q515": "GPE"})
    >>> reading.thing.label, reading.names[0].form
    ('GPE', 'กรุงเทพมหานคร')
    """
    body = line.strip().removesuffix(b",")
    if body in _BRACKETS:
        return None
    try:
        item = _Item.model_validate_json(body)
    except ValidationError as error:
        raise DamagedLine(_describe(error)) from error
    if item.type != "item":
        return None
    label = next((classes[qid] for qid in _qids(item.claims.P31) if qid in classes), None)
    if label is None:
        return None
    if not QID.fullmatch(item.id):
        raise DamagedLine(f"id {item.id!r}; expected a QID such as Q869")
    name_th = canonical_form(item.labels.th.value) if item.labels.th is not None else ""
    aliases = {canonical_form(alias.value) for alias in item.aliases.th} - {name_th, ""}
    if not name_th and not aliases:
        return None
    english = item.labels.en or item.labels.mul
    lat, lon = _point(item.claims.P625)
    thing = Thing(
        qid=item.id,
        label=label,
        name_th=name_th or None,
        name_en=canonical_form(english.value) or None if english is not None else None,
        description_en=item.descriptions.en.value.strip() or None if item.descriptions.en is not None else None,
        iso3166=next(iter(_codes((*_ranked(item.claims.P297), *_ranked(item.claims.P300)))), None),
        lat=lat,
        lon=lon,
        country=next(iter(_qids(item.claims.P17) or _qids(item.claims.P27)), None),
        weight=len(item.sitelinks),
    )
    named = (Name(name_th, item.id, "name"),) if name_th else ()
    return Reading(thing, (*named, *(Name(alias, item.id, "alias") for alias in sorted(aliases))))


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]


def _ranked(statements: Sequence[_Statement]) -> list[Any]:
    """Return the values of statements, preferred before normal, what has ended after what lasts."""
    usable = [item for item in statements if item.rank != "deprecated"]
    usable.sort(key=lambda item: (item.rank != "preferred", _ENDED in item.qualifiers))
    return [item.mainsnak.datavalue.value for item in usable if item.mainsnak.datavalue is not None]


def _qids(statements: Sequence[_Statement]) -> list[str]:
    values = (value.get("id") for value in _ranked(statements) if isinstance(value, dict))
    return [qid for qid in values if isinstance(qid, str) and QID.fullmatch(qid)]


def _codes(values: Sequence[Any]) -> list[str]:
    return [value for value in values if isinstance(value, str) and ISO_3166.fullmatch(value)]


def _point(statements: Sequence[_Statement]) -> tuple[float | None, float | None]:
    """Return latitude and longitude of the first place on Earth, a pair of None without any."""
    for value in _ranked(statements):
        if not isinstance(value, dict) or value.get("globe", _EARTH) != _EARTH:
            continue
        lat, lon = value.get("latitude"), value.get("longitude")
        if isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180:
            return round(float(lat), 5), round(float(lon), 5)
    return None, None
