"""English for laws, treaties and their sections: พ.ร.บ. + การประมง, สนธิสัญญา + บูคาเรสต์, มาตรา + 112."""

from __future__ import annotations

import re

from sakat.entities.authority import load_authority
from sakat.entities.head_names import NUMBERED, Head, Named, alone, find_head, known_place, split_tail
from sakat.entities.phrase import arabic, read_items, render, to_common_era

_BUDDHIST_YEAR = re.compile(
    r"\s*(?:\(?\s*ฉบับที่\s*(?P<issue>[0-9๐-๙]+)\s*\)?)?\s*(?:พ\.ศ\.|พุทธศักราช)\s*(?P<year>[0-9๐-๙]{4})$"
)
_SECTION_OF = re.compile(r"^(?P<number>[0-9๐-๙/]+(?:\s*(?:,|และ)\s*[0-9๐-๙/]+)*)\s*(?:แห่ง|ของ|ตาม)?\s*(?P<law>.*)$")
_NOTE = re.compile(r"\s*\((?!\s*ฉบับที่\s*[0-9๐-๙])[^()]*\)|\s*(?:พ\.ศ\.)?\s*\.{3,}")
_DRAFT = "ร่าง"
_COMMON_YEAR = re.compile(r"\s*(?:ค\.ศ\.|คริสต์ศักราช|ปี)\s*(?P<year>[0-9๐-๙]{4})$")
_TREATY = "treaty"
_DASH = re.compile(r"\s*[-\u2013\u2014]\s*")
_ARTICLE_SECTION = re.compile(r"^(?P<law>.+?)\s*(?P<section>(?:มาตรา|ม\.)\s*[0-9๐-๙/]+)$")

_LONGEST_STATE = 30


def translate_law(form: str, *, foreign: bool = False) -> Named | None:
    """Return the English of a law that starts with a head noun, None if it does not.

    Args:
        form: Thai name as written.
        foreign: Whether it is one of another state, whose sections are articles.

    >>> translate_law("สนธิสัญญาบูคาเรสต์ ค.ศ. 1918")
    ('Treaty of Bucharest of 1918', 'translated')
    >>> translate_law("มาตรา 4"), translate_law("มาตรา 4", foreign=True)
    (('Section 4', 'translated'), ('Article 4', 'translated'))
    """
    form = _NOTE.sub("", form).strip()
    if form.startswith(_DRAFT):
        return _draft(form[len(_DRAFT) :])
    if (section := _ARTICLE_SECTION.match(form)) and not form.startswith("มาตรา"):
        form = f"{section['section']} {section['law']}"
    head = find_head(form, "LAW")
    if head is None or head.label != "LAW":
        return None
    rest = form[len(head.form) :].strip()
    if not rest:
        return alone(head)
    if foreign and head.pattern == "Section {}":
        head = head._replace(pattern="Article {}")
    return _by_head(head, rest), "translated"


def _draft(form: str) -> Named | None:
    """Return a bill: its act's name with Bill for Act, or Draft before it."""
    law = translate_law(form)
    if law is None:
        return None
    bill = re.sub(r"\bAct\b", "Bill", law[0])
    return (bill if bill != law[0] else f"Draft {bill}"), law[1]


def _by_head(head: Head, rest: str) -> str:
    if head.form.startswith(("ข้อมติ", "มติ")) and (numbered := NUMBERED.search(rest)):
        body = render(read_items(rest[: numbered.start()]))
        return f"{body} Resolution {arabic(numbered['number'])}".strip()
    if head.boundary == "number":
        match = _SECTION_OF.match(rest)
        if match is None:
            return head.pattern.format(render(read_items(rest)))
        number = head.pattern.format(arabic(match["number"]).replace("และ", " and "))
        law = translate_law(match["law"].strip()) if match["law"].strip() else None
        entries = load_authority().by_form.get(match["law"].strip(), ())
        english = entries[0].name_en if entries else law[0] if law else None
        return f"{number} of the {english}" if english else number
    if two := _states_of(rest):
        return re.sub(r"^(.*?) of \{\}$", r"{} \1", head.pattern).format(two)
    if head.boundary == _TREATY and (common := _COMMON_YEAR.search(rest)) and common.start():
        return f"{_by_head(head, rest[: common.start()].strip())} of {to_common_era(common['year'], None)}"
    year = _BUDDHIST_YEAR.search(rest)
    body = rest[: year.start()] if year else rest
    name, pattern = split_tail(read_items(re.sub("^(?:ว่าด้วย|ที่|แห่ง|ฉบับ)", "", body.strip())), head)
    english = re.sub(r"\s+", " ", pattern.format(name)).strip()
    english = re.sub(r" of$", "", english)
    if year and year["issue"]:
        english += f" (No. {arabic(year['issue'])})"
    return f"{english} B.E. {arabic(year['year'])}" if year else english


def _states_of(rest: str) -> str | None:
    """Return the two states a name closes with and what is before them: ส่งผู้ร้ายข้ามแดนไทย-ลาว."""
    dash = next(reversed(list(_DASH.finditer(rest))), None)
    second = known_place(rest[dash.end() :]) if dash is not None else None
    if dash is None or second is None or second.kind != "state":
        return None
    for start in range(max(0, dash.start() - _LONGEST_STATE), dash.start()):
        first = known_place(rest[start : dash.start()])
        if first is not None and first.kind == "state":
            body = render(read_items(rest[:start]), before_noun=True) if start else ""
            return f"{first.noun}\u2013{second.noun} {body}".strip()
    return None
