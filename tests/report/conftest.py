"""Dataset folders and reports that the tests of the report share."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from sakat.api import extract
from sakat.cli.scores import read_genres
from sakat.dataset.flatten import event_rows
from sakat.record import Record
from sakat.record.record import dump_json
from sakat.report.write import write_report

HOSTILE = '<script>document.title="แฮ็ก"</script>'


def write_outputs(folder: Path, records: Iterable[Record], rejects: Iterable[Mapping[str, object]] = ()) -> Path:
    """Write what a report reads of a dataset."""
    ordered = sorted(records, key=lambda record: record.id)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "articles.jsonl").write_text("".join(f"{record.to_json()}\n" for record in ordered), "utf-8")
    rows = (row for record in ordered for row in event_rows(record))
    (folder / "events.jsonl").write_text("".join(f"{dump_json(row)}\n" for row in rows), "utf-8")
    (folder / "entities.jsonl").touch()
    (folder / "rejects.jsonl").write_text("".join(f"{json.dumps(reject)}\n" for reject in rejects), "utf-8")
    return folder


def renamed(record: Record, **fields: object) -> Record:
    """Return a record with other fields of its source."""
    return record.model_copy(update={"source": record.source.model_copy(update=fields)})


@pytest.fixture(scope="session")
def records(article: str) -> list[Record]:
    """A plain article, one that is hostile in every field that is shown, and one without events."""
    hostile = (
        f'ตำรวจจับกุมนายกิตติ "{HOSTILE}" บุญเรือง ที่เชียงใหม่ เมื่อวันที่ 5 มิถุนายน 2567 & <b>รัฐบาลไทย</b>ประณามนายกิตติ'
        "\x0b\x7f\ufffe จบ"
    )
    return [
        extract(article, document_date="2024-06-08"),
        renamed(extract(hostile, document_date="2024-06-06"), uri=f"../../{HOSTILE}/\"'&?#%.html", title=HOSTILE),
        renamed(extract("วันนี้อากาศดี"), uri="javascript:alert(1)", title=None),
    ]


@pytest.fixture(scope="session")
def hostile_report(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    reject = {"uri": HOSTILE, "sha256": None, "stage": "read", "code": "not_utf8", "message": f"ไบต์ที่ 3 {HOSTILE}"}
    outputs = write_outputs(folder / "outputs", records, [reject])
    write_report(outputs, folder / "report")
    return folder / "report"


@pytest.fixture(scope="session")
def corpus_report(root: Path, records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the corpus, compared with a run that lacked some articles and events."""
    folder = tmp_path_factory.mktemp("corpus")
    lines = (root / "outputs" / "articles.jsonl").read_text("utf-8").splitlines()
    olds = [Record.model_validate_json(line) for line in lines[:-1]]
    olds = [record.model_copy(update={"events": record.events[1:]}) for record in olds]
    previous = write_outputs(folder / "previous", olds)
    write_report(
        root / "outputs",
        folder / "report",
        gold=root / "corpus" / "gold",
        genres=read_genres(root / "corpus" / "articles"),
        previous=previous,
    )
    return folder / "report"


@pytest.fixture(scope="session")
def make_outputs() -> Callable[..., Path]:
    return write_outputs
