from __future__ import annotations

import re
import unicodedata

import pytest

from sakat.dates import edtf_is_valid, find
from sakat.dates.grammar import load_rules
from sakat.dates.holidays import holiday
from sakat.lexicon import load_lexicon

TABLES = [
    "animal_years", "clock_words", "date_counters", "date_words", "dated_event_heads", "dated_events", "eras",
    "hijri_months", "lunar_corrections", "lunar_new_year", "months", "named_days",
    "seasons", "weekdays", "year_contexts",
]  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_table_is_sorted_normalized_and_sourced(name: str) -> None:
    rows = [tuple(row.values()) for row in load_lexicon(name)]
    assert rows == sorted(rows)
    assert all(unicodedata.is_normalized("NFC", cell) for row in rows for cell in row)
    assert all(row["source"] for row in load_lexicon(name))


@pytest.mark.parametrize("name", ["date_words", "clock_words"])
def test_guards_compile(name: str) -> None:
    for row in load_lexicon(name):
        assert re.compile(row["unless_after"])
        assert re.compile(row["unless_before"])


def test_variants_name_a_form_of_their_table() -> None:
    for name in ("months", "eras", "weekdays", "hijri_months", "named_days"):
        forms = {row["form"] for row in load_lexicon(name)}
        assert {row["variant_of"] for row in load_lexicon(name) if row["variant_of"]} <= forms


def test_every_spelling_of_a_month_is_read() -> None:
    for row in load_lexicon("months"):
        matches = find(f"เมื่อ 5 {row['form']} 2566")
        assert [match.edtf for match in matches] == [f"2023-{int(row['id']):02d}-05"], row["form"]


def test_every_dated_event_has_a_valid_value() -> None:
    assert all(edtf_is_valid(row["edtf"]) for row in load_lexicon("dated_events"))


def test_every_named_day_has_a_value_in_some_year() -> None:
    for row in load_lexicon("named_days"):
        values = [holiday(row["form"], year) for year in (1990, 2010, 2024)]
        assert any(value and edtf_is_valid(value) for value in values), row["form"]


def test_rules_are_named_once_and_scored() -> None:
    rules = load_rules()
    assert len({rule.name for rule in rules}) == len(rules)
    assert all(0 < rule.score <= 1 for rule in rules)
