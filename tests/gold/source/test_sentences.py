from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.gold.source.sentences import find_signs, split_at_signs

CASES = [
    ("เปรูถอน", ["เปรูถอน"]),
    ("เปรูถอน\nชิลีรับ\n", ["เปรูถอน", "ชิลีรับ"]),
    ("เปรูถอน ^ชิลีรับ", ["เปรูถอน", "ชิลีรับ"]),
    ("เปรูถอน^ ชิลีรับ", ["เปรูถอน", "ชิลีรับ"]),
    ("เปรูถอน^ชิลีรับ", ["เปรูถอน", "ชิลีรับ"]),
    ("เปรู ถอน ~[แก้]", ["เปรู ถอน"]),
    ("เปรูถอน ~[แก้] ^ชิลีรับ", ["เปรูถอน", "ชิลีรับ"]),
    ("~[แก้]\nชิลีรับ", ["ชิลีรับ"]),
    ("เปรูถอน~\nชิลีรับ", ["เปรูถอน", "ชิลีรับ"]),
    ("^เปรูถอน\n  ^ชิลีรับ  \n", ["เปรูถอน", "ชิลีรับ"]),
    ("\n\n \n", []),
    ("", []),
]


def take_signs(marked: str) -> tuple[str, list[tuple[int, str]]]:
    text, signs = "", []
    for character in marked:
        if character in "^~":
            signs.append((len(text), character))
        else:
            text += character
    return text, signs


@pytest.mark.parametrize(("marked", "sentences"), CASES)
def test_split_at_signs_gives_the_sentences_without_white_space_around(marked: str, sentences: list[str]) -> None:
    text, signs = take_signs(marked)
    assert [text[start:end] for start, end in split_at_signs(text, signs)] == sentences


@pytest.mark.parametrize(
    ("marked", "sentences"),
    [
        ("เปรูถอน\nชิลีรับ\n", [(0, 7), (8, 15)]),
        ("เปรูถอน ^ชิลีรับ", [(0, 7), (8, 15)]),
        ("เปรูถอน~ชิลีรับ", [(0, 7)]),
        ("~เปรูถอน ^ชิลีรับ\n~แก้", [(8, 15)]),
        ("~เปรูถอน\n ~ชิลีรับ", []),
    ],
)
def test_find_signs_writes_only_what_lines_do_not_say(marked: str, sentences: list[tuple[int, int]]) -> None:
    text, signs = take_signs(marked)
    assert find_signs(text, sentences) == signs


@given(
    st.text(st.sampled_from("ก ข\n\t\xa0"), max_size=20), st.lists(st.tuples(st.integers(0, 20), st.sampled_from("^~")))
)
def test_split_at_signs_gives_again_what_find_signs_wrote(text: str, drawn: list[tuple[int, str]]) -> None:
    sentences = split_at_signs(text, [(place, sign) for place, sign in drawn if place <= len(text)])
    assert split_at_signs(text, find_signs(text, sentences)) == sentences
