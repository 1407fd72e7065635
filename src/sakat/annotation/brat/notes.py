"""What brat has no column for, as words of an annotator's note: `edtf=2022-01-08 name_en_alt="Siam, Kingdom of"`."""

from __future__ import annotations

import json
import re

from sakat.annotation.attributes import Attributes

_QUOTED = r'"(?:[^"\\]|\\.)*"'
_PLAIN = r'[^\s",\\]+'
_VALUE = re.compile(rf"{_QUOTED}|{_PLAIN}")
_WORD = re.compile(rf"([a-z_]+)=((?:{_QUOTED}|{_PLAIN})(?:,(?:{_QUOTED}|{_PLAIN}))*)(?:\s+|$)")


def write_note(attributes: Attributes) -> str:
    """Return texts by key as one line; a value that is not one plain word is quoted as in JSON.

    >>> write_note({"canonical": ("trang",), "name_en_alt": ("Trang Province", "Thap Thiang")})
    'canonical=trang name_en_alt="Trang Province","Thap Thiang"'
    """
    return " ".join(f"{name}={','.join(map(_quote, values))}" for name, values in attributes.items())


def read_note(note: str) -> Attributes:
    """Return the texts by key that a note holds.

    Raises:
        ValueError: Saying where the note is not of the form `key=value key=value,value`.

    >>> read_note('canonical=trang edtf_alt=2021,"[2001,2003]"')
    {'canonical': ('trang',), 'edtf_alt': ('2021', '[2001,2003]')}
    """
    note = note.strip()
    attributes: Attributes = {}
    position = 0
    while position < len(note):
        word = _WORD.match(note, position)
        if word is None:
            raise ValueError(f'found {note[position:]!r}; expected key=value or key="several words"')
        attributes[word[1]] = tuple(map(_unquote, _VALUE.findall(word[2])))
        position = word.end()
    return attributes


def _quote(value: str) -> str:
    return value if re.fullmatch(_PLAIN, value) else json.dumps(value, ensure_ascii=False)


def _unquote(value: str) -> str:
    if not value.startswith('"'):
        return value
    try:
        return str(json.loads(value))
    except ValueError as error:
        raise ValueError(f"found {value}; expected a text quoted as in JSON") from error
