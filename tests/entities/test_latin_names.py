"""Names of people in Latin letters: by language of the rest of the name, of the state, by syllable."""

from __future__ import annotations

import pytest

from sakat.entities.candidate import Candidate
from sakat.entities.latin_names import best_spelling, spellings, state_languages
from sakat.entities.linking import link_entities
from sakat.entities.person_names import english_person
from sakat.entities.transliterate import is_foreign
from sakat.lexicon import load_lexicon


def test_a_word_is_spelt_in_the_language_of_the_words_beside_it() -> None:
    spelt = {spelling.latin: spelling.languages for spelling in spellings()["มาร์โก"]}
    assert {"Marco", "Marko"} <= spelt.keys()
    serbian = next(form for form, known in spellings().items() if known[0].languages == {"sr"})
    assert best_spelling("มาร์โก", ["มาร์โก", serbian], (), "Marco") == "Marko"
    assert best_spelling("มาร์โก", ["มาร์โก"], ["sr"], "Marco") == "Marko"
    assert best_spelling("มาร์โก", ["มาร์โก"], (), "Marco") == "Marco"


def test_the_words_beside_weigh_more_than_the_state() -> None:
    serbian = next(form for form, known in spellings().items() if known[0].languages == {"sr"})
    assert best_spelling("มาร์โก", ["มาร์โก", serbian], ["it"], "Marco") == "Marko"


def test_an_unknown_word_has_no_spelling_but_the_usual_one() -> None:
    assert best_spelling("ฮฮฮ", ["ฮฮฮ"], ["sr"], None) is None
    assert best_spelling("ฮฮฮ", ["ฮฮฮ"], ["sr"], "Hoho") == "Hoho"


@pytest.mark.parametrize(
    ("form", "english"),
    [
        ("หลี่ จวินเฮ่า", "Li Junhao"),
        ("หลิว เหวินซาน", "Liu Wenshan"),
        ("คิม ซอจุน", "Kim Seo-joon"),
        ("นางาตะ ชุนซุเกะ", "Nagata Shunsuke"),
        ("อับดุลเลาะ สาแม", "Abdulloh Samae"),
        ("มานี แซ่อึ้ง", "Mani Sae-ueng"),
        ("หลวงพินิจวารีกิจ", "Luang Phinit Warikit"),
        ("พระครูสุนทรธรรมกิจ", "Phra Khru Sunthon Thammakit"),
        ("พระกิตติวรธรรมคุณ", "Phra Kittiworathammakhun"),
        ("ขุนศึก", "Khunsuek"),
    ],
)
def test_english_person_reads_syllables_and_conferred_names(form: str, english: str) -> None:
    assert english_person(form)[0] == english


def test_lao_names_are_spelt_as_in_laos_where_the_article_speaks_of_it() -> None:
    form = "บุนมี วงพะจัน"
    assert english_person(form, foreign=True, languages=state_languages("LA"))[0] == "Bounmy Vongphachan"
    text = f"ลาวประชุม {form} แถลง ลาวตอบ"
    spots = [
        Candidate(0, 3, "GPE", "lexicon", "x", 1.0),
        Candidate(text.index(form), text.index(form) + len(form), "PERSON", "rule", "x", 1.0),
        Candidate(text.rindex("ลาว"), text.rindex("ลาว") + 3, "GPE", "lexicon", "x", 1.0),
    ]
    assert [entity.name_en for entity in link_entities(text, spots).entities] == ["Laos", "Bounmy Vongphachan"]


def test_lao_spellings_make_no_thai_name_foreign() -> None:
    lao = [row["form"] for row in load_lexicon("latin_names") if row["languages"] == "lo"]
    assert len(lao) > 1000
    assert not is_foreign("แก้ววงสา")


def test_every_row_has_a_spelling_and_every_language_a_code() -> None:
    for row in load_lexicon("latin_names"):
        assert row["name_en"], row
        assert all(2 <= len(code) <= 3 for code in row["languages"].split()), row
