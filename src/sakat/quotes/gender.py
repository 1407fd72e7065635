"""Words that tell the gender of whom they stand before or for: นาง, ลุง, เธอ."""

from __future__ import annotations

from functools import cache

from sakat.lexicon import load_lexicon
from sakat.text.clauses import WordSet


@cache
def _genders() -> dict[str, str]:
    return {row["form"]: row["gender"] for row in load_lexicon("gendered_words")}


@cache
def _words() -> WordSet:
    return WordSet(_genders())


def gender_before(text: str, position: int) -> str | None:
    """Return the gender that the word right before a name tells: `female`, `male` or None.

    >>> gender_before("นางอรทัย", 3)
    'female'
    """
    start = _words().before(text, position)
    return _genders()[text[start:position]] if start is not None else None


def gender_of(pronoun: str) -> str | None:
    """Return the gender of a pronoun; None if it has none (เขา)."""
    return _genders().get(pronoun)
