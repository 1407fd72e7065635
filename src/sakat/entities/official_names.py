"""Official English names of what every state has: ตำรวจ + เคนยา is the Kenya Police Service."""

from __future__ import annotations

import re
from functools import cache

from sakat.entities.authority import load_authority
from sakat.lexicon import load_lexicon

_OF = re.compile(r"\s*(?:แห่ง|ของ)?\s*(?:ประเทศ)?\s*")


def official_name(form: str) -> str | None:
    """Return the official name of a body of a foreign state, None if it is none or the tables lack it.

    Source: `state_bodies.tsv`; the ways to write the body in Thai are in `state_body_forms.tsv`.

    >>> official_name("ทัพเรือกรีซ"), official_name("สภาเสี้ยววงเดือนแดงอิรัก"), official_name("กองทัพแดง")
    ('Hellenic Navy', 'Iraqi Red Crescent Society', None)
    """
    for size in range(min(_longest_form(), len(form) - 1), 1, -1):
        body = body_forms().get(form[:size])
        if body is not None and (link := _OF.match(form, size)):
            state = _state(form[link.end() :])
            if state is not None:
                return _names().get((state, body))
    return None


def _state(form: str) -> str | None:
    entries = load_authority().by_form.get(form, ())
    return next((entry.iso3166 for entry in entries if entry.kind == "country"), None)


@cache
def body_forms() -> dict[str, str]:
    """Return what every state has, by the forms it is written in: ทัพเรือ is a กองทัพเรือ."""
    return {row["form"]: row["body"] for row in load_lexicon("state_body_forms")}


@cache
def _longest_form() -> int:
    return max(map(len, body_forms()))


@cache
def _names() -> dict[tuple[str, str], str]:
    return {(row["iso3166"], row["body"]): row["name_en"] for row in load_lexicon("state_bodies", key="body")}
