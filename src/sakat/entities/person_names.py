"""English names of people: the usual spelling where one is known, else by origin of the name."""

from __future__ import annotations

from functools import cache

from sakat.entities.personal_names import nicknames
from sakat.entities.romanize import romanize
from sakat.entities.transliterate import is_foreign, known_parts, spelling_odds, thai_name_words, transliterate
from sakat.lexicon import load_lexicon
from sakat.record.mention import NameMethod

_FOLLOWING = frozenset("ะัาำิีึืุู็่้๊๋์")
_MONKS = {"พระ": "Phra", "พระครู": "Phra Khru"}
"""What a monk's name begins with."""
_CLAN = "แซ่"
"""Before the surname of a Chinese family."""


def english_person(form: str, *, foreign: bool | None = None) -> tuple[str, NameMethod]:
    """Return the English name of a person and where it comes from.

    A known person has the usual spelling. Of other names each part is read by its origin: foreign parts
    as usually spelt (`given_names_en.tsv`) or by the model of pairs, Thai ones by RTGS.

    Args:
        form: Name without titles, parts separated by spaces.
        foreign: Whether the article calls the person a foreigner; None if it does not say.

    >>> english_person("สมพอน แก้ววงสา")
    ('Somphone Kaeowongsa', 'rtgs')
    >>> english_person("กิตติ บุญเรือง"), english_person("เซียร์เกย์ ลาฟรอฟ")
    (('Kitti Bunrueang', 'rtgs'), ('Sergey Lavrov', 'exonym'))
    """
    words = form.split()
    known = known_people().get(" ".join(words))
    if known is not None:
        return known, "exonym"
    title, words = _split_title(words)
    known = known_people().get(" ".join(words)) if title else None
    if known is not None:  # พระยา | พหลพลพยุหเสนา, known as Phraya Phahon
        return known if known.startswith(title[0]) else f"{title[0]} {known}", "exonym"
    if foreign is None:
        foreign = is_foreign_name(words)
    usual = foreign and all(word in known_parts() for word in words)
    read = [_read_part(word, foreign=foreign) for word in words]
    return " ".join([*title, *read]), "exonym" if usual else "rtgs"


def _read_part(word: str, *, foreign: bool) -> str:
    if word.startswith(_CLAN) and word != _CLAN:
        return f"Sae {romanize(word[len(_CLAN) :])}"
    return transliterate(word) if foreign and not _is_spelt_as_thai(word) else romanize(word)


def _is_spelt_as_thai(word: str) -> bool:
    """Whether a part of a foreigner's name has the letters of Thai names, as of people from Laos: แก้ววงสา."""
    return word not in known_parts() and spelling_odds(word) < 0


def _split_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the English of a royal or monastic title that is part of the name, and what is left: พระ | พรหมบัณฑิต."""
    first = words[0]
    titles = _titles_in_names()
    for size in range(len(first) - 3, 2, -1):
        english = titles.get(first[:size])
        if english is not None and first[size] not in _FOLLOWING and first not in thai_name_words()[0]:
            return [english], [first[size:], *words[1:]]
    return [], words


@cache
def _titles_in_names() -> dict[str, str]:
    titles = (row for row in load_lexicon("titles") if row["kind"] in ("royal", "monastic") and row["name_en"])
    heads = {row["form"]: row["name_en_pattern"] for row in load_lexicon("org_heads") if row["boundary"] == "royal"}
    ranks = {form: pattern.removesuffix(" {}") for form, pattern in heads.items() if pattern.endswith(" {}")}
    return {**_MONKS, **ranks, **{row["form"]: row["name_en"] for row in titles}}


@cache
def known_people() -> dict[str, str]:
    """Return usual Latin spellings of full names, by Thai spelling."""
    return {row["form"]: row["name_en"] for row in load_lexicon("person_names")}


def is_foreign_name(words: list[str]) -> bool:
    """Return whether the parts of a name are foreign: by Thailand's name lists, known names, spelling.

    >>> is_foreign_name(["สมชาย", "ใจดี"]), is_foreign_name(["จอห์น", "บราวน์"])
    (False, True)
    """
    if len(words) == 1 and words[0] in nicknames():
        return False
    given, families = thai_name_words()
    vote = 0
    for index, word in enumerate(words):
        listed = word in (given if index == 0 else families)
        if listed and word not in known_parts():
            vote -= 2
        elif word in known_parts():
            vote += 1 if listed else 2
        elif is_foreign(word):
            vote += 1
        elif index:
            vote -= 1
    return vote > 0
