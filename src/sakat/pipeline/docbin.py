"""Documents made of given tokens, and files of them: spaCy's DocBin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from sakat.errors import InputError

__all__ = ["Doc", "Vocab", "docs_from_bytes", "docs_to_bytes", "make_doc", "make_vocab", "set_doc_entities"]

_ATTRIBUTES = ("ENT_IOB", "ENT_TYPE", "ENT_KB_ID", "SENT_START")


def make_doc(vocab: Vocab, words: Sequence[str], spaces: Sequence[bool], sentence_starts: Sequence[bool]) -> Doc:
    """Return a document of the given tokens, the single spaces after them, and where its sentences begin."""
    return Doc(vocab, words=list(words), spaces=list(spaces), sent_starts=list(sentence_starts))


def make_vocab() -> Vocab:
    """Return an empty vocabulary for documents that no pipeline has read."""
    return Vocab()


def set_doc_entities(doc: Doc, entities: Iterable[tuple[int, int, str, str | None]]) -> None:
    """Write `doc.ents`.

    Args:
        doc: The document.
        entities: Code points, label and Wikidata item of spans of whole tokens that do not overlap.
    """
    spans = [doc.char_span(start, end, label=label, kb_id=qid or "") for start, end, label, qid in entities]
    doc.set_ents([span for span in spans if span is not None])


def docs_to_bytes(docs: Iterable[Doc]) -> bytes:
    """Return documents as a DocBin with all layers, for `spacy train`, `displacy` or `DocBin().from_disk`."""
    return DocBin(attrs=_ATTRIBUTES, store_user_data=True, docs=docs).to_bytes()


def docs_from_bytes(data: bytes, *, file: str) -> list[Doc]:
    """Return the documents of a DocBin.

    Raises:
        InputError: If the bytes are no DocBin.
    """
    try:
        return list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and spaCy each raise what they like on foreign bytes
        raise InputError(f"{file}: found no DocBin ({error}); expected a .spacy file", code="bad_docbin") from error
