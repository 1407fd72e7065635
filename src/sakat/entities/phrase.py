"""Plain translation of the descriptive words in Thai institution, event and law names."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Literal

from sakat.entities.authority import Entry, load_authority
from sakat.entities.romanize import split_words
from sakat.entities.transliterate import is_foreign, to_latin
from sakat.entities.words import FOLLOWING_SIGNS, dictionary
from sakat.lexicon import load_lexicon

Kind = Literal["word", "place", "state", "name", "link", "number", "and"]


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a Thai name and its English.

    Attributes:
        kind: word (translated), place, state, name (transliterated), link, number or and.
        noun: English as a noun.
        attribute: English before a noun.
        thai: As written.
    """

    kind: Kind
    noun: str
    attribute: str
    thai: str


LINKS = {
    "แห่ง": "of", "ของ": "of", "เพื่อ": "for", "ว่าด้วย": "on", "ใน": "in", "ประจำ": "in", "ณ": ",", "ต่อ": "to",
    "ระหว่าง": "between", "เกี่ยวกับ": "on", "สำหรับ": "for", "ด้าน": "", "ฝ่าย": "", "ที่": "at", "โดย": "by", "การ": "",
    "ความ": "", "จังหวัด": "", "ประเทศ": "", "กรุง": "", "นคร": "", "ประจำประเทศ": "in", "แห่งจังหวัด": "of",
    "ประจำจังหวัด": "", "และ": "and", "กับ": "and", "ทาง": "", "เมือง": "",
}  # fmt: skip
"""Words that link parts of a name, in English; the empty string if English needs none."""

MONTHS = ["มกรา", "กุมภา", "มีนา", "เมษา", "พฤษภา", "มิถุนา", "กรกฎา", "สิงหา", "กันยา", "ตุลา", "พฤศจิกา", "ธันวา"]
_MONTHS_EN = calendar.month_name[1:]
_MONTH = re.compile("(" + "|".join(MONTHS) + ")(?:คม|ยน|พันธ์)?(?!การ)")
_NUMBER = re.compile(r"(?P<era>พ\.ศ\.|ค\.ศ\.|ปี)?\s*(?P<value>[0-9๐-๙]+(?:[.,/–-][0-9๐-๙]+)*)")
_EDITION = re.compile(r"ครั้งที่\s*([0-9๐-๙]+)")
_SPACES = re.compile(r"[\s,]+")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9 .&'/-]*")
_DIGITS = {ord("๐") + value: str(value) for value in range(10)}
_OLDEST_BUDDHIST_YEAR = 2300
_BE = 543
_SHORTEST_KNOWN = 4
_TORN = 1.6
"""Cost of a known word that begins or ends inside a longer one."""


def arabic(number: str) -> str:
    """Return a number with Thai digits as 0-9."""
    return number.translate(_DIGITS)


def ordinal(number: str) -> str:
    """Return an English ordinal in digits.

    >>> ordinal("22"), ordinal("๑๓")
    ('22nd', '13th')
    """
    number = arabic(number)
    ends = {"1": "st", "2": "nd", "3": "rd"}
    return number + ("th" if number[-2:-1] == "1" else ends.get(number[-1], "th"))


def to_common_era(value: str, era: str | None) -> str:
    """Return a written year as a common-era year if it is a Buddhist one, other numbers as they are."""
    plain = arabic(value)
    if plain.isdigit() and len(plain) == 4 and era != "ค.ศ." and int(plain) >= _OLDEST_BUDDHIST_YEAR:
        return str(int(plain) - _BE)
    return plain


@cache
def adjectives() -> dict[str, str]:
    """Return English adjectives of states by ISO 3166 alpha-2 code."""
    return {row["iso3166"]: row["name_en"] for row in load_lexicon("country_adjectives", key="iso3166")}


@cache
def _before_nouns() -> dict[str, str]:
    """Return what English puts before a body of a state: Thai, Cambodian, but Pakistan and United States."""
    rows = load_lexicon("country_adjectives", key="iso3166")
    return {row["iso3166"]: row["before_noun"] or row["name_en"] for row in rows}


@cache
def _words() -> tuple[dict[str, Item], int]:
    table: dict[str, Item] = {}
    for form, entries in load_authority().by_form.items():
        entry = entries[0]
        if len(form) > 2 and entry.name_en is not None and entry.label in ("GPE", "LOC", "ORG"):
            table[form] = place_item(entry, form)
    for row in chain(load_lexicon("translations"), load_lexicon("creeds")):
        old = table.get(row["form"])
        if old is None or old.kind == "name" or row["attributive"]:
            kind: Kind = "word" if old is None or old.kind == "name" else old.kind
            table[row["form"]] = Item(kind, row["name_en"], row["attributive"] or row["name_en"], row["form"])
    for row in load_lexicon("brand_words"):
        if row["name_en"]:
            table.setdefault(row["form"], Item("name", row["name_en"], row["name_en"], row["form"]))
    for link, english in LINKS.items():
        table.setdefault(link, Item("and" if english == "and" else "link", english, english, link))
    return table, max(map(len, table))


def place_item(entry: Entry, form: str) -> Item:
    """Return the item of a known place or body."""
    name = entry.name_en or ""
    if entry.label == "GPE" and entry.iso3166 is not None and len(entry.iso3166) == 2:
        return Item("state", name, _before_nouns().get(entry.iso3166, name), form)
    return Item("place" if entry.label in ("GPE", "LOC") else "name", name, name, form)


@lru_cache(maxsize=4096)
def read_items(text: str) -> tuple[Item, ...]:
    """Return the items of a stretch of a Thai name, by fewest and longest known words.

    What no table knows is one proper name, in Latin letters.
    """
    items: list[Item] = []
    position = 0
    for match in _special().finditer(text):
        items.extend(_cut(text[position : match.start()]))
        items.append(_special_item(match[0]))
        position = match.end()
    items.extend(_cut(text[position:]))
    return tuple(items)


@cache
def _special() -> re.Pattern[str]:
    parts = (pattern.pattern for pattern in (_EDITION, _NUMBER, _MONTH, _LATIN))
    return re.compile("|".join(re.sub(r"\?P<\w+>", "", part) for part in parts))


def _special_item(written: str) -> Item:
    edition, number, month = _EDITION.fullmatch(written), _NUMBER.fullmatch(written), _MONTH.fullmatch(written)
    if edition:
        english = ordinal(edition[1])
    elif number:
        english = to_common_era(number["value"], number["era"])
    elif month:
        english = _MONTHS_EN[MONTHS.index(month[1])]
    else:
        english = written.strip()
    return Item("number" if number or month or edition else "name", english, english, written)


def _cut(text: str) -> list[Item]:
    found: list[Item] = []
    for chunk in _SPACES.split(text):
        if chunk:
            found.extend(_cut_chunk(chunk))
    return found


def _cut_chunk(chunk: str) -> list[Item]:
    table, longest = _words()
    size = len(chunk)
    inside = _inside_words(chunk)
    best: list[tuple[float, int, str]] = [(0.0, 0, "")] + [(float("inf"), 0, "")] * size
    for start in range(size):
        cost, _, kind = best[start]
        if cost == float("inf"):
            continue
        step = 0.4 if kind == "unknown" else 2.4
        if cost + step < best[start + 1][0]:
            best[start + 1] = (cost + step, start, "unknown")
        if chunk[start] in FOLLOWING_SIGNS:
            continue
        for end in range(start + 2, min(size, start + longest) + 1):
            if end < size and chunk[end] in FOLLOWING_SIGNS:
                continue
            item = table.get(chunk[start:end])
            if item is not None:
                step = (1.3 if item.kind in ("link", "and") else 1.0) + _TORN * (inside[start] + inside[end])
                if cost + step < best[end][0]:
                    best[end] = (cost + step, start, "known")
        if chunk[start] == "ณ" and start + 1 < size and cost + 1.6 < best[start + 1][0]:
            best[start + 1] = (cost + 1.6, start, "known")
    return _trace(chunk, best, table)


def _inside_words(chunk: str) -> list[bool]:
    """Return for each offset, the end too, if it is inside a word of the dictionary: ดิน in แผ่นดิน is no word."""
    inside = [True] * len(chunk) + [False]
    position = 0
    for word in split_words(chunk):
        known = word in dictionary()
        inside[position] = False
        if not known:
            inside[position : position + len(word)] = [False] * len(word)
        position += len(word)
    return inside


def _trace(chunk: str, best: list[tuple[float, int, str]], table: dict[str, Item]) -> list[Item]:
    items: list[Item] = []
    end = len(chunk)
    while end > 0:
        _, start, kind = best[end]
        while kind == "unknown" and start > 0 and best[start][2] == "unknown":
            start = best[start][1]
        piece = chunk[start:end]
        known = table.get(piece) if kind == "known" else None
        latin = to_latin(piece) if known is None else ""
        items.append(known or Item("name", latin, latin, piece))
        end = start
    items.reverse()
    words = [item for item in items if item.kind != "name" or item.noun != to_latin(item.thai)]
    if len(items) > len(words) > 0 and all(len(item.thai) < _SHORTEST_KNOWN for item in words) and is_foreign(chunk):
        latin = to_latin(chunk)
        return [Item("name", latin, latin, chunk)]  # ชาโก has no tea in it
    return items


def render(items: tuple[Item, ...], *, before_noun: bool = False) -> str:
    """Return English for items in Thai order: what qualifies goes in front, links stay in the middle.

    >>> render(read_items("อนุรักษ์ป่าชุมชน"))
    'Community Forest Conservation'
    """
    for index, item in enumerate(items):
        if item.kind == "and" and 0 < index < len(items) - 1:
            left, right = items[:index], items[index + 1 :]
            tail = right[-1:] if len(right) > 1 and right[-1].thai in ("แห่งชาติ", "ระหว่างประเทศ", "แห่งรัฐ") else ()
            right = right[: len(right) - len(tail)]
            body = f"{render(left, before_noun=before_noun)} and {render(right, before_noun=before_noun)}"
            return f"{tail[0].attribute} {body}" if tail else body
    if not before_noun:
        for index, item in enumerate(items):
            if item.kind == "link" and item.noun and 0 < index < len(items) - 1:
                return f"{render(items[:index])} {item.noun} {render(items[index + 1 :])}".replace(" ,", ",")
    items = tuple(item for item in items if item.kind not in ("link", "and"))
    if not items:
        return ""
    dates = _merge_numbers(items)
    words = [item.attribute for item in reversed(dates[1:])]
    words.append(dates[0].attribute if before_noun else dates[0].noun)
    return " ".join(word for word in words if word)


def _merge_numbers(items: tuple[Item, ...]) -> list[Item]:
    """Return items with neighbouring numbers and months as one: 6 ตุลา 2519 is 6 October 1976."""
    merged: list[Item] = []
    for item in items:
        if item.kind == "number" and merged and merged[-1].kind == "number":
            both = f"{merged[-1].noun} {item.noun}"
            merged[-1] = Item("number", both, both, merged[-1].thai + item.thai)
        else:
            merged.append(item)
    return merged
