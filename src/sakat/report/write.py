"""Writes the report: beside its place, then into it; a failed run leaves the old one."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Any

from sakat.compare import compare_datasets
from sakat.errors import DatasetError, OutputError
from sakat.record import Record
from sakat.report.pages.article import write_article
from sakat.report.pages.changes import write_changes, write_comparison
from sakat.report.pages.home import MOST_REJECTS, write_article_list, write_home
from sakat.report.pages.mistakes import write_errors
from sakat.report.pages.scores import write_scores
from sakat.report.previous import compare_scores
from sakat.report.scoring import Annotated, Scoring
from sakat.report.site import Site
from sakat.report.tables import Tables
from sakat.storage.forms import find_table
from sakat.storage.read import read_lines, read_records

MARKER = ".sakat-report"
"""A file in every report, so that no other folder is ever replaced."""


@dataclass(frozen=True)
class Summary:
    """What was written."""

    articles: int
    pages: int


def write_report(
    outputs: Path,
    folder: Path,
    *,
    gold: Path | None = None,
    genres: Mapping[str, str] | None = None,
    previous: Path | None = None,
    show_test_errors: bool = False,
) -> Summary:
    """Write the report of a dataset to a folder.

    Args:
        outputs: Dataset folder.
        folder: A new or empty folder, or an earlier report, which is replaced.
        gold: Folder with dev/ and test/; without it there are no scores and errors.
        genres: Genre of each annotated article by its id.
        previous: A dataset folder, or a report of `sakat evaluate --json`, to compare with.
        show_test_errors: List the errors of the test split too.

    Raises:
        InputError: If a folder holds no dataset.
        DatasetError: If a part of it is damaged, or there is nothing to compare.
        OutputError: If the folder cannot be written or is something else.
        RecordError: If a line is no record.
        GoldError: If the gold or the previous report is wrong.
    """
    _check_target(folder)
    find_table(outputs, "articles")
    if previous is not None and not previous.exists():
        raise DatasetError(f"{previous}: no such file or folder; name a dataset folder or a report of sakat evaluate")
    if previous is not None and previous.is_file() and gold is None:
        raise DatasetError(f"{previous}: scores can only be compared with scores; give --gold too")
    target = folder.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".sakat-report-", dir=target.parent) as work:
            fresh = Path(work) / "report"
            fresh.mkdir()
            writer = _Writer(outputs, fresh, Path(work) / "counts.sqlite", gold, genres or {}, previous)
            articles = writer.write(show_test_errors=show_test_errors)
            pages = sum(1 for _ in fresh.rglob("*.html"))
            _swap(fresh, target, Path(work) / "old")
    except OSError as error:
        raise OutputError(
            f"{folder}: cannot be written ({error.strerror or error}); name a folder you may write, with room on disk"
        ) from error
    return Summary(articles, pages)


def _check_target(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder}: found a file; expected a folder for the report")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        raise OutputError(f"{folder}: holds other files; expected a new or empty folder, or an earlier report")


def _swap(fresh: Path, target: Path, old: Path) -> None:
    """Put the new folder in the target's place; the old one goes where it is deleted."""
    if target.exists():
        os.replace(target, old)
        try:
            os.replace(fresh, target)
        except OSError:
            os.replace(old, target)
            raise
        shutil.rmtree(old)
    else:
        os.replace(fresh, target)


class _Writer:
    """One report under construction."""

    def __init__(
        self,
        outputs: Path,
        folder: Path,
        base: Path,
        gold: Path | None,
        genres: Mapping[str, str],
        previous: Path | None,
    ) -> None:
        self._outputs = outputs
        self._gold = gold
        self._previous = previous
        self._base = base
        self._annotated = Annotated(gold, genres) if gold is not None else None
        parts = {"nav.summary": "index.html", "nav.articles": "articles.html"}
        if gold is not None:
            parts |= {"nav.evaluation": "evaluation.html", "nav.errors": "errors.html"}
        if previous is not None:
            parts["nav.comparison"] = "comparison.html"
        self._site = Site(folder, parts, outputs.resolve().name)
        (folder / MARKER).write_text("", "utf-8")

    def write(self, *, show_test_errors: bool) -> int:
        """Write every page and return the number of articles."""
        records = find_table(self._outputs, "articles")
        tables = Tables(self._base)
        try:
            self._site.write_assets()
            for record in read_records(records):
                if self._annotated is not None:
                    self._annotated.add(record)
                genre = self._genre(record)
                tables.add(record, genre)
                write_article(self._site, record, genre)
            rejects, reject_count = self._rejects()
            write_home(self._site, tables, rejects=rejects, reject_count=reject_count, versions=self._versions())
            write_article_list(self._site, tables)
            scoring = None
            if self._annotated is not None:
                scoring = self._annotated.score(records, show_test_errors=show_test_errors)
                write_scores(self._site, scoring)
                write_errors(self._site, scoring)
            if self._previous is not None:
                self._compare(self._previous, scoring, tables)
            return tables.articles
        finally:
            tables.close()

    def _genre(self, record: Record) -> str:
        """Return the genre of an annotated article, of others the first part of the uri."""
        genre = self._annotated.genre(record) if self._annotated is not None else None
        if genre is not None:
            return genre
        head, mark, _ = record.source.uri.partition(":" if ":" in record.source.uri else "/")
        return head if mark else ""

    def _rejects(self) -> tuple[list[dict[str, Any]], int]:
        """Return the first rejects and the number of all."""
        shown: list[dict[str, Any]] = []
        number = 0
        for reject in _read_rejects(find_table(self._outputs, "rejects")):
            number += 1
            if len(shown) < MOST_REJECTS:
                shown.append(reject)
        return shown, number

    def _versions(self) -> dict[str, str]:
        path = self._outputs / "manifest.json"
        if not path.is_file():
            return {}
        try:
            return {
                str(name): str(version) for name, version in json.loads(path.read_text("utf-8"))["versions"].items()
            }
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DatasetError(f"{path}: found no manifest ({error}); build the dataset again") from error

    def _compare(self, previous: Path, scoring: Scoring | None, tables: Tables) -> None:
        comparison = None
        if scoring is not None and self._gold is not None:
            comparison = compare_scores(previous, scoring, self._gold)
        kinds, fields = None, Counter[str]()
        if previous.is_dir():
            changes = takewhile(lambda change: change.kind != "entity", compare_datasets(previous, self._outputs))
            events = (change for change in changes if change.kind == "event")
            kinds, fields = write_changes(self._site, events, tables.page_of)
        write_comparison(self._site, comparison, kinds, fields, previous.name)


def _read_rejects(path: Path) -> Iterator[dict[str, Any]]:
    for where, line in read_lines(path):
        try:
            reject = json.loads(line)
            yield {key: reject[key] for key in ("uri", "stage", "code", "message")}
        except (ValueError, KeyError, TypeError) as error:
            raise DatasetError(f"{where}: found no reject ({error}); build the dataset again") from error
