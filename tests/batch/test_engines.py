"""Whoever works, and whatever dies: the same bytes, no article lost, none twice."""

from __future__ import annotations

import importlib
import importlib.util
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sakat.batch.folder import WORKSHOP
from sakat.batch.run import run_batch
from sakat.batch.schedule import work_through
from sakat.batch.settings import DEFAULT, Execution
from sakat.batch.shards import Shard
from sakat.batch.stream import stream_batch
from sakat.errors import ConfigError, OutputError, WorkerError
from sakat.inputs.article import Article, Reject

MakeArticle = Callable[..., Article]
ReadBytes = Callable[[Path], dict[str, bytes]]

REJECT = Reject("b.txt", None, "read", "unreadable_file", "b.txt: cannot be read")
TWO = Execution(workers=2, shard_size=3)


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"sakat_test_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def stubbed(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the stub of the pipeline into this process and every one it starts."""
    stub = load("stub")
    folder = tmp_path_factory.mktemp("stub")
    stub.install(folder)
    monkeypatch.setenv("PYTHONPATH", str(folder))
    monkeypatch.setenv("STUB_FOLDER", str(folder))
    work = importlib.import_module("sakat.batch.work")
    monkeypatch.setattr(work, "extract_article", stub.extract_article)
    monkeypatch.setattr(work, "build_pipeline", lambda *_, **__: None)
    work._load.cache_clear()
    yield folder
    work._load.cache_clear()


def texts(make_article: MakeArticle, count: int, **special: str) -> list[Article | Reject]:
    items: list[Article | Reject] = [
        make_article(number, special.get(f"a{number}", f"ข่าวที่ {number}")) for number in range(count)
    ]
    return [*items[:5], REJECT, *items[5:], make_article(1, "ข่าวที่ 2")]


@pytest.mark.parametrize("execution", [TWO, Execution(workers=2, cluster="local", shard_size=2)], ids=["pool", "dask"])
def test_run_batch_gives_the_same_bytes_with_the_whole_pipeline(
    execution: Execution, make_article: MakeArticle, read_bytes: ReadBytes, tmp_path: Path
) -> None:
    if execution.cluster is not None:
        pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    items = [*(make_article(number) for number in range(7)), REJECT, make_article(8, b""), make_article(9, "ก" * 9)]
    run_batch(items, tmp_path / "inline")
    run_batch(items, tmp_path / "other", execution=execution)
    assert read_bytes(tmp_path / "other") == read_bytes(tmp_path / "inline")


def test_run_batch_rejects_the_article_that_kills_its_worker_and_no_other(
    make_article: MakeArticle, read_bytes: ReadBytes, tmp_path: Path, stubbed: Path
) -> None:
    items = texts(make_article, 12, a7="die")
    summary = run_batch(items, tmp_path / "died", execution=TWO)
    assert (summary.articles, summary.records, summary.rejects) == (14, 11, 3)
    rejects = (tmp_path / "died" / "rejects.jsonl").read_text("utf-8")
    assert rejects.count('"worker_died"') == 1
    assert "a/7: the process that worked on this article died" in rejects
    run_batch(items, tmp_path / "again", execution=Execution(workers=2, shard_size=100))
    assert read_bytes(tmp_path / "died") == read_bytes(tmp_path / "again")


def test_run_batch_keeps_an_article_whose_worker_was_killed_by_chance(
    make_article: MakeArticle, tmp_path: Path, stubbed: Path
) -> None:
    summary = run_batch(texts(make_article, 12, a7="die once"), tmp_path, execution=TWO)
    assert (summary.records, summary.rejects) == (12, 2)


def test_run_batch_on_a_cluster_outlives_a_worker(make_article: MakeArticle, tmp_path: Path, stubbed: Path) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    items = texts(make_article, 6, a3="die once")
    summary = run_batch(items, tmp_path, execution=Execution(workers=2, cluster="local", shard_size=2))
    assert (summary.records, summary.rejects) == (6, 2)


def test_run_batch_says_when_no_scheduler_answers(
    make_article: MakeArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("distributed", reason="the extra `cluster` is not installed")
    monkeypatch.setattr("sakat.batch.cluster._CONNECT_SECONDS", 0.5)
    with pytest.raises(ConfigError, match=r"tcp://127\.0\.0\.1:9: no Dask scheduler answers"):
        run_batch([make_article(1)], tmp_path, execution=Execution(cluster="tcp://127.0.0.1:9"))


def test_run_batch_names_the_extra_where_dask_is_absent(
    make_article: MakeArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ConfigError, match=r"pip install 'sakat\[cluster\]'"):
        run_batch([make_article(1)], tmp_path, execution=Execution(cluster="local"))


def test_run_batch_refuses_a_worker_with_other_code(
    make_article: MakeArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sakat.batch.run.fingerprint", lambda settings: "of another sakat")
    with pytest.raises(ConfigError, match="a worker has another sakat than the driver"):
        run_batch([make_article(1)], tmp_path)


class Died(Exception):
    """What this test's workers die of."""


class Mortal:
    """An engine that dies at every task of the wrong articles, or always."""

    died = (Died,)
    window = 3

    def __init__(self, deadly: set[str], *, stillborn: bool = False) -> None:
        self.deadly = deadly
        self.stillborn = stillborn
        self.tasks: list[list[str]] = []

    def submit(self, function: object, shard: Shard) -> object:
        from concurrent.futures import Future

        future: Future[list[bytes]] = Future()
        self.tasks.append(shard.keys)
        if self.stillborn or self.deadly & set(shard.keys):
            future.set_exception(Died())
        else:
            future.set_result([key.encode() for key in shard.keys])
        return future

    def restart(self) -> None: ...

    def close(self) -> None: ...


@pytest.mark.parametrize("deadly", [set(), {"0"}, {"3", "4"}, {"9"}, {str(number) for number in range(10)}])
@pytest.mark.parametrize("size", [1, 2, 3, 10])
def test_work_through_halves_until_the_deadly_article_stands_alone(
    deadly: set[str], size: int, make_article: MakeArticle
) -> None:
    keyed = [(str(number), make_article(number)) for number in range(10)]
    shards = [Shard(DEFAULT, "x", tuple(keyed[start : start + size])) for start in range(0, 10, size)]
    results = list(work_through(shards, Mortal(deadly)))  # type: ignore[arg-type]
    assert sorted(key for shard, _ in results for key in shard.keys) == [str(number) for number in range(10)]
    assert {key for shard, frames in results if frames is None for key in shard.keys} == deadly
    for shard, frames in results:
        assert frames is None or frames == [key.encode() for key in shard.keys]


def test_work_through_gives_up_when_workers_die_before_their_first_article(make_article: MakeArticle) -> None:
    shard = Shard(DEFAULT, "x", (("1", make_article(1)),))
    with pytest.raises(WorkerError, match="workers die before they have read an article"):
        list(work_through([shard] * 3, Mortal(set(), stillborn=True)))  # type: ignore[arg-type]


@pytest.mark.parametrize("execution", [Execution(shard_size=1), Execution(shard_size=4), TWO], ids=str)
def test_stream_batch_keeps_the_order_of_the_articles(
    execution: Execution, make_article: MakeArticle, stubbed: Path
) -> None:
    items = [REJECT, *texts(make_article, 9, a2="sleep"), REJECT]
    outcomes = list(stream_batch(items, execution=execution))
    assert len(outcomes) == len(items)
    for item, outcome in zip(items, outcomes, strict=True):
        if isinstance(item, Reject):
            assert outcome == item
        else:
            assert isinstance(outcome, bytes)
            assert f'"uri":"{item.metadata.uri}"'.encode() in outcome


def test_stream_batch_streams(make_article: MakeArticle, stubbed: Path) -> None:
    given: list[int] = []

    def articles() -> Iterator[Article]:
        for number in range(3):
            given.append(number)
            yield make_article(number)

    stream = stream_batch(articles(), execution=Execution(shard_size=1))
    next(stream)
    assert given == [0]
    stream.close()  # type: ignore[attr-defined]


def start(folder: Path, *arguments: str, articles: int = 60) -> subprocess.Popen[str]:
    lines = "".join(f'{{"id": {number}, "text": "ข่าวที่ {number} sleep"}}\n' for number in range(articles))
    (folder / "in.jsonl").write_text(lines, "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "sakat", "extract", "in.jsonl", "-o", "out", "--shard-size", "4", *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGINT, "2"), (signal.SIGTERM, "1")], ids=["INT", "TERM"])
def test_extract_stops_cleanly_on_a_signal_and_goes_on(
    number: signal.Signals, workers: str, tmp_path: Path, stubbed: Path
) -> None:
    driver = start(tmp_path, "--workers", workers)
    workshop = tmp_path / "out" / WORKSHOP
    while not any(workshop.glob("*.jsonl.gz")):
        assert driver.poll() is None, driver.communicate()
        time.sleep(0.02)
    driver.send_signal(number)
    _, told = driver.communicate(timeout=120)
    assert driver.returncode == 128 + number, told
    assert told.splitlines()[-1].startswith(f"sakat: stopped by {number.name}; the dataset is untouched, and the same")
    assert "Traceback" not in told
    assert {path.suffix for path in workshop.iterdir()} <= {".gz", ""}
    driver = start(tmp_path, "--workers", workers)
    printed, told = driver.communicate(timeout=120)
    assert printed.startswith("60 articles: 60 records, 0 rejects"), told


def test_run_batch_on_a_full_disk_keeps_the_old_dataset_and_goes_on(
    make_article: MakeArticle, read_bytes: ReadBytes, tmp_path: Path, stubbed: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        run_batch([make_article(0, "เก่า")], disk)
        before = read_bytes(disk)
        noise = random.Random(1)
        items = [
            make_article(number, "".join(chr(noise.randrange(0xE01, 0xE2F)) for _ in range(9000)))
            for number in range(30)
        ]
        for execution in (TWO, Execution(shard_size=2)):
            with pytest.raises(OutputError, match=r"No space left on device|disk is full|disk I/O error"):
                run_batch(items, disk, execution=execution)
            assert read_bytes(disk) == before
        subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
        assert run_batch(items, disk, execution=TWO).records == 30
        run_batch(items, tmp_path / "whole")
        assert read_bytes(disk) == read_bytes(tmp_path / "whole")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        with pytest.raises(OutputError, match=r"cannot be written.*Read-only file system"):
            run_batch(items, disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def test_run_batch_with_a_limit_of_file_size_keeps_the_old_dataset(
    make_article: MakeArticle, read_bytes: ReadBytes, tmp_path: Path, stubbed: Path
) -> None:
    run_batch([make_article(0, "เก่า")], tmp_path)
    before = read_bytes(tmp_path)
    items = [make_article(number, f"{number}" + "ข่าว" * 9000) for number in range(9)]
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    try:
        with pytest.raises(OutputError, match="cannot be written"):
            run_batch(items, tmp_path, execution=Execution(shard_size=2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert read_bytes(tmp_path) == before


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds workers by /proc")
def test_no_article_is_lost_or_twice_when_workers_and_drivers_are_killed(tmp_path: Path) -> None:
    chaos, chance = load("kill").Chaos(tmp_path), random.Random(7)
    for number in range(2):
        chaos.round(f"out{number}", chance)
