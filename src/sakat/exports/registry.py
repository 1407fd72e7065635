"""The formats a dataset can be written in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from sakat.errors import ConfigError
from sakat.exports.job import Job
from sakat.extras import need
from sakat.files import replaced_file


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name on the command line.

    Attributes:
        module: Where its `write(job, path)` is.
        holds: What is in the file.
        happened: Whether it takes only what is asserted to have happened, unless asked for all: it has no column that
            every reader of it must look at.
        packages: Optional packages it needs.
        extra: The extra of sakat that installs them.
        folder: Whether it is a folder of files.
    """

    name: str
    module: str
    holds: str
    happened: bool = False
    packages: tuple[str, ...] = ()
    extra: str = ""
    folder: bool = False


FORMATS = {
    item.name: item
    for item in (
        Format("csv", "tables", "flat event table, opens in Excel"),
        Format("parquet", "parquet", "flat event table, typed", packages=("pyarrow",), extra="tables"),
        Format("sqlite", "sqlite", "related tables in an SQLite file"),
        Format("duckdb", "duck", "related tables in a DuckDB file", packages=("duckdb", "pyarrow"), extra="tables"),
        Format("datapackage", "package", "folder of CSV files with a Frictionless datapackage.json", folder=True),
        Format("plover", "plover", "event table in the columns of PLOVER data (POLECAT)", happened=True),
        Format("acled", "acled", "event table in the columns of ACLED", happened=True),
        Format("graphml", "graphml", "graph of actors and recipients", happened=True),
        Format("geojson", "geojson", "events on the map", happened=True),
        Format("ics", "calendar", "events in a calendar", happened=True, packages=("icalendar",), extra="calendar"),
        Format("jsonld", "linked", "linked data with schema.org", happened=True),
    )
}


def export_dataset(job: Job, name: str, path: Path, *, everything: bool = False) -> Job:
    """Write a dataset in one format and return the job with its counts.

    Args:
        job: What to write.
        name: A name of `FORMATS`.
        path: The file, or the folder of a format that is one.
        everything: Take negated, planned, reported and hypothetical events too where the format leaves them out.

    Raises:
        ConfigError: If there is no such format, or a package it needs is not installed.
        OutputError: If it cannot be written; what was there is untouched.
        InputError: If the dataset cannot be read.
        RecordError: If it holds a line that is no record.
    """
    if name not in FORMATS:
        raise ConfigError(f"--to: {name!r}; expected one of {', '.join(FORMATS)}")
    chosen = FORMATS[name]
    for package in chosen.packages:
        need(package, chosen.extra)
    write = import_module(f"sakat.exports.{chosen.module}").write
    if chosen.happened and not everything:
        job.selection = replace(job.selection, happened=True)
    if chosen.folder:
        write(job, path)
        return job
    with replaced_file(path) as fresh:
        write(job, fresh)
    return job
