"""Thai words in Latin letters by the Royal Thai General System (RTGS)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from sakat.entities.districts import district_spellings
from sakat.entities.words import FOLLOWING_SIGNS, dictionary
from sakat.lexicon import load_lexicon
from sakat.text.words import WordTokenizer

# Sounds of the consonants at the head and at the end of a syllable (RTGS 1999, table 1).
_HEADS = {
    "ก": "k", "ข": "kh", "ฃ": "kh", "ค": "kh", "ฅ": "kh", "ฆ": "kh", "ง": "ng", "จ": "ch", "ฉ": "ch", "ช": "ch",
    "ซ": "s", "ฌ": "ch", "ญ": "y", "ฎ": "d", "ฏ": "t", "ฐ": "th", "ฑ": "th", "ฒ": "th", "ณ": "n", "ด": "d",
    "ต": "t", "ถ": "th", "ท": "th", "ธ": "th", "น": "n", "บ": "b", "ป": "p", "ผ": "ph", "ฝ": "f", "พ": "ph",
    "ฟ": "f", "ภ": "ph", "ม": "m", "ย": "y", "ร": "r", "ล": "l", "ว": "w", "ศ": "s", "ษ": "s", "ส": "s",
    "ห": "h", "ฬ": "l", "อ": "", "ฮ": "h",
}  # fmt: skip
_ENDS = {
    **dict.fromkeys("กขคฆ", "k"), **dict.fromkeys("จชซฎฏฐฑฒดตถทธศษส", "t"), **dict.fromkeys("บปพฟภ", "p"),
    **dict.fromkeys("ญณนรลฬ", "n"), "ง": "ng", "ม": "m",
}  # fmt: skip
_TRUE_CLUSTERS = "กร กล กว ขร ขล ขว คร คล คว ตร ปร ปล ผล พร พล ฟร ฟล บร บล ดร"
_CLUSTERS = {pair: _HEADS[pair[0]] + _HEADS[pair[1]] for pair in _TRUE_CLUSTERS.split()} | {
    "ศร": "s",
    "สร": "s",
    "ซร": "s",
}
_SONORANTS = "งญณนมยรลวฬ"
_LEADING = "ขฉถผฝสตกปจอ"  # a high or mid consonant lends its tone to a sonorant: สนาม, ตลาด
_SHORTEST_WORD = 3
_TONES = "่้๊๋"
_SILENT = re.compile("(?:[ก-ฆจ-ธบ-ภลศ-ฮ][ก-ฃคฅ-ฆง-รลว-ฮ]?)?[ก-ฃคฅ-ฆง-รลว-ฮ][ิุ]?์")  # ง น ม ย ร ว are heard
_THAI_WORD = re.compile("[ก-์]+")
_DROPPED = re.compile("[^ก-ฮะ-ฺเ-ไ็-์ฤๅ]")

# Costs of the ways to read: one per syllable, more for the rarer readings.
_SYLLABLE, _PART = 1.0, 0.8
_OPEN, _OPEN_END, _LED, _SHARED, _STRAY = 0.25, 0.8, -0.15, 0.6, 6.0
_OPEN_NG = 0.6  # ง ends a syllable far more often than it is one
_TORN_RR = 0.5  # รร is a vowel far more often than the end of one syllable and the head of another
_SILENCE = {1: 0.1, 2: 0.3, 3: 1.3}
"""Cost of silent letters (before ์) by their number."""

Reading = tuple[int, str, float]
"""End in the word, Latin letters, cost."""


@lru_cache(maxsize=8192)
def romanize(thai: str) -> str:
    """Return Thai text in RTGS, each word capitalised; what is not Thai stays as it is.

    A word is cut into the name parts of `name_syllables.tsv` (which know linking syllables and silent
    letters) and, where none fits, into syllables by rule; the cheapest cut wins. A hyphen stands
    before a syllable that starts with a vowel, or with ng after a vowel.

    Source: Royal Institute, Principles of Romanization for Thai Script by Transcription Method, 1999.

    >>> romanize("กิตติ บุญเรือง"), romanize("บ้านโนนสะอาด")
    ('Kitti Bunrueang', 'Bannonsa-at')
    """
    return _THAI_WORD.sub(lambda match: _capitalise(_read(_DROPPED.sub("", match[0]))), thai)


@lru_cache(maxsize=8192)
def romanize_place(thai: str) -> str:
    """Return a Thai place name in RTGS, its words apart.

    Towns and districts are spelt as on maps (`districts`, `thai_places_en.tsv`); else the place words of
    `place_words.tsv` stand apart from the rest.

    >>> romanize_place("บ้านโนนสะอาด")
    'Ban Non Sa-at'
    """
    known = known_places()
    return " ".join(known.get(part) or " ".join(map(romanize, _place_words(part))) for part in thai.split())


@cache
def known_places() -> dict[str, str]:
    """Return official spellings of Thai towns, districts and subdistricts, their words apart."""
    return {**district_spellings(), **{row["form"]: row["name_en"] for row in load_lexicon("thai_places_en")}}


@cache
def _provinces() -> frozenset[str]:
    return frozenset(row["form"] for row in load_lexicon("provinces"))


def is_province(name: str) -> bool:
    """Tell if a name is that of a Thai province."""
    return name in _provinces()


def is_thai_town(name: str) -> bool:
    """Tell if a name is that of a Thai province, town or district."""
    return name in _provinces() or name in known_places()


def _place_words(name: str) -> list[str]:
    """Return a place name cut into words: known ones from the front, qualifiers from the end."""
    first, last = _place_word_table()
    head: list[str] = []
    tail: list[str] = []
    found = True
    while found:
        found = False
        for size in range(min(len(name) - 2, 9), 1, -1):
            if name[:size] in first and _is_cut(name, size):
                head.append(name[:size])
                name, found = name[size:], True
                break
    for size in range(2, min(len(name) - 1, 10)):
        if name[-size:] in last and _is_cut(name, len(name) - size):
            tail.append(name[-size:])
            name = name[:-size]
            break
    return [*head, *dictionary_words(name), *tail]


@cache
def _joined_words() -> frozenset[str]:
    """Return words that schools write together with the name before them: สตรีวิทยา is Sattriwitthaya."""
    return frozenset(row["form"] for row in load_lexicon("place_words") if row["position"] == "joined")


@cache
def _tokenizer() -> WordTokenizer:
    return WordTokenizer()


@lru_cache(maxsize=8192)
def split_words(name: str) -> tuple[str, ...]:
    """Return the words of a name; they join to it."""
    return tuple(_tokenizer()(name))


def dictionary_words(name: str) -> list[str]:
    """Return a name cut into words if all of them are in the dictionary and none is a mere syllable, else whole.

    >>> dictionary_words("มิตรไมตรี"), dictionary_words("เบ็งสกัด")
    (['มิตร', 'ไมตรี'], ['เบ็งสกัด'])
    """
    words = split_words(name)
    known, joined = dictionary(), _joined_words()
    apart = all(word in known and word not in joined and len(word) >= _SHORTEST_WORD for word in words)
    return list(words) if apart else [name]


def _is_cut(name: str, offset: int) -> bool:
    """Return whether both sides of a cut can be words: no sign cut off, no silent letters left over."""
    return name[offset] not in FOLLOWING_SIGNS and _SILENT.match(name, offset) is None and len(name) - offset > 1


@cache
def _place_word_table() -> tuple[frozenset[str], frozenset[str]]:
    rows = load_lexicon("place_words")
    return (
        frozenset(row["form"] for row in rows if row["position"] == "first"),
        frozenset(row["form"] for row in rows if row["position"] == "last"),
    )


def _capitalise(latin: str) -> str:
    return latin[:1].upper() + latin[1:]


def _read(word: str) -> str:
    """Return the cheapest reading of one word, in lower case."""
    size = len(word)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(float("inf"), 0, "")] * size
    for start in range(size):
        cost = best[start][0] + (_TORN_RR if word[start - 1 : start + 1] == "รร" else 0.0)
        if cost == float("inf"):
            continue
        for end, latin, step in _readings(word, start):
            if cost + step < best[end][0] - 1e-9:
                best[end] = (cost + step, start, latin)
    parts: list[str] = []
    end = size
    while end > 0:
        _, end, latin = best[end]
        parts.append(latin)
    return _join(reversed(parts))


def _join(parts: Iterator[str]) -> str:
    joined = ""
    for part in parts:
        if joined and part and (part[0] in "aeiou" or (part.startswith("ng") and joined[-1] in "aeiou")):
            joined += "-"
        joined += part
    return joined


def _readings(word: str, start: int) -> Iterator[Reading]:
    yield start + 1, _HEADS.get(word[start], ""), _STRAY  # a stray sign never blocks the word
    parts, longest = _parts()
    for end in range(start + 1, min(len(word), start + longest) + 1):
        part = parts.get(word[start:end])
        if part is not None and word[end : end + 1] not in FOLLOWING_SIGNS:
            alone, linked = part
            inner = end < len(word) and not _is_native(word, end)
            yield end, linked if inner else alone, _PART
            if inner and alone != linked:
                yield end, alone, _PART + 0.3
    yield from _syllables(word, start)


def _is_native(word: str, start: int) -> bool:
    """Tell if a part has a tone mark, as words of Thai stock have, which nothing links to: เพชร|น้ำทอง."""
    return any(char in _TONES for char in word[start : start + 4])


def is_made_of_name_parts(word: str) -> bool:
    """Return whether a word is nothing but parts of Thai personal names.

    >>> is_made_of_name_parts("บุญเรือง"), is_made_of_name_parts("กล่าวว่า")
    (True, False)
    """
    parts, longest = _parts()
    reached = [True] + [False] * len(word)
    for start in range(len(word)):
        if reached[start]:
            for end in range(start + 2, min(len(word), start + longest) + 1):
                if word[start:end] in parts and word[end : end + 1] not in FOLLOWING_SIGNS:
                    reached[end] = True
    return reached[-1]


@cache
def _parts() -> tuple[dict[str, tuple[str, str]], int]:
    """Return name parts with their reading at the end of a word and before another part."""
    rows = load_lexicon("name_syllables")
    parts = {row["form"]: (row["rtgs"], row["rtgs_linked"] or row["rtgs"]) for row in rows}
    return parts, max(map(len, parts))


def _syllables(word: str, start: int) -> Iterator[Reading]:
    """Yield the readings of one syllable of `word` from `start` on, by spelling rule."""
    lead = word[start] if word[start] in "เแโใไ" else ""
    for head_end, head in _heads(word, start + len(lead)):
        yield from _rhymes(word, lead, head_end, head)


def _heads(word: str, start: int) -> Iterator[tuple[int, str]]:
    first, pair = word[start : start + 1], word[start : start + 2]
    if first in ("ฤ", "ฦ"):
        yield start + (2 if word[start + 1 : start + 2] == "ๅ" else 1), "rue" if first == "ฤ" else "lue"
    if first not in _HEADS or not first:
        return
    if pair in _CLUSTERS:
        yield start + 2, _CLUSTERS[pair]
    elif len(pair) == 2 and first == "ห" and pair[1] in _SONORANTS:
        yield start + 2, _HEADS[pair[1]]
    elif len(pair) == 2 and first in _LEADING and pair[1] in _SONORANTS:
        yield start + 2, f"{_HEADS[first]}a{_HEADS[pair[1]]}"
    yield start + 1, _HEADS[first]


def _rhymes(word: str, lead: str, place: int, head: str) -> Iterator[Reading]:
    """Yield readings given the vowel in front (`lead`) and the head consonants."""
    if head in ("rue", "lue"):
        if not lead:
            yield from _close(word, place, head, _SYLLABLE)
        return
    cost = _SYLLABLE + (0.35 if len(head) > 2 and "a" in head[1:-1] else 0.0)
    rest = "".join(char for char in word[place : place + 5])
    tone = next((index for index, char in enumerate(rest) if char in _TONES), -1)
    plain = rest if tone not in (0, 1) else rest[:tone] + rest[tone + 1 :]
    skipped = len(rest) - len(plain)
    found = False
    for pattern, latin, closing in _VOWELS[lead]:
        if plain.startswith(pattern):
            used = len(pattern)
            end = place + used + (skipped if tone <= used else 0)
            if pattern == "" and tone == 0:
                end = place + 1
            if closing == "open":
                yield end, head + latin, cost
            else:
                yield from _close(word, end, head + latin, cost, required=closing == "closed")
            found = found or pattern != ""
    if not lead and not found:
        yield from _unwritten(word, place + (tone == 0), head, cost)


def _unwritten(word: str, place: int, head: str, cost: float) -> Iterator[Reading]:
    """Yield readings of a syllable without a vowel sign: -o- and a closing consonant, or a short -a."""
    if not head:
        head = ""
    yield from _close(word, place, head + "o", cost, required=True)
    if word[place : place + 1] == "ว":
        yield from _close(word, place + 1, head + "ua", cost + 0.1, required=True)
    if word[place : place + 1] == "ฤ":
        yield from _close(word, place + 1, head + ("ri" if head in ("k", "th", "s", "t") else "rue"), cost)
    following, before = word[place : place + 1], word[place - 1]
    led = _LED if before in _LEADING and following and following in _SONORANTS else 0.0
    yield place, head + "a", cost + (_OPEN if following else _OPEN_END) + led + (_OPEN_NG if head == "ng" else 0.0)


def _close(word: str, place: int, latin: str, cost: float, *, required: bool = False) -> Iterator[Reading]:
    """Yield readings with and without a closing consonant, and with silent letters dropped."""
    if not required:
        yield place, latin, cost
        yield from _silent(word, place, latin, cost)
    char = word[place : place + 1]
    if not char:
        return
    glide = _GLIDES.get(char, {}).get(_vowel_of(latin))
    end_sound = latin[: len(latin) - len(_vowel_of(latin))] + glide if glide else None
    if end_sound is None and char in _ENDS:
        end_sound = latin + _ENDS[char]
    if end_sound is None:
        return
    if word[place + 1 : place + 2] != "์":
        yield place + 1, end_sound, cost
        yield from _silent(word, place + 1, end_sound, cost)
    if (
        not glide
        and not latin.endswith("o")
        and word[place + 1 : place + 2] not in FOLLOWING_SIGNS
        and word[place + 1 :]
    ):
        yield place, end_sound, cost + _SHARED


def _silent(word: str, place: int, latin: str, cost: float) -> Iterator[Reading]:
    match = _SILENT.match(word, place)
    if match is not None:
        yield match.end(), latin, cost + _SILENCE[max(1, sum(char in _HEADS for char in match[0]))]


def _vowel_of(latin: str) -> str:
    size = len(latin)
    while size and latin[size - 1] in "aeiou":
        size -= 1
    return latin[size:]


_GLIDES = {
    "ย": {"a": "ai", "u": "ui", "o": "oi", "uea": "ueai", "ua": "uai", "oe": "oei"},
    "ว": {"a": "ao", "i": "io", "e": "eo", "ae": "aeo", "ia": "iao"},
}

# Vowel signs after the head consonants, by the sign in front: signs, Latin letters, whether a
# closing consonant must (closed), may (free) or cannot (open) follow. Longest first.
_VOWELS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "": (
        ("ัวะ", "ua", "open"), ("ัว", "ua", "open"), ("ัย", "ai", "free"), ("ั", "a", "closed"), ("ะ", "a", "open"),
        ("า", "a", "free"), ("ำ", "am", "open"), ("ิ", "i", "free"), ("ี", "i", "free"), ("ึ", "ue", "free"),
        ("ือ", "ue", "open"), ("ื", "ue", "closed"), ("ุ", "u", "free"), ("ู", "u", "free"), ("รร", "a", "closed"),
        ("รร", "an", "open"), ("็อ", "o", "closed"), ("อ", "o", "free"),
    ),
    "เ": (
        ("ียะ", "ia", "open"), ("ีย", "ia", "free"), ("ือะ", "uea", "open"), ("ือ", "uea", "free"),
        ("ิ", "oe", "closed"), ("อะ", "oe", "open"), ("อ", "oe", "free"), ("าะ", "o", "open"), ("า", "ao", "open"),
        ("ะ", "e", "open"), ("็", "e", "closed"), ("ย", "oei", "open"), ("", "e", "free"),
    ),
    "แ": (("ะ", "ae", "open"), ("็", "ae", "closed"), ("", "ae", "free")),
    "โ": (("ะ", "o", "open"), ("", "o", "free")),
    "ใ": (("", "ai", "open"),),
    "ไ": (("ย", "ai", "open"), ("", "ai", "free")),
}  # fmt: skip
