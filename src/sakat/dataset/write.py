"""Writes the dataset folder: all files whole, or the old ones untouched."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from sakat.dataset.flatten import EntityTable, event_rows
from sakat.dataset.manifest import Manifest
from sakat.errors import OutputError
from sakat.inputs.article import Reject
from sakat.record import Record, record_from_json
from sakat.record.record import dump_json

DATA_FILES = ("articles.jsonl", "events.jsonl", "entities.jsonl", "rejects.jsonl")
FILES = (*DATA_FILES, "manifest.json")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run wrote: counts of articles in, records, rejects, events and entities."""

    articles: int
    records: int
    rejects: int
    events: int
    entities: int


def write_dataset(
    outcomes: Iterable[Record | Reject], folder: Path, *, config: Path | None = None, kb: Path | None = None
) -> Summary:
    """Write the dataset of the outcomes to a folder and return what it holds.

    Records stand by id, whatever order they come in; a second article with the same text or uri becomes a reject
    that names the first. Files are made beside their targets and renamed when all are complete.

    Raises:
        OutputError: If the folder cannot be written.
    """
    with _workspace(folder) as work:
        summary = _write_files(outcomes, work, config, kb)
        for name in FILES:
            os.replace(work / name, folder / name)
    return summary


@contextmanager
def _workspace(folder: Path) -> Iterator[Path]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".sakat-", dir=folder) as work:
            yield Path(work)
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}); name a folder you may write, with room on disk"
        ) from error


class _Accepted:
    """Records as they come, kept on disk; knows which texts and names it has seen."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[str, tuple[int, str]] = {}
        self._uris: dict[str, str] = {}
        self._spool = path.open("w+b")

    def __enter__(self) -> _Accepted:
        return self

    def __exit__(self, *_: object) -> None:
        self._spool.close()
        self._path.unlink()

    def add(self, record: Record) -> Reject | None:
        uri = record.source.uri
        if record.id in self._places:
            first = self._places[record.id][1]
            return _duplicate(record, "duplicate_text", f"{uri}: same text as {first}; only the first is kept")
        if uri in self._uris:
            message = f"{uri}: a second article of this name, with another text; give each article its own uri"
            return _duplicate(record, "duplicate_uri", message)
        self._places[record.id] = (self._spool.seek(0, os.SEEK_END), uri)
        self._uris[uri] = record.id
        self._spool.write(record.to_json().encode() + b"\n")
        return None

    def lines(self) -> Iterator[bytes]:
        """Yield the records' lines by id."""
        for record_id in sorted(self._places):
            self._spool.seek(self._places[record_id][0])
            yield self._spool.readline()

    def __len__(self) -> int:
        return len(self._places)


def _duplicate(record: Record, code: str, message: str) -> Reject:
    return Reject(record.source.uri, record.source.sha256, "write", code, message)


def _write_files(outcomes: Iterable[Record | Reject], work: Path, config: Path | None, kb: Path | None) -> Summary:
    counts: Counter[str] = Counter()
    inputs: list[tuple[str, str | None]] = []
    rejects: list[Reject] = []
    with _Accepted(work / "spool") as accepted:
        for outcome in outcomes:
            counts["articles"] += 1
            reject: Reject | None
            if isinstance(outcome, Record):
                inputs.append((outcome.source.uri, outcome.source.sha256))
                reject = accepted.add(outcome)
            else:
                inputs.append((outcome.uri, outcome.sha256))
                reject = outcome
            if reject is not None:
                rejects.append(reject)
        counts["records"], counts["rejects"] = len(accepted), len(rejects)
        if counts["articles"] != counts["records"] + counts["rejects"]:
            raise OutputError(
                f"{counts['articles']} articles in, {counts['records']} records and {counts['rejects']} rejects out; "
                "expected as many: nothing was written"
            )
        table = EntityTable()
        counts["events"] = _write_records(accepted, table, work)
    rows = list(table.rows())
    counts["entities"] = len(rows)
    _write_lines(work / "entities.jsonl", rows)
    rejects.sort(key=lambda item: (item.uri, item.sha256 or "", item.stage, item.code))
    _write_lines(work / "rejects.jsonl", map(asdict, rejects))
    summary = Summary(**{name: counts[name] for name in ("articles", "records", "rejects", "events", "entities")})
    files = {name: describe_file(work / name) for name in DATA_FILES}
    manifest = Manifest(config=config, kb=kb, inputs=inputs).content(asdict(summary), files)
    text = json.dumps(manifest, ensure_ascii=False, indent=2)
    (work / "manifest.json").write_text(text + "\n", encoding="utf-8", newline="\n")
    return summary


def _write_records(accepted: _Accepted, table: EntityTable, work: Path) -> int:
    """Write articles.jsonl and events.jsonl, count the entities in, and return the number of events."""
    events = 0
    with (
        (work / "articles.jsonl").open("wb") as articles,
        (work / "events.jsonl").open("w", encoding="utf-8", newline="\n") as flat,
    ):
        for line in accepted.lines():
            articles.write(line)
            record = record_from_json(line.decode(), where="articles.jsonl")
            table.add(record)
            for row in event_rows(record):
                flat.write(dump_json(row) + "\n")
                events += 1
    return events


def _write_lines(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(dump_json(row) + "\n")


def describe_file(path: Path) -> dict[str, int | str]:
    """Return the SHA-256 and the number of lines of a file."""
    digest = hashlib.sha256()
    lines = 0
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
            lines += block.count(b"\n")
    return {"sha256": digest.hexdigest(), "lines": lines}
