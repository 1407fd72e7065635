"""Which files of a folder are whole: those that have not changed for a while."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sakat.errors import InputError
from sakat.inputs.formats import format_of


class Stamp(NamedTuple):
    """What changes when a file is written to, replaced or moved into place."""

    size: int
    modified: int
    changed: int
    inode: int


Snapshot = Mapping[Path, Stamp]


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file; None if there is none to be had, as of a link to itself."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)


def take_snapshot(folder: Path) -> Snapshot:
    """Return the stamp of each file in a folder, in depth, but for hidden ones.

    Raises:
        InputError: If the folder is not there, such as a disk that was taken away.
    """
    if not folder.is_dir():
        raise InputError(f"{folder}: no such folder; the dataset is untouched", code="no_input")
    stamps = {}
    for place, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(place, name)
            if not name.startswith(".") and (stamp := stamp_of(path)) is not None and path.is_file():
                stamps[path] = stamp
    return stamps


class Settling:
    """Remembers since when each file is as it is.

    Files of one name but for the ending settle together: an article and what stands beside it to describe it.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._since: dict[Path, tuple[Stamp, float]] = {}

    def observe(self, snapshot: Snapshot, now: float) -> Snapshot:
        """Return the part of a snapshot that has settled.

        Args:
            snapshot: The files as they are now.
            now: Seconds of a clock that only goes on.
        """
        before = self._since
        self._since = {
            path: before[path] if path in before and before[path][0] == stamp else (stamp, now)
            for path, stamp in snapshot.items()
        }
        restless = {group_of(path) for path, (_, since) in self._since.items() if now - since < self._seconds}
        return {path: stamp for path, stamp in snapshot.items() if group_of(path) not in restless}


def group_of(path: Path) -> Path:
    """Return what the files have in common that describe one article: the path without the endings of its format.

    >>> group_of(Path("in/ข่าว 1.2.txt.gz")) == group_of(Path("in/ข่าว 1.2.yaml"))
    True
    """
    if path.suffix == ".yaml":
        return path.with_suffix("")
    found = format_of(path.name)
    while found is not None and format_of(path.name) is found:
        path = path.with_suffix("")
    return path
