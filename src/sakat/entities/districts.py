"""Districts and subdistricts of Thailand with their official English spellings, from the geothai package.

Source: Department of Provincial Administration through GeoThai (data CC BY 4.0, read where it is installed).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

_BANGKOK = "10"
_HEAD = re.compile("^(?:เขต|แขวง|อำเภอ|ตำบล)")


class District(NamedTuple):
    """An อำเภอ or a เขต of Bangkok: its code, its name without the class noun, its English name."""

    code: str
    name_th: str
    name_en: str
    in_bangkok: bool


def _spelling(name: str) -> str:
    """Return a name with capitals at the head of its words only; a few in the data have more: Pang SiLa Thong."""
    return " ".join(word[:1] + word[1:].lower() for word in name.split())


@cache
def districts() -> tuple[District, ...]:
    """Return the 928 districts, by code."""
    import geothai

    return tuple(
        District(found.code, _HEAD.sub("", found.name_th), _spelling(found.name_en), province.code == _BANGKOK)
        for province in geothai.provinces()
        for found in geothai.districts(province.code)
    )


@cache
def district_spellings() -> Mapping[str, str]:
    """Return the English spelling of each name of a district or subdistrict; the commonest where they differ.

    >>> district_spellings()["บางกรวย"], district_spellings()["ศิลาแลง"]
    ('Bang Kruai', 'Sila Laeng')
    """
    import geothai

    counts: dict[str, Counter[str]] = {}
    for district in districts():
        counts.setdefault(district.name_th, Counter())[district.name_en] += 2
        for found in geothai.subdistricts(district.code):
            counts.setdefault(_HEAD.sub("", found.name_th), Counter())[_spelling(found.name_en)] += 1
    best = {name: min(spellings.items(), key=lambda item: (-item[1], item[0]))[0] for name, spellings in counts.items()}
    return MappingProxyType(best)
