"""Finds titles of two words or more, such as those of an encyclopedia, in rows of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from sakat.ner.columns import Hashed, Ints
from sakat.ner.hash_index import HashIndex

_LONGEST = 7  # words


class TitleFinder:
    """Finds the titles among words.

    Args:
        titles: Written without spaces between words.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        self._index = HashIndex(sorted(titles))

    def find(self, words: Hashed, lines: Ints) -> Iterator[tuple[int, int]]:
        """Yield (first word, word after the last) of the longest titles, from left to right.

        Args:
            words: The words.
            lines: Number of the line of each word; a title stands in one.
        """
        count = len(lines)
        longest = np.zeros(count, dtype=np.int64)
        joined = words
        for size in range(2, min(_LONGEST, count) + 1):
            firsts = np.arange(count - size + 1)
            joined = joined[firsts] + words[firsts + size - 1]
            found, _ = self._index.find(joined.hashes)
            longest[found[lines[found] == lines[found + size - 1]]] = size
        done = 0
        for first in np.flatnonzero(longest).tolist():
            if first >= done:
                done = first + int(longest[first])
                yield first, done


def title_marks(first: int, after: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield each word of a title with its place in it, and with how long the title is.

    >>> list(title_marks(4, 6))
    [(4, ('e=B', 'e=B2')), (5, ('e=E', 'e=E2'))]
    """
    size = min(after - first, 4)
    for word in range(first, after):
        place = "B" if word == first else "E" if word == after - 1 else "I"
        yield word, (f"e={place}", f"e={place}{size}")
