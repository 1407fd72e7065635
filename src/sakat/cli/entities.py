"""`sakat train-entities`: the models that tell names among what lists, rules and the recognizer propose."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import out, print_scores, reports_errors


@reports_errors
def train_entities_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the models.")],
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with train/.")] = Path("corpus"),
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, help="Processes; the models are the same for any number.")
    ] = 1,
) -> None:
    """Train the models of names on the training articles and print what they score: same files, same bytes."""
    from sakat.training.entities import train_entities

    report = train_entities(corpus, output, workers=workers)
    out.print(f"{report.articles} articles -> {output}; each scored by models of the others:", markup=False)
    rows = (
        ("as they stand", report.names),
        ("tagger alone", report.tagged),
        ("lists, rules and recognizer", report.proposed),
    )
    print_scores("names, exact", rows)
