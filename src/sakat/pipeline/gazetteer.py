"""`sakat_entities`: candidates from gazetteers and rules."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.dates import date_candidates
from sakat.pipeline.layers import doc_text, doc_words, set_layer
from sakat.pipeline.layout import doc_layout


@Language.factory(
    "sakat_entities", assigns=["doc.spans"], default_config={"spans_key": "entities", "dates_key": "dates"}
)
def make_entities(nlp: Language, name: str, spans_key: str, dates_key: str) -> EntityRecognizer:
    """Return the component."""
    return EntityRecognizer(name, spans_key=spans_key, dates_key=dates_key)


class EntityRecognizer(SettingsPipe):
    """Writes the layer `entities`: what gazetteers and rules propose, overlaps included."""

    def __init__(self, name: str, *, spans_key: str, dates_key: str) -> None:
        super().__init__(name)
        self.spans_key = spans_key
        self.dates_key = dates_key

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with the candidates."""
        from sakat.entities import find_candidates

        end = doc_layout(doc).body_end
        words: list[str] = []
        start = 0
        for word in doc_words(doc):
            if start >= end:
                break
            words.append(word)
            start += len(word)
        set_layer(
            doc,
            self.spans_key,
            find_candidates(doc_text(doc)[:end], words, date_candidates(doc, self.dates_key)),
            kind=Candidate,
        )
        return doc
