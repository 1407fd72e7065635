"""`sakat dates`: the dates of a text, one line each."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from rich.cells import cell_len
from rich.console import Console

from sakat.cli.console import out, reports_errors
from sakat.dates import TemporalMatch, find, format_thai
from sakat.inputs.article import parse_day
from sakat.text.normalize import canonical_text

_HEADER = ("expression", "type", "EDTF or TIMEX3", "Thai", "from", "rule")


@reports_errors
def dates_command(
    text: Annotated[str, typer.Argument(help="Thai text, or - for standard input.")],
    anchor: Annotated[
        str | None, typer.Option("--anchor", metavar="YYYY-MM-DD", help="Day the text was published, for เมื่อวานนี้.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object an expression.")] = False,
) -> None:
    """Find the dates and times of a text: what was read, its value, and by which rule."""
    day = parse_day(anchor, where="--anchor")
    written = sys.stdin.read() if text == "-" else text
    (_print_json if as_json else _print_matches)(find(canonical_text(written).text, anchor=day), out)


def _print_matches(matches: Sequence[TemporalMatch], console: Console) -> None:
    """Print a table of the matches, one line each whatever the width, and their warnings."""
    rows = [_HEADER, *map(_row, matches)]
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)]
        console.print("  ".join(cells).rstrip(), markup=False)
    for match in matches:
        for warning in match.warnings:
            console.print(f"warning {warning.code}: {match.text}: {warning.message}", markup=False, style="yellow")


def _row(match: TemporalMatch) -> tuple[str, ...]:
    kind = " ".join(filter(None, (match.timex_type, match.timex_mod)))
    value = match.edtf or match.timex_value
    return match.text, kind, value, _thai(match), match.resolution or "", match.rule_id


def _print_json(matches: Sequence[TemporalMatch], console: Console) -> None:
    """Print one JSON object a match."""
    for match in matches:
        console.print(json.dumps(asdict(match), ensure_ascii=False), markup=False)


def _thai(match: TemporalMatch) -> str:
    """Return the days of a value as Thai writes them, nothing for coarser values."""
    parts = [part[:10] for part in match.edtf.split("/")] if match.edtf and match.precision in _DAYS else []
    return " – ".join(format_thai(date.fromisoformat(part), style="short") if part != ".." else part for part in parts)


_DAYS = frozenset({"day", "week", "hour", "minute", "second"})
