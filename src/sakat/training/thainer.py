"""Reads the ThaiNER corpus: one text a line, entities inline as `[LABEL]…[/LABEL]`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sakat.errors import InputError

LABELS = (
    "AGO",
    "DATE",
    "EMAIL",
    "FACILITY",
    "LAW",
    "LEN",
    "LOCATION",
    "MONEY",
    "ORGANIZATION",
    "PERCENT",
    "PERSON",
    "PHONE",
    "TIME",
    "URL",
    "ZIP",
)
_TAG = re.compile(rf"\[(?P<close>/?)(?P<label>{'|'.join(LABELS)}|T)\]")


@dataclass(frozen=True, slots=True)
class LabelledText:
    """A text and its entities as (start, end, label), half-open, in code points."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


def read_thainer(path: Path) -> Iterator[LabelledText]:
    """Yield the texts of a ThaiNER file in order, without blank lines.

    The corpus has some noise, which is read so: a closing mark of another label closes what is open, a mark
    that is never closed (or never opened) and the stray `[T]` are dropped, spaces at the edges of an entity
    are left outside it. Square brackets around anything else are text.

    Raises:
        InputError: If the file cannot be read or a line is not UTF-8, with file and line.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot read the corpus: {error.strerror}") from error
    for number, line in enumerate(content.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        try:
            marked = line.decode("utf-8").strip("\r")
        except UnicodeDecodeError as error:
            raise InputError(
                f"{path}:{number}: byte {error.start} is not UTF-8; convert the file to UTF-8", code="not_utf8"
            ) from error
        if marked.strip():
            yield parse_marked(marked)


def parse_marked(marked: str) -> LabelledText:
    """Return the text and entities of one line with inline marks.

    >>> parse_marked("พบ [PERSON]สมชาย[/PERSON] ที่ [LOCATION]เลย[/LOCATION]").spans
    ((3, 8, 'PERSON'), (13, 16, 'LOCATION'))
    """
    parts: list[str] = []
    spans: list[tuple[int, int, str]] = []
    length = last = 0
    opened: tuple[int, str] | None = None
    for match in _TAG.finditer(marked):
        parts.append(marked[last : match.start()])
        length += len(parts[-1])
        last = match.end()
        if match["label"] == "T":
            continue
        if not match["close"]:
            opened = (length, match["label"])
        elif opened is not None:
            spans.append((opened[0], length, opened[1]))
            opened = None
    text = "".join((*parts, marked[last:]))
    return LabelledText(text, tuple(_trim(text, spans)))


def _trim(text: str, spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    for start, end, label in spans:
        inner = text[start:end]
        start += len(inner) - len(inner.lstrip())
        end -= len(inner) - len(inner.rstrip())
        if start < end:
            yield start, end, label


def unique_texts(texts: Iterable[LabelledText]) -> list[LabelledText]:
    """Return the texts in order, each once."""
    return list(dict.fromkeys(texts))


def split_texts(texts: Sequence[LabelledText], *, share: int = 10) -> tuple[list[LabelledText], list[LabelledText]]:
    """Return a training part, and as development part the last of `share` equal parts.

    Neighbouring lines come from the same article and repeat its names: lines drawn one by one would make
    the score on the development part too high (0.86 instead of 0.82 for one and the same recognizer).
    """
    cut = len(texts) - len(texts) // share
    return list(texts[:cut]), list(texts[cut:])
