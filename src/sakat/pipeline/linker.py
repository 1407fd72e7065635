"""`sakat_linker`: which mentions name the same thing, and what it is called in English."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter
from spacy.language import Language
from spacy.tokens import Doc

from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, get_layer, get_linked, set_linked
from sakat.record import Entity, Range

if TYPE_CHECKING:
    from sakat.entities.knowledge import Knowledge

_ENTITIES = TypeAdapter(tuple[Entity, ...])


@Language.factory(
    "sakat_linker",
    requires=["doc.spans"],
    default_config={"mentions_key": "mentions", "sentences_key": "sentences", "kb": None},
)
def make_linker(nlp: Language, name: str, mentions_key: str, sentences_key: str, kb: str | None) -> EntityLinker:
    """Return the component; `kb` is a file of `sakat kb build`, or None to know the authority file only.

    A saved pipeline keeps the path, not the file.
    """
    return EntityLinker(name, mentions_key=mentions_key, sentences_key=sentences_key, kb=Path(kb) if kb else None)


class EntityLinker(SettingsPipe):
    """Writes the document's entities, and the entity of each mention."""

    def __init__(self, name: str, *, mentions_key: str, sentences_key: str, kb: Path | None) -> None:
        super().__init__(name)
        self.mentions_key = mentions_key
        self.sentences_key = sentences_key
        self._knowledge = _open(kb) if kb is not None else None

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its entities linked."""
        from sakat.entities.linking import link_entities

        mentions = get_layer(doc, self.mentions_key, Candidate)
        linked = link_entities(doc_text(doc), mentions, get_layer(doc, self.sentences_key, Range), self._knowledge)
        set_linked(
            doc,
            {
                "entities": _ENTITIES.dump_python(linked.entities, mode="json"),
                "entity_ids": list(linked.entity_ids),
            },
        )
        return doc


def _open(kb: Path) -> Knowledge:
    from sakat.entities.knowledge import Knowledge

    return Knowledge(kb)


def linked_entities(doc: Doc) -> tuple[tuple[Entity, ...], list[str | None]]:
    """Return the entities of a document and the entity id of each mention, as the linker left them."""
    stored = get_linked(doc)
    return _ENTITIES.validate_python(stored.get("entities", []), strict=False), list(stored.get("entity_ids", []))
