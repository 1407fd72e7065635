"""Foreign names in Thai letters back in Latin ones: an n-gram model of pieces that are spelt together.

A graphone is one or two Thai letters with the Latin letters they stand for (`ช:sh`, `ย์:y`). The model counts
which graphone follows which; a word's spellings are ranked by the probability of their graphones.

Source: joint-sequence models (Bisani and Ney, Speech Communication 50, 2008), with Witten-Bell smoothing.
"""

from __future__ import annotations

import lzma
import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from sakat.errors import ModelError

MAGIC = "sakat-graphones 1"
ORDER = 4
LONGEST_PIECE = 2
"""Thai letters of a graphone at most."""

START, END = "^", "$"
_BEAM = 8
_PIECES = 10
_LONGEST = 60
_MODEL = Path("models", "latin", "graphones.model")
_UNHEARD = re.compile("[่้๊๋็ๆฯ]")
_LEAD = re.compile("([เแโไใ])([ก-ฮ])")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "đ": "d", "æ": "ae", "\u0131": "i", "ð": "d", "þ": "th", "œ": "oe"}
)
_OTHER_WORDS = 1.5  # what no training word has takes a third of the first guess

Counts = Mapping[tuple[str, ...], Mapping[str, int]]


def spell_out(word: str) -> str:
    """Return a Thai word in the order of its sounds: a leading vowel after its consonant, without tone marks.

    >>> spell_out("เซียร์เกย์")
    'ซเียร์กเย์'
    """
    return _LEAD.sub(r"\2\1", _UNHEARD.sub("", word))


def fold_latin(name: str) -> str:
    """Return the letters a-z of a name, accents and other signs dropped.

    >>> fold_latin("Petrović"), fold_latin("N'Djamena")
    ('petrovic', 'ndjamena')
    """
    if name.isascii() and name.isalpha():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return re.sub("[^a-z]", "", plain)


class _History(NamedTuple):
    """What followed a history: total, number of kinds, and counts by graphone."""

    total: int
    kinds: int
    counts: Mapping[str, int]


class GraphoneModel:
    """Ranks the Latin spellings of a Thai word.

    Args:
        counts: How often each graphone followed each history of up to `ORDER` - 1 graphones.
    """

    def __init__(self, counts: Counts) -> None:
        self._histories = {
            history: _History(sum(following.values()), len(following), following)
            for history, following in counts.items()
        }
        single = self._histories[()]
        self._first_guess = 1 / single.kinds / _OTHER_WORDS
        by_thai: dict[str, list[str]] = {}
        for graphone in sorted(single.counts, key=lambda graphone: (-single.counts[graphone], graphone)):
            by_thai.setdefault(graphone.partition(":")[0], []).append(graphone)
        self._by_thai = {thai: tuple(found[:_PIECES]) for thai, found in by_thai.items()}

    def probability(self, history: tuple[str, ...], graphone: str) -> float:
        """Return the chance of a graphone after others, mixed with that after fewer of them."""
        chance = self._first_guess
        for size in range(len(history) + 1):
            known = self._histories.get(history[len(history) - size :])
            if known is None:
                break
            chance = (known.counts.get(graphone, 0) + known.kinds * chance) / (known.total + known.kinds)
        return chance

    def candidates(self, word: str, most: int = 5) -> tuple[tuple[str, float], ...]:
        """Return the likeliest Latin spellings of a Thai word in small letters, with log probabilities.

        None come for a word with letters the model has not seen, or longer than any name.
        """
        letters = spell_out(word)
        if len(letters) > _LONGEST:
            return ()
        beams: list[dict[tuple[tuple[str, ...], str], float]] = [{} for _ in range(len(letters) + 1)]
        beams[0][(START,) * (ORDER - 1), ""] = 0.0
        for place in range(len(letters)):
            for (history, latin), score in sorted(beams[place].items(), key=_best_first)[:_BEAM]:
                for size in range(1, min(LONGEST_PIECE, len(letters) - place) + 1):
                    beam = beams[place + size]
                    for graphone in self._by_thai.get(letters[place : place + size], ()):
                        state = (*history[1:], graphone), latin + graphone.partition(":")[2]
                        reached = score + math.log(self.probability(history, graphone))
                        if reached > beam.get(state, -math.inf):
                            beam[state] = reached
        sums: dict[str, float] = {}
        for (history, latin), score in beams[-1].items():
            sums[latin] = sums.get(latin, 0.0) + math.exp(score) * self.probability(history, END)
        ranked = sorted(((latin, math.log(chance)) for latin, chance in sums.items() if latin), key=_best_first)
        return tuple(ranked[:most])


def _best_first(item: tuple[object, float]) -> tuple[float, str]:
    return -item[1], str(item[0])


def write_counts(counts: Counts) -> bytes:
    """Return a model file: one history a line with what followed it."""
    lines = [MAGIC]
    for history in sorted(counts):
        following = " ".join(f"{graphone}={count}" for graphone, count in sorted(counts[history].items()))
        lines.append(f"{' '.join(history)}\t{following}")
    return lzma.compress("\n".join(lines).encode(), format=lzma.FORMAT_XZ, preset=6)


def read_counts(content: bytes) -> Counts:
    """Return the counts of a model file.

    Raises:
        ModelError: If it is no such file.
    """
    try:
        magic, *lines = lzma.decompress(content).decode().split("\n")
        if magic != MAGIC:
            raise ValueError(f"begins with {magic[:40]!r}, expected {MAGIC!r}")
        return {tuple(history.split()): _following(text) for history, text in (line.split("\t") for line in lines)}
    except (lzma.LZMAError, ValueError) as error:
        raise ModelError(f"graphones.model: {error}; retrain with `sakat names train`") from error


def _following(text: str) -> dict[str, int]:
    return {graphone: int(count) for graphone, _, count in (item.rpartition("=") for item in text.split(" "))}


@cache
def load_graphones() -> GraphoneModel:
    """Return the model that comes with sakat, read once."""
    return GraphoneModel(read_counts(resources.files("sakat.resources").joinpath(str(_MODEL)).read_bytes()))


@lru_cache(maxsize=8192)
def latin_candidates(word: str) -> tuple[tuple[str, float], ...]:
    """Return up to five Latin spellings of a foreign name in Thai letters, the likeliest first.

    >>> [latin for latin, _ in latin_candidates("เซียร์เกย์")][0]
    'sergey'
    """
    return load_graphones().candidates(word)


def count_graphones(sequences: Iterable[Sequence[str]]) -> Counts:
    """Return the counts of a model from words cut into graphones."""
    counts: dict[tuple[str, ...], dict[str, int]] = {}
    for sequence in sequences:
        padded = [START] * (ORDER - 1) + list(sequence) + [END]
        for place in range(ORDER - 1, len(padded)):
            for size in range(ORDER):
                following = counts.setdefault(tuple(padded[place - size : place]), {})
                following[padded[place]] = following.get(padded[place], 0) + 1
    return counts
