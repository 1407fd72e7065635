from __future__ import annotations

from datetime import date

import pytest

from sakat.dates.holidays import holiday
from sakat.dates.lunar import has_second_eighth, lunar_day_of_cs, lunar_days


@pytest.mark.parametrize(
    ("name", "year_ce", "edtf"),
    [
        ("วันมาฆบูชา", 2023, "2023-03-06"),
        ("วันมาฆบูชา", 2024, "2024-02-24"),
        ("วันวิสาขบูชา", 2023, "2023-06-03"),
        ("วันวิสาขบูชา", 2024, "2024-05-22"),
        ("วันอาสาฬหบูชา", 2023, "2023-08-01"),
        ("วันเข้าพรรษา", 2024, "2024-07-21"),
        ("วันลอยกระทง", 2023, "2023-11-27"),
        ("วันเด็ก", 2024, "2024-01-13"),
        ("วันตรุษจีน", 2024, "2024-02-10"),
        ("วันฉัตรมงคล", 2010, "2010-05-05"),
        ("วันฉัตรมงคล", 2024, "2024-05-04"),
        ("วันฉัตรมงคล", 2018, None),
        ("อีสเตอร์", 2024, "2024-03-31"),
        ("วันตรุษจีน", 1890, None),
        ("สงกรานต์", 2024, "2024-04-13/2024-04-15"),
    ],
)
def test_holiday(name: str, year_ce: int, edtf: str | None) -> None:
    assert holiday(name, year_ce) == edtf


def test_lunar_days_of_an_impossible_day_are_none() -> None:
    assert list(lunar_days(2024, 5, 30)) == []
    assert list(lunar_days(2024, 88, 1)) == []


def test_has_second_eighth_in_known_long_years() -> None:
    assert [year for year in range(2010, 2025) if has_second_eighth(year)] == [2010, 2012, 2015, 2018, 2021, 2023]


def test_lunar_day_of_cs_reads_the_city_pillar_of_bangkok() -> None:
    assert lunar_day_of_cs(1144, 6, 10) == date(1782, 4, 21)


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("วันวิสาขบูชา", 2006, "2006-05-12"),
        ("วันมาฆบูชา", 2006, "2006-02-13"),
        ("วันอาสาฬหบูชา", 2014, "2014-07-11"),
        ("วันมาฆบูชา", 2015, "2015-03-04"),
        ("วันวิสาขบูชา", 2015, "2015-06-01"),
        ("วันมาฆบูชา", 2016, "2016-02-22"),
        ("วันวิสาขบูชา", 2016, "2016-05-20"),
        ("วันอาสาฬหบูชา", 2016, "2016-07-19"),
        ("วันมาฆบูชา", 2023, "2023-03-06"),
    ],
)
def test_holy_days_are_those_of_the_official_calendar(name: str, year: int, day: str) -> None:
    assert holiday(name, year) == day


def test_the_extra_day_of_2014_is_that_of_2016() -> None:
    assert list(lunar_days(2014, 7, 30)) == []
    assert list(lunar_days(2016, 7, 30)) == [date(2016, 7, 4)]
    assert list(lunar_days(2016, 7, 29)) == [date(2016, 7, 3)]
    assert list(lunar_days(2016, 8, 1)) == [date(2016, 7, 5)]
