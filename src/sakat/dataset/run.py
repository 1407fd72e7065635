"""One run of the command line: the dataset, and beside it when and how it was made."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from sakat.dataset.write import Summary, write_dataset
from sakat.files import write_atomically
from sakat.inputs.article import Reject
from sakat.record import Record


def write_run(
    outcomes: Iterable[Record | Reject],
    folder: Path,
    *,
    config: Path | None,
    kb: Path | None = None,
    workers: int,
    command: str,
) -> Summary:
    """Write a dataset and run.json, the only file with clock time, and return what the dataset holds.

    Raises:
        OutputError: If the folder cannot be written.
    """
    started = datetime.now(UTC)
    summary = write_dataset(outcomes, folder, config=config, kb=kb)
    finished = datetime.now(UTC)
    run = {
        "started": started.isoformat(timespec="seconds"),
        "finished": finished.isoformat(timespec="seconds"),
        "duration_seconds": round((finished - started).total_seconds(), 3),
        "command": command,
        "processes": workers,
    }
    write_atomically(folder / "run.json", json.dumps(run, ensure_ascii=False, indent=2) + "\n")
    return summary
