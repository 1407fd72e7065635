import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from sakat.errors import ConfigError
from sakat.watch.notify import Bell, rung_by_changes


class CountingBell(Bell):
    def __init__(self) -> None:
        super().__init__()
        self.rings = 0

    def ring(self) -> None:
        self.rings += 1
        super().ring()


def test_the_bell_wakes_who_waits_and_who_waits_next() -> None:
    bell = Bell()
    bell.ring()
    bell.wait(60)
    waiter = threading.Thread(target=bell.wait, args=(60,))
    waiter.start()
    bell.ring()
    waiter.join(60)
    assert not waiter.is_alive()


def test_the_bell_rings_when_files_come_change_move_and_go(
    tmp_path: Path, wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    bell = CountingBell()
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.txt").write_text("ข่าว", "utf-8")
    with rung_by_changes(folder, bell, every=60) as every:
        assert every == 60
        for change in (
            lambda: (folder / "a.txt").write_text("ข่าว", "utf-8"),
            lambda: (folder / "a.txt").write_text("ข่าวใหม่", "utf-8"),
            lambda: (tmp_path / "outside.txt").rename(folder / "b.txt"),
            lambda: (folder / "b.txt").rename(folder / "c.txt"),
            lambda: (folder / "a.txt").unlink(),
        ):
            before = bell.rings
            change()
            wait_until(lambda seen=before: bell.rings > seen)  # type: ignore[misc]


def test_reading_a_file_does_not_ring(tmp_path: Path, wait_until: Callable[[Callable[[], bool]], None]) -> None:
    (tmp_path / "a.txt").write_text("ข่าว", "utf-8")
    bell = CountingBell()
    with rung_by_changes(tmp_path, bell, every=60):
        (tmp_path / "a.txt").read_text("utf-8")
        (tmp_path / "b.txt").mkdir()  # what is told in order: what came before it has been told, and rang or not
        wait_until(lambda: bell.rings > 0)
        assert bell.rings <= 2  # the new folder, and its parent as changed


def test_without_watchdog_the_error_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "watchdog.events", None)
    with pytest.raises(ConfigError, match=r"pip install 'sakat\[watch\]'") as caught:
        rung_by_changes(tmp_path, Bell(), every=60)
    assert caught.value.code == "missing_library"
