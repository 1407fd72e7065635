"""How names of people are spelt in Latin letters, by language: มาร์โก is Marco in Portuguese, Marko in Serbian."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from sakat.lexicon import load_lexicon

_OF_STATE = 0.5
"""What the language of a state counts against that of another part of the name."""

_LEAST_SPOKEN = 5.0
"""Per cent of a state's people who speak a language that names are expected in."""


_JOINTS = {"zh": "", "ja": "", "ko": "-"}
"""What stands between the syllables of a given name: Jiawen, Mitsuko, Seo-jun."""

_LONGEST_SYLLABLE = 9


class Spelling(NamedTuple):
    """A way to spell a name, and the languages (ISO 639) in which it is spelt so."""

    latin: str
    languages: frozenset[str]


@cache
def spellings() -> dict[str, tuple[Spelling, ...]]:
    """Return the spellings of the words of `latin_names.tsv`, that of most languages first."""
    found: dict[str, list[Spelling]] = {}
    for row in load_lexicon("latin_names"):
        found.setdefault(row["form"], []).append(Spelling(row["name_en"], frozenset(row["languages"].split())))
    return {
        form: tuple(sorted(spelt, key=lambda spelling: (-len(spelling.languages), spelling.latin)))
        for form, spelt in found.items()
    }


def languages_of(word: str) -> frozenset[str]:
    """Return the languages in which a word is a name.

    >>> sorted(languages_of("กูลิบาลี"))
    ['bm', 'wo']
    """
    return frozenset().union(*(spelling.languages for spelling in spellings().get(word, ())))


def best_spelling(word: str, beside: Collection[str], languages: Collection[str], usual: str | None) -> str | None:
    """Return how a word of a name is spelt in the language of the rest of it, None if it is not known.

    Args:
        word: The word in Thai letters.
        beside: The words of the name.
        languages: Those of the state the article speaks of.
        usual: Its spelling if the language is not told.

    >>> best_spelling("มาร์โก", ["มาร์โก", "ซูซา"], [], None), best_spelling("มาร์โก", ["มาร์โก"], ["sr"], None)
    ('Marco', 'Marko')
    """
    known = spellings().get(word, ())
    votes = Counter(language for other in beside if other != word for language in languages_of(other))
    if not known:
        return usual or _by_syllables(word, votes, languages)
    weight = {language: votes[language] + _OF_STATE * (language in languages) for language in languages_of(word)}
    told = [max((weight[language] for language in spelling.languages), default=0) for spelling in known]
    best = max(told)
    likeliest = [spelling.latin for spelling, votes_for in zip(known, told, strict=True) if votes_for == best]
    return usual if usual is not None and (best == 0 or usual in likeliest) else likeliest[0]


def _by_syllables(word: str, votes: Mapping[str, int], languages: Collection[str]) -> str | None:
    """Return a Chinese, Japanese or Korean name spelt syllable by syllable, None if it is none."""
    for language in sorted(_syllables(), key=lambda code: (-votes.get(code, 0), code)):
        told = votes.get(language, 0)
        if (told and told == max(votes.values())) or language in languages:
            parts = _cut(word, _syllables()[language])
            if parts:
                return _JOINTS[language].join(parts).capitalize()
    return None


def _cut(word: str, table: Mapping[str, str]) -> list[str]:
    """Return the spellings of the fewest syllables that make up a word, none if it is not made of them."""
    best: list[list[str] | None] = [[], *([None] * len(word))]
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            before, spelt = best[start], table.get(word[start:end])
            if before is not None and spelt is not None:
                reached = best[end]
                if reached is None or len(before) + 1 < len(reached):
                    best[end] = [*before, spelt]
    return best[-1] or []


@cache
def _syllables() -> dict[str, dict[str, str]]:
    """Return Latin spellings of syllables by Thai spelling, by language (`latin_syllables.tsv`)."""
    tables: dict[str, dict[str, str]] = {}
    for row in load_lexicon("latin_syllables"):
        tables.setdefault(row["language"], {})[row["form"]] = row["name_en"]
    return tables


@cache
def state_languages(iso3166: str) -> frozenset[str]:
    """Return the languages (ISO 639) spoken in a state, by CLDR.

    >>> "km" in state_languages("KH")
    True
    """
    from babel.languages import get_territory_language_info

    return frozenset(
        language.partition("_")[0]
        for language, said in get_territory_language_info(iso3166).items()
        if said["official_status"] or float(said["population_percent"] or 0) >= _LEAST_SPOKEN
    )
