"""Finds near duplicates among any number of signatures: locality-sensitive hashing in SQLite, in memory or on disk."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sakat.duplicates.signature import PERMUTATIONS, similarity

THRESHOLD = 0.6
"""Estimated share of common shingles from which on an article is a near duplicate (`benchmarks/duplicates.py`)."""

NEAR_DUPLICATE = "near_duplicate"
"""Code of the warning, or of the reject."""

_ROWS = 4
_WIDTH = _ROWS * 4
_BANDS = PERMUTATIONS // _ROWS
"""32 bands of 4 values find 99 of 100 pairs that share .6 of their shingles, and all but one of 10,000 at .75."""

_TABLES = (
    "CREATE TABLE near_signatures (item INTEGER PRIMARY KEY, id TEXT, uri TEXT, signature BLOB)",
    "CREATE TABLE near_bands (key INTEGER, item INTEGER, PRIMARY KEY (key, item)) WITHOUT ROWID",
)
_CANDIDATES = f"""
SELECT id, uri, signature FROM near_signatures WHERE item IN
    (SELECT item FROM near_bands WHERE key IN ({", ".join("?" * _BANDS)}))
ORDER BY item
"""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """An article that is for the most part the text of an earlier one.

    Attributes:
        id: Id of its record.
        uri: Its name.
        first_id: Id of the earlier article, itself a near duplicate of none.
        first_uri: Its name.
        jaccard: Estimated share of common shingles.
    """

    id: str
    uri: str
    first_id: str
    first_uri: str
    jaccard: float

    @property
    def message(self) -> str:
        """What a warning or a reject says of it."""
        return (
            f"{self.uri}: shares {self.jaccard:.2f} of its text with {self.first_uri} ({self.first_id}); "
            f"expected less than {THRESHOLD:.2f} of an article of its own"
        )


def find_near_duplicates(
    articles: Iterable[tuple[str, str, bytes]], db: sqlite3.Connection, *, threshold: float = THRESHOLD
) -> Iterator[NearDuplicate]:
    """Yield the articles that are near duplicates of an earlier one which is none itself, each with the most similar.

    Args:
        articles: Id, name and signature of each, in the order that decides which of two is the first.
        db: Where the signatures are kept meanwhile, in tables of its own.
        threshold: Least estimated share of common shingles.
    """
    for table in _TABLES:
        db.execute(table)
    try:
        for item, (record_id, uri, signature) in enumerate(articles):
            keys = _band_keys(signature)
            candidates = [
                NearDuplicate(record_id, uri, first_id, first_uri, similarity(signature, values))
                for first_id, first_uri, values in db.execute(_CANDIDATES, keys)
            ]
            # of equally similar ones max keeps the first
            nearest = max(candidates, key=lambda candidate: candidate.jaccard, default=None)
            if nearest is not None and nearest.jaccard >= threshold:
                yield nearest
            else:
                db.execute("INSERT INTO near_signatures VALUES (?, ?, ?, ?)", (item, record_id, uri, signature))
                db.executemany("INSERT OR IGNORE INTO near_bands VALUES (?, ?)", ((key, item) for key in keys))
    finally:
        db.execute("DROP TABLE near_signatures")
        db.execute("DROP TABLE near_bands")


def _band_keys(signature: bytes) -> list[int]:
    """Return a 64-bit number for each band, equal for equal values in the same band."""
    return [
        int.from_bytes(_digest(signature[start : start + _WIDTH], start), signed=True)
        for start in range(0, len(signature), _WIDTH)
    ]


def _digest(values: bytes, start: int) -> bytes:
    return hashlib.blake2b(values, digest_size=8, key=start.to_bytes(2)).digest()
