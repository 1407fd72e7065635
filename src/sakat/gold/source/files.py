"""Source files on disk: found, read, compared with the article they annotate."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from sakat.errors import GoldError
from sakat.gold.source.compile import Compiled, compile_source
from sakat.gold.source.markup import read_layout

SUFFIX = ".anno"


def find_sources(path: Path) -> tuple[Path, ...]:
    """Return a source file itself, or the source files of a folder and the folders in it, by path.

    Raises:
        GoldError: If there is none.
    """
    if not path.exists():
        raise GoldError(f"{path}: no such file; expected an annotated article ({SUFFIX}) or a folder of them")
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
    source = read_text(path)
    normalized = unicodedata.normalize("NFC", source)
    if source != normalized:
        line, column = _place(source, _first_difference(source, normalized))
        raise GoldError(
            f"{path}:{line}:{column}: found characters that are not in Unicode NFC; expected the file saved as NFC"
        )
    compiled = compile_source(source, file=str(path))
    if article is not None:
        expected = read_text(article)
        if compiled.text != expected:
            raise GoldError(_difference(path, source, compiled.text, article, expected))
    return compiled


def read_text(path: Path) -> str:
    """Return the text of a file, line ends as they are.

    Raises:
        GoldError: If it cannot be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path}: cannot be read ({error.strerror}); expected a text file") from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path}: found byte {error.start} that is not UTF-8; expected a file in UTF-8") from error


def _difference(path: Path, source: str, found: str, article: Path, expected: str) -> str:
    index = _first_difference(found, expected)
    place = read_layout(source, file=str(path)).places[index]
    line, column = _place(expected, index)
    return (
        f"{path}:{place.line}:{place.column}: found {found[index : index + 30]!r} where {article}:{line}:{column} has "
        f"{expected[index : index + 30]!r}; expected the text of the article, unchanged"
    )


def _first_difference(one: str, other: str) -> int:
    return next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _place(text: str, index: int) -> tuple[int, int]:
    """Return line and column of a code point, both from 1."""
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
