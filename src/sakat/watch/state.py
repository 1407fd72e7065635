"""What a watcher knows of a folder from before it was started: the files that made the dataset, and with what."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sakat.batch.folder import WORKSHOP
from sakat.files import write_atomically
from sakat.watch.settle import Snapshot, Stamp

_NAME = "watch.json"


def save_state(dataset: Path, folder: Path, files: Snapshot, made_with: str) -> None:
    """Write beside a dataset which files of a folder it was made from, and with what.

    Raises:
        OutputError: If it cannot be written.
    """
    state = {
        "made_with": made_with,
        "manifest": _manifest_hash(dataset),
        "files": {path.relative_to(folder).as_posix(): list(stamp) for path, stamp in sorted(files.items())},
    }
    write_atomically(dataset / WORKSHOP / _NAME, json.dumps(state, ensure_ascii=True) + "\n")


def load_state(dataset: Path, folder: Path, made_with: str) -> tuple[Snapshot, bool]:
    """Return the files that a dataset was made from, and whether it is still what they and the same means gave.

    Without a state, or with one that is none, no files are known: everything is looked at anew.
    """
    try:
        state = json.loads((dataset / WORKSHOP / _NAME).read_bytes())
        files = {folder / name: Stamp(*stamp) for name, stamp in state["files"].items()}
        manifest = _manifest_hash(dataset)
        current = manifest is not None and (state["made_with"], state["manifest"]) == (made_with, manifest)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, False
    return files, current


def _manifest_hash(dataset: Path) -> str | None:
    try:
        return hashlib.sha256((dataset / "manifest.json").read_bytes()).hexdigest()
    except OSError:
        return None
