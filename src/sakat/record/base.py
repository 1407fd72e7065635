"""The base of every model in a record, and the field types they share."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Part(BaseModel):
    """A part of a record: immutable, strictly typed, without unknown keys."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)


def described(description: str, example: object) -> Any:
    """Return a required pydantic field with a description and a Thai example for the schema."""
    return Field(description=description, examples=[example])


Offset = Annotated[int, Field(ge=0)]
Score = Annotated[float, Field(ge=0, le=1)]
Day = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
RecordId = Annotated[str, Field(pattern=r"^d_[0-9a-f]{16}$")]
MentionId = Annotated[str, Field(pattern=r"^m_[0-9a-f]{16}$")]
TemporalId = Annotated[str, Field(pattern=r"^t_[0-9a-f]{16}$")]
EventId = Annotated[str, Field(pattern=r"^e_[0-9a-f]{16}$")]
QuoteId = Annotated[str, Field(pattern=r"^q_[0-9a-f]{16}$")]
CitationId = Annotated[str, Field(pattern=r"^c_[0-9a-f]{16}$")]
EntityId = Annotated[str, Field(pattern=r"^(x_[0-9a-f]{16}|Q[1-9]\d*)$")]
Qid = Annotated[str, Field(pattern=r"^Q[1-9]\d*$")]


class Identified(Part):
    """Anything with an id; a base listed after `TextSpan` so that `id` is the first key."""

    id: str


class Range(Part):
    """A stretch of the record's text: `start`, `end` half-open in Unicode code points."""

    start: Offset = described("First code point of the stretch in `text`.", 0)
    end: Offset = described("Code point after the last one of the stretch.", 8)

    @model_validator(mode="after")
    def _is_not_empty(self) -> Range:
        if self.start >= self.end:
            raise ValueError(f"start {self.start} is not before end {self.end}; spans hold a code point or more")
        return self


class TextSpan(Range):
    """A stretch of the record's text with its characters, equal to `text[start:end]`."""

    text: str = described("The characters of the stretch.", "กรุงเทพฯ")
