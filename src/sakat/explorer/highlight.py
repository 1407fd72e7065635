"""Cuts the text of an article where mentions, dates, events and citations begin and end, for a page to mark them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import pairwise
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A stretch of text in which nothing begins or ends."""

    start: int
    text: str
    mention: dict[str, Any] | None
    """The innermost mention over it."""
    outer: dict[str, Any] | None
    """The outermost mention over it, if it is another one."""
    events: tuple[str, ...]
    """The events whose trigger it belongs to."""
    temporal: str | None
    citation: str | None


@dataclass(frozen=True)
class Paragraph:
    """A line of the text; `level` is that of the heading it is, 0 if it is none."""

    level: int
    pieces: tuple[Piece, ...]


def cut_text(record: dict[str, Any]) -> list[Paragraph]:
    """Return the lines of a record's text that are not blank, each cut into pieces; joined they are the line."""
    text: str = record["text"]
    headings = {item["title"]["start"]: item["level"] for item in record["sections"] if item["title"]}
    ordered = sorted(_cuts(record) | {0, len(text)})
    cover = _Cover(record, ordered)
    paragraphs = []
    position = 0
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        if not line.strip():
            continue
        inner = ordered[bisect_right(ordered, start) : bisect_left(ordered, end)]
        points = [start, *inner, end]
        pieces = tuple(cover.piece(left, text[left:right]) for left, right in pairwise(points))
        level = next((headings[place] for place in headings if start <= place < end), 0)
        paragraphs.append(Paragraph(level, pieces))
    return paragraphs


def _cuts(record: dict[str, Any]) -> set[int]:
    spans = [*record["mentions"], *record["temporal"], *record["citations"]]
    for event in record["events"]:
        spans += [event["trigger"], *event["evidence"]]
    return {span[key] for span in spans for key in ("start", "end")}


class _Cover:
    """What covers each stretch between two cuts."""

    def __init__(self, record: dict[str, Any], points: list[int]) -> None:
        number = {point: index for index, point in enumerate(points)}
        self._points = points
        self._mentions: list[list[dict[str, Any]]] = [[] for _ in points]
        self._events: list[list[str]] = [[] for _ in points]
        self._temporal: list[str | None] = [None] * len(points)
        self._citations: list[str | None] = [None] * len(points)
        for mention in record["mentions"]:
            for index in range(number[mention["start"]], number[mention["end"]]):
                self._mentions[index].append(mention)
        for event in record["events"]:
            for index in range(number[event["trigger"]["start"]], number[event["trigger"]["end"]]):
                self._events[index].append(event["id"])
        for spans, target in ((record["temporal"], self._temporal), (record["citations"], self._citations)):
            for span in spans:
                for index in range(number[span["start"]], number[span["end"]]):
                    target[index] = span["id"]

    def piece(self, start: int, text: str) -> Piece:
        index = bisect_right(self._points, start) - 1
        mentions = self._mentions[index]
        inner = min(mentions, key=lambda item: item["end"] - item["start"], default=None)
        outer = max(mentions, key=lambda item: item["end"] - item["start"], default=None)
        return Piece(
            start,
            text,
            inner,
            outer if outer is not inner else None,
            tuple(self._events[index]),
            self._temporal[index],
            self._citations[index],
        )
