"""What a line of a source says: a thing, its names, or that the line is damaged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sakat.record.mention import Label

QID = re.compile(r"Q[1-9]\d*")
ISO_3166 = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3})?")

NameKind = Literal["name", "alias"]


class DamagedLine(Exception):
    """A line that cannot be used; the message says why. It is counted, and reading goes on."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing the knowledge base knows.

    Attributes:
        qid: Wikidata item.
        label: OntoNotes label.
        name_th: Main Thai name, NFC; None if only aliases are Thai.
        name_en: English name.
        description_en: A few English words that tell it from its namesakes.
        iso3166: ISO 3166-1 alpha-2 or 3166-2 code.
        lat: WGS 84 degrees, 5 decimals; None together with `lon`.
        lon: WGS 84 degrees, 5 decimals.
        country: QID of its state; of a person, the state they are a citizen of.
        weight: How well known it is: the number of its Wikipedia and sister articles.
    """

    qid: str
    label: Label
    name_th: str | None
    name_en: str | None
    description_en: str | None
    iso3166: str | None
    lat: float | None
    lon: float | None
    country: str | None
    weight: int


@dataclass(frozen=True, slots=True)
class Name:
    """A Thai name of a thing: `form` is NFC with single spaces."""

    form: str
    qid: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Reading:
    """What one line states: names, and the thing itself unless another line does."""

    thing: Thing | None
    names: tuple[Name, ...]


LineReader = Callable[[bytes], Reading | None]
"""Returns what a line states, None if nothing is to be kept; raises DamagedLine."""
