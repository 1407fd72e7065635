"""The words of the pages in Thai and English, and the names of codes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Literal

from sakat.errors import LexiconError
from sakat.palette import load_palette

Language = Literal["th", "en"]
LANGUAGES: tuple[Language, ...] = ("th", "en")
"""The first is that of the pages in the report's own folder; the others have a folder each."""


@cache
def _strings() -> Mapping[str, Mapping[str, str]]:
    text = resources.files("sakat.report").joinpath("strings.tsv").read_text("utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines())
    return {language: {row[0]: row[header.index(language)] for row in rows} for language in LANGUAGES}


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
        row = load_palette().get((kind, code))
        return row[self.language] if row is not None else code

    def title(self, metric: str, english: str) -> str:
        """Return what a metric measures, in Thai if there is a string for it."""
        return _strings()[self.language].get(f"metric.{metric}", english)
