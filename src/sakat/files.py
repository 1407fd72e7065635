"""Writes files whole: a reader finds the old content or the new, never a part."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sakat.errors import OutputError


def make_folder(path: Path) -> None:
    """Make a folder and those above it, if they are not there.

    Raises:
        OutputError: If it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: cannot make the folder: {error.strerror}") from error


def write_durably(target: Path, data: bytes) -> None:
    """Write a file beside its target, see it on the disk, then put it in the target's place.

    Raises:
        OSError: If it cannot be written; the old one is untouched.
    """
    fresh = target.with_name(f".{target.name}.new")
    try:
        with fresh.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(fresh, target)
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def replaced_file(path: Path) -> Iterator[Path]:
    """Yield a path beside the target to write to; after the block it takes the target's place.

    Folders that are missing are made.

    Args:
        path: The target. A link stays a link; what is no regular file, such as /dev/null, is written to directly.

    Raises:
        OutputError: If the file cannot be written; the old one is untouched.
    """
    target = path.resolve()
    fresh = target.parent / f".{target.name}.new"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and not path.is_file() and not path.is_dir():
            yield path
            return
        fresh.unlink(missing_ok=True)
        yield fresh
        os.replace(fresh, target)
    except OSError as error:
        raise OutputError(
            f"{path}: cannot be written ({error.strerror or error}); name a file you may write, with room on disk"
        ) from error
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file whole, as `replaced_file` does.

    Args:
        path: The target.
        content: Text is written as UTF-8, its line ends as they are.

    Raises:
        OutputError: If the file cannot be written; the old one is untouched.
    """
    with replaced_file(path) as fresh:
        fresh.write_bytes(content.encode() if isinstance(content, str) else content)
