"""Marked date expressions, and the score of any reader on them.

A case is a line of a table: level, group, document date, and a text with
`<date edtf=2023-12-05>5 ธ.ค. 2566</date>` marks (`timex=` where there is no calendar date). A look-alike
has no mark that a reader may value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sakat.dates import find
from sakat.errors import GoldError

Reading = tuple[int, int, str]
"""Start and end in code points, half-open, and the EDTF value."""

Reader = Callable[[str, date | None], Iterable[Reading]]

COLUMNS = ("level", "group", "anchor", "text")
LEVELS = ("everyday", "middle", "hard", "lookalike")
_TAG = re.compile(r"<date (edtf|timex)=([^>]+)>(.*?)</date>")


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked expression: its code points, `edtf` or `timex`, and the value."""

    start: int
    end: int
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class DateCase:
    """A text without its marks, and the marks."""

    level: str
    group: str
    anchor: date | None
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LevelScore:
    """How many marked dates a reader found, of how many, and how many others it made up."""

    level: str
    found: int
    marked: int
    invented: int

    @property
    def accuracy(self) -> float | None:
        """Share of the marked dates found with an overlapping span and the equal value; None without any."""
        return self.found / self.marked if self.marked else None


def read_marks(marked: str) -> tuple[str, tuple[Mark, ...]]:
    """Return the text without its marks, and the marks.

    >>> read_marks("นัด<date edtf=2023-12-05>5 ธ.ค. 2566</date>")
    ('นัด5 ธ.ค. 2566', (Mark(start=3, end=14, kind='edtf', value='2023-12-05'),))
    """
    text, marks, end = "", [], 0
    for match in _TAG.finditer(marked):
        text += marked[end : match.start()]
        marks.append(Mark(len(text), len(text) + len(match[3]), match[1], match[2]))
        text += match[3]
        end = match.end()
    return text + marked[end:], tuple(marks)


def read_cases(path: Path) -> tuple[DateCase, ...]:
    """Return the cases of a tab-separated file.

    Raises:
        GoldError: If a line is no case; the message names file and line.
    """
    lines = path.read_text("utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        raise GoldError(f"{path}:1: expected the columns {', '.join(COLUMNS)}")
    return tuple(_read_case(f"{path}:{number}", line) for number, line in enumerate(lines[1:], start=2) if line)


def _read_case(where: str, line: str) -> DateCase:
    cells = line.split("\t")
    if len(cells) != len(COLUMNS):
        raise GoldError(f"{where}: found {len(cells)} cells; expected {len(COLUMNS)}: {', '.join(COLUMNS)}")
    level, group, anchor, marked = cells
    if level not in LEVELS:
        raise GoldError(f"{where}: found level {level!r}; expected one of {', '.join(LEVELS)}")
    try:
        day = date.fromisoformat(anchor) if anchor else None
    except ValueError as error:
        raise GoldError(f"{where}: found anchor {anchor!r}; expected YYYY-MM-DD or nothing") from error
    text, marks = read_marks(marked)
    if "<date" in text or "</date>" in text:
        raise GoldError(f"{where}: found a mark that does not close; expected <date edtf=VALUE>…</date>")
    return DateCase(level, group, day, text, marks)


def read_with_sakat(text: str, anchor: date | None) -> Iterator[Reading]:
    """Yield what `sakat.dates.find` gives a value.

    >>> list(read_with_sakat("นัด 5 ธ.ค. 2566", None))
    [(4, 15, '2023-12-05')]
    """
    for match in find(text, anchor=anchor):
        if match.edtf is not None:
            yield match.start, match.end, match.edtf


def score_cases(cases: Sequence[DateCase], reader: Reader) -> tuple[LevelScore, ...]:
    """Return the score of a reader at each level, and over `all`.

    A marked date is found if a reading overlaps it and has its value; a reading that overlaps no
    mark at all is invented. Marks without a calendar date are neither asked for nor counted against.
    """
    tally = {level: [0, 0, 0] for level in LEVELS}
    for case in cases:
        readings = list(reader(case.text, case.anchor))
        dates = [mark for mark in case.marks if mark.kind == "edtf"]
        counts = tally[case.level]
        counts[0] += sum(any(_is_found(mark, reading) for reading in readings) for mark in dates)
        counts[1] += len(dates)
        counts[2] += sum(not any(_overlap(mark, reading) for mark in case.marks) for reading in readings)
    total = [sum(counts[place] for counts in tally.values()) for place in range(3)]
    return tuple(LevelScore(level, *counts) for level, counts in [*tally.items(), ("all", total)])


def _overlap(mark: Mark, reading: Reading) -> bool:
    return mark.start < reading[1] and reading[0] < mark.end


def _is_found(mark: Mark, reading: Reading) -> bool:
    return _overlap(mark, reading) and mark.value == reading[2]
