"""A batch from articles to a dataset folder: what is done stays done, and the dataset changes only when it is whole."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sakat.batch.engine import Engine, make_engine
from sakat.batch.fingerprint import article_key, fingerprint
from sakat.batch.folder import held_folder, put_in_place, scratch
from sakat.batch.frame import Head, read_frame
from sakat.batch.ledger import Ledger
from sakat.batch.merge import Derive, Summary, write_files
from sakat.batch.parts import PartStore
from sakat.batch.schedule import work_through
from sakat.batch.settings import DEFAULT, HERE, Execution, Settings
from sakat.batch.shards import Shard, cut
from sakat.dataset.manifest import Inventory
from sakat.errors import InputError
from sakat.files import write_atomically
from sakat.inputs.article import Article, Reject

OnDone = Callable[[int], None]
"""Told how many more articles are done."""


def run_batch(
    articles: Iterable[Article | Reject],
    folder: Path,
    *,
    settings: Settings = DEFAULT,
    execution: Execution = HERE,
    force: bool = False,
    keep_parts: bool = False,
    derive: Derive | None = None,
    on_done: OnDone | None = None,
) -> Summary:
    """Write the dataset of the articles to a folder and return what it holds.

    Outcomes go to part files beside the dataset as they are had, and an article whose outcome is there already, from
    this or an interrupted run with the same code, configuration, resources and models, is not extracted again. Files
    are made beside their targets and renamed when all are complete: whatever happens before leaves the old ones.

    Args:
        articles: Articles, and rejects of reading; taken as there is room.
        folder: Where the dataset goes.
        settings: Configuration, knowledge base and recognizer.
        execution: Who works; the bytes are the same for any.
        force: Extract every article, whatever is there.
        keep_parts: Keep the part files, so that the next run extracts only what is new or changed.
        derive: Writes more files from the finished ones, which become part of the dataset.
        on_done: Is told how many more articles are done.

    Raises:
        OutputError: If the folder cannot be written, or another driver is at work in it.
        ConfigError: If the configuration cannot work.
        KnowledgeError: If the knowledge base cannot be used.
        ModelError: If a recognizer cannot be used.
        WorkerError: If there are no workers to be had.
    """
    with held_folder(folder) as workshop:
        store = PartStore(workshop)
        if force:
            store.keep(())
        try:
            with Ledger(workshop / "ledger.sqlite") as ledger:
                for place, head in store.scan():
                    if head.lasts:
                        ledger.add_outcome(head, place)
                with closing(make_engine(execution, scratch(workshop, "spool"))) as engine:
                    _extract(articles, ledger, store, engine, settings, execution, on_done or (lambda _: None))
                fresh = scratch(workshop, "fresh")
                inventory = Inventory(config=settings.config, kb=settings.kb, ner_model=settings.ner_model)
                summary, names = write_files(
                    ledger, store, fresh, inventory, derive, drop_near_duplicates=settings.drop_near_duplicates
                )
                put_in_place(fresh, folder, names)
                store.keep(ledger.parts() if keep_parts else ())
        finally:
            for name in ("spool", "fresh"):
                shutil.rmtree(workshop / name, ignore_errors=True)
            if store.is_empty():
                shutil.rmtree(workshop, ignore_errors=True)
    return summary


def _extract(
    articles: Iterable[Article | Reject],
    ledger: Ledger,
    store: PartStore,
    engine: Engine,
    settings: Settings,
    execution: Execution,
    on_done: OnDone,
) -> None:
    """Enter all articles into the ledger, and the outcome of those that had none."""
    empty = Shard(settings, fingerprint(settings))

    def to_do() -> Iterator[tuple[str, Article]]:
        for item in _read(articles):
            if isinstance(item, Reject):
                ledger.add_reject(item)
            elif ledger.add_article(key := article_key(item, empty.made_with)):
                yield key, item
                continue
            on_done(1)

    for shard, frames in work_through(cut(to_do(), empty, execution.shard_size), engine):
        if frames is None:
            ((key, article),) = shard.articles
            reject = worker_died(article)
            ledger.add_outcome(Head(key, reject.uri, reject.sha256, reject=reject), None)
        else:
            for place, frame in zip(store.write(shard.keys, frames), frames, strict=True):
                ledger.add_outcome(read_frame(frame).head, place)
        on_done(len(shard.articles))


def _read(articles: Iterable[Article | Reject]) -> Iterator[Article | Reject]:
    try:
        yield from articles
    except OSError as error:
        raise InputError(f"the articles cannot be read on: {error}", code="unreadable_file") from error


def worker_died(article: Article) -> Reject:
    """Return the reject of an article that kills whoever works on it."""
    uri = article.metadata.uri
    message = f"{uri}: the process that worked on this article died; expected a record"
    return Reject(uri, article.sha256, "extract", "worker_died", message)


def write_run(
    articles: Iterable[Article | Reject],
    folder: Path,
    *,
    command: str,
    settings: Settings = DEFAULT,
    execution: Execution = HERE,
    force: bool = False,
    keep_parts: bool = False,
    derive: Derive | None = None,
    on_done: OnDone | None = None,
) -> Summary:
    """Write a dataset and run.json, the only file with clock time, and return what the dataset holds.

    Raises:
        SakatError: As `run_batch`.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    summary = run_batch(
        articles,
        folder,
        settings=settings,
        execution=execution,
        force=force,
        keep_parts=keep_parts,
        derive=derive,
        on_done=on_done,
    )
    run = {
        "started": started.isoformat(timespec="seconds"),
        "finished": datetime.now(UTC).isoformat(timespec="seconds"),
        "duration_seconds": round(time.monotonic() - clock, 3),
        "command": command,
        "processes": execution.workers,
    }
    write_atomically(folder / "run.json", json.dumps(run, ensure_ascii=False, indent=2) + "\n")
    return summary
