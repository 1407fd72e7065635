"""`sakat train-events`: the models of the event stage."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import out, print_scores, reports_errors


@reports_errors
def train_events_command(
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the model.")],
    corpus: Annotated[Path, typer.Option("--corpus", help="Folder with train/.")] = Path("corpus"),
    workers: Annotated[
        int, typer.Option("--workers", "-w", min=1, help="Processes; the models are the same for any number.")
    ] = 1,
) -> None:
    """Train the models of events on the training articles and print what they score: same files, same bytes."""
    from sakat.training.events import train_events

    report = train_events(corpus, output, workers=workers)
    out.print(f"{report.articles} articles -> {output}; each scored by a model of the others:", markup=False)
    rows = (
        ("triggers, tagger", report.tagger),
        ("triggers, lexicon", report.lexicon),
        ("roles, model", report.roles),
        ("roles, rules", report.roles_by_rule),
        ("places, model", report.places),
        ("places, rules", report.places_by_rule),
    )
    print_scores("found by", rows)
    shares = f"model {report.modality.accuracy:.3f}, rules {report.modality_by_rule.accuracy:.3f}"
    out.print(f"right modality of {report.modality.support} events: {shares}", markup=False)
    pairs = (
        ("dates that are annotated", report.times.dated, report.times_by_rule.dated),
        ("no date where none is", report.times.undated, report.times_by_rule.undated),
        ("sources that are annotated", report.sources.told, report.sources_by_rule.told),
        ("no source where none is", report.sources.untold, report.sources_by_rule.untold),
    )
    for name, model, rules in pairs:
        shares = f"model {model.accuracy:.3f}, rules {rules.accuracy:.3f}"
        out.print(f"{name}, of {model.support} events: {shares}", markup=False)
