"""`sakat bench`: how fast the pipeline is, as ratios within one run."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import out, reports_errors


class Part(StrEnum):
    """What can be measured."""

    stages = "stages"
    runs = "runs"
    hostile = "hostile"


@reports_errors
def bench_command(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT]…", help="Articles; corpus/articles.")] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the table and the plot.")] = Path(
        "outputs/bench"
    ),
    part: Annotated[list[Part] | None, typer.Option("--part", help="Measure only this; may be repeated.")] = None,
    rounds: Annotated[int, typer.Option("--rounds", min=1, help="Rounds of the stages, pairs of workers.")] = 5,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Articles at most.")] = 200,
    largest: Annotated[int, typer.Option("--largest", min=1, help="Largest multiple of the input that is run.")] = 100,
) -> None:
    """Measure stages, whole runs and hostile texts, beside PyThaiNLP's newmm and the usual recipe."""
    from sakat.benchmark.measure import measure
    from sakat.benchmark.report import to_markdown, write_report

    parts = frozenset(part or Part)
    report = measure(inputs or ["corpus/articles"], parts, rounds=rounds, limit=limit, largest=largest)
    write_report(report, output)
    out.print(to_markdown(report), markup=False, end="")
