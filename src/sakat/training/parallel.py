"""Runs the independent fits of a training side by side, each in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


def run_each(function: Callable[[A], B], arguments: Sequence[A], workers: int = 1) -> list[B]:
    """Return what a function makes of each argument, in order; the same for any number of workers.

    Args:
        function: Can be pickled, as its arguments and results can, if there are several workers.
        arguments: One for each call.
        workers: Processes at most; with one everything runs in this process.
    """
    if workers == 1 or len(arguments) < 2:
        return [function(argument) for argument in arguments]
    with ProcessPoolExecutor(min(workers, len(arguments)), mp_context=get_context("spawn")) as pool:
        return list(pool.map(function, arguments))
