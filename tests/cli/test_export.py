import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app
from sakat.exports.registry import FORMATS


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)])


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_its_events_counted(name: str, root: Path, tmp_path: Path) -> None:
    result = run(root / "outputs", "--to", name, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.output
    count = int(result.stdout.split()[0])
    assert result.stdout == f"{count} events -> {tmp_path / 'out'}\n"
    assert ("negated or not asserted; --all takes them in" in result.stderr) == FORMATS[name].happened
    assert (tmp_path / "out").exists()


def test_filters_narrow_the_events(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    options = ["--type", "ASSAULT", "--type", "COERCE", "--country", "TH", "--since", "2010-01-01"]
    options += ["--until", "2024-12-31", "--min-score", "0.5", "--modality", "asserted"]
    result = run(root / "outputs", "--to", "csv", "-o", target, *options)
    assert result.exit_code == 0, result.output
    with (root / "outputs" / "events.jsonl").open(encoding="utf-8") as lines:
        events = [json.loads(line) for line in lines]
    expected = [
        row["event_id"]
        for row in events
        if row["type"] in {"ASSAULT", "COERCE"}
        and (row["iso3166"] or "").startswith("TH")
        and (row["date_start"] or row["date_end"])
        and (row["date_end"] or "9") >= "2010-01-01"
        and (row["date_start"] or "0") <= "2024-12-31"
        and row["score"] >= 0.5
        and row["modality"] == "asserted"
    ]
    assert expected
    assert [row["event_id"] for row in rows(target)] == expected
    assert result.stderr == f"left out: {len(events) - len(expected)} outside the filters\n"


def test_all_takes_what_did_not_happen_and_language_names_it(root: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    result = run(root / "outputs", "--to", "plover", "-o", target, "--all", "--language", "th")
    assert result.exit_code == 0, result.output
    found = rows(target)
    assert {row["Polarity"] for row in found} == {"positive", "negated"}
    negated = [row["Label"] for row in found if row["Polarity"] == "negated"]
    assert negated
    assert all(label.startswith("[ปฏิเสธว่าไม่เกิด") for label in negated)


def test_a_modality_asked_for_is_taken_without_all(root: Path, tmp_path: Path) -> None:
    result = run(root / "outputs", "--to", "geojson", "-o", tmp_path / "out", "--modality", "planned")
    assert result.exit_code == 0, result.output
    features = json.loads((tmp_path / "out").read_text("utf-8"))["features"]
    assert features
    assert {item["properties"]["modality"] for item in features} == {"planned"}
    assert {item["properties"]["polarity"] for item in features} == {"positive"}


WRONG_USE = [
    (("--to", "xlsx", "-o", "x"), "--to: 'xlsx'; expected one of csv"),
    (("--to", "csv"), "Missing option"),
    (("-o", "x"), "Missing option"),
    (("--to", "csv", "-o", "x", "--type", "WAR"), "--type: 'WAR'; expected one of AGREE"),
    (("--to", "csv", "-o", "x", "--modality", "sure"), "--modality: 'sure'; expected one of asserted"),
    (("--to", "csv", "-o", "x", "--language", "fr"), "--language: 'fr'; expected one of th, en"),
    (("--to", "csv", "-o", "x", "--country", "Thailand"), "--country: 'Thailand'; expected an ISO 3166 code"),
    (("--to", "csv", "-o", "x", "--since", "2567-13-01"), "--since"),
    (("--to", "csv", "-o", "x", "--since", "2024-02-01", "--until", "2024-01-01"), "expected the earlier day first"),
    (("--to", "csv", "-o", "x", "--min-score", "2"), "Invalid value"),
    (("--to", "csv", "-o", "."), "cannot be written"),
]


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE, ids=[" ".join(case[0]) for case in WRONG_USE])
def test_wrong_use_exits_2(
    arguments: tuple[str, ...], message: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(root / "outputs", *arguments)
    assert result.exit_code == 2, result.output
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_without_dataset_exits_2(tmp_path: Path) -> None:
    result = run(tmp_path, "--to", "csv", "-o", tmp_path / "x")
    assert result.exit_code == 2
    assert "no articles.jsonl" in result.stderr
