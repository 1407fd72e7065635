from __future__ import annotations

import os
from pathlib import Path

import pytest

from sakat.errors import OutputError
from sakat.files import write_atomically


def test_write_atomically_makes_folders_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "ก" / "b.json"
    write_atomically(target, "เปรู\n")
    write_atomically(target, b"\xff")
    assert target.read_bytes() == b"\xff"
    assert list(target.parent.iterdir()) == [target]


def test_write_atomically_keeps_the_old_file_when_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a"
    target.write_text("old", "utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError, match=r"cannot be written \(No space left on device\)"):
        write_atomically(target, "new")
    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_write_atomically_keeps_a_link_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to("real")
    write_atomically(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"


def test_write_atomically_writes_to_what_is_no_regular_file() -> None:
    write_atomically(Path("/dev/null"), "lost")
    assert not Path("/dev/null").is_file()
