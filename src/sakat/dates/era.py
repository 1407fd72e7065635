"""Years of the Thai, Christian and Muslim eras as Gregorian years.

Sources: the notice of the new way of dating of C.S. 1250 (Royal Gazette vol. 5, p. 451: solar months and the
Rattanakosin era from 1 April 1889); the Calendar Year Act B.E. 2483 (Royal Gazette vol. 57, pp. 419-422, 17 September
1940: the year 2483 ends on 31 December, years begin on 1 January); `resources/eras.tsv` for the offsets; the
Suriyayatra rule for the Chulasakarat new year.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from types import MappingProxyType

from convertdate import islamic

from sakat.lexicon import load_lexicon

LAST_APRIL_YEAR_BE = 2482
"""The last Buddhist year that ran from April to March. 2483 ran from April to December 1940."""

REFORM_YEAR_BE = 2432
"""The first Buddhist year whose new year was 1 April (1889); before it the year was lunar."""

_LAST_MONTH_OF_OLD_YEAR = 3
_CS_EPOCH_ORDINAL = 1954167 - 1721425 + 1  # Julian day of horakhun 0, as `date.toordinal` counts


@cache
def era_offsets() -> Mapping[str, int]:
    """Return era id -> years to add for the Gregorian year in which the era's year began.

    >>> era_offsets()["be"], era_offsets()["rs"], era_offsets()["cs"]
    (-543, 1781, 638)
    """
    return MappingProxyType({row["id"]: int(row["offset"]) for row in load_lexicon("eras") if row["offset"]})


def year_be_to_ce(year_be: int, month: int | None = None) -> int:
    """Return the Gregorian year of a Buddhist year, or of one month in it.

    Up to B.E. 2482 the year began on 1 April, so its January to March fall in the next Gregorian
    year. B.E. 2483 had no such months; they are counted back the modern way, as 1940.

    >>> year_be_to_ce(2566), year_be_to_ce(2470), year_be_to_ce(2470, 2), year_be_to_ce(2483, 2)
    (2023, 1927, 1928, 1940)
    """
    moved = month is not None and month <= _LAST_MONTH_OF_OLD_YEAR and year_be <= LAST_APRIL_YEAR_BE
    return year_be - 543 + moved


def year_ce_to_be(year_ce: int, month: int | None = None) -> int:
    """Return the Buddhist year as people wrote it at the time; the inverse of `year_be_to_ce`.

    January to March 1941 and later count the modern way; January to March 1940 is B.E. 2482.

    >>> year_ce_to_be(2023, 12), year_ce_to_be(1928, 2), year_ce_to_be(1940, 2), year_ce_to_be(1941, 1)
    (2566, 2470, 2482, 2484)
    """
    moved = month is not None and month <= _LAST_MONTH_OF_OLD_YEAR and year_ce <= LAST_APRIL_YEAR_BE - 542
    return year_ce + 543 - moved


def year_rs_to_ce(year_rs: int, month: int | None = None) -> int:
    """Return the Gregorian year of a Rattanakosin year, which began on 1 April.

    >>> year_rs_to_ce(112), year_rs_to_ce(112, 7), year_rs_to_ce(127, 3)
    (1893, 1893, 1909)
    """
    return year_rs + era_offsets()["rs"] + (month is not None and month <= _LAST_MONTH_OF_OLD_YEAR)


def cs_new_year(year_cs: int) -> date:
    """Return the Gregorian day on which a Chulasakarat year begins (Thaloengsok).

    Suriyayatra: horakhun of the day = (292207 y + 373) // 800 + 1.

    >>> cs_new_year(1129), cs_new_year(1386)
    (datetime.date(1767, 4, 12), datetime.date(2024, 4, 16))
    """
    return date.fromordinal(_CS_EPOCH_ORDINAL + (year_cs * 292207 + 373) // 800)


def year_cs_to_ce(year_cs: int, month: int | None = None, day: int | None = None) -> int:
    """Return the Gregorian year of a Chulasakarat year; January to mid-April fall in the next one.

    The border is the day on which the year began; a year of 366 days that has its day and month twice
    is given the first.

    >>> year_cs_to_ce(1200), year_cs_to_ce(1128, 4, 7), year_cs_to_ce(1129, 5)
    (1838, 1767, 1767)
    """
    year_ce = year_cs + era_offsets()["cs"]
    if month is None:
        return year_ce
    begin = cs_new_year(year_cs)
    return year_ce + ((month, begin.day if day is None else day) < (begin.month, begin.day))


def year_ms_to_ce(year_ms: int, month: int | None = None) -> int:
    """Return the Gregorian year of a Mahasakarat year; January to March fall in the next one.

    >>> year_ms_to_ce(1205), year_ms_to_ce(1205, 2)
    (1283, 1284)
    """
    return year_ms + era_offsets()["ms"] + (month is not None and month <= _LAST_MONTH_OF_OLD_YEAR)


def hijri_to_gregorian(year: int, month: int, day: int) -> date | None:
    """Return the Gregorian day of an arithmetic Hijri date, or None if there is no such day.

    A Thai declaration by sighting of the moon may differ by a day.

    >>> hijri_to_gregorian(1445, 1, 1)
    datetime.date(2023, 7, 19)
    """
    if not (1 <= year <= 2000 and 1 <= month <= 12 and 1 <= day <= islamic.month_length(year, month)):
        return None
    return date(*islamic.to_gregorian(year, month, day))


def hijri_year_bounds(year: int) -> tuple[date, date]:
    """Return the first and the last Gregorian day of a Hijri year, 1 to 2000.

    >>> [day.isoformat() for day in hijri_year_bounds(1445)]
    ['2023-07-19', '2024-07-07']
    """
    last = islamic.month_length(year, 12)
    return date(*islamic.to_gregorian(year, 1, 1)), date(*islamic.to_gregorian(year, 12, last))


def hijri_month_bounds(year: int, month: int) -> tuple[date, date] | None:
    """Return the first and the last Gregorian day of a Hijri month, or None if there is no such month.

    >>> [day.isoformat() for day in hijri_month_bounds(1445, 9)]
    ['2024-03-11', '2024-04-09']
    """
    first = hijri_to_gregorian(year, month, 1)
    last = hijri_to_gregorian(year, month, 30) or hijri_to_gregorian(year, month, 29)
    return (first, last) if first and last else None


def hijri_years_near(year_ce: int) -> range:
    """Return Hijri years among which are all that touch a Gregorian year.

    >>> list(hijri_years_near(2024))
    [1444, 1445, 1446, 1447]
    """
    near = int((year_ce - 622) * 33 / 32)
    return range(near - 1, near + 3)


def to_gregorian(era: str, year: int, month: int | None = None, day: int | None = None) -> int:
    """Return the Gregorian year in which a year, month or day of an era falls.

    Args:
        era: `be`, `ce`, `rs`, `cs` or `ms` (a Hijri year needs `hijri_to_gregorian`).
        year: The year as written.
        month: Gregorian month 1-12 if stated.
        day: Day of the month if stated; only Chulasakarat needs it, for April.

    Raises:
        ValueError: For any other era.

    >>> to_gregorian("be", 2566), to_gregorian("ce", 1999), to_gregorian("rs", 112, 7, 13)
    (2023, 1999, 1893)
    """
    match era:
        case "be":
            return year_be_to_ce(year, month)
        case "ce":
            return year
        case "rs":
            return year_rs_to_ce(year, month)
        case "cs":
            return year_cs_to_ce(year, month, day)
        case "ms":
            return year_ms_to_ce(year, month)
    raise ValueError(f"no solar year in era {era!r}; expected be, ce, rs, cs or ms")


def from_gregorian(era: str, day: date) -> int:
    """Return the year of an era in which a Gregorian day falls: the inverse of `to_gregorian`.

    Args:
        era: `be`, `ce`, `rs`, `cs`, `ms` or `hijri`.
        day: Any day from A.D. 639 on, 623 for Hijri years.

    Raises:
        ValueError: For any other era.

    >>> from_gregorian("be", date(1909, 3, 10)), from_gregorian("rs", date(1909, 3, 10))
    (2451, 127)
    >>> from_gregorian("cs", date(1767, 4, 7)), from_gregorian("hijri", date(2023, 7, 19))
    (1128, 1445)
    """
    early = day.month <= _LAST_MONTH_OF_OLD_YEAR
    match era:
        case "be":
            return year_ce_to_be(day.year, day.month)
        case "ce":
            return day.year
        case "rs" | "ms":
            return day.year - era_offsets()[era] - early
        case "cs":
            year_cs = day.year - era_offsets()["cs"]
            return year_cs - (day < cs_new_year(year_cs))
        case "hijri":
            return int(islamic.from_gregorian(day.year, day.month, day.day)[0])
    raise ValueError(f"no era {era!r}; expected be, ce, rs, cs, ms or hijri")


def read_bare_year(year: int) -> str | None:
    """Return the era of a year written without one (`be` or `ce`), or None if it is no likely year.

    1000-2199 is Christian, 2200-2699 Buddhist; anything else needs an era word.

    >>> read_bare_year(2566), read_bare_year(1914), read_bare_year(2310), read_bare_year(3000)
    ('be', 'ce', 'be', None)
    """
    if 2200 <= year <= 2699:
        return "be"
    return "ce" if 1000 <= year <= 2199 else None
