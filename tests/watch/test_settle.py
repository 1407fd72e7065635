import os
from pathlib import Path

import pytest

from sakat.errors import InputError
from sakat.watch.settle import Settling, Stamp, stamp_of, take_snapshot

A, B = Path("in/a.txt"), Path("in/b.txt")
OLD, NEW = Stamp(10, 1, 1, 7), Stamp(12, 2, 2, 7)


def test_a_file_settles_when_it_has_been_the_same_for_long_enough() -> None:
    settling = Settling(2)
    assert settling.observe({A: OLD}, 0) == {}
    assert settling.observe({A: OLD}, 1.9) == {}
    assert settling.observe({A: OLD}, 2) == {A: OLD}


@pytest.mark.parametrize("field", Stamp._fields)
def test_a_change_of_any_kind_starts_the_wait_anew(field: str) -> None:
    change = OLD._replace(**{field: 99})
    settling = Settling(2)
    settling.observe({A: OLD, B: OLD}, 0)
    assert settling.observe({A: change, B: OLD}, 2) == {B: OLD}
    assert settling.observe({A: change, B: OLD}, 3.9) == {B: OLD}
    assert settling.observe({A: change, B: OLD}, 4) == {A: change, B: OLD}


def test_a_file_that_went_and_came_back_waits_again() -> None:
    settling = Settling(2)
    settling.observe({A: OLD}, 0)
    assert settling.observe({}, 2) == {}
    assert settling.observe({A: OLD}, 3) == {}


def test_an_article_waits_for_what_describes_it() -> None:
    settling = Settling(2)
    sidecar = Path("in/a.yaml")
    settling.observe({A: OLD, B: OLD}, 0)
    assert settling.observe({A: OLD, B: OLD, sidecar: NEW}, 2) == {B: OLD}
    assert settling.observe({A: OLD, B: OLD, sidecar: NEW}, 4) == {A: OLD, B: OLD, sidecar: NEW}


def test_take_snapshot_sees_every_file_in_depth(tmp_path: Path) -> None:
    (tmp_path / "2567" / "มิ.ย.").mkdir(parents=True)
    (tmp_path / "2567" / "มิ.ย." / "ข่าว.txt").write_text("ข่าว", "utf-8")
    (tmp_path / ".ข่าว.txt.swp").touch()
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "none.txt")
    (tmp_path / "itself.txt").symlink_to(tmp_path / "itself.txt")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    os.mkfifo(tmp_path / "pipe.txt")
    assert list(take_snapshot(tmp_path)) == [tmp_path / "2567" / "มิ.ย." / "ข่าว.txt"]


def test_a_stamp_tells_writing_and_moving_into_place(tmp_path: Path) -> None:
    path, fresh = tmp_path / "a.txt", tmp_path / "fresh"
    assert stamp_of(path) is None
    path.write_text("ข่าว", "utf-8")
    before = stamp_of(path)
    fresh.write_text("ข่าว", "utf-8")
    fresh.replace(path)
    assert before is not None
    assert stamp_of(path) != before


def test_a_folder_that_is_gone_is_an_error_and_not_an_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder; the dataset is untouched"):
        take_snapshot(tmp_path / "none")
