"""Keeps a dataset what `sakat extract FOLDER` would make of a folder, as articles come, change and go."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sakat.batch.fingerprint import fingerprint
from sakat.batch.merge import Summary
from sakat.batch.run import run_batch
from sakat.batch.settings import DEFAULT, HERE, Execution, Settings
from sakat.errors import ConfigError, FileChangedError, InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.options import USUAL_COLUMNS, Columns
from sakat.inputs.read import find_inputs, read_articles, with_default_date
from sakat.inputs.sources import Source
from sakat.watch.notify import Bell
from sakat.watch.settle import Settling, Snapshot, group_of, stamp_of, take_snapshot
from sakat.watch.state import load_state, save_state

SETTLE = 2.0
"""Seconds without a change after which a file is whole."""

_PATIENCE = 10
"""How many times these seconds one look waits for files that keep changing."""


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a folder came to.

    Attributes:
        summary: What the dataset holds now; None if there was nothing to do.
        waiting: Files that are still changing, sorted; those that are known are waited for, new ones left out.
    """

    summary: Summary | None
    waiting: tuple[Path, ...]


@dataclass
class Follower:
    """Follows a folder; what it has extracted is kept beside the dataset, whatever ends it.

    Attributes:
        folder: Where articles arrive.
        output: The dataset folder.
        settings: What decides the bytes.
        execution: How it is run.
        document_date: For articles that state none.
        columns: Which columns of tables and fields of JSON rows hold what.
        settle: Seconds without a change after which a file is whole.
        on_done: Is told how many more articles are done.

    Raises:
        InputError: If the folder is not there.
        ConfigError: If the dataset would be part of the folder.
    """

    folder: Path
    output: Path
    settings: Settings = DEFAULT
    execution: Execution = HERE
    document_date: str | None = None
    columns: Columns = USUAL_COLUMNS
    settle: float = SETTLE
    on_done: Callable[[int], None] = lambda _: None
    _known: Snapshot = field(init=False)
    _current: bool = field(init=False)
    _settling: Settling = field(init=False)

    def __post_init__(self) -> None:
        take_snapshot(self.folder)
        if self.output.resolve().is_relative_to(self.folder.resolve()):
            raise ConfigError(
                f"{self.output}: is in {self.folder} and would be read as articles; name a folder outside"
            )
        self._settling = Settling(self.settle)
        self._made_with = (
            f"{fingerprint(self.settings)} {self.settings.drop_near_duplicates} {self.document_date} {self.columns}"
        )
        self._known, self._current = load_state(self.output, self.folder, self._made_with)

    def look(self, now: float) -> Look:
        """Look at the folder, and bring the dataset up to date if that can be done.

        A file that is in the dataset and changes holds everything up: it is neither left out nor read half-written.

        Args:
            now: Seconds of a clock that only goes on.

        Raises:
            SakatError: As `run_batch`; the dataset is untouched, and the next look goes on.
        """
        snapshot = take_snapshot(self.folder)
        settled = self._settling.observe(snapshot, now)
        waiting = tuple(sorted(snapshot.keys() - settled.keys()))
        if (self._current and settled == self._known) or any(path in self._known for path in waiting):
            return Look(None, waiting)
        try:
            files = [file for file in find_inputs([str(self.folder)]) if Path(file.location) in settled]
        except InputError:
            files = []
        if not files:
            return Look(None, waiting)
        articles = with_default_date(_read_still(files, settled, self.columns), self.document_date)
        try:
            summary = run_batch(
                articles,
                self.output,
                settings=self.settings,
                execution=self.execution,
                keep_parts=True,
                on_done=self.on_done,
            )
        except FileChangedError as change:
            return Look(None, (*waiting, change.path))
        self._known, self._current = settled, True
        save_state(self.output, self.folder, settled, self._made_with)
        return Look(summary, waiting)


def follow_once(follower: Follower, on_look: Callable[[Look], None]) -> Look:
    """Bring a dataset up to date with what is in a folder, and return the last look.

    Files that still change after ten times the time to settle are left for the next call.

    Raises:
        SakatError: As `Follower.look`.
    """
    end = time.monotonic() + _PATIENCE * follower.settle
    while True:
        look = follower.look(now := time.monotonic())
        on_look(look)
        if not look.waiting or now >= end:
            return look
        time.sleep(min(follower.settle, max(0.0, end - now)))


def follow(
    follower: Follower,
    bell: Bell,
    *,
    every: float,
    on_look: Callable[[Look], None],
    until: Callable[[], bool] = lambda: False,
) -> None:
    """Keep a dataset up to date with a folder until told to stop.

    Args:
        follower: The folder and the dataset.
        bell: Rings when something may have changed.
        every: Seconds after which to look without being told.
        on_look: Is told what each look came to.
        until: Asked after each look whether to stop.

    Raises:
        SakatError: As `Follower.look`.
    """
    while not until():
        look = follower.look(time.monotonic())
        on_look(look)
        if look.waiting:
            time.sleep(follower.settle)
        elif not until():
            bell.wait(every)


def _read_still(files: list[Source], stamps: Snapshot, columns: Columns) -> Iterator[Article | Reject]:
    """Yield what the files hold, as long as they and those that describe them are as they were.

    Raises:
        FileChangedError: If one is not.
    """
    groups: dict[Path, list[Path]] = {}
    for stamped in stamps:
        groups.setdefault(group_of(stamped), []).append(stamped)
    for source in files:
        beside = groups[group_of(Path(source.location))]
        for item in read_articles([source], columns=columns):
            _check_still(beside, stamps)
            yield item
        _check_still(beside, stamps)


def _check_still(paths: list[Path], stamps: Snapshot) -> None:
    for path in paths:
        if stamp_of(path) != stamps[path]:
            raise FileChangedError(path)
