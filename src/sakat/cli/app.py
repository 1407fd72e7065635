"""The commands on articles, datasets and gold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import sakat
from sakat.cli.annotate import annotate_app
from sakat.cli.batch import Config, build_command, extract_command
from sakat.cli.bench import bench_command
from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors
from sakat.cli.diff import diff
from sakat.cli.events import train_events_command
from sakat.cli.explore import explore_command
from sakat.cli.export import export
from sakat.cli.gold import gold_app
from sakat.cli.kb import kb_app
from sakat.cli.names import names_app
from sakat.cli.ner import ner_app
from sakat.cli.report import report_command
from sakat.cli.storage import cat_command, convert_command
from sakat.cli.watch import watch_command

app = typer.Typer(
    name="sakat",
    help="Thai articles to a structured, validated, bilingual dataset of entities, dates and events.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(ner_app, name="ner")
app.add_typer(names_app, name="names")
app.add_typer(kb_app, name="kb")
app.add_typer(gold_app, name="gold")
app.add_typer(annotate_app, name="annotate")
app.command()(export)
app.command()(diff)
app.command("extract")(extract_command)
app.command("build")(build_command)
app.command("train-events")(train_events_command)
app.command("bench")(bench_command)
app.command("cat")(cat_command)
app.command("convert")(convert_command)
app.command("watch")(watch_command)
app.command("explore")(explore_command)
app.command("report")(report_command)


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"sakat {sakat.__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Read what sakat is for in README.md."""


@app.command()
@reports_errors
def validate(
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


@app.command()
@reports_errors
def schema(
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


@app.command()
@reports_errors
def evaluate(
    records: Annotated[Path, typer.Option("--records", help="Records to score.")] = Path("outputs/articles.jsonl"),
    gold: Annotated[Path, typer.Option("--gold", help="Folder with dev/ and test/.")] = Path("corpus/gold"),
    output: Annotated[Path | None, typer.Option("--json", help="Write the whole report here as JSON.")] = None,
    details: Annotated[bool, typer.Option("--details", help="Print labels, types and documents too.")] = False,
    gate: Annotated[bool, typer.Option("--gate", help="Exit 1 if a score is below corpus/gold/floors.json.")] = False,
    pin: Annotated[bool, typer.Option("--pin", help="Write the scores to floors.json.")] = False,
    allow_regression: Annotated[
        bool, typer.Option("--allow-regression", help="Let --pin lower a floor; CHANGELOG.md must say so under Data.")
    ] = False,
) -> None:
    """Score records against the gold set: precision, recall, F1 of entities, dates, events, arguments."""
    from sakat.cli.scores import run_evaluation

    fail(run_evaluation(records, gold, output, details=details, gate=gate, pin=pin, allow_regression=allow_regression))


@app.command()
@reports_errors
def show(
    file: Annotated[str, typer.Argument(help="An article, or - for standard input.")],
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="YYYY-MM-DD", help="If the article states none.")
    ] = None,
    config: Config = None,
) -> None:
    """Read one article in the terminal: its text with coloured spans, then its events in Thai and English."""
    from sakat.cli.show import print_record
    from sakat.dataset.extract import extract_records
    from sakat.inputs.read import find_inputs, read_articles, with_default_date
    from sakat.record import Record

    articles = with_default_date(read_articles(find_inputs([file]), stdin=sys.stdin.buffer), document_date)
    rejected = False
    for outcome in extract_records(articles, config=config):
        if isinstance(outcome, Record):
            print_record(outcome, out)
        else:
            rejected = True
            err.print(f"rejected: {outcome.message}", markup=False)
    fail(CHECK_FAILED if rejected else 0)


@app.command()
@reports_errors
def dates(
    text: Annotated[str, typer.Argument(help="Thai text, or - for standard input.")],
    anchor: Annotated[
        str | None, typer.Option("--anchor", metavar="YYYY-MM-DD", help="Day the text was published, for เมื่อวานนี้.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object an expression.")] = False,
) -> None:
    """Find the dates and times of a text: what was read, its value, and by which rule."""
    from sakat.cli.dates import print_json, print_matches
    from sakat.dates import find
    from sakat.inputs.article import parse_day
    from sakat.text.normalize import canonical_text

    day = parse_day(anchor, where="--anchor")
    written = sys.stdin.read() if text == "-" else text
    (print_json if as_json else print_matches)(find(canonical_text(written).text, anchor=day), out)
