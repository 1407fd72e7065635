"""`sakat_sentences`: sentences that no mention crosses."""

from __future__ import annotations

from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, get_layer, set_layer
from sakat.pipeline.layout import doc_layout
from sakat.record import Range
from sakat.text.sentences import split_sentences


@Language.factory(
    "sakat_sentences",
    assigns=["doc.spans", "token.is_sent_start"],
    default_config={"spans_key": "sentences", "mentions_key": "mentions"},
)
def make_sentences(nlp: Language, name: str, spans_key: str, mentions_key: str) -> SentenceSplitter:
    """Return the component."""
    return SentenceSplitter(name, spans_key=spans_key, mentions_key=mentions_key)


class SentenceSplitter(SettingsPipe):
    """Writes the layer `sentences` and `token.is_sent_start`."""

    def __init__(self, name: str, *, spans_key: str, mentions_key: str) -> None:
        super().__init__(name)
        self.spans_key = spans_key
        self.mentions_key = mentions_key

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its sentences."""
        mentions = get_layer(doc, self.mentions_key, Candidate)
        protected = [Range(start=mention.start, end=mention.end) for mention in mentions]
        sentences = split_sentences(doc_text(doc), protected=protected, layout=doc_layout(doc))
        set_layer(doc, self.spans_key, sentences, kind=Range)
        starts = [span.start for span in doc.spans[self.spans_key]]
        flags = np.full((len(doc), 1), -1, dtype=np.int64)
        flags[[0, *starts] if len(doc) else []] = 1
        return doc.from_array(["SENT_START"], cast(Ints2d, flags.astype(np.uint64)))  # one by one is quadratic
