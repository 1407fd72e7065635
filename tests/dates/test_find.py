"""Marked sentences: every tagged stretch is found with its value, and nothing else gets a date."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates import edtf_is_valid, edtf_precision, edtf_to_timex, find, parse
from sakat.dates.grammar import ShapeTable
from sakat.dates.lexer import scan
from sakat.dates.vocabulary import load_automaton
from sakat.evaluation.date_cases import read_marks

CASES = [line.split("\t") for line in (Path(__file__).parent / "cases.tsv").read_text("utf-8").splitlines()[1:] if line]


@pytest.mark.parametrize(("group", "anchor", "marked"), CASES, ids=[f"{c[0]}-{i}" for i, c in enumerate(CASES)])
def test_find_reads_marked_case(group: str, anchor: str, marked: str) -> None:
    text, marks = read_marks(marked)
    expected = [(mark.start, mark.end, mark.kind, mark.value) for mark in marks]
    matches = find(text, anchor=date.fromisoformat(anchor) if anchor else None)
    got = [
        (match.start, match.end, "edtf", match.edtf)
        if match.edtf
        else (match.start, match.end, "timex", match.timex_value)
        for match in matches
    ]
    assert [item for item in expected if item not in got] == []
    assert [item for item in got if item[2] == "edtf" and item not in expected] == []
    if group == "lookalike":
        assert not any(match.edtf for match in matches)


def test_cases_are_many_and_hold_enough_lookalikes() -> None:
    assert len(CASES) >= 250
    assert sum(group == "lookalike" for group, _, _ in CASES) >= 60


def test_find_returns_sorted_disjoint_matches_that_keep_the_record_invariants() -> None:
    anchor = date(2024, 8, 23)
    for _, _, marked in CASES:
        text, _ = read_marks(marked)
        end = 0
        matches = find(text, anchor=anchor)
        for index, match in enumerate(matches):
            assert end <= match.start < match.end
            end = match.end
            assert match.text == text[match.start : match.end]
            assert match.timex_type in {"DATE", "TIME", "DURATION", "SET"}
            assert (match.resolution == "antecedent") == (match.antecedent is not None)
            assert match.antecedent != index
            assert 0 < match.score <= 1
            if match.edtf is None:
                assert match.resolution is None
                continue
            assert edtf_is_valid(match.edtf)
            value, mod = edtf_to_timex(match.edtf)
            part_of_day = match.timex_type == "TIME" and "T" not in match.edtf
            assert (match.timex_value.partition("T")[0] if part_of_day else match.timex_value) == value
            assert match.precision == edtf_precision(match.edtf)
            assert mod is None or match.timex_mod == mod
            assert match.resolution is not None


FORMS = sorted(
    {word.form for word in load_automaton()[0].values()} | {"5", "31", "๑๒", "2566", "0001", "9999", "100000"}
)
PIECES = st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(["", " ", "\n", "/", "-", " (", ")"])), max_size=9)
ANCHORS = st.none() | st.dates() | st.sampled_from([date.min, date.max])


@given(PIECES, ANCHORS)
def test_find_reads_any_words_of_the_calendar_in_any_order(pieces: list[tuple[str, str]], anchor: date | None) -> None:
    text = "".join(form + sign for form, sign in pieces)
    end = 0
    for match in find(text, anchor=anchor):
        assert end <= match.start < match.end <= len(text)
        assert match.text == text[match.start : match.end]
        assert match.edtf is None or edtf_is_valid(match.edtf)
        end = match.end


def test_find_without_anchor_gives_no_value_to_relative_words() -> None:
    assert [(m.text, m.edtf) for m in find("เมื่อวานนี้ ศาลยกฟ้อง")] == [("เมื่อวานนี้", None)]
    assert find("วันที่ 12 สิงหาคม")[0].timex_value == "XXXX-08-12"


def test_find_names_the_antecedent() -> None:
    first, second = find("10 มี.ค. 2544 ยึดเมือง สามวันต่อมาถอนทัพ")
    assert (first.resolution, second.resolution, second.antecedent) == ("stated", "antecedent", 0)


def test_find_skips_the_year_of_a_law_as_antecedent() -> None:
    text = "เมื่อปี 2540 ตามพระราชบัญญัติป่าไม้ พ.ศ. 2484 ปีถัดมาถูกจับ"
    assert find(text)[-1].edtf == "1998"


@pytest.mark.parametrize(
    ("text", "code", "edtf"),
    [
        ("31 กุมภาพันธ์ 2550", "invalid_date", None),
        ("32/13/2565", "invalid_date", None),
        ("วันจันทร์ที่ 14 กุมภาพันธ์ 2563", "weekday_mismatch", "2020-02-14"),
        ("10 กุมภาพันธ์ 2483", "modern_count", "1940-02-10?"),
        ("5 กุมภาพันธ์ พ.ศ. 2398", "before_reform", "1856-02-05"),
        ("เที่ยงคืนวันที่ 31 ธ.ค. 2566", "ambiguous_midnight", "2023-12-31"),
        ("5 ม.ค. 97", "suspect_future", "1997-01-05"),
        ("10 วันหลังวันที่ 31 ธันวาคม ค.ศ. 9999", "out_of_range", None),
    ],
)
def test_find_warns(text: str, code: str, edtf: str | None) -> None:
    match = find(text)[0]
    assert match.edtf == edtf
    assert code in [warning.code for warning in match.warnings]


def test_find_keeps_both_years_and_warns_when_the_eras_disagree() -> None:
    matches = find("พ.ศ. 2398 (ค.ศ. 1900)")
    assert [match.edtf for match in matches] == ["1855", "1900"]
    assert all(match.warnings[-1].code == "era_conflict" for match in matches)


@pytest.mark.parametrize(
    ("text", "label", "timex_type"),
    [
        ("9/11", "EVENT", "DATE"),
        ("09.30 น.", "TIME", "TIME"),
        ("สองชั่วโมง", "TIME", "DURATION"),
        ("9 เดือน", "DATE", "DURATION"),
        ("5 ธ.ค. 2566", "DATE", "DATE"),
    ],
)
def test_parse_labels(text: str, label: str, timex_type: str) -> None:
    match = parse(text)
    assert match is not None
    assert (match.label, match.timex_type) == (label, timex_type)


def test_parse_returns_none_unless_the_whole_string_is_one_expression() -> None:
    assert parse("เมื่อ 5 ธ.ค. 2566") is None
    assert parse("ศาลฎีกา") is None
    assert parse("5 ธ.ค. 2566 ศาลและ 6 ธ.ค. 2566") is None


@pytest.mark.parametrize(
    ("text", "mod"),
    [("ต้นปี 2566", "START"), ("กลางปี 2566", "MID"), ("ปลายปี 2566", "END"), ("ราวปี 2566", "APPROX")],
)
def test_parse_gives_the_timex_modifier(text: str, mod: str) -> None:
    match = parse(text)
    assert match is not None
    assert match.timex_mod == mod


@pytest.mark.parametrize(
    "unit",
    ["1", "1.", "1-", "1/", "๑", "มกราคม", "5 มกราคม ", "ปี ", "วันที่ ", "5, ", "ถึง", "ก.พ.", "หนึ่ง", "(", "พ.ศ. 2566 - "],
)
def test_find_survives_hostile_repetition(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert all(match.end <= len(text) for match in find(text, anchor=date(2024, 1, 1)))


@pytest.mark.parametrize("unit", ["5 มกราคม ", "พ.ศ. 2566 - ", "วันที่ 3, ", "1-", "ปี 66 และ"])
def test_look_up_finds_shapes_in_proportion_to_the_text(unit: str) -> None:
    def count(times: int) -> int:
        return sum(map(len, ShapeTable().look_up([run.symbols for run in scan(unit * times)])))

    assert count(400) <= 2 * count(200) + 20


@given(st.text(alphabet="0123456789๐๒๕ ./-,:()วันที่เดือนปีพ.ศมกราคถึงและนี้แล้วตโมงทุ่\n", max_size=60))
def test_find_never_fails_and_never_overlaps(text: str) -> None:
    end = 0
    for match in find(text, anchor=date(2024, 8, 23)):
        assert end <= match.start < match.end <= len(text)
        end = match.end
        assert match.edtf is None or edtf_is_valid(match.edtf)
