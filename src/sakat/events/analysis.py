"""What the stages before event extraction know of one article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sakat.record import Citation, Entity, Mention, Quote, Range, Section, Temporal


@dataclass(frozen=True, slots=True)
class Token:
    """A word: `text[start:end]`, offsets in code points."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """One article, read, cut into words and sentences, with its mentions linked and its dates resolved.

    `tokens` join to `text` (white space is tokens too). Everything is in text order, as in a record.
    """

    id: str
    text: str
    document_date: date | None
    tokens: tuple[Token, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Range, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    temporal: tuple[Temporal, ...]
    citations: tuple[Citation, ...]
    quotes: tuple[Quote, ...] = ()
