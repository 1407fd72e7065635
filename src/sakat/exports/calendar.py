"""Events known to the day as an iCalendar file (RFC 5545): all-day events."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from sakat.exports.characters import without_controls
from sakat.exports.days import exact_days, why_inexact
from sakat.exports.job import Job, Language
from sakat.exports.source import Told

LAST_DAY = "on the last day a calendar holds"


def write(job: Job, path: Path) -> None:
    """Write an all-day event for each event whose days are known; the end is the day after the last one."""
    calendar = Calendar()
    calendar.add("prodid", "-//sakat//events//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    end = b"END:VCALENDAR\r\n"
    with path.open("wb") as file:
        file.write(calendar.to_ical().removesuffix(end))
        for told in job.events():
            days = exact_days(told.row["edtf"])
            if days is None:
                job.left_out[why_inexact(told.row["edtf"])] += 1
            elif days[1] == date.max:
                job.left_out[LAST_DAY] += 1
            else:
                file.write(_entry(job, told, *days).to_ical())
                job.written += 1
        file.write(end)


def _entry(job: Job, told: Told, first: date, last: date) -> Event:
    """Return an event of the calendar: tentative if not asserted to have happened, cancelled if negated."""
    event, row = told.event, told.row
    stamp = date.fromisoformat(row["document_date"]) if row["document_date"] is not None else first
    entry = Event()
    entry.add("uid", f"{event.id}@sakat")
    entry.add("dtstamp", datetime.combine(stamp, time(), UTC))
    entry.add("dtstart", first)
    entry.add("dtend", last + timedelta(1))
    entry.add("summary", without_controls(job.label(told)), {"language": job.language})
    entry.add("description", without_controls(_description(job.language, told)))
    entry.add("status", _status(told))
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [event.type, *event.mode])
    if told.place is not None:
        entry.add("location", without_controls(job.name(told.place.name_th, told.place.name_en)))
    if row["lat"] is not None:
        entry.add("geo", (row["lat"], row["lon"]))
    if urlsplit(row["uri"]).scheme in {"http", "https"}:
        entry.add("url", row["uri"])
    entry.add("x-sakat-edtf", row["edtf"])
    entry.add("x-sakat-polarity", event.polarity)
    entry.add("x-sakat-modality", event.modality)
    return entry


def _status(told: Told) -> str:
    if told.event.polarity == "negated":
        return "CANCELLED"
    return "CONFIRMED" if told.happened else "TENTATIVE"


def _description(language: Language, told: Told) -> str:
    other = told.event.label_en if language == "th" else told.event.label_th
    return f"{other}\n«{told.row['evidence_text']}»\n{told.row['uri']}"
