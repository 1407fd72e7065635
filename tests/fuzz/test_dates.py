"""The grammar of dates over damaged and shuffled text: no error, right offsets, values that keep the rules."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sakat.dates import edtf_is_valid, edtf_precision, edtf_to_timex, find, parse
from sakat.dates.vocabulary import load_automaton
from sakat.errors import InputError
from sakat.evaluation.date_cases import read_marks
from sakat.text.normalize import canonical_text

EXAMPLES = settings(max_examples=settings.default.max_examples // 4)
"""Few where all tests run; the profile of `make fuzz` has four times as many."""

CASES = [
    line.split("\t")[2] for line in (Path(__file__).parents[1] / "dates/cases.tsv").read_text("utf-8").splitlines()
]
SENTENCES = [read_marks(marked)[0] for marked in CASES[1:]]
WORDS = sorted({word.form for word in load_automaton()[0].values()})
SIGNS = [
    " ",
    "",
    "\n",
    "/",
    "-",
    "–",
    ".",
    ":",
    ",",
    "(",
    ")",
    "?",
    "~",
    "\u200b",
    "\u00a0",
    "\ufeff",
    "\U0001f525",
    "\u0e3a",
]
DIGITS = st.text("0123456789๐๑๒๓๔๕๖๗๘๙٣४①²", max_size=12)
PIECES = st.one_of(
    st.sampled_from(SENTENCES), st.sampled_from(WORDS), st.sampled_from(SIGNS), DIGITS, st.text(max_size=6)
)
CUT = st.tuples(PIECES, st.integers(0, 30), st.integers(0, 60)).map(lambda cut: cut[0][cut[1] : cut[1] + cut[2]])
TEXTS = st.lists(st.one_of(PIECES, CUT), max_size=14).map("".join)
ANCHORS = st.none() | st.dates() | st.sampled_from([date.min, date.max, date(1941, 1, 1), date(1940, 3, 31)])


@EXAMPLES
@given(text=TEXTS, anchor=ANCHORS)
def test_find_keeps_its_rules_on_any_text(text: str, anchor: date | None) -> None:
    matches = find(text, anchor=anchor)
    end = 0
    for index, match in enumerate(matches):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        assert match.text == text[match.start : match.end]
        assert match.timex_type in {"DATE", "TIME", "DURATION", "SET"}
        assert match.timex_value
        assert match.rule_id
        assert 0 < match.score <= 1
        assert (match.resolution == "antecedent") == (match.antecedent is not None)
        assert match.antecedent is None or (match.antecedent != index and 0 <= match.antecedent < len(matches))
        for part in match.parts:
            assert match.start <= part.start < part.end <= match.end
        for warning in match.warnings:
            assert warning.code
            assert warning.message
        if match.edtf is not None:
            assert edtf_is_valid(match.edtf)
            assert match.precision == edtf_precision(match.edtf)
            value, mod = edtf_to_timex(match.edtf)
            assert match.timex_value == value
            assert mod is None or match.timex_mod == mod
    assert find(text, anchor=anchor) == matches


@EXAMPLES
@given(text=TEXTS, anchor=ANCHORS)
def test_parse_reads_what_find_finds_or_nothing(text: str, anchor: date | None) -> None:
    match = parse(text, anchor=anchor)
    if match is not None:
        assert match.text == text[match.start : match.end]
        assert match.edtf is None or edtf_is_valid(match.edtf)


@EXAMPLES
@given(text=TEXTS, before=st.integers(0, 5), anchor=ANCHORS)
def test_offsets_count_from_the_beginning_of_the_text(text: str, before: int, anchor: date | None) -> None:
    """A paragraph in front moves every match by its length, in code points, and changes none."""
    front = "\U0001f525ก\n\n" * before
    moved = find(front + text, anchor=anchor)
    assert [(match.start - len(front), match.end - len(front), match.edtf) for match in moved] == [
        (match.start, match.end, match.edtf) for match in find(text, anchor=anchor)
    ]


@EXAMPLES
@given(text=TEXTS)
def test_matches_of_canonical_text_stand_in_it(text: str) -> None:
    try:
        canonical = canonical_text(text).text
    except InputError:
        return
    for match in find(canonical, anchor=date(2024, 8, 23)):
        assert canonical[match.start : match.end] == match.text


@pytest.mark.parametrize("sign", SIGNS)
def test_signs_alone_are_no_dates(sign: str) -> None:
    assert find(sign * 50, anchor=date(2024, 8, 23)) == []
