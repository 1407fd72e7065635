"""Articles to records: one record or one reject for each article, whatever happens to the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from sakat.dataset.convert import to_record
from sakat.errors import InputError, SakatError
from sakat.inputs.article import Article, Reject, Stage
from sakat.inputs.parse import parse_article
from sakat.pipeline.build import build_pipeline
from sakat.pipeline.layers import set_document_date
from sakat.record import Record
from sakat.record.check import check_record
from sakat.text.normalize import CanonicalText, canonical_text, decode

Outcome = Record | Reject


def extract_article(nlp: Language, article: Article) -> Outcome:
    """Return the record of an article, or the reject that says at which stage it failed and why."""
    stage: Stage = "read"
    try:
        article = parse_article(article)
        stage = "normalize"
        canonical = _canonical(article)
        stage = "extract"
        doc = nlp.make_doc(canonical.text)
        set_document_date(doc, article.metadata.document_date)
        record = to_record(nlp(doc), article, (*article.warnings, *canonical.warnings))
        stage = "validate"
        check_record(record)
    except SakatError as error:
        return _reject(article, stage, error.code, str(error))
    except Exception as error:  # the boundary of one article: a defect costs this article, never the run
        message = (
            f"{article.metadata.uri}: {type(error).__name__}: {error}; this is a defect of sakat, please report it"
        )
        return _reject(article, stage, "internal_error", message)
    return record


def _canonical(article: Article) -> CanonicalText:
    try:
        return decode(article.content) if isinstance(article.content, bytes) else canonical_text(article.content)
    except InputError as error:
        raise InputError(f"{article.metadata.uri}: {error}", code=error.code) from error


def _reject(article: Article, stage: Stage, code: str, message: str) -> Reject:
    return Reject(article.metadata.uri, article.sha256, stage, code, message)


def extract_records(
    articles: Iterable[Article | Reject],
    *,
    config: Path | None = None,
    kb: Path | None = None,
    ner_model: str | None = None,
) -> Iterator[Outcome]:
    """Yield the outcome of each article in order, extracted in this process: `sakat.batch` is for many.

    Args:
        articles: Articles, and rejects of reading, which pass through.
        config: A pipeline configuration; None for the default.
        kb: A knowledge base for the linker; None for that of the configuration, which by default has none.
        ner_model: A recognizer (see `sakat.transformer.source.find_model`); None for that of the configuration.

    Raises:
        ConfigError: If the configuration cannot work.
        KnowledgeError: If the knowledge base cannot be used.
        ModelError: If the recognizer cannot be used.
    """
    nlp = build_pipeline(config, kb=kb, ner_model=ner_model)
    for article in articles:
        yield article if isinstance(article, Reject) else extract_article(nlp, article)
