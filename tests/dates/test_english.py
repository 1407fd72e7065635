from __future__ import annotations

from datetime import date

import pytest

from sakat.dates.english import parse_english


@pytest.mark.parametrize("written", ["April 4, 2022", "4 April 2022", "4th Apr 2022", "Monday, April 4, 2022"])
def test_parse_english_reads_full_dates(written: str) -> None:
    assert parse_english(written) == date(2022, 4, 4)


@pytest.mark.parametrize("written", ["April 4", "yesterday", "4 2022", "February 30, 2020", "two days ago"])
def test_parse_english_does_not_guess(written: str) -> None:
    assert parse_english(written) is None
