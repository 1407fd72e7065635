"""spaCy DocBin: every layer as a span group with its values, the outermost entities as `doc.ents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import ValidationError

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.build import Item, build_article
from sakat.annotation.tokens import Span, cut_tokens, flat_entities, gold_spans
from sakat.errors import ConfigError, GoldError
from sakat.gold import GoldCitation, GoldDate, GoldEntity, GoldEvent, GoldQuote
from sakat.pipeline.docbin import Doc, Vocab, docs_from_bytes, docs_to_bytes, make_doc, make_vocab, set_doc_entities
from sakat.pipeline.layers import (
    article_id,
    doc_text,
    document_date,
    get_layer,
    set_article_id,
    set_document_date,
    set_layer,
)
from sakat.record import Range
from sakat.record.base import Part

_KINDS: dict[str, type[Part]] = {
    "entities": GoldEntity, "dates": GoldDate, "events": GoldEvent, "quotes": GoldQuote, "citations": GoldCitation,
}  # fmt: skip


class _TriggeredEvent(GoldEvent):
    """An event with the offsets of its trigger, as a layer wants its items."""

    @property
    def start(self) -> int:
        return self.trigger.start

    @property
    def end(self) -> int:
        return self.trigger.end


def write_docbin(articles: Iterable[AnnotatedArticle]) -> bytes:
    """Return articles as a DocBin.

    `doc.spans` has the groups `sentences`, `entities`, `dates`, `events`, `quotes` and `citations`; what is said of a
    span stands in `group.attrs[span.id_]`. Tokens are cut where an annotation begins or ends.
    """
    vocab = make_vocab()
    return docs_to_bytes(_to_doc(article, vocab) for article in articles)


def _to_doc(article: AnnotatedArticle, vocab: Vocab) -> Doc:
    gold, text = article.gold, article.text
    spans = list(gold_spans(gold))
    words, spaces, begins = _to_words(text, cut_tokens(text, spans), {s for s, _ in spans}, {e for _, e in spans})
    firsts = {sentence.start for sentence in gold.sentences}
    doc = make_doc(vocab, words, spaces, [begin in firsts for begin in begins])
    set_article_id(doc, article.id)
    set_document_date(doc, gold.document_date)
    set_layer(doc, "sentences", gold.sentences, kind=Range)
    for key, kind in _KINDS.items():
        set_layer(doc, key, map(_with_offsets, getattr(gold, key)), kind=kind)
    set_doc_entities(doc, [(entity.start, entity.end, entity.label, entity.qid) for entity in flat_entities(gold)])
    return doc


def _with_offsets(item: Any) -> Any:
    return _TriggeredEvent.model_validate(item.model_dump()) if isinstance(item, GoldEvent) else item


def _to_words(
    text: str, tokens: list[Span], starts: set[int], ends: set[int]
) -> tuple[list[str], list[bool], list[int]]:
    """Return words, the single spaces after them, and where they begin; a space with a mark of its own is a word."""
    words: list[str] = []
    spaces: list[bool] = []
    begins: list[int] = []
    for start, end in tokens:
        word = text[start:end]
        joins = word == " " and words and not spaces[-1] and not words[-1].isspace()
        if joins and start not in starts and end not in ends:
            spaces[-1] = True
        else:
            words.append(word)
            spaces.append(False)
            begins.append(start)
    return words, spaces, begins


def read_docbin(data: bytes, *, file: str) -> Iterator[AnnotatedArticle | GoldError]:
    """Yield the annotated article of each document, or the error that says what is wrong with it.

    Raises:
        InputError: If the bytes are no DocBin.
    """
    for number, doc in enumerate(docs_from_bytes(data, file=file), 1):
        name = article_id(doc) or f"doc-{number}"
        try:
            yield _read_doc(doc, name, f"{file}: document {number} ({name})")
        except GoldError as error:
            yield error


def _read_doc(doc: Doc, name: str, where: str) -> AnnotatedArticle:
    layers: dict[str, list[tuple[Item, str]]] = {}
    try:
        day = document_date(doc)
        sentences = get_layer(doc, "sentences", Range)
        for key, kind in _KINDS.items():
            items = [item.model_dump(mode="json") for item in get_layer(doc, key, kind)]
            layers[key] = [(item, f"{key} {_words(item, doc_text(doc))}") for item in items]
    except (ConfigError, KeyError, ValidationError) as error:
        raise GoldError(
            f"{where}: found {error}; expected spans whose values stand in the attrs of their group, by span.id_"
        ) from error
    return build_article(
        name,
        doc_text(doc),
        document_date=None if day is None else day.isoformat(),
        sentences=[(sentence.start, sentence.end) for sentence in sentences],
        layers=layers,
        where=where,
    )


def _words(item: Item, text: str) -> str:
    span = item.get("trigger", item)
    return f"{text[span['start'] : span['end']]!r} at {span['start']}-{span['end']}"
