"""Reads the data files in `sakat.resources`: tables of Thai knowledge, kept out of the code."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

from sakat.errors import LexiconError

Row = Mapping[str, str]


def resource_text(name: str) -> str:
    """Return the text of one resource file, UTF-8 without BOM.

    Raises:
        LexiconError: If there is no such file.
    """
    path = resources.files("sakat.resources").joinpath(name)
    if not path.is_file():
        raise LexiconError(f"resources/{name}: no such file; reinstall sakat or correct the name")
    return path.read_text("utf-8")


@cache
def load_lexicon(name: str, *, key: str = "form") -> tuple[Row, ...]:
    """Return the rows of `resources/<name>.tsv` in file order, each a read-only mapping.

    The first line names the columns. Lines starting with `#` are notes. Cells are NFC and stripped;
    the `key` column must not be empty, and no row may stand twice.

    Args:
        name: File name without `.tsv`.
        key: Column that must be filled.

    Raises:
        LexiconError: With file, line, what was found and what was expected.

    >>> load_lexicon("months")[0]["form"] != ""
    True
    """
    file = f"resources/{name}.tsv"
    text = resource_text(f"{name}.tsv")
    lines = [
        (number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip() and not line.startswith("#")
    ]
    if not lines:
        raise LexiconError(f"{file}: empty; expected a header line and rows")
    header = lines[0][1].split("\t")
    if key not in header:
        raise LexiconError(f"{file}:{lines[0][0]}: columns are {header}; expected one named {key!r}")
    is_normal = unicodedata.is_normalized("NFC", text)
    rows: list[Row] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise LexiconError(
                f"{file}:{number}: {len(cells)} cells; expected {len(header)} ({', '.join(header)}): "
                "separate cells by one tab"
            )
        if not is_normal and not unicodedata.is_normalized("NFC", line):
            raise LexiconError(f"{file}:{number}: not in Unicode NFC; save the file as NFC")
        stripped = tuple(cell.strip() for cell in cells)
        if stripped in seen:
            raise LexiconError(f"{file}:{number}: same as line {seen[stripped]}; remove one of them")
        seen[stripped] = number
        row = MappingProxyType(dict(zip(header, stripped, strict=True)))
        if not row[key]:
            raise LexiconError(f"{file}:{number}: empty {key!r}; every row needs one")
        rows.append(row)
    return tuple(rows)
