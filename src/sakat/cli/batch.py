"""`sakat extract` and `sakat build`: articles to records or to a dataset folder."""

from __future__ import annotations

import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from sakat.cli.columns import takes_columns
from sakat.cli.console import CHECK_FAILED, counted, err, fail, out, reports_errors
from sakat.inputs.options import USUAL_COLUMNS, Columns

if TYPE_CHECKING:
    from sakat.batch.merge import Summary
    from sakat.batch.settings import Execution, Settings
    from sakat.inputs.article import Article, Reject

Config = Annotated[Path | None, typer.Option("--config", help="Pipeline configuration; the default one if not given.")]
Kb = Annotated[Path | None, typer.Option("--kb", help="Knowledge base of `sakat kb build`, for the linker.")]
NerModelOption = Annotated[
    str | None,
    typer.Option(
        "--ner-model",
        metavar="PATH|OWNER/NAME",
        help="Recognizer: a folder of `sakat ner train` or of a Hugging Face model, or one of its hub.",
    ),
]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes; the output is the same for any number.")
]
ShardSize = Annotated[
    int | None, typer.Option("--shard-size", min=1, help="Articles that one worker takes at once; 16 if not given.")
]
Cluster = Annotated[
    str | None,
    typer.Option("--cluster", metavar="local|tcp://…", help="Work on a Dask cluster: a new one here, or its address."),
]
Force = Annotated[
    bool, typer.Option("--force/--resume", help="Extract every article anew, or use what an earlier run has done.")
]
DropNearDuplicates = Annotated[
    bool, typer.Option("--drop-near-duplicates", help="Reject them; without it they are marked with a warning.")
]

_GOES_ON = "the dataset is untouched, and the same command goes on from what is done"


@reports_errors
@takes_columns
def extract_command(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Files, folders, globs, URLs, or - for standard input.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Dataset folder; without it records go to standard output.")
    ] = None,
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="YYYY-MM-DD", help="For articles that state none.")
    ] = None,
    columns: Columns = USUAL_COLUMNS,
    config: Config = None,
    kb: Kb = None,
    ner_model: NerModelOption = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    shard_size: ShardSize = None,
    force: Force = False,
    drop_near_duplicates: DropNearDuplicates = False,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet too.")] = False,
    compress: Annotated[bool, typer.Option("--compress", help="Write .jsonl.zst in place of .jsonl.")] = False,
) -> None:
    """Extract articles into a dataset: texts, Markdown, JSON Lines, tables, pages, dumps, feeds, archives."""
    from sakat.batch.run import write_run
    from sakat.batch.settings import Settings
    from sakat.inputs.read import find_inputs, read_articles, with_default_date
    from sakat.storage.columns import load_arrow
    from sakat.storage.convert import add_forms

    if parquet:
        load_arrow()  # whether it is there is better known before the work
    settings = Settings(config, kb, drop_near_duplicates, ner_model)
    files = find_inputs(inputs)
    articles = with_default_date(read_articles(files, stdin=sys.stdin.buffer, columns=columns), document_date)
    if output is None:
        with stoppable("what came before is printed"):
            fail(_print_records(articles, settings, _execution(workers, cluster, shard_size or 1)))
    with stoppable(_GOES_ON), counted("articles") as on_done:
        summary = write_run(
            articles,
            output,
            command=_command(),
            settings=settings,
            execution=_execution(workers, cluster, shard_size),
            force=force,
            derive=lambda folder: add_forms(folder, parquet=parquet, compress=compress),
            on_done=on_done,
        )
    _finish(summary, output)


@reports_errors
def build_command(
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with articles/ and gold/.")] = Path("corpus"),
    outputs: Annotated[Path, typer.Option("--outputs", help="Dataset folder.")] = Path("outputs"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if outputs/ differ.")] = False,
    config: Config = None,
    kb: Kb = None,
    ner_model: NerModelOption = None,
    workers: Workers = 1,
    cluster: Cluster = None,
    shard_size: ShardSize = None,
    force: Force = False,
) -> None:
    """Regenerate outputs/ from corpus/: same input, same bytes; only what changed is extracted again."""
    from sakat.batch.corpus import check_dataset, read_corpus
    from sakat.batch.run import write_run
    from sakat.batch.settings import Settings

    settings, execution = Settings(config, kb, ner_model=ner_model), _execution(workers, cluster, shard_size)
    if check:
        with stoppable("nothing was compared"):
            differences = check_dataset(corpus, outputs, settings=settings, execution=execution)
        for difference in differences:
            err.print(difference, markup=False)
        fail(CHECK_FAILED if differences else 0)
    with stoppable(_GOES_ON), counted("articles") as on_done:
        summary = write_run(
            read_corpus(corpus),
            outputs,
            command=_command(),
            settings=settings,
            execution=execution,
            force=force,
            keep_parts=True,
            on_done=on_done,
        )
    _finish(summary, outputs)


def _execution(workers: int, cluster: str | None, shard_size: int | None) -> Execution:
    from sakat.batch.settings import SHARD_SIZE, Execution

    return Execution(workers, cluster, shard_size or SHARD_SIZE)


def _print_records(articles: Iterator[Article | Reject], settings: Settings, execution: Execution) -> int:
    from sakat.batch.stream import stream_batch

    code = 0
    for outcome in stream_batch(articles, settings=settings, execution=execution):
        if isinstance(outcome, bytes):
            sys.stdout.buffer.write(outcome)
        else:
            code = CHECK_FAILED
            err.print(f"rejected: {outcome.message}", markup=False)
    return code


class _Stopped(BaseException):
    """A signal asks the command to stop."""

    def __init__(self, number: int) -> None:
        self.signal = signal.Signals(number)


@contextmanager
def stoppable(then: str) -> Iterator[None]:
    """End the command cleanly on SIGINT and SIGTERM: exit code 130 or 143, and what it means for what is done."""

    def stop(number: int, _: FrameType | None) -> None:
        raise _Stopped(number)

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    except _Stopped as stopped:
        err.print(f"sakat: stopped by {stopped.signal.name}; {then}", markup=False)
        fail(128 + stopped.signal)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _command() -> str:
    return shlex.join(["sakat", *sys.argv[1:]])


def _finish(summary: Summary, folder: Path, limit: int = 10) -> None:
    import json

    from sakat.storage.forms import find_table
    from sakat.storage.read import read_lines

    out.print(
        f"{summary.articles} articles: {summary.records} records, {summary.rejects} rejects, "
        f"{summary.events} events -> {folder}",
        markup=False,
    )
    rejects = find_table(folder, "rejects")
    for number, (_, line) in enumerate(read_lines(rejects)):
        if number == limit:
            err.print(f"… and {summary.rejects - limit} more in {rejects}", markup=False)
            break
        err.print(f"rejected: {json.loads(line)['message']}", markup=False)
    fail(CHECK_FAILED if summary.rejects else 0)
