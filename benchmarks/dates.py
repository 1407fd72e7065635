"""Dates, side by side and against the clock.

    python benchmarks/dates.py accuracy    sakat, dateparser and a PyThaiNLP recipe on the marked cases
    python benchmarks/dates.py speed       characters a second on the corpus, and time against length

Nothing here is a test: what it prints depends on the machine, except the accuracy.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from dateparser.search import search_dates
from pythainlp.util import convert_years, thai_digit_to_arabic_digit
from pythainlp.util.date import thai_abbr_months, thai_full_months, thaiword_to_date

from sakat.evaluation.date_cases import (
    LEVELS,
    LevelScore,
    Reader,
    Reading,
    read_cases,
    read_with_sakat,
    score_cases,
)

ROOT = Path(__file__).parents[1]
CASES = ("dev", "test")
HOSTILE = {
    "digits": "1",
    "dots": ".",
    "slashes": "1/",
    "month names": "มกราคม ",
    "days": "วันที่ 1 ",
    "years": "ปี 2550 ",
    "number words": "สอง",
    "blanks": " ",
}
LENGTHS = (25_000, 50_000, 100_000, 200_000)


def read_with_dateparser(text: str, anchor: date | None, *, minus: int = 0) -> Iterator[Reading]:
    """The documented call: language given, document date as base; `minus` is a user's own correction."""
    settings = {"RELATIVE_BASE": datetime(anchor.year, anchor.month, anchor.day)} if anchor else {}
    position = 0
    for words, found in search_dates(text, languages=["th"], settings=settings) or []:
        start = text.find(words, position)
        if start < 0:
            continue
        position = start + len(words)
        year = found.year - minus if found.year > 2200 else found.year
        yield start, position, f"{year:04d}-{found.month:02d}-{found.day:02d}"


def read_with_dateparser_minus_543(text: str, anchor: date | None) -> Iterator[Reading]:
    """The same, corrected as users do."""
    return read_with_dateparser(text, anchor, minus=543)


_MONTHS = {name: at % 12 + 1 for at, name in enumerate([*thai_full_months, *thai_abbr_months])}
_NAMES = "|".join(map(re.escape, sorted(_MONTHS, key=len, reverse=True)))
_RECIPE = re.compile(
    rf"(?:(?:วันที่\s*)?(?P<day>\d{{1,2}})\s*)?(?:เดือน\s*)?(?P<month>{_NAMES})\s*"
    r"(?P<era>พ\.ศ\.|ค\.ศ\.|ปี)?\s*(?P<year>\d{4}|\d{2})?(?!\d)"
    r"|(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4}|\d{2})(?!\d)"
    r"|(?:ปี\s*)?(?P<bare_era>พ\.ศ\.|ค\.ศ\.|ปี)\s*(?P<bare>\d{4})(?!\d)"
    r"|(?P<word>เมื่อวานซืน|เมื่อวานนี้|เมื่อวาน|วานนี้|วันนี้|พรุ่งนี้|มะรืนนี้)"
)


def read_with_recipe(text: str, anchor: date | None) -> Iterator[Reading]:
    """What a careful user writes round PyThaiNLP's month names, digits, years and words for days."""
    for match in _RECIPE.finditer(thai_digit_to_arabic_digit(text)):
        value = _recipe_value(match, anchor)
        if value is not None:
            yield match.start(), match.end(), value


def _recipe_value(match: re.Match[str], anchor: date | None) -> str | None:
    if match["word"]:
        return _recipe_word(match["word"], anchor)
    if match["bare"]:
        return _gregorian(match["bare"], match["bare_era"])
    if match["month"]:
        month, day, year = _MONTHS[match["month"]], match["day"], match["year"]
        if year is None:
            return f"{anchor.year}-{month:02d}-{int(day):02d}" if anchor and day else None
        solar = _gregorian(year, match["era"])
    else:
        month, day, solar = int(match["m"]), match["d"], _gregorian(match["y"], None)
    return f"{solar}-{month:02d}-{int(day):02d}" if day else f"{solar}-{month:02d}"


def _gregorian(year: str, era: str | None) -> str:
    full = year if len(year) == 4 else f"25{year}"
    buddhist = era == "พ.ศ." or (era != "ค.ศ." and int(full) >= 2400)
    return convert_years(full, src="be", target="ad") if buddhist else full


def _recipe_word(word: str, anchor: date | None) -> str | None:
    if anchor is None:
        return None
    if word in {"เมื่อวานซืน", "เมื่อวานนี้", "เมื่อวาน", "วานนี้"}:
        return (anchor - timedelta(days=2 if word == "เมื่อวานซืน" else 1)).isoformat()
    found = thaiword_to_date(word, datetime(anchor.year, anchor.month, anchor.day))
    return found.date().isoformat() if found else None


READERS: dict[str, Reader] = {
    "dateparser": read_with_dateparser,
    "dateparser, 543 subtracted": read_with_dateparser_minus_543,
    "regular expressions + PyThaiNLP": read_with_recipe,
    "sakat": read_with_sakat,
}


def print_accuracy() -> None:
    """Print one table a case file, in Markdown."""
    for name in CASES:
        cases = read_cases(ROOT / "tests" / "dates" / f"{name}.tsv")
        print(f"{name}: {len(cases)} cases; share of dates found with an overlapping span and the equal EDTF value")
        print(f"| {'reader':<32}| everyday | middle | hard | all | false dates on look-alikes |")
        print("|---|---|---|---|---|---|")
        for reader, read in READERS.items():
            scores = {score.level: score for score in score_cases(cases, read)}
            shares = " | ".join(_share(scores[level]) for level in (*LEVELS[:3], "all"))
            print(f"| {reader:<32}| {shares} | {scores['lookalike'].invented} |")
        print()


def _share(score: LevelScore) -> str:
    return "-" if score.accuracy is None else f"{score.accuracy:.2f}"


def print_speed() -> None:
    """Print the speed of each reader and the growth of sakat's time."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "corpus" / "articles").glob("*.txt"))]
    anchor = date(2024, 8, 23)
    readers = {name: READERS[name] for name in ("sakat", "regular expressions + PyThaiNLP", "dateparser")}
    seconds = {}
    for name, read in readers.items():
        sample = texts if name != "dateparser" else texts[:6]
        for text in sample[:1]:
            list(read(text, anchor))
        size = sum(map(len, sample))
        seconds[name] = min(_time(read, sample, anchor) for _ in range(3 if name != "dateparser" else 1)) / size
    for name, each in seconds.items():
        print(f"{name:<32} {1 / each:>12,.0f} characters a second, {each / seconds['sakat']:.1f} times sakat's time")
    print()
    print(f"seconds against length of hostile text: {', '.join(f'{length:,}' for length in LENGTHS)} characters")
    for name, unit in HOSTILE.items():
        times = [_time(read_with_sakat, [(unit * length)[:length]], anchor) for length in LENGTHS]
        growth = times[-1] / times[0] / (LENGTHS[-1] / LENGTHS[0])
        print(f"{name:<14} {' '.join(f'{each:7.3f}' for each in times)}   {growth:.1f} times proportional")


def _time(read: Reader, texts: list[str], anchor: date) -> float:
    begin = time.perf_counter()
    for text in texts:
        for _ in read(text, anchor):
            pass
    return time.perf_counter() - begin


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("accuracy", "speed"))
    {"accuracy": print_accuracy, "speed": print_speed}[parser.parse_args().what]()


if __name__ == "__main__":
    main()
