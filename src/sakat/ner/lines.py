"""Turns lines of text into word sequences with offsets, and spans into tags on the words and back."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sakat.ner.features import Line

OUTSIDE = "O"
Span = tuple[int, int, str]
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Located:
    """A line's words without spaces, with where each starts and ends (code points of the whole text)."""

    line: Line
    starts: Sequence[int]
    ends: Sequence[int]


def locate_lines(words: Iterable[str]) -> Iterator[Located]:
    """Yield the lines of a text from its words, which join to the text. Lines without words are skipped."""
    forms: list[str] = []
    spaced: list[bool] = []
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    gap = True
    for word in words:
        end = position + len(word)
        if not word.isspace():
            forms.append(word)
            spaced.append(gap)
            starts.append(position)
            ends.append(end)
            gap = False
        else:
            gap = True
            if "\n" in word and forms:
                yield Located(Line(forms, spaced), starts, ends)
                forms, spaced, starts, ends = [], [], [], []
        position = end
    if forms:
        yield Located(Line(forms, spaced), starts, ends)


def spans_to_tags(located: Located, spans: Iterable[Span]) -> list[str]:
    """Return one BIOES tag per word. A span that cuts a word takes the whole word; overlaps lose."""
    tags = [OUTSIDE] * len(located.starts)
    for start, end, label in spans:
        first = bisect_right(located.ends, start)
        last = bisect_left(located.starts, end) - 1
        if last < first or any(tag != OUTSIDE for tag in tags[first : last + 1]):
            continue
        if first == last:
            tags[first] = f"S-{label}"
            continue
        tags[first] = f"B-{label}"
        tags[last] = f"E-{label}"
        for i in range(first + 1, last):
            tags[i] = f"I-{label}"
    return tags


def tags_to_ranges(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, word after the last, label) of each entity in the tags, BIO or BIOES."""
    start = -1
    label = ""
    for i, tag in enumerate((*tags, OUTSIDE)):
        kind, _, name = tag.partition("-")
        if start >= 0 and (kind in "BSO" or name != label):
            yield start, i, label
            start = -1
        if kind in "BSIE" and start < 0:
            start, label = i, name
