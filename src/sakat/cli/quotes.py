"""`sakat train-quotes`: the model of who said a quotation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sakat.cli.console import out, reports_errors


@reports_errors
def train_quotes_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with train/.")] = Path("corpus"),
) -> None:
    """Train the model of speakers on the training articles and print what it scores: same files, same bytes."""
    from sakat.training.quotes import train_quotes

    report = train_quotes(corpus, output)
    out.print(f"{report.articles} articles -> {output}; each scored by a model of the others:", markup=False)
    table = Table("found", "precision", "recall", "F1", "support", box=None)
    for name, score in (("quotations", report.quotes), ("with the right speaker", report.speakers)):
        table.add_row(name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.support))
    out.print(table)
