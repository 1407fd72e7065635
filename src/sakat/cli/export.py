"""`sakat export`: a dataset in the formats of other tools."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, cast, get_args

import typer

from sakat.cli.console import err, out, reports_errors
from sakat.errors import ConfigError


@reports_errors
def export(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help="csv, parquet, sqlite, duckdb, datapackage, plover, acled, graphml, geojson, ics or jsonld.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file; for datapackage a folder.")],
    dataset: Annotated[Path, typer.Argument(help="Dataset folder.")] = Path("outputs"),
    everything: Annotated[
        bool, typer.Option("--all", help="Take what is negated, planned, reported or hypothetical too, marked as such.")
    ] = False,
    types: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="PLOVER type or OTHER; may repeat.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Last day.")] = None,
    countries: Annotated[
        list[str] | None,
        typer.Option("--country", metavar="CODE", help="ISO 3166 code of the place, TH or TH-50; may repeat."),
    ] = None,
    min_score: Annotated[float, typer.Option("--min-score", min=0, max=1, help="Least score.")] = 0.0,
    modalities: Annotated[
        list[str] | None,
        typer.Option("--modality", metavar="MODALITY", help="asserted, reported, planned, hypothetical, generic."),
    ] = None,
    language: Annotated[
        str, typer.Option("--language", metavar="th|en", help="Of names where the format has room for one.")
    ] = "en",
) -> None:
    """Write a dataset for a spreadsheet, a database, a map, a calendar, a network tool, or as linked data."""
    from sakat.exports.job import Job, Language
    from sakat.exports.registry import export_dataset
    from sakat.exports.selection import Selection
    from sakat.exports.source import Dataset
    from sakat.inputs.article import parse_day
    from sakat.record.event import EventType, Modality

    first, last = parse_day(since, where="--since"), parse_day(until, where="--until")
    if first is not None and last is not None and first > last:
        raise ConfigError(f"--since {first} is after --until {last}; expected the earlier day first")
    selection = Selection(
        types=_among(types, get_args(EventType), "--type"),
        since=first.isoformat() if first is not None else None,
        until=last.isoformat() if last is not None else None,
        countries=_codes(countries),
        modalities=_among(modalities, get_args(Modality), "--modality"),
        min_score=min_score,
    )
    _among([language], get_args(Language), "--language")
    job = Job(Dataset(dataset), selection, cast(Language, language))
    export_dataset(job, to, output, everything=everything)
    out.print(f"{job.written} events -> {output}", markup=False)
    for reason, count in sorted(job.left_out.items()):
        err.print(f"left out: {count} {reason}", markup=False)
    for note, count in sorted(job.notes.items()):
        err.print(f"{count} {note}", markup=False)


def _among(given: list[str] | None, allowed: tuple[str, ...], option: str) -> frozenset[str]:
    for value in given or ():
        if value not in allowed:
            raise ConfigError(f"{option}: {value!r}; expected one of {', '.join(allowed)}")
    return frozenset(given or ())


def _codes(given: list[str] | None) -> frozenset[str]:
    for code in given or ():
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", code):
            raise ConfigError(f"--country: {code!r}; expected an ISO 3166 code such as TH or TH-50")
    return frozenset(given or ())
