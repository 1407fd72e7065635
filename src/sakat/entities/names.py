"""English names of entities, in the order of the annotation guidelines, and where each comes from."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from functools import cache, lru_cache

from sakat.entities.authority import Entry, load_authority
from sakat.entities.head_names import find_head, known_place
from sakat.entities.institutions import translate
from sakat.entities.official_names import official_name
from sakat.entities.person_names import english_person
from sakat.entities.phrase import adjectives, read_items, render
from sakat.entities.romanize import is_province
from sakat.entities.transliterate import to_latin
from sakat.lexicon import load_lexicon
from sakat.record.mention import VALUE_LABELS, Label, NameMethod

Named = tuple[str, NameMethod]

_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .,&'’/+:()-]*")
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_CALLED = frozenset({"GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART"})
"""Labels whose names are translated only if every word is known."""

_CUT_SHORT = "ฯ"
_MINISTRIES = ("กระทรวง", "กระทรวงการ")
_DEPARTMENTS = (*_MINISTRIES, "กรม", "กรมการ")
_MINISTRY = "ก."
_PROVINCE = "จังหวัด"

_QUOTES = "\"“”‘’' "
_PEOPLE = re.compile("^(?:กลุ่มชาติพันธุ์|ชาติพันธุ์|ชนชาติ|ชนเผ่า|พลเมือง|ประชาชน|เชื้อสาย|ชาว|คน|เผ่า)")
_LANGUAGE = re.compile("^ภาษา")
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC", "ORG"})


@lru_cache(maxsize=16384)
def english_name(
    form: str, label: Label, foreign: bool | None = None, languages: frozenset[str] = frozenset()
) -> tuple[str | None, NameMethod | None]:
    """Return the English name of a Thai name and where it comes from; a pair of None for values.

    In this order: CLDR name of a state; official name; settled exonym; a name already in Latin letters;
    plain translation of descriptive names; RTGS. Foreign people get their usual spelling.

    Args:
        form: Thai name as written, without titles.
        label: OntoNotes label.
        foreign: For a PERSON, whether the article calls them a foreigner; for an ORG or a LAW, whether the article is
            about foreign states; None if it does not say.
        languages: For a PERSON, ISO 639 codes of the state they are of, or else the article speaks of.

    Source: annotation guidelines, section 1.

    >>> english_name("รัฐบาลรัสเซีย", "ORG")
    ('Government of Russia', 'translated')
    >>> english_name("ตุรกี", "GPE")
    ('Türkiye', 'cldr')
    """
    form = re.sub(r"\s+", " ", _INVISIBLE.sub("", form)).strip(_QUOTES)
    if label in VALUE_LABELS or not form:
        return None, None
    return (
        (_person(form, foreign, languages) if label == "PERSON" else None)
        or _known(form, label)
        or ((form, "in_text") if _LATIN.fullmatch(form) else None)
        or (_people(form) if label == "NORP" else None)
        or (_language(form) if label == "LANGUAGE" else None)
        or (_official(form) if label == "ORG" else None)
        or _of_state(form, label)
        or translate(form, label, foreign=bool(foreign))
        or _described(form, label)
    )


def _person(form: str, foreign: bool | None, languages: frozenset[str]) -> Named | None:
    return None if _LATIN.fullmatch(form) else english_person(form, foreign=foreign, languages=languages)


def entry_for(form: str, label: Label) -> Entry | None:
    """Return the authority entry of a form: of the same label, with or without a plain class noun.

    >>> entry_for("ประเทศอินเดีย", "GPE") == entry_for("อินเดีย", "GPE")
    True
    """
    by_form = load_authority().by_form
    for bare in (form, bare_form(form, label)):
        for entry in by_form.get(bare, ()):
            if entry.label == label:
                return entry
    return _called_briefly(form) if label == "ORG" else None


def _called_briefly(form: str) -> Entry | None:
    """Return the ministry or department that news call by its field, มหาดไทย, or cut short, เกษตรฯ and กรมสวัสดิฯ."""
    stem = form.removesuffix(_CUT_SHORT)
    if stem != form:
        found = (_only_agency(head + stem) for head in ("", *_DEPARTMENTS))
    elif stem.startswith(_MINISTRY):
        found = (_agencies().get(head + stem[len(_MINISTRY) :].strip()) for head in _MINISTRIES)
    else:
        found = (_agencies().get(head + stem) for head in _DEPARTMENTS)
    return next(filter(None, found), None) if len(stem) > 3 else None


@cache
def _agencies() -> dict[str, Entry]:
    by_form = load_authority().by_form
    named = ((form, entry) for form, entries in by_form.items() for entry in entries if entry.kind == "agency")
    return {form: entry for form, entry in named if entry.label == "ORG" and form.startswith(_DEPARTMENTS)}


@cache
def _agency_forms() -> list[str]:
    return sorted(_agencies())


def _only_agency(start: str) -> Entry | None:
    """Return the agency whose name starts so, None if there are none or several."""
    forms = _agency_forms()
    found = forms[bisect_left(forms, start) : bisect_left(forms, f"{start}{chr(sys.maxunicode)}")]
    entries = {_agencies()[form].id: _agencies()[form] for form in found}
    return entries.popitem()[1] if len(entries) == 1 else None


def bare_form(form: str, label: Label) -> str:
    """Return a name without the class noun in front that adds nothing to it: จังหวัดตรัง, กลุ่มตอลิบาน.

    >>> bare_form("จังหวัดตรัง", "GPE"), bare_form("แม่น้ำยม", "LOC")
    ('ตรัง', 'แม่น้ำยม')
    """
    head = find_head(form, label)
    if head is None or head.pattern != "{}" or head.label != label:
        return form
    return form[len(head.form) :].strip() or form


def _known(form: str, label: Label) -> Named | None:
    entry = entry_for(form, label)
    if entry is None and label in _PLACE_LABELS:
        entries = load_authority().by_form.get(form, ())
        entry = next((entry for entry in entries if entry.label in _PLACE_LABELS), None)
    if entry is None or entry.name_en is None or entry.method is None:
        return None
    return entry.name_en, entry.method


def _of_state(form: str, label: Label) -> Named | None:
    """Return an abbreviated body with a state or province after it as theirs: กห.จีน is กระทรวงกลาโหม + จีน."""
    short, dot, state = form.rpartition(".")
    entry = entry_for(short + dot, label) if dot and label == "ORG" else None
    if entry is None:
        return None
    place = known_place(state)
    if is_province(state):
        state = state if entry.name_th.endswith(_PROVINCE) else _PROVINCE + state
    elif place is None or place.kind != "state":
        return None
    return _known(entry.name_th + state, label) or translate(entry.name_th + state, label)


def _official(form: str) -> Named | None:
    name = official_name(form)
    return (name, "official") if name is not None else None


@cache
def _demonyms() -> dict[str, str]:
    return {row["form"]: row["name_en"] for row in load_lexicon("demonyms") if row["name_en"]}


def _people(form: str) -> Named | None:
    known = _demonyms()
    bare = _PEOPLE.sub("", form)
    english = known.get(form) or known.get(bare)
    if english is not None:
        return english, "exonym"
    state = entry_for(bare, "GPE")
    if state is not None and state.iso3166 in adjectives():
        return adjectives()[state.iso3166], "exonym"
    place = known_place(bare)
    if place is not None:
        return place.attribute, "exonym"
    if len(bare) == len(form):
        return None
    entry = entry_for(bare, "NORP")
    if entry is not None and entry.name_en is not None:
        return entry.name_en, entry.method or "exonym"
    items = read_items(bare)
    return render(items, before_noun=True), "translated" if all(item.kind != "name" for item in items) else "rtgs"


def _language(form: str) -> Named | None:
    people = _people(_LANGUAGE.sub("", form))
    return people if people is not None else (to_latin(_LANGUAGE.sub("", form)), "rtgs")


def _described(form: str, label: Label) -> Named:
    """Return a name without a known head: translated if words are known, else in Latin letters."""
    items = read_items(form)
    words = sum(len(item.thai) for item in items if item.kind not in ("name", "link"))
    if words * 2 < len(form) or (label in _CALLED and any(item.kind == "name" for item in items)):
        return to_latin(form), "rtgs"
    return render(items), "translated"
