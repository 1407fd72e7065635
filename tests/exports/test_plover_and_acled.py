"""The two layouts of other projects, and the mapping to ACLED's types."""

from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

from sakat.exports.acled import MUTUAL
from sakat.exports.acled import NO_TYPE as NO_ACLED_TYPE
from sakat.exports.columns import columns_of
from sakat.exports.days import exact_days
from sakat.exports.plover import NO_TYPE
from sakat.exports.tables import list_items, plain_text
from sakat.lexicon import load_lexicon
from sakat.record.event import MODE_SCORES, QUADS, TYPE_SCORES, EventType

SUB_EVENTS = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Protests": {"Excessive force against protesters", "Protest with intervention", "Peaceful protest", ""},
    "Riots": {"Violent demonstration", "Mob violence"},
    "Explosions/Remote violence": {
        "Chemical weapon", "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED", "Grenade", "",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {
        "Agreement", "Arrests", "Change to group/activity", "Disrupted weapons use", "Other",
        "Headquarters or base established", "Looting/property destruction", "Non-violent transfer of territory",
    },
}  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    frame = pd.read_csv(path, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


@pytest.mark.parametrize("everything", [False, True])
def test_plover_table_has_a_row_for_each_event_of_the_16_types(
    dataset: Path, everything: bool, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("plover", dataset, everything=everything)
    found = table(path)
    rows = told_rows(dataset, everything=everything)
    expected = [row for row in rows if row["type"] != "OTHER"]
    assert [row["Event ID"] for row in found] == [row["event_id"] for row in expected]
    assert job.left_out[NO_TYPE] == len(rows) - len(expected)
    for line, row in zip(found, expected, strict=True):
        assert list(line) == [column.name for column in columns_of("plover")]
        assert line["Event Type"] in QUADS[line["Quad Code"].lower().replace(" ", "_")]
        assert float(line["Intensity"]) == row["plover_score"]
        assert list_items(line["Event Mode"]) == row["mode"]
        assert list_items(line["Contexts"]) == row["context"]
        assert (list_items(line["Actor ID"]), list_items(line["Recipient ID"])) == (
            row["actor_ids"],
            row["recipient_ids"],
        )
        names = [en or th for en, th in zip(row["actors_en"], row["actors_th"], strict=True)]
        assert list_items(line["Actor Name"]) == names
        days = exact_days(row["edtf"])
        known = days is not None and row["date_start"] == row["date_end"]
        assert line["Event Date"] == (row["date_start"] if known else "")
        assert (line["EDTF"], line["Polarity"], line["Modality"]) == (
            row["edtf"] or "",
            row["polarity"],
            row["modality"],
        )
        assert plain_text(line["Label"]).startswith("[") == (
            (row["polarity"], row["modality"]) != ("positive", "asserted")
        )
        assert (line["Latitude"], line["Longitude"]) == tuple(
            "" if row[name] is None else str(row[name]) for name in ("lat", "lon")
        )
        assert plain_text(line["Evidence"]) == row["evidence_text"]
        assert (line["Source"], line["Publication Date"]) == (row["uri"], row["document_date"] or "")


def test_plover_countries_provinces_and_raw_names(hostile: Path, export: Callable[..., Any]) -> None:
    found = table(export("plover", hostile)[0])
    first = next(row for row in found if row["Placename"] == "Mae Sot")
    assert (first["Country"], first["Province"], first["GeoNames ID"]) == ("THA", "Tak", "1154191")
    assert first["Raw Placename"] == "แม่สอด"
    consult = next(row for row in found if row["Event Type"] == "CONSULT")
    assert list_items(consult["Actor Country"]) == ["THA", "NZL", ""]
    assert list_items(consult["Actor Name Raw"]) == ["แม่สอด", "เวลลิงตัน", "สมชาย ใจดี"]
    assert list_items(consult["Story People"]) == ["Somchai Chaidi"]


def test_quads_hold_the_16_types_once() -> None:
    assert Counter(kind for kinds in QUADS.values() for kind in kinds) == Counter(list(TYPE_SCORES))


def test_columns_are_those_of_the_data_they_are_named_after() -> None:
    polecat = [
        "Event ID",
        "Event Date",
        "Event Type",
        "Event Mode",
        "Intensity",
        "Quad Code",
        "Contexts",
        "Actor Name",
        "Actor Country",
        "Actor COW",
        "Primary Actor Sector",
        "Actor Sectors",
        "Actor Title",
        "Actor Name Raw",
        "Wikipedia Actor ID",
        "Recipient Name",
        "Recipient Country",
        "Recipient COW",
        "Primary Recipient Sector",
        "Recipient Sectors",
        "Recipient Title",
        "Recipient Name Raw",
        "Wikipedia Recipient ID",
        "Placename",
        "City",
        "District",
        "Province",
        "Country",
        "Latitude",
        "Longitude",
        "GeoNames ID",
        "Raw Placename",
        "Feature Type",
        "Source",
        "Publication Date",
        "Story People",
        "Story Organizations",
        "Story Locations",
        "Language",
        "Version",
    ]
    acled = [
        "event_id_cnty",
        "event_date",
        "year",
        "time_precision",
        "disorder_type",
        "event_type",
        "sub_event_type",
        "actor1",
        "assoc_actor_1",
        "inter1",
        "actor2",
        "assoc_actor_2",
        "inter2",
        "interaction",
        "civilian_targeting",
        "iso",
        "region",
        "country",
        "admin1",
        "admin2",
        "admin3",
        "location",
        "latitude",
        "longitude",
        "geo_precision",
        "source",
        "source_scale",
        "notes",
        "fatalities",
        "tags",
        "timestamp",
    ]
    assert [column.name for column in columns_of("plover")][: len(polecat)] == polecat
    assert [column.name for column in columns_of("acled")] == acled


def test_every_plover_type_has_a_row_for_acled_with_a_type_or_a_reason() -> None:
    rows = load_lexicon("acled_types", key="type")
    assert {row["type"] for row in rows if not row["mode"]} == set(get_args(EventType))
    assert len({(row["type"], row["mode"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["mode"] in {"", MUTUAL, *MODE_SCORES.get(row["type"], {})}, row
        if row["event_type"]:
            assert row["sub_event_type"] in SUB_EVENTS[row["event_type"]], row
            assert row["disorder_type"] in {"Political violence", "Demonstrations", "Strategic developments"}
        else:
            assert row["note"], row
            assert not row["sub_event_type"], row
            assert not row["disorder_type"], row


def test_every_mode_of_assault_and_protest_is_decided() -> None:
    rows = load_lexicon("acled_types", key="type")
    for kind in ("ASSAULT", "PROTEST"):
        assert set(MODE_SCORES[kind]) <= {row["mode"] for row in rows if row["type"] == kind}


@pytest.mark.parametrize("everything", [False, True])
def test_acled_table_has_a_row_for_each_event(
    dataset: Path, everything: bool, export: Callable[..., Any], told_rows: Callable[..., Any]
) -> None:
    path, job = export("acled", dataset, everything=everything)
    found = table(path)
    rows = told_rows(dataset, everything=everything)
    assert [line["event_id_cnty"] for line in found] == [row["event_id"] for row in rows]
    types = {(row["type"], row["mode"]): row["event_type"] for row in load_lexicon("acled_types", key="type")}
    for line, row in zip(found, rows, strict=True):
        assert list(line) == [column.name for column in columns_of("acled")]
        possible = {types.get((row["type"], mode), types[row["type"], ""]) for mode in [*row["mode"], "", MUTUAL]}
        assert line["event_type"] in possible
        if line["event_date"]:
            assert row["date_start"] <= line["event_date"] <= row["date_end"]
            assert line["year"] == line["event_date"][:4] or row["date_start"][:4] != row["date_end"][:4]
        asserted = (row["polarity"], row["modality"]) == ("positive", "asserted")
        assert plain_text(line["notes"]).startswith("[") != asserted
        against_civilians = line["event_type"] == "Violence against civilians"
        assert line["civilian_targeting"] == ("Civilian targeting" if against_civilians else "")
        assert f"polarity={row['polarity']}; modality={row['modality']}" in line["tags"]
        for name in ("inter1", "inter2", "interaction", "region", "geo_precision", "fatalities", "timestamp"):
            assert line[name] == ""
    assert job.notes[NO_ACLED_TYPE] == sum(not line["event_type"] for line in found)


def acled_row(export: Callable[..., Any], folder: Path, trigger: str, rows: list[dict[str, Any]]) -> dict[str, str]:
    event_id = next(row["event_id"] for row in rows if row["trigger"] == trigger)
    return next(row for row in table(export("acled", folder, everything=True)[0]) if row["event_id_cnty"] == event_id)


def test_acled_values(hostile: Path, export: Callable[..., Any], told_rows: Callable[..., Any]) -> None:
    rows = told_rows(hostile, everything=True)
    clash = acled_row(export, hostile, "เหตุข", rows)
    assert (clash["event_type"], clash["sub_event_type"]) == ("Battles", "Armed clash")
    assert (clash["event_date"], clash["time_precision"], clash["year"]) == ("2024-06-06", "2", "2024")
    assert (plain_text(clash["actor1"]), clash["actor2"]) == ("-2+3 กลุ่ม", "องค์\x07กร\x0bลับ")
    assert (clash["iso"], clash["country"]) == ("554", "New Zealand")
    protest = acled_row(export, hostile, "เหตุค", rows)
    assert (protest["disorder_type"], protest["sub_event_type"]) == ("Demonstrations", "Peaceful protest")
    assert (protest["event_date"], protest["time_precision"]) == ("2024-06-15", "3")
    assert protest["notes"] == "[negated] Label"
    assert protest["admin1"] == "Tak"
    shot = acled_row(export, hostile, "เหตุก", rows)
    assert (shot["event_type"], shot["time_precision"]) == ("", "1")
    accused = acled_row(export, hostile, "เหตุจ", rows)
    assert (accused["event_date"], accused["year"], accused["time_precision"]) == ("", "1357", "")
    assert list_items(accused["assoc_actor_2"]) == ["\"นายเอ\", <script>alert(1)</script> & 'บี'; \\ 🐘"]
    talks = acled_row(export, hostile, "เหตุซ", rows)
    assert talks["tags"].count("party=") == 3
    assert date.fromisoformat(talks["event_date"]) == date(2024, 8, 15)
