"""Events in PLOVER's terms: who did what to whom, when and where, and how sure."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from sakat.record.base import (
    CitationId,
    EntityId,
    EventId,
    MentionId,
    Part,
    Range,
    Score,
    TemporalId,
    TextSpan,
    described,
)  # fmt: skip

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT", "OTHER",
]  # fmt: skip

Subtype = Literal[
    "statement", "disaster", "accident", "death", "injury", "birth", "disease", "appointment", "election",
    "founding", "dissolution", "opening", "ceremony", "award", "travel", "bribery", "crime", "market", "business",
    "discovery", "sport", "publication", "claim_of_responsibility", "misc",
]  # fmt: skip

Mode = Literal[
    "visit", "third-party", "multilateral", "phone", "withdraw", "release", "disarm", "ceasefire", "access",
    "resign", "assist", "change", "yield", "meet", "disapprove", "investigate", "allege", "restrict", "arrest",
    "relations", "expel", "territory", "violence", "demo", "riot", "strike", "hunger", "boycott", "obstruct",
    "vandalize", "convict", "discontinue", "troops", "weapons", "police", "militia", "seize", "censor", "curfew",
    "martial-law", "deport", "withhold", "misinformation", "cyber", "abduct", "beat", "torture", "sexual",
    "targeted", "destroy", "primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone",
    "heavy-weapons", "crowd-control", "unconventional",
]  # fmt: skip

Context = Literal[
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights", "rights_freedoms",
    "repression", "human_security", "gender", "lgbt", "religion_ethnicity", "inequality", "diplomatic",
    "territory", "peacekeeping", "health", "asylum", "migration", "disasters", "natural_resource", "environment",
    "technology", "terrorism", "cbrn", "cyber", "misinformation", "crime", "corruption", "illegal_drugs",
    "trafficking",
]  # fmt: skip

Polarity = Literal["positive", "negated"]
Modality = Literal["asserted", "hypothetical", "planned", "reported", "generic"]
Basis = Literal["clause", "sentence", "carried"]

POOLED_TYPES = frozenset({"AGREE", "CONSULT", "COOPERATE"})
"""Types whose parties act on each other."""

TYPE_SCORES: dict[str, float] = {
    "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5.0, "CONCEDE": 4.5, "COOPERATE": 9.5, "AID": 10.0, "RETREAT": 6.5,
    "REQUEST": 0.0, "ACCUSE": -3.0, "REJECT": -2.0, "THREATEN": -3.5, "PROTEST": -5.0, "SANCTION": -6.0,
    "MOBILIZE": -5.5, "COERCE": -7.0, "ASSAULT": -9.0,
}  # fmt: skip
"""PLOVER conflict-cooperation score of each type, -10 to +10."""

QUADS: dict[str, tuple[str, ...]] = {
    "verbal_cooperation": ("AGREE", "CONSULT", "SUPPORT", "CONCEDE"),
    "material_cooperation": ("COOPERATE", "AID", "RETREAT"),
    "verbal_conflict": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "material_conflict": ("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
}
"""PLOVER's quad categories; its manual has SANCTION in the material ones in the text, in the verbal ones in a table."""

MODE_SCORES: dict[str, dict[str, float]] = {
    "CONSULT": {"visit": 4.0, "third-party": 1.0, "multilateral": 4.0, "phone": 1.5},
    "RETREAT": {"withdraw": 8.0, "release": 6.5, "disarm": 10.0, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1.0, "yield": -1.0, "meet": 0.0},
    "ACCUSE": {"disapprove": -2.0, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2.0, "yield": -2.0, "meet": -2.0},
    "THREATEN": {
        "restrict": -3.0, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4.0, "violence": -3.5,
    },
    "PROTEST": {
        "demo": -5.0, "riot": -7.0, "strike": -5.0, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5,
        "vandalize": -5.0,
    },
    "SANCTION": {"convict": -6.0, "expel": -5.5, "withdraw": -6.0, "discontinue": -6.0},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6.0},
    "COERCE": {
        "seize": -7.0, "restrict": -7.0, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7.0,
        "deport": -7.0, "withhold": -7.0, "misinformation": -6.5, "cyber": -7.0,
    },
    "ASSAULT": {
        "abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5,
        "primitive": -8.0, "firearms": -9.0, "explosives": -9.0, "suicide-attack": -9.5, "aerial": -9.5,
        "drone": -9.5, "heavy-weapons": -9.5, "crowd-control": -7.5, "unconventional": -10.0,
    },
}  # fmt: skip
"""Modes each type may have, with the PLOVER score that replaces the type's."""


class Argument(Part):
    """A participant of an event."""

    role: Literal["actor", "recipient"] = described("What it does in the event.", "actor")
    entity_id: EntityId = described("Who.", "x_03b40fdbff133b8d")
    mention_id: MentionId | None = described(
        "The mention in the trigger's clause; if inferred, the antecedent or null.", "m_0285cc97b5febed8"
    )
    inferred: bool = described("Not named in the trigger's clause (pronoun, dropped subject).", False)


class EventTime(Part):
    """When the event happened."""

    temporal_id: TemporalId = described("The expression that says so.", "t_68abdcf8e3b21f60")
    edtf: str | None = described("Its EDTF value.", "2024-06-05")
    basis: Basis = described("In the trigger's clause, its sentence, or carried from an earlier one.", "clause")


class EventPlace(Part):
    """Where the event happened."""

    entity_id: EntityId = described("A GPE, LOC, FAC or ORG.", "Q1861")
    mention_id: MentionId | None = described("The mention that says so.", "m_985cacf798ac4dc0")
    inferred: bool = described("Not named in the trigger's clause.", False)


class EventSource(Part):
    """On whose word the event is told."""

    entity_id: EntityId | None = described("The speaker.", "x_03b40fdbff133b8d")
    cue: TextSpan = described("The verb or phrase of reporting.", {"start": 40, "end": 47, "text": "กล่าวว่า"})


class Event(Part):
    """One event: a trigger, its PLOVER type, its participants, time, place and standing."""

    id: EventId = described("`e_` and 16 hex digits.", "e_00386b255ff3cd0b")
    type: EventType = described("PLOVER event type, or OTHER.", "CONSULT")
    subtype: Subtype | None = described("For OTHER only.", None)
    mode: tuple[Mode, ...] = described("PLOVER modes of the type, sorted.", ["visit"])
    context: tuple[Context, ...] = described("PLOVER contexts, sorted.", ["economic"])
    trigger: TextSpan = described("The words that carry the event.", {"start": 40, "end": 46, "text": "เข้าพบ"})
    arguments: tuple[Argument, ...] = described(
        "Actors, then recipients, each in text order.",
        [
            {
                "role": "actor",
                "entity_id": "x_03b40fdbff133b8d",
                "mention_id": "m_0285cc97b5febed8",
                "inferred": False,
            }
        ],
    )
    time: EventTime | None = described(
        "Stated or carried time; never the publication date by itself.",
        {"temporal_id": "t_68abdcf8e3b21f60", "edtf": "2024-06-05", "basis": "clause"},
    )
    place: EventPlace | None = described(
        "Stated place.", {"entity_id": "Q1861", "mention_id": "m_985cacf798ac4dc0", "inferred": False}
    )
    polarity: Polarity = described("Whether it happened, or is said not to have.", "positive")
    modality: Modality = described("How the article stands to it.", "asserted")
    source: EventSource | None = described("On whose word.", None)
    evidence: tuple[Range, ...] = described("Clauses the event was read from.", [{"start": 0, "end": 113}])
    citations: tuple[CitationId, ...] = described("Citations that close the evidence.", ["c_8e377a8a3e36a5dc"])
    same_as: EventId | None = described("First telling of the same event.", None)
    score: Score = described("Calibrated probability, or the rule's precision on the dev set.", 0.91)
    label_th: str = described("One line in Thai.", "ธีรพงศ์ วัฒนกุล และกระทรวงพาณิชย์หารือกันที่กรุงเทพมหานคร 5 มิ.ย. 2567")
    label_en: str = described(
        "One line in English.",
        "Thiraphong Watthanakun and Ministry of Commerce consult in Bangkok, 5 Jun 2024",
    )

    @model_validator(mode="after")
    def _type_fits_its_codes(self) -> Event:
        if (self.subtype is not None) != (self.type == "OTHER"):
            raise ValueError(f"type {self.type} with subtype {self.subtype!r}; a subtype if and only if OTHER")
        allowed = MODE_SCORES.get(self.type, {})
        for mode in self.mode:
            if mode not in allowed:
                raise ValueError(f"mode {mode!r} does not belong to {self.type}; expected one of {sorted(allowed)}")
        if self.modality == "reported" and self.source is None:
            raise ValueError("modality 'reported' without a source; expected at least its cue")
        return self

    @property
    def plover_score(self) -> float | None:
        """The PLOVER score: that of the strongest mode, else of the type; None for OTHER."""
        scores = [MODE_SCORES[self.type][mode] for mode in self.mode]
        return max(scores, key=lambda score: (abs(score), score)) if scores else TYPE_SCORES.get(self.type)
