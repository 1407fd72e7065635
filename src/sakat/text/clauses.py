"""Clauses: a sentence cut before the words that open a clause (ซึ่ง แต่ เนื่องจาก …) and after ว่า."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

from sakat.lexicon import load_lexicon
from sakat.record import Range

_SPACES = " \t\u00a0"
_DATE_WORDS = ("วัน", "เดือน", "ปี", "พ.ศ.", "ค.ศ.", "ต้น", "กลาง", "ปลาย", "เช้า", "ค่ำ", "คืน", "เวลา", "ช่วง", "เที่ยง")
_COMPLEMENTIZERS = frozenset({"ว่า"})
_NOT_THAT = ("กว่า", "ผู้ว่า")
_OFFICES = ("ผู้", "รัฐมนตรี", "ช่วย", "รมต.")
_SUSPECTS = ("ผู้ต้องสงสัย", "ผู้ถูกกล่าวหา")
_CLASSIFIER = "หลัง"  # also counts houses
_COMPOUNDS = ("ว่าด้วย", "ว่าการ", "ว่าง", "ว่าที่", "ว่าจ้าง")


class HasSpan(Protocol):
    """Anything with half-open offsets, such as a token."""

    @property
    def start(self) -> int:
        """First code point."""
        ...

    @property
    def end(self) -> int:
        """Code point after the last one."""
        ...


class WordSet:
    """A set of forms that can be looked up at, or right before, a place in a text; the longest one wins.

    >>> forms = WordSet(["หลัง", "หลังจาก"])
    >>> forms.at("หลังจากนั้น", 0), forms.before("มาหลัง", 6), forms.at("ก่อน", 0)
    (7, 2, None)
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._forms = frozenset(forms)
        first: dict[str, set[int]] = {}
        last: dict[str, set[int]] = {}
        for form in self._forms:
            first.setdefault(form[:2], set()).add(len(form))
            last.setdefault(form[-2:], set()).add(len(form))
        # lengths by the first two characters and the last two; forms of one character stand apart
        self._first = {head: tuple(sorted(lengths, reverse=True)) for head, lengths in first.items() if len(head) > 1}
        self._last = {tail: tuple(sorted(lengths, reverse=True)) for tail, lengths in last.items() if len(tail) > 1}
        self._single = frozenset(form for form in self._forms if len(form) == 1)

    def __contains__(self, form: object) -> bool:
        return form in self._forms

    def at(self, text: str, position: int, stops: Sequence[int] | bytearray | None = None) -> int | None:
        """Return the end of the longest form that starts at `position`, or None.

        Args:
            text: Where to look.
            position: Code point.
            stops: If given, `stops[end]` must be true for the end found (token boundaries).
        """
        lengths = self._first.get(text[position : position + 2])
        if lengths is not None:
            for length in lengths:
                end = position + length
                if end > len(text) or text[position:end] not in self._forms:
                    continue
                if stops is None or (end < len(stops) and stops[end]):
                    return end
        if self._single and text[position : position + 1] in self._single:
            end = position + 1
            if stops is None or (end < len(stops) and stops[end]):
                return end
        return None

    def before(self, text: str, position: int, stops: Sequence[int] | bytearray | None = None) -> int | None:
        """Return the start of the longest form that ends at `position`, or None."""
        if position <= 0:
            return None
        lengths = self._last.get(text[max(0, position - 2) : position])
        if lengths is not None:
            for length in lengths:
                start = position - length
                if start >= 0 and text[start:position] in self._forms and (stops is None or stops[start]):
                    return start
        if self._single and text[position - 1] in self._single and (stops is None or stops[position - 1]):
            return position - 1
        return None


@cache
def grammar_words(kind: str) -> WordSet:
    """Return the words of one kind of `resources/event_grammar.tsv`."""
    return WordSet(row["form"] for row in load_lexicon("event_grammar") if row["kind"] == kind)


@cache
def _openers() -> tuple[WordSet, WordSet]:
    return grammar_words("opener"), grammar_words("spaced")


def split_clauses(text: str, tokens: Sequence[HasSpan], sentence: Range) -> list[Range]:
    """Return the clauses of one sentence in order: disjoint, tiling it but for the white space between them.

    A clause starts at the words of kind `opener` in `resources/event_grammar.tsv`; those that are also `spaced`
    (โดย และ ก่อน …, which join smaller things too) open one only after a space. ว่า closes the clause it stands
    in, so that what is said is a clause of its own. A date after เมื่อ ก่อน หลัง belongs to its clause.

    Args:
        text: Canonical text.
        tokens: Words of the whole text, in order.
        sentence: Offsets in code points.

    >>> from sakat.events.analysis import Token
    >>> words, at, tokens = "ตำรวจ|ค้น|บ้าน|แต่|ไม่|พบ|ใคร".split("|"), 0, []
    >>> for word in words:
    ...     tokens.append(Token(at, at + len(word), word))
    ...     at += len(word)
    >>> text = "".join(words)
    >>> [text[c.start : c.end] for c in split_clauses(text, tokens, Range(start=0, end=at))]
    ['ตำรวจค้นบ้าน', 'แต่ไม่พบใคร']
    """
    openers, spaced = _openers()
    index = bisect_left(tokens, sentence.start, key=lambda token: token.start)
    cuts = [sentence.start]
    for token in tokens[index : index + sentence.end - sentence.start]:
        if token.start >= sentence.end:
            break
        form = text[token.start : token.end]
        if text.startswith("ว่าการ", token.start) and not text.endswith(_OFFICES, 0, token.start):
            cuts.append(token.start + len("ว่า"))
            continue
        if text.startswith(_COMPOUNDS, token.start) or text.endswith(_SUSPECTS, 0, token.start):
            continue
        if form in _COMPLEMENTIZERS or (form.endswith("ว่า") and not form.endswith(_NOT_THAT)):
            cuts.append(token.end)
            continue
        if token.start == sentence.start:
            continue
        end = openers.at(text, token.start)
        if end is None or (end < token.end and form not in openers):
            continue
        if text[token.start : end] in spaced and text[token.start - 1] not in _SPACES:
            continue
        if _is_before_date(text, end) or (
            form == _CLASSIFIER and text[max(0, token.start - 4) : token.start].rstrip()[-1:].isdigit()
        ):
            continue
        cuts.append(token.start)
    cuts.append(sentence.end)
    clauses: list[Range] = []
    for start, stop in pairwise(cuts):
        piece = text[start:stop]
        start += len(piece) - len(piece.lstrip())
        stop -= len(piece) - len(piece.rstrip())
        if start < stop:
            clauses.append(Range(start=start, end=stop))
    return clauses


def _is_before_date(text: str, end: int) -> bool:
    rest = text[end : end + 12].lstrip()
    return rest[:1].isdigit() or rest.startswith(_DATE_WORDS)
