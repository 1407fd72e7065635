"""Which entities can have a role in an event: nobody but people dies, no state is born."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sakat.events.document import Document
from sakat.events.draft import Draft
from sakat.events.reference import Participant
from sakat.lexicon import load_lexicon


def drop_impossible(doc: Document, draft: Draft) -> None:
    """Take away the participants whose label the subtype of an event rules out (สยามถึงคราวสูญเสีย: Siam dies not).

    Source: `resources/event_fillers.tsv`.

    Args:
        doc: The article.
        draft: One of its events; changed.
    """
    draft.actors = _possible(doc, draft.subtype, "actor", draft.actors)
    draft.recipients = _possible(doc, draft.subtype, "recipient", draft.recipients)


def _possible(doc: Document, subtype: str | None, role: str, people: Sequence[Participant]) -> list[Participant]:
    labels = _labels().get((subtype or "", role))
    if labels is None:
        return list(people)
    return [person for person in people if doc.entities[person.entity_id].label in labels]


@cache
def _labels() -> dict[tuple[str, str], frozenset[str]]:
    rows = load_lexicon("event_fillers", key="subtype")
    return {(row["subtype"], row["role"]): frozenset(row["labels"].split("|")) for row in rows}
