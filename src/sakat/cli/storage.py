"""`sakat cat` and `sakat convert`: a dataset in any of its forms."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from sakat.cli.console import WRONG_USE, err, fail, out, reports_errors
from sakat.cli.standard_output import drop_output

_LAYOUT: dict[bool, dict[str, Any]] = {False: {"separators": (",", ":")}, True: {"indent": 2}}
_FORMS = "jsonl, jsonl.gz, jsonl.zst or parquet"


@reports_errors
def cat_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of a dataset, in any form.")],
    ids: Annotated[list[str] | None, typer.Option("--id", help="Only this id or uri; may be given again.")] = None,
    types: Annotated[
        list[str] | None, typer.Option("--type", help="Only this event type, or records with such an event.")
    ] = None,
    fields: Annotated[
        str | None, typer.Option("--fields", metavar="a,b.c", help="Only these keys; a point goes into a part.")
    ] = None,
    pretty: Annotated[bool, typer.Option("--pretty", help="Indent, one key a line.")] = False,
) -> None:
    """Print rows of .jsonl, .jsonl.gz, .jsonl.zst or .parquet as JSON Lines."""
    from sakat.storage.select import select_rows

    shown = [field for field in (fields or "").split(",") if field]
    try:
        for file in files:
            for row in select_rows(file, ids=ids or (), types=types or (), fields=shown):
                line = json.dumps(row, ensure_ascii=False, **_LAYOUT[pretty]).encode("utf-8", "backslashreplace")
                sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        drop_output()  # whoever reads has enough


@reports_errors
def convert_command(
    dataset: Annotated[Path, typer.Argument(metavar="DATASET", help="A dataset folder, in any form.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder to write to.")],
    to: Annotated[str, typer.Option("--to", metavar="FORM", help=f"{_FORMS}.")] = "parquet",
) -> None:
    """Write a whole dataset, nested and lossless, in another form (flat tables of events: `sakat export`)."""
    from sakat.storage.convert import convert_dataset
    from sakat.storage.forms import FORMS

    if to not in FORMS:
        err.print(f"sakat: --to: found {to!r}; expected {_FORMS}", markup=False)
        fail(WRONG_USE)
    counts = convert_dataset(dataset, output, form=to)
    listed = ", ".join(f"{count} {table}" for table, count in counts.items())
    out.print(f"{listed} -> {output} ({to})", markup=False)
