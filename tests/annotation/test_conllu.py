"""CoNLL-U Plus: another library reads it, and wrong lines are named."""

from __future__ import annotations

import conllu
import pytest

from sakat.annotation import AnnotatedArticle
from sakat.annotation.conllu import read_conllu, write_conllu
from sakat.errors import GoldError
from sakat.gold import compile_source


def change(content: str, old: str, new: str) -> str:
    assert old in content, content
    return content.replace(old, new, 1)


def test_another_library_reads_columns_and_restores_the_text(corpus: tuple[AnnotatedArticle, ...]) -> None:
    escapes = {r"\s": " ", r"\n": "\n", r"\t": "\t"}
    for article in corpus[:20]:
        text = ""
        for sentence in conllu.parse(write_conllu([article])):
            assert [token["id"] for token in sentence] == list(range(1, len(sentence) + 1))
            for token in sentence:
                start, end = map(int, token["misc"]["TokenRange"].split(":"))
                assert article.text[start:end] == token["form"]
                after = "" if token["misc"].get("SpaceAfter") == "No" else token["misc"].get("SpacesAfter", r"\s")
                for escape, character in escapes.items():
                    after = after.replace(escape, character)
                text += token["form"] + after
        assert text == article.text


def test_a_column_says_all_of_an_annotation_at_its_first_token(annotated: AnnotatedArticle) -> None:
    sentences = conllu.parse(write_conllu([annotated]))
    assert sentences[0].metadata["newdoc id"] == "อ่าว"
    assert sentences[0].metadata["document_date"] == "2022-01-09"
    cells = {token["form"]: token["sakat:events"] for token in sentences[0]}
    assert cells["ปิดอ่าว"].startswith(
        "1:PROTEST|id=e1|modality=asserted|mode=obstruct|edtf_alt=2022,null|alt_triggers=13-16"
    )
    assert [token["sakat:citations"] for token in sentences[0]][-3:] == ["1:CITATION|ref=1", "1", "1"]
    assert "|note=เรื่อง%20อ่าว|" in write_conllu([annotated])
    nested = [token["sakat:entities"] for token in sentences[0] if token["form"] == "ชิลี"]
    assert nested[0].startswith("1;2:GPE|canonical=chile|name_en=Chile|name_en_alt=Republic%20of%20Chile|qid=Q298")


def test_spaces_at_the_ends_and_of_rare_kinds_are_kept() -> None:
    compiled = compile_source('---\ndocument_date: null\n---\n%peru GPE "Peru"\n\u2003 {เปรู|peru}\u00a0\\|\t\tจบ \n\n')
    article = AnnotatedArticle("ก", compiled.text, compiled.gold)
    (back,) = read_conllu(write_conllu([article]), file="x")
    assert isinstance(back, AnnotatedArticle), back
    assert back == article


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("\tเปรู\t", "\tเปรูฯ\t", "found TokenRange 30:35 for 'หารือ'; expected 31:36"),
        ("canonical=peru", "canonical=เปรู", "'เปรู': canonical: found 'เปรู'; expected a snake_case id"),
        ("3:GPE|", "3:CITY|", "line 18: 'เปรู': label: found 'CITY'; expected"),
        ("3:GPE|canonical", "x:GPE|canonical", "found 'x:GPE|canonical=peru"),
        ("mode=obstruct", "mood=obstruct", "found 'mood'; expected one of id, modality"),
        ("edtf=2022-01-08", "edtf=2022-13-08", "edtf: found '2022-13-08'; expected a valid EDTF value"),
        ("# range = 0-24", "# range = ต้น", "found range 'ต้น'; expected start-end in code points"),
        ("\tเปรู\t", "\tเปรู ", "found 7 columns; expected 8, tabs between them"),
    ],
)
def test_a_wrong_line_is_named_and_other_documents_are_read(
    old: str, new: str, message: str, annotated: AnnotatedArticle
) -> None:
    other = AnnotatedArticle("ฮ", annotated.text, annotated.gold)
    error, back = read_conllu(change(write_conllu([annotated, other]), old, new), file="x.conllup")
    assert isinstance(error, GoldError)
    assert message in str(error)
    assert str(error).startswith("x.conllup:")
    assert back == other


def test_other_columns_are_refused() -> None:
    with pytest.raises(GoldError, match=r"x\.conllup:1: found '# global.columns = ID FORM"):
        list(read_conllu("# global.columns = ID FORM\n", file="x.conllup"))
