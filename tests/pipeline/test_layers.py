import gc
import weakref

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from sakat.entities.candidate import Candidate
from sakat.errors import ConfigError
from sakat.pipeline.layers import doc_words, get_layer, set_layer

TEXT = "ผู้ว่าราชการจังหวัดตรัง  พบ\n\nชาวบ้าน 3 คน"


def candidate(start: int, end: int) -> Candidate:
    return Candidate(start, end, "GPE", "rule", "test", 0.9)


@pytest.fixture
def doc(nlp: Language) -> Doc:
    return nlp.make_doc(TEXT)


def test_layer_keeps_offsets_inside_tokens(doc: Doc) -> None:
    set_layer(doc, "x", [candidate(13, 15)], kind=Candidate)
    assert get_layer(doc, "x", Candidate) == [candidate(13, 15)]
    assert TEXT[13:15] in doc.spans["x"][0].text


def test_layer_written_again_is_read_again(doc: Doc) -> None:
    set_layer(doc, "x", [candidate(0, 3)], kind=Candidate)
    assert get_layer(doc, "x", Candidate) == [candidate(0, 3)]
    set_layer(doc, "x", [candidate(3, 6), candidate(6, 9)], kind=Candidate)
    assert get_layer(doc, "x", Candidate) == [candidate(3, 6), candidate(6, 9)]


def test_layer_nobody_wrote_is_empty(doc: Doc) -> None:
    assert get_layer(doc, "nothing", Candidate) == []


def test_layer_outside_the_text_is_refused(doc: Doc) -> None:
    with pytest.raises(ConfigError, match="lies outside the text"):
        set_layer(doc, "x", [candidate(0, len(TEXT) + 9)], kind=Candidate)


def test_layer_survives_bytes(doc: Doc, nlp: Language) -> None:
    set_layer(doc, "x", [candidate(0, 3)], kind=Candidate)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert get_layer(again, "x", Candidate) == [candidate(0, 3)]


def test_doc_words_join_to_the_text(doc: Doc) -> None:
    assert "".join(doc_words(doc)) == TEXT


def test_what_is_kept_goes_with_the_document(nlp: Language) -> None:
    doc = nlp.make_doc(TEXT)
    set_layer(doc, "x", [candidate(0, 3)], kind=Candidate)
    get_layer(doc, "x", Candidate)
    doc_words(doc)
    gone = weakref.ref(doc)
    del doc
    gc.collect()
    assert gone() is None
