"""The rules of amounts: what stands at the place where a number, or the word that leads to one, begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from sakat.lexicon import load_lexicon
from sakat.record.mention import Label

IN_DIGITS, SIGNED, IN_WORDS, ONE_OF = "digits", "signed", "words", "one of"
"""The places of rules that no word leads to: a number, one with its sign, and หนึ่ง before ใน."""

LEADS = {
    "ร้อยละ": "ร้อยละ", "ที่": "ที่", "อันดับ": "อันดับ", "ทั้ง": "ทั้ง", "อายุ": "อายุ", "วัย": "อายุ",
    "$": "$", "€": "$", "£": "$", "¥": "$", "฿": "$",
}  # fmt: skip
"""What leads to a number, and the place its rules know it by."""

BLANKS = " \u00a0"
_SPACE = rf"[{BLANKS}]?"
RANGE = rf"{_SPACE}(?:-|–|ถึง){_SPACE}"
# Digits are taken whole or not at all: part of a number is none, and to try each part of a long one takes its square.
_DIGITS = r"(?>[0-9๐-๙]{1,3}(?:,[0-9๐-๙]{3})++(?:\.[0-9๐-๙]++)?|[0-9๐-๙]++(?:\.[0-9๐-๙]++)?)"
_SCALES = "ร้อย|พัน|หมื่น|แสน|ล้าน"
_MOST_WORDS = 40
_LONGEST_SUM_LEAD = 48
_NO_VOWEL = r"(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"


class Rule(NamedTuple):
    """What is read at the places where a number, or the word that leads to one, begins.

    Attributes:
        place: Of numbers in digits, of those in words, or of those after a lead.
        pattern: Of the number and what follows; its group 1 is the amount, if it has one.
        follows: Whether the words before the place allow it.
    """

    place: str
    pattern: re.Pattern[str]
    label: Label
    name: str
    score: float
    follows: Callable[[str, int], bool] | None = None


@cache
def forms(kind: str) -> tuple[str, ...]:
    """Return the words of a kind in `units.tsv`, longest first."""
    found = {row["form"] for row in load_lexicon("units") if row["kind"] == kind}
    return tuple(sorted(found, key=lambda form: (-len(form), form)))


def _either(kind: str) -> str:
    return "|".join(re.escape(form) for form in forms(kind))


@cache
def _first_words() -> str:
    """Return the pattern of the words below ten that a number can begin with, and of 10 and 20."""
    return "|".join(form for form in forms("number") if form not in ("เอ็ด", "ครึ่ง", "ศูนย์"))


@cache
def said() -> re.Pattern[str]:
    """Return what finds numbers in words, each to its last word."""
    return re.compile(rf"(?:{_first_words()}|{_SCALES})(?:{_first_words()}|เอ็ด|{_SCALES})*+")


def _rule(
    place: str, pattern: str, label: Label, name: str, score: float, follows: Callable[[str, int], bool] | None = None
) -> Rule:
    return Rule(place, re.compile(pattern), label, f"number.{name}", score, follows)


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules in order of priority."""
    one = _first_words()
    words = rf"(?:{one}|{_SCALES})(?:{one}|เอ็ด|{_SCALES}){{0,{_MOST_WORDS}}}"
    digit_amount = rf"{_DIGITS}(?:{_SPACE}(?:{_either('multiplier')})(?![ก-ฮ]*+์))?"
    digits = rf"{digit_amount}(?:{RANGE}{digit_amount}|(?!{RANGE}[0-9๐-๙]))"
    approx = r"(?:กว่า|เศษ|ครึ่ง)"
    tail = rf"(?:{_SPACE}{approx})?{_SPACE}"
    percent, currency, unit = _either("percent"), _either("currency"), _either("unit")
    classifier, time = _either("classifier"), _either("time")
    of_classifier = rf"{tail}(?:{classifier}){_NO_VOWEL}"
    no_initial = r"(?![ก-ฮ]\.)"
    large = (
        rf"[0-9๐-๙]{{1,3}}+(?:,[0-9๐-๙]{{3}})++|[0-9๐-๙]{{4,}}+|"
        rf"{_DIGITS}{_SPACE}(?:หมื่น|แสน|ล้าน|พันล้าน|พัน)(?!ธ)|"
        rf"(?:{one})?(?:หมื่น|แสน|ล้าน)(?:{one}|พัน|หมื่น|แสน){{0,{_MOST_WORDS}}}"
    )
    not_counted = rf"{_NO_VOWEL}(?![0-9๐-๙,.]|{_SPACE}(?:{classifier}|{unit}|{percent}|{time}|ฉบับ|ชิ้น))"
    return (
        _rule("ร้อยละ", rf"ร้อยละ{_SPACE}(?:{digits}|{words}){_NO_VOWEL}", "PERCENT", "percent_word", 0.98),
        _rule(SIGNED, rf"[+\u2212±-]?{digits}{_SPACE}(?:{percent})", "PERCENT", "percent", 0.98),
        _rule("$", rf"[$€£¥฿]{_SPACE}{digits}", "MONEY", "money_sign", 0.97),
        _rule(IN_DIGITS, rf"{digits}{tail}(?:{currency}){_NO_VOWEL}", "MONEY", "money", 0.97),
        _rule(IN_WORDS, rf"{words}{tail}(?:{currency}){_NO_VOWEL}", "MONEY", "money_words", 0.95),
        _rule(IN_DIGITS, rf"(?:{large}){not_counted}", "MONEY", "paid", 0.9, _is_paid),
        _rule(IN_WORDS, rf"(?:{large}){not_counted}", "MONEY", "paid", 0.9, _is_paid),
        _rule(IN_DIGITS, rf"{digits}{tail}(?:{unit}){_NO_VOWEL}{no_initial}", "QUANTITY", "quantity", 0.95),
        _rule(IN_WORDS, rf"{words}{tail}(?:{unit}){_NO_VOWEL}", "QUANTITY", "quantity_words", 0.9),
        _rule("ที่", rf"ที่{_SPACE}(?:{words}|{_DIGITS}){_NO_VOWEL}", "ORDINAL", "ordinal", 0.9, _has_order),
        _rule("อันดับ", rf"อันดับ{_SPACE}({words}|{_DIGITS}){_NO_VOWEL}", "ORDINAL", "rank", 0.7),
        _rule("อายุ", rf"(?:อายุ|วัย){_SPACE}({digits})(?!{_SPACE}(?:{time}))", "DATE", "age", 0.8),
        _rule("ทั้ง", rf"ทั้ง({one}){_NO_VOWEL}(?!ๆ)", "CARDINAL", "all_of", 0.9),
        _rule(ONE_OF, r"(หนึ่ง)ใน", "CARDINAL", "one_of", 0.8),
        _rule(IN_DIGITS, rf"({digits}){of_classifier}", "CARDINAL", "counted", 0.95),
        _rule(IN_WORDS, rf"({words}){of_classifier}", "CARDINAL", "counted_words", 0.85),
        _rule(IN_DIGITS, rf"{digits}(?!{_SPACE}(?:{time}){_NO_VOWEL})", "CARDINAL", "bare", 0.6),
    )  # fmt: skip


@cache
def _sum_lead() -> re.Pattern[str]:
    """Return the pattern of what leads to money whose unit goes without saying: ปรับคนละ 1,000, ค่ายาสองหมื่น."""
    payee = rf"(?:{_SPACE}(?:{_either('classifier')}|วัน|เดือน|ครั้ง|หัว))?"
    return re.compile(rf"(?:{_either('payment')}){payee}(?:ละ)?{_SPACE}\Z")


def _is_paid(text: str, start: int) -> bool:
    return _sum_lead().search(text, max(0, start - _LONGEST_SUM_LEAD), start) is not None


@cache
def _ordered() -> tuple[str, ...]:
    return (*forms("ordinal_head"), *forms("classifier"))


def _has_order(text: str, start: int) -> bool:
    return text.endswith(_ordered(), 0, start)
