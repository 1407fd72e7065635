from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.dates.era import (
    cs_new_year,
    from_gregorian,
    hijri_to_gregorian,
    hijri_year_bounds,
    read_bare_year,
    to_gregorian,
    year_be_to_ce,
    year_ce_to_be,
    year_cs_to_ce,
    year_ms_to_ce,
    year_rs_to_ce,
)


@given(st.integers(1782, 2300), st.integers(1, 12))
def test_year_be_to_ce_inverts_year_ce_to_be(year_ce: int, month: int) -> None:
    assert year_be_to_ce(year_ce_to_be(year_ce, month), month) == year_ce


@pytest.mark.parametrize("era", ["be", "ce", "rs", "cs", "ms"])
def test_to_gregorian_inverts_from_gregorian_on_every_day(era: str) -> None:
    day, last = date(1782, 1, 1), date(2300, 12, 31)
    while day <= last:
        year = from_gregorian(era, day)
        begin = cs_new_year(year) if era == "cs" else day
        twice = day != begin and (day.month, day.day) == (begin.month, begin.day)
        assert to_gregorian(era, year, day.month, day.day) == day.year - twice, (era, day)
        day += timedelta(days=1)


def test_hijri_to_gregorian_inverts_the_hijri_year_on_every_new_year() -> None:
    for year in range(1196, 1728):
        first, last = hijri_year_bounds(year)
        assert from_gregorian("hijri", first) == from_gregorian("hijri", last) == year
        assert from_gregorian("hijri", last + timedelta(days=1)) == year + 1


def test_from_gregorian_rejects_an_unknown_era() -> None:
    with pytest.raises(ValueError, match="expected be, ce"):
        from_gregorian("julian", date(2000, 1, 1))


@pytest.mark.parametrize(
    ("year_be", "month", "year_ce"),
    [
        (2432, 4, 1889), (2431, 3, 1889), (2455, 3, 1913), (2455, 4, 1912), (2482, 12, 1939), (2482, 3, 1940),
        (2483, 4, 1940), (2483, 12, 1940), (2484, 1, 1941), (2484, 4, 1941), (2566, 1, 2023),
    ],
)  # fmt: skip
def test_year_be_to_ce_moves_new_year_with_the_reforms(year_be: int, month: int, year_ce: int) -> None:
    assert year_be_to_ce(year_be, month) == year_ce
    assert year_ce_to_be(year_ce, month) == year_be


def test_year_be_to_ce_counts_the_missing_months_of_2483_the_modern_way() -> None:
    assert [year_be_to_ce(2483, month) for month in (1, 2, 3, 4)] == [1940, 1940, 1940, 1940]


@given(st.integers(108, 131), st.integers(1, 12))
def test_year_rs_agrees_with_the_buddhist_year(year_rs: int, month: int) -> None:
    assert year_rs_to_ce(year_rs, month) == year_be_to_ce(year_rs + 2324, month)


@given(st.integers(1, 1400))
def test_cs_new_year_is_the_border_of_the_year(year_cs: int) -> None:
    day = cs_new_year(year_cs)
    assert year_cs_to_ce(year_cs, day.month, day.day) == day.year
    before = day - timedelta(days=2)
    assert year_cs_to_ce(year_cs - 1, before.month, before.day) == day.year


def test_year_cs_to_ce_keeps_the_fall_of_ayutthaya_in_1128() -> None:
    assert year_cs_to_ce(1128, 4, 7) == 1767
    assert year_cs_to_ce(1129, 4, 20) == 1767


def test_year_ms_to_ce_reads_the_inscription_year() -> None:
    assert year_ms_to_ce(1205) == 1283


def test_hijri_to_gregorian_uses_the_lunar_year() -> None:
    assert hijri_to_gregorian(1445, 1, 1) == date(2023, 7, 19)
    assert hijri_to_gregorian(1445, 13, 1) is None
    assert hijri_to_gregorian(1445, 2, 30) is None


@pytest.mark.parametrize(
    ("year", "era"), [(2566, "be"), (2400, "be"), (2310, "be"), (1914, "ce"), (2100, "ce"), (999, None), (2700, None)]
)
def test_read_bare_year(year: int, era: str | None) -> None:
    assert read_bare_year(year) == era


def test_to_gregorian_rejects_an_era_without_solar_years() -> None:
    with pytest.raises(ValueError, match="hijri"):
        to_gregorian("hijri", 1445)
