"""Finds names seen in training among the words of a line, by checksum, so that no name is kept as text."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

LONGEST_NAME = 12  # words
NAME_LABELS = frozenset({"PERSON", "ORGANIZATION", "LOCATION", "FACILITY", "LAW"})

# From a checksum to the code of a name, an empty string for the head of longer names, or None.
Lookup = Callable[[int], "str | None"]


def name_key(words: Iterable[str]) -> int:
    """Return the checksum of a name's words, which does not depend on where the words are cut."""
    key = 0
    for word in words:
        key = zlib.crc32(word.encode(), key)
    return key


def name_code(counts: Mapping[str, int], occurrences: int) -> str | None:
    """Return what is told of a name: its commonest label, how often it is one, how surely it is one.

    >>> name_code({"LOCATION": 9, "ORGANIZATION": 1}, 20)
    'LOCATION3b'
    """
    total = sum(counts.values())
    if total <= 0:
        return None
    label, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    often = 1 if total == 1 else 2 if total < 5 else 3
    share = most / max(occurrences, total)
    return f"{label}{often}{'a' if share < 0.3 else 'b' if share < 0.7 else 'c' if share < 0.95 else 'd'}"


def find_names(words: Sequence[str], lookup: Lookup) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, word after the last, code) of the longest known names, from left to right."""
    encoded = [word.encode() for word in words]
    done = 0
    for first in range(len(words)):
        if first < done:
            continue
        best: tuple[int, str] | None = None
        key = 0
        for last in range(first, min(first + LONGEST_NAME, len(words))):
            key = zlib.crc32(encoded[last], key)
            code = lookup(key)
            if code is None:
                break
            if code:
                best = (last + 1, code)
        if best is not None:
            done = best[0]
            yield first, *best


def name_marks(words: Sequence[str], lookup: Lookup) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the words in and beside known names, with their place in or beside the name."""
    for first, after, code in find_names(words, lookup):
        for word in range(first, after):
            place = "S" if after - first == 1 else "B" if word == first else "E" if word == after - 1 else "I"
            yield word, (f"n={place}{code[:-2]}", f"n={place}{code}")
        if first:
            yield first - 1, (f"n>{code[:-2]}",)
        if after < len(words):
            yield after, (f"n<{code[:-2]}",)


def read_names(table: str) -> Mapping[int, str]:
    """Return the codes of known names by checksum; the heads of longer names have an empty code."""
    rows = (line.split("\t") for line in table.splitlines())
    return {int(key, 16): code for key, code in rows}
