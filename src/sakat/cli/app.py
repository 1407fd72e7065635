"""The commands on articles, datasets and gold."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

import sakat
from sakat.cli.annotate import annotate_app
from sakat.cli.bench import bench_command
from sakat.cli.console import CHECK_FAILED, err, fail, out, reports_errors, with_progress
from sakat.cli.diff import diff
from sakat.cli.events import train_events_command
from sakat.cli.explore import explore_command
from sakat.cli.export import export
from sakat.cli.gold import gold_app
from sakat.cli.kb import kb_app
from sakat.cli.names import names_app
from sakat.cli.ner import ner_app

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
app.command("train-events")(train_events_command)
app.command("bench")(bench_command)
app.command("explore")(explore_command)

Config = Annotated[Path | None, typer.Option("--config", help="Pipeline configuration; the default one if not given.")]
Kb = Annotated[Path | None, typer.Option("--kb", help="Knowledge base of `sakat kb build`, for the linker.")]
Workers = Annotated[
    int, typer.Option("--workers", "-w", min=1, help="Processes; the output is the same for any number.")
]
TextColumn = Annotated[
    str | None, typer.Option("--text-column", help="Column or field of the text, in tables and JSON.")
]
IdColumn = Annotated[str | None, typer.Option("--id-column", help="Column that names the article within its file.")]
TitleColumn = Annotated[str | None, typer.Option("--title-column", help="Column of the headline.")]
DateColumn = Annotated[str | None, typer.Option("--date-column", help="Column of the day of publication.")]
UriColumn = Annotated[str | None, typer.Option("--uri-column", help="Column of the address of the article.")]
Corpus = Annotated[Path, typer.Option("--corpus", help="Folder with articles/ and gold/.")]
Outputs = Annotated[Path, typer.Option("--outputs", help="Dataset folder.")]


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
def extract(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT…", help="Files, folders, globs, URLs, or - for standard input.")
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Dataset folder; without it records go to standard output.")
    ] = None,
    document_date: Annotated[
        str | None, typer.Option("--document-date", metavar="YYYY-MM-DD", help="For articles that state none.")
    ] = None,
    text_column: TextColumn = None,
    id_column: IdColumn = None,
    title_column: TitleColumn = None,
    date_column: DateColumn = None,
    uri_column: UriColumn = None,
    config: Config = None,
    kb: Kb = None,
    workers: Workers = 1,
) -> None:
    """Extract articles into a dataset: texts, Markdown, JSON Lines, tables, pages, dumps, feeds, archives."""
    from sakat.dataset.extract import extract_records
    from sakat.dataset.run import write_run
    from sakat.inputs.options import Columns
    from sakat.inputs.read import find_inputs, read_articles, with_default_date
    from sakat.record import Record

    files = find_inputs(inputs)
    columns = Columns(text_column, id_column, uri_column, title_column, date_column)
    articles = with_default_date(read_articles(files, stdin=sys.stdin.buffer, columns=columns), document_date)
    outcomes = with_progress(extract_records(articles, config=config, kb=kb, workers=workers), what="articles")
    if output is not None:
        summary = write_run(outcomes, output, config=config, kb=kb, workers=workers, command=_command())
        _print_summary(summary.articles, summary.records, summary.rejects, summary.events, output)
        _print_rejects(output)
        fail(CHECK_FAILED if summary.rejects else 0)
    rejected = False
    for outcome in outcomes:
        if isinstance(outcome, Record):
            sys.stdout.buffer.write(outcome.to_json().encode() + b"\n")
        else:
            rejected = True
            err.print(f"rejected: {outcome.message}", markup=False)
    fail(CHECK_FAILED if rejected else 0)


@app.command()
@reports_errors
def build(
    corpus: Corpus = Path("corpus"),
    outputs: Outputs = Path("outputs"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if outputs/ differ.")] = False,
    config: Config = None,
    kb: Kb = None,
    workers: Workers = 1,
) -> None:
    """Regenerate outputs/ from corpus/: same input, same bytes."""
    from sakat.dataset.build import check_dataset, corpus_outcomes
    from sakat.dataset.run import write_run

    if check:
        differences = check_dataset(corpus, outputs, config=config, kb=kb, workers=workers)
        for difference in differences:
            err.print(difference, markup=False)
        fail(CHECK_FAILED if differences else 0)
    outcomes = with_progress(corpus_outcomes(corpus, config=config, kb=kb, workers=workers), what="articles")
    summary = write_run(outcomes, outputs, config=config, kb=kb, workers=workers, command=_command())
    _print_summary(summary.articles, summary.records, summary.rejects, summary.events, outputs)
    _print_rejects(outputs)
    fail(CHECK_FAILED if summary.rejects else 0)


@app.command()
@reports_errors
def validate(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of records, one JSON object a line.")],
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


def _command() -> str:
    return shlex.join(["sakat", *sys.argv[1:]])


def _print_summary(articles: int, records: int, rejects: int, events: int, folder: Path) -> None:
    out.print(f"{articles} articles: {records} records, {rejects} rejects, {events} events -> {folder}", markup=False)


def _print_rejects(folder: Path, limit: int = 10) -> None:
    import json

    lines = (folder / "rejects.jsonl").read_text("utf-8").splitlines()
    for line in lines[:limit]:
        err.print(f"rejected: {json.loads(line)['message']}", markup=False)
    if len(lines) > limit:
        err.print(f"… and {len(lines) - limit} more in {folder / 'rejects.jsonl'}", markup=False)
