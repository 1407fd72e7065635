"""Makes a knowledge base from a Wikidata dump or a table: line by line, and on from where it was interrupted."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from sakat.errors import KnowledgeError, OutputError
from sakat.kb.draft import Draft, Problem
from sakat.kb.model import DamagedLine, LineReader
from sakat.kb.schema import connect_read_only, read_meta
from sakat.kb.source import Source, open_source

BATCH = 10_000
"""Lines between two commits."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a knowledge base holds.

    Attributes:
        entities: Things.
        names: Pairs of a form and a thing.
        lines: Lines of the source.
        damaged: Lines that could not be used.
        problems: The first of these, with the reason.
        resumed_at: Lines that earlier runs had read; None if the file was complete before.
    """

    entities: int
    names: int
    lines: int
    damaged: int
    problems: tuple[Problem, ...]
    resumed_at: int | None


def build_knowledge(
    source: Path,
    target: Path,
    *,
    force: bool = False,
    watch: Callable[[Iterable[bytes]], Iterable[bytes]] = iter,
) -> BuildReport:
    """Make `target` from `source` and return what it holds; a complete one of the same source is left alone.

    The work stands in `.<target>.part` beside the target, which it replaces when complete. A run that was
    interrupted is continued by the next: lines read are passed over. One line is held at a time, and the same
    source gives the same bytes, however often it was interrupted.

    Args:
        source: Wikidata JSON dump (`.json`) or table (`.csv`), plain, `.gz` or `.bz2`.
        target: The SQLite file.
        force: Start anew, whatever is there.
        watch: Passes the lines on, to show how many have come.

    Raises:
        KnowledgeError: If the source cannot be read, or there is a file of another source and no `force`.
        OutputError: If the target cannot be written.
    """
    origin = open_source(source)
    if target.exists() and not force:
        _check_same(read_meta(target), origin, target)
        return _report(target, None)
    part, fresh = target.with_name(f".{target.name}.part"), target.with_name(f".{target.name}.new")
    reader = origin.reader()
    try:
        fresh.unlink(missing_ok=True)
        if force:
            part.unlink(missing_ok=True)
        with Draft(part, origin.identity, origin.header_lines) as draft:
            resumed_at = draft.lines
            fill(draft, watch(origin.lines()), reader)
            draft.finish(fresh)
        os.replace(fresh, target)
        part.unlink()
    except OSError as error:
        raise OutputError(
            f"{target}: cannot be written ({error.strerror or error}); name a file you may write, with room on disk"
        ) from error
    return _report(target, resumed_at)


def fill(draft: Draft, lines: Iterable[bytes], read: LineReader, *, batch: int = BATCH) -> None:
    """Read the lines a draft has not read yet into it, and commit every `batch` of them.

    Args:
        draft: What they go to.
        lines: All lines of the source, in order; taken one at a time.
        read: Reads one.
        batch: Lines between two commits: as many are read again after an interruption.
    """
    number = 0
    for number, line in enumerate(lines, 1):
        if number <= draft.lines:
            continue
        try:
            reading = read(line)
            if reading is not None:
                draft.add(reading)
        except DamagedLine as error:
            draft.note(number, str(error))
        if number % batch == 0:
            draft.commit(number)
    draft.commit(number)


def _check_same(meta: dict[str, str], origin: Source, target: Path) -> None:
    if any(meta.get(key) != value for key, value in origin.identity.items()):
        raise KnowledgeError(
            f"{target}: complete, and made from {meta['source_name']} ({meta['source_size']} bytes), not from "
            f"{origin.path} as it is now; name another file, or use --force to replace it"
        )


def _report(path: Path, resumed_at: int | None) -> BuildReport:
    meta = read_meta(path)
    connection = connect_read_only(path)
    try:
        rows = connection.execute("SELECT line, reason FROM problems ORDER BY number").fetchall()
    except sqlite3.DatabaseError as error:
        raise KnowledgeError(f"{path}: damaged ({error}); build it anew with --force") from error
    finally:
        connection.close()
    return BuildReport(
        entities=int(meta["entities"]),
        names=int(meta["names"]),
        lines=int(meta["lines"]),
        damaged=int(meta["damaged"]),
        problems=tuple(Problem(*row) for row in rows),
        resumed_at=resumed_at,
    )
