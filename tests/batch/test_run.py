import hashlib
import json
import os
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sakat.batch import run as module
from sakat.batch import work
from sakat.batch.fingerprint import fingerprint
from sakat.batch.folder import WORKSHOP, held_folder
from sakat.batch.merge import FILES
from sakat.batch.run import run_batch, write_run
from sakat.batch.settings import Execution, Settings
from sakat.errors import ConfigError, InputError, KnowledgeError, OutputError
from sakat.inputs.article import Article, Reject

MakeArticle = Callable[..., Article]
ReadRows = Callable[[Path], list[dict[str, Any]]]
ReadBytes = Callable[[Path], dict[str, bytes]]

REJECT = Reject("b.txt", None, "read", "unreadable_file", "b.txt: cannot be read")
LONG = "นายกิตติ บุญเรือง เดินทางไปเชียงราย และอำเภอเชียงแสน เมื่อวันที่ 5 มิถุนายน 2567 แล้วหารือกับผู้แทนลาว"


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the articles that were really extracted, as they were."""
    names: list[str] = []
    real = work.extract_article

    def noting(nlp: Any, article: Article) -> Any:
        names.append(article.metadata.uri)
        return real(nlp, article)

    monkeypatch.setattr(work, "extract_article", noting)
    return names


def test_run_batch_writes_every_file_and_nothing_else(make_article: MakeArticle, tmp_path: Path) -> None:
    summary = run_batch([make_article(1), REJECT], tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)
    assert (summary.articles, summary.records, summary.rejects) == (2, 1, 1)


def test_run_batch_manifest_describes_the_files(make_article: MakeArticle, tmp_path: Path) -> None:
    items = [make_article(2, LONG), make_article(1), REJECT]
    summary = run_batch(items, tmp_path)
    text = (tmp_path / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)
    assert text == json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    for name, described in manifest["files"].items():
        data = (tmp_path / name).read_bytes()
        assert described == {"sha256": hashlib.sha256(data).hexdigest(), "lines": data.count(b"\n")}
    assert manifest["inputs"] == [
        {"uri": "a/1", "sha256": items[1].sha256},
        {"uri": "a/2", "sha256": items[0].sha256},
        {"uri": "b.txt", "sha256": None},
    ]
    assert manifest["counts"]["events"] == summary.events > 0
    assert "triggers.tsv" in manifest["resources"]
    assert str(tmp_path) not in text


def test_run_batch_of_nothing_gives_an_empty_dataset(tmp_path: Path) -> None:
    assert run_batch([], tmp_path).articles == 0
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["inputs"] == []
    assert (tmp_path / "articles.jsonl").read_bytes() == b""


def test_run_batch_event_rows_carry_names_dates_and_evidence(
    make_article: MakeArticle, read_rows: ReadRows, tmp_path: Path
) -> None:
    run_batch([make_article(1, LONG)], tmp_path)
    (record,) = read_rows(tmp_path / "articles.jsonl")
    table = read_rows(tmp_path / "events.jsonl")
    assert [row["event_id"] for row in table] == [event["id"] for event in record["events"]] != []
    for row, event in zip(table, record["events"], strict=True):
        assert row["trigger"] == event["trigger"]["text"]
        assert len(row["actors_th"]) == len(row["actor_ids"]) == len(row["actors_en"])
        assert row["trigger"] in row["evidence_text"]
        if row["edtf"] == "2024-06-05":
            assert (row["date_start"], row["date_end"]) == ("2024-06-05", "2024-06-05")
    assert any(row["edtf"] == "2024-06-05" for row in table)


def test_run_batch_merges_entities_across_articles(
    make_article: MakeArticle, read_rows: ReadRows, tmp_path: Path
) -> None:
    run_batch([make_article(1), make_article(2, LONG)], tmp_path)
    records = read_rows(tmp_path / "articles.jsonl")
    table = {row["id"]: row for row in read_rows(tmp_path / "entities.jsonl")}
    assert list(table) == sorted(table)
    first, second = ({entity["id"] for entity in record["entities"]} for record in records)
    assert first & second
    for entity_id in table:
        assert table[entity_id]["article_count"] == (entity_id in first) + (entity_id in second)
    assert sum(row["mention_count"] for row in table.values()) == sum(
        mention["entity_id"] is not None for record in records for mention in record["mentions"]
    )


def test_run_batch_order_of_articles_does_not_matter(
    make_article: MakeArticle, read_bytes: ReadBytes, tmp_path: Path
) -> None:
    items = [make_article(number) for number in range(5)]
    run_batch(items, tmp_path / "one")
    run_batch(items[::-1], tmp_path / "two")
    assert read_bytes(tmp_path / "one") == read_bytes(tmp_path / "two")


def test_run_batch_keeps_the_first_of_two_articles_with_one_text(
    make_article: MakeArticle, read_rows: ReadRows, tmp_path: Path
) -> None:
    items = [make_article(1, uri="z"), make_article(1, uri="a"), make_article(1, uri="z")]
    summary = run_batch(items, tmp_path)
    assert (summary.records, summary.rejects) == (1, 2)
    assert read_rows(tmp_path / "rejects.jsonl") == [
        {
            "uri": uri,
            "sha256": items[0].sha256,
            "stage": "write",
            "code": "duplicate_text",
            "message": f"{uri}: same text as z; only the first is kept",
        }
        for uri in ("a", "z")
    ]


def test_run_batch_rejects_a_second_article_of_one_name(
    make_article: MakeArticle, read_rows: ReadRows, tmp_path: Path
) -> None:
    items = [make_article(1, uri="u"), make_article(2, uri="u"), make_article(2, uri="v")]
    summary = run_batch(items, tmp_path)
    assert [(row["uri"], row["code"]) for row in read_rows(tmp_path / "rejects.jsonl")] == [("u", "duplicate_uri")]
    assert summary.records == 2, "the text of a reject is no duplicate"


def test_run_batch_takes_names_that_no_file_can_hold(
    make_article: MakeArticle, read_rows: ReadRows, tmp_path: Path
) -> None:
    broken = Reject("ข่าว\udcff.txt", None, "read", "unreadable_file", "ข่าว\udcff.txt: cannot be read")
    summary = run_batch([make_article(1), broken, make_article(2, uri="\udcff")], tmp_path)
    assert summary.records == 1
    assert {row["uri"] for row in read_rows(tmp_path / "rejects.jsonl")} == {"ข่าว\udcff.txt", "\udcff"}


def test_run_batch_interrupted_leaves_the_old_files_and_goes_on(
    make_article: MakeArticle, read_bytes: ReadBytes, extracted: list[str], tmp_path: Path
) -> None:
    items = [make_article(number) for number in range(6)]
    run_batch(items[:1], tmp_path / "a")
    run_batch(items, tmp_path / "whole")
    before = read_bytes(tmp_path / "a")

    def interrupted() -> Iterator[Article | Reject]:
        yield from items[:4]
        raise KeyboardInterrupt

    del extracted[:]
    with pytest.raises(KeyboardInterrupt):
        run_batch(interrupted(), tmp_path / "a", execution=Execution(shard_size=2))
    assert read_bytes(tmp_path / "a") == before
    assert extracted == ["a/0", "a/1", "a/2", "a/3"]
    run_batch(items, tmp_path / "a", execution=Execution(shard_size=5))
    assert extracted[4:] == ["a/4", "a/5"]
    assert read_bytes(tmp_path / "a") == read_bytes(tmp_path / "whole")
    assert not (tmp_path / "a" / WORKSHOP).exists()


def test_run_batch_with_kept_parts_extracts_only_what_changed(
    make_article: MakeArticle, read_bytes: ReadBytes, extracted: list[str], tmp_path: Path
) -> None:
    def build(*items: Article, into: str = "kept", force: bool = False) -> list[str]:
        del extracted[:]
        run_batch(items, tmp_path / into, keep_parts=into == "kept", force=force)
        return list(extracted)

    one, two, three = (make_article(number) for number in range(1, 4))
    assert build(one, two, three) == ["a/1", "a/2", "a/3"]
    assert build(one, two, three) == []
    renamed = make_article(3, uri="a/9")
    assert build(one, make_article(2, LONG), renamed) == ["a/2", "a/9"]
    assert build(make_article(2, LONG), renamed) == []
    build(make_article(2, LONG), renamed, into="anew")
    assert read_bytes(tmp_path / "kept") == read_bytes(tmp_path / "anew")
    assert build(renamed, force=True) == ["a/9"]
    assert build(make_article(2, LONG), renamed) == ["a/2"], "what no article needs is not kept"


def test_run_batch_extracts_again_when_what_extracts_changes(
    make_article: MakeArticle, extracted: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_batch([make_article(1)], tmp_path, keep_parts=True)
    for place in (module, work):
        monkeypatch.setattr(place, "fingerprint", lambda settings: "of an edited rule")
    run_batch([make_article(1)], tmp_path, keep_parts=True)
    assert extracted == ["a/1", "a/1"]


@pytest.mark.parametrize("package", ["spacy", "trafilatura", "mwparserfromhell"])
def test_fingerprint_knows_every_package_that_an_outcome_depends_on(
    package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, now = metadata.version, fingerprint(Settings())
    assert fingerprint(Settings()) == now
    monkeypatch.setattr(metadata, "version", lambda name: "0.0" if name == package else real(name))
    assert fingerprint(Settings()) != now


def test_run_batch_tries_again_what_failed_for_no_fault_of_the_article(
    make_article: MakeArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError("none left")

    with monkeypatch.context() as patched:
        patched.setattr(work, "record_frame", fail)
        assert run_batch([make_article(1)], tmp_path, keep_parts=True).rejects == 1
    assert run_batch([make_article(1)], tmp_path, keep_parts=True).records == 1


@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda data: data[:40], lambda data: b"\0" + data])
def test_run_batch_does_without_a_damaged_part(
    damage: Callable[[bytes], bytes],
    make_article: MakeArticle,
    read_bytes: ReadBytes,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    items = [make_article(number) for number in range(3)]
    run_batch(items, tmp_path, keep_parts=True)
    before = read_bytes(tmp_path)
    (part,) = (tmp_path / WORKSHOP).glob("*.jsonl.gz")
    part.write_bytes(damage(part.read_bytes()))
    run_batch(items, tmp_path, keep_parts=True)
    assert read_bytes(tmp_path) == before
    assert "damaged" in caplog.text


def test_run_batch_gives_derived_files_the_same_treatment(make_article: MakeArticle, tmp_path: Path) -> None:
    def count(fresh: Path) -> list[str]:
        (fresh / "count.txt").write_bytes(b"%d\n" % (fresh / "articles.jsonl").read_bytes().count(b"\n"))
        return ["count.txt"]

    run_batch([make_article(1)], tmp_path, derive=count)
    assert (tmp_path / "count.txt").read_text("utf-8") == "1\n"
    assert json.loads((tmp_path / "manifest.json").read_text("utf-8"))["files"]["count.txt"]["lines"] == 1
    run_batch([make_article(1)], tmp_path)
    assert not (tmp_path / "count.txt").exists(), "a derived file that is no longer made does not stay behind"


def test_run_batch_tells_how_many_are_done(make_article: MakeArticle, tmp_path: Path) -> None:
    told: list[int] = []
    items = [REJECT, *(make_article(number) for number in (1, 2, 3, 1))]
    run_batch(items, tmp_path, execution=Execution(shard_size=2), on_done=told.append)
    assert sum(told) == 5


def test_run_batch_refuses_a_folder_where_another_is_at_work(make_article: MakeArticle, tmp_path: Path) -> None:
    with held_folder(tmp_path), pytest.raises(OutputError, match="another sakat is writing here"):
        run_batch([make_article(1)], tmp_path)
    assert run_batch([make_article(1)], tmp_path).records == 1


def test_run_batch_says_when_the_folder_cannot_be_written_before_it_reads(tmp_path: Path) -> None:
    def untouched() -> Iterator[Article]:
        raise AssertionError("an article was read")
        yield

    (tmp_path / "file").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="cannot be written"):
        run_batch(untouched(), tmp_path / "file" / "outputs")


def test_run_batch_does_not_blame_the_folder_for_its_input(tmp_path: Path) -> None:
    def broken() -> Iterator[Article]:
        raise OSError(5, "Input/output error")
        yield

    with pytest.raises(InputError, match="cannot be read on"):
        run_batch(broken(), tmp_path)


def test_run_batch_fails_of_bad_settings_and_leaves_nothing(make_article: MakeArticle, tmp_path: Path) -> None:
    config = tmp_path / "bad.cfg"
    config.write_text('[nlp]\nlang = "th"\npipeline = ["nonsense"]\n[components]\n', "utf-8")
    with pytest.raises(ConfigError, match=r"bad\.cfg"):
        run_batch([make_article(1)], tmp_path / "out", settings=Settings(config=config))
    with pytest.raises(KnowledgeError, match="no such file"):
        run_batch([make_article(1)], tmp_path / "out", settings=Settings(kb=tmp_path / "none.sqlite"))
    assert list((tmp_path / "out").iterdir()) == []
    for wrong in ({"workers": 0}, {"shard_size": 0}):
        with pytest.raises(ConfigError, match="is 0; expected 1 or more"):
            Execution(**wrong)


def test_write_run_survives_a_clock_that_goes_back(
    make_article: MakeArticle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Backwards(module.datetime):
        years = iter((2024, 1999))

        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls(next(cls.years), 1, 1, tzinfo=tz)

    monkeypatch.setattr(module, "datetime", Backwards)
    write_run([make_article(1)], tmp_path, command="sakat", keep_parts=True)
    written = json.loads((tmp_path / "run.json").read_text("utf-8"))
    assert written["finished"] < written["started"]
    assert written["duration_seconds"] >= 0
    for path in (tmp_path / WORKSHOP).iterdir():
        os.utime(path, (4e9, 4e9))
    assert run_batch([make_article(1)], tmp_path).records == 1


@given(numbers=st.lists(st.integers(0, 9), max_size=12), shard_size=st.integers(1, 13), kept=st.integers(0, 12))
def test_run_batch_gives_the_same_bytes_however_it_is_cut(
    numbers: list[int],
    shard_size: int,
    kept: int,
    make_article: MakeArticle,
    read_bytes: ReadBytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    items = [REJECT if number == 9 else make_article(number, uri=f"u/{number % 4}") for number in numbers]
    run_batch(items, folder / "one", execution=Execution(shard_size=100))
    run_batch(items[:kept], folder / "two", keep_parts=True)
    run_batch(items, folder / "two", execution=Execution(shard_size=shard_size), keep_parts=True)
    assert read_bytes(folder / "one") == read_bytes(folder / "two")
    rows = sum((folder / "one" / name).read_bytes().count(b"\n") for name in ("articles.jsonl", "rejects.jsonl"))
    assert rows == len(items)
