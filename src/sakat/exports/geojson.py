"""Events with coordinates as a GeoJSON FeatureCollection (RFC 7946): longitude first, WGS 84."""

from __future__ import annotations

from pathlib import Path

from sakat.exports.job import Job
from sakat.record.record import dump_json

NOWHERE = "without coordinates"


def write(job: Job, path: Path) -> None:
    """Write a point for each event whose place has coordinates; its properties are the columns of events.jsonl."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[')
        for told in job.events():
            lat, lon = told.row["lat"], told.row["lon"]
            if lat is None or lon is None:
                job.left_out[NOWHERE] += 1
                continue
            properties = {"title": job.label(told), **told.row}
            del properties["lat"], properties["lon"]
            feature = {
                "type": "Feature",
                "id": told.event.id,
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": properties,
            }
            file.write(("," if job.written else "") + "\n" + dump_json(feature))
            job.written += 1
        file.write("\n]}\n")
