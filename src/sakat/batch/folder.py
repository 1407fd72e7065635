"""The folder a dataset goes to: held by one driver at a time, and changed only by whole files."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from sakat.errors import OutputError, WorkerError

WORKSHOP = ".sakat-parts"
"""Folder inside a dataset folder for what is not finished, or kept for the next build."""

_LOCK = "lock"


@contextmanager
def held_folder(folder: Path) -> Iterator[Path]:
    """Make a dataset folder, and yield the workshop inside it, with no other driver in it until the end.

    The lock is the kernel's: it ends with the process that has it, however that ends.

    Raises:
        OutputError: If the folder cannot be written, now or later, or another driver is at work in it.
    """
    workshop = folder / WORKSHOP
    with told_apart(folder):
        lock = _lock(folder, workshop)
        try:
            yield workshop
        finally:
            lock.close()


@contextmanager
def told_apart(folder: Path) -> Iterator[None]:
    """Turn what the file system or SQLite says of a folder into an error that says what to do.

    Raises:
        OutputError: In place of theirs.
        WorkerError: In place of one about a connection, which is not about the folder.
    """
    try:
        yield
    except (ConnectionError, TimeoutError) as error:
        raise WorkerError(
            f"the workers cannot be reached ({error}); the same command goes on from what is done"
        ) from error
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise OutputError(
            f"{folder}: cannot be written ({reason}); name a folder you may write, with room on disk. "
            "The dataset that was there is untouched, and the same command goes on from what is done"
        ) from error


def _lock(folder: Path, workshop: Path) -> BinaryIO:
    while True:
        workshop.mkdir(parents=True, exist_ok=True)
        lock = (workshop / _LOCK).open("a+b")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.close()
            raise OutputError(
                f"{folder}: another sakat is writing here; wait for it, stop it, or name another folder"
            ) from error
        if _is_there(lock, workshop / _LOCK):
            return lock
        lock.close()  # the driver that had the lock has removed the workshop since it was opened


def _is_there(lock: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(lock.fileno()), path.stat())
    except FileNotFoundError:
        return False


def scratch(workshop: Path, name: str) -> Path:
    """Return an empty folder in a workshop; what an interrupted run left in it is gone."""
    path = workshop / name
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir()
    return path


def put_in_place(fresh: Path, folder: Path, names: Sequence[str]) -> None:
    """Move finished files into a dataset folder, the manifest last, and remove what only the old manifest names."""
    for name in names:
        with (fresh / name).open("rb") as file:
            os.fsync(file.fileno())
    stale = _described(folder / "manifest.json") - set(names)
    for name in names:
        os.replace(fresh / name, folder / name)
    for name in stale:
        (folder / name).unlink(missing_ok=True)


def _described(manifest: Path) -> set[str]:
    try:
        files = json.loads(manifest.read_bytes())["files"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return set()
    return {name for name in files if Path(name).name == name}
