"""How far the sentences of a set of articles are alike: what a model would learn instead of the language.

Articles written from one pattern begin their sentences alike and repeat their words; these figures show it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OPENING = 3
"""Words of a sentence that are its opening; a shorter sentence is all opening."""


@dataclass(frozen=True)
class Sameness:
    """Figures of a set of sentences; shares are None where there is nothing to share.

    Attributes:
        openings: Distinct openings.
        unique_openings: Share of the sentences whose opening no other sentence has.
        trigrams: Distinct runs of three words inside a sentence.
        single_trigrams: Share of these that occur once.
    """

    openings: int
    unique_openings: float | None
    trigrams: int
    single_trigrams: float | None


def measure_sameness(sentences: Sequence[Sequence[str]]) -> Sameness:
    """Return the sameness of sentences, each given as its words.

    >>> measure_sameness(["เปรู หารือ กับ ชิลี".split(), "เปรู หารือ กับ ลาว".split(), "ศาล ยกฟ้อง".split()])
    Sameness(openings=2, unique_openings=0.3333333333333333, trigrams=3, single_trigrams=0.6666666666666666)
    """
    openings = Counter(tuple(words[:OPENING]) for words in sentences)
    trigrams = Counter(run for words in sentences for run in zip(words, words[1:], words[2:], strict=False))
    return Sameness(
        openings=len(openings),
        unique_openings=_share(_single(openings.values()), len(sentences)),
        trigrams=len(trigrams),
        single_trigrams=_share(_single(trigrams.values()), len(trigrams)),
    )


def _single(counts: Iterable[int]) -> int:
    return sum(count == 1 for count in counts)


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
