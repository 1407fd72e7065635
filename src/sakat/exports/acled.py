"""The event table in ACLED's columns: a mapping of `resources/acled_types.tsv`, empty where nothing corresponds.

Columns, types, and how precise dates are told follow ACLED's codebook: a week or a month is told by the day in its
middle. Unlike there, unknown fatalities stay empty instead of 0, and an event stays in whose date is less exact than a
month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from sakat.dataset.flatten import Row
from sakat.exports.columns import columns_of
from sakat.exports.geography import area
from sakat.exports.job import Job
from sakat.exports.source import Told
from sakat.exports.tables import write_table
from sakat.lexicon import Row as Mapped
from sakat.lexicon import load_lexicon
from sakat.record import Entity, Event

NO_TYPE = "without an event_type: ACLED has none for them, or it cannot be told"
MUTUAL = "mutual"
"""The row of `acled_types` for an event without a mode, with several actors and no recipient."""
_CIVILIANS = {"Violence against civilians": "Civilian targeting"}
"""By definition of this type alone; of others it is not known whether civilians were the target."""


@cache
def _rows_by_type() -> dict[str, dict[str, Mapped]]:
    types: dict[str, dict[str, Mapped]] = {}
    for row in load_lexicon("acled_types", key="type"):
        types.setdefault(row["type"], {})[row["mode"]] = row
    return types


def mapped_type(event: Event) -> Mapped:
    """Return the row of `acled_types` for an event: of its modes the first row with a type, else the first row.

    Without a row for a mode, the row of the PLOVER type alone counts.
    """
    rows = _rows_by_type()[event.type]
    own = [row for mode, row in rows.items() if mode and mode in event.mode]
    if not event.mode and is_mutual(event) and MUTUAL in rows:
        own = [rows[MUTUAL]]
    return next((row for row in own if row["event_type"]), own[0] if own else rows[""])


def is_mutual(event: Event) -> bool:
    """Return whether all parties are actors: several of them, and no recipient."""
    return len(event.arguments) > 1 and all(item.role == "actor" for item in event.arguments)


def write(job: Job, path: Path) -> None:
    """Write a row for each event, whether or not ACLED has a type for it."""
    columns = columns_of("acled")
    empty = {column.name: None for column in columns}
    write_table(path, columns, ({**empty, **row} for row in _rows(job)))


def _rows(job: Job) -> Iterator[Row]:
    for told in job.events():
        job.written += 1
        mapped = mapped_type(told.event)
        if not mapped["event_type"]:
            job.notes[NO_TYPE] += 1
        yield {
            "event_id_cnty": told.event.id,
            **_when(told.row["date_start"], told.row["date_end"]),
            **{name: mapped[name] or None for name in ("disorder_type", "event_type", "sub_event_type")},
            **_who(job, told),
            "civilian_targeting": _CIVILIANS.get(mapped["event_type"]),
            **_where(job, told),
            "source": told.record.source.uri,
            "notes": job.label(told),
            "tags": _tags(told),
        }


def _when(first: str | None, last: str | None) -> Row:
    if first is None or last is None:
        return {}
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    year = {"year": start.year} if start.year == end.year else {}
    days = (end - start).days + 1
    if days <= 7:
        precision = 1 if days == 1 else 2
    elif (start.year, start.month) == (end.year, end.month):
        precision = 3
    else:
        return year
    return {**year, "event_date": (start + timedelta((days - 1) // 2)).isoformat(), "time_precision": precision}


def _who(job: Job, told: Told) -> Row:
    actors, recipients = told.participants("actor"), told.participants("recipient")
    if is_mutual(told.event):
        return {"actor1": _name(job, actors[0]), "actor2": _name(job, actors[1])}
    return {
        "actor1": _name(job, actors[0]) if actors else None,
        "assoc_actor_1": [_name(job, item) for item in actors[1:]],
        "actor2": _name(job, recipients[0]) if recipients else None,
        "assoc_actor_2": [_name(job, item) for item in recipients[1:]],
    }


def _name(job: Job, entity: Entity) -> str:
    return job.name(entity.name_th, entity.name_en)


def _where(job: Job, told: Told) -> Row:
    place = told.place
    if place is None:
        return {}
    found = area(place.iso3166)
    known = {"iso": found.numeric, "country": found.country, "admin1": found.subdivision} if found is not None else {}
    return {**known, "location": _name(job, place), "latitude": told.row["lat"], "longitude": told.row["lon"]}


def _tags(told: Told) -> str:
    event = told.event
    pairs: list[tuple[str, str | None]] = [("plover", event.type), ("subtype", event.subtype)]
    pairs += [("mode", mode) for mode in event.mode]
    pairs += [("polarity", event.polarity), ("modality", event.modality), ("edtf", told.row["edtf"])]
    if is_mutual(event):
        pairs += [("party", entity.id) for entity in told.participants("actor")]
    return "; ".join(f"{key}={value}" for key, value in pairs if value is not None)
