"""`sakat gold`: the annotated corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors

gold_app = typer.Typer(help="Check the annotated corpus.", no_args_is_help=True)


@gold_app.callback()
def gold() -> None:
    """Check the annotated corpus."""


@gold_app.command()
@reports_errors
def check(
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with articles/ and gold/.")] = Path("corpus"),
) -> None:
    """Check every gold file against its text and the guidelines."""
    from sakat.gold import check_folder, find_gold

    problems = check_folder(corpus / "articles", corpus / "gold")
    for problem in problems:
        err.print(str(problem), markup=False)
    files = len(find_gold(corpus / "gold"))
    out.print(f"{files} gold files, {len(problems)} problems", markup=False)
    fail(CHECK_FAILED if problems else 0)
