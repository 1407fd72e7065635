"""Layout of an article: headings, the end of its body, reference marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sakat.lexicon import load_lexicon

_MAX_HEADING = 120
_EDIT_LINK = re.compile(r"(?P<title>\S[^\n]*?)[ \t]*(?:[ \t]แก้(?:ไข)?|\[[ \t]*แก้(?:ไข)?[^\]\n]*\])[ \t]*")
_EQUALS = re.compile(r"(?P<marks>={2,6})[ \t]*(?P<title>[^=\n]+?)[ \t]*(?P=marks)[ \t]*")
_HASHES = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<title>\S[^\n]*?)[ \t]*#*[ \t]*")
_LINE = re.compile(r"[^\n]+")
_CITATION = re.compile(r"\[(?P<ref>[0-9๐-๙]{1,4}|ต้องการอ้างอิง|(?:note|หมายเหตุ) [0-9๐-๙]{1,3})\]")
NEEDED = "ต้องการอ้างอิง"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its line, and its title without marks; offsets in code points."""

    line_start: int
    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Layout:
    """Where an article's headings are and where its body ends."""

    headings: tuple[Heading, ...]
    body_end: int


@dataclass(frozen=True, slots=True)
class CitationMark:
    """A reference mark, brackets included; `ref` is its number, or `needed`."""

    start: int
    end: int
    ref: str


@cache
def _end_headings() -> frozenset[str]:
    return frozenset(row["form"] for row in load_lexicon("end_headings"))


def find_layout(text: str) -> Layout:
    r"""Return the headings of a text and the end of its body.

    A heading is a short line by itself with Wikipedia's edit-link residue (`อิหร่าน แก้`, `อิหร่าน [แก้]`), wiki
    marks (`== อิหร่าน ==`) or Markdown marks (`## อิหร่าน`). The body ends at a heading such as อ้างอิง
    (`resources/end_headings.tsv`).

    >>> find_layout("นำ\n\nอิหร่าน แก้\n\nเนื้อหา").headings[0]
    Heading(line_start=4, start=4, end=11, level=1)
    """
    headings: list[Heading] = []
    body_end = len(text)
    for line in _LINE.finditer(text):
        if len(line[0]) > _MAX_HEADING or not _stands_alone(text, line.start(), line.end()):
            continue
        for pattern in (_EDIT_LINK, _EQUALS, _HASHES):
            match = pattern.fullmatch(text, line.start(), line.end())
            if match is None:
                continue
            level = len(match["marks"]) if pattern is not _EDIT_LINK else 1
            level = max(1, level - 1) if pattern is _EQUALS else level
            headings.append(Heading(line.start(), match.start("title"), match.end("title"), level))
            if body_end == len(text) and match["title"] in _end_headings():
                body_end = line.start()
            break
    return Layout(tuple(headings), body_end)


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = start == 0 or text[max(0, start - 2) : start] in {"\n", "\n\n"}
    return before and text[end : end + 2] in {"", "\n", "\n\n"}


def find_citations(text: str) -> Iterator[CitationMark]:
    """Yield the reference marks of a text in order.

    >>> [mark.ref for mark in find_citations("ลงนามแล้ว[2][ต้องการอ้างอิง] [ก]")]
    ['2', 'needed']
    """
    for match in _CITATION.finditer(text):
        ref = match["ref"]
        yield CitationMark(match.start(), match.end(), "needed" if ref == NEEDED else ref)
