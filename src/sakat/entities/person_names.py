"""English names of people: the usual spelling where one is known, else by origin of the name."""

from __future__ import annotations

from functools import cache

from sakat.entities.latin_names import languages_of, spellings
from sakat.entities.personal_names import nicknames
from sakat.entities.romanize import romanize, split_words
from sakat.entities.transliterate import is_foreign, known_parts, spelling_odds, thai_name_words, transliterate
from sakat.entities.words import FOLLOWING_SIGNS
from sakat.lexicon import load_lexicon
from sakat.record.mention import NameMethod

_RANKS = {
    "พระ": "Phra", "พระครู": "Phra Khru", "พระอธิการ": "Phra Athikan", "พระมหา": "Phra Maha", "พระปลัด": "Phra Palat",
    "พระสมุห์": "Phra Samu", "พระใบฎีกา": "Phra Baidika", "หลวง": "Luang", "ขุน": "Khun", "หมื่น": "Muen",
}  # fmt: skip
"""What names of monks and of officers of old begin with."""
_LINKING = "ิุ"
"""Ends of Pali words that go on in the next one: กิตติวรธรรมคุณ."""

_OLD_RANKS = frozenset({"หลวง", "ขุน", "หมื่น"})
_SHORTEST_HONOUR = 6
"""Letters of the name that goes with a rank: ขุน|วิจิตรมาตรา, but ขุนศึก is a name."""
_THAI = "th"
_CLAN = "แซ่"
"""Before the surname of a Chinese family."""


def english_person(
    form: str, *, foreign: bool | None = None, languages: frozenset[str] = frozenset()
) -> tuple[str, NameMethod]:
    """Return the English name of a person and where it comes from.

    A known person has the usual spelling. Of other names each part is read by its origin: foreign parts
    as usually spelt (`given_names_en.tsv`) or by the model of pairs, Thai ones by RTGS.

    Args:
        form: Name without titles, parts separated by spaces.
        foreign: Whether the article calls the person a foreigner; None if it does not say.
        languages: ISO 639 codes of the state the person is of, or else the article speaks of.

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
    if title and len(words) == 1:
        words = _split_honour(words[0])
    if foreign is None:
        foreign = is_foreign_name(words)
    usual = foreign and all(word in known_parts() for word in words)
    read = [_read_part(word, tuple(words), languages, foreign=foreign) for word in words]
    return " ".join([*title, *read]), "exonym" if usual else "rtgs"


def _read_part(word: str, name: tuple[str, ...], languages: frozenset[str], *, foreign: bool) -> str:
    if word.startswith(_CLAN) and word != _CLAN:
        clan = romanize(word[len(_CLAN) :])
        return f"Sae-{clan.lower()}" if clan[:1] in "AEIOU" else f"Sae{clan.lower()}"
    spelt_as_thai = word not in known_parts() and spelling_odds(word) < 0 and not languages_of(word) & languages
    if foreign and not spelt_as_thai:
        return transliterate(word, name, languages)
    return next((s.latin for s in spellings().get(word, ()) if _THAI in s.languages), None) or romanize(word)


def _split_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the English of a royal or monastic title that is part of the name, and what is left: พระ | พรหมบัณฑิต."""
    first = words[0]
    titles = _titles_in_names()
    for size in range(len(first) - 3, 2, -1):
        english = titles.get(first[:size])
        short = first[:size] in _OLD_RANKS and len(first) - size < _SHORTEST_HONOUR and len(words) == 1
        if english and not short and first[size] not in FOLLOWING_SIGNS and first not in thai_name_words()[0]:
            return [english], [first[size:], *words[1:]]
    return [], words


def _split_honour(name: str) -> list[str]:
    """Return a conferred name cut after a given name that it begins with: วิชิต|บุรีรักษ์."""
    end = 0
    words = split_words(name)
    if any(len(word) == 1 for word in words):
        return [name]  # torn
    for word in words:
        end += len(word)
        if name[:end] in thai_name_words()[0] and name[end - 1] not in _LINKING and len(name) - end > 2:
            return [name[:end], name[end:]]
    return [name]


@cache
def _titles_in_names() -> dict[str, str]:
    titles = (row for row in load_lexicon("titles") if row["kind"] in ("royal", "monastic") and row["name_en"])
    heads = {row["form"]: row["name_en_pattern"] for row in load_lexicon("org_heads") if row["boundary"] == "royal"}
    ranks = {form: pattern.removesuffix(" {}") for form, pattern in heads.items() if pattern.endswith(" {}")}
    return {**_RANKS, **ranks, **{row["form"]: row["name_en"] for row in titles}}


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
