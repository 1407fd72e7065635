"""`sakat_linker`: which mentions name the same thing, and what it is called in English."""

from __future__ import annotations

from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc

from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, get_layer, get_linked, set_linked
from sakat.record import Entity, Range

_ENTITIES = TypeAdapter(tuple[Entity, ...])


@Language.factory(
    "sakat_linker",
    requires=["doc.spans"],
    default_config={"mentions_key": "mentions", "sentences_key": "sentences"},
)
def make_linker(nlp: Language, name: str, mentions_key: str, sentences_key: str) -> EntityLinker:
    """Return the component."""
    return EntityLinker(name, mentions_key=mentions_key, sentences_key=sentences_key)


class EntityLinker(SettingsPipe):
    """Writes the document's entities, and the entity of each mention."""

    def __init__(self, name: str, *, mentions_key: str, sentences_key: str) -> None:
        super().__init__(name)
        self.mentions_key = mentions_key
        self.sentences_key = sentences_key

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its entities linked."""
        from sakat.entities.linking import link_entities

        mentions = get_layer(doc, self.mentions_key, Candidate)
        linked = link_entities(doc_text(doc), mentions, get_layer(doc, self.sentences_key, Range))
        set_linked(
            doc,
            {
                "entities": _ENTITIES.dump_python(linked.entities, mode="json"),
                "entity_ids": list(linked.entity_ids),
            },
        )
        return doc


def linked_entities(doc: Doc) -> tuple[tuple[Entity, ...], list[str | None]]:
    """Return the entities of a document and the entity id of each mention, as the linker left them."""
    stored = get_linked(doc)
    return _ENTITIES.validate_python(stored.get("entities", []), strict=False), list(stored.get("entity_ids", []))
