"""The repository's dataset, and one written by hand to break careless formats."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sakat.exports.job import Job
from sakat.exports.registry import export_dataset
from sakat.exports.selection import Selection
from sakat.exports.source import Dataset
from sakat.record import Record

LONG = "ก" * 40_000
QUOTED = "\"นายเอ\", <script>alert(1)</script> & 'บี'; \\ 🐘"
FORMULA = '=HYPERLINK("http://example.org","ดู")'
MINUS = "-2+3 กลุ่ม"
BELL = "องค์\x07กร\x0bลับ"

Rows = list[dict[str, Any]]


@pytest.fixture(scope="session")
def outputs(root: Path) -> Path:
    return root / "outputs"


@pytest.fixture(scope="session")
def rows(outputs: Path) -> Rows:
    return read_rows(outputs)


def read_rows(folder: Path) -> Rows:
    with (folder / "events.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def hostile(
    tmp_path_factory: pytest.TempPathFactory,
    record_by_hand: Callable[..., Record],
    acted: Callable[..., Any],
    write_dataset: Callable[..., None],
) -> Path:
    """Two articles: one with hostile names, standings and dates, one without any event."""
    town = {
        "name_th": "แม่สอด", "label": "GPE", "name_en": "Mae Sot", "name_en_method": "cldr", "iso3166": "TH-63",
        "geonames_id": 1154191, "coordinates": {"lat": 16.71331, "lon": 98.57446},
    }  # fmt: skip
    south = {
        "name_th": "เวลลิงตัน", "label": "GPE", "qid": "Q23661", "name_en": "Wellington", "name_en_method": "wikidata",
        "iso3166": "NZ", "coordinates": {"lat": -41.28664, "lon": 174.77557},
    }  # fmt: skip
    names = [{"name_th": name, "label": "ORG"} for name in (QUOTED, FORMULA, MINUS, BELL)]
    person = {"name_th": "สมชาย ใจดี", "label": "PERSON", "name_en": "Somchai Chaidi", "name_en_method": "rtgs"}
    text = "\n".join(
        [QUOTED, FORMULA, MINUS, BELL, "แม่สอด เวลลิงตัน สมชาย ใจดี", LONG]
        + [f"เหตุ{letter}" for letter in "กขคฆงจฉชซญ"]
    )  # fmt: skip
    events = [
        acted("เหตุก", "ASSAULT", [QUOTED], [FORMULA], "แม่สอด", "2024-06-05", fields={"mode": ["firearms"]}),
        acted("เหตุข", "ASSAULT", [MINUS, BELL], [], "เวลลิงตัน", "2024-06-05/2024-06-07"),
        acted("เหตุค", "PROTEST", [MINUS], [], "แม่สอด", "2024-06", fields={"polarity": "negated", "mode": ["demo"]}),
        acted("เหตุฆ", "COERCE", ["สมชาย ใจดี"], [MINUS], "แม่สอด", "2024-06-09", fields={"modality": "planned"}),
        acted("เหตุง", "OTHER", ["สมชาย ใจดี"], edtf="2005/..", fields={"subtype": "misc", "label_th": FORMULA}),
        acted("เหตุจ", "ACCUSE", ["สมชาย ใจดี"], [BELL, QUOTED], None, "1357~", fields={"label_th": BELL}),
        acted("เหตุฉ", "SANCTION", ["สมชาย ใจดี"], [], None, "2024-06-05", fields={"modality": "hypothetical"}),
        acted(
            "เหตุช", "AID", [QUOTED], ["สมชาย ใจดี"], "แม่สอด", "2024-06-05T09:30:00", "สมชาย ใจดี",
            fields={"modality": "reported", "polarity": "negated"},
        ),
        acted("เหตุซ", "CONSULT", ["แม่สอด", "เวลลิงตัน", "สมชาย ใจดี"], [], None, "2024-08-12/2024-08-18"),
        acted("เหตุญ", "AGREE", fields={"label_en": "@SUM(1)", "mode": []}),
    ]  # fmt: skip
    article = record_by_hand(text, [*names, town, south, person], events, uri="https://example.org/a?b=1&c=2")
    silent = record_by_hand("ข่าวที่ไม่มีเหตุการณ์", uri="=silent", title="+หัวเรื่อง", document_date=None)
    folder = tmp_path_factory.mktemp("hostile")
    write_dataset([article, silent], folder)
    return folder


@pytest.fixture(scope="session")
def nothing(tmp_path_factory: pytest.TempPathFactory, write_dataset: Callable[..., None]) -> Path:
    folder = tmp_path_factory.mktemp("nothing")
    write_dataset([], folder)
    return folder


@pytest.fixture(params=["outputs", "hostile", "nothing"])
def dataset(request: pytest.FixtureRequest) -> Path:
    """Each of the three datasets in turn."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def export(tmp_path: Path) -> Callable[..., tuple[Path, Job]]:
    """Return a function that exports a dataset and gives the file with the job's counts."""

    def run(
        name: str, folder: Path, *, everything: bool = False, language: Any = "en", **filters: Any
    ) -> tuple[Path, Job]:
        path = tmp_path / f"export.{name}"
        job = Job(Dataset(folder), Selection(**filters), language)
        return path, export_dataset(job, name, path, everything=everything)

    return run


def events_of(folder: Path, *, everything: bool) -> Rows:
    """Return the rows of events.jsonl, all or those asserted to have happened."""
    return [
        row for row in read_rows(folder) if everything or (row["polarity"], row["modality"]) == ("positive", "asserted")
    ]


@pytest.fixture(scope="session")
def told_rows() -> Callable[..., Rows]:
    return events_of
