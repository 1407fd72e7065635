"""`sakat_span_resolver`: one set of mentions out of all candidates; the only component that writes `doc.ents`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from sakat.entities.candidate import Candidate
from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.dates import date_candidates
from sakat.pipeline.layers import doc_text, doc_words, get_layer, layer_spans, set_entities, set_layer
from sakat.pipeline.layout import doc_layout
from sakat.text.wikitext import CitationMark


@Language.factory(
    "sakat_span_resolver",
    requires=["doc.spans"],
    assigns=["doc.spans", "doc.ents"],
    default_config={"sources": ["entities", "ner"], "dates_key": "dates", "spans_key": "mentions"},
)
def make_span_resolver(nlp: Language, name: str, sources: list[str], dates_key: str, spans_key: str) -> SpanResolver:
    """Return the component."""
    return SpanResolver(name, sources=sources, dates_key=dates_key, spans_key=spans_key)


class SpanResolver(SettingsPipe):
    """Merges the candidates of the layers `sources` and the dates into the layer `mentions`."""

    def __init__(self, name: str, *, sources: Sequence[str], dates_key: str, spans_key: str) -> None:
        super().__init__(name)
        self.sources = tuple(sources)
        self.dates_key = dates_key
        self.spans_key = spans_key

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its mentions, sorted by (start, -end)."""
        from sakat.entities import NameTagger, judge_candidates

        text, words = doc_text(doc), doc_words(doc)
        candidates = self.candidates(doc)
        tagged = NameTagger.load().find(words, candidates)
        return self.settle(doc, judge_candidates(text, words, candidates, tagged))

    def settle(self, doc: Doc, likely: Sequence[Candidate]) -> Doc:
        """Return the document with the mentions that stand among likely ones, sorted by (start, -end)."""
        from sakat.entities import find_bracketed, resolve_spans

        text = doc_text(doc)
        names = resolve_spans(likely, text)
        if further := find_bracketed(text, names):
            names = resolve_spans([*names, *further], text)
        set_layer(doc, self.spans_key, names, kind=Candidate)
        set_entities(doc, filter_spans(layer_spans(doc, self.spans_key)))
        return doc

    def candidates(self, doc: Doc) -> list[Candidate]:
        """Return all that may be a mention, with the repeats of people only the recognizer found."""
        from sakat.entities import Words, find_repeats, strip_candidates, without_shared_offices

        barred = _Barred(doc)
        text = doc_text(doc)
        candidates = chain.from_iterable(get_layer(doc, key, Candidate) for key in self.sources)
        dates = date_candidates(doc, self.dates_key)
        kept = [item for item in chain(dates, candidates) if not barred.touches(item.start, item.end)]
        kept = list(strip_candidates(without_shared_offices(kept, text), text))
        if guessed := [item for item in kept if item.label == "PERSON" and item.method == "statistical"]:
            repeated = find_repeats(text, Words(text, doc_words(doc)).boundaries, guessed)
            kept += [item for item in repeated if not barred.touches(item.start, item.end)]
        return kept


class _Barred:
    """Where no mention may be: reference marks, line ends, what follows a heading's title on its line."""

    def __init__(self, doc: Doc) -> None:
        text = doc_text(doc)
        stretches = [(mark.start, mark.end) for mark in get_layer(doc, "citations", CitationMark)]
        for heading in doc_layout(doc).headings:
            line_end = text.find("\n", heading.end)
            line_end = len(text) if line_end < 0 else line_end
            stretches += [(heading.line_start, heading.start), (heading.end, line_end)]
        stretches += [(index, index + 1) for index, character in enumerate(text) if character == "\n"]
        self._stretches = sorted(stretch for stretch in stretches if stretch[0] < stretch[1])
        self._starts = [start for start, _ in self._stretches]

    def touches(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, end - 1) - 1
        return index >= 0 and self._stretches[index][1] > start
