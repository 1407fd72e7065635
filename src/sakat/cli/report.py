"""The command that writes a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import out, reports_errors


@reports_errors
def report_command(
    outputs: Annotated[Path, typer.Argument(help="Dataset folder.")] = Path("outputs"),
    folder: Annotated[
        Path, typer.Option("--output", "-o", help="Folder of the report; an earlier one is replaced.")
    ] = (Path("report")),
    gold: Annotated[
        Path | None, typer.Option("--gold", help="Folder with dev/ and test/: adds scores and errors.")
    ] = None,
    previous: Annotated[
        Path | None,
        typer.Option("--previous", help="Dataset folder, or JSON of `sakat evaluate --json`, to compare with."),
    ] = None,
    show_test_errors: Annotated[
        bool, typer.Option("--show-test-errors", help="List the errors of the test split too; never tune on them.")
    ] = False,
) -> None:
    """Write the dataset as a folder of plain HTML, with its scores and errors."""
    from sakat.cli.scores import read_genres
    from sakat.report.write import write_report

    genres = read_genres(gold.parent / "articles") if gold is not None else None
    written = write_report(
        outputs, folder, gold=gold, genres=genres, previous=previous, show_test_errors=show_test_errors
    )
    out.print(f"{written.articles} articles: {written.pages} pages -> {folder / 'index.html'}", markup=False)
