"""The commands on articles, datasets and gold, each in a module that is imported when the command is run."""

from __future__ import annotations

from typing import Annotated

import typer

import sakat
from sakat.cli.lazy import CommandRow, lazy_group

COMMANDS = (
    CommandRow(
        "extract",
        "sakat.cli.batch:extract_command",
        "Extract articles into a dataset: texts, Markdown, JSON Lines, tables, pages, dumps, feeds, archives.",
    ),
    CommandRow(
        "build",
        "sakat.cli.batch:build_command",
        "Regenerate outputs/ from corpus/: same input, same bytes; only what changed is extracted again.",
    ),
    CommandRow(
        "watch",
        "sakat.cli.watch:watch_command",
        "Keep a dataset what `sakat extract FOLDER` makes of a folder, as articles come, change and go.",
    ),
    CommandRow(
        "show",
        "sakat.cli.show:show_command",
        "Read one article in the terminal: its text with coloured spans, then its events in Thai and English.",
    ),
    CommandRow(
        "dates",
        "sakat.cli.dates:dates_command",
        "Find the dates and times of a text: what was read, its value, and by which rule.",
    ),
    CommandRow(
        "cat",
        "sakat.cli.storage:cat_command",
        "Print rows of .jsonl, .jsonl.gz, .jsonl.zst or .parquet as JSON Lines.",
    ),
    CommandRow(
        "convert",
        "sakat.cli.storage:convert_command",
        "Write a whole dataset, nested and lossless, in another form (flat tables of events: `sakat export`).",
    ),
    CommandRow(
        "export",
        "sakat.cli.export:export",
        "Write a dataset for a spreadsheet, a database, a map, a calendar, a network tool, or as linked data.",
    ),
    CommandRow(
        "diff",
        "sakat.cli.diff:diff",
        "Tell what was added, removed and changed: articles, events and entities, with the text as evidence.",
    ),
    CommandRow(
        "report",
        "sakat.cli.report:report_command",
        "Write the dataset as a folder of plain HTML, with its scores and errors.",
    ),
    CommandRow(
        "explore",
        "sakat.cli.explore:explore_command",
        "Open a dataset in the browser: timeline, map, facets, search, articles with their events. Ctrl-C ends it.",
    ),
    CommandRow(
        "validate", "sakat.cli.records:validate_command", "Check records against the schema and every invariant."
    ),
    CommandRow(
        "schema",
        "sakat.cli.records:schema_command",
        "Print the JSON Schema of a record, or write all schemas to a folder.",
    ),
    CommandRow(
        "evaluate",
        "sakat.cli.scores:evaluate_command",
        "Score records against the gold set: precision, recall, F1 of entities, dates, events, arguments.",
    ),
    CommandRow("gold", "sakat.cli.gold:gold_app", "Write, check, compare and count the annotated corpus."),
    CommandRow(
        "annotate", "sakat.cli.annotate:annotate_app", "Take articles to an annotation tool to be corrected, and back."
    ),
    CommandRow("kb", "sakat.cli.kb:kb_app", "Make a local knowledge base for the linker, or ask one."),
    CommandRow(
        "names", "sakat.cli.names:names_app", "Latin spellings of names in Thai letters: rank them, or train the model."
    ),
    CommandRow("ner", "sakat.cli.ner:ner_app", "Train the statistical recognizer, or run it alone."),
    CommandRow(
        "train-entities",
        "sakat.cli.entities:train_entities_command",
        "Train the models of names on the training articles and print what they score: same files, same bytes.",
    ),
    CommandRow(
        "train-events",
        "sakat.cli.events:train_events_command",
        "Train the models of events on the training articles and print what they score: same files, same bytes.",
    ),
    CommandRow(
        "train-quotes",
        "sakat.cli.quotes:train_quotes_command",
        "Train the model of speakers on the training articles and print what it scores: same files, same bytes.",
    ),
    CommandRow(
        "bench",
        "sakat.cli.bench:bench_command",
        "Measure stages, whole runs and hostile texts, beside PyThaiNLP's newmm and the usual recipe.",
    ),
)

app = typer.Typer(
    cls=lazy_group(COMMANDS),
    name="sakat",
    help="Thai articles to a structured, validated, bilingual dataset of entities, dates and events.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sakat {sakat.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read what sakat is for in README.md."""
