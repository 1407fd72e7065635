"""What the commands share: where they print, and how errors end them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NoReturn, ParamSpec, TypeVar

import typer
from rich.console import Console

from sakat.errors import SakatError

if TYPE_CHECKING:
    from sakat.training.scores import Score

CHECK_FAILED = 1
WRONG_USE = 2

PIPE_WIDTH = 100
"""Columns where the output is no terminal."""

out = Console(soft_wrap=True, highlight=False)
if not out.is_terminal:
    out = Console(soft_wrap=True, highlight=False, width=PIPE_WIDTH)
err = Console(stderr=True, soft_wrap=True, highlight=False)

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


def fail(code: int) -> NoReturn:
    """End the command with an exit code."""
    raise typer.Exit(code)


def reports_errors(command: Callable[P, R]) -> Callable[P, R]:
    """Return the command with sakat's own errors printed in one line and exit code 2."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SakatError as error:
            err.print(f"sakat: {error}", markup=False)
            fail(WRONG_USE)

    return wrapped


def print_scores(found: str, rows: Iterable[tuple[str, Score]]) -> None:
    """Print a table of scores, a row each, under the name of what was found."""
    from rich.table import Table

    table = Table(found, "precision", "recall", "F1", "support", box=None)
    for name, score in rows:
        table.add_row(name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.support))
    out.print(table)


def with_progress(items: Iterable[T], *, what: str) -> Iterator[T]:
    """Yield the items, showing how many have come on a terminal; silent otherwise."""
    with counted(what) as on_done:
        for item in items:
            yield item
            on_done(1)


@contextmanager
def counted(what: str) -> Iterator[Callable[[int], None]]:
    """Yield what counts finished items on, shown on a terminal; silent otherwise."""
    if not err.is_terminal:
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda number: progress.advance(task, number)
