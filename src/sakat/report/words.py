"""The words of the pages in Thai and English, and the names and colours of codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from sakat.errors import LexiconError
from sakat.lexicon import load_lexicon

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")
"""The first is that of the pages in the report's own folder; the others have a folder each."""


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("sakat.report").joinpath("strings.tsv").read_text("utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines())
    return {language: {row[0]: row[header.index(language)] for row in rows} for language in LANGUAGES}


@cache
def _codes() -> Mapping[tuple[str, str], Mapping[str, str]]:
    return {(row["kind"], row["code"]): row for row in load_lexicon("palette", key="code")}


class Words:
    """Strings, numbers and names in one language.

    >>> Words("th").code("event_type", "AID"), Words("en").number(1234)
    ('ช่วยเหลือ', '1,234')
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, **parts: object) -> str:
        """Return a string with its parts filled in.

        Raises:
            LexiconError: If there is no such string.
        """
        strings = _strings()[self.language]
        if key not in strings:
            raise LexiconError(f"report/strings.tsv: no string {key!r}; expected one for every word of the pages")
        shown = {name: self.number(part) if isinstance(part, int) else part for name, part in parts.items()}
        return strings[key].format(**shown) if shown else strings[key]

    def number(self, value: int) -> str:
        """Return a whole number with thousands separators."""
        return f"{value:,}"

    def code(self, kind: str, code: str) -> str:
        """Return the name of a code of the record; a code without a name stands for itself."""
        row = _codes().get((kind, code))
        return row[self.language] if row is not None else code

    def title(self, metric: str, english: str) -> str:
        """Return what a metric measures, in Thai if there is a string for it."""
        return _strings()[self.language].get(f"metric.{metric}", english)


def colours(kind: str) -> dict[str, str]:
    """Return the colour of each code of a kind on light paper.

    >>> colours("event_type")["AID"]
    '#148a73'
    """
    return {code: row["light"] for (of, code), row in _codes().items() if of == kind and row["light"]}
