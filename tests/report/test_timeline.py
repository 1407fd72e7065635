"""The bins of the timeline."""

from collections import Counter

import pytest

from sakat.report.timeline import AFTER, BEFORE, make_timeline, name_bin


def years_of(months: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    years: Counter[tuple[str, str]] = Counter()
    for (month, kind), n in months.items():
        years[month[:4], kind] += n
    return years


def test_news_of_some_months_stands_by_month_with_the_empty_ones() -> None:
    months = Counter({("2023-11", "AID"): 4, ("2024-02", "ASSAULT"): 4})
    timeline = make_timeline(months, years_of(months))
    assert (timeline.unit, timeline.bins) == ("month", ("2023-11", "2023-12", "2024-01", "2024-02"))
    assert timeline.counts["2024-02", "ASSAULT"] == 4


def test_few_old_events_are_pooled_and_none_is_lost() -> None:
    months = Counter({("1893-07", "ASSAULT"): 1, ("2024-01", "AID"): 20, ("2024-02", "AID"): 20, ("2030-01", "AID"): 1})
    timeline = make_timeline(months, years_of(months))
    assert timeline.bins == (BEFORE, "2024-01", "2024-02", AFTER)
    assert sum(timeline.counts.values()) == 42
    assert timeline.counts[BEFORE, "ASSAULT"] == 1


def test_events_over_many_years_stand_by_year_or_decade() -> None:
    years = Counter({(str(year), "AID"): 1 for year in range(2000, 2024)})
    assert make_timeline(Counter(), years).unit == "year"
    years = Counter({(str(year), "AID"): 1 for year in range(1800, 2024)})
    timeline = make_timeline(Counter(), years)
    assert timeline.unit == "decade"
    assert sum(timeline.counts.values()) == 224


def test_a_timeline_without_dates_has_no_bins() -> None:
    assert make_timeline(Counter(), Counter()).bins == ()


@pytest.mark.parametrize(
    ("name", "thai", "english"),
    [
        ("2024-06", "มิ.ย. 2567", "Jun 2024"),
        ("2024", "2567", "2024"),
        ("197X", "2513–22", "1970–79"),
        (BEFORE, "ก่อน มิ.ย. 2567", "before Jun 2024"),
    ],
)
def test_a_bin_has_the_year_of_the_language(name: str, thai: str, english: str) -> None:
    months = Counter({("2024-06", "AID"): 9, ("1900-01", "AID"): 1})
    timeline = make_timeline(months, years_of(months))
    assert name_bin(name, timeline, "th") == thai
    assert name_bin(name, timeline, "en") == english
