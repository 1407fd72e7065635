"""Finds which of many hashes are those of known strings, all at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sakat.ner.columns import Hashes, Ints, hash_strings


class HashIndex:
    """The numbers of strings by hash: in order of hashes, cut into runs by the first bits of them.

    >>> index = HashIndex(["กรม", "กอง"])
    >>> which, numbers = index.find(hash_strings(["ศาล", "กอง", "กรม"])[0])
    >>> which.tolist(), numbers.tolist()
    ([1, 2], [1, 0])
    """

    def __init__(self, strings: Sequence[str]) -> None:
        hashes = hash_strings(strings)[0]
        bits = max(len(strings), 1).bit_length() + 1
        self._shift = np.uint64(64 - bits)
        self._numbers = np.argsort(hashes, kind="stable")
        self._hashes = hashes[self._numbers]
        firsts = np.arange((1 << bits) + 1, dtype=np.uint64) << self._shift
        self._starts = np.searchsorted(self._hashes, firsts[:-1])
        self._starts = np.append(self._starts, len(hashes)).astype(np.int32)

    def find(self, hashes: Hashes) -> tuple[Ints, Ints]:
        """Return which of the hashes are those of the strings, and the numbers of these."""
        runs = (hashes >> self._shift).astype(np.int64)
        places, ends = self._starts[runs], self._starts[runs + 1]
        asked = np.flatnonzero(places < ends)
        places, ends, wanted = places[asked], ends[asked], hashes[asked]
        found: list[Ints] = []
        numbers: list[Ints] = []
        while len(asked):
            equal = self._hashes[places] == wanted
            found.append(asked[equal])
            numbers.append(self._numbers[places[equal]])
            places += 1
            more = np.flatnonzero(~equal & (places < ends))
            asked, places, ends, wanted = asked[more], places[more], ends[more], wanted[more]
        if not found:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        which = np.concatenate(found)
        order = np.argsort(which)
        return which[order], np.concatenate(numbers)[order]
