"""`sakat_events`: who did what to whom, when and where."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from sakat.pipeline.analysis import analyse
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import get_layer, set_layer
from sakat.record import Event


@dataclass(frozen=True, slots=True)
class EventSpan:
    """An event at the place of its trigger."""

    start: int
    end: int
    label: str
    event: Event


@Language.factory("sakat_events", requires=["doc.spans"], assigns=["doc.spans"], default_config={"threshold": 0.0})
def make_events(nlp: Language, name: str, threshold: float) -> EventExtractor:
    """Return the component."""
    return EventExtractor(name, threshold=threshold)


class EventExtractor(SettingsPipe):
    """Writes the layer `events`: those with a score of `threshold` or more."""

    def __init__(self, name: str, *, threshold: float) -> None:
        super().__init__(name)
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its events."""
        from sakat.events import find_events

        found = [event for event in find_events(analyse(doc)) if event.score >= self.threshold]
        kept = {event.id for event in found}
        spans = [
            EventSpan(
                event.trigger.start,
                event.trigger.end,
                event.type,
                event if event.same_as in kept else event.model_copy(update={"same_as": None}),
            )
            for event in found
        ]
        set_layer(doc, "events", spans, kind=EventSpan)
        return doc


def doc_events(doc: Doc) -> tuple[Event, ...]:
    """Return the events of a document."""
    return tuple(span.event for span in get_layer(doc, "events", EventSpan))
