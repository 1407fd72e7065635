"""Source files on disk: read, compared with the article they annotate, written beside their gold."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from sakat.errors import GoldError
from sakat.gold.source.compile import Compiled, compile_source

SUFFIX = ".anno"


def find_sources(path: Path) -> tuple[Path, ...]:
    """Return a source file itself, or the source files of a folder and the folders in it, by path.

    Raises:
        GoldError: If there is none.
    """
    found = tuple(sorted(path.rglob(f"*{SUFFIX}"))) if path.is_dir() else (path,)
    if not found:
        raise GoldError(f"{path}: found no {SUFFIX} file; expected annotated articles")
    return found


def read_source(path: Path, *, article: Path | None = None) -> Compiled:
    """Return the article and gold that a source file holds.

    Args:
        path: The `.anno` file, UTF-8, NFC, LF.
        article: The text file it annotates; None if the source is the only copy of the text.

    Raises:
        GoldError: If a file cannot be read, the source breaks a rule, or its text is not that of the article;
            messages name file, line and column.
    """
    source = _read_text(path)
    line = next((i for i, row in enumerate(source.split("\n"), 1) if not unicodedata.is_normalized("NFC", row)), None)
    if line is not None:
        raise GoldError(
            f"{path}:{line}:1: found characters that are not in Unicode NFC; expected the file saved as NFC"
        )
    compiled = compile_source(source, file=str(path))
    if article is not None:
        _compare(path, compiled.text, article, _read_text(article))
    return compiled


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); expected a text file") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: found byte {error.start} that is not UTF-8; expected a file in UTF-8") from error


def _compare(path: Path, found: str, article: Path, expected: str) -> None:
    if found == expected:
        return
    place = next(
        (i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), min(len(found), len(expected))
    )
    line, column = expected.count("\n", 0, place) + 1, place - expected.rfind("\n", 0, place)
    raise GoldError(
        f"{path}: found {found[place : place + 30]!r} where {article}:{line}:{column} has "
        f"{expected[place : place + 30]!r}; expected the text of the article, unchanged"
    )
