"""English for names built of a head and what follows it: กระทรวง + การคลัง + ลาว, แม่น้ำ + ยม."""

from __future__ import annotations

import re
from functools import cache

from sakat.entities.authority import load_authority
from sakat.entities.cues import name_words
from sakat.entities.head_names import (
    NATIONAL,
    NUMBERED,
    Head,
    Named,
    alone,
    begins_with_aim,
    find_head,
    known_place,
    split_tail,
)
from sakat.entities.laws import translate_law
from sakat.entities.phrase import Item, arabic, ordinal, read_items, render
from sakat.entities.romanize import is_province, is_thai_town, romanize, split_words
from sakat.entities.transliterate import is_foreign, to_latin
from sakat.entities.words import dictionary
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label

_COMPANY_END = re.compile(r"\s*จำกัด\s*(\(มหาชน\))?$")
_SEAT = re.compile(r"\s*(?P<link>ณ|ประจำประเทศ|ประจำ|ใน)\s*(?P<place>.+)$")
_NAMED = frozenset({"name", "known", "storm", "product", "company", "peoplecountry", "language", "quoted"})
"""Boundaries after which a proper name stands, not descriptive words."""

_SHORTEST_PART = 4
_COURT = "ศาล"
_DISTRICT_COURT = "ศาลแขวง"
_POLICE = "ตำรวจ"
_UNION = "สหภาพแรงงาน"
_GROUP = "กลุ่ม"
_UNIT = re.compile(r"(?:Division|Regiment|Battalion|Brigade|Fleet|Company)$")
"""Patterns of military units, which have an ordinal in front: กองพันทหารช่างที่ 4."""

_PORT = "ท่าเรือ"
_TOWN = "เมือง"
"""The district of a province's seat."""

_AREA_OFFICE = "Area Office"
_AREA = re.compile(r"\s*เขต\s*(?P<number>[0-9๐-๙]+)$")
_COMPANIES = re.compile("Bank$|Airlines|Group$")
_OF_PROPER_NAME = re.compile(
    "School|Hospital|University|College|Academy|Station|Area Office|Municipality|Organization$|Sugar Mill|Bank$"
)
"""Patterns of bodies called after a place or a person, never by descriptive words."""

_PLURAL_STATES = re.compile(
    r"\b(of|in) "
    r"(?=(?:United (?:States|Kingdom|Arab)|Philippines|Netherlands|Maldives|Bahamas|Gambia|Solomon Islands)\b)"
)
_PARTY_AFTER = re.compile(r"\b(Union|Front|Bloc|Alliance|Movement|Coalition|League) Party$")
"""Words after which English leaves Party out."""

_AIRLINE = re.compile(r"\b(Airways|Airlines|Air) Airlines$")
_HAPPENINGS = frozenset({"เหตุการณ์", "เหตุ"})
_ISLAND = "เกาะ"
_FIRM = "บ."
"""บริษัท cut short."""


def translate(form: str, label: Label, *, foreign: bool = False) -> Named | None:
    """Return the English of a name that starts with a head noun, None if it does not.

    Args:
        form: Thai name as written.
        label: OntoNotes label.
        foreign: Whether a party is one of another state: known by what its name says, not by its sound.

    >>> translate("กระทรวงการคลังลาว", "ORG")
    ('Ministry of Finance of Laos', 'translated')
    >>> translate("พรรครุ่งอรุณใหม่", "ORG"), translate("พรรครุ่งอรุณใหม่", "ORG", foreign=True)
    (('Rung-arun Mai Party', 'rtgs'), ('New Dawn Party', 'translated'))
    """
    if label == "LAW" and (law := translate_law(form, foreign=foreign)) is not None:
        return law
    if label == "ORG" and form.startswith(_FIRM):
        form = "บริษัท" + form[len(_FIRM) :]
    head = find_head(form, label)
    if head is None:
        return None
    if form[len(head.form) :] in ("", "ฯ"):
        return alone(head)
    if head.form in _HAPPENINGS and find_head(form[len(head.form) :].strip(), "EVENT") is not None:
        return translate(form[len(head.form) :].strip(), "EVENT")
    rest = form[len(head.form) :].strip()
    named = _party(head, rest, foreign=foreign) if head.boundary == "party" else _by_boundary(head, rest, label)
    if named is None:
        return None
    english = _AIRLINE.sub(r"\1", _PLURAL_STATES.sub(r"\1 the ", named[0]))
    return english, named[1]


def _by_boundary(head: Head, rest: str, label: Label) -> Named | None:
    if not rest:
        return None
    if head.label == "LAW":
        return translate_law(f"{head.form}{rest}")
    if head.boundary == "embassy":
        return _embassy(head, rest), "translated"
    if head.form == _COURT and (place := known_place(rest)) is not None and is_thai_town(rest):
        return f"{place.noun} Provincial Court", "translated"
    if head.form == _DISTRICT_COURT and not is_thai_town(rest):
        return f"{_proper(rest)[0]} District Court", "translated"
    if head.form == _POLICE and is_thai_town(rest):
        return f"{_proper(rest)[0]} {'Provincial Police' if is_province(rest) else 'Police Station'}", "translated"
    if head.pattern.endswith(_AREA_OFFICE) and (area := _AREA.search(rest)):
        return f"{head.pattern.format(_proper(rest[: area.start()])[0])} {arabic(area['number'])}", "translated"
    if _UNIT.search(head.pattern) and (numbered := NUMBERED.search(rest)):
        kind = rest[: numbered.start()].strip()
        unit = translate(head.form + kind, label) if kind else None
        name = unit[0] if unit else head.pattern.format("").strip()
        return f"{ordinal(numbered['number'])} {name}", "translated"
    if head.pattern.endswith("Police Station") and rest.startswith(_TOWN):
        return head.pattern.format(f"Mueang {_proper(rest[len(_TOWN) :])[0]}"), "translated"
    if head.boundary == "border":
        parts = re.split(r"\s*[-–—]\s*|กับ", rest)
        return head.pattern.format("-".join(_proper(part)[0] for part in parts)), "translated"
    if head.boundary == "country":
        return _of_country(head, rest), "translated"
    if head.boundary in _NAMED or head.label in ("GPE", "LOC", "FAC"):
        return _named(head, rest, label)
    return _descriptive(head, rest), "translated"


def _proper(form: str) -> tuple[str, bool]:
    """Return a proper name in English and whether it is a known one."""
    place = known_place(form)
    if place is not None:
        return place.noun, True
    for entry in load_authority().by_form.get(form, ()):
        if entry.name_en is not None:
            return entry.name_en, True
    items = read_items(form)
    return (_coined(items) if _is_branded(items) else to_latin(form)), False


def _is_branded(items: tuple[Item, ...]) -> bool:
    """Whether a name has an English word among others: แกรนด์|ลากูน, but not คาร์|เธจ, a word torn apart."""
    torn = any(item.kind == "name" and item.thai not in _brands() and len(item.thai) < _SHORTEST_PART for item in items)
    return len(items) > 1 and not torn and any(_brands().get(item.thai) for item in items)


def _named(head: Head, rest: str, label: Label) -> Named:
    rest = _COMPANY_END.sub("", rest)
    if begins_with_aim(rest):
        return _descriptive(head, rest), "translated"
    if head.boundary == "company" and (trade := next((word for word in _trades() if rest.startswith(word)), None)):
        name = rest[len(trade) :].strip()
        if name and (words := read_items(trade)):
            return f"{_proper(name)[0]} {words[0].attribute} Company", "translated"
    if rest.startswith(NATIONAL) and head.label == "ORG":
        place = known_place(rest[len(NATIONAL) :])
        if place is not None:
            return f"National {head.pattern.format('').strip()} of {place.noun}", "translated"
    if head.label in ("GPE", "LOC", "FAC"):
        english, known = _proper(rest) if head.label == "FAC" or known_place(rest) else (to_latin(rest), False)
        pattern = head.pattern
        if known and pattern == "{}":
            return english, "exonym"
        if head.form == _ISLAND and known_place(head.form + rest) is None and is_foreign(rest):
            pattern = "{} Island"
        if head.form == _PORT and (is_foreign(rest) or (known and not is_thai_town(rest))):
            pattern = "Port of {}"
        return pattern.format(english), "translated" if known else "rtgs"
    if head.label == "ORG":
        return _named_body(head, rest)
    english, _ = _proper(rest.strip("\"“”'"))
    return head.pattern.format(english), "translated"


@cache
def _trades() -> list[str]:
    """Return what English puts after the name of a firm, with Company: บริษัทน้ำมันโอรอนเตส is the Orontes Oil Company."""
    return sorted(name_words("trade"), key=len, reverse=True)


def _named_body(head: Head, rest: str) -> Named:
    """Return a body called by a proper name (school, party) or, where all is known, by plain words."""
    items = read_items(rest)
    if len(items) > 1 and items[-1].thai in _brands() and items[0].kind in ("state", "place", "name"):
        return head.pattern.format(_coined(items)).strip(), "translated"
    worded = all(item.kind != "name" or item.thai.isascii() for item in items)
    if head.boundary != "company" and not _OF_PROPER_NAME.search(head.pattern) and _is_coinage(items):
        return head.pattern.format(_coinage(items)).strip(), "rtgs"
    in_place = items[-1].kind in ("state", "place")
    if (head.boundary == "company" or _COMPANIES.search(head.pattern)) and not worded:
        return head.pattern.format(_coined(items)).strip(), "translated"
    if _OF_PROPER_NAME.search(head.pattern) or not (worded or in_place):
        english, known = _proper(rest)
        return head.pattern.format(english).strip(), "translated" if known or head.pattern != "{}" else "rtgs"
    name, pattern = split_tail(items, head)
    return pattern.format(name).strip(), "translated"


def _party(head: Head, rest: str, *, foreign: bool) -> Named:
    """Return a party by its creed or state in English, else as it calls itself: พรรครักษ์ไทย is the Rak Thai Party."""
    items = read_items(rest)
    known = all(item.kind != "name" for item in items)
    if known and (foreign or any(_is_creed(item) for item in items)):
        name = _descriptive(head, rest)
        return _PARTY_AFTER.sub(r"\1", name), "translated"
    if foreign:
        return head.pattern.format(_coined(items)), "translated"
    return head.pattern.format(" ".join(map(romanize, _spoken_words(rest)))), "rtgs"


def _is_creed(item: Item) -> bool:
    return item.thai in _creeds() or (item.kind == "state" and item.noun not in ("Thailand", "Siam"))


@cache
def _creeds() -> frozenset[str]:
    return frozenset(row["form"] for row in load_lexicon("creeds"))


def _spoken_words(name: str) -> list[str]:
    """Return the words of a coined name; what the dictionary lacks stays with what it stands next to."""
    words: list[str] = []
    torn = False
    for word in split_words(name):
        known = word in dictionary() and len(word) > 1
        if words and (torn or not known):
            words[-1] += word
        else:
            words.append(word)
        torn = not known
    return [word for word in words if not word.isspace()]


def _coined(items: tuple[Item, ...]) -> str:
    """Return a name made up of known and other words, in its own order: ไทยฮารุนะ is Thai Haruna."""
    return " ".join(
        _brands().get(item.thai) or (to_latin(item.thai) if _is_coined(item) else item.attribute) for item in items
    )


def _is_coined(item: Item) -> bool:
    return item.kind in ("link", "and") or item.thai in _brands()


@cache
def _brands() -> dict[str, str]:
    """Return the English of the words that names of firms and the like close with; empty for Thai ones."""
    return {row["form"]: row["name_en"] for row in load_lexicon("brand_words")}


def _is_coinage(items: tuple[Item, ...]) -> bool:
    """Whether a common word without a translation is among the words, as in names made up of them: รักษ์แผ่นดิน."""
    return any(
        item.kind == "name" and item.thai in dictionary() and item.thai not in _brands() and not is_foreign(item.thai)
        for item in items
    )


def _coinage(items: tuple[Item, ...]) -> str:
    """Return a made-up name as it is said, with the state or place it closes with in English."""
    place = items[-1].noun if len(items) > 1 and items[-1].kind in ("state", "place") else ""
    said = items[:-1] if place else items
    latin = _coined(said) if _is_branded(said) else to_latin("".join(item.thai for item in said))
    return f"{latin} {place}".strip()


def _descriptive(head: Head, rest: str) -> str:
    if head.form == _GROUP and (inner := find_head(rest, "ORG")) is not None and inner.boundary == "vocab":
        named = translate(rest, "ORG")  # กลุ่มแนวร่วม…: the front is the group
        if named is not None:
            return named[0]
    items = read_items(rest)
    if head.form == _UNION and any(item.kind == "name" for item in items):
        return head.pattern.format(_coined(items))  # of the workers of a firm
    if head.label == "ORG" and _is_coinage(items):
        first = next((index for index, item in enumerate(items) if item.kind != "word"), 0)
        name, pattern = f"{_coinage(items[first:])} {render(items[:first])}", head.pattern
    else:
        name, pattern = split_tail(items, head)
    if head.form == _GROUP and not rest.isascii():
        pattern = f"{pattern.strip()} Group"
    return re.sub(r"\s+", " ", pattern.format(name)).strip()


def _of_country(head: Head, rest: str) -> str:
    items = read_items(rest)
    of_head = " of {}" in head.pattern
    if len(items) == 1 and items[0].kind == "state":
        return head.pattern.format(items[0].noun if of_head else items[0].attribute)
    if items and items[0].kind == "link" and len(items) == 2:
        bare = head.pattern.replace(" of {}", "").replace("{} ", "")
        return f"{bare} of {items[1].noun}"
    return _descriptive(head, rest)


def _embassy(head: Head, rest: str) -> str:
    """Return an embassy or consulate; one that names no state is Thailand's: สถานทูตในกรุงมะนิลา."""
    seat = _SEAT.search(rest)
    sender = rest[: seat.start()] if seat else rest
    place = known_place(sender) if sender else None
    english = head.pattern.format(place.noun if place else to_latin(sender))
    if not sender or (place is not None and place.noun == "Thailand"):
        english = {"สถานกงสุลใหญ่": "Royal Thai Consulate-General", "สถานกงสุล": "Royal Thai Consulate"}.get(
            head.form, "Royal Thai Embassy" if "Embassy" in head.pattern else "Permanent Mission of Thailand"
        )
    if seat is None:
        return english
    where = _proper(seat["place"].strip())[0]
    return f"{english} in {where}"
