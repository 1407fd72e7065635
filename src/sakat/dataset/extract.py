"""Articles to records: one record or one reject for each article, whatever happens to the others."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from spacy.language import Language

from sakat.dataset.convert import to_record
from sakat.errors import ConfigError, InputError, SakatError
from sakat.inputs.article import Article, Reject, Stage
from sakat.inputs.parse import parse_article
from sakat.pipeline.build import build_pipeline, kb_overrides
from sakat.pipeline.layers import set_document_date
from sakat.record import Record
from sakat.record.check import check_record
from sakat.text.normalize import CanonicalText, canonical_text, decode

Outcome = Record | Reject
_CHUNK = 8
_AHEAD = 4


def extract_article(nlp: Language, article: Article) -> Outcome:
    """Return the record of an article, or the reject that says at which stage it failed and why."""
    stage: Stage = "read"
    try:
        article = parse_article(article)
        stage = "normalize"
        canonical = _canonical(article)
        stage = "extract"
        doc = nlp.make_doc(canonical.text)
        set_document_date(doc, article.metadata.document_date)
        record = to_record(nlp(doc), article, canonical.warnings)
        stage = "validate"
        check_record(record)
    except SakatError as error:
        return _reject(article, stage, error.code, str(error))
    except Exception as error:  # the boundary of one article: a defect costs this article, never the run
        message = (
            f"{article.metadata.uri}: {type(error).__name__}: {error}; this is a defect of sakat, please report it"
        )
        return _reject(article, stage, "internal_error", message)
    return record


def _canonical(article: Article) -> CanonicalText:
    try:
        return decode(article.content) if isinstance(article.content, bytes) else canonical_text(article.content)
    except InputError as error:
        raise InputError(f"{article.metadata.uri}: {error}", code=error.code) from error


def _reject(article: Article, stage: Stage, code: str, message: str) -> Reject:
    return Reject(article.metadata.uri, article.sha256, stage, code, message)


def extract_records(
    articles: Iterable[Article | Reject], *, config: Path | None = None, kb: Path | None = None, workers: int = 1
) -> Iterator[Outcome]:
    """Yield the outcome of each article in order: as many outcomes as articles, each with its article's uri.

    Args:
        articles: Articles, and rejects of reading, which pass through.
        config: A pipeline configuration; None for the default.
        kb: A knowledge base for the linker; None for that of the configuration, which by default has none.
        workers: Number of processes; the outcomes are the same for any number. With more than one, a script
            must guard its entry with `if __name__ == "__main__":`.

    Raises:
        ConfigError: If the configuration cannot work.
        KnowledgeError: If the knowledge base cannot be used.
    """
    if workers < 1:
        raise ConfigError(f"workers is {workers}; expected 1 or more")
    nlp = build_pipeline(config, overrides=kb_overrides(kb))
    if workers == 1:
        for article in articles:
            yield article if isinstance(article, Reject) else extract_article(nlp, article)
        return
    yield from _extract_parallel(iter(articles), config, kb, workers)


_worker_nlp: Language | None = None


def _start_worker(config: Path | None, kb: Path | None) -> None:
    global _worker_nlp
    _worker_nlp = build_pipeline(config, overrides=kb_overrides(kb))


def _work(chunk: list[Article | Reject]) -> list[Outcome]:
    assert _worker_nlp is not None, "the worker was started without its pipeline"
    return [item if isinstance(item, Reject) else extract_article(_worker_nlp, item) for item in chunk]


class _Pool:
    """A process pool that outlives the death of a worker."""

    def __init__(self, config: Path | None, kb: Path | None, workers: int) -> None:
        self._setup = config, kb
        self._workers = workers
        self._pool = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # spawn: the one way to start a process that is safe beside threads, and the same on every system
        context = get_context("spawn")
        return ProcessPoolExecutor(self._workers, context, _start_worker, self._setup)

    def submit(self, chunk: list[Article | Reject]) -> Future[list[Outcome]]:
        try:
            return self._pool.submit(_work, chunk)
        except BrokenProcessPool:
            self.restart()
            return self._pool.submit(_work, chunk)

    def restart(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start()

    def one_by_one(self, chunk: list[Article | Reject]) -> Iterator[Outcome]:
        """Yield the outcomes of a chunk whose worker died, the article that kills its worker as a reject."""
        for item in chunk:
            try:
                yield self.submit([item]).result()[0]
            except BrokenProcessPool:
                assert isinstance(item, Article), "a reject needs no work and kills no worker"
                message = f"{item.metadata.uri}: the process that worked on this article died; expected a record"
                yield _reject(item, "extract", "worker_died", message)
                self.restart()

    def close(self) -> None:
        self._pool.shutdown(wait=True, cancel_futures=True)


def _extract_parallel(
    articles: Iterator[Article | Reject], config: Path | None, kb: Path | None, workers: int
) -> Iterator[Outcome]:
    pool = _Pool(config, kb, workers)
    waiting: deque[tuple[list[Article | Reject], Future[list[Outcome]]]] = deque()
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (chunk := list(islice(articles, _CHUNK))):
                waiting.append((chunk, pool.submit(chunk)))
            if not waiting:
                return
            chunk, future = waiting.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                pool.restart()
                yield from pool.one_by_one(chunk)
                waiting = deque((later, pool.submit(later)) for later, _ in waiting)
                continue
            yield from outcomes
    finally:
        pool.close()
