"""Reads the layout of a source file: front matter, text, marks, rows, sentence signs.

Nothing is looked up here; `rows` and `marks` give rows and marks their meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from sakat.gold.source.tokens import Place, Token, read_token

ESCAPED = frozenset("{}|^~\\")
"""Characters that stand for themselves after a backslash only; so does % at the start of a line."""

SENTENCE_SIGN = "^"
"""Starts a sentence inside a line; every line starts one."""
GAP_SIGN = "~"
"""Starts a stretch that is in no sentence, to the next sign or the end of the line."""


class SourceProblem(NamedTuple):
    """What is wrong with a source file, and where."""

    file: str
    place: Place
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}:{self.place.line}:{self.place.column}: found {self.found}; expected {self.expected}"


@dataclass
class Mark:
    """A stretch of text with the words written behind its `|`; `end` is 0 until the mark is closed."""

    start: int
    place: Place
    end: int = 0
    tokens: list[Token] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """A line that starts with `%`: its words."""

    tokens: tuple[Token, ...]

    @property
    def place(self) -> Place:
        """Where the first word stands."""
        return self.tokens[0].place


@dataclass
class Layout:
    """A source file taken apart.

    `signs` are the sentence and gap signs with the text position they stand before, in text order.
    """

    file: str
    metadata: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    signs: list[tuple[int, str]] = field(default_factory=list)
    problems: list[SourceProblem] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    """Place in the file of each code point of the text, and of the end."""

    def report(self, place: Place, found: str, expected: str) -> None:
        """Add a problem."""
        self.problems.append(SourceProblem(self.file, place, found, expected))


def read_layout(source: str, *, file: str) -> Layout:
    """Return a source file taken apart, with the problems met on the way."""
    layout = Layout(file)
    lines = source.split("\n")
    first = _read_front_matter(lines, layout)
    _Reader(layout).read(lines, first)
    return layout


def _read_front_matter(lines: list[str], layout: Layout) -> int:
    """Fill in the metadata and return the index of the first line after the front matter."""
    expected = "front matter: a line ---, lines of the form key: value, a line ---"
    if lines[0] != "---" or "---" not in lines[1:]:
        layout.report(Place(1, 1), repr(lines[0][:40]), expected)
        return 0
    end = lines.index("---", 1)
    try:
        fields = yaml.safe_load("\n".join(lines[1:end]))
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that does not exist
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        place = Place(mark.line + 2, mark.column + 1) if mark else Place(2, 1)
        reason = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error).split("\n")[0]
        layout.report(place, f"YAML that fails ({reason})", expected)
        return end + 1
    if not isinstance(fields, dict):
        layout.report(Place(2, 1), f"a YAML {type(fields).__name__}", expected)
        return end + 1
    layout.metadata = fields
    return end + 1


class _Reader:
    """Goes through the lines once, keeping the text so far and the marks that are open."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._open: list[Mark] = []
        self._text: list[str] = []

    def read(self, lines: list[str], first: int) -> None:
        last = len(lines) - 1
        for index in range(first, len(lines)):
            line, number = lines[index], index + 1
            if line.startswith("%"):
                self._read_row(line, number)
                continue
            self._read_text(line, number)
            if index < last:
                self._put("\n", Place(number, len(line) + 1))
        for mark in self._open:
            self._layout.report(mark.place, "{ that is never closed", "{text|annotation}, or \\{ for the character")
        self._layout.text = "".join(self._text)
        self._layout.places.append(Place(len(lines), len(lines[-1]) + 1))
        self._layout.marks.sort(key=lambda mark: mark.place)

    def _read_row(self, line: str, number: int) -> None:
        if line.startswith("%%"):
            return
        tokens, _ = self._read_words(line, 1, number, until="")
        if tokens:
            self._layout.rows.append(Row(tuple(tokens)))
        else:
            self._layout.report(
                Place(number, 1), "a row without words", "%id LABEL … or %e1 TYPE …; %% starts a remark"
            )

    def _read_text(self, line: str, number: int) -> None:
        position = 0
        while position < len(line):
            character, place = line[position], Place(number, position + 1)
            position += 1
            if character == "\\":
                following = line[position : position + 1]
                if following in ESCAPED or (following == "%" and position == 1):
                    self._put(following, place)
                    position += 1
                else:
                    self._layout.report(
                        place, f"\\{following}", "a backslash before one of { } | ^ ~ \\, or before % in column 1"
                    )
            elif character == "{":
                self._open.append(Mark(len(self._text), place))
            elif character in (SENTENCE_SIGN, GAP_SIGN):
                self._layout.signs.append((len(self._text), character))
            elif character == "|" and self._open:
                position = self._close(self._open.pop(), line, position, number)
            elif character == "|":
                self._layout.report(place, "| outside a mark", "{text|annotation}, or \\| for the character")
            elif character == "}":
                self._layout.report(place, "} without annotation", "{text|annotation}, or \\} for the character")
                del self._open[-1:]
            else:
                self._put(character, place)

    def _close(self, mark: Mark, line: str, position: int, number: int) -> int:
        """Read the words of a mark up to its `}` and return the position after it."""
        mark.end = len(self._text)
        bar = Place(number, position)
        mark.tokens, position = self._read_words(line, position, number, until="{|}")
        if line[position : position + 1] != "}":
            self._layout.report(mark.place, "{ whose } is missing", "{text|annotation}, } on the line of |")
            return position
        if mark.start == mark.end:
            self._layout.report(
                mark.place, "a mark around no text", "{text|annotation} with a character or more of text"
            )
        elif not mark.tokens:
            self._layout.report(
                bar, "a mark without annotation", "an id, LABEL, LABEL=EDTF, =EDTF, e1, quote:id or cite:n"
            )
        else:
            self._layout.marks.append(mark)
        return position + 1

    def _read_words(self, line: str, position: int, number: int, *, until: str) -> tuple[list[Token], int]:
        """Return the words up to one of the characters or the end of the line, and the position there."""
        tokens = []
        while position < len(line) and line[position] not in until:
            token = read_token(line, position, number)
            if token is not None:
                position += len(token.written)
                if token.key is None or token.values:
                    tokens.append(token)
                else:
                    self._layout.report(token.place, repr(token.written), "a value after =")
                continue
            if not line[position].isspace():
                self._layout.report(
                    Place(number, position + 1), repr(line[position]), "a word, or the character inside quotes"
                )
            position += 1
        return tokens, position

    def _put(self, character: str, place: Place) -> None:
        self._text.append(character)
        self._layout.places.append(place)
