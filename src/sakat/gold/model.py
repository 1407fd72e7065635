"""What an annotated article holds: the gold JSON, offsets half-open in Unicode code points.

The tolerance keys (`alt`, `type_alt`, `optional`, …) say where two careful readers would differ.
They are read on the gold side of a comparison only.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from sakat.record import Range, TextSpan
from sakat.record.base import Day, Part, Qid, described
from sakat.record.event import Context, EventType, Modality, Mode, Subtype
from sakat.record.mention import Label

LabelledSpan = tuple[int, int, Label]
"""`[start, end, label]`: another right span of an entity."""

PRESENT_REF = "PRESENT_REF"
"""Value of ปัจจุบัน, the one `edtf` of a gold date that is not EDTF; such dates are optional."""


def _as_modes(value: Any) -> Any:
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value) if isinstance(value, list) else value


Modes = Annotated[tuple[Mode, ...], BeforeValidator(_as_modes)]


class GoldEntity(TextSpan):
    """A name or value marked by an annotator."""

    label: Label = described("OntoNotes label.", "GPE")
    name_en: str | None = described("English name; null for numbers and dates.", "Trang")
    canonical: str | None = described("Id shared by coreferent mentions; null for numbers, DATE, TIME.", "trang")
    alt: tuple[LabelledSpan, ...] = Field(default=(), description="Other spans and labels as good as this one.")
    name_en_alt: tuple[str, ...] = Field(default=(), description="Other current English names.")
    qid: Qid | None = Field(default=None, description="Wikidata item.")
    optional: bool = Field(default=False, description="Neither missed nor spurious; a name inside a name always is.")

    @property
    def forms(self) -> tuple[LabelledSpan, ...]:
        """The marked span with its label, then each `alt`."""
        return ((self.start, self.end, self.label), *self.alt)


class GoldDate(Range):
    """An expression that stands for a calendar date or period."""

    edtf: str = described("EDTF level 0-2, or PRESENT_REF.", "2022-08-22")
    text: str | None = Field(default=None, description="The characters of the expression.")
    edtf_alt: tuple[str, ...] = Field(default=(), description="Other defensible values.")
    optional: bool = Field(default=False, description="Neither missed nor spurious.")


class GoldEvent(Part):
    """Who did what to whom, when and where, and how the article stands to it."""

    id: str = described("Name of the event in its file.", "e1")
    type: EventType = described("PLOVER event type, or OTHER.", "CONSULT")
    subtype: Subtype | None = described("For OTHER only.", None)
    mode: Modes = described("A PLOVER mode of the type, several, or null.", "visit")
    trigger: TextSpan = described("The words that carry the event.", {"start": 40, "end": 46, "text": "เข้าพบ"})
    actors: tuple[str, ...] = described("Canonical ids of those who act.", ["norway_gov"])
    recipients: tuple[str, ...] = described("Canonical ids of those acted on.", ["mon_people"])
    location: str | None = described("Canonical id of the stated place.", "trang")
    edtf: str | None = described("Stated or clearly carried date.", "2024-06-05")
    negated: bool = described("Said not to have happened.", False)
    modality: Modality = Field(default="asserted", description="How the article stands to it; missing means asserted.")
    source: str | None = described("Canonical id of the speaker it is told by.", None)
    context: tuple[Context, ...] = Field(default=(), description="PLOVER contexts.")
    coref: str | None = Field(default=None, description="Id of the first telling of the same event.")
    note: str | None = Field(default=None, description="Remark of the annotator.")
    alt_triggers: tuple[tuple[int, int], ...] = Field(default=(), description="Equally good trigger spans.")
    type_alt: tuple[EventType, ...] = Field(default=(), description="Other defensible types.")
    edtf_alt: tuple[str | None, ...] = Field(default=(), description="Other defensible values; null if giving none is.")
    modality_alt: tuple[Modality, ...] = Field(default=(), description="Other defensible modalities.")
    args_ok: tuple[str, ...] = Field(default=(), description="Ids that are no error as extra arguments.")
    role_any: bool = Field(default=False, description="The roles of arguments are not compared.")
    location_any: bool = Field(default=False, description="The place is not scored.")
    symmetric: bool = Field(default=False, description="Actors and recipients are pooled.")
    polarity_any: bool = Field(default=False, description="The polarity is not scored.")
    source_optional: bool = Field(default=False, description="The source is not scored.")
    optional: bool = Field(default=False, description="Neither missed nor spurious.")

    @property
    def types(self) -> tuple[str, ...]:
        """The type, then each `type_alt`."""
        return (self.type, *self.type_alt)

    @property
    def triggers(self) -> tuple[tuple[int, int], ...]:
        """The trigger's span, then each of `alt_triggers`."""
        return ((self.trigger.start, self.trigger.end), *self.alt_triggers)


class GoldQuote(Range):
    """Someone's words between quotation marks, the marks left out."""

    speaker: str | None = described("Canonical id of whose words they are.", "norway_gov")
    optional: bool = Field(default=False, description="Neither missed nor spurious.")


class GoldCitation(Range):
    """A reference mark, brackets included."""

    ref: str = described("What the brackets hold; `needed` for [ต้องการอ้างอิง].", "1")


class Gold(Part):
    """One annotated article, or a record in the same shape."""

    text_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] = described(
        "SHA-256 of the text in UTF-8.", "32227a313449cffbd5647cd377446fbc10095103c0d7547b7a7975d0319e8b31"
    )
    document_date: Day | None = described("Day of publication.", "2024-06-07")
    sentences: tuple[Range, ...] = described("Disjoint sentences in text order.", [{"start": 0, "end": 113}])
    entities: tuple[GoldEntity, ...] = described("Names and values.", [])
    dates: tuple[GoldDate, ...] = described("Calendar dates and periods.", [])
    events: tuple[GoldEvent, ...] = described("Events.", [])
    quotes: tuple[GoldQuote, ...] = described("Words of others.", [])
    citations: tuple[GoldCitation, ...] = described("Reference marks.", [])
