"""From an analysed document to its record."""

from __future__ import annotations

from spacy.tokens import Doc

from sakat.inputs.article import Article
from sakat.pipeline.analysis import analyse, date_warnings
from sakat.pipeline.events import doc_events
from sakat.record import SCHEMA_VERSION, Record, Source, Warning
from sakat.text.language import THAI, find_language, language_warnings


def to_record(doc: Doc, article: Article, warnings: tuple[Warning, ...] = ()) -> Record:
    """Return the record of a document that the pipeline has been through.

    Args:
        doc: The document.
        article: Where it came from.
        warnings: What reading the text had to say.
    """
    analysis = analyse(doc)
    metadata = article.metadata
    day = metadata.document_date
    language = metadata.language or find_language(analysis.text)
    if language == THAI:
        warnings = (*warnings, *language_warnings(analysis.text))
    return Record(
        schema_version=SCHEMA_VERSION,
        id=analysis.id,
        source=Source(
            uri=metadata.uri,
            title=metadata.title,
            language=language,
            document_date=day.isoformat() if day is not None else None,
            licence=metadata.licence,
            sha256=article.sha256,
        ),
        text=analysis.text,
        sections=analysis.sections,
        sentences=analysis.sentences,
        mentions=analysis.mentions,
        entities=analysis.entities,
        temporal=analysis.temporal,
        events=doc_events(doc),
        quotes=analysis.quotes,
        citations=analysis.citations,
        warnings=(*warnings, *date_warnings(doc)),
    )
