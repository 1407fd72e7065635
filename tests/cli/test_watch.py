import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sakat.cli import app
from sakat.storage.read import read_records

TEXT = "ตำรวจจับกุมนายสมชาย ใจดี ที่จังหวัด{place} เมื่อวันที่ {day} ธ.ค. 2566\n"
PLACES = ("น่าน", "แพร่", "ตรัง", "เลย", "ตาก", "พะเยา", "ลำพูน", "สตูล", "ยะลา", "ระนอง", "พังงา", "กระบี่")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(item) for item in arguments])


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    return tmp_path / "in"


@contextmanager
def watching(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    command = [str(Path(sys.executable).parent / "sakat"), "watch", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def put(folder: Path, number: int) -> None:
    path = folder / f"{number:02}.txt"
    fresh = path.with_suffix(".part")
    fresh.write_text(TEXT.format(place=PLACES[number], day=number + 1), "utf-8")
    os.replace(fresh, path)


def records_in(dataset: Path) -> int:
    try:
        return int(json.loads((dataset / "manifest.json").read_text("utf-8"))["counts"]["records"])
    except FileNotFoundError:
        return 0


def files_of(dataset: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in dataset.iterdir() if path.is_file() and path.name != "run.json"}


@pytest.mark.parametrize("how", [(), ("--poll", "0.1")], ids=["told", "polling"])
def test_watch_takes_what_arrives_and_ends_when_asked(
    how: tuple[str, ...], inbox: Path, tmp_path: Path, wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    put(inbox, 0)
    with watching(inbox, "-o", tmp_path / "out", "--settle", "0.1", *how) as process:
        wait_until(lambda: records_in(tmp_path / "out") == 1)
        put(inbox, 1)
        wait_until(lambda: records_in(tmp_path / "out") == 2)
        process.send_signal(signal.SIGTERM)
        printed, problems = process.communicate(timeout=60)
    assert process.returncode == 128 + signal.SIGTERM
    assert printed.startswith("1 articles: 1 records, 0 rejects")
    assert "stopped by SIGTERM; the dataset is whole" in problems
    assert run("extract", inbox, "-o", tmp_path / "expected").exit_code == 0
    assert files_of(tmp_path / "out") == files_of(tmp_path / "expected")


def test_watch_killed_at_work_loses_nothing_and_does_nothing_twice(
    inbox: Path, tmp_path: Path, wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    for number in range(len(PLACES)):
        put(inbox, number)
    arguments = (inbox, "-o", tmp_path / "out", "--settle", "0.1", "--workers", "2")
    with watching(*arguments) as process:
        wait_until(lambda: any((tmp_path / "out").glob(".sakat-parts/*")))
        process.kill()
        process.communicate()
    assert process.returncode == -signal.SIGKILL
    with watching(*arguments):
        wait_until(lambda: records_in(tmp_path / "out") == len(PLACES))
    assert len(list(read_records(tmp_path / "out" / "articles.jsonl"))) == len(PLACES)
    assert run("extract", inbox, "-o", tmp_path / "expected").exit_code == 0
    assert files_of(tmp_path / "out") == files_of(tmp_path / "expected")


def test_watch_once_takes_what_is_there_and_exits(inbox: Path, tmp_path: Path) -> None:
    put(inbox, 0)
    arguments = ("watch", inbox, "-o", tmp_path / "out", "--once", "--settle", "0.1")
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert "1 articles: 1 records, 0 rejects" in result.stdout
    assert run(*arguments).stdout == ""
    put(inbox, 1)
    assert "2 articles: 2 records" in run(*arguments).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none", "-o", "out"), "none: no such folder"),
        ((".", "-o", "out"), "would be read as articles"),
        ((".", "-o", "../out", "--settle", "-1"), "Invalid value"),
    ],
)
def test_wrong_use_exits_2(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("watch", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
