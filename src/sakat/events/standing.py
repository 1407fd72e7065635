"""How the article stands to an event: polarity, modality and on whose word, from cues and their scopes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sakat.events.arguments import ArgumentFinder
from sakat.events.document import Document
from sakat.events.modality import cue_modality, expectation
from sakat.events.negation import is_negated
from sakat.events.scopes import SPEECH_ACTS, Scope, ScopeFinder
from sakat.events.triggers import Trigger
from sakat.record import EventSource
from sakat.record.event import Modality, Polarity


@dataclass(frozen=True, slots=True)
class Standing:
    """Polarity, modality and source of an event, with the scope that decided."""

    polarity: Polarity
    modality: Modality
    source: EventSource | None
    scope: Scope | None


class StandingFinder:
    """Finds polarity, modality and source of each trigger."""

    def __init__(
        self, doc: Document, triggers: Sequence[Trigger], arguments: ArgumentFinder, scopes: ScopeFinder
    ) -> None:
        self.doc = doc
        self.triggers = triggers
        self.arguments = arguments
        self.scopes = scopes

    def find(self, index: int, content: Scope | None) -> Standing:
        """Return the standing of trigger `index`, which may lie in the content of a speech act."""
        trigger = self.triggers[index]
        said = self.scopes.said_scope(trigger)
        negated = is_negated(self.doc, self.arguments.phrases, self.triggers, index)
        cue = cue_modality(self.doc, self.triggers, index)
        polarity: Polarity = "negated" if negated else "positive"
        scope = content if content is not None and (said is None or content.start >= said.start) else said
        modality: Modality = "asserted"
        if content is not None and scope is content:
            governor = self.triggers[content.trigger].frame.type
            modality = {"ACCUSE": "reported", "AGREE": "planned", "REJECT": "hypothetical"}.get(
                governor, "hypothetical"
            )  # type: ignore[assignment]
            if governor == "ACCUSE" and trigger.nominal:
                modality, scope = "asserted", None
            if governor == "REJECT":
                polarity = "negated" if self.doc.text[content.start :].lstrip().startswith("ว่า") else polarity
        elif said is not None:
            modality = expectation(said) or "reported"
            if said.kind == "denied":
                polarity = "negated"
            if trigger.frame.type in SPEECH_ACTS and self._performs(index, said):
                modality, scope = "asserted", None
        if cue is not None and modality != "hypothetical":
            modality = cue
        if modality in {"asserted", "reported"} and trigger.lexical_future and trigger.frame.type == "AGREE":
            modality = "planned"
            scope = scope or said
        source = None
        if scope is not None and modality != "asserted":
            speaker = scope.speaker.entity_id if scope.speaker is not None else None
            source = EventSource(entity_id=speaker, cue=scope.cue)
        return Standing(polarity, modality, source, scope)

    def _performs(self, index: int, said: Scope) -> bool:
        """Whether the speaker performs the speech act, rather than telling of another's."""
        actors = self.arguments.roles(index).actors
        if said.speaker is None:
            return False
        if self.scopes.own_words(index) is not None:
            return True
        return not actors or any(p.entity_id == said.speaker.entity_id for p in actors)
