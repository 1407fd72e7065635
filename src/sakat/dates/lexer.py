"""Cuts a text into runs of calendar tokens in one pass; whatever lies between the runs says nothing of time.

One Aho-Corasick automaton over all word tables finds the longest word at each place; numbers are
classified by their shape. Both guards of a word (`unless_after`, `unless_before`) are regular
expressions of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sakat.dates.figures import Piece, figure_kinds, split_figures
from sakat.dates.vocabulary import LINE_END, MARK, MARKS, Word, load_automaton
from sakat.text.numerals import SCALE_WORDS, parse_number

_SAID = re.compile(
    r"(?:หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า(?!ง|ม(?!กรา|ีนา|ิถุนา|\.ค|ี\.ค|ิ\.ย))|หก(?!ล้ม|คะเมน)|เจ็ด|แปด(?!เปื้อน)"
    r"|เก้า(?!อี้)|สิบ(?!เอก|โท|ตรี|ตำรวจ)|ร้อย(?!ละ|เอก|โท|ตรี|ตำรวจ)|พัน(?!ธ|ตำรวจ|เอก|โท|ตรี|จ่า)|หมื่น|แสน|ล้าน|ศูนย์)+"
    rf"(?!{MARK})"
)
_BLOB = re.compile(r"[0-9๐-๙]+(?:[-–—./:,][0-9๐-๙]+)*")
_STAMP = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?")
_PHRASE = "UNDATEDDAY"
"""A kind of phrases: where one may not begin its first word does, วัน in 5 วันเดินทาง."""

_BLANKS = " \t\u00a0\u200b\u2009\u202f"
_PAIRS = frozenset(range(23, 90, 11))
_PERIOD_BEFORE = re.compile(r"[^0-9A-Za-z]?(?:[1-4]Q|[12]H|[369]M)")  # 3Q66, 1H2567, 9M66
_LAST_HOUR, _SPOKEN_HOURS = 5, ("ตี", "บ่าย")  # ตีสองสิบนาที is ten past two
_MOST_BLANKS = 6
_LONGEST_PAIR = 40
_MOST_BEFORE_MONTH = 3
_OPAQUE_BEFORE = frozenset("#฿$@_£€abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class Token(NamedTuple):
    """One calendar word or number: its kind, the value of its table row, and its code points."""

    kind: str
    value: str
    start: int
    end: int


class Run(NamedTuple):
    """Tokens with nothing but blanks between them; `symbols` has one character for the kind of each."""

    symbols: str
    pieces: Sequence[Piece]

    @property
    def tokens(self) -> Sequence[Token]:
        """The tokens; most runs are looked at by their symbols alone."""
        return list(map(Token._make, self.pieces))


class Symbols(dict[str, str]):
    """Token kind -> its character; a new kind gets the next one."""

    def __missing__(self, kind: str) -> str:
        self[kind] = symbol = chr(0x4E00 + len(self))
        return symbol


SYMBOLS = Symbols()


def token_kinds() -> frozenset[str]:
    """Return the kinds a token can have."""
    automaton, suffixes, _ = load_automaton()
    words = {word.kind for word in (*automaton.values(), *suffixes.values())} - {"", LINE_END}
    return figure_kinds() | words | {"STAMP", "NUMW", "NUMPAIR"}


def scan(text: str, idle: frozenset[str] = frozenset()) -> list[Run]:
    """Return the runs of calendar tokens of a text, in order.

    Up to six blanks, and a full stop before a month, stand inside a run; a line end closes it, but
    not the one between วันที่ 12 and its month.

    Args:
        text: Normalized text (NFC).
        idle: Kinds of tokens that are passed over where they stand alone.

    >>> [[token.kind for token in run.tokens] for run in scan("ศาลนัด 5 ธ.ค. 2566")]
    [['NUM1', 'MONTHSHORT', 'NUM4']]
    """
    closed: list[Run] = []
    run: list[Piece] = []
    size, position, end, held = len(text), 0, 0, False
    for last, word in load_automaton()[0].iter_long(text):
        stop = last + 1
        start = stop - word.length
        if start < position:
            if stop <= position:
                continue
            found, position = _look_again(text, position, stop)
        elif word.plain and (stop == size or text[stop] not in MARKS):
            position = stop
            if start - end > _MOST_BLANKS:  # most words of prose: a connective far from any other
                if len(run) > 1 or (run and run[0][0] not in idle):
                    closed.append(_run(run))
                run = [(word.kind, word.value, start, stop)]
                end, held = stop, False
                continue
            found = [(word.kind, word.value, start, stop)]
        elif word.figure:
            found, position = _read_figures(text, start)
        elif word.kind == LINE_END:
            if not run:
                position = end = stop
                held = False
                continue
            found, position = [(LINE_END, "", start, stop)], stop
        else:
            found, position = _read(text, word, start)
            if not found:
                continue
        for piece in found:
            kind, _, start, stop = piece
            gap = start - end
            joined = gap == 0 or (gap <= _MOST_BLANKS and not text[end:start].strip(_BLANKS))
            if kind == LINE_END:
                held = joined and not held and _waits_for_month(run)
                closes = not held
            else:
                month = gap <= _MOST_BLANKS and kind[:5] == "MONTH"
                if month and not joined and gap <= _MOST_BEFORE_MONTH:
                    joined = text[end:start].strip() == "."
                closes, held = not joined or (held and not month), False
            if closes:
                if len(run) > 1 or (run and run[0][0] not in idle):
                    closed.append(_run(run))
                run = []
            if kind != LINE_END:
                run.append(piece)
            end = stop
    if len(run) > 1 or (run and run[0][0] not in idle):
        closed.append(_run(run))
    return closed


def _run(pieces: Sequence[Piece]) -> Run:
    return Run("".join([SYMBOLS[piece[0]] for piece in pieces]), pieces)


def _waits_for_month(run: Sequence[Piece]) -> bool:
    """Whether a run ends in วันที่ 12, whose month may stand on the next line."""
    return len(run) > 1 and run[-1][0] == "NUM1" and run[-2][0] in {"DAYHEAD", "AT"}


def _look_again(text: str, begin: int, end: int) -> tuple[list[Piece], int]:
    """Return the tokens that start in `[begin, end)`, and where reading stopped."""
    if begin >= end:
        return [], begin
    automaton, _, longest = load_automaton()
    tokens: list[Piece] = []
    position = begin
    for last, word in automaton.iter_long(text[begin : end + longest]):
        stop = begin + last + 1
        start = stop - word.length
        if start >= end:
            break
        if start >= position:
            found, position = _read(text, word, start)
            tokens += found
        elif stop > position:
            found, position = _look_again(text, position, min(stop, end))
            tokens += found
    return tokens, position


def _read(text: str, word: Word, start: int) -> tuple[list[Piece], int]:
    """Return the tokens of the longest word found at `start`, or of what it hides, and where they end."""
    if word.figure:
        return _read_figures(text, start)
    found, stop = _first_word(text, word, start)
    if stop < start + word.length:
        hidden, stop = _look_again(text, stop, start + word.length)
        found += hidden
    return found, stop


def _first_word(text: str, word: Word, start: int) -> tuple[list[Piece], int]:
    """Return the number said at `start`, or the longest word that stands there, or none; and where it ends."""
    if word.said and (said := _SAID.match(text, start)):
        number = parse_number(said[0])
        if number is None or (number > _LAST_HOUR and text.endswith(_SPOKEN_HOURS, 0, start)):
            pair = _two_numbers(text, start, said.end())
            if pair or number is None:
                return pair, said.end()
        # สองสาม is two or three, not twenty-three
        either = number in _PAIRS and not any(scale in said[0] for scale in SCALE_WORDS)
        kind, value = ("NUMPAIR", f"{number // 10}-{number % 10}") if either else ("NUMW", str(number))
        return [(kind, value, start, said.end())], said.end()
    stands = 0
    for reading in word.beginnings:
        if reading.length < stands:
            break
        stop = start + reading.length
        if reading.ends(text, stop):
            if reading.begins(text, start):
                return [(reading.kind, reading.value, start, stop)], stop
            if reading.kind != _PHRASE:
                stands = reading.length  # a word whose beginning is wrong is still the word that stands here
    return [], start + (stands or 1)


def _two_numbers(text: str, start: int, end: int) -> list[Piece]:
    """Return the two numbers of words that are none together: ตีห้าห้าสิบ."""
    if end - start > _LONGEST_PAIR:
        return []
    for cut in range(start + 1, end):
        first, second = parse_number(text[start:cut]), parse_number(text[cut:end])
        if first is not None and second is not None:
            return [("NUMW", str(first), start, cut), ("NUMW", str(second), cut, end)]
    return []


@cache
def _suffix_letters() -> frozenset[str]:
    """Return the letters that a word after figures can begin with."""
    return frozenset(form[0] for form in load_automaton()[1])


def _read_figures(text: str, start: int) -> tuple[list[Piece], int]:
    """Return the tokens of the figures at `start`, and of a suffix after them; and where they end."""
    if text[start + 4 : start + 5] == "-" and (stamp := _STAMP.match(text, start)):
        return [("STAMP", stamp[0], start, stamp.end())], stamp.end()
    found = _BLOB.match(text, start)
    assert found is not None
    stop = found.end()
    opaque = text[start - 1 : start] in _OPAQUE_BEFORE and not _PERIOD_BEFORE.fullmatch(text[max(0, start - 3) : start])
    pieces = (("NUMX", "", 0, stop - start),) if opaque else split_figures(found[0])
    tokens = [(kind, value, start + first, start + last) for kind, value, first, last in pieces]
    first, limit = stop, min(stop + _MOST_BLANKS, len(text))
    while first < limit and text[first] in _BLANKS:
        first += 1
    suffixes = load_automaton()[1]
    if text[first : first + 1] not in _suffix_letters():
        return tokens, stop
    for length in (2, 1):
        suffix = suffixes.get(text[first : first + length])
        if suffix is not None and suffix.ends(text, first + length) and suffix.begins(text, first):
            tokens.append((suffix.kind, suffix.value, first, first + suffix.length))
            return tokens, first + suffix.length
    return tokens, stop
