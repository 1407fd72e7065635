"""Other forms of a name, in brackets right after it: its Latin spelling, its abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sakat.entities.candidate import Candidate
from sakat.record.mention import VALUE_LABELS

_OPENING = re.compile(r" ?\(")
_MAX_LENGTH = 120
_SEPARATOR = re.compile(r"[,;]| หรือ |/")
_INTRODUCTION = re.compile(
    r"[ \"“]*(?:(?:ภาษา)?(?:อังกฤษ|ไทย|ฝรั่งเศส|รัสเซีย|จีน|อาหรับ) ?: ?|(?:เรียก|ชื่อ)?ย่อ(?:ว่า)? ?:? ?|หรือ ?)?"
)
_LATIN = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ0-9'’.&–-]*(?: (?:of|the|and|de|for|in|on|[A-ZÀ-Þ0-9][A-Za-zÀ-ÿ0-9'’.&–-]*))*")
_SHORT = re.compile(r"(?:[ก-ฮ]{1,5}\.)+(?:[ก-ฮ]{1,5}\.?)?")
_SCORE = 0.9


def find_bracketed(text: str, names: Iterable[Candidate]) -> list[Candidate]:
    """Return the forms in brackets after names, each with the label of its name.

    A Latin form (องค์การสนธิสัญญาป้องกันร่วมกัน (SEATO)) or an abbreviation with dots (สำนักงาน… (ส.ป.อ.)); several
    are parted by commas and semicolons, a language may be named before a colon.

    Args:
        text: The text.
        names: Resolved mentions; amounts and dates are passed over.

    >>> text = "พรรคแรงงาน (Labour Party)"
    >>> [text[c.start : c.end] for c in find_bracketed(text, [Candidate(0, 10, "ORG", "rule", "org.head", 0.9)])]
    ['Labour Party']
    """
    longest: dict[int, Candidate] = {}
    for name in names:
        if name.label not in VALUE_LABELS and (name.end not in longest or name.start < longest[name.end].start):
            longest[name.end] = name
    return [form for name in longest.values() for form in _forms_after(text, name)]


def _forms_after(text: str, name: Candidate) -> Iterator[Candidate]:
    opening = _OPENING.match(text, name.end)
    if opening is None:
        return
    closing = text.find(")", opening.end(), opening.end() + _MAX_LENGTH)
    if closing < 0 or "\n" in text[opening.end() : closing]:
        return
    start = opening.end()
    for end in [*(match.start() for match in _SEPARATOR.finditer(text, start, closing)), closing]:
        introduction = _INTRODUCTION.match(text, start, end)
        first = introduction.end() if introduction is not None else start
        last = first + len(text[first:end].rstrip(' "”'))
        if last - first > 1 and (_LATIN.fullmatch(text, first, last) or _SHORT.fullmatch(text, first, last)):
            yield Candidate(first, last, name.label, "rule", "name.bracketed", _SCORE, name.key)
        start = end + 1
