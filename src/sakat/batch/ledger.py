"""The ledger of a batch: every article that came in, in order, where its outcome stands; SQLite, so any number fits.

Duplicates are settled here, in the order of the input and not in that of the work: of two articles with one text or one
name the first is kept, and the second becomes a reject that names it.
"""

from __future__ import annotations

import json
import sqlite3
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from sakat.batch.frame import Head, json_line
from sakat.batch.parts import Place
from sakat.duplicates.index import NEAR_DUPLICATE, find_near_duplicates
from sakat.inputs.article import Reject

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -65536;
CREATE TABLE items (position INTEGER PRIMARY KEY, key TEXT NOT NULL);
CREATE TABLE outcomes (
    key TEXT PRIMARY KEY, part TEXT, offset INTEGER, length INTEGER, record_id TEXT, uri BLOB, sha256 TEXT, reject BLOB,
    signature BLOB
) WITHOUT ROWID;
CREATE TABLE accepted (record_id TEXT PRIMARY KEY, uri BLOB NOT NULL UNIQUE, key TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE rejects (uri BLOB, sha256 TEXT, stage TEXT, code TEXT, line BLOB);
CREATE TABLE warnings (record_id TEXT PRIMARY KEY, message TEXT) WITHOUT ROWID;
CREATE TABLE facts (entity_id TEXT, line BLOB);
"""
_ITEMS = "FROM items JOIN outcomes USING (key)"


class Ledger:
    """What came in and what became of it; a scratch file of one run.

    Errors of SQLite (a full disk) are not caught here: whoever owns the folder says what they mean.
    """

    def __init__(self, path: Path) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript(_TABLES)
        self._db.execute("BEGIN")
        self._position = 0

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._db.close()
        self._path.unlink(missing_ok=True)

    def add_article(self, key: str) -> bool:
        """Enter the next article, and return whether it is to be extracted: nobody has or is about to."""
        self._enter(key)
        return self._db.execute("INSERT OR IGNORE INTO outcomes (key) VALUES (?)", (key,)).rowcount == 1

    def add_reject(self, reject: Reject) -> None:
        """Enter the next article, which could not be read."""
        key = f"read {self._position}"
        self._enter(key)
        self.add_outcome(Head(key, reject.uri, reject.sha256, reject=reject), None)

    def add_outcome(self, head: Head, place: Place | None) -> None:
        """Enter the outcome of an article, and where it stands; a reject that stands nowhere has no place."""
        reject = json_line(asdict(head.reject)) if head.reject is not None else None
        where = place or (None, None, None)
        signature = b64decode(head.signature)
        row = (head.key, *where, head.record_id, _blob(head.uri), head.sha256, reject, signature)
        self._db.execute("INSERT OR REPLACE INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def settle(self) -> tuple[int, int]:
        """Decide in input order which records are kept; return the number of articles without outcome, and of all."""
        rows = self._db.execute(f"SELECT key, record_id, uri, sha256, reject {_ITEMS} ORDER BY position")
        for key, record_id, uri, sha256, reject in rows:
            if reject is not None:
                self._reject(Reject(**json.loads(reject)), reject)
            elif record_id is not None and (duplicate := self._accept(key, record_id, uri, sha256)) is not None:
                self._reject(duplicate, json_line(asdict(duplicate)))
        missing = self._count(f"SELECT count(*) {_ITEMS} WHERE record_id IS NULL AND reject IS NULL")
        return missing, self._position

    def settle_near_duplicates(self, *, drop: bool) -> None:
        """Find the records kept that are near duplicates of one before them in the input; give a warning, or reject.

        Args:
            drop: Reject them.
        """
        rows = self._db.execute(
            "SELECT accepted.record_id, accepted.uri, signature FROM items JOIN accepted USING (key) "
            "JOIN outcomes USING (key) GROUP BY key ORDER BY min(position)"
        )
        articles = ((record_id, _text(uri), signature) for record_id, uri, signature in rows)
        for found in find_near_duplicates(articles, self._db):
            self._db.execute("INSERT INTO warnings VALUES (?, ?)", (found.id, found.message))
        if drop:
            self._reject_warned()

    def records(self) -> Iterator[tuple[Place, str | None]]:
        """Yield where each record kept stands and what to warn of it, by id."""
        rows = self._db.execute(
            "SELECT part, offset, length, message FROM accepted JOIN outcomes USING (key) "
            "LEFT JOIN warnings ON warnings.record_id = accepted.record_id ORDER BY accepted.record_id"
        )
        return ((Place(part, offset, length), message) for part, offset, length, message in rows)

    def rejects(self) -> Iterator[bytes]:
        """Yield the line of each reject by name, hash, stage and code."""
        return (
            line for (line,) in self._db.execute("SELECT line FROM rejects ORDER BY uri, sha256, stage, code, rowid")
        )

    def inputs(self) -> Iterator[tuple[str, str | None]]:
        """Yield name and hash of each article that came in, sorted."""
        rows = self._db.execute(f"SELECT uri, sha256 {_ITEMS} ORDER BY uri, ifnull(sha256, '')")
        return ((_text(uri), sha256) for uri, sha256 in rows)

    def parts(self) -> set[str]:
        """Return the part files that hold an outcome of an article that came in."""
        return {part for (part,) in self._db.execute(f"SELECT DISTINCT part {_ITEMS} WHERE part IS NOT NULL")}

    def add_facts(self, facts: Iterable[tuple[str, bytes]]) -> None:
        """Enter what an article says of its entities: ids and lines."""
        self._db.executemany("INSERT INTO facts VALUES (?, ?)", facts)

    def facts(self) -> Iterator[tuple[str, bytes]]:
        """Yield what all articles say of their entities, by id."""
        return self._db.execute("SELECT entity_id, line FROM facts ORDER BY entity_id")

    def _enter(self, key: str) -> None:
        self._db.execute("INSERT INTO items VALUES (?, ?)", (self._position, key))
        self._position += 1

    def _accept(self, key: str, record_id: str, uri: bytes, sha256: str | None) -> Reject | None:
        if self._db.execute("INSERT OR IGNORE INTO accepted VALUES (?, ?, ?)", (record_id, uri, key)).rowcount:
            return None
        first = self._db.execute("SELECT uri FROM accepted WHERE record_id = ?", (record_id,)).fetchone()
        name = _text(uri)
        if first is not None:
            message = f"{name}: same text as {_text(first[0])}; only the first is kept"
            return Reject(name, sha256, "write", "duplicate_text", message)
        message = f"{name}: a second article of this name, with another text; give each article its own uri"
        return Reject(name, sha256, "write", "duplicate_uri", message)

    def _reject_warned(self) -> None:
        rows = self._db.execute(
            "SELECT accepted.uri, sha256, message "
            "FROM warnings JOIN accepted USING (record_id) JOIN outcomes USING (key)"
        )
        for uri, sha256, message in rows.fetchall():
            reject = Reject(_text(uri), sha256, "write", NEAR_DUPLICATE, message)
            self._reject(reject, json_line(asdict(reject)))
        self._db.execute("DELETE FROM accepted WHERE record_id IN (SELECT record_id FROM warnings)")

    def _reject(self, reject: Reject, line: bytes) -> None:
        row = (_blob(reject.uri), reject.sha256 or "", reject.stage, reject.code, line)
        self._db.execute("INSERT INTO rejects VALUES (?, ?, ?, ?, ?)", row)

    def _count(self, query: str) -> int:
        (count,) = self._db.execute(query).fetchone()
        return int(count)


def _blob(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(blob: bytes) -> str:
    return blob.decode("utf-8", "surrogatepass")
