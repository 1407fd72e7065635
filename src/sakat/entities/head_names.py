"""Head nouns of names, known places, and how English puts a state or an aim that closes a name."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from sakat.entities.authority import load_authority
from sakat.entities.phrase import LINKS, Item, place_item, read_items, render
from sakat.entities.words import FOLLOWING_SIGNS
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label, NameMethod

Named = tuple[str, NameMethod]

NATIONAL = "แห่งชาติ"
OF = " of {}"
NUMBERED = re.compile(r"(?:ที่|หมายเลข|เลขที่)?\s*(?P<number>[0-9๐-๙]+(?:/[0-9๐-๙]+)?)$")
_FOR = "เพื่อ"


class Head(NamedTuple):
    """A head noun: its label, English pattern with {} for the rest, and what kind of rest it takes."""

    form: str
    label: str
    pattern: str
    boundary: str


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


def alone(head: Head) -> Named | None:
    """Return the English of a head that nothing follows, None if its pattern needs something: กระทรวงป้องกันประเทศ."""
    return (head.pattern.removesuffix(OF), "translated") if head.pattern.endswith(OF) else None


def known_place(form: str) -> Item | None:
    """Return the item of a known place, with or without its class noun (ประเทศ, จังหวัด, กรุง)."""
    authority = load_authority()
    for bare in (form, re.sub("^(?:ประเทศ|จังหวัด|กรุง|เมือง|นคร|สาธารณรัฐ)", "", form)):
        for entry in authority.by_form.get(bare, ()):
            if entry.label in ("GPE", "LOC") and entry.name_en is not None:
                return place_item(entry, form)
    return None


def split_tail(items: tuple[Item, ...], head: Head) -> tuple[str, str]:
    """Return what fills the pattern, and the pattern with a state or place at the end taken out of it."""
    pattern = head.pattern
    of_head = pattern.endswith(" {}")
    movable = not of_head or pattern.endswith(OF)  # the head may stand last
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
    if len(body) > 1 and body[-1].thai in (NATIONAL, "แห่งประเทศไทย", "แห่งรัฐ"):
        last = body.pop()
        if last.thai == "แห่งประเทศไทย":
            tail = " of Thailand" + tail
        elif of_head and movable:
            pattern, of_head = f"{{}} {pattern.split(' of ')[0]}", False
            national = last.attribute + " "
        else:
            national = last.attribute + " "
    at = next((index for index, item in enumerate(body) if is_aim(item)), len(body))
    aim = render(tuple(body[at + (body[at].thai == _FOR) :])).removeprefix("for ") if at < len(body) else ""
    if aim:  # เครือข่ายประชาชนเพื่อการเลือกตั้ง: what it is for stands last
        body, pattern, tail = body[:at], pattern.removesuffix(OF) if at == 0 else pattern, f" for {aim}{tail}"
    numbered = head.label == "ORG" and len(body) > 1 and body[-1].kind == "number" and not of_head
    number = body.pop().noun if numbered else ""
    english = render(tuple(body), before_noun=not of_head)
    return national + english, f"{pattern}{tail} {number}".rstrip()


def is_aim(item: Item) -> bool:
    """Whether an item is เพื่อ, or it and what something is for in one: เพื่อประชาธิปไตย, but not เพื่อน, a friend."""
    return item.thai == _FOR or (item.thai.startswith(_FOR) and item.noun.startswith("for "))


def begins_with_aim(rest: str) -> bool:
    """Whether what follows a head tells what it is for: ธนาคาร + เพื่อการลงทุน.

    >>> begins_with_aim("เพื่อการลงทุน"), begins_with_aim("เพื่อนหญิง")
    (True, False)
    """
    return rest.startswith(_FOR) and is_aim(read_items(rest)[0])


def _provincial(pattern: str, place: str, *, of_head: bool) -> str:
    noun = pattern.split(" of ")[0] if of_head else pattern.replace("{}", "").strip()
    return f"{place} Provincial {{}} {noun}".replace("Provincial {} Provincial", "Provincial {}")
