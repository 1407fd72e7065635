"""What a worker does with a shard: it extracts each article by itself and returns the outcomes as bytes."""

from __future__ import annotations

import gc
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from sakat.batch.fingerprint import fingerprint
from sakat.batch.frame import record_frame, reject_frame
from sakat.batch.settings import Settings
from sakat.batch.shards import Shard
from sakat.dataset.extract import extract_article
from sakat.errors import ConfigError
from sakat.inputs.article import Article, Reject
from sakat.pipeline.build import build_pipeline

if TYPE_CHECKING:
    from spacy.language import Language

_working = Lock()
"""A cluster may run several threads in a process; the pipeline is for one at a time."""


def extract_shard(shard: Shard) -> list[bytes]:
    """Return the frame of each article of a shard, in order; without articles, only load the pipeline.

    Raises:
        ConfigError: If the configuration cannot work, or this process has other code or data than the driver.
        KnowledgeError: If the knowledge base cannot be used.
        ModelError: If a recognizer cannot be used.
    """
    with _working:
        nlp = _load(shard.settings, shard.made_with)
        return [_outcome(nlp, key, article) for key, article in shard.articles]


@lru_cache(maxsize=1)
def _load(settings: Settings, made_with: str) -> Language:
    if fingerprint(settings) != made_with:
        raise ConfigError(
            "a worker has another sakat than the driver (code, resources, packages, configuration, knowledge base or "
            "recognizer); install the same version everywhere, and change nothing while it runs"
        )
    nlp = build_pipeline(settings.config, kb=settings.kb, ner_model=settings.ner_model)
    gc.freeze()  # lexicons and models stay to the end: no collection need walk through them
    return nlp


def _outcome(nlp: Language, key: str, article: Article) -> bytes:
    outcome = extract_article(nlp, article)
    if isinstance(outcome, Reject):
        return reject_frame(key, outcome)
    try:
        return record_frame(key, outcome)
    except Exception as error:  # the boundary of one article, as in extract_article
        uri = article.metadata.uri
        message = f"{uri}: {type(error).__name__}: {error}; this is a defect of sakat, please report it"
        return reject_frame(key, Reject(uri, article.sha256, "write", "internal_error", message))
