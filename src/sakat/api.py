"""The two calls most users need."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from sakat.record import Record


@cache
def load(config: Path | None = None, *, ner_model: str | None = None) -> Language:
    """Return the whole pipeline, loaded once a process.

    Set `doc._.document_date` before calling it on a document whose relative dates should be resolved.

    Args:
        config: A spaCy configuration; None for the default one.
        ner_model: Folder of a recognizer of `sakat ner train` or of a Hugging Face token-classification model, or
            OWNER/NAME of one of its hub; None for that of the configuration.

    Raises:
        ConfigError: If the configuration cannot work.
        ModelError: If the recognizer cannot be used.
    """
    from sakat.pipeline.build import build_pipeline

    return build_pipeline(config, ner_model=ner_model)


def extract(
    text: str,
    *,
    document_date: date | str | None = None,
    title: str | None = None,
    uri: str = "text",
    language: str = "th",
    licence: str | None = None,
    ner_model: str | None = None,
) -> Record:
    """Return the record of one text, validated.

    Args:
        text: The article; made canonical first (NFC, LF), and offsets index that.
        document_date: Day of publication in Asia/Bangkok, a date or `YYYY-MM-DD`; relative dates need it.
        title: Headline.
        uri: Name of the article in the record.
        language: BCP 47.
        licence: SPDX identifier.
        ner_model: A recognizer in place of the one that comes with sakat, as for `load`.

    Raises:
        InputError: If there is no text or the day is none.
        SakatError: If the text cannot be extracted or its record breaks an invariant.

    >>> extract("เมื่อวานนี้ที่เชียงใหม่", document_date="2024-08-23").temporal[0].edtf
    '2024-08-22'
    """
    from sakat.dataset.extract import extract_article
    from sakat.errors import SakatError
    from sakat.inputs.article import Article, Reject, parse_metadata

    fields: dict[str, object] = {
        "document_date": document_date,
        "title": title,
        "language": language,
        "licence": licence,
    }
    metadata = parse_metadata(fields, uri=uri, where=uri)
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    outcome = extract_article(load(ner_model=ner_model), Article(metadata, text, digest))
    if isinstance(outcome, Reject):
        raise SakatError(outcome.message, code=outcome.code)
    return outcome
