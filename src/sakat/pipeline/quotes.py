"""`sakat_quotes`: words of others, with their speakers."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sakat.pipeline.analysis import analyse
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import set_layer
from sakat.record import Quote


@Language.factory("sakat_quotes", requires=["doc.spans"], assigns=["doc.spans"])
def make_quotes(nlp: Language, name: str) -> QuoteFinder:
    """Return the component."""
    return QuoteFinder(name)


class QuoteFinder(SettingsPipe):
    """Writes the layer `quotes`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its quotations."""
        from sakat.quotes import find_quotes

        set_layer(doc, "quotes", find_quotes(analyse(doc)), kind=Quote)
        return doc
