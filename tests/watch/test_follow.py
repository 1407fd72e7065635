import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from sakat.batch import work
from sakat.batch.folder import WORKSHOP
from sakat.batch.settings import Settings
from sakat.errors import ConfigError, InputError
from sakat.inputs.article import Article, Reject
from sakat.inputs.options import Columns
from sakat.inputs.sources import Source
from sakat.storage.read import read_records
from sakat.watch import follow as follow_module
from sakat.watch.follow import Follower, Look, follow, follow_once
from sakat.watch.notify import Bell

Contents = Callable[[Path], dict[str, bytes]]


@dataclass
class Watch:
    """A follower with a clock of its own, and what was extracted for it."""

    folder: Path
    output: Path
    work: list[str]
    now: float = 0
    options: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.follower = Follower(self.folder, self.output, settle=2, **self.options)

    def look(self, *, after: float = 0) -> Look:
        self.now += after
        return self.follower.look(self.now)

    def settle(self) -> Look:
        self.look()
        return self.look(after=2)

    def uris(self) -> list[str]:
        return sorted(record.source.uri for record in read_records(self.output / "articles.jsonl"))


@pytest.fixture
def watch(inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Watch:
    done: list[str] = []
    extract = work.extract_article

    def counted(nlp: Any, article: Article) -> Any:
        done.append(article.metadata.uri)
        return extract(nlp, article)

    monkeypatch.setattr(work, "extract_article", counted)
    return Watch(inbox, tmp_path / "out", done)


def put(folder: Path, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def test_what_arrives_is_taken_when_it_has_settled(watch: Watch, texts: dict[str, str]) -> None:
    put(watch.folder, texts)
    assert watch.look() == Look(None, tuple(sorted(watch.folder / name for name in texts)))
    assert not watch.output.exists()
    look = watch.look(after=2)
    assert look.summary is not None
    assert (look.summary.records, look.waiting) == (3, ())
    assert watch.uris() == ["ก.txt", "ข.txt", "ค.md"]
    assert watch.look(after=2) == Look(None, ())


def test_a_half_written_file_is_never_read(watch: Watch, texts: dict[str, str]) -> None:
    put(watch.folder, {"ก.txt": texts["ก.txt"], "ข.txt": texts["ข.txt"][:9]})
    watch.look()
    put(watch.folder, {"ข.txt": texts["ข.txt"][:30]})
    assert watch.look(after=2).waiting == (watch.folder / "ข.txt",)
    assert watch.uris() == ["ก.txt"]
    put(watch.folder, {"ข.txt": texts["ข.txt"]})
    watch.settle()
    assert watch.uris() == ["ก.txt", "ข.txt"]
    assert watch.work == ["ก.txt", "ข.txt"]


def test_a_file_moved_into_place_is_taken_whole(watch: Watch, tmp_path: Path, texts: dict[str, str]) -> None:
    put(tmp_path, {"fresh": texts["ก.txt"]})
    (tmp_path / "fresh").rename(watch.folder / "ก.txt")
    watch.settle()
    assert watch.uris() == ["ก.txt"]


def test_the_dataset_is_at_every_step_what_one_extraction_gives(
    watch: Watch, texts: dict[str, str], extracted: Contents, contents: Contents
) -> None:
    folder = watch.folder
    steps: list[Callable[[], object]] = [
        lambda: put(folder, texts),
        lambda: put(folder, {"ก.yaml": "document_date: 2023-12-06\n"}),
        lambda: put(folder, {"ง.jsonl": '{"id": 1, "text": "ศาลยกฟ้องนายสมชาย ใจดี"}\n{"text": \n'}),
        lambda: put(folder, {"ข.txt": texts["ข.txt"].replace("เวียงจันทน์", "ย่างกุ้ง")}),
        lambda: put(folder, {"จ.txt": texts["ก.txt"], "ฉ.txt": ""}),
        lambda: (folder / "ก.txt").rename(folder / "ฮ.txt"),
        lambda: (folder / "ง.jsonl").unlink(),
        lambda: shutil.move(folder / "ค.md", folder.parent / "ค.md"),
        lambda: shutil.move(folder.parent / "ค.md", folder / "ค.md"),
    ]
    for step in steps:
        step()
        watch.settle()
        assert contents(watch.output) == extracted(folder)


def test_nothing_is_extracted_twice_before_or_after_a_restart(watch: Watch, texts: dict[str, str]) -> None:
    put(watch.folder, {"ก.txt": texts["ก.txt"]})
    watch.settle()
    put(watch.folder, {"ข.txt": texts["ข.txt"]})
    watch.settle()
    watch.restart()
    put(watch.folder, {"ค.md": texts["ค.md"]})
    watch.settle()
    assert watch.work == ["ก.txt", "ข.txt", "ค.md"]
    assert watch.uris() == ["ก.txt", "ข.txt", "ค.md"]


def test_a_restart_without_news_touches_nothing(watch: Watch, texts: dict[str, str]) -> None:
    put(watch.folder, texts)
    watch.settle()
    before = (watch.output / "manifest.json").stat()
    watch.restart()
    assert watch.settle() == Look(None, ())
    assert (watch.output / "manifest.json").stat() == before


@pytest.mark.parametrize("damage", ["{", "[]", '{"made_with": 1}', "\udcff"])
def test_a_damaged_state_costs_a_look_and_nothing_else(
    watch: Watch, damage: str, texts: dict[str, str], extracted: Contents, contents: Contents
) -> None:
    put(watch.folder, texts)
    watch.settle()
    (watch.output / WORKSHOP / "watch.json").write_bytes(damage.encode("utf-8", "surrogateescape"))
    watch.restart()
    assert watch.settle().summary is not None
    assert len(watch.work) == 3
    assert contents(watch.output) == extracted(watch.folder)


def test_a_dataset_that_another_changed_is_made_anew(
    watch: Watch, texts: dict[str, str], extracted: Contents, contents: Contents
) -> None:
    put(watch.folder, texts)
    watch.settle()
    (watch.output / "manifest.json").write_text("{}", "utf-8")
    watch.restart()
    assert watch.settle().summary is not None
    assert contents(watch.output) == extracted(watch.folder)


def test_other_settings_bring_the_dataset_up_to_date(watch: Watch, texts: dict[str, str]) -> None:
    put(watch.folder, {"ก.txt": texts["ก.txt"] + texts["ข.txt"], "ข.txt": texts["ก.txt"] + texts["ข.txt"][:-9]})
    watch.settle()
    assert watch.uris() == ["ก.txt", "ข.txt"]
    watch.options = {"settings": Settings(drop_near_duplicates=True)}
    watch.restart()
    look = watch.settle()
    assert look.summary is not None
    assert look.summary.rejects == 1
    assert watch.uris() == ["ก.txt"]
    watch.options = {"document_date": "2024-08-23"}
    watch.restart()
    watch.settle()
    days = {record.source.document_date for record in read_records(watch.output / "articles.jsonl")}
    assert days == {"2024-08-23"}


def test_a_known_file_that_is_written_to_is_neither_left_out_nor_read_half(watch: Watch, texts: dict[str, str]) -> None:
    put(watch.folder, {"ก.txt": texts["ก.txt"], "ข.txt": texts["ข.txt"]})
    watch.settle()
    for restarted in (False, True):
        if restarted:
            watch.restart()
        put(watch.folder, {"ก.txt": texts["ก.txt"][:20], "ค.md": texts["ค.md"]})
        watch.look()
        put(watch.folder, {"ก.txt": texts["ก.txt"][:40]})
        assert watch.look(after=2) == Look(None, (watch.folder / "ก.txt",))
        assert watch.uris() == ["ก.txt", "ข.txt"]
    put(watch.folder, {"ก.txt": texts["ก.txt"]})
    watch.settle()
    assert watch.uris() == ["ก.txt", "ข.txt", "ค.md"]


@pytest.mark.parametrize("change", ["written", "gone", "described"])
def test_a_file_that_changes_while_it_is_read_stops_that_look_only(
    watch: Watch,
    change: str,
    texts: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    contents: Contents,
    extracted: Contents,
) -> None:
    put(watch.folder, {"ก.txt": texts["ก.txt"]})
    watch.settle()
    before = contents(watch.output)
    path = watch.folder / "ข.txt"
    put(watch.folder, {"ข.txt": texts["ข.txt"], "ข.yaml": "title: ข่าว\n"})
    watch.look()
    read = follow_module.read_articles
    changes = {
        "written": lambda: path.write_text(texts["ค.md"], "utf-8"),
        "gone": path.unlink,
        "described": lambda: (watch.folder / "ข.yaml").unlink(),
    }

    def changing(files: list[Source], *, columns: Columns) -> Iterator[Article | Reject]:
        for item in read(files, columns=columns):
            if files[0].location == str(path):
                changes[change]()
            yield item

    monkeypatch.setattr(follow_module, "read_articles", changing)
    look = watch.look(after=2)
    assert look.summary is None
    assert look.waiting[0].stem == "ข"
    assert contents(watch.output) == before
    monkeypatch.setattr(follow_module, "read_articles", read)
    watch.settle()
    assert contents(watch.output) == extracted(watch.folder)


def test_an_empty_or_lost_folder_leaves_the_dataset(watch: Watch, texts: dict[str, str], contents: Contents) -> None:
    assert watch.settle() == Look(None, ())
    put(watch.folder, {"ก.txt": texts["ก.txt"]})
    watch.settle()
    before = contents(watch.output)
    (watch.folder / "ก.txt").unlink()
    assert watch.settle() == Look(None, ())
    shutil.rmtree(watch.folder)
    with pytest.raises(InputError, match="no such folder"):
        watch.look(after=2)
    assert contents(watch.output) == before


def test_the_dataset_must_be_outside_of_the_folder(inbox: Path) -> None:
    for output in (inbox, inbox / "out", inbox / ".." / "in" / "out"):
        with pytest.raises(ConfigError, match="would be read as articles"):
            Follower(inbox, output)


def test_follow_once_waits_for_files_to_settle(inbox: Path, tmp_path: Path, texts: dict[str, str]) -> None:
    put(inbox, texts)
    looks: list[Look] = []
    last = follow_once(Follower(inbox, tmp_path / "out", settle=0.1), looks.append)
    assert last.waiting == ()
    assert [look.summary.records for look in looks if look.summary is not None] == [3]


def test_follow_once_leaves_a_file_that_never_settles(
    inbox: Path, tmp_path: Path, texts: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(inbox, {"ก.txt": texts["ก.txt"], "ข.txt": texts["ข.txt"]})
    times = iter(range(1, 10_000))
    follower = Follower(inbox, tmp_path / "out", settle=0.05)

    def write(look: Look) -> None:
        os.utime(inbox / "ข.txt", (next(times), 0))

    last = follow_once(follower, write)
    assert last.waiting == (inbox / "ข.txt",)
    assert [record.source.uri for record in read_records(tmp_path / "out" / "articles.jsonl")] == ["ก.txt"]


def test_follow_goes_on_until_told_to_stop(
    inbox: Path, tmp_path: Path, texts: dict[str, str], wait_until: Callable[[Callable[[], bool]], None]
) -> None:
    bell, stop, looks = Bell(), threading.Event(), list[Look]()
    follower = Follower(inbox, tmp_path / "out", settle=0.05)
    thread = threading.Thread(
        target=follow, args=(follower, bell), kwargs={"every": 60, "on_look": looks.append, "until": stop.is_set}
    )
    thread.start()
    try:
        for count, (name, text) in enumerate(texts.items(), 1):
            put(inbox, {name: text})
            bell.ring()
            wait_until(lambda number=count: any(look.summary and look.summary.records == number for look in looks))  # type: ignore[misc]
    finally:
        stop.set()
        bell.ring()
        thread.join(60)
    assert not thread.is_alive()
