"""The knowledge base in use: things by name, read from a file that is opened when first asked."""

from __future__ import annotations

import os
import sqlite3
from functools import lru_cache
from pathlib import Path

from sakat.entities.ranking import Context, Known, Ranked, rank
from sakat.errors import KnowledgeError
from sakat.kb.forms import canonical_form
from sakat.kb.model import Thing
from sakat.kb.schema import connect_read_only, read_meta
from sakat.record.mention import Label

_CACHED_FORMS = 65_536
_NO_CONTEXT = Context()

_BEARERS = """
SELECT e.qid, e.label, e.name_th, e.name_en, e.description_en, e.iso3166, e.lat, e.lon, e.country, e.weight,
       n.kind, substr(c.iso3166, 1, 2)
FROM names AS n JOIN entities AS e ON e.qid = n.qid LEFT JOIN entities AS c ON c.qid = e.country
WHERE n.form = ? ORDER BY e.weight DESC, length(e.qid), e.qid
"""


class Knowledge:
    """A knowledge base of `sakat kb build`.

    What it is, is checked at once; it is opened for reading with the first question, once a process, and answers
    are remembered. It can be sent to another process, which opens it anew.

    Args:
        path: The SQLite file.

    Raises:
        KnowledgeError: If the file is missing, no knowledge base, unfinished or of another schema version.
    """

    def __init__(self, path: Path) -> None:
        read_meta(path)
        self._path = path
        self._opened: tuple[int, sqlite3.Connection] | None = None
        self._bearers = lru_cache(maxsize=_CACHED_FORMS)(self._read)

    def __reduce__(self) -> tuple[type[Knowledge], tuple[Path]]:
        return Knowledge, (self._path,)

    def candidates(self, form: str, label: Label | None, context: Context = _NO_CONTEXT) -> tuple[Ranked, ...]:
        """Return the things that bear a name, ranked as bearers of a mention with this label.

        Args:
            form: Thai name as written.
            label: OntoNotes label of the mention; None for any.
            context: What else the article names; scores are by weight and label alone without it.

        Raises:
            KnowledgeError: If the file is damaged.
        """
        return rank(self._bearers(canonical_form(form)), label, context)

    def _read(self, form: str) -> tuple[Known, ...]:
        try:
            rows = self._connection().execute(_BEARERS, (form,)).fetchall()
        except sqlite3.DatabaseError as error:
            raise KnowledgeError(
                f"{self._path}: damaged ({error}); build it anew with `sakat kb build --force`"
            ) from error
        return tuple(Known(Thing(*row[:10]), form, row[10], row[11]) for row in rows)

    def _connection(self) -> sqlite3.Connection:
        # A connection must not be used by a forked child: the process that opened it is kept beside it.
        if self._opened is None or self._opened[0] != os.getpid():
            self._opened = os.getpid(), connect_read_only(self._path)
        return self._opened[1]
