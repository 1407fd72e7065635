"""Stamps of publication, as pages and feeds write them, to a day in Asia/Bangkok."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import parsedate_tz

_BANGKOK = timezone(timedelta(hours=7))  # since 1920
_FIRST_BUDDHIST_YEAR = 2400
_BUDDHIST_OFFSET = 543
_FIRST_PAGE_YEAR = 1991  # the first web page; earlier stamps are the zero of a clock
_MAX_STAMP = 100
_ISO = re.compile(
    r"(?P<y>\d{4})(?P<sep>[-/.]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})"
    r"(?:[T ]+(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d+)?)?"
    r"(?:[ ]?(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?))?)?",
    re.IGNORECASE,
)
_MAIL_ZONE = re.compile(r"(?:[+-]\d{4}|\b(?:GMT|UTC?|Z|[ECMP][SD]T))(?:\s*\([^()]*\))?$", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


def parse_stamp(written: str) -> date | None:
    """Return the Gregorian day in Asia/Bangkok that a stamp tells, None if it tells none for sure.

    ISO 8601 and RFC 822 with an offset are moved to Bangkok; without one they are taken to be local. Buddhist years
    are read in every form, Thai dates by `sakat.dates`. Day and month of `05/06/2024` could be either: None.

    >>> parse_stamp("2024-06-05T18:30:00Z"), parse_stamp("2567-06-05"), parse_stamp("๕ มิ.ย. ๒๕๖๗")
    (datetime.date(2024, 6, 6), datetime.date(2024, 6, 5), datetime.date(2024, 6, 5))
    """
    written = " ".join(written[: _MAX_STAMP + 1].split())
    if not written or len(written) > _MAX_STAMP:
        return None
    try:
        day = _parse_iso(written) or _parse_mail_date(written) or _parse_thai(written)
    except (ValueError, OverflowError):
        return None
    return plausible(day)


def plausible(day: date | None) -> date | None:
    """Return the day, or None if no web page can have been published on it.

    >>> plausible(date(1970, 1, 1)) is None
    True
    """
    return day if day is not None and _FIRST_PAGE_YEAR <= day.year < _FIRST_BUDDHIST_YEAR else None


def _gregorian(year: int) -> int:
    return year - _BUDDHIST_OFFSET if year >= _FIRST_BUDDHIST_YEAR else year


def _in_bangkok(moment: datetime, offset: timedelta | None) -> date:
    if offset is None:
        return moment.date()
    return moment.replace(tzinfo=timezone(offset)).astimezone(_BANGKOK).date()


def _parse_iso(written: str) -> date | None:
    match = _ISO.fullmatch(written)
    if match is None:
        return None
    moment = datetime(
        _gregorian(int(match["y"])),
        int(match["m"]),
        int(match["d"]),
        int(match["hour"] or 0),
        int(match["minute"] or 0),
    )
    zone = (match["zone"] or "").upper()
    if not zone:
        return moment.date()
    if zone in {"Z", "UTC", "GMT"}:
        return _in_bangkok(moment, timedelta(0))
    sign = -1 if zone[0] == "-" else 1
    return _in_bangkok(moment, sign * timedelta(hours=int(zone[1:3]), minutes=int(zone[3:].lstrip(":") or 0)))


def _parse_mail_date(written: str) -> date | None:
    parts = parsedate_tz(written) if re.search("[A-Za-z]{3}", written) else None
    if parts is None:
        return None
    year, month, day, hour, minute = parts[:5]
    offset = parts[9] if _MAIL_ZONE.search(written) else None
    moment = datetime(_gregorian(year), month, day, hour, minute)
    return _in_bangkok(moment, None if offset is None else timedelta(seconds=offset))


def _parse_thai(written: str) -> date | None:
    from sakat.dates.find import parse

    slashed = _SLASHED.match(written)
    if slashed and int(slashed[3]) < _FIRST_BUDDHIST_YEAR and max(int(slashed[1]), int(slashed[2])) <= 12:
        return None
    match = parse(written)
    return whole_day(match.edtf) if match is not None and match.resolution == "stated" else None


def whole_day(edtf: str | None) -> date | None:
    """Return the day of an EDTF day or moment, None of anything less exact.

    >>> whole_day("2024-06-05T10:15:00"), whole_day("2024-06")
    (datetime.date(2024, 6, 5), None)
    """
    if edtf is None or not re.fullmatch(r"\d{4}-\d{2}-\d{2}(?:T[\d:]+)?", edtf):
        return None
    return date.fromisoformat(edtf[:10])
