"""`sakat train-quotes`: the model of who said a quotation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import out, print_scores, reports_errors


@reports_errors
def train_quotes_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with train/.")] = Path("corpus"),
) -> None:
    """Train the model of speakers on the training articles and print what it scores: same files, same bytes."""
    from sakat.training.quotes import train_quotes

    report = train_quotes(corpus, output)
    out.print(f"{report.articles} articles -> {output}; each scored by a model of the others:", markup=False)
    print_scores("found", (("quotations", report.quotes), ("with the right speaker", report.speakers)))
