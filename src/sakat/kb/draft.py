"""A knowledge base being made: rows come in batches, and what is committed outlives an interruption."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from sakat.errors import KnowledgeError, OutputError
from sakat.kb.model import DamagedLine, Reading
from sakat.kb.schema import SCHEMA_VERSION, TABLES, check_version

KEPT_PROBLEMS = 1000
"""Damaged lines told one by one; the rest is counted."""

_ADD_ENTITY = f"INSERT OR IGNORE INTO entities VALUES ({', '.join('?' * 10)})"
_ADD_NAME = (
    "INSERT INTO names VALUES (?, ?, ?) "
    "ON CONFLICT DO UPDATE SET kind = 'name' WHERE excluded.kind = 'name' AND kind = 'alias'"
)
_SET = "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
_ORPHANS = (
    "SELECT qid, count(*) FROM names WHERE qid NOT IN (SELECT qid FROM entities) GROUP BY qid ORDER BY length(qid), qid"
)


class Problem(NamedTuple):
    """A line that could not be used, from 1 on; None where the reason lies in no single line."""

    line: int | None
    reason: str


class Draft:
    """The unfinished file, open for one source; use it in a `with` statement.

    Args:
        path: Where it is kept; a file that is there is continued.
        identity: What tells the source from another (see `sakat.kb.source`).
        header_lines: Lines of the source before the first that states something.

    Raises:
        KnowledgeError: If the file there was begun from another source, or is no unfinished knowledge base.
        OutputError: If it cannot be written.
    """

    def __init__(self, path: Path, identity: Mapping[str, str], header_lines: int = 0) -> None:
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(path, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise _unwritable(path, error) from error
        try:
            # One process at a time: a second one finds the file locked.
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA page_size = 4096")
            self._connection.execute("BEGIN IMMEDIATE")
            if self._connection.execute("SELECT 1 FROM sqlite_master").fetchone() is None:
                self._create(identity, header_lines)
            meta = self._meta()
        except sqlite3.OperationalError as error:
            self._connection.close()
            raise _unwritable(path, error) from error
        except sqlite3.DatabaseError as error:
            self._connection.close()
            raise KnowledgeError(
                f"{path}: not an unfinished knowledge base ({error}); use --force to start anew"
            ) from error
        try:
            check_version(meta, path)
            _check_source(meta, identity, path)
        except KnowledgeError:
            self._connection.close()
            raise
        self.lines = int(meta["lines"])
        self._damaged = int(meta["damaged"])

    def _create(self, identity: Mapping[str, str], header_lines: int) -> None:
        for table in TABLES:
            self._connection.execute(table)
        start = {"schema_version": str(SCHEMA_VERSION), "complete": "0", "lines": str(header_lines), "damaged": "0"}
        self._connection.executemany(_SET, (start | dict(identity)).items())
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN IMMEDIATE")

    def _meta(self) -> dict[str, str]:
        return dict(self._connection.execute("SELECT key, value FROM meta"))

    def __enter__(self) -> Draft:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        if isinstance(error, sqlite3.Error):
            raise _unwritable(self._path, error) from error

    def add(self, reading: Reading) -> None:
        """Add what a line states.

        Raises:
            DamagedLine: If another line stated the thing before.
        """
        if reading.thing is not None:
            cursor = self._connection.execute(_ADD_ENTITY, astuple(reading.thing))
            if cursor.rowcount == 0:
                raise DamagedLine(f"{reading.thing.qid} stands in the file before; only the first is kept")
        self._connection.executemany(_ADD_NAME, map(astuple, reading.names))

    def note(self, line: int | None, reason: str) -> None:
        """Count a damaged line, and keep the reason of the first `KEPT_PROBLEMS`."""
        self._damaged += 1
        if self._damaged <= KEPT_PROBLEMS:
            self._connection.execute("INSERT INTO problems (line, reason) VALUES (?, ?)", (line, reason))

    def commit(self, lines: int) -> None:
        """Make everything up to this line last."""
        self.lines = lines
        self._store({"lines": str(lines), "damaged": str(self._damaged)})
        self._connection.execute("BEGIN IMMEDIATE")

    def finish(self, fresh: Path) -> None:
        """Drop names of nothing, mark the file complete and write it to `fresh`: same rows, same bytes."""
        for qid, count in self._connection.execute(_ORPHANS).fetchall():
            self.note(None, f"{qid}: no row of kind name; {count} aliases are left out")
            self._connection.execute("DELETE FROM names WHERE qid = ?", (qid,))
        counts = {table: str(self._count(table)) for table in ("entities", "names")}
        self._store({"complete": "1", "damaged": str(self._damaged), **counts})
        self._connection.execute("VACUUM INTO ?", (str(fresh),))

    def _count(self, table: str) -> int:
        return int(self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def _store(self, values: Mapping[str, str]) -> None:
        self._connection.executemany(_SET, values.items())
        self._connection.execute("COMMIT")


def _check_source(meta: Mapping[str, str], identity: Mapping[str, str], path: Path) -> None:
    different = [key for key in identity if meta.get(key) != identity[key]]
    if different:
        stated = ", ".join(f"{key} {meta.get(key, 'none')[:12]} there, {identity[key][:12]} now" for key in different)
        raise KnowledgeError(
            f"{path}: unfinished, and begun from {meta.get('source_name')}, which is not this source ({stated}); "
            "finish it from that file, or use --force to start anew"
        )


def _unwritable(path: Path, error: Exception) -> OutputError:
    return OutputError(f"{path}: cannot be written ({error}); one process at a time, in a folder with room on disk")
