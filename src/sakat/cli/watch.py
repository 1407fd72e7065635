"""`sakat watch`: a folder that articles arrive in, and the dataset that follows it."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sakat.cli.batch import Config, DropNearDuplicates, Kb, NerModelOption, Workers, stoppable
from sakat.cli.columns import takes_columns
from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.errors import ConfigError
from sakat.inputs.options import USUAL_COLUMNS, Columns

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from sakat.watch.follow import Look
    from sakat.watch.notify import Bell

_RESCAN = 60.0
_POLL = 5.0


@reports_errors
@takes_columns
def watch_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where articles arrive.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Dataset folder, outside of FOLDER.")],
    once: Annotated[bool, typer.Option("--once", help="Take what is there and exit, as for cron.")] = False,
    poll: Annotated[
        float | None,
        typer.Option("--poll", metavar="SECONDS", min=0.1, help="Look so often instead of being told of changes."),
    ] = None,
    settle: Annotated[
        float, typer.Option("--settle", metavar="SECONDS", min=0, help="A file unchanged for so long is whole.")
    ] = 2.0,
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="YYYY-MM-DD", help="For articles that state none.")
    ] = None,
    columns: Columns = USUAL_COLUMNS,
    config: Config = None,
    kb: Kb = None,
    ner_model: NerModelOption = None,
    workers: Workers = 1,
    drop_near_duplicates: DropNearDuplicates = False,
) -> None:
    """Keep a dataset what `sakat extract FOLDER` makes of a folder, as articles come, change and go."""
    from sakat.batch.settings import Execution, Settings
    from sakat.watch.follow import Follower, follow, follow_once
    from sakat.watch.notify import Bell

    follower = Follower(
        folder,
        output,
        settings=Settings(config, kb, drop_near_duplicates, ner_model),
        execution=Execution(workers),
        document_date=document_date,
        columns=columns,
        settle=settle,
    )
    with stoppable("the dataset is whole, and the same command goes on from here"):
        if once:
            look = follow_once(follower, _report)
            for path in look.waiting:
                err.print(f"{path}: still changing; left for the next time", markup=False)
            fail(CHECK_FAILED if look.waiting else 0)
        bell = Bell()
        notified = _notified(folder, bell) if poll is None else nullcontext(poll)
        with notified as every:
            follow(follower, bell, every=every, on_look=_report)


def _notified(folder: Path, bell: Bell) -> AbstractContextManager[float]:
    """Return what rings the bell at changes and tells how often to look besides; without watchdog, only the latter."""
    from sakat.watch.notify import rung_by_changes

    try:
        return rung_by_changes(folder, bell, every=_RESCAN)
    except ConfigError as error:
        if error.code != "missing_library":
            raise
        err.print(f"sakat: {error}; looking every {_POLL:g} seconds until then", markup=False)
        return nullcontext(_POLL)


def _report(look: Look) -> None:
    if look.summary is not None:
        summary = look.summary
        out.print(
            f"{summary.articles} articles: {summary.records} records, {summary.rejects} rejects, "
            f"{summary.events} events",
            markup=False,
        )
