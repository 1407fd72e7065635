"""Lists of personal names: Thai ones of PyThaiNLP, foreign ones of the name tables."""

from __future__ import annotations

from functools import cache

from sakat.lexicon import load_lexicon


@cache
def given_names() -> frozenset[str]:
    """Return Thai given names (PyThaiNLP's lists) of three letters or more."""
    from pythainlp.corpus import thai_female_names, thai_male_names

    return frozenset(name for name in thai_female_names() | thai_male_names() if len(name) > 2)


@cache
def family_names() -> frozenset[str]:
    """Return Thai family names (PyThaiNLP's list) of four letters or more."""
    from pythainlp.corpus import thai_family_names

    return frozenset(name for name in thai_family_names() if len(name) > 3)


@cache
def foreign_names() -> frozenset[str]:
    """Return foreign given and family names in Thai writing."""
    return frozenset(row["form"] for row in load_lexicon("given_names_en") if len(row["form"]) > 2)


@cache
def nicknames() -> frozenset[str]:
    """Return common Thai nicknames (`nicknames.tsv`): they are names only after a word of kin, ลุงดำ."""
    return frozenset(row["form"] for row in load_lexicon("nicknames"))
