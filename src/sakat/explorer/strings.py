"""The words of the interface in Thai and English, from `strings.tsv`; those of codes from the palette."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import cache
from importlib import resources

from sakat.dates.written import Language
from sakat.errors import LexiconError
from sakat.palette import load_palette

_CHOICE = re.compile(r"<(\w+):([^|>]*)\|([^>]*)>")
_FAMILIES = {"event_type": "type", "entity_label": "label", "quadrant": "quad"}
"""What keys of codes begin with, where that is not their kind."""
LANGUAGES: tuple[Language, ...] = ("th", "en")


@cache
def load_strings() -> Mapping[Language, Mapping[str, str]]:
    """Return the strings of each language by key; `type.AID` and the like name codes of the record.

    Raises:
        LexiconError: If a row lacks a language or a key stands twice; names the line.
    """
    lines = resources.files("sakat.explorer").joinpath("strings.tsv").read_text("utf-8").splitlines()
    strings: dict[Language, dict[str, str]] = {
        language: {f"{_FAMILIES.get(kind, kind)}.{code}": row[language] for (kind, code), row in load_palette().items()}
        for language in LANGUAGES
    }
    for number, row in enumerate(csv.reader(lines[1:], delimiter="\t", quoting=csv.QUOTE_NONE), 2):
        if len(row) != 1 + len(LANGUAGES) or not all(row):
            raise LexiconError(f"explorer/strings.tsv:{number}: {len(row)} cells; expected key, th and en, all filled")
        if row[0] in strings["th"]:
            raise LexiconError(f"explorer/strings.tsv:{number}: key {row[0]!r} stands twice; remove one")
        for language, text in zip(LANGUAGES, row[1:], strict=True):
            strings[language][row[0]] = text
    return strings


class Wording:
    """The strings of one language, as templates call them.

    >>> Wording("en")("events.count", count=1580), Wording("en")("events.count", count=1)
    ('1,580 events', '1 event')
    """

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._strings = load_strings()[language]

    def __call__(self, key: str, **parts: object) -> str:
        """Return a string with its parts filled in; numbers get thousands separators.

        `<count:event|events>` is the first form if the part `count` is one, else the second.

        Raises:
            LexiconError: If there is no such string.
        """
        if key not in self._strings:
            raise LexiconError(f"explorer/strings.tsv: no string {key!r}; expected one for every word of the pages")
        if not parts:
            return self._strings[key]
        text = _CHOICE.sub(lambda found: found[2] if parts[found[1]] == 1 else found[3], self._strings[key])
        return text.format(
            **{name: self.number(part) if isinstance(part, int) else part for name, part in parts.items()}
        )

    def value(self, family: str, value: str) -> str:
        """Return the word for a value of a family (type, modality, …); the value itself if it has none."""
        return self._strings.get(f"{family}.{value}", value)

    def number(self, value: int) -> str:
        """Return a whole number with thousands separators."""
        return f"{value:,}"

    def name(self, thai: str, english: str | None) -> str:
        """Return the name of a thing in this language, the Thai one if there is no English."""
        return thai if self.language == "th" else english or thai

    def other_name(self, thai: str, english: str | None) -> str:
        """Return the name of a thing in the other language; "" if there is none or it is the same."""
        other = (english or "") if self.language == "th" else thai
        return "" if other == self.name(thai, english) else other
