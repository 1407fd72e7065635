import sqlite3
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.explorer.filters import Filters, read_day, read_filters, to_condition

words = st.text(min_size=1, max_size=8).map(str.strip).filter(bool)
values = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.dates().map(str)
choices = st.builds(
    Filters,
    q=st.one_of(st.just(""), words),
    type=values,
    actor=values,
    recipient=values,
    entity=values,
    country=values,
    place=values,
    since=st.one_of(st.just(""), days.filter(lambda day: day < "2300")),
    until=st.one_of(st.just(""), days.filter(lambda day: day < "2300")),
    polarity=values,
    modality=values,
    min_score=st.sampled_from([0.0, 0.25, 0.5, 1.0]),
    sort=st.sampled_from(["newest", "oldest", "score"]),
)


@given(choices)
def test_choice_survives_its_address(filters: Filters) -> None:
    assert read_filters(parse_qsl(filters.query())) == filters


@given(choices, st.sampled_from(["type", "actor", "place"]), words)
def test_toggling_a_value_twice_changes_nothing(filters: Filters, facet: str, value: str) -> None:
    once = read_filters(parse_qsl(filters.toggled(facet, value)))
    twice = read_filters(parse_qsl(once.toggled(facet, value)))
    assert set(getattr(twice, facet)) == set(getattr(filters, facet))


@given(choices)
def test_condition_has_a_mark_for_every_value(connection_memory: sqlite3.Connection, filters: Filters) -> None:
    condition = to_condition(connection_memory, filters)
    assert condition.sql.count("?") == len(condition.values)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2567", "2024-01-01", "2024-12-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2567-02", "2024-02-01", "2024-02-29"),
        ("2567-2-9", "2024-02-09", "2024-02-09"),
        ("1767", "1767-01-01", "1767-12-31"),
    ],
)
def test_day_is_read_in_both_eras(written: str, first: str, last: str) -> None:
    assert (read_day(written, last=False), read_day(written, last=True)) == (first, last)


@pytest.mark.parametrize("written", ["31/1/2567", "2567-13", "2567-02-30", "67", "0000", "วันนี้", "2567-00", "20245"])
def test_what_is_no_day_is_a_problem(written: str) -> None:
    assert read_day(written, last=False) == ""
    assert read_filters([("since", written)]).problems == ("since",)


@pytest.mark.parametrize("written", ["nan", "inf", "-1", "1e5", "๐.๕", "x", "0x1"])
def test_what_is_no_score_is_a_problem(written: str) -> None:
    filters = read_filters([("min_score", written)])
    assert filters.problems == ("min_score",)
    assert filters.min_score == 0.0


def test_unknown_order_is_the_usual_one() -> None:
    assert read_filters([("sort", "n; DROP TABLE events")]).sort == "newest"


@pytest.fixture(scope="module")
def connection_memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE event_terms (term TEXT)")
    yield connection
    connection.close()
