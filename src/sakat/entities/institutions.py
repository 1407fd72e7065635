"""English for names built of a head and what follows it: กระทรวง + การคลัง + ลาว, แม่น้ำ + ยม, มาตรา + 112."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sakat.entities.authority import load_authority
from sakat.entities.cues import name_words
from sakat.entities.phrase import LINKS, Item, arabic, ordinal, place_item, read_items, render, to_common_era
from sakat.entities.romanize import is_province, is_thai_town, romanize, split_words
from sakat.entities.transliterate import is_foreign, to_latin
from sakat.entities.words import FOLLOWING_SIGNS, dictionary
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label, NameMethod

Named = tuple[str, NameMethod]


class Head(NamedTuple):
    """A head noun: its label, English pattern with {} for the rest, and what kind of rest it takes."""

    form: str
    label: str
    pattern: str
    boundary: str


_BUDDHIST_YEAR = re.compile(
    r"\s*(?:\(?\s*ฉบับที่\s*(?P<issue>[0-9๐-๙]+)\s*\)?)?\s*(?:พ\.ศ\.|พุทธศักราช)\s*(?P<year>[0-9๐-๙]{4})$"
)
_COMPANY_END = re.compile(r"\s*จำกัด\s*(\(มหาชน\))?$")
_SEAT = re.compile(r"\s*(?P<link>ณ|ประจำประเทศ|ประจำ|ใน)\s*(?P<place>.+)$")
_SECTION_OF = re.compile(r"^(?P<number>[0-9๐-๙/]+(?:\s*(?:,|และ)\s*[0-9๐-๙/]+)*)\s*(?:แห่ง|ของ|ตาม)?\s*(?P<law>.*)$")
_NAMED = frozenset({"name", "known", "storm", "product", "company", "peoplecountry", "language", "quoted"})
"""Boundaries after which a proper name stands, not descriptive words."""

_SHORTEST_PART = 4
_NATIONAL = "แห่งชาติ"
_COURT = "ศาล"
_DISTRICT_COURT = "ศาลแขวง"
_POLICE = "ตำรวจ"
_UNION = "สหภาพแรงงาน"
_GROUP = "กลุ่ม"
_UNIT = re.compile(r"(?:Division|Regiment|Battalion|Brigade|Fleet|Company)$")
"""Patterns of military units, which have an ordinal in front: กองพันทหารช่างที่ 4."""

_OF = " of {}"
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
_NOTE = re.compile(r"\s*\((?!\s*ฉบับที่\s*[0-9๐-๙])[^()]*\)|\s*(?:พ\.ศ\.)?\s*\.{3,}")
_HAPPENINGS = frozenset({"เหตุการณ์", "เหตุ"})
_DRAFT = "ร่าง"
_FOR = "เพื่อ"
_ISLAND = "เกาะ"
_FIRM = "บ."
"""บริษัท cut short."""

_COMMON_YEAR = re.compile(r"\s*(?:ค\.ศ\.|คริสต์ศักราช|ปี)\s*(?P<year>[0-9๐-๙]{4})$")
_TREATY = "treaty"
_TWO_STATES = re.compile(r"(?P<body>.*?)(?P<first>[ก-๙]+)\s*[-–—]\s*(?P<second>[ก-๙]+)$")
_NUMBERED = re.compile(r"(?:ที่|หมายเลข|เลขที่)?\s*(?P<number>[0-9๐-๙]+(?:/[0-9๐-๙]+)?)$")
_ARTICLE_SECTION = re.compile(r"^(?P<law>.+?)\s*(?P<section>(?:มาตรา|ม\.)\s*[0-9๐-๙/]+)$")


@cache
def _heads() -> tuple[dict[str, tuple[Head, ...]], int]:
    table: dict[str, list[Head]] = {}
    for name in ("org_heads", "class_nouns"):
        for row in load_lexicon(name):
            head = Head(row["form"], row["label"], row["name_en_pattern"], row["boundary"])
            table.setdefault(row["form"], []).append(head)
    return {form: tuple(heads) for form, heads in table.items()}, max(map(len, table))


def find_head(form: str, label: Label) -> Head | None:
    """Return the longest head a name starts with, of the same label if there is one."""
    table, longest = _heads()
    for end in range(min(longest, len(form)), 0, -1):
        heads = table.get(form[:end])
        if heads is not None and form[end : end + 1] not in FOLLOWING_SIGNS:
            return min(heads, key=lambda head: head.label != label)
    return None


def known_place(form: str) -> Item | None:
    """Return the item of a known place, with or without its class noun (ประเทศ, จังหวัด, กรุง)."""
    authority = load_authority()
    for bare in (form, re.sub("^(?:ประเทศ|จังหวัด|กรุง|เมือง|นคร|สาธารณรัฐ)", "", form)):
        for entry in authority.by_form.get(bare, ()):
            if entry.label in ("GPE", "LOC") and entry.name_en is not None:
                return place_item(entry, form)
    return None


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
    if label == "LAW":
        form = _NOTE.sub("", form).strip()
        if form.startswith(_DRAFT):
            return _draft(form[len(_DRAFT) :])
        if (section := _ARTICLE_SECTION.match(form)) and not form.startswith("มาตรา"):
            form = f"{section['section']} {section['law']}"
    if label == "ORG" and form.startswith(_FIRM):
        form = "บริษัท" + form[len(_FIRM) :]
    head = find_head(form, label)
    if head is None:
        return None
    if form[len(head.form) :] in ("", "ฯ"):
        return (head.pattern.removesuffix(_OF), "translated") if head.pattern.endswith(_OF) else None
    if head.form in _HAPPENINGS and find_head(form[len(head.form) :].strip(), "EVENT") is not None:
        return translate(form[len(head.form) :].strip(), "EVENT")
    rest = form[len(head.form) :].strip()
    if foreign and head.pattern == "Section {}":
        head = head._replace(pattern="Article {}")
    named = _party(head, rest, foreign=foreign) if head.boundary == "party" else _by_boundary(head, rest, label)
    if named is None:
        return None
    english = _AIRLINE.sub(r"\1", _PLURAL_STATES.sub(r"\1 the ", named[0]))
    return english, named[1]


def _draft(form: str) -> Named | None:
    """Return a bill: its act's name with Bill for Act, or Draft before it."""
    law = translate(form, "LAW")
    if law is None:
        return None
    bill = re.sub(r"\bAct\b", "Bill", law[0])
    return (bill if bill != law[0] else f"Draft {bill}"), law[1]


def _by_boundary(head: Head, rest: str, label: Label) -> Named | None:
    if not rest:
        return None
    if head.label == "LAW":
        return _law(head, rest), "translated"
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
    if _UNIT.search(head.pattern) and (numbered := _NUMBERED.search(rest)):
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
    if rest.startswith(_FOR) and _is_aim(read_items(rest)[0]):
        return _descriptive(head, rest), "translated"
    if head.boundary == "company" and (trade := next((word for word in _trades() if rest.startswith(word)), None)):
        name = rest[len(trade) :].strip()
        if name and (words := read_items(trade)):
            return f"{_proper(name)[0]} {words[0].attribute} Company", "translated"
    if rest.startswith(_NATIONAL) and head.label == "ORG":
        place = known_place(rest[len(_NATIONAL) :])
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
    name, pattern = _split_tail(items, head)
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


def _split_tail(items: tuple[Item, ...], head: Head) -> tuple[str, str]:
    """Return what fills the pattern, and the pattern with a state or place at the end taken out of it."""
    pattern = head.pattern
    of_head = pattern.endswith(" {}")
    movable = not of_head or pattern.endswith(" of {}")  # the head may stand last
    national = ""
    tail = ""
    body = list(items)
    if body and body[-1].kind in ("state", "place"):
        place = body.pop()
        link = "จังหวัด" if place.thai.startswith("จังหวัด") else ""
        if body and body[-1].thai in LINKS:
            link = body.pop().thai
        if not body and link != "แห่ง" and (link != "จังหวัด" or "Provincial" in pattern):
            return (place.attribute if not of_head else place.noun), pattern
        if place.kind == "state" and not link and not of_head:
            pattern = f"{place.attribute} {pattern}"
        elif link in ("จังหวัด", "ประจำจังหวัด") and movable:
            pattern = _provincial(pattern, place.noun, of_head=of_head)
            of_head = False
        elif place.kind == "place" and not link and not of_head:
            pattern = f"{place.attribute} {pattern}"
        else:
            tail = f" of {place.noun}"
    if len(body) > 1 and body[-1].thai in (_NATIONAL, "แห่งประเทศไทย", "แห่งรัฐ"):
        last = body.pop()
        if last.thai == "แห่งประเทศไทย":
            tail = " of Thailand" + tail
        elif of_head and movable:
            pattern, of_head = f"{{}} {pattern.split(' of ')[0]}", False
            national = last.attribute + " "
        else:
            national = last.attribute + " "
    at = next((index for index, item in enumerate(body) if _is_aim(item)), len(body))
    aim = render(tuple(body[at + (body[at].thai == _FOR) :])).removeprefix("for ") if at < len(body) else ""
    if aim:  # เครือข่ายประชาชนเพื่อการเลือกตั้ง: what it is for stands last
        body, pattern, tail = body[:at], pattern.removesuffix(_OF) if at == 0 else pattern, f" for {aim}{tail}"
    numbered = head.label == "ORG" and len(body) > 1 and body[-1].kind == "number" and not of_head
    number = body.pop().noun if numbered else ""
    english = render(tuple(body), before_noun=not of_head)
    return national + english, f"{pattern}{tail} {number}".rstrip()


def _is_aim(item: Item) -> bool:
    """Whether an item is เพื่อ, or it and what something is for in one: เพื่อประชาธิปไตย, but not เพื่อน, a friend."""
    return item.thai == _FOR or (item.thai.startswith(_FOR) and item.noun.startswith("for "))


def _provincial(pattern: str, place: str, *, of_head: bool) -> str:
    noun = pattern.split(" of ")[0] if of_head else pattern.replace("{}", "").strip()
    return f"{place} Provincial {{}} {noun}".replace("Provincial {} Provincial", "Provincial {}")


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
        name, pattern = _split_tail(items, head)
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


def _states_of(rest: str) -> str | None:
    """Return the two states a name closes with and what is before them: ส่งผู้ร้ายข้ามแดนไทย-ลาว."""
    match = _TWO_STATES.match(rest)
    if match is None:
        return None
    for start in range(match.start("first"), match.end("first")):
        first, second = known_place(rest[start : match.end("first")]), known_place(match["second"])
        if first is not None and second is not None and first.kind == second.kind == "state":
            body = render(read_items(rest[:start]), before_noun=True) if start else ""
            return f"{first.noun}\u2013{second.noun} {body}".strip()
    return None


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


def _law(head: Head, rest: str) -> str:
    if head.form.startswith(("ข้อมติ", "มติ")) and (numbered := _NUMBERED.search(rest)):
        body = render(read_items(rest[: numbered.start()]))
        return f"{body} Resolution {arabic(numbered['number'])}".strip()
    if head.boundary == "number":
        match = _SECTION_OF.match(rest)
        if match is None:
            return head.pattern.format(render(read_items(rest)))
        number = head.pattern.format(arabic(match["number"]).replace("และ", " and "))
        law = translate(match["law"].strip(), "LAW") if match["law"].strip() else None
        entries = load_authority().by_form.get(match["law"].strip(), ())
        english = entries[0].name_en if entries else law[0] if law else None
        return f"{number} of the {english}" if english else number
    if two := _states_of(rest):
        return re.sub(r"^(.*?) of \{\}$", r"{} \1", head.pattern).format(two)
    if head.boundary == _TREATY and (common := _COMMON_YEAR.search(rest)) and common.start():
        return f"{_law(head, rest[: common.start()].strip())} of {to_common_era(common['year'], None)}"
    year = _BUDDHIST_YEAR.search(rest)
    body = rest[: year.start()] if year else rest
    name, pattern = _split_tail(read_items(re.sub("^(?:ว่าด้วย|ที่|แห่ง|ฉบับ)", "", body.strip())), head)
    english = re.sub(r"\s+", " ", pattern.format(name)).strip()
    english = re.sub(r" of$", "", english)
    if year and year["issue"]:
        english += f" (No. {arabic(year['issue'])})"
    return f"{english} B.E. {arabic(year['year'])}" if year else english
