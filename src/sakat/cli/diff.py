"""`sakat diff`: what changed between two datasets."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sakat.compare import Change, Summary
    from sakat.compare.html import HtmlReport

_MARKS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
_STYLES = {"added": "green", "removed": "red", "changed": "yellow", "moved": "dim"}


@reports_errors
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Dataset folder.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Dataset folder to compare with it.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print all changes as JSON in place of tables.")] = False,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Write a web page of all changes.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit 1 if anything changed.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=0, help="Changes to print; the counts are of all.")] = 20,
) -> None:
    """Tell what was added, removed and changed: articles, events and entities, with the text as evidence."""
    from sakat.compare import Summary, compare_datasets, count_changes
    from sakat.compare.html import HtmlReport
    from sakat.compare.report import json_lines

    summary = Summary()
    with ExitStack() as stack:
        page = stack.enter_context(HtmlReport()) if html is not None else None
        changes = _onto(page, count_changes(compare_datasets(old, new), summary))
        if as_json:
            for line in json_lines(changes, summary):
                typer.echo(line)
        else:
            _print_changes([change for _, change in zip(range(limit), changes, strict=False)])
            for _ in changes:
                pass
            _print_summary(summary, limit)
        if page is not None and html is not None:
            page.write(html, summary, old=old.name, new=new.name)
            err.print(f"{summary.total} changes -> {html}", markup=False)
    fail(CHECK_FAILED if check and summary.total else 0)


def _onto(page: HtmlReport | None, changes: Iterator[Change]) -> Iterator[Change]:
    """Yield the changes as they come, each put onto the page too."""
    for change in changes:
        if page is not None:
            page.add(change)
        yield change


def _print_changes(changes: list[Change]) -> None:
    if not changes:
        return
    table = Table("", "kind", "type", "what", box=None, pad_edge=False)
    table.columns[-1].overflow = "fold"
    for change in changes:
        mark = Text(_MARKS[change.how], _STYLES[change.how])
        table.add_row(mark, change.kind, change.type or "", Text("\n").join(_lines(change)))
    out.print(table)


def _lines(change: Change) -> Iterator[Text]:
    """Yield what a person reads of a change: names, id, fields (but for the lines made from them), evidence."""
    from sakat.compare.html import as_text

    for label in (change.label_th, change.label_en):
        if label:
            yield Text(label)
    yield Text("  ".join(item for item in (change.new_id or change.old_id, change.uri) if item), "dim")
    for field in change.fields:
        if field.name not in {"label_th", "label_en"}:
            yield Text(f"{field.name}: {as_text(field.old)} → {as_text(field.new)}", _STYLES["changed"])
    if change.evidence and not any(field.name == "evidence_text" for field in change.fields):
        yield Text(f"«{change.evidence}»")


def _print_summary(summary: Summary, limit: int) -> None:
    if not summary.total:
        out.print("nothing changed")
        return
    if summary.total > limit:
        out.print(f"… {summary.total - limit} more: --limit, --json or --html shows them")
    table = Table("changes", "", "added", "removed", "changed", "moved", box=None, pad_edge=False)
    for kind, kind_type, counts in summary.rows():
        table.add_row("" if kind_type else kind, kind_type, *map(str, counts.values()))
    out.print(table)
