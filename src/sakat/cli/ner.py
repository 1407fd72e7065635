"""`sakat ner`: the statistical recognizer alone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.cli.lazy import command_group

Model = Annotated[
    str | None,
    typer.Option(
        "--model",
        metavar="PATH|OWNER/NAME",
        help="A folder of `sakat ner train` or of a Hugging Face model, or one of its hub; else the bundled one.",
    ),
]

ner_app = command_group("Train the statistical recognizer, or run it alone.")


@ner_app.command()
@reports_errors
def train(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Texts with [LABEL]…[/LABEL], one a line.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    dev: Annotated[
        Path | None, typer.Option("--dev", help="File to measure on; else a part of the training files.")
    ] = None,
    unlabelled: Annotated[
        Path | None, typer.Option("--unlabelled", help="JSON Lines (.gz too) with a text each, for word clusters.")
    ] = None,
) -> None:
    """Train the recognizer and print what it scores: same files, same bytes."""
    from sakat.training.ner import train_ner

    report = train_ner(files, output, dev_file=dev, unlabelled=unlabelled)
    out.print(f"{report.texts} texts -> {output}; scores on {report.dev_texts} held out of training:", markup=False)
    table = Table("label", "precision", "recall", "F1", "spans", box=None)
    for label, score in report.scores.items():
        table.add_row(label, f"{score.precision:.3f}", f"{score.recall:.3f}", f"{score.f1:.3f}", str(score.support))
    out.print(table)


@ner_app.command()
@reports_errors
def predict(
    source: Annotated[Path, typer.Argument(metavar="IN.jsonl", help="Rows {id, text}.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Rows {id, spans: [[start, end, label]]}.")],
    model: Model = None,
) -> None:
    """Run the bare model with its training labels."""
    from sakat.training.ner import predict_file
    from sakat.transformer.recognizer import load_recognizer

    done = predict_file(source, output, load_recognizer(model))
    for problem in done.problems:
        err.print(problem, markup=False)
    out.print(f"{done.rows} rows -> {output}, {len(done.problems)} passed over", markup=False)
    fail(CHECK_FAILED if done.problems else 0)
