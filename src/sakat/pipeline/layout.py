"""`sakat_layout`: sections, the end of the body, reference marks."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from sakat.pipeline.base import SettingsPipe
from sakat.pipeline.layers import doc_text, get_layer, set_layer
from sakat.text.wikitext import CitationMark, Heading, Layout, find_citations, find_layout


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the text: `start`, `end` in code points, its heading, and whether it is body text."""

    start: int
    end: int
    heading: Heading | None
    body: bool


@Language.factory("sakat_layout", assigns=["doc.spans"], default_config={})
def make_layout(nlp: Language, name: str) -> LayoutFinder:
    """Return the component."""
    return LayoutFinder(name)


class LayoutFinder(SettingsPipe):
    """Writes the layers `sections` and `citations`."""

    def __call__(self, doc: Doc) -> Doc:
        """Return the document with its layout."""
        layout = find_layout(doc_text(doc))
        set_layer(doc, "sections", _parts(layout, len(doc_text(doc))), kind=Part)
        marks = [mark for mark in find_citations(doc_text(doc)) if mark.end <= layout.body_end]
        set_layer(doc, "citations", marks, kind=CitationMark)
        return doc


def _parts(layout: Layout, length: int) -> list[Part]:
    starts: list[tuple[int, Heading | None]] = [(heading.line_start, heading) for heading in layout.headings]
    if not length:
        return []
    if not starts or starts[0][0] > 0:
        starts.insert(0, (0, None))
    ends = [start for start, _ in starts[1:]] + [length]
    return [
        Part(start, end, heading, start < layout.body_end) for (start, heading), end in zip(starts, ends, strict=True)
    ]


def doc_layout(doc: Doc) -> Layout:
    """Return the layout a `sakat_layout` component left, or that of the text where none ran."""
    parts = get_layer(doc, "sections", Part)
    if not parts:
        return find_layout(doc_text(doc))
    body_end = max((part.end for part in parts if part.body), default=0)
    return Layout(tuple(part.heading for part in parts if part.heading is not None), body_end)
