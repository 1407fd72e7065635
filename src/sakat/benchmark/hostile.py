"""Times texts made to be slow, and tells whether the cost of a character stays the same as they grow."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

HOSTILE: Mapping[str, str] = {
    "digits": "1",
    "Thai digits": "๑",
    "digits and commas": "1,",
    "digits and points": "1.",
    "digits and hyphens": "1-",
    "digits and colons": "1:",
    "numbers": "12,345 ",
    "ranges": "1 - ",
    "amounts": "5 ล้านบาท ",
    "number words": "สอง",
    "number words apart": "สอง ",
    "percent signs": "%",
    "percentages": "ร้อยละ",
    "ordinals": "ที่",
    "sums": "จ่าย",
    "dots": ".",
    "spaces": " ",
    "no-break spaces": "\u00a0",
    "line ends": "\n",
    "tabs": "\t",
    "brackets": "(",
    "closing brackets": ")",
    "brackets of abbreviations": "(ก.",
    "bracketed names": "กรมป่าไม้ (ปม.) ",
    "initials": "ก.",
    "abbreviations": "พล.ต.อ.",
    "letters apart": "ก ",
    "quotation marks": "“",
    "closing quotation marks": "”",
    "straight quotation marks": '"',
    "nested quotation marks": "“‘«„",
    "pairs of quotation marks": "“ก” ‘ข’ «ค» „ง“ ",
    "quotations": "นายกฯ กล่าวว่า “จะไป” ",
    "combining marks": "ก" + "\u0e48" * 40,
    "vowels before": "เ",
    "one long word": "ก",
    "repetition marks": "ๆ",
    "repeated words": "เด็ก ๆ ",
    "shortening marks": "ฯ",
    "and so on": "ฯลฯ",
    "Latin letters": "a",
    "Latin names": "Bank of ",
    "Latin capitals": "A. ",
    "Chinese characters": "中",
    "direction marks": "\u200f",
    "joiners": "ก\u200b\u200d",
    "web addresses": "https://a.th/",
    "web address parts": "a.b/",
    "mail addresses": "a@a@",
    "handles": "@a ",
    "tags": "#ก ",
    "month names": "มกราคม ",
    "days": "วันที่ 1 ",
    "years": "ปี 2550 ",
    "dates": "5 ธ.ค. 2566 ",
    "slashes": "1/",
    "weekdays": "วันจันทร์",
    "clock times": "09.30 น. ",
    "durations": "3 ปี",
    "yesterdays": "เมื่อวานนี้",
    "same days": "วันเดียวกัน ",
    "names": "นายสมชาย ใจดี ",
    "titles": "นาย",
    "family names": "นายกิตติ ",
    "ministers": "รัฐมนตรีว่าการกระทรวง",
    "agencies": "กระทรวงการต่างประเทศ",
    "heads": "บริษัท ",
    "states": "ไทย ",
    "lists of states": "ไทย จีน และลาว, ",
    "provinces": "เชียงใหม่",
    "places": "ตำบลในเมือง อำเภอเมือง จังหวัดเลย ",
    "pronouns": "เขา",
    "ministry of": "ของ",
    "triggers": "จับกุม ",
    "triggers run together": "ยิง",
    "events": "ตำรวจจับกุมนายกิตติ บุญเรือง ",
    "relative clauses": "ซึ่ง",
    "clauses said": "ว่า",
    "clauses joined": "และ",
    "verbs of saying": "กล่าวว่า",
    "negations": "ไม่",
    "demands": "ให้",
    "emoji": "😀",
    "reference marks": "[1]",
    "headings": "== ก ==\n",
    "lists": "* ก\n",
    "tables": "| ก ",
    "templates": "{{ก|",
    "links": "[[ก|",
    "tags of markup": "<a>",
    "hyphens": "-",
    "underscores": "_",
    "slashes alone": "/",
    "equals signs": "=",
    "currency signs": "$",
}
_SHORT, _LONG = 10_000, 40_000


class Growth(NamedTuple):
    """How much more a character costs in a text four times as long; 1 is linear."""

    name: str
    seconds: float
    growth: float


def time_hostile(read: Callable[[str], object], *, short: int = _SHORT, long: int = _LONG) -> Iterator[Growth]:
    """Yield the growth of each hostile text, each length timed twice and the better time taken."""
    for name, unit in HOSTILE.items():
        first, second = (min(_clock(read, (unit * length)[:length]) for _ in range(2)) for length in (short, long))
        yield Growth(name, second, second / long / (first / short))


def _clock(read: Callable[[str], object], text: str) -> float:
    begin = time.perf_counter()
    read(text)
    return time.perf_counter() - begin
