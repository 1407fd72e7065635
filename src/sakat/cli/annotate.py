"""`sakat annotate`: to annotation tools and back."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.cli.lazy import command_group
from sakat.files import write_atomically

annotate_app = command_group("Take articles to an annotation tool to be corrected, and back.")


class FormatName(StrEnum):
    """The formats, as `--to` and `--from` name them."""

    LABEL_STUDIO = "label-studio"
    BRAT = "brat"
    SPACY = "spacy"
    CONLLU = "conllu"
    CONLL = "conll"


@annotate_app.command("export")
@reports_errors
def export_(
    inputs: Annotated[
        list[Path],
        typer.Argument(
            metavar="INPUT…", help="Records in any form, dataset folders, gold (.json, .anno), its folders."
        ),
    ],
    to: Annotated[FormatName, typer.Option("--to", help="Format; `sakat annotate formats` tells what each holds.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File, or folder for brat.")],
    articles: Annotated[Path, typer.Option("--articles", help="Folder of the texts of gold JSON.")] = Path(
        "corpus/articles"
    ),
    finished: Annotated[
        bool, typer.Option("--finished", help="Label Studio: as annotations, not as predictions to be corrected.")
    ] = False,
) -> None:
    """Write annotated articles in the format of a tool, and say what it could not hold."""
    from sakat.annotation import FORMATS, export_articles, read_articles

    format = FORMATS[to.value]
    done = export_articles(read_articles(inputs, articles=articles), format, output, finished=finished)
    for problem in done.problems:
        err.print(problem, markup=False)
    for key, count in done.losses.items():
        err.print(
            f"not held by {to.value}: {key}: {count} ({format.cannot_hold.get(key, 'a defect: report it')})",
            markup=False,
        )
    out.print(f"{done.articles} articles -> {output}", markup=False)
    fail(CHECK_FAILED if done.problems else 0)


@annotate_app.command("import")
@reports_errors
def import_(
    file: Annotated[Path, typer.Argument(help="What the tool exported; for brat its folder.")],
    format_name: Annotated[FormatName, typer.Option("--from", help="Format.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder for the gold, <id>.json.")],
    articles: Annotated[
        Path | None, typer.Option("--articles", help="Folder of the texts: compared, and written if not there.")
    ] = None,
    predictions: Annotated[
        bool, typer.Option("--predictions", help="Label Studio: take predictions where nobody annotated.")
    ] = False,
) -> None:
    """Read what a tool exported, check it against the guidelines, and write it as gold."""
    from sakat.annotation import FORMATS, import_articles

    done = import_articles(file, FORMATS[format_name.value], output, articles=articles, predictions=predictions)
    for problem in done.problems:
        err.print(problem, markup=False)
    out.print(f"{len(done.articles)} articles -> {output}", markup=False)
    fail(CHECK_FAILED if done.problems else 0)


@annotate_app.command()
@reports_errors
def config(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File; standard output if not given.")] = None,
) -> None:
    """Write the labeling configuration for Label Studio, labels in Thai and English."""
    from sakat.annotation.label_studio import label_config

    if output is None:
        typer.echo(label_config(), nl=False)
    else:
        write_atomically(output, label_config())


@annotate_app.command()
def formats() -> None:
    """List the formats, and what each cannot hold."""
    from sakat.annotation import FORMATS

    for format in FORMATS.values():
        out.print(f"{format.name}: {format.files}", markup=False)
        reasons: dict[str, list[str]] = {}
        for key, reason in format.cannot_hold.items():
            reasons.setdefault(reason, []).append(key)
        for reason, keys in reasons.items():
            out.print(f"  not held: {', '.join(keys)} ({reason})", markup=False)
