"""Gives shards to an engine and takes what comes back, whatever dies on the way."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import replace

from sakat.batch.engine import Engine
from sakat.batch.shards import Shard
from sakat.batch.work import extract_shard
from sakat.errors import WorkerError

Result = tuple[Shard, list[bytes] | None]

_STARTS = 3
_TRIES_OF_AN_ARTICLE = 3

log = logging.getLogger(__name__)


def work_through(shards: Iterable[Shard], engine: Engine) -> Iterator[Result]:
    """Yield each shard, or its halves, with the frames of its articles, in the order in which they are done.

    When a worker dies, each shard that was under way is a suspect: it is worked on again with nothing else under way.
    One that kills its worker alone is halved, and an article that does so three times comes with None for its frames.

    Args:
        shards: What is to be done; taken as there is room.
        engine: Who does it.

    Raises:
        WorkerError: If workers die before they are given an article.
        ConfigError: If the configuration cannot work, or a worker has another sakat.
        KnowledgeError: If the knowledge base cannot be used.
    """
    source = iter(shards)
    running: dict[Future[list[bytes]], Shard] = {}
    suspects: deque[Shard] = deque()
    while True:
        while not suspects and len(running) < engine.window and (shard := next(source, None)) is not None:
            try:
                running[engine.submit(extract_shard, shard)] = shard
            except engine.died:
                suspects.append(shard)
        if not running and not suspects:
            return
        if not running:
            yield from _alone(suspects.popleft(), engine)
            continue
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            shard = running.pop(future)
            try:
                frames = future.result()
            except engine.died:
                log.warning("a worker died; %d articles are tried again", len(shard.articles))
                suspects.append(shard)
            else:
                yield shard, frames


def _alone(shard: Shard, engine: Engine) -> Iterator[Result]:
    """Yield what a suspect gives with nothing else under way, so that a death is its own."""
    single = len(shard.articles) == 1
    for _ in range(_TRIES_OF_AN_ARTICLE if single else 1):
        _have_workers(shard, engine)
        try:
            frames = engine.submit(extract_shard, shard).result()
        except engine.died:
            log.warning("a worker died of %d articles", len(shard.articles))
        else:
            yield shard, frames
            return
    if single:
        yield shard, None
        return
    for half in shard.halves():
        yield from _alone(half, engine)


def _have_workers(shard: Shard, engine: Engine) -> None:
    """Return when a worker has loaded the pipeline: what kills it after that is an article."""
    for start in range(1 + _STARTS):
        try:
            engine.submit(extract_shard, replace(shard, articles=())).result()
        except engine.died as error:
            if start:
                log.warning("a worker died before its first article: %s", error)
            engine.restart()
        else:
            return
    raise WorkerError(
        f"workers die before they have read an article, {_STARTS} times in a row; is there memory for --workers? "
        "What is done is kept: the same command goes on from there"
    )
