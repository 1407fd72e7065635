from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.gold.source.tokens import Place, Token, quote, quote_if_needed, read_token, unquote

AT = Place(1, 1)


@pytest.mark.parametrize(
    ("line", "written"),
    [
        ("norway sweden", "norway"),
        ("norway}", "norway"),
        ("DATE=2022-08|", "DATE=2022-08"),
        ('alt="นายกิตติ บุญเรือง" qid=Q1', 'alt="นายกิตติ บุญเรือง"'),
        ('alt="ก ข","ค":ORG}', 'alt="ก ข","ค":ORG'),
        (r'"คำว่า \"สันติ\" } |" x', r'"คำว่า \"สันติ\" } |"'),
        ("edtf_alt=2021,2022 ", "edtf_alt=2021,2022"),
    ],
)
def test_read_token_takes_a_word_with_what_stands_in_quotes(line: str, written: str) -> None:
    assert read_token(line, 0, 7) == Token(written, Place(7, 1))


@pytest.mark.parametrize("line", ["{", "}", "|", "\\", '"never closed', " norway", ""])
def test_read_token_finds_no_word_at_a_character_that_starts_none(line: str) -> None:
    assert read_token(line, 0, 1) is None


def test_read_token_counts_columns_in_code_points() -> None:
    assert read_token("{น้ำ|norway}", 5, 3) == Token("norway", Place(3, 6))


@pytest.mark.parametrize(
    ("written", "key", "values"),
    [
        ("actors=chile,peru", "actors", ("chile", "peru")),
        ('alt="ก, ข",ค', "alt", ('"ก, ข"', "ค")),
        ('alt="2 ฝ่าย":QUANTITY,-3:+0', "alt", ('"2 ฝ่าย":QUANTITY', "-3:+0")),
        ("qid=", "qid", ()),
        ("visit,phone", None, ("visit", "phone")),
        ("DATE=2022", None, ("DATE=2022",)),
        ("=2022", None, ("=2022",)),
        ('"a=b"', None, ('"a=b"',)),
    ],
)
def test_token_gives_key_and_values(written: str, key: str | None, values: tuple[str, ...]) -> None:
    token = Token(written, AT)
    assert (token.key, token.values) == (key, values)


@given(st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])))
def test_unquote_undoes_quote_within_a_word(value: str) -> None:
    for written in (quote(value), quote_if_needed(value)):
        assert unquote(written) == value
        token = read_token(f"note={written} x", 0, 1)
        assert token is not None
        assert [unquote(each) for each in token.values] == [value]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("2021/..", "2021/.."),
        ("สันติ", "สันติ"),
        ("", '""'),
        ("ก ข", '"ก ข"'),
        ("a,b", '"a,b"'),
        ("a|b", '"a|b"'),
        ('a"b', r'"a\"b"'),
    ],
)
def test_quote_if_needed_quotes_what_no_word_may_hold(value: str, written: str) -> None:
    assert quote_if_needed(value) == written
