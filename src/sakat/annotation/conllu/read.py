"""Reads CoNLL-U Plus as `write_conllu` writes it; one document that is wrong does not lose the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from sakat.annotation.article import AnnotatedArticle, file_name
from sakat.annotation.attributes import Attributes, read_attributes
from sakat.annotation.build import Item, build_article
from sakat.annotation.conllu.write import COLUMNS, HEADER, SPACES
from sakat.errors import GoldError

_COMMENT = re.compile(r"# ?([\w. ]+?) = (.*)")
_SPAN = re.compile(r"(\d+)-(\d+)")
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4,6})|(.))")
_CHARACTERS = {escape[1]: character for character, escape in SPACES.items()}


class _Row(NamedTuple):
    """A token: line number, form, MISC and the cells of the layers."""

    line: int
    form: str
    misc: dict[str, str]
    cells: list[str]


@dataclass
class _Document:
    """An article as its comments and tokens say it."""

    line: int
    name: str
    day: str | None = None
    ranges: list[tuple[int, int]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass
class _Mark:
    """An annotation of a column: where it is said, its label, what is said, the stretch of its tokens."""

    line: int
    label: str
    said: Attributes
    start: int
    end: int


def read_conllu(content: str, *, file: str) -> Iterator[AnnotatedArticle | GoldError]:
    """Yield the annotated article of each document, or the error that says what is wrong with it.

    Raises:
        GoldError: If the columns are not those that are written.
    """
    lines = content.split("\n")
    if lines[0].rstrip() != HEADER:
        raise GoldError(f"{file}:1: found {lines[0]!r}; expected {HEADER!r}")
    for document in _documents(lines):
        try:
            yield _read_document(document, file)
        except GoldError as error:
            yield error


def _documents(lines: list[str]) -> Iterator[_Document]:
    document: _Document | None = None
    for number, line in enumerate(lines[1:], 2):
        comment = _COMMENT.fullmatch(line)
        if comment is not None and comment[1] == "newdoc id":
            if document is not None:
                yield document
            document = _Document(number, file_name(comment[2]))
        elif document is None:
            document = _Document(number, "article") if line else None
        if document is not None:
            _read_line(line, number, comment, document)
    if document is not None:
        yield document


def _read_line(line: str, number: int, comment: re.Match[str] | None, document: _Document) -> None:
    if comment is not None and comment[1] == "document_date":
        document.day = comment[2]
    elif comment is not None and comment[1] == "range":
        span = _SPAN.fullmatch(comment[2])
        if span is None:
            document.problems.append(f"{number}: found range {comment[2]!r}; expected start-end in code points")
        else:
            document.ranges.append((int(span[1]), int(span[2])))
    elif line and not line.startswith("#"):
        columns = line.split("\t")
        if len(columns) != 3 + len(COLUMNS):
            document.problems.append(
                f"{number}: found {len(columns)} columns; expected {3 + len(COLUMNS)}, tabs between them"
            )
            return
        misc = dict(part.partition("=")[::2] for part in columns[2].split("|"))
        document.rows.append(_Row(number, columns[1], misc, columns[3:]))


def _read_document(document: _Document, file: str) -> AnnotatedArticle:
    text, spans = _join(document)
    layers: dict[str, list[tuple[Item, str]]] = {}
    for index, layer in enumerate(COLUMNS):
        marks = _read_column(document, index, spans)
        layers[layer] = [
            (_to_item(mark, layer, text, document), f"line {mark.line}: {text[mark.start : mark.end]!r}")
            for mark in marks
        ]
    if document.problems:
        raise GoldError("\n".join(f"{file}:{problem}" for problem in document.problems))
    return build_article(
        document.name,
        text,
        document_date=document.day,
        sentences=document.ranges,
        layers=layers,
        where=f"{file}:{document.line}: {document.name}",
    )


def _join(document: _Document) -> tuple[str, list[tuple[int, int]]]:
    """Return the text, and the span of each token in it."""
    text = ""
    spans = []
    for row in document.rows:
        text += _unescape(row.misc.get("SpacesBefore", ""))
        spans.append((len(text), len(text) + len(row.form)))
        stated = row.misc.get("TokenRange")
        if stated is not None and stated != f"{spans[-1][0]}:{spans[-1][1]}":
            document.problems.append(
                f"{row.line}: found TokenRange {stated} for {row.form!r}; expected {spans[-1][0]}:{spans[-1][1]}, "
                "where the forms and spaces before it end"
            )
        text += row.form
        if row.misc.get("SpaceAfter") != "No":
            text += _unescape(row.misc.get("SpacesAfter", r"\s"))
    return text, spans


def _unescape(spaces: str) -> str:
    return _ESCAPE.sub(
        lambda match: chr(int(match[1], 16)) if match[1] else _CHARACTERS.get(match[2], match[2]), spaces
    )


def _read_column(document: _Document, index: int, spans: list[tuple[int, int]]) -> list[_Mark]:
    """Return the annotations of a column by their numbers."""
    marks: dict[int, _Mark] = {}
    for row, (start, end) in zip(document.rows, spans, strict=True):
        cell = row.cells[index]
        for part in cell.split(";") if cell not in ("_", "*") else ():
            head, *said = part.split("|")
            number, colon, label = head.partition(":")
            if not number.isdecimal() or bool(colon) == (number.isdecimal() and int(number) in marks):
                document.problems.append(
                    f"{row.line}: found {part!r}; expected 'number:LABEL|key=value' once, then the number"
                )
            elif colon:
                pairs = (pair.partition("=") for pair in said)
                values = {name: tuple(map(unquote, value.split(","))) for name, _, value in pairs}
                marks[int(number)] = _Mark(row.line, label, values, start, end)
            else:
                marks[int(number)].end = end
    return [marks[number] for number in sorted(marks)]


def _to_item(mark: _Mark, layer: str, text: str, document: _Document) -> Item:
    given = mark.said.pop("span", None)
    if given is not None:
        span = _SPAN.fullmatch(given[0])
        if span is None or not 0 <= int(span[1]) < int(span[2]) <= len(text):
            document.problems.append(f"{mark.line}: found span {given[0]!r}; expected start-end within 0-{len(text)}")
        else:
            mark.start, mark.end = int(span[1]), int(span[2])
    said, problems = read_attributes(mark.said, COLUMNS[layer])
    document.problems += [f"{mark.line}: {problem}" for problem in problems]
    stretch: Item = {"start": mark.start, "end": mark.end}
    worded = stretch | {"text": text[mark.start : mark.end]}
    if layer == "entities":
        return {"label": mark.label, "name_en": None, "canonical": None, **worded, **said}
    if layer == "events":
        empty: Item = {"subtype": None, "mode": [], "actors": [], "recipients": [], "location": None, "edtf": None}
        return {"type": mark.label, "trigger": worded, "negated": False, "source": None, **empty, **said}
    if layer == "dates":
        return worded | said
    return ({"speaker": None} if layer == "quotes" else {}) | stretch | said
