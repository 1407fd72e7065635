"""Writes annotated articles as brat standoff, offsets in code points."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from sakat.annotation.article import AnnotatedArticle
from sakat.annotation.brat.config import is_attribute, is_role
from sakat.annotation.brat.notes import write_note
from sakat.annotation.fields import FIELDS
from sakat.annotation.graph import Graph, Region, to_graph

_LINE = re.compile(r"[^\n]+")


def article_files(article: AnnotatedArticle) -> Iterator[tuple[str, str]]:
    """Yield the files of an annotated article with their contents: its text, its annotation, and what brat leaves out.

    brat has no place for the publication day and for sentences of one's own; they stand in `<id>.json`.
    """
    graph = to_graph(article)
    beside = {"document_date": graph.document_date, "sentences": [list(sentence) for sentence in graph.sentences]}
    yield f"{article.id}.txt", article.text
    yield f"{article.id}.ann", to_standoff(graph)
    yield f"{article.id}.json", json.dumps(beside) + "\n"


def to_standoff(graph: Graph) -> str:
    """Return the content of an `.ann` file.

    A stretch over several lines is written in fragments, as brat wants it. Free texts stand in notes as `key=value`.
    """
    return "".join(f"{line}\n" for line in _Writer(graph).write())


class _Writer:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._names: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def _next(self, kind: str) -> str:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}{self._counts[kind]}"

    def write(self) -> Iterator[str]:
        triggers = {}
        for region in self._graph.regions:
            mark = self._next("T")
            fragments, words = _fragments(region, self._graph.text)
            yield f"{mark}\t{region.label} {fragments}\t{words}"
            if region.layer == "event":
                triggers[region.id] = mark
                self._names[region.id] = self._next("E")
            else:
                self._names[region.id] = mark
        for region in self._graph.regions:
            if region.layer == "event":
                yield f"{self._names[region.id]}\t{region.label}:{triggers[region.id]}{self._roles(region)}"
        for link in self._graph.links:
            if not is_role(link.label):
                head, target = self._names[link.head], self._names[link.target]
                yield f"{self._next('R')}\t{link.label} Arg1:{head} Arg2:{target}"
        for region in self._graph.regions:
            yield from self._said(region)

    def _roles(self, region: Region) -> str:
        numbers: dict[str, int] = {}
        roles = ""
        for link in self._graph.links:
            if link.head == region.id and is_role(link.label):
                numbers[link.label] = number = numbers.get(link.label, 0) + 1
                roles += f" {link.label}{number if number > 1 else ''}:{self._names[link.target]}"
        return roles

    def _said(self, region: Region) -> Iterator[str]:
        name = self._names[region.id]
        note = dict(region.attributes)
        for field in FIELDS[region.layer]:
            if is_attribute(field) and field.name in note:
                values = note.pop(field.name)
                yield f"{self._next('A')}\t{field.name} {name}" + (f" {values[0]}" if field.kind == "choice" else "")
        for qid in note.pop("qid", ()):
            english = " ".join(note.get("name_en", (qid,))[0].split())
            yield f"{self._next('N')}\tReference {name} Wikidata:{qid}\t{english}"
        if note:
            yield f"{self._next('#')}\tAnnotatorNotes {name}\t{write_note(note)}"


def _fragments(region: Region, text: str) -> tuple[str, str]:
    """Return offsets and words of a region, cut at line ends."""
    lines = list(_LINE.finditer(text, region.start, region.end))
    if not lines:
        return f"{region.start} {region.end}", " " * (region.end - region.start)
    words = " ".join(line[0] for line in lines).replace("\t", " ")
    return ";".join(f"{line.start()} {line.end()}" for line in lines), words
