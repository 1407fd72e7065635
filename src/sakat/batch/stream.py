"""A batch from articles to a stream of lines, in the order of the articles."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from sakat.batch.engine import make_engine
from sakat.batch.fingerprint import fingerprint
from sakat.batch.frame import read_frame
from sakat.batch.run import worker_died
from sakat.batch.schedule import work_through
from sakat.batch.settings import DEFAULT, HERE, Execution, Settings
from sakat.batch.shards import Shard, cut
from sakat.inputs.article import Article, Reject


def stream_batch(
    articles: Iterable[Article | Reject], *, settings: Settings = DEFAULT, execution: Execution = HERE
) -> Iterator[bytes | Reject]:
    """Yield the line of each article's record, or the reject that says why there is none, in input order.

    Raises:
        ConfigError: If the configuration cannot work.
        KnowledgeError: If the knowledge base cannot be used.
        ModelError: If a recognizer cannot be used.
        WorkerError: If there are no workers to be had.
    """
    empty = Shard(settings, fingerprint(settings))
    ready: dict[str, bytes | Reject] = {}

    def to_do() -> Iterator[tuple[str, Article]]:
        for position, item in enumerate(articles):
            if isinstance(item, Reject):
                ready[str(position)] = item
            else:
                yield str(position), item

    position = 0
    with (
        tempfile.TemporaryDirectory(prefix="sakat-") as spool,
        closing(make_engine(execution, Path(spool))) as engine,
    ):
        for shard, frames in work_through(cut(to_do(), empty, execution.shard_size), engine):
            if frames is None:
                ((key, article),) = shard.articles
                ready[key] = worker_died(article)
            else:
                for key, frame in zip(shard.keys, map(read_frame, frames), strict=True):
                    ready[key] = frame.head.reject or frame.article
            while (outcome := ready.pop(str(position), None)) is not None:
                yield outcome
                position += 1
    yield from (ready[key] for key in sorted(ready, key=int))
