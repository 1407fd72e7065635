"""`sakat validate` and `sakat schema`: what a record is, and whether these are some."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors


@reports_errors
def validate_command(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of records, in any form of `sakat cat`.")],
) -> None:
    """Check records against the schema and every invariant."""
    from sakat.dataset.validate import validate_file

    broken = 0
    for file in files:
        records, problems = validate_file(file)
        for problem in problems:
            err.print(problem, markup=False)
        broken += len(problems)
        out.print(f"{file}: {records} records, {len(problems)} problems", markup=False)
    fail(CHECK_FAILED if broken else 0)


@reports_errors
def schema_command(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Folder to write the schemas to.")] = None,
) -> None:
    """Print the JSON Schema of a record, or write all schemas to a folder."""
    from sakat.dataset.schemas import schema_texts, write_schemas

    if output is not None:
        for path in write_schemas(output):
            out.print(str(path), markup=False)
        return
    for text in schema_texts().values():
        sys.stdout.buffer.write(text.encode())
