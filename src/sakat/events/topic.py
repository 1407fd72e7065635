"""What an article is about, where that changes what its verbs tell: in sport, โจมตี and ยิง are no acts of war."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from sakat.lexicon import load_lexicon

_LEAST = 4
_STRETCH = 500


@cache
def _sport_words() -> frozenset[str]:
    return frozenset(row["form"] for row in load_lexicon("sport_words"))


def is_sport(words: Iterable[str], length: int) -> bool:
    """Return whether an article tells of sport: it has several words of sport, the more the longer it is.

    Args:
        words: Its words.
        length: Its code points.

    >>> is_sport("กองหน้า ยิง จุดโทษ ใน ครึ่งหลัง ให้ ทีมเยือน คว้า แชมป์".split(), 60)
    True
    >>> is_sport("ตำรวจ ยิง คนร้าย หน้า สนาม ฟุตบอล".split(), 40)
    False
    """
    return len(_sport_words().intersection(words)) >= max(_LEAST, length // _STRETCH)
