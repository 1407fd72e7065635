"""The forms a file of the dataset may have, told by the end of its name."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from sakat.errors import InputError

Form = Literal["jsonl", "jsonl.gz", "jsonl.zst", "parquet"]
FORMS: tuple[Form, ...] = get_args(Form)

TABLES = ("articles", "events", "entities", "rejects")
"""The files of a dataset by their names without ending."""


def form_of(path: Path) -> Form:
    """Return the form of a file; one with another ending, or with none, is JSON Lines.

    >>> form_of(Path("outputs/articles.jsonl.zst"))
    'jsonl.zst'
    """
    name = path.name.lower()
    return next((form for form in FORMS if name.endswith(f".{form}")), "jsonl")


def table_of(path: Path) -> str:
    """Return the name of a file without the ending of its form.

    >>> table_of(Path("outputs/articles.jsonl.zst"))
    'articles'
    """
    return path.name.removesuffix(f".{form_of(path)}")


def find_table(dataset: Path, table: str) -> Path:
    """Return the file that holds a table of a dataset folder: the first of its forms that is there.

    Raises:
        InputError: If there is none.
    """
    for form in FORMS:
        if (path := dataset / f"{table}.{form}").is_file():
            return path
    raise InputError(
        f"{dataset}: no {table}.{' or .'.join(FORMS)}; name a folder written by sakat extract or sakat convert",
        code="no_dataset",
    )
