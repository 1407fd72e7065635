"""`sakat show`: one record for a person to read in a terminal."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sakat.cli.batch import Config, NerModelOption
from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.record import Entity, Event, Record

_STYLES = {
    "PERSON": "bold magenta",
    "NORP": "magenta",
    "ORG": "bold blue",
    "GPE": "bold green",
    "LOC": "green",
    "FAC": "cyan",
    "EVENT": "bold yellow",
    "LAW": "yellow",
    "PRODUCT": "yellow",
    "WORK_OF_ART": "yellow",
    "LANGUAGE": "magenta",
    "DATE": "bold red",
    "TIME": "red",
}
_VALUE_STYLE = "dim"
_TRIGGER_STYLE = "reverse"


@reports_errors
def show_command(
    file: Annotated[str, typer.Argument(help="An article, or - for standard input.")],
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="YYYY-MM-DD", help="If the article states none.")
    ] = None,
    config: Config = None,
    ner_model: NerModelOption = None,
) -> None:
    """Read one article in the terminal: its text with coloured spans, then its events in Thai and English."""
    from sakat.dataset.extract import extract_records
    from sakat.inputs.read import find_inputs, read_articles, with_default_date

    articles = with_default_date(read_articles(find_inputs([file]), stdin=sys.stdin.buffer), document_date)
    rejected = False
    for outcome in extract_records(articles, config=config, ner_model=ner_model):
        if isinstance(outcome, Record):
            _print_record(outcome, out)
        else:
            rejected = True
            err.print(f"rejected: {outcome.message}", markup=False)
    fail(CHECK_FAILED if rejected else 0)


def _print_record(record: Record, console: Console) -> None:
    title = record.source.title or record.source.uri
    day = f" ({record.source.document_date})" if record.source.document_date else ""
    console.rule(f"{title}{day}")
    text = Text(record.text.rstrip())
    for mention in reversed(record.mentions):
        text.stylize(_STYLES.get(mention.label, _VALUE_STYLE), mention.start, mention.end)
    for event in record.events:
        text.stylize(_TRIGGER_STYLE, event.trigger.start, event.trigger.end)
    console.print(text)
    console.print(Text(" ").join(Text(label, style) for label, style in _STYLES.items()))
    _print_events(record, console)
    _print_entities(record.entities, console)
    _print_dates(record, console)
    for warning in record.warnings:
        console.print(f"warning {warning.code}: {warning.message}", markup=False, style="yellow")


def _print_events(record: Record, console: Console) -> None:
    console.rule(f"{len(record.events)} events")
    for event in record.events:
        console.print(Text.assemble((_codes(event), "bold"), " ", (f"«{event.trigger.text}»", _TRIGGER_STYLE)))
        console.print(f"  {event.label_th}", markup=False)
        console.print(f"  {event.label_en}", markup=False)


def _codes(event: Event) -> str:
    codes = [event.type if event.subtype is None else f"{event.type}/{event.subtype}", *event.mode]
    codes += [event.polarity] if event.polarity == "negated" else []
    codes += [event.modality] if event.modality != "asserted" else []
    return " ".join(codes) + f" {event.score:.2f}"


def _print_entities(entities: tuple[Entity, ...], console: Console) -> None:
    console.rule(f"{len(entities)} entities")
    table = _table("label", "Thai", "English", "from", "id")
    for entity in entities:
        table.add_row(
            Text(entity.label, _STYLES.get(entity.label, "")),
            entity.name_th,
            entity.name_en or "",
            entity.name_en_method or "",
            entity.id,
        )
    console.print(table)


def _print_dates(record: Record, console: Console) -> None:
    console.rule(f"{len(record.temporal)} expressions of time")
    table = _table("expression", "EDTF", "TIMEX3", "from")
    for item in record.temporal:
        timex = f"{item.timex.type} {item.timex.value}" + (f" {item.timex.mod}" if item.timex.mod else "")
        table.add_row(item.text, item.edtf or "", timex, item.resolution or "")
    console.print(table)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table
