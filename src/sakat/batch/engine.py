"""Where shards are worked on: in this process, in a pool of processes, on a Dask cluster. Nothing else knows which."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import Protocol, TypeVar

from sakat.batch.settings import Execution

Argument = TypeVar("Argument")
Result = TypeVar("Result")


class Engine(Protocol):
    """A `concurrent.futures.Executor` that can be had anew when its workers have died.

    It starts with the first task: nobody waits for workers where there is nothing to do.
    """

    @property
    def died(self) -> tuple[type[BaseException], ...]:
        """What a task fails with whose worker died."""

    @property
    def window(self) -> int:
        """Tasks worth having under way, so that no worker waits for the next."""

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        """Return the future result of a function at module level; raises what is in `died` if it cannot be had."""

    def restart(self) -> None:
        """Have working workers again."""

    def close(self) -> None:
        """Stop the workers at once, whatever they are at."""


class InlineEngine:
    """Works in this process, one task after the other."""

    died: tuple[type[BaseException], ...] = ()
    window = 1

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        """Return the result, which is there already."""
        future: Future[Result] = Future()
        try:
            future.set_result(function(argument))
        except Exception as error:  # a future holds the error of its task, whatever it is; its result() raises it
            future.set_exception(error)
        return future

    def restart(self) -> None:
        """Nothing has died."""

    def close(self) -> None:
        """Nothing is under way."""


def make_engine(execution: Execution, spool: Path) -> Engine:
    """Return the engine that an execution asks for.

    Args:
        execution: Workers and cluster.
        spool: A folder for what goes between processes of this machine.

    Raises:
        ConfigError: If a cluster is asked for and Dask is not installed.
    """
    if execution.cluster is not None:
        from sakat.batch.cluster import ClusterEngine

        return ClusterEngine(execution.cluster, execution.workers)
    if execution.workers > 1:
        from sakat.batch.pool import PoolEngine

        return PoolEngine(execution.workers, spool)
    return InlineEngine()
