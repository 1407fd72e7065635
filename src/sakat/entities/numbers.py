"""Finds amounts: PERCENT, MONEY, QUANTITY, ORDINAL, CARDINAL and bare ages, in digits of both kinds and in words."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from sakat.entities.candidate import Candidate
from sakat.entities.words import is_thai
from sakat.lexicon import load_lexicon
from sakat.record.mention import Label

_DIGITS = r"[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})+(?:\.[0-9๐-๙]+)?|[0-9๐-๙]+(?:\.[0-9๐-๙]+)?"
_SPACE = r"[ \u00a0]?"
_RANGE = r"[ \u00a0]?(?:-|–|ถึง)[ \u00a0]?"

# Not an amount: parts of codes, dates, clock times, phone numbers, decimals, citations.
_FIGURES = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙+\u2212±-")
_VAGUE = re.compile(r"(?:หลาย|กี่|นับ|เรือน|เป็น(?=[รพหแล]))$")
_GLUE_BEFORE = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙.,:/-–[_@#&+")
_GLUE_AFTER = frozenset("0123456789๐๑๒๓๔๕๖๗๘๙:/_@]")


@cache
def _forms(kind: str) -> tuple[str, ...]:
    forms = {row["form"] for row in load_lexicon("units") if row["kind"] == kind}
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def _either(kind: str) -> str:
    return "|".join(re.escape(form) for form in _forms(kind))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Label, str, float], ...]:
    """Return the patterns in order of priority, each with label, rule and score."""
    multiplier = _either("multiplier")
    digit_amount = rf"(?:{_DIGITS})(?:{_SPACE}(?:{multiplier})(?![ก-ฮ]*์))?"
    digits = rf"{digit_amount}(?:{_RANGE}{digit_amount})?"
    one = "|".join(form for form in _forms("number") if form not in ("เอ็ด", "ครึ่ง", "ศูนย์"))
    words = rf"(?:{one}|ร้อย|พัน|หมื่น|แสน|ล้าน)(?:{one}|เอ็ด|ร้อย|พัน|หมื่น|แสน|ล้าน)*"
    approx = r"กว่า|เศษ|ครึ่ง"
    tail = rf"(?:{_SPACE}(?:{approx}))?{_SPACE}"
    no_vowel = r"(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
    percent, currency, unit = _either("percent"), _either("currency"), _either("unit")
    ordinal = rf"ที่{_SPACE}(?:{words}|{_DIGITS})"
    sign = r"(?:(?<![0-9A-Za-z๐-๙])[+\u2212±-])?"
    classifier, time, ordinal_head = _either("classifier"), _either("time"), _either("ordinal_head")
    of_classifier = rf"(?:{_SPACE}(?:{approx}))?{_SPACE}(?:{classifier}){no_vowel}"
    # Money whose unit goes without saying: ปรับคนละ 1,000, ค่ายาสองหมื่น.
    paid = rf"(?:{_either('payment')})(?:{_SPACE}(?:{classifier}|วัน|เดือน|ครั้ง|หัว))?(?:ละ)?{_SPACE}"
    large = rf"[0-9๐-๙]{{1,3}}(?:,[0-9๐-๙]{{3}})+|[0-9๐-๙]{{4,}}|(?:{_DIGITS}){_SPACE}(?:หมื่น|แสน|ล้าน|พันล้าน|พัน)(?!ธ)"
    large_words = rf"(?:{one})?(?:หมื่น|แสน|ล้าน)(?:{one}|พัน|หมื่น|แสน)*"
    not_counted = rf"{no_vowel}(?![0-9๐-๙,.]|{_SPACE}(?:{classifier}|{unit}|{percent}|{time}|ฉบับ|ชิ้น))"
    return (
        (re.compile(rf"ร้อยละ{_SPACE}(?:{digits}|{words}){no_vowel}"), "PERCENT", "number.percent_word", 0.98),
        (re.compile(rf"{sign}(?:{digits}){_SPACE}(?:{percent})"), "PERCENT", "number.percent", 0.98),
        (re.compile(rf"[$€£¥฿]{_SPACE}{digits}"), "MONEY", "number.money_sign", 0.97),
        (re.compile(rf"(?:{digits}){tail}(?:{currency}){no_vowel}"), "MONEY", "number.money", 0.97),
        (re.compile(rf"(?:{words}){tail}(?:{currency}){no_vowel}"), "MONEY", "number.money_words", 0.95),
        (re.compile(rf"{paid}({large}|{large_words}){not_counted}"), "MONEY", "number.paid", 0.9),
        (re.compile(rf"(?:{digits}){tail}(?:{unit}){no_vowel}(?![ก-ฮ]\.)"), "QUANTITY", "number.quantity", 0.95),
        (re.compile(rf"(?:{words}){tail}(?:{unit}){no_vowel}"), "QUANTITY", "number.quantity_words", 0.9),
        (re.compile(rf"(?:{ordinal_head}|{classifier})({ordinal}){no_vowel}"), "ORDINAL", "number.ordinal", 0.9),
        (re.compile(rf"อันดับ{_SPACE}((?:{words}|{_DIGITS})){no_vowel}"), "ORDINAL", "number.rank", 0.7),
        (re.compile(rf"(?:อายุ|วัย){_SPACE}({digits})(?!{_SPACE}(?:{time}))"), "DATE", "number.age", 0.8),
        (re.compile(rf"ทั้ง((?:{one}|สิบ)){no_vowel}(?!ๆ)"), "CARDINAL", "number.all_of", 0.9),
        (re.compile(r"(หนึ่ง)ใน"), "CARDINAL", "number.one_of", 0.8),
        (re.compile(rf"({digits}){of_classifier}"), "CARDINAL", "number.counted", 0.95),
        (re.compile(rf"({words}){of_classifier}"), "CARDINAL", "number.counted_words", 0.85),
        (re.compile(rf"({digits})(?!{_SPACE}(?:{time}){no_vowel})"), "CARDINAL", "number.bare", 0.6),
    )  # fmt: skip


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
    taken = bytearray(len(text))
    found: list[Candidate] = []
    for pattern, label, rule, score in _patterns():
        for match in pattern.finditer(text):
            start, end = match.span(1 if pattern.groups else 0)
            if any(taken[start:end]) or not _stands_alone(text, start, end, boundaries):
                continue
            if rule == "number.bare" and not _is_amount(text, start, end):
                continue
            taken[start:end] = b"\1" * (end - start)
            found.append(Candidate(start, end, label, "rule", rule, score))
    return sorted(found, key=lambda c: c.start)


def _stands_alone(text: str, start: int, end: int, boundaries: Collection[int]) -> bool:
    if text[start] not in _FIGURES and _VAGUE.search(text[max(0, start - 6) : start]):
        return False  # หลายร้อยคน
    if text[max(0, start - 4) : start] == "ทั้ง":  # ทั้งสองฝ่าย is one word of the dictionary
        boundaries = ()
    before = text[start - 1 : start]
    after = text[end : end + 1]
    if text[start] in "0123456789๐๑๒๓๔๕๖๗๘๙":
        if before in _GLUE_BEFORE and before and not (before == "-" and text[start - 2 : start - 1] == " "):
            return False
        if before.isascii() and before.isalpha():
            return False
    elif boundaries and is_thai(text[start]) and start not in boundaries:
        return False
    if is_thai(text[end - 1]) and boundaries and end not in boundaries:
        return False
    if text[end - 1] in "0123456789๐๑๒๓๔๕๖๗๘๙":
        if after and (after in _GLUE_AFTER or (after.isascii() and after.isalpha())):
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
    line = text.rfind("\n", 0, start) + 1
    if text[max(0, start - 1) : start] == "(" and text[end : end + 1] == ")":
        return False  # the number of an item: (1)
    if not text[line:start].strip() and text[end : end + 1] in ("", ".", ")", "\n"):
        return False  # the number of an item
    return not text[max(0, start - 20) : start].removesuffix(" ").removesuffix("\u00a0").endswith(_forms("not_counted"))
