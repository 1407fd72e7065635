"""`sakat kb`: the local knowledge base."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, cast, get_args

import typer
from rich.table import Table

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors, with_progress
from sakat.cli.lazy import command_group
from sakat.errors import ConfigError
from sakat.record.mention import Label

kb_app = command_group("Make a local knowledge base for the linker, or ask one.")

_SHOWN_PROBLEMS = 10


@kb_app.command()
@reports_errors
def build(
    source: Annotated[
        Path, typer.Argument(metavar="SOURCE", help="Wikidata dump (.json) or table (.csv), plain, .gz or .bz2.")
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The SQLite file.")],
    force: Annotated[bool, typer.Option("--force", help="Start anew, whatever is there.")] = False,
) -> None:
    """Make a knowledge base; run again after an interruption to go on."""
    from sakat.kb.build import build_knowledge

    report = build_knowledge(source, output, force=force, watch=lambda lines: with_progress(lines, what="lines"))
    for problem in report.problems[:_SHOWN_PROBLEMS]:
        where = source.name if problem.line is None else f"{source.name}:{problem.line}"
        err.print(f"{where}: {problem.reason}", markup=False)
    if report.damaged > _SHOWN_PROBLEMS:
        err.print(f"… and {report.damaged - _SHOWN_PROBLEMS} more", markup=False)
    if report.resumed_at is None:
        out.print(f"{output}: complete already; --force makes it anew", markup=False)
    out.print(
        f"{report.lines} lines, {report.damaged} damaged: {report.entities} entities, {report.names} names -> {output}",
        markup=False,
    )
    fail(CHECK_FAILED if report.damaged else 0)


@kb_app.command()
@reports_errors
def show(
    form: Annotated[str, typer.Argument(metavar="FORM", help="A Thai name.")],
    kb: Annotated[Path, typer.Option("--kb", help="Knowledge base of `sakat kb build`.")],
    label: Annotated[
        str | None, typer.Option("--label", help="OntoNotes label of the mention; others lose points.")
    ] = None,
) -> None:
    """Print what may be meant by a name, the likeliest first, scored as if the article named nothing else."""
    from sakat.entities.knowledge import Knowledge
    from sakat.entities.ranking import MARGIN, winner

    ranked = Knowledge(kb).candidates(form, _read_label(label))
    if not ranked:
        out.print(f"{form}: no thing of this name in {kb}", markup=False)
        return
    table = Table("score", "id", "label", "Thai", "English", "description", "code", "weight", box=None)
    for item in ranked:
        thing = item.known.thing
        words = (thing.qid, thing.label, thing.name_th, thing.name_en, thing.description_en, thing.iso3166)
        table.add_row(f"{item.score:.2f}", *(word or "" for word in words), str(thing.weight))
    out.print(table)
    chosen = winner(ranked)
    out.print(f"none leads by {MARGIN:g}" if chosen is None else f"chosen: {chosen.thing.qid}", markup=False)


def _read_label(written: str | None) -> Label | None:
    if written is None:
        return None
    if written not in get_args(Label):
        raise ConfigError(f"--label: {written!r}; expected an OntoNotes label such as GPE or PERSON")
    return cast(Label, written)
