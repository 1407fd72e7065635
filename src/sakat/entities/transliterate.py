"""Foreign names written in Thai, back in Latin letters: by a table, else letter by letter."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from sakat.entities.romanize import romanize_place
from sakat.lexicon import load_lexicon

# What Thai writers use each letter for in foreign names (Royal Society transcription rules of 1989, reversed).
_EVIDENCE = 1.0
"""Log odds a foreign name must reach."""

_LETTERS = {
    "ก": "k", "ข": "kh", "ค": "k", "ฆ": "gh", "ง": "ng", "จ": "j", "ฉ": "ch", "ช": "ch", "ซ": "s", "ฌ": "j",
    "ญ": "j", "ฎ": "d", "ฏ": "t", "ฐ": "th", "ฑ": "d", "ฒ": "dh", "ณ": "n", "ด": "d", "ต": "t", "ถ": "th",
    "ท": "t", "ธ": "th", "น": "n", "บ": "b", "ป": "p", "ผ": "ph", "ฝ": "f", "พ": "p", "ฟ": "f", "ภ": "bh",
    "ม": "m", "ย": "y", "ร": "r", "ล": "l", "ว": "v", "ศ": "sh", "ษ": "sh", "ส": "s", "ห": "h", "ฬ": "l",
    "ฮ": "h", "อ": "", "G": "g",
}  # fmt: skip
_SIGNS = {"ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "u", "ื": "u", "ุ": "u", "ู": "u"}
_LEADS = {"เ": "e", "แ": "a", "โ": "o", "ไ": "ai", "ใ": "ai"}
_HARD = re.compile("ก(?=[ะัาำิีึืุูรลอ])|(?<=[เแโใไ])ก")
"""ก at the head of a syllable stands for g, at its end for k."""

_DROPPED = re.compile("[็่้๊๋ๆฯ์]")
_UNITS = re.compile(
    "(?P<lead>[เแโไใ])(?P<head>(?:[กGขคดตทบปพฟสชจศ][รล]|[ก-ฮG]))(?P<tail>ีย|ือ|ิ|า|ะ|อ|ย(?![ะาัิีึืุู็่้]))?|(?P<one>.)",
    re.DOTALL,
)
_ENDINGS = (
    ("ofsgi", "ovsky"),
    ("ofski", "ovsky"),
    ("efski", "evsky"),
    ("ski", "sky"),
    ("of", "ov"),
    ("ef", "ev"),
    ("ofa", "ova"),
    ("efa", "eva"),
    ("wich", "vich"),
    ("bork", "burg"),
    ("tavn", "town"),
    ("berk", "berg"),
    ("tan", "ton"),
)
_THAI_WORD = re.compile("[ก-์]+")


@cache
def known_parts() -> dict[str, str]:
    """Return Latin spellings of foreign given names and surnames by their Thai spelling.

    The parts of `person_names.tsv` are added where name and translation have as many parts, those of
    people with Thai names left out.
    """
    parts = {row["form"]: row["name_en"] for row in load_lexicon("given_names_en")}
    given, families = thai_name_words()
    for row in load_lexicon("person_names"):
        thai, latin = row["form"].split(), row["name_en"].split()
        if len(thai) == len(latin) and not (thai[0] in given and thai[0] not in parts) and thai[-1] not in families:
            for form, name in zip(thai, latin, strict=True):
                if len(form) > 2:
                    parts.setdefault(form, name)
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
    odds = _odds()
    return sum(odds.get(triple, 0.0) for triple in _triples(word)) > _EVIDENCE


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
def transliterate(thai: str) -> str:
    """Return foreign names in Thai letters as Latin ones: known parts as usual, the rest by letter.

    >>> transliterate("เซียร์เกย์ ลาฟรอฟ")
    'Sergey Lavrov'
    """
    return _THAI_WORD.sub(lambda match: known_parts().get(match[0]) or _by_letter(match[0]), thai)


@lru_cache(maxsize=8192)
def to_latin(thai: str) -> str:
    """Return a proper name in Latin letters: Thai words by RTGS, foreign ones transliterated."""
    return _THAI_WORD.sub(
        lambda match: transliterate(match[0]) if is_foreign(match[0]) else romanize_place(match[0]), thai
    )


def _by_letter(word: str) -> str:
    plain = _DROPPED.sub("", word.replace("รร", "ร"))
    latin = ""
    plain = _HARD.sub("G", plain)
    for match in _UNITS.finditer(plain):
        if match["lead"]:
            vowel = _LEADS[match["lead"]]
            tail = match["tail"] or ""
            head = "".join(_LETTERS[char] for char in match["head"])
            if match["lead"] == "เ":
                vowel = {"ีย": "ia", "ือ": "ua", "ิ": "er", "า": "ao", "อ": "er", "ย": "ey"}.get(tail, "e")
            latin += head + vowel
        else:
            latin += _read_one(match["one"], latin)
    latin = latin.replace("err", "er").replace("aov", "au")
    for ending, usual in _ENDINGS:
        if latin.endswith(ending):
            latin = latin[: -len(ending)] + usual
            break
    return latin[:1].upper() + latin[1:]


def _read_one(char: str, before: str) -> str:
    if char == "อ":
        return "o" if before and before[-1] not in "aeiou" else ""
    return _SIGNS.get(char) or _LETTERS.get(char, "")
