"""From a settled ledger and its part files to the files of the dataset, with memory for one article at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from sakat.batch.frame import json_line
from sakat.batch.ledger import Ledger
from sakat.batch.parts import PartStore
from sakat.dataset.flatten import entity_row
from sakat.dataset.manifest import Inventory, manifest_lines
from sakat.duplicates.index import NEAR_DUPLICATE
from sakat.errors import OutputError
from sakat.record import Warning, record_from_json
from sakat.storage.describe import describe_file

DATA_FILES = ("articles.jsonl", "events.jsonl", "entities.jsonl", "rejects.jsonl")
FILES = (*DATA_FILES, "manifest.json")

Derive = Callable[[Path], Iterable[str]]
"""Given the folder of the finished data files, writes more there, may remove some, and returns the names of the new."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a dataset holds: counts of articles in, records, rejects, events and entities."""

    articles: int
    records: int
    rejects: int
    events: int
    entities: int


def write_files(
    ledger: Ledger,
    store: PartStore,
    fresh: Path,
    inventory: Inventory,
    derive: Derive | None,
    *,
    drop_near_duplicates: bool = False,
) -> tuple[Summary, list[str]]:
    """Write every file of the dataset to an empty folder, and return what they hold and their names, the manifest last.

    Raises:
        OutputError: If an article has no outcome.
    """
    missing, articles = ledger.settle()
    ledger.settle_near_duplicates(drop=drop_near_duplicates)
    records, events = _write_records(ledger, store, fresh)
    entities = _write(
        fresh / "entities.jsonl",
        (
            json_line(entity_row(entity_id, (json.loads(line) for _, line in group)))
            for entity_id, group in groupby(ledger.facts(), key=itemgetter(0))
        ),
    )
    rejects = _write(fresh / "rejects.jsonl", ledger.rejects())
    if missing or articles != records + rejects:
        raise OutputError(
            f"{articles} articles in, {records} records and {rejects} rejects out; "
            "expected as many: nothing was written"
        )
    summary = Summary(articles, records, rejects, events, entities)
    derived = list(derive(fresh)) if derive is not None else []
    names = [*(name for name in DATA_FILES if (fresh / name).exists()), *derived]
    described = {name: describe_file(fresh / name) for name in names}
    with (fresh / "manifest.json").open("wb") as file:
        for piece in manifest_lines(inventory, ledger.inputs(), asdict(summary), described):
            file.write(piece.encode("utf-8", "backslashreplace"))
    return summary, [*names, "manifest.json"]


def _write_records(ledger: Ledger, store: PartStore, fresh: Path) -> tuple[int, int]:
    records = events = 0
    with (fresh / "articles.jsonl").open("wb") as articles, (fresh / "events.jsonl").open("wb") as rows:
        for place, near in ledger.records():
            frame = store.read(place)
            articles.write(frame.article if near is None else _with_warning(frame.article, near))
            rows.writelines(frame.events)
            ledger.add_facts((json.loads(line)["id"], line) for line in frame.entities)
            records += 1
            events += len(frame.events)
    return records, events


def _with_warning(line: bytes, message: str) -> bytes:
    """Return the line of a record that is a near duplicate, with a warning that says so."""
    record = record_from_json(line)
    warning = Warning(code=NEAR_DUPLICATE, message=message, start=None, end=None)
    return record.model_copy(update={"warnings": (*record.warnings, warning)}).to_json().encode() + b"\n"


def _write(path: Path, lines: Iterable[bytes]) -> int:
    written = 0
    with path.open("wb") as file:
        for line in lines:
            file.write(line)
            written += 1
    return written
