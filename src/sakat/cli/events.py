"""`sakat train-events`: the trigger tagger of the event stage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sakat.cli.console import out, reports_errors


@reports_errors
def train_events_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with train/.")] = Path("corpus"),
) -> None:
    """Train the trigger tagger on the annotated training articles and print what it scores: same files, same bytes."""
    from sakat.training.events import train_events

    report = train_events(corpus, output)
    out.print(f"{report.articles} articles -> {output}; each scored by a model of the others:", markup=False)
    table = Table("core events", "precision", "recall", "F1", "events", box=None)
    for name, score in (("tagger", report.tagger), ("lexicon", report.lexicon)):
        table.add_row(name, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.support))
    out.print(table)
