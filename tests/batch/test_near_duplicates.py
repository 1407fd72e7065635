import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sakat.batch.run import run_batch
from sakat.batch.settings import Execution, Settings
from sakat.dataset.validate import validate_file
from sakat.inputs.article import Article
from sakat.inputs.read import find_inputs, read_articles
from sakat.inputs.sources import Source
from sakat.record import Record
from sakat.storage.read import read_records

CREDIT = "\nที่มา: สำนักข่าวของรัฐ เรียบเรียงโดยกองบรรณาธิการ\n"
DROP = Settings(drop_near_duplicates=True)
Files = dict[str, bytes]


@pytest.fixture
def inbox(root: Path, tmp_path: Path) -> Path:
    """Three stories; the first again with a credit line and under another headline, and once more word for word."""
    folder = tmp_path / "in"
    folder.mkdir()
    stories = [
        (root / "corpus" / "articles" / f"{name}.txt").read_text("utf-8") for name in ("seato", "nan-flash-flood")
    ]
    headline, _, body = stories[0].partition("\n")
    texts = {
        "ก.txt": stories[0],
        "ข.txt": stories[1],
        "ค.txt": stories[0] + CREDIT,
        "ง.txt": "ย้อนรอยซีโต้ พันธมิตรยุคสงครามเย็น\n" + body,
        "จ.txt": stories[0],
        "ฉ.txt": headline,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def batch(folder: Path, output: Path, settings: Settings = Settings(), **options: object) -> Files:  # noqa: B008
    run_batch(read_articles(find_inputs([str(folder)])), output, settings=settings, **options)  # type: ignore[arg-type]
    return {path.name: path.read_bytes() for path in output.iterdir() if path.is_file()}


def warned(output: Path) -> dict[str, str]:
    """Return the message of each record that is marked as a near duplicate, by uri."""
    return {
        record.source.uri: warning.message
        for record in read_records(output / "articles.jsonl")
        for warning in record.warnings
        if warning.code == "near_duplicate"
    }


def record_of(output: Path, uri: str) -> Record:
    return next(record for record in read_records(output / "articles.jsonl") if record.source.uri == uri)


def test_near_duplicates_are_marked_with_the_first_and_kept(inbox: Path, tmp_path: Path) -> None:
    batch(inbox, tmp_path / "out")
    first = record_of(tmp_path / "out", "ก.txt")
    messages = warned(tmp_path / "out")
    assert sorted(messages) == ["ค.txt", "ง.txt"]
    for uri, message in messages.items():
        assert message.startswith(f"{uri}: shares 0.")
        assert f" of its text with ก.txt ({first.id}); expected less than 0.60" in message
    rejects = [json.loads(line) for line in (tmp_path / "out" / "rejects.jsonl").read_text("utf-8").splitlines()]
    assert [(reject["uri"], reject["code"]) for reject in rejects] == [("จ.txt", "duplicate_text")]
    assert validate_file(tmp_path / "out" / "articles.jsonl") == (5, [])


@pytest.mark.parametrize("settings", [Settings(), DROP], ids=["mark", "drop"])
def test_the_marks_are_the_same_for_any_shard_size_workers_and_run(
    settings: Settings, inbox: Path, tmp_path: Path
) -> None:
    expected = batch(inbox, tmp_path / "one", settings)
    assert batch(inbox, tmp_path / "two", settings, execution=Execution(workers=2, shard_size=1)) == expected
    for name in ("จ.txt", "ค.txt"):
        (inbox / name).rename(tmp_path / name)
    batch(inbox, tmp_path / "three", settings, keep_parts=True)
    for name in ("จ.txt", "ค.txt"):
        (tmp_path / name).rename(inbox / name)
    assert batch(inbox, tmp_path / "three", settings, keep_parts=True) == expected


def test_near_duplicates_are_dropped_when_asked_with_all_that_is_theirs(inbox: Path, tmp_path: Path) -> None:
    batch(inbox, tmp_path / "marked")
    dropped = {record_of(tmp_path / "marked", uri).id for uri in warned(tmp_path / "marked")}
    batch(inbox, tmp_path / "out", DROP)
    assert sorted(record.source.uri for record in read_records(tmp_path / "out" / "articles.jsonl")) == [
        "ก.txt",
        "ข.txt",
        "ฉ.txt",
    ]
    rejects = [json.loads(line) for line in (tmp_path / "out" / "rejects.jsonl").read_text("utf-8").splitlines()]
    assert [(reject["uri"], reject["stage"], reject["code"]) for reject in rejects] == [
        ("ค.txt", "write", "near_duplicate"),
        ("ง.txt", "write", "near_duplicate"),
        ("จ.txt", "write", "duplicate_text"),
    ]
    events = (tmp_path / "out" / "events.jsonl").read_text("utf-8")
    assert events
    assert not any(record_id in events for record_id in dropped)
    for name in ("ค.txt", "ง.txt", "จ.txt"):
        (inbox / name).unlink()
    alone = batch(inbox, tmp_path / "alone")
    for name in ("articles.jsonl", "events.jsonl", "entities.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == alone[name]


def test_the_first_in_the_input_is_the_first_whatever_its_id(inbox: Path, tmp_path: Path) -> None:
    (inbox / "ก.txt").rename(inbox / "ฮ.txt")
    batch(inbox, tmp_path / "out")
    assert sorted(warned(tmp_path / "out")) == ["ง.txt", "จ.txt"]
    assert all(" with ค.txt (" in message for message in warned(tmp_path / "out").values())


def test_an_article_that_gave_no_record_is_the_first_of_none(
    inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sakat.batch import work

    extract: Callable[..., object] = work.extract_article

    def failing(nlp: object, article: Article) -> object:
        if article.metadata.uri == "ก.txt":
            article = Article(article.metadata, b"", article.sha256)
        return extract(nlp, article)

    monkeypatch.setattr(work, "extract_article", failing)
    batch(inbox, tmp_path / "out")
    assert sorted(warned(tmp_path / "out")) == ["ง.txt", "จ.txt"]
    assert all(" with ค.txt (" in message for message in warned(tmp_path / "out").values())


def test_names_that_are_no_unicode_are_no_hindrance(tmp_path: Path, root: Path) -> None:
    text = (root / "corpus" / "articles" / "seato.txt").read_bytes()

    def articles() -> Iterator[Article]:
        for item in read_articles([Source(str(root / "corpus" / "articles" / "seato.txt"), "ก.txt")]):
            assert isinstance(item, Article)
            yield item
            yield Article(item.metadata.__class__(uri="\udce0.txt"), text + CREDIT.encode(), "0" * 64)

    summary = run_batch(articles(), tmp_path / "out")
    assert summary.articles == 2
    assert summary.records + summary.rejects == 2
