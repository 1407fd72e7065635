"""Sentences of a source text: its lines, cut at the sentence and gap signs, without the white space around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from sakat.gold.source.markup import GAP_SIGN, SENTENCE_SIGN


def split_at_signs(text: str, signs: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
    r"""Return the spans of the sentences, in text order.

    >>> split_at_signs("เปรูถอน ชิลีรับ\nแก้", [(8, "^"), (16, "~")])
    [(0, 7), (8, 15)]
    """
    cuts = sorted({0, len(text), *(i + 1 for i, c in enumerate(text) if c == "\n"), *(place for place, _ in signs)})
    gaps = {place for place, sign in signs if sign == GAP_SIGN}
    return [span for start, end in pairwise(cuts) if start not in gaps and (span := _trim(text, start, end))]


def find_signs(text: str, sentences: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    r"""Return the signs with which a text has the given sentences, whatever does not follow from its lines.

    >>> find_signs("เปรูถอน ชิลีรับ\nแก้", [(0, 7), (8, 15)])
    [(8, '^'), (16, '~')]
    """
    signs: list[tuple[int, str]] = []
    position = 0
    for start, end in [*sentences, (len(text), len(text))]:
        signs += [(place, GAP_SIGN) for place in _line_starts(text, position, start)]
        if start < len(text) and not _opens_line(text, start):
            signs.append((start, SENTENCE_SIGN))
        position = end
    return signs


def _line_starts(text: str, start: int, end: int) -> list[int]:
    """Return where the words between two sentences start, line by line."""
    cuts = [start, *(i + 1 for i in range(start, end) if text[i] == "\n"), end]
    return [span[0] for left, right in pairwise(cuts) if (span := _trim(text, left, right))]


def _opens_line(text: str, position: int) -> bool:
    return not text[text.rfind("\n", 0, position) + 1 : position].strip()


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    part = text[start:end]
    if not part.strip():
        return None
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
