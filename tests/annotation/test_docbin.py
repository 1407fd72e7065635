"""spaCy DocBin: spaCy itself reads it, draws it and trains on it."""

from __future__ import annotations

import pytest
import spacy
from spacy import displacy
from spacy.tokens import Doc, DocBin
from spacy.training import Example

from sakat.annotation import AnnotatedArticle
from sakat.annotation.docbin import read_docbin, write_docbin
from sakat.annotation.tokens import flat_entities
from sakat.errors import GoldError, InputError


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    return spacy.blank("xx")


@pytest.fixture
def doc(annotated: AnnotatedArticle, nlp: spacy.language.Language) -> Doc:
    (found,) = DocBin().from_bytes(write_docbin([annotated])).get_docs(nlp.vocab)
    return found


def test_text_entities_and_sentences_are_those_of_the_article(annotated: AnnotatedArticle, doc: Doc) -> None:
    assert doc.text == annotated.text
    found = [(ent.start_char, ent.end_char, ent.label_, ent.kb_id_) for ent in doc.ents]
    assert found == [(e.start, e.end, e.label, e.qid or "") for e in flat_entities(annotated.gold)]
    starts = {sent.start_char for sent in doc.sents}
    assert {sentence.start for sentence in annotated.gold.sentences} <= starts


def test_every_layer_is_a_span_group_with_exact_offsets(annotated: AnnotatedArticle, doc: Doc) -> None:
    gold = annotated.gold
    assert [(s.start_char, s.end_char, s.label_) for s in doc.spans["entities"]] == [
        (e.start, e.end, e.label) for e in gold.entities
    ]
    assert [(s.text, s.label_) for s in doc.spans["events"]] == [(e.trigger.text, e.type) for e in gold.events]
    values = [doc.spans["events"].attrs[span.id_] for span in doc.spans["events"]]
    assert values[1]["actors"] == ["peru", "chile"]
    assert [doc.spans["dates"].attrs[span.id_]["edtf"] for span in doc.spans["dates"]] == ["2022-01-08"]


def test_displacy_draws_entities_and_overlapping_spans(doc: Doc) -> None:
    assert "ชาวประมงชิลี" in displacy.render(doc, style="ent", jupyter=False)
    assert "PROTEST" in displacy.render(doc, style="span", options={"spans_key": "events"}, jupyter=False)


def test_spacy_learns_from_it(corpus: tuple[AnnotatedArticle, ...], nlp: spacy.language.Language) -> None:
    docs = list(DocBin().from_bytes(write_docbin(corpus[:3])).get_docs(nlp.vocab))
    trained = spacy.blank("xx")
    trained.add_pipe("ner")
    examples = [Example(trained.make_doc(doc.text), doc) for doc in docs]
    trained.initialize(lambda: examples)
    losses = trained.update(examples)
    assert losses["ner"] > 0
    assert {"GPE", "PERSON", "ORG"} <= set(trained.get_pipe("ner").labels)


def test_equal_articles_give_equal_bytes(corpus: tuple[AnnotatedArticle, ...]) -> None:
    assert write_docbin(corpus[:5]) == write_docbin(corpus[:5])


def test_a_document_without_values_is_named_and_the_others_are_read(
    annotated: AnnotatedArticle, nlp: spacy.language.Language
) -> None:
    first, second = DocBin().from_bytes(write_docbin([annotated, annotated])).get_docs(nlp.vocab)
    first.spans["entities"] = [first[0:1]]
    error, other = read_docbin(DocBin(store_user_data=True, docs=[first, second]).to_bytes(), file="x.spacy")
    assert isinstance(error, GoldError)
    assert str(error).startswith("x.spacy: document 1 (อ่าว): found ")
    assert "in the attrs of their group" in str(error)
    assert isinstance(other, AnnotatedArticle)
    assert other.gold == annotated.gold


def test_what_is_no_docbin_is_refused() -> None:
    with pytest.raises(InputError, match=r"x\.spacy: found no DocBin"):
        list(read_docbin(b"no docbin", file="x.spacy"))
