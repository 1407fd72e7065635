"""Words of a mark or row: `norway`, `DATE=2022-08`, `alt="นายกิตติ"`, with their place in the file."""

from __future__ import annotations

import re
from typing import NamedTuple

_QUOTED = r'"(?:[^"\\\n]|\\.)*"'
_TOKEN = re.compile(rf'(?:{_QUOTED}|[^\s"{{}}|\\])+')
_VALUE = re.compile(rf'(?:{_QUOTED}|[^,"])+')
_KEY = re.compile(r"([a-z_]+)=")
_PLAIN = re.compile(r"[^\s\"{}|\\,]+")


class Place(NamedTuple):
    """Line and column in the source file, both from 1; columns count code points."""

    line: int
    column: int


class Token(NamedTuple):
    """One word as written, quotes included."""

    written: str
    place: Place

    @property
    def key(self) -> str | None:
        """The part before `=` of `key=value`; None for other words.

        >>> Token('alt="นายกิตติ"', Place(1, 1)).key
        'alt'
        """
        match = _KEY.match(self.written)
        return match[1] if match else None

    @property
    def values(self) -> tuple[str, ...]:
        """The comma-separated values after `=`, or those of the whole word, as written.

        >>> Token('edtf_alt=2021,"[2001,2003]"', Place(1, 1)).values
        ('2021', '"[2001,2003]"')
        """
        match = _KEY.match(self.written)
        return tuple(value[0] for value in _VALUE.finditer(self.written, match.end() if match else 0))


def read_token(line: str, position: int, number: int) -> Token | None:
    """Return the word that starts at a position of a line, None where no word can start."""
    match = _TOKEN.match(line, position)
    return Token(match[0], Place(number, position + 1)) if match else None


def unquote(value: str) -> str:
    r"""Return a value without its quotes and backslashes.

    >>> unquote('"คำว่า \\"สันติ\\""')
    'คำว่า "สันติ"'
    """
    return re.sub(r"\\(.)", r"\1", value[1:-1]) if len(value) > 1 and value[0] == value[-1] == '"' else value


def quote(value: str) -> str:
    """Return a value in quotes.

    >>> quote("Royal Thai Police")
    '"Royal Thai Police"'
    """
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


def quote_if_needed(value: str) -> str:
    """Return a value as it is if a word may hold it, else in quotes.

    >>> quote_if_needed("2021/.."), quote_if_needed("[2001,2003]")
    ('2021/..', '"[2001,2003]"')
    """
    return value if _PLAIN.fullmatch(value) else quote(value)
