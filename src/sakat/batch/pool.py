"""A pool of spawned processes that outlives the death of any of them, and does not outlive its driver."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from multiprocessing import parent_process
from multiprocessing.context import SpawnContext, SpawnProcess
from pathlib import Path
from typing import Any, TypeVar

Argument = TypeVar("Argument")
Result = TypeVar("Result")

_AHEAD = 2


class PoolEngine:
    """Works in processes of this machine, started by spawn: safe beside threads, and the same on every system.

    Arguments and results go through files, so that the messages of the pool are small enough to be written whole: a
    worker that is killed while it reads or writes a long one would leave the pool waiting for its other half.

    Args:
        workers: Number of processes.
        spool: Folder for arguments and results.
    """

    died: tuple[type[BaseException], ...] = (BrokenExecutor,)

    def __init__(self, workers: int, spool: Path) -> None:
        self.window = workers * _AHEAD
        self._workers = workers
        self._spool = spool
        self._numbers = count()
        self._context = _Context()
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, function: Callable[[Argument], Result], argument: Argument) -> Future[Result]:
        """Return the future result of a function at module level.

        Raises:
            BrokenExecutor: If a worker has died since the pool was started.
        """
        if self._pool is None:
            self._pool = ProcessPoolExecutor(self._workers, self._context, _start_worker)
        path = self._spool / str(next(self._numbers))
        path.write_bytes(pickle.dumps((function, argument)))
        outer: Future[Result] = Future()
        try:
            inner = self._pool.submit(_work_from_file, str(path))
        except BrokenExecutor:
            path.unlink()
            raise
        inner.add_done_callback(lambda done: _hand_over(done, outer, path))
        return outer

    def restart(self) -> None:
        """Stop what is left of the pool; the next task starts a new one."""
        self.close()

    def close(self) -> None:
        """Kill the workers: what they were at is not written yet, so nothing is half done."""
        pool, self._pool = self._pool, None
        if pool is not None:
            self._context.kill()
            self._context = _Context()
            pool.shutdown(wait=True, cancel_futures=True)


class _Worker(SpawnProcess):
    """A worker that Ctrl-C, which a terminal sends to every process, does not reach: its driver decides."""

    def start(self) -> None:
        with _no_interrupt():
            super().start()


class _Context(SpawnContext):
    """The way to start processes, which knows those it has started."""

    def __init__(self) -> None:
        self._started: list[_Worker] = []

    def Process(self, *args: Any, **kwargs: Any) -> _Worker:  # type: ignore[override]
        worker = _Worker(*args, **kwargs)
        self._started.append(worker)
        return worker

    def kill(self) -> None:
        for worker in self._started:
            if worker.pid is not None:
                worker.kill()


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Hold back the interrupt; a process started inside inherits that."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_driver, daemon=True).start()


def _die_with_driver() -> None:
    driver = parent_process()
    assert driver is not None, "a worker has a driver"
    driver.join()
    os._exit(1)


def _work_from_file(path: str) -> None:
    """Replace a file that holds a function and its argument by one that holds the result."""
    file = Path(path)
    function, argument = pickle.loads(file.read_bytes())
    file.write_bytes(pickle.dumps(function(argument)))


def _hand_over(done: Future[None], outer: Future[Result], path: Path) -> None:
    try:
        done.result()
        outer.set_result(pickle.loads(path.read_bytes()))
    except BaseException as error:  # whatever the task failed with is for whoever asks the future
        outer.set_exception(error)
    finally:
        path.unlink(missing_ok=True)
