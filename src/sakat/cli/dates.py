"""The dates of a text, one line each: what was read, as what, and by which rule."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from rich.cells import cell_len
from rich.console import Console

from sakat.dates import TemporalMatch, format_thai

_HEADER = ("expression", "type", "EDTF or TIMEX3", "Thai", "from", "rule")


def print_matches(matches: Sequence[TemporalMatch], console: Console) -> None:
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


def print_json(matches: Sequence[TemporalMatch], console: Console) -> None:
    """Print one JSON object a match."""
    for match in matches:
        console.print(json.dumps(asdict(match), ensure_ascii=False), markup=False)


def _thai(match: TemporalMatch) -> str:
    """Return the days of a value as Thai writes them, nothing for coarser values."""
    parts = [part[:10] for part in match.edtf.split("/")] if match.edtf and match.precision in _DAYS else []
    return " – ".join(format_thai(date.fromisoformat(part), style="short") if part != ".." else part for part in parts)


_DAYS = frozenset({"day", "week", "hour", "minute", "second"})
