"""Reads brat standoff; one file that is wrong does not lose the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.attributes import YES, Attributes
from sakat.annotation.brat.config import is_attribute
from sakat.annotation.brat.notes import read_note
from sakat.annotation.fields import FIELDS, LABELS, Layer
from sakat.annotation.from_graph import from_graph
from sakat.annotation.graph import Graph, Link, Region
from sakat.errors import GoldError
from sakat.gold import read_text
from sakat.text.sentences import split_sentences

_LAYERS: dict[str, Layer] = {label: layer for layer, labels in LABELS.items() for label in labels}
_LINE = re.compile(r"([TERAMN#*]\d*)\t([^\t]+)(?:\t(.*))?", re.DOTALL)
_MARK = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_REFERENCE = re.compile(r"Reference (\S+) (\S+?):(\S+)")
_ATTRIBUTES = {field.name: field for fields in FIELDS.values() for field in fields if is_attribute(field)}


def read_folder(folder: Path) -> Iterator[AnnotatedArticle | GoldError]:
    """Yield the annotated article of each `.ann` file of a folder, or the error that says what is wrong with it.

    Raises:
        GoldError: If the folder holds no such file.
    """
    paths = sorted(folder.glob("*.ann"), key=lambda path: path.stem)
    if not paths:
        raise GoldError(f"{folder}: found no .ann file; expected a folder of <id>.txt and <id>.ann")
    for path in paths:
        try:
            yield _read_files(path)
        except GoldError as error:
            yield error


def _read_files(path: Path) -> AnnotatedArticle:
    text = read_text(path.with_suffix(".txt"))
    beside = path.with_suffix(".json")
    said = _read_beside(beside) if beside.is_file() else {}
    sentences = said.get("sentences")
    if sentences is None:
        sentences = [(sentence.start, sentence.end) for sentence in split_sentences(text)]
    return read_standoff(
        read_text(path),
        text,
        id=path.stem,
        document_date=said.get("document_date"),
        sentences=tuple((start, end) for start, end in sentences),
        file=str(path),
    )


def _read_beside(path: Path) -> dict[str, Any]:
    try:
        said = json.loads(path.read_bytes())
        pairs = said.get("sentences")
        if pairs is not None and not all(isinstance(start, int) and isinstance(end, int) for start, end in pairs):
            raise ValueError("sentences are no pairs of offsets")
    except (ValueError, TypeError, AttributeError) as error:
        raise GoldError(
            f"{path}: found {error}; expected document_date and sentences as JSON, or no such file"
        ) from error
    return dict(said)


def read_standoff(
    content: str, text: str, *, id: str, document_date: str | None, sentences: tuple[tuple[int, int], ...], file: str
) -> AnnotatedArticle:
    """Return the annotated article that the content of an `.ann` file stands for.

    Args:
        content: Lines T, E, R, A (or M), N and #.
        text: The article.
        id: Its name.
        document_date: Day of publication.
        sentences: Its sentences.
        file: What messages call the `.ann` file.

    Raises:
        GoldError: With every problem on a line of its own: file and line, what was found and expected.
    """
    reader = _Reader(text)
    for number, line in enumerate(content.split("\n"), 1):
        if line.strip():
            reader.read_line(line, number)
    regions, links = reader.finish()
    if reader.problems:
        raise GoldError("\n".join(f"{file}:{number}: {problem}" for number, problem in sorted(reader.problems)))
    return from_graph(Graph(id, text, document_date, sentences, regions, links), where=file)


class _Reader:
    def __init__(self, text: str) -> None:
        self.problems: list[tuple[int, str]] = []
        self._text = text
        self._number = 0
        self._marks: dict[str, tuple[str, int, int, int]] = {}
        self._events: dict[str, tuple[str, int]] = {}
        self._said: dict[str, Attributes] = {}
        self._links: list[Link] = []

    def read_line(self, line: str, number: int) -> None:
        self._number = number
        match = _LINE.fullmatch(line)
        if match is None or match[1] == "*":
            self._report(f"found {line!r}; expected a line of T, E, R, A, N or #, with tabs between its columns")
            return
        name, body, rest = match[1], match[2], match[3] or ""
        if name[0] == "T":
            self._read_mark(name, body, rest)
        elif name[0] in "ER":
            self._read_links(name, body)
        elif name[0] in "AM":
            self._read_attribute(body)
        elif name[0] == "N":
            self._read_reference(body)
        else:
            self._read_note(body, rest)

    def _report(self, problem: str) -> None:
        self.problems.append((self._number, problem))

    def _read_mark(self, name: str, body: str, words: str) -> None:
        match = _MARK.fullmatch(body)
        if match is None:
            self._report(f"found {body!r}; expected a label and offsets, e.g. 'GPE 0 4'")
            return
        pairs = [tuple(map(int, pair.split())) for pair in match[2].split(";")]
        start, end = pairs[0][0], pairs[-1][1]
        if not 0 <= start < end <= len(self._text):
            self._report(f"found {start}-{end}; expected offsets within 0-{len(self._text)}, in code points")
            return
        between = [self._text[a[1] : b[0]] for a, b in pairwise(pairs)]
        if any(gap.strip() for gap in between):
            self._report(f"found a stretch with the gap {between!r}; expected one without gaps but line ends")
            return
        stands = " ".join(self._text[a:b] for a, b in pairs).replace("\n", " ").replace("\t", " ")
        if words != stands:
            self._report(f"found {words!r} where the text has {stands!r}; expected the words at {match[2]}")
            return
        self._marks[name] = (match[1], start, end, self._number)

    def _read_links(self, name: str, body: str) -> None:
        first, *others = body.split()
        label, _, trigger = first.partition(":")
        pairs = [(role, target) for role, colon, target in (word.partition(":") for word in others) if colon]
        if name[0] == "E":
            self._events[name] = (trigger, self._number)
            for role, target in pairs:
                self._links.append(Link(role.rstrip("0123456789"), name, target, f"line {self._number}"))
        elif [role for role, _ in pairs] == ["Arg1", "Arg2"]:
            self._links.append(Link(label, pairs[0][1], pairs[1][1], f"line {self._number}"))
        else:
            self._report(f"found {body!r}; expected a relation, e.g. 'speaker Arg1:T3 Arg2:T1'")

    def _read_attribute(self, body: str) -> None:
        name, target, *values = [*body.split(), ""][:3]
        field = _ATTRIBUTES.get(name)
        if field is None or bool(values[0]) == (field.kind == "flag"):
            self._report(
                f"found {body!r}; expected an attribute of annotation.conf, an annotation, and its value if any"
            )
            return
        self._said.setdefault(target, {})[name] = (values[0] or YES,)

    def _read_reference(self, body: str) -> None:
        match = _REFERENCE.fullmatch(body)
        if match is None or match[2] != "Wikidata":
            self._report(f"found {body!r}; expected a reference to Wikidata, e.g. 'Reference T1 Wikidata:Q298'")
            return
        self._said.setdefault(match[1], {})["qid"] = (match[3],)

    def _read_note(self, body: str, note: str) -> None:
        kind, _, target = body.partition(" ")
        if kind != "AnnotatorNotes":
            return
        try:
            self._said.setdefault(target, {}).update(read_note(note))
        except ValueError as error:
            self._report(f"{target}: {error}")

    def finish(self) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
        """Return the regions in the order of the file, and the links between them."""
        regions = []
        triggers = {trigger for trigger, _ in self._events.values()}
        for name, (label, start, end, number) in self._marks.items():
            layer = _LAYERS.get(label)
            if layer is None:
                self.problems.append((number, f"found label {label!r}; expected one of {', '.join(_LAYERS)}"))
            elif name not in triggers:
                regions.append(self._region(name, layer, label, start, end, number))
        for name, (trigger, number) in self._events.items():
            mark = self._marks.get(trigger)
            if mark is None:
                self.problems.append((number, f"found trigger {trigger!r}; expected a T line of that name"))
            elif _LAYERS.get(mark[0]) == "event":
                regions.append(self._region(name, "event", *mark[:3], number))
        return tuple(regions), tuple(self._links)

    def _region(self, name: str, layer: Layer, label: str, start: int, end: int, number: int) -> Region:
        where = f"line {number}: {name} {self._text[start:end]!r} at {start}-{end}"
        return Region(name, layer, label, start, end, self._said.get(name, {}), where)
