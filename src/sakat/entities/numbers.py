"""Finds amounts: PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL and bare ages, in digits of both kinds and in words.

Numbers are looked for once, and the rules tried where one begins: the cost follows from how many there are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from sakat.entities.candidate import Candidate
from sakat.entities.number_rules import BLANKS, IN_DIGITS, IN_WORDS, LEADS, ONE_OF, RANGE, SIGNED, forms, rules, said
from sakat.entities.words import is_thai

_FIGURES = re.compile(r"[0-9๐-๙]++(?:[.,][0-9๐-๙]++)*+")
_BETWEEN, _LONGEST_RANGE = re.compile(RANGE), 5
_LEAD_FORMS = tuple(LEADS)

# Not an amount: parts of codes, dates, clock times, phone numbers, decimals, citations.
_DIGIT = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙")
_SIGN = frozenset("+\u2212±-")
_GLUE_BEFORE = _DIGIT | frozenset(".,:/-–[_@#&+")
_GLUE_AFTER = _DIGIT | frozenset(":/_@]")
_VAGUE = re.compile(r"(?:หลาย|กี่|นับ|เรือน|เป็น(?=[รพหแล]))$")


def find(text: str, boundaries: Collection[int] = ()) -> list[Candidate]:
    """Return the amounts of a text in order, none inside another.

    The span of PERCENT, MONEY and QUANTITY holds the unit, that of ORDINAL ที่; a CARDINAL is the bare number
    before its classifier: 14 in บาดเจ็บ 14 ราย. Numbers before a unit of time are left to the dates.

    Args:
        text: The text.
        boundaries: Offsets where words begin or end, to tell number words from parts of words; empty if unknown.

    >>> [(text[c.start:c.end], c.label) for text in ["ร้อยละ 12 ของ 2.4 ล้านบาท 14 ราย"] for c in find(text)]
    [('ร้อยละ 12', 'PERCENT'), ('2.4 ล้านบาท', 'MONEY'), ('14', 'CARDINAL')]
    """
    places = _find_places(text)
    taken = bytearray(len(text))
    found: list[Candidate] = []
    for rule in rules():
        read = 0
        for place in places[rule.place]:
            if place < read or not (match := rule.pattern.match(text, place)):
                continue
            if rule.follows is not None and not rule.follows(text, place):
                continue
            read = match.end()
            start, end = match.span(1 if rule.pattern.groups else 0)
            if taken.find(1, start, end) >= 0 or not _stands_alone(text, start, end, boundaries):
                continue
            if rule.name == "number.bare" and not _is_amount(text, start, end):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Candidate(start, end, rule.label, "rule", rule.name, rule.score))
    return sorted(found, key=lambda c: c.start)


def _find_places(text: str) -> Mapping[str, Sequence[int]]:
    """Return where numbers begin, and the words that lead to them, in order."""
    places: dict[str, list[int]] = defaultdict(list)
    last, free = -_LONGEST_RANGE, True
    for match in _FIGURES.finditer(text):
        start = match.start()
        in_range = start - last <= _LONGEST_RANGE and _BETWEEN.fullmatch(text, last, start)
        free = (free or not in_range) and _is_free(text, start)  # 5+900 - 6+100: nor is what a code is joined with
        last = match.end()
        if free:
            places[IN_DIGITS].append(start)
        places[SIGNED].append(start - _is_signed(text, start))
        _add_lead(text, start, places)
    for match in said().finditer(text):
        start, end = match.span()
        places[IN_WORDS].append(start)
        _add_lead(text, start, places)
        if text.startswith("ใน", end) and text.endswith("หนึ่ง", start, end):
            places[ONE_OF].append(end - len("หนึ่ง"))
    for lead in set(LEADS.values()) & places.keys():
        places[lead].sort()
    return places


def _is_signed(text: str, start: int) -> bool:
    before = text[start - 2 : start - 1] if start > 1 else ""
    return text[start - 1 : start] in _SIGN and not (before in _DIGIT or (before.isascii() and before.isalpha()))


def _is_free(text: str, start: int) -> bool:
    """Return whether nothing before digits makes them part of a code, a date or a decimal."""
    before = text[start - 1 : start]
    if before in _GLUE_BEFORE:
        return before == "-" and text[start - 2 : start - 1] == " "
    return not (before.isascii() and before.isalpha())


def _add_lead(text: str, start: int, places: Mapping[str, list[int]]) -> None:
    """Add where the word that leads to the number at `start` begins."""
    end = start - (start > 0 and text[start - 1] in BLANKS)
    if text.endswith(_LEAD_FORMS, 0, end):
        form = next(form for form in _LEAD_FORMS if text.endswith(form, 0, end))
        places[LEADS[form]].append(end - len(form))


def _stands_alone(text: str, start: int, end: int, boundaries: Collection[int]) -> bool:
    if text[start] not in _DIGIT and text[start] not in _SIGN and _VAGUE.search(text[max(0, start - 6) : start]):
        return False  # หลายร้อยคน
    if text[max(0, start - 4) : start] == "ทั้ง":  # ทั้งสองฝ่าย is one word of the dictionary
        boundaries = ()
    if text[start] in _DIGIT:
        if not _is_free(text, start):
            return False
    elif boundaries and is_thai(text[start]) and start not in boundaries:
        return False
    if is_thai(text[end - 1]) and boundaries and end not in boundaries:
        return False
    if text[end - 1] in _DIGIT:
        after = text[end : end + 1]
        if after in _GLUE_AFTER or (after.isascii() and after.isalpha()):
            return False
        if after in (".", ",", "-") and text[end + 1 : end + 2].isdigit():
            return False
    return True


def _is_amount(text: str, start: int, end: int) -> bool:
    """Return whether a number without unit or classifier counts something."""
    number = text[start:end]
    if number[0] in "0๐" and len(number) > 1 and number[1] not in ".":
        return False
    digits = sum(c.isdigit() for c in number)
    if "," not in number and digits >= 4 and number.replace(".", "").isdigit() and digits != 5:
        return False
    if text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")":
        return False  # the number of an item: (1)
    if text[end : end + 1] in ("", ".", ")", "\n") and _begins_line(text, start):
        return False  # the number of an item
    return not text[max(0, start - 20) : start].removesuffix(" ").removesuffix("\u00a0").endswith(forms("not_counted"))


def _begins_line(text: str, start: int) -> bool:
    while start and text[start - 1] != "\n" and text[start - 1].isspace():
        start -= 1
    return start == 0 or text[start - 1] == "\n"
