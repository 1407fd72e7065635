"""What networks know of a word alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from sakat.ner.columns import Ints
from sakat.ner.vocabulary import Entry, Words
from sakat.network.lookup import Told

_LONGEST = 12

_READERS: Mapping[str, Callable[[Entry], str]] = {
    "word": lambda entry: entry.norm,
    "head2": lambda entry: entry.norm[:2],
    "head3": lambda entry: entry.norm[:3],
    "tail2": lambda entry: entry.norm[-2:],
    "tail3": lambda entry: entry.norm[-3:],
    "size": lambda entry: str(min(len(entry.norm), _LONGEST)),
    "coarse": lambda entry: entry.clusters[0] if entry.clusters else "",
    "middle": lambda entry: entry.middle,
    "fine": lambda entry: entry.fine,
    "kind": lambda entry: entry.kind,
    "look": lambda entry: entry.look,
}

WORD_COLUMNS = tuple(_READERS)
"""Names of what is told of a word."""


def tell_words(words: Words, entries: Ints) -> Iterator[Told]:
    """Yield what is known of each word: form, ends, length, clusters, parts of speech, letters and lists.

    Args:
        words: What the numbers belong to.
        entries: Number of the entry of each word.
    """
    for name, read in _READERS.items():
        yield Told(name, entries, partial(_spell, words, read))


def _spell(words: Words, read: Callable[[Entry], str], number: int) -> str:
    return read(words.entry(number))
