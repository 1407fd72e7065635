"""Mentions: stretches of text that name something. Entities: what they name."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from sakat.record.base import EntityId, Identified, MentionId, Part, Qid, Score, TextSpan, described

Label = Literal[
    "PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
    "DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL",
]  # fmt: skip
"""The 18 entity types of OntoNotes 5."""

VALUE_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
"""Labels whose mentions name no entity."""

Method = Literal["rule", "lexicon", "statistical"]
NameMethod = Literal["cldr", "official", "exonym", "in_text", "wikidata", "translated", "rtgs"]


class Mention(TextSpan, Identified):
    """A stretch of text that names an entity or states a value."""

    id: MentionId = described("`m_` and 16 hex digits.", "m_985cacf798ac4dc0")
    label: Label = described("OntoNotes label.", "GPE")
    entity_id: EntityId | None = described("Entity named; null for dates, times and numbers.", "Q1861")
    nested_in: MentionId | None = described("Smallest mention that strictly holds this one.", None)
    method: Method = described("How it was found.", "lexicon")
    rule_id: str | None = described("Rule or lexicon; null if and only if statistical.", "provinces")
    score: Score = described("Calibrated probability, or the rule's precision on the dev set.", 0.99)

    @model_validator(mode="after")
    def _rule_id_unless_statistical(self) -> Mention:
        if (self.rule_id is None) != (self.method == "statistical"):
            raise ValueError(f"method {self.method!r} with rule_id {self.rule_id!r}: null if and only if statistical")
        if self.label in VALUE_LABELS and self.entity_id is not None:
            raise ValueError(f"label {self.label} with entity_id {self.entity_id!r}; values name no entity")
        return self


class Coordinates(Part):
    """A point in WGS 84 degrees."""

    lat: Annotated[float, Field(ge=-90, le=90)] = described("Latitude, 5 decimals.", 13.75398)
    lon: Annotated[float, Field(ge=-180, le=180)] = described("Longitude, 5 decimals.", 100.50144)


class Role(Part):
    """An office the article says a person holds."""

    title_th: str = described("Title as written.", "รัฐมนตรีว่าการ")
    title_en: str | None = described("English title.", "Minister")
    org_id: EntityId | None = described("Organisation or state of the office.", "x_28a8e34555acfb3e")


class Entity(Part):
    """What one or more mentions of the article name, in Thai and English."""

    id: EntityId = described("The QID, or `x_` and 16 hex digits.", "Q1861")
    label: Label = described("OntoNotes label, that of its mentions.", "GPE")
    name_th: str = described("Lexicon name if linked, else the longest mention.", "กรุงเทพมหานคร")
    name_en: str | None = described("English name.", "Bangkok")
    name_en_method: NameMethod | None = described("Where the English name comes from.", "exonym")
    aliases: tuple[str, ...] = described("Other Thai forms met, sorted.", ["กรุงเทพฯ"])
    qid: Qid | None = described("Wikidata item.", "Q1861")
    iso3166: Annotated[str, Field(pattern=r"^[A-Z]{2}(-[A-Z0-9]{1,3})?$")] | None = described(
        "ISO 3166-1 alpha-2 or 3166-2 code.", "TH-10"
    )
    geonames_id: int | None = described("GeoNames id.", 1609350)
    coordinates: Coordinates | None = described("Where it is.", {"lat": 13.75398, "lon": 100.50144})
    roles: tuple[Role, ...] = described(
        "Offices the article states.",
        [{"title_th": "นายก", "title_en": "President", "org_id": "x_a848c214f7128976"}],
    )

    @model_validator(mode="after")
    def _name_and_method_together(self) -> Entity:
        if (self.name_en is None) != (self.name_en_method is None):
            raise ValueError(f"name_en {self.name_en!r} with name_en_method {self.name_en_method!r}; both or neither")
        if self.label in VALUE_LABELS:
            raise ValueError(f"label {self.label} is a value and names no entity")
        return self
