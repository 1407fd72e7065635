"""A whole dataset from one form to another: JSON Lines, compressed or not, and Parquet."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sakat.errors import ConfigError, InputError, OutputError
from sakat.files import make_folder
from sakat.record import Record, record_from_json
from sakat.storage.describe import describe_file
from sakat.storage.forms import FORMS, TABLES, Form, find_table, form_of
from sakat.storage.lines import write_json_lines
from sakat.storage.parquet import write_parquet_table
from sakat.storage.read import read_lines
from sakat.storage.rows import ROW_MODELS, check_row
from sakat.storage.table import is_by_day, sort_by_article


def convert_dataset(dataset: Path, target: Path, *, form: Form) -> dict[str, int]:
    """Write a dataset in another form to another folder, and return the rows of each table.

    Every row is checked against its model on the way. The manifest is that of the dataset with the new files in it. The
    files are made beside their targets and renamed when all are complete; those of another form are removed then.

    Args:
        dataset: A folder written by `sakat extract`, `build` or `convert`.
        target: The folder to write to.
        form: What to write.

    Raises:
        InputError: If the dataset is not whole or cannot be read.
        RecordError: If a row does not fit its model.
        ConfigError: If both folders are the same, or the form needs a library that is not installed.
        OutputError: If the folder cannot be written.
    """
    if dataset.resolve() == target.resolve():
        raise ConfigError(f"{target}: is the dataset itself; name another folder")
    sources = {table: find_table(dataset, table) for table in TABLES}
    manifest = _read_manifest(dataset / "manifest.json")
    make_folder(target)
    try:
        with tempfile.TemporaryDirectory(prefix=".sakat-", dir=target) as scratch:
            fresh = Path(scratch)
            counts = {table: _convert(source, fresh / f"{table}.{form}", table) for table, source in sources.items()}
            names = sorted(f"{table}.{form}" for table in TABLES)
            manifest["files"] = {name: describe_file(fresh / name) for name in names}
            text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
            (fresh / "manifest.json").write_text(text, "utf-8", newline="\n")
            for name in (*names, "manifest.json"):
                os.replace(fresh / name, target / name)
            for stale in {f"{table}.{other}" for table in TABLES for other in FORMS} - set(names):
                (target / stale).unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(
            f"{target}: cannot be written ({error.strerror or error}); name a folder you may write, with room on disk"
        ) from error
    return counts


def add_forms(folder: Path, *, parquet: bool, compress: bool) -> list[str]:
    """Give the finished JSON Lines of a dataset other forms in the same folder, and return the names of the new files.

    Args:
        folder: Where the files are.
        parquet: Write every table as Parquet too.
        compress: Write every table as `.jsonl.zst`, and remove the plain file.

    Raises:
        ConfigError: If a form needs a library that is not installed.
    """
    names = []
    for form, wanted in (("parquet", parquet), ("jsonl.zst", compress)):
        for table in TABLES if wanted else ():
            names.append(f"{table}.{form}")
            _convert(folder / f"{table}.jsonl", folder / names[-1], table)
    if compress:
        for table in TABLES:
            (folder / f"{table}.jsonl").unlink()
    return names


def _read_manifest(path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; expected a whole dataset") from error
    except ValueError as error:
        raise InputError(f"{path}: not JSON ({error}); expected the manifest of a dataset") from error
    if not isinstance(manifest, dict):
        raise InputError(f"{path}: found {type(manifest).__name__}; expected the manifest of a dataset")
    return manifest


def _convert(source: Path, target: Path, table: str) -> int:
    lines = _checked_lines(source, table)
    form = form_of(target)
    if form == "parquet":
        return write_parquet_table(lines, target, model=ROW_MODELS[table])
    if not is_by_day(source, table):
        return write_json_lines(lines, target, form=form)
    with tempfile.TemporaryFile(dir=target.parent) as scratch:
        return write_json_lines((line for _, line in sort_by_article(lines, table, scratch)), target, form=form)


def _checked_lines(source: Path, table: str) -> Iterator[bytes]:
    model = ROW_MODELS[table]
    for where, line in read_lines(source):
        if model is Record:
            yield record_from_json(line, where=where).to_json().encode()
        else:
            check_row(line, model, where=where)
            yield line
