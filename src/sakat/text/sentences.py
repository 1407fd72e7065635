"""Sentences: Thai has no full stop, so a space splits only where something says that a new sentence begins."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache

from sakat.lexicon import load_lexicon
from sakat.record import Range
from sakat.text.wikitext import Layout, find_layout

_LINE = re.compile(r"[^\n]+")
_SPACE = re.compile(r"[ \t\u00a0]+")
_OPENING = "“‘«([{"
_CLOSING = "”’»)]}"
_ENDS = re.compile(r"(?:[?!…।]|(?<![\d๐-๙ก-ฮA-Z])\.)[\"”’»)]?$")
_CITED = re.compile(r"\[(?:[0-9๐-๙]{1,4}|ต้องการอ้างอิง)\]$")
_PARTICLE = re.compile(r"(?:ครับ|ค่ะ|นะคะ|ต่อไป|แล้ว|ด้วย|เท่านั้น|เป็นต้น|ดังกล่าว|อีกด้วย|ทั้งหมด|ทั้งสิ้น|แต่อย่างใด)[\"”’»)]?$")
_OPEN_END = re.compile(r"(?:ว่า|ภาค|ได้แก่|คือ|และ|หรือ|ของ|โดย|กับ|ให้|ที่|ใน)$")
_CLASSIFIER_TITLE = "นาย"  # before a name Mr, after a number the classifier of soldiers: ทหาร 3 นาย
_BULLET = re.compile(r"(?:[-–•*]|[0-9๐-๙]{1,2}[.)])$")
_MIN_STRONG = 12
_MIN_WEAK = 40


@cache
def _openers() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of all openers, longest first, and the kind of each."""
    kinds = {row["form"]: row["kind"] for row in load_lexicon("sentence_openers")}
    return re.compile("|".join(map(re.escape, sorted(kinds, key=lambda form: (-len(form), form))))), kinds


def split_sentences(text: str, *, protected: Iterable[Range] = (), layout: Layout | None = None) -> list[Range]:
    r"""Return the sentences of a text in order: disjoint, without surrounding white space.

    A line is a sentence or more; of a heading's line only the title counts. Inside a line a space splits after a
    reference mark or closing punctuation, and before a discourse opener (`resources/sentence_openers.tsv`) that
    follows a clause of some length; never inside quotation marks, brackets or a protected span. A protected span
    that crosses a line end joins the lines.

    Args:
        text: Canonical text.
        protected: Spans that lie in one sentence (names, dates).
        layout: Headings and end of the body, found if not given; lines after the body are single sentences.

    >>> text = "ที่ประชุมรับรองแถลงการณ์ร่วมแล้ว[3] นอกจากนี้ยังตั้งคณะทำงาน"
    >>> [text[s.start : s.end] for s in split_sentences(text)]
    ['ที่ประชุมรับรองแถลงการณ์ร่วมแล้ว[3]', 'นอกจากนี้ยังตั้งคณะทำงาน']
    """
    shields = _Shields(protected)
    layout = find_layout(text) if layout is None else layout
    titles = {heading.line_start: heading for heading in layout.headings}
    cuts: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        if heading := titles.get(line.start()):
            cuts.append((heading.start, heading.end))
            continue
        start, stop = _strip(text, line.start(), line.end())
        if start >= stop:
            continue
        begin = start
        for space in _split_points(text, start, stop) if start < layout.body_end else ():
            if not shields.covers(space.start(), space.end()) and _splits(text, begin, space, stop):
                cuts.append((begin, space.start()))
                begin = space.end()
        cuts.append((begin, stop))
    joined: list[tuple[int, int]] = []
    for start, stop in cuts:
        if joined and shields.covers(joined[-1][1], start):
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((start, stop))
    return [Range(start=start, end=stop) for start, stop in joined]


class _Shields:
    """Spans in which no sentence may end."""

    def __init__(self, spans: Iterable[Range]) -> None:
        merged: list[list[int]] = []
        for start, end in sorted((span.start, span.end) for span in spans):
            if merged and start < merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], end)
            else:
                merged.append([start, end])
        self._starts = [start for start, _ in merged]
        self._ends = [end for _, end in merged]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether one span holds code points on both sides of the gap `start:end`."""
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._starts[index] < start and self._ends[index] > end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    line = text[start:end]
    return start + len(line) - len(line.lstrip()), end - (len(line) - len(line.rstrip()))


def _split_points(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the spaces of a line that lie outside quotation marks and brackets."""
    depth = 0
    quoted = False
    straight = text.count('"', start, end)
    position = start
    for space in _SPACE.finditer(text, start, end):
        for character in text[position : space.start()]:
            if character in _OPENING:
                depth += 1
            elif character in _CLOSING:
                depth = max(0, depth - 1)
            elif character == '"' and (quoted or straight > 1):
                quoted = not quoted
                straight -= 1
        position = space.end()
        if depth == 0 and not quoted:
            yield space


def _splits(text: str, begin: int, space: re.Match[str], stop: int) -> bool:
    left = text[begin : space.start()]
    if _BULLET.fullmatch(left):
        return False
    tail = left[-24:]
    if _CITED.search(tail):
        return not re.match(r"[^\s\[]{1,3}(?:\s|$)", text[space.end() : space.end() + 5])
    if _ENDS.search(tail) and len(left) >= _MIN_STRONG:
        return True
    pattern, kinds = _openers()
    if _OPEN_END.search(tail) or pattern.fullmatch(left):
        return False
    opener = pattern.match(text, space.end(), stop)
    kind = kinds[opener[0]] if opener is not None else None
    if opener is not None and opener[0] == _CLASSIFIER_TITLE and tail[-1].isdigit():
        return False
    if kind is None or kind == "strong":
        return kind is not None and len(left) >= _MIN_STRONG
    if len(left) < _MIN_WEAK:
        return False
    return bool(_PARTICLE.search(tail)) or (kind == "weak" and len(left) >= 3 * _MIN_WEAK)
