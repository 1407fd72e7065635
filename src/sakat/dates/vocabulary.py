"""The words of the calendar: one Aho-Corasick automaton over all word tables, with their guards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import ahocorasick

from sakat.lexicon import load_lexicon
from sakat.text.numerals import DIGIT_WORDS, SCALE_WORDS, THAI_DIGITS

LINE_END = "LINE"
"""The kind of a line end, which is no token but closes a run."""

MARK = "[ะ-ฺๅ็-๎]"
"""A vowel or tone sign: before it a word is only part of a longer one."""

MARKS = frozenset(sign for sign in map(chr, range(0x0E00, 0x0E80)) if re.match(MARK, sign))

NUMBER_WORDS = (*DIGIT_WORDS, *SCALE_WORDS)
"""The syllables a number in words is made of."""

_LOOK_BACK = 24
_AFTER_FIGURES = "[^0-9"
_LETTER = "[ก-ฮะ-ฺเ-๎]"
_AFTER_WEEKDAY = {
    "day": "เพ็ญ",
    "bare": "(?:เพ็ญ|ศาสน|กาล|เจ้า|ธรรม|โอภาส|ฉาย|เทว)",
    "english": "[A-Za-z]",
}
"""What no name of a weekday stands before, by its kind: จันทร์เจ้า is the moon, วันจันทร์เจ้าหน้าที่ a Monday."""
_NOT_AFTER_CONNECTIVE = "".join(
    f"(?<!{word})" for word in ("เมื่อ", "ใน", "ช่วง", "ตั้งแต่", "ถึง", "ราว", "ต้น", "กลาง", "ปลาย")
)
_CLIPPED_IN = {"มีนา": "[ยงวทร]", "มกรา": "[บช]", "ตุลา": "การ", "กันยา": "[รณ]"}  # มีนาย, กราบ, ตุลาการ


class Word:
    """An entry of the automaton. `beginnings`: itself, its other readings, the words that begin it, longest first."""

    __slots__ = (
        "beginnings", "figure", "form", "kind", "length", "plain", "said", "unless_after", "unless_before", "value",
    )  # fmt: skip

    def __init__(self, form: str, kind: str, value: str = "", unless_after: str = "", unless_before: str = "") -> None:
        self.form, self.kind, self.value = form, kind, value
        self.length = len(form)
        self.unless_after = re.compile(unless_after) if unless_after else None
        self.unless_before = re.compile(unless_before) if unless_before else None
        self.said = form.startswith(NUMBER_WORDS)
        self.figure = len(form) == 1 and form.isdecimal()
        self.plain = kind not in {"", LINE_END} and not (self.said or unless_after or unless_before)
        self.beginnings: list[Word] = [self]

    def ends(self, text: str, stop: int) -> bool:
        """Return whether the word may end here, by the letter and the words that follow."""
        if not self.kind or text[stop : stop + 1] in MARKS:
            return False
        return self.unless_before is None or not self.unless_before.match(text, stop)

    def begins(self, text: str, start: int) -> bool:
        """Return whether the word may begin here, by the words before it."""
        return self.unless_after is None or not self.unless_after.search(text[max(0, start - _LOOK_BACK) : start])


def _rows() -> Iterator[tuple[str, str, str, str, str]]:
    letter_before, letter_after = f"{_LETTER}$", "[ก-ฮ]"
    for name in ("date_words", "clock_words"):
        for row in load_lexicon(name):
            yield row["form"], row["kind"], row["value"], row["unless_after"], row["unless_before"]
    kinds = {"full": "MONTH", "short": "MONTHSHORT", "clipped": "MONTHCLIP", "bare": "MONTHBARE"}
    for row in load_lexicon("months"):
        form, kind = row["form"], row["kind"]
        if kind == "english":
            yield form, "MONTHEN", row["id"], "[A-Za-z]$", "[A-Za-z]"
        elif kind == "bare" or (kind == "short" and not form.endswith(".")):
            before = rf"{_LETTER}{_NOT_AFTER_CONNECTIVE}$|[ก-ฮ]\.$" if form.endswith(".") else rf"{_LETTER}$|[ก-ฮ]\.$"
            yield form, kinds[kind], row["id"], before, rf"{letter_after}(?!\.[ก-ฮ])|\.[ก-ฮ]"
        elif kind == "short":
            yield form, kinds[kind], row["id"], r"[ก-ฮเ-ไ]\.$", r"[สรคอศชต]\."
        else:
            yield form, kinds[kind], row["id"], "", _CLIPPED_IN.get(form, "")
    for row in load_lexicon("eras"):
        form, latin = row["form"], row["form"].isascii()
        loose = not form.endswith((".", "ช", "ห์", "ฮ์", "ทรศก", "ที่"))
        yield (
            form, "ERA", row["id"],
            "[A-Za-z]$" if latin else letter_before if loose and "." not in form else r"[ก-ฮ]\.$",
            "[A-Za-z]" if latin else letter_after if loose else "",
        )  # fmt: skip
    kinds = {"day": "WEEKDAY", "bare": "WEEKDAYBARE", "short": "WEEKDAYABBR", "english": "WEEKDAYEN"}
    for row in load_lexicon("weekdays"):
        if row["kind"] == "short":  # ศ. 10 ก.พ., and not the initials of a name
            yield (
                row["form"],
                kinds["short"],
                row["id"],
                rf"{_LETTER}$|[ก-ฮ0-9๐-๙]\.\s?$",
                r"(?!(?:ที่)?\s?[0-9๐-๙]{1,2}\b|\))",
            )
            continue
        guard = "(?:ดวง|ลาน|นวล|เดือน|พระ|แสง|ดาว|สุริย|จักร|พลังงาน)$" if row["kind"] == "bare" else ""
        yield row["form"], kinds[row["kind"]], row["id"], guard, _AFTER_WEEKDAY[row["kind"]]
    for name, kind in (("animal_years", "ANIMAL"), ("seasons", "SEASON"), ("hijri_months", "HIJRIMONTH")):
        for row in load_lexicon(name):
            yield row["form"], kind, row["id"], "", ""
    for form in dict.fromkeys(row["form"] for row in load_lexicon("named_days")):
        yield form, "NAMEDDAY", form, "", ""
    for row in load_lexicon("dated_event_heads"):
        yield row["form"], "EVENTHEAD", "", "", ""
    for row in load_lexicon("year_contexts"):
        # สร้างปี 2560, but not สร้างปีงบประมาณ 2560
        yield row["form"], "YEARCONTEXT", "", "", r"(?!\s?[0-9๐-๙])" if row["form"].endswith("ปี") else ""
    for row in load_lexicon("dated_events"):
        if not row["form"][0].isdigit():
            yield row["form"], "EVENTNAME", row["edtf"], "", ""


@cache
def load_automaton() -> tuple[ahocorasick.Automaton, dict[str, Word], int]:
    """Return the automaton over all words and digits, the words after figures, and the length of the longest.

    A letter is a word only after a figure (`09.30 น`, `1990s`), as are words whose guard says so (`5th`);
    they are looked for there.
    """
    words: dict[str, Word] = {}
    for form, kind, value, unless_after, unless_before in _rows():
        word = Word(form, kind, value, unless_after, unless_before)
        words.setdefault(form, word)
        if words[form].kind != kind:  # read so where the guards of the first forbid that
            words[form].beginnings.append(word)
    for word in words.values():
        word.beginnings.extend(
            words[word.form[:cut]] for cut in range(word.length - 1, 0, -1) if word.form[:cut] in words
        )
    for form in (*NUMBER_WORDS, *"0123456789", *THAI_DIGITS):
        words.setdefault(form, Word(form, ""))
    words["\n"] = Word("\n", LINE_END)
    suffixes = {
        form: word
        for form, word in words.items()
        if (word.length == 1 and form.isalpha())
        or (word.unless_after is not None and word.unless_after.pattern.startswith(_AFTER_FIGURES))
    }
    automaton = ahocorasick.Automaton()
    for form, word in words.items():
        if form not in suffixes:
            automaton.add_word(form, word)
    automaton.make_automaton()
    return automaton, suffixes, max(map(len, words))
