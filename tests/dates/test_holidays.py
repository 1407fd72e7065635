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
        ("วันตรุษจีน", 1950, None),
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
