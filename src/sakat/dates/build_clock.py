"""Readings of clock times: 09.30 น., ตีสาม, บ่ายสองโมง, สองทุ่มครึ่ง, เที่ยงคืน."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.dates.build_calendar import candidate
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.points import counts_something
from sakat.dates.readings import Candidate, Clock

_NUMBERS = frozenset({"NUM1", "NUMW"})


def _digital(tokens: Sequence[Token]) -> tuple[int, int] | None:
    figures = next((token for token in tokens if token.kind == "CLOCKNUM"), None)
    if figures is not None:
        hour, minute = map(int, figures.value.replace(".", ":").split(":")[:2])
    else:
        numbers = [int(token.value) for token in tokens if token.kind in _NUMBERS]
        if not numbers:
            return None
        hour, minute = numbers[0], (numbers[1] if len(numbers) > 1 else 0)
    afternoon = any(token.kind == "AMPM" and token.value == "pm" for token in tokens)
    if afternoon and hour < 12:
        hour += 12
    return (hour, minute) if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else None


def _second(tokens: Sequence[Token]) -> int:
    """Return the seconds of 22:05:17."""
    figures = next((token.value for token in tokens if token.kind == "CLOCKNUM"), "")
    second = int(figures.split(":")[2]) if figures.count(":") == 2 else 0
    return second if second < 60 else 0


def build_clock(hit: Hit) -> Candidate | None:
    """Read a time in figures; figures alone need เวลา before or น. after them."""
    tokens = hit.tokens("a")
    time = _digital(tokens)
    if time is None:
        return None
    if hit.has("b"):
        last_tokens = hit.tokens("b")
        last = _digital(last_tokens)
        marked = any(token.kind == "NAREUA" for token in [*tokens, *last_tokens])
        if last is None or not (marked or hit.shape.whole[0] < hit.shape.spans["a"][0]):
            return None
        return candidate(hit, ("a", "b"), Clock(*time, "minute", last), label="TIME")
    kinds = {token.kind for token in tokens}
    if hit.rule.name == "clock_colon":
        before = hit.kind_before()
        dated = before in {"NUM4", "NUM1", "RELDAY", "SLASHDATE", "ISODATE"}
        if ":" not in tokens[0].value or not (dated or _opens_line(hit.text, tokens[0])):
            return None
    if hit.rule.name == "clock_n" and not kinds & {"NAREUA", "AMPM"}:
        return None
    if tokens[0].kind == "NUM1" and "NAREUA" not in kinds and int(tokens[0].value) > 12:
        return None
    if hit.rule.name == "clock" and counts_something(hit.text, tokens[-1].end, strict=True) and "NAREUA" not in kinds:
        return None
    if "AMPM" in kinds and "NAREUA" not in kinds and tokens[-1].value not in {"am", "pm"}:
        return None
    clock = Clock(*time, "minute", second=_second(tokens))
    return candidate(hit, "a", clock, label="TIME")


def _opens_line(text: str, figures: Token) -> bool:
    """Tell if figures of two digits each open a line that goes on, as in the news of the hour: 14:05 ไฟไหม้."""
    line = text.rfind("\n", max(0, figures.start - 4), figures.start) + 1
    opens = (line or figures.start <= 4) and not text[line : figures.start].strip(" \u00a0-•*")
    return bool(opens) and len(figures.value) == len("14:05") and text[figures.end : figures.end + 1] == " "


def build_spoken_clock(hit: Hit) -> Candidate | None:
    """Read the six-hour clock of speech."""
    first = _spoken(hit, hit.tokens("a"))
    if first is None or not hit.has("b"):
        return candidate(hit, "a", first, label="TIME") if first else None
    last = _spoken(hit, hit.tokens("b"))
    if last is None:
        return None
    return candidate(hit, ("a", "b"), Clock(first.hour, first.minute, "minute", (last.hour, last.minute)), label="TIME")


def _spoken(hit: Hit, tokens: Sequence[Token]) -> Clock | None:
    kinds = {token.kind for token in tokens}
    if kinds & {"NOON", "NOONBARE", "MIDNIGHT"}:
        noon, past = map(int, tokens[0].value.split(":"))
        return Clock(noon, past, "minute")
    numbers = [int(token.value) for token in tokens if token.kind in _NUMBERS]
    written = hit.text[tokens[0].start : tokens[-1].end]
    hour = _spoken_hour(kinds, numbers, written)
    if hour is None:
        return None
    minute = 30 if "HALF" in kinds else 0
    if "U_MIN" in kinds or len(numbers) > 1:
        minute = numbers[-1]
        if not 0 <= minute < 60 or ("U_MIN" not in kinds and counts_something(hit.text, tokens[-1].end)):
            return None
        if hit.rule.name == "clock_mong_minute" and (minute < 10 or minute % 5):
            return None
    bare = kinds & {"TI", "BAI", "THUM"} and not kinds & {"HALF", "U_MIN"}
    if bare and counts_something(hit.text, tokens[-1].end, strict=True):
        return None
    if "TI" in kinds and hit.text.startswith(("หน้า", "ประเด็น", "ลูก", "แผ่น"), tokens[-1].end):
        return None
    return Clock(hour, minute, "minute" if minute else "hour")


def _spoken_hour(kinds: set[str], numbers: Sequence[int], written: str) -> int | None:
    number = numbers[0] if numbers else 1
    if "TI" in kinds:
        return number if 1 <= number <= 5 else None
    if "BAI" in kinds:
        return number + 12 if 1 <= number <= 5 else None
    if "THUM" in kinds:
        if not numbers and not kinds & {"HALF"}:
            return None
        if number != 1 and written.startswith("ทุ่ม"):
            return None  # ทุ่มหนึ่ง is seven; ทุ่มสอง is nothing
        return number + 18 if 1 <= number <= 5 else None
    if "MONG_PM" in kinds or "เย็น" in written:
        return number + 12 if 3 <= number <= 6 else None
    if "MONG_AM" in kinds or "เช้า" in written:
        # one to five in the old count of the morning: สามโมงเช้า is nine
        return number if 6 <= number <= 11 else number + 6 if 1 <= number <= 5 else None
    return number if 6 <= number <= 11 else None


def build_noon(hit: Hit) -> Candidate | None:
    """Read เที่ยงวัน, เที่ยงครึ่ง, เที่ยงคืน (hour 24: which of two nights is not said)."""
    hour, minute = map(int, hit.tokens("a")[0].value.split(":"))
    return candidate(hit, "a", Clock(hour, minute, "minute" if minute else "hour"), label="TIME")
