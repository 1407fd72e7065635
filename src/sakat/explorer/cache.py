"""Where the explorer keeps the database of a dataset, so that the second start is instant."""

from __future__ import annotations

import hashlib
from pathlib import Path

from sakat.errors import DatasetError
from sakat.explorer.build import DATA_FILES, build_database
from sakat.explorer.schema import SCHEMA_VERSION


def cached_database(folder: Path, cache: Path) -> Path:
    """Return the database of a dataset folder, built if the cache has none for these very bytes.

    The database of an older state of the same folder is removed.

    Args:
        folder: The dataset folder.
        cache: Where databases are kept; made if it is not there.

    Raises:
        DatasetError: If the folder is no dataset.
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
        DatasetError: If one of the files cannot be read.
    """
    digests = [f"explorer {SCHEMA_VERSION}"]
    for name in DATA_FILES:
        try:
            with (folder / name).open("rb") as file:
                digests.append(hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            raise DatasetError(
                f"{folder / name}: cannot be read ({error.strerror}); expected a dataset folder: "
                "make one with `sakat extract ARTICLES -o FOLDER`"
            ) from error
    return _digest("\n".join(digests).encode())


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
