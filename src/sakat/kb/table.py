"""Reads one row of a CSV table of names."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import cast, get_args

from sakat.errors import KnowledgeError
from sakat.kb.classes import ENTITY_LABELS
from sakat.kb.forms import canonical_form
from sakat.kb.model import ISO_3166, QID, DamagedLine, LineReader, Name, NameKind, Reading, Thing
from sakat.record.mention import Label

REQUIRED = ("qid", "form", "kind", "label", "name_en")
OPTIONAL = ("description_en", "iso3166", "country", "lat", "lon", "weight")


def table_reader(header: bytes, where: str) -> LineReader:
    """Return the function that reads the rows under a header.

    A row of kind `name` states the thing: label, English name and the rest. A row of kind `alias` needs `qid`
    and `form` only. A row is one line; cells with commas stand in double quotes.

    Args:
        header: First line of the table, with or without BOM.
        where: Name of the file, for the message.

    Raises:
        KnowledgeError: If a column is missing, unknown or twice there.

    >>> read = table_reader(b"qid,form,kind,label,name_en", "kb.csv")
    >>> read("Q1428,จอร์เจีย,name,GPE,Georgia".encode()).thing.name_en
    'Georgia'
    """
    try:
        columns = [name.strip() for name in _cells(header.removeprefix(b"\xef\xbb\xbf"))]
    except DamagedLine as error:
        raise KnowledgeError(f"{where}:1: {error}") from error
    missing = [name for name in REQUIRED if name not in columns]
    unknown = [name for name in columns if name not in REQUIRED + OPTIONAL]
    if missing or unknown or len(set(columns)) != len(columns):
        raise KnowledgeError(
            f"{where}:1: columns are {', '.join(columns) or 'none'}; expected once each {', '.join(REQUIRED)} "
            f"and, if known, {', '.join(OPTIONAL)}"
        )

    def read(line: bytes) -> Reading | None:
        cells = _cells(line)
        if not any(cells):
            return None
        if len(cells) != len(columns):
            raise DamagedLine(f"{len(cells)} cells; expected {len(columns)} ({', '.join(columns)})")
        return _read_row(dict(zip(columns, cells, strict=True)))

    return read


def _cells(line: bytes) -> list[str]:
    try:
        return [cell.strip() for cell in next(csv.reader([line.decode("utf-8")], strict=True))]
    except UnicodeDecodeError as error:
        raise DamagedLine(f"byte {error.start} is not UTF-8; save the table as UTF-8") from error
    except csv.Error as error:
        raise DamagedLine(f"{error}; expected one row a line") from error


def _read_row(row: Mapping[str, str]) -> Reading:
    qid, form, kind = row["qid"], canonical_form(row["form"]), row["kind"]
    if not QID.fullmatch(qid):
        raise DamagedLine(f"qid {qid!r}; expected one such as Q869")
    if not form:
        raise DamagedLine("form is empty; expected a Thai name")
    if kind not in get_args(NameKind):
        raise DamagedLine(f"kind {kind!r}; expected name or alias")
    names = (Name(form, qid, cast(NameKind, kind)),)
    return Reading(_read_thing(row, form) if kind == "name" else None, names)


def _read_thing(row: Mapping[str, str], name_th: str) -> Thing:
    if row["label"] not in ENTITY_LABELS:
        raise DamagedLine(f"label {row['label']!r}; expected one of {', '.join(sorted(ENTITY_LABELS))}")
    code, country = row.get("iso3166") or None, row.get("country") or None
    if code is not None and not ISO_3166.fullmatch(code):
        raise DamagedLine(f"iso3166 {code!r}; expected a code such as TH or TH-10")
    if country is not None and not QID.fullmatch(country):
        raise DamagedLine(f"country {country!r}; expected the QID of a state, e.g. Q869")
    lat, lon = _degrees(row, "lat", 90), _degrees(row, "lon", 180)
    if (lat is None) != (lon is None):
        raise DamagedLine("lat without lon, or lon without lat; expected both or neither")
    weight = row.get("weight") or "0"
    if not (weight.isascii() and weight.isdigit()):
        raise DamagedLine(f"weight {weight!r}; expected an integer from 0 on")
    return Thing(
        qid=row["qid"],
        label=cast(Label, row["label"]),
        name_th=name_th,
        name_en=row["name_en"] or None,
        description_en=row.get("description_en") or None,
        iso3166=code,
        lat=lat,
        lon=lon,
        country=country,
        weight=int(weight),
    )


def _degrees(row: Mapping[str, str], column: str, limit: int) -> float | None:
    written = row.get(column)
    if not written:
        return None
    try:
        value = float(written)
    except ValueError as error:
        raise DamagedLine(f"{column} {written!r}; expected degrees such as 13.75398") from error
    if not -limit <= value <= limit:
        raise DamagedLine(f"{column} {written!r}; expected -{limit} to {limit}")
    return round(value, 5)
