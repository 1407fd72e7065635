"""MinHash signatures of texts, from which the share of text that two articles have in common is estimated."""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache
from itertools import islice
from typing import Any

import numpy as np
from datasketch import MinHash

from sakat.record.ids import normalize_name

SHINGLE = 32
"""Characters of a shingle, some six words.

Thai has no spaces to count words by. Short shingles take statements of one template for duplicates: a number here and a
name there change few of them. Long ones tell a text whose parts are moved or left out, which keeps its long stretches,
from one written anew along the lines of another (`benchmarks/duplicates.py`).
"""

PERMUTATIONS = 128
_SEED = 1
_SCHEME = "affine32"
_AT_ONCE = 4096


def text_signature(text: str) -> bytes:
    """Return the signature of a text: 128 numbers of 32 bits, equal for texts that differ in marks and spaces only.

    >>> text_signature("นายกฯ เยือนน่าน ๕ มิ.ย.") == text_signature("นายกฯเยือนน่าน 5 มิ.ย.")
    True
    """
    letters = normalize_name(text).translate(_LETTERS)
    shingles = sorted({letters[start : start + SHINGLE] for start in range(max(1, len(letters) - SHINGLE + 1))})
    sketch = MinHash(
        num_perm=PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32, scheme=_SCHEME, permutations=_permutations()
    )
    rest = iter(shingles)
    while batch := [shingle.encode("utf-8", "surrogatepass") for shingle in islice(rest, _AT_ONCE)]:
        sketch.update_batch(batch)
    return bytes(sketch.hashvalues.astype("<u4").tobytes())


def similarity(first: bytes, second: bytes) -> float:
    """Return the estimated share of shingles that two texts have in common (Jaccard), give or take .04.

    >>> similarity(text_signature("ข่าวเดียวกัน"), text_signature("ข่าวเดียวกัน"))
    1.0
    """
    return float(np.mean(np.frombuffer(first, "<u4") == np.frombuffer(second, "<u4")))


class _Letters(dict[int, int | None]):
    """For `str.translate`: letters, vowel and tone signs and digits stay, all else goes."""

    def __missing__(self, code: int) -> int | None:
        self[code] = code if unicodedata.category(chr(code))[0] in "LMN" else None
        return self[code]


_LETTERS = _Letters()


@cache
def _permutations() -> Any:
    return MinHash(num_perm=PERMUTATIONS, seed=_SEED, scheme=_SCHEME).permutations
