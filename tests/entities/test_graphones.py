import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.entities.graphones import (
    GraphoneModel,
    count_graphones,
    latin_candidates,
    load_graphones,
    read_counts,
    spell_out,
    write_counts,
)
from sakat.entities.person_names import english_person
from sakat.errors import ModelError

LETTERS = st.text("กขคงจชซดตถทนบปผพฟมยรลวศสหอะาิีุูเแโไ์", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("word", "latin"),
    [("ดิมิทรี", "dimitri"), ("แมคคาร์ทนีย์", "mccartney"), ("วินเซนต์", "vincent"), ("โรดริเกซ", "rodriguez")],
)
def test_candidates_hold_the_usual_spelling(word: str, latin: str) -> None:
    assert latin in [candidate for candidate, _ in latin_candidates(word)]


@given(LETTERS)
def test_candidates_are_ranked_distinct_and_at_most_five(word: str) -> None:
    found = load_graphones().candidates(word)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert len({latin for latin, _ in found}) == len(found) <= 5
    assert all(score <= 0 and latin.isascii() for latin, score in found)


def test_candidates_of_unseen_letters_are_none() -> None:
    assert load_graphones().candidates("日本") == ()


def test_probabilities_after_a_history_sum_to_one_over_known_graphones_at_most() -> None:
    model = GraphoneModel(count_graphones([["ก:k", "า:a"], ["ก:g", "า:a"]]))
    after = [model.probability(("^", "^", "^"), graphone) for graphone in ("ก:k", "ก:g", "า:a", "$")]
    assert all(chance > 0 for chance in after)
    assert math.fsum(after) <= 1
    assert after[0] == after[1] > after[2]


def test_counts_survive_their_file() -> None:
    counts = count_graphones([["ก:k", "า:a"], ["ม:m", "า:"]])
    assert read_counts(write_counts(counts)) == counts


def test_read_counts_refuses_another_file() -> None:
    with pytest.raises(ModelError, match="retrain with `sakat names train`"):
        read_counts(b"no model")


def test_spell_out_puts_leading_vowels_after_their_consonant() -> None:
    assert (spell_out("โมเดล"), spell_out("แก้ว")) == ("มโดเล", "กแว")


def test_a_word_longer_than_any_name_has_no_spelling_and_is_romanized() -> None:
    word = "ลาฟรอฟ" * 2000
    assert latin_candidates(word) == ()
    assert english_person(f"{word} {word}")[0].isascii()
