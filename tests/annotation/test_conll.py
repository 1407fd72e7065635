"""CoNLL-2003: spaCy's reader, and files of other tools."""

from __future__ import annotations

import pytest
from spacy.training.converters import conll_ner_to_docs

from sakat.annotation import AnnotatedArticle
from sakat.annotation.conll import read_conll, write_conll
from sakat.annotation.tokens import flat_entities
from sakat.errors import GoldError

TEXT = "เปรูหารือกับชิลี\nสมศักดิ์ ทองดี ไปเปรู\n"


def read_one(content: str, text: str = TEXT) -> AnnotatedArticle | GoldError:
    (found,) = read_conll(content, {"ก": text}, file="x.conll")
    return found


def test_spacy_reads_the_same_entities(annotated: AnnotatedArticle) -> None:
    # Its reader takes a document of one sentence for untagged text and says so; this one has three.
    (doc,) = conll_ner_to_docs(write_conll([annotated]), n_sents=10, no_print=True)
    entities = flat_entities(annotated.gold)
    assert [(ent.label_, ent.text.replace(" ", "")) for ent in doc.ents] == [
        (entity.label, entity.text.replace(" ", "")) for entity in entities
    ]


def test_a_word_is_cut_where_an_entity_ends_inside_it(annotated: AnnotatedArticle) -> None:
    lines = write_conll([annotated]).splitlines()
    assert lines[0] == "-DOCSTART- -X- -X- O"
    assert "14 _ _ B-CARDINAL" in lines
    assert [line for line in lines if line.endswith("-DATE")] == [
        "วันที่ _ _ B-DATE",
        "8 _ _ I-DATE",
        "มกราคม _ _ I-DATE",
        "2565 _ _ I-DATE",
    ]


def test_mentions_written_alike_get_one_id() -> None:
    back = read_one("เปรู B-GPE\nหารือกับ O\nชิลี B-GPE\n\nสมศักดิ์ B-PERSON\nทองดี I-PERSON\nไป O\nเปรู B-GPE\n")
    assert isinstance(back, AnnotatedArticle), back
    assert [(e.text, e.label, e.canonical) for e in back.gold.entities] == [
        ("เปรู", "GPE", "gpe_1"),
        ("ชิลี", "GPE", "gpe_2"),
        ("สมศักดิ์ ทองดี", "PERSON", "person_1"),
        ("เปรู", "GPE", "gpe_1"),
    ]
    assert [(s.start, s.end) for s in back.gold.sentences] == [(0, 16), (17, 38)]


def test_tags_of_the_first_iob_are_read_too() -> None:
    back = read_one("เปรู I-GPE\nหารือกับ O\nชิลี I-GPE\n\nสมศักดิ์ทองดีไป O\nเปรู I-GPE")
    assert isinstance(back, AnnotatedArticle), back
    assert [e.text for e in back.gold.entities] == ["เปรู", "ชิลี", "เปรู"]


def test_a_wrong_document_is_named_and_the_others_are_read() -> None:
    content = "-DOCSTART- O\n\nลาว B-GPE\n\n-DOCSTART- O\n\nเปรู B-GPE\nหารือกับชิลีสมศักดิ์ทองดีไปเปรู O\n"
    error, other = read_conll(content, {"ก": TEXT}, file="x.conll")
    assert isinstance(error, GoldError)
    assert str(error).startswith("x.conll:1: found a document whose letters are those of none of the 1 articles given")
    assert isinstance(other, AnnotatedArticle)


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("GPE", "x.conll:1: found tag 'GPE'; expected O, B-LABEL or I-LABEL"),
        ("B-CITY", "x.conll:1: ก: line 1: 'เปรู': label: found 'CITY'; expected"),
    ],
)
def test_a_wrong_tag_is_named(tag: str, message: str) -> None:
    error = read_one(f"เปรู {tag}\nหารือกับชิลีสมศักดิ์ทองดีไปเปรู O\n")
    assert isinstance(error, GoldError)
    assert message in str(error)
