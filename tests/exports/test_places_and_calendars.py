"""GeoJSON and iCalendar, read back by their own libraries."""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import geojson
import pytest
from icalendar import Calendar

from sakat.exports.calendar import LAST_DAY
from sakat.exports.days import COARSE, OPEN, UNCERTAIN, UNDATED, exact_days, why_inexact
from sakat.exports.geojson import NOWHERE
from sakat.exports.selection import NOT_ASSERTED


@pytest.mark.parametrize("everything", [False, True])
def test_geojson_is_valid_and_holds_every_event_with_coordinates(
    dataset: Path, everything: bool, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("geojson", dataset, everything=everything)
    collection = geojson.loads(path.read_text("utf-8"))
    assert collection.is_valid, collection.errors()
    rows = told_rows(dataset, everything=everything)
    placed = [row for row in rows if row["lat"] is not None]
    assert [feature["id"] for feature in collection["features"]] == [row["event_id"] for row in placed]
    for feature, row in zip(collection["features"], placed, strict=True):
        assert feature["geometry"]["type"] == "Point"
        assert feature["geometry"]["coordinates"] == [row["lon"], row["lat"]]
        kept = {name: value for name, value in row.items() if name not in {"lat", "lon"}}
        assert {name: feature["properties"][name] for name in kept} == kept
    assert job.written == len(placed)
    assert job.left_out[NOWHERE] == len(rows) - len(placed)
    assert job.left_out[NOT_ASSERTED] == len(told_rows(dataset, everything=True)) - len(rows)


def test_geojson_titles_tell_what_did_not_happen(hostile: Path, export: Callable[..., Any]) -> None:
    collection = geojson.loads(export("geojson", hostile, everything=True, language="th")[0].read_text("utf-8"))
    titles = {item["properties"]["trigger"]: item["properties"]["title"] for item in collection["features"]}
    assert titles["เหตุก"] == "ป้าย เหตุก"
    assert titles["เหตุค"] == "[ปฏิเสธว่าไม่เกิด] ป้าย เหตุค"
    assert titles["เหตุฆ"] == "[วางแผน] ป้าย เหตุฆ"
    assert titles["เหตุช"] == "[ปฏิเสธว่าไม่เกิด, มีรายงาน] ป้าย เหตุช"


def calendar_of(path: Path) -> list[Any]:
    calendar = Calendar.from_ical(path.read_bytes())
    assert calendar["version"] == "2.0"
    assert calendar.errors == []
    events = calendar.walk("VEVENT")
    assert not [event.errors for event in events if event.errors]
    return list(events)


@pytest.mark.parametrize("everything", [False, True])
def test_calendar_holds_every_event_known_to_the_day(
    dataset: Path, everything: bool, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("ics", dataset, everything=everything)
    events = calendar_of(path)
    rows = told_rows(dataset, everything=everything)
    dated = [row for row in rows if exact_days(row["edtf"])]
    assert [str(event["uid"]) for event in events] == [f"{row['event_id']}@sakat" for row in dated]
    for event, row in zip(events, dated, strict=True):
        assert event["dtstart"].dt == date.fromisoformat(row["date_start"])
        assert event["dtend"].dt == date.fromisoformat(row["date_end"]) + timedelta(1)
        assert not isinstance(event["dtstart"].dt, datetime)
        assert str(event["dtstamp"].dt) == f"{row['document_date'] or row['date_start']} 00:00:00+00:00"
        assert str(event["x-sakat-edtf"]) == row["edtf"]
        assert str(event["summary"]).endswith(row["label_en"])
        assert (str(event["x-sakat-polarity"]), str(event["x-sakat-modality"])) == (row["polarity"], row["modality"])
        assert ("geo" in event) == (row["lat"] is not None)
        if row["lat"] is not None:
            assert (event["geo"].latitude, event["geo"].longitude) == (row["lat"], row["lon"])
        assert [str(item) for item in event["categories"].cats] == [row["type"], *row["mode"]]
    assert job.written == len(dated)
    reasons = Counter(why_inexact(row["edtf"]) for row in rows if not exact_days(row["edtf"]))
    assert {reason: job.left_out[reason] for reason in reasons} == reasons
    assert job.written + job.left_out.total() == len(told_rows(dataset, everything=True))


def test_calendar_says_why_events_are_left_out(hostile: Path, export: Callable[..., Any]) -> None:
    _, job = export("ics", hostile)
    assert job.written == 3
    assert job.left_out == {NOT_ASSERTED: 4, OPEN: 1, UNCERTAIN: 1, UNDATED: 1}
    _, job = export("ics", hostile, everything=True)
    assert job.left_out == {COARSE: 1, OPEN: 1, UNCERTAIN: 1, UNDATED: 1}


def test_calendar_marks_what_did_not_happen(hostile: Path, export: Callable[..., Any]) -> None:
    events = {str(item["summary"]): item for item in calendar_of(export("ics", hostile, everything=True)[0])}
    statuses = {summary: str(item["status"]) for summary, item in events.items()}
    assert statuses["Label"] == "CONFIRMED"
    assert statuses["[planned] Label"] == "TENTATIVE"
    assert statuses["[hypothetical] Label"] == "TENTATIVE"
    assert statuses["[negated, reported] Label"] == "CANCELLED"


def test_calendar_keeps_hostile_text_and_folds_lines(hostile: Path, export: Callable[..., Any]) -> None:
    path, _ = export("ics", hostile)
    assert max(len(line) for line in path.read_bytes().split(b"\r\n")) <= 75
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    first = calendar_of(path)[0]
    description = str(first["description"])
    assert "\"นายเอ\", <script>alert(1)</script> & 'บี'; \\ 🐘\n=HYPERLINK(" in description
    assert "องค์\ufffdกร\ufffdลับ" in description
    assert "ก" * 40_000 in description
    assert str(first["url"]) == "https://example.org/a?b=1&c=2"


def test_calendar_without_day_of_publication_and_on_the_last_day(
    tmp_path: Path,
    record_by_hand: Any,
    acted: Any,
    export: Callable[..., Any],
    write_dataset: Callable[..., None],
) -> None:
    events = [acted("เก่า", edtf="0622-07-16"), acted("ท้าย", edtf="9999-12-31")]
    write_dataset([record_by_hand("เก่าท้าย", events=events, document_date=None)], tmp_path / "data")
    path, job = export("ics", tmp_path / "data")
    (event,) = calendar_of(path)
    assert str(event["dtstamp"].dt) == "0622-07-16 00:00:00+00:00"
    assert event["dtend"].dt == date(622, 7, 17)
    assert job.left_out == {LAST_DAY: 1}


@pytest.mark.parametrize("name", ["ics", "geojson"])
def test_export_is_the_same_every_time(name: str, outputs: Path, export: Callable[..., Any]) -> None:
    first = export(name, outputs)[0].read_bytes()
    assert export(name, outputs)[0].read_bytes() == first
