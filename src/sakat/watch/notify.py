"""Wakes a watcher: when the system says that a folder has changed, and every so often without being told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sakat.errors import ConfigError
from sakat.extras import need


class Bell:
    """What a watcher waits for; rung by another thread."""

    def __init__(self) -> None:
        self._rung = threading.Event()

    def ring(self) -> None:
        """Wake whoever waits, or who waits next."""
        self._rung.set()

    def wait(self, seconds: float) -> None:
        """Return when the bell rings, at the latest after so many seconds."""
        self._rung.wait(seconds)
        self._rung.clear()


def rung_by_changes(folder: Path, bell: Bell, *, every: float) -> AbstractContextManager[float]:
    """Return a context in which the bell rings at each change in a folder, as the system tells of it.

    Args:
        folder: The folder, watched in depth.
        bell: What to ring.
        every: What the context gives: seconds after which to look even if nothing was told, since a system with much to
            tell leaves something out.

    Raises:
        ConfigError: If watchdog is not installed; on entering, if the system watches no more folders.
    """
    events = need("watchdog.events", "watch")
    observers = need("watchdog.observers", "watch")
    handler = events.FileSystemEventHandler()
    handler.dispatch = lambda event: _ring(event, bell)
    observer = observers.Observer()
    observer.schedule(handler, str(folder), recursive=True)
    return _observing(observer, folder, every)


@contextmanager
def _observing(observer: Any, folder: Path, every: float) -> Iterator[float]:
    try:
        observer.start()
    except OSError as error:
        raise ConfigError(
            f"{folder}: the system does not tell of changes here ({error.strerror or error}); look yourself: --poll 5"
        ) from error
    try:
        yield every
    finally:
        observer.stop()
        observer.join()


_READING = frozenset({"opened", "closed_no_write"})


def _ring(event: Any, bell: Bell) -> None:
    if event.event_type not in _READING:
        bell.ring()
