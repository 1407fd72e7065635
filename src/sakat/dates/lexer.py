"""Cuts a text into calendar tokens in one pass; whatever lies between them is a break.

Words come from the resource tables through one trie-shaped regular expression, numbers are
classified by their shape. Both guards of a word (`unless_after`, `unless_before`) are regular
expressions of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from sakat.lexicon import load_lexicon
from sakat.text.numerals import parse_number, to_arabic_digits

BREAK = "|"
_LOOK_BACK = 24
_MARK = "[ะ-ฺๅ็-๎]"  # a syllable goes on: the word is part of a longer one
_LETTER = "[ก-ฮะ-ฺเ-๎]"
_NUMBER_WORDS = (
    r"(?:หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า(?!ง|ม(?!กรา|ีนา|ิถุนา|\.ค|ี\.ค|ิ\.ย))|หก(?!ล้ม|คะเมน)|เจ็ด|แปด(?!เปื้อน)"
    r"|เก้า(?!อี้)|สิบ(?!เอก|โท|ตรี|ตำรวจ)|ร้อย(?!ละ|เอก|โท|ตรี|ตำรวจ)|พัน(?!ธ|ตำรวจ|เอก|โท|ตรี|จ่า)|หมื่น|แสน|ล้าน|ศูนย์)"
)
_BLOB = r"[0-9๐-๙]+(?:[-–—./:,][0-9๐-๙]+)*"
_STAMP = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
_CLIPPED_IN = {"มีนา": "[ยงวทร]", "มกรา": "[บช]", "ตุลา": "การ", "กันยา": "[รณ]"}  # มีนาย, กราบ, ตุลาการ
_GAP = re.compile(r"[ \t\u00a0\u200b\u2009\u202f]{0,6}")


@dataclass(frozen=True, slots=True)
class Token:
    """One calendar word or number: its kind, the value of its table row, and its code points."""

    kind: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    kind: str
    value: str
    unless_after: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The compiled word tables."""

    pattern: re.Pattern[str]
    words: dict[str, _Word]


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
            yield form, kinds[kind], row["id"], rf"{_LETTER}$|[ก-ฮ]\.$", rf"{letter_after}(?!\.[ก-ฮ])|\.[ก-ฮ]"
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
    kinds = {"day": "WEEKDAY", "bare": "WEEKDAYBARE", "english": "WEEKDAYEN"}
    for row in load_lexicon("weekdays"):
        guard = "(?:ดวง|พระ|แสง|ดาว|สุริย|จักร|พลังงาน)$" if row["kind"] == "bare" else ""
        after = "[A-Za-z]" if row["kind"] == "english" else "(?:เพ็ญ|ศาสน|กาล|เจ้า|ธรรม|โอภาส|ฉาย|เทว)"
        yield row["form"], kinds[row["kind"]], row["id"], guard, after
    for name, kind in (("animal_years", "ANIMAL"), ("seasons", "SEASON"), ("hijri_months", "HIJRIMONTH")):
        for row in load_lexicon(name):
            yield row["form"], kind, row["id"], "", ""
    for form in dict.fromkeys(row["form"] for row in load_lexicon("named_days")):
        yield form, "NAMEDDAY", form, "", ""
    for row in load_lexicon("dated_event_heads"):
        yield row["form"], "EVENTHEAD", "", "", ""
    for row in load_lexicon("year_contexts"):
        yield row["form"], "YEARCONTEXT", "", "", ""
    for row in load_lexicon("dated_events"):
        if not row["form"][0].isdigit():
            yield row["form"], "EVENTNAME", row["edtf"], "", ""


def _trie_regex(forms: Iterable[tuple[str, str]]) -> str:
    """Return one regular expression that finds the longest form first; each form carries a guard."""
    trie: dict[str, dict] = {}  # type: ignore[type-arg]
    for form, guard in forms:
        node = trie
        for character in form:
            node = node.setdefault(character, {})
        node[""] = {guard: {}}

    def write(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
        options = [re.escape(key) + write(node[key]) for key in sorted(node) if key]
        if "" in node:
            options.append(next(iter(node[""])))
        return options[0] if len(options) == 1 else f"(?:{'|'.join(options)})"

    return write(trie)


@cache
def load_vocabulary() -> Vocabulary:
    """Return the compiled word tables; read once."""
    words: dict[str, _Word] = {}
    guards: dict[str, str] = {}
    for form, kind, value, unless_after, unless_before in _rows():
        words.setdefault(form, _Word(kind, value, re.compile(unless_after) if unless_after else None))
        guards.setdefault(form, f"(?!{unless_before})" if unless_before else "")
    trie = _trie_regex(guards.items())
    pattern = (
        f"(?P<stamp>{_STAMP})|(?P<blob>{_BLOB})|(?P<said>{_NUMBER_WORDS}+(?!{_MARK}))"
        f"|(?P<word>{trie}(?!{_MARK}))|(?P<line>\\n)"
    )
    return Vocabulary(re.compile(pattern), words)


def tokenize(text: str) -> list[Token]:
    """Return the calendar tokens of a text with `BREAK` tokens where other text stands between them.

    Up to six blanks, and a full stop before a month, do not break; a line end does.

    >>> [token.kind for token in tokenize("ศาลนัด 5 ธ.ค. 2566")]
    ['|', 'NUM1', 'MONTHSHORT', 'NUM4']
    """
    vocabulary = load_vocabulary()
    tokens: list[Token] = []
    end = 0
    for match in vocabulary.pattern.finditer(text):
        found = list(_read(match, text, vocabulary))
        if not found:
            continue
        start = match.start()
        gap = text[end:start]
        joined = _GAP.fullmatch(gap) is not None or (
            gap.strip() == "." and len(gap) <= 3 and found[0].kind.startswith("MONTH")
        )
        if _wraps_a_date(tokens, found[0]) and joined:
            tokens.pop()
        if (not joined or (end == 0 and gap)) and (not tokens or tokens[-1].kind != BREAK):
            tokens.append(Token(BREAK, "", end, start))
        tokens.extend(found)
        end = match.end()
    return tokens


def _wraps_a_date(tokens: list[Token], following: Token) -> bool:
    """Whether a line end stands between วันที่ 12 and its month."""
    if len(tokens) < 3 or tokens[-1].value != "line" or not following.kind.startswith("MONTH"):
        return False
    return tokens[-2].kind == "NUM1" and tokens[-3].kind in {"DAYHEAD", "AT"}


def _read(match: re.Match[str], text: str, vocabulary: Vocabulary) -> Iterator[Token]:
    start, end, group = match.start(), match.end(), match.lastgroup
    if group == "line":
        yield Token(BREAK, "line", start, end)
    elif group == "stamp":
        yield Token("STAMP", match[0], start, end)
    elif group == "said":
        number = parse_number(match[0])
        if number is not None:
            yield Token("NUMW", str(number), start, end)
    elif group == "word":
        word = vocabulary.words[match[0]]
        if word.unless_after is None or not word.unless_after.search(text[max(0, start - _LOOK_BACK) : start]):
            yield Token(word.kind, word.value, start, end)
    else:
        before = text[start - 1 : start]
        opaque = (before.isascii() and before.isalpha()) or before in {"#", "฿", "$", "@", "_", "£", "€"}
        yield from ([Token("NUMX", "", start, end)] if opaque else _read_blob(match[0], start))


_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("NUM1", re.compile(r"\d{1,2}")),
    ("NUM3", re.compile(r"\d{3}")),
    ("NUM4", re.compile(r"\d{4}")),
    ("SLASHDATE", re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})")),
    ("ISODATE", re.compile(r"\d{4}([-/.])\d{1,2}\1\d{1,2}")),
    ("CLOCKNUM", re.compile(r"\d{1,2}[.:]\d{2}(?::\d{2})?")),
    ("DAYMONTH", re.compile(r"\d{1,2}/\d{1,2}")),
    ("MONTHYEAR", re.compile(r"\d{1,2}/\d{4}")),
    ("YEARYEAR", re.compile(r"\d{4}/(?:\d{2}|\d{4})")),
    ("DAYS", re.compile(r"\d{1,2}(?:[-–—,]\d{1,2}){1,11}")),
    ("COUNTS", re.compile(r"\d{1,3}[-–—]\d{1,3}")),
    ("YEARS", re.compile(r"\d{4}(?:[-–—](?:\d{4}|\d{2})|(?:,\d{4}){1,11})")),
    ("CLOCKS", re.compile(r"\d{1,2}[.:]\d{2}[-–—]\d{1,2}[.:]\d{2}")),
    ("DAYSDATE", re.compile(r"\d{1,2}[-–—]\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})")),
    ("NUMX", re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+")),
)


def _read_blob(written: str, start: int) -> Iterator[Token]:
    """Yield the tokens of figures joined by `- . / : ,`; a phone number is one opaque NUMX."""
    if len(written) > 40:
        yield Token("NUMX", "", start, start + len(written))
        return
    figures = to_arabic_digits(written)
    kind = next((name for name, shape in _SHAPES if shape.fullmatch(figures)), "")
    if kind not in {"DAYS", "COUNTS", "YEARS", "CLOCKS", "DAYSDATE"}:
        yield Token(kind or "NUMX", figures if kind else "", start, start + len(figures))
        return
    separators = "-–—" if kind == "DAYSDATE" else "-–—,"
    for part in re.finditer(f"[{separators}]|[^{separators}]+", figures):
        piece, at = part[0], start + part.start()
        if piece in "-–—":
            yield Token("DASH", "", at, at + 1)
        elif piece == ",":
            yield Token("COMMA", "", at, at + 1)
        else:
            yield Token(next(name for name, shape in _SHAPES if shape.fullmatch(piece)), piece, at, at + len(piece))
