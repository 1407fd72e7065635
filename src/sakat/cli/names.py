"""`sakat names`: Latin spellings of names written in Thai letters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sakat.cli.console import out, reports_errors
from sakat.cli.lazy import command_group

names_app = command_group("Latin spellings of names in Thai letters: rank them, or train the model.")


@names_app.command()
@reports_errors
def latin(names: Annotated[list[str], typer.Argument(metavar="NAME…", help="Foreign names in Thai letters.")]) -> None:
    """Print up to five Latin spellings of each word, the likeliest first."""
    from sakat.entities.graphones import latin_candidates

    for name in names:
        for word in name.split():
            ranked = "  ".join(f"{spelling} {score:.1f}" for spelling, score in latin_candidates(word))
            out.print(f"{word}  {ranked or '-'}", markup=False, highlight=False)


@names_app.command()
@reports_errors
def train(output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")]) -> None:
    """Train the model on the pairs of installed packages and print what it scores: same packages, same bytes."""
    from sakat.training.graphones import train_names

    report = train_names(output)
    out.print(f"{report.pairs} pairs -> {output}; scores on words held out of training:", markup=False)
    table = Table("words", "n", "first right", "among five", "letters wrong", box=None)
    for name, score in [*report.scores.items(), ("all, by RTGS", report.romanization)]:
        table.add_row(name, str(score.words), f"{score.first:.3f}", f"{score.five:.3f}", f"{score.errors:.3f}")
    out.print(table)
