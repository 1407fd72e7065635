"""What a record says of its source, and how the text is laid out."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sakat.record.base import (
    CitationId,
    Day,
    EntityId,
    Identified,
    Offset,
    Part,
    QuoteId,
    Range,
    TextSpan,
    described,
)


class Source(Part):
    """Where the article came from."""

    uri: str = described("Name of the article, unique in a run, never an absolute path.", "corpus:example/1")
    title: str | None = described("Headline or title as published.", "ชาวสวนผลไม้พบพาณิชย์")
    language: str = described("Language of the text, BCP 47.", "th")
    document_date: Day | None = described("Day of publication in Asia/Bangkok.", "2024-06-07")
    licence: str | None = described("SPDX identifier of the text's licence.", "CC0-1.0")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = described(
        "SHA-256 of the input bytes.", "32227a313449cffbd5647cd377446fbc10095103c0d7547b7a7975d0319e8b31"
    )


class Section(Range):
    """A part of the text under one heading; the sections tile the text."""

    level: Annotated[int, Field(ge=0)] = described("Depth of the heading; 0 before any heading.", 1)
    title: TextSpan | None = described(
        "The heading, without edit-link residue.", {"start": 120, "end": 130, "text": "อัฟกานิสถาน"}
    )


class Quote(TextSpan, Identified):
    """Someone's words between quotation marks, the marks left out."""

    id: QuoteId = described("`q_` and 16 hex digits.", "q_8e377a8a3e36a5dc")
    speaker_id: EntityId | None = described("Entity whose words they are.", "x_03b40fdbff133b8d")
    cue: TextSpan | None = described("The verb of saying.", {"start": 40, "end": 47, "text": "กล่าวว่า"})


class Citation(TextSpan, Identified):
    """A reference mark such as [1], brackets included."""

    id: CitationId = described("`c_` and 16 hex digits.", "c_8e377a8a3e36a5dc")
    ref: str = described("The reference inside the brackets; `needed` for [ต้องการอ้างอิง].", "1")


class Warning(Part):
    """Something a reader of the record should know: where, what was found, what was expected."""

    code: str = described("Short stable name.", "invalid_date")
    message: str = described("Where, what was found, what was expected.", "no 31 February: '31 กุมภาพันธ์ 2550'")
    start: Offset | None = described("First code point concerned.", 17)
    end: Offset | None = described("Code point after the last one concerned.", 35)
