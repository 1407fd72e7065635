"""English dates inside Thai text: the one caller of `dateparser`, set up so that it cannot guess."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser


@cache
def _parser() -> DateDataParser:
    from dateparser.date import DateDataParser  # 0.3 s; few Thai articles need it

    return DateDataParser(
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "STRICT_PARSING": True,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "PARSERS": ["absolute-time"],
            "NORMALIZE": True,
            "RELATIVE_BASE": datetime(2000, 1, 1),  # fixed: the clock is never read
        },
    )


def parse_english(expression: str) -> date | None:
    """Return the day that an English date writes, or None.

    Only full dates: day, month name and four-digit Christian year.

    >>> parse_english("April 4th, 2022")
    datetime.date(2022, 4, 4)
    """
    data = _parser().get_date_data(expression)
    if data.date_obj is None or data.period != "day":
        return None
    found: datetime = data.date_obj
    return found.date()
