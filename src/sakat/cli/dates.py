"""The dates of a text, one line each: what was read, as what, and by which rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from rich.console import Console
from rich.table import Table

from sakat.dates import TemporalMatch, format_thai


def print_matches(matches: Sequence[TemporalMatch], console: Console) -> None:
    """Print a table of the matches and their warnings."""
    table = Table(box=None, pad_edge=False)
    for column in ("expression", "type", "EDTF or TIMEX3", "Thai", "from", "rule"):
        table.add_column(column, overflow="fold")
    for match in matches:
        kind = " ".join(filter(None, (match.timex_type, match.timex_mod)))
        value = match.edtf or match.timex_value
        table.add_row(match.text, kind, value, _thai(match), match.resolution or "", match.rule_id)
    console.print(table)
    for match in matches:
        for warning in match.warnings:
            console.print(f"warning {warning.code}: {match.text}: {warning.message}", markup=False, style="yellow")


def print_json(matches: Sequence[TemporalMatch], console: Console) -> None:
    """Print one JSON object a match."""
    for match in matches:
        console.print(json.dumps(asdict(match), ensure_ascii=False), markup=False)


def _thai(match: TemporalMatch) -> str:
    """Return the days of a value as Thai writes them, nothing for coarser values."""
    parts = [part[:10] for part in match.edtf.split("/")] if match.edtf and match.precision in _DAYS else []
    return " – ".join(format_thai(date.fromisoformat(part), style="short") if part != ".." else part for part in parts)


_DAYS = frozenset({"day", "week", "hour", "minute", "second"})
