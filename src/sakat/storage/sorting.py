"""Sorts more lines than memory holds: they wait in a scratch file, only their keys are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import IO


class SortedLines:
    """Lines by a key, equal ones as they came."""

    def __init__(self, lines: Iterable[bytes], key: Callable[[bytes], str], scratch: IO[bytes]) -> None:
        self._scratch = scratch
        places = []
        for line in lines:
            places.append((key(line), scratch.tell()))
            scratch.write(line + b"\n")
        self._places = sorted(places)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Yield each key with its line."""
        for key, offset in self._places:
            self._scratch.seek(offset)
            yield key, self._scratch.readline().rstrip(b"\n")
