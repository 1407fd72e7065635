"""Where the explorer keeps the database of a dataset, so that the second start is instant."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sakat.errors import InputError
from sakat.explorer.build import DATA_TABLES, build_database
from sakat.explorer.schema import SCHEMA_VERSION
from sakat.storage.forms import find_table


def cached_database(folder: Path, cache: Path) -> Path:
    """Return the database of a dataset folder, built if the cache has none for these very bytes.

    The database of an older state of the same folder is removed.

    Args:
        folder: The dataset folder.
        cache: Where databases are kept; made if it is not there.

    Raises:
        InputError: If the folder is no dataset.
        DatasetError: If a row of it is not what sakat writes.
        OutputError: If the database cannot be written.
    """
    place = _digest(str(folder.resolve()).encode())[:12]
    target = cache / f"{place}-{dataset_digest(folder)[:20]}.sqlite"
    if not target.is_file():
        build_database(folder, target)
        for old in cache.glob(f"{place}-*.sqlite"):
            if old != target:
                old.unlink(missing_ok=True)
    return target


def dataset_digest(folder: Path) -> str:
    """Return a SHA-256 that changes with the data of a dataset folder or the layout of the database.

    Raises:
        InputError: If one of the files cannot be read.
    """
    digests = [f"explorer {SCHEMA_VERSION}"]
    for table in DATA_TABLES:
        path = find_table(folder, table)
        try:
            with path.open("rb") as file:
                digests.append(hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise InputError(f"{path}: cannot be read ({error.strerror})", code="unreadable_file") from error
    return _digest("\n".join(digests).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
