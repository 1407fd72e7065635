"""Readings of decades, centuries, quarters, halves, fiscal years and seasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sakat.dates.build_calendar import candidate
from sakat.dates.grammar import Hit
from sakat.dates.lexer import Token
from sakat.dates.outcome import year_text
from sakat.dates.points import MONTHS, NUMBERS, read_range_years, read_year
from sakat.dates.readings import DOCUMENT, SIBLING, Candidate, Fixed, Period, Point, Shift, Year

_CENTURY_YEARS = 100
_LAST_CENTURY = 30
_SMALLEST_YEAR = 20
_AFTER_MONTH_HEAD = NUMBERS | MONTHS | {"AT", "FIRST", "ORDLAST", "EVERYMONTH", "THIS", "NEXT", "PAST", "AGO"}
_SECOND_HALF = "ครึ่งหลัง"
_HALVES = ("ครึ่งแรก", "ครึ่งหลัง")
_PLAIN_HALVES = frozenset({"H1", "H2", "1H", "2H", "ครึ่งแรก", "ครึ่งหลัง"})


def _number(tokens: Sequence[Token]) -> int:
    return next(int(token.value) for token in tokens if token.kind in NUMBERS)


def build_decade(hit: Hit) -> Candidate | None:
    """Read ทศวรรษ 1990, ยุค 90, ทศวรรษ 2520; a Buddhist decade is an interval."""
    tokens = hit.tokens("a")
    if hit.has("b"):
        return _build_decades(hit)
    found = decade_of(tokens)
    if found is None:
        return None
    return candidate(hit, "a", Fixed(decade_edtf(*found), found[1]))


def decade_of(tokens: Sequence[Token]) -> tuple[int, str] | None:
    """Return the first year and the era of a decade."""
    head, value = (tokens[0].value if tokens[0].kind == "DECADE" else ""), _number(tokens)
    era = next((token.value for token in tokens if token.kind == "ERA"), head or None)
    if value < 100:
        if value % 10 or not 10 <= value <= 90:
            return None
        return (2500 + value, "be") if era == "be" else (1900 + value, "ce")
    if value % 10 or not 1000 <= value <= 2699:
        return None
    return value, era or ("be" if value >= 2300 else "ce")


def decade_edtf(first: int, era: str) -> str:
    """Return the value of a decade: 199X, and an interval for a Buddhist one.

    >>> decade_edtf(1990, "ce"), decade_edtf(2520, "be")
    ('199X', '1977/1986')
    """
    return f"{first // 10}X" if era == "ce" else f"{first - 543}/{first - 543 + 9}"


def _build_decades(hit: Hit) -> Candidate | None:
    first = decade_of(hit.tokens("a"))
    if first is None:
        return None
    last = _number(hit.tokens("b"))
    value = last if last >= 100 else first[0] // 100 * 100 + last
    if value % 10 or value <= first[0]:
        return None
    shift = 543 if first[1] == "be" else 0
    return candidate(hit, ("a", "b"), Fixed(f"{first[0] - shift}/{value - shift + 9}", first[1]))


def build_century(hit: Hit) -> Candidate | None:
    """Read คริสต์ศตวรรษที่ 20 as 19XX, พุทธศตวรรษที่ 25 as 1858/1957, and ranges of them."""
    tokens = hit.tokens("a")
    era, first = tokens[0].value, _number(tokens)
    last = _number(hit.tokens("b")) if hit.has("b") else first
    before_christ = any(token.kind == "BCE" for token in [*tokens, *hit.tokens("b")])
    if not 1 <= first <= _LAST_CENTURY:
        return None
    groups = ("a", "b") if hit.has("b") else ("a",)
    if before_christ:
        if last > first:
            return None
        edtf = _interval(*_centuries(first, last, era, before_christ=True))
    elif last < first:
        return None
    else:
        edtf = century_edtf(first, last, era)
    return candidate(hit, groups, Fixed(edtf, era))


def century_edtf(first: int, last: int, era: str) -> str:
    """Return the value of one or more centuries: 19XX, and an interval for Buddhist ones.

    >>> century_edtf(20, 20, "ce"), century_edtf(25, 25, "be")
    ('19XX', '1858/1957')
    """
    if era != "be" and first == last:
        return f"{first - 1:02d}XX"
    return _interval(*_centuries(first, last, era))


def _centuries(first: int, last: int, era: str, *, before_christ: bool = False) -> tuple[int, int]:
    """Return the first and the last Gregorian year of one or more centuries."""
    if before_christ:
        return 1 - first * _CENTURY_YEARS, (1 - last) * _CENTURY_YEARS
    shift = 543 if era == "be" else 0
    return (first - 1) * _CENTURY_YEARS + 1 - shift, last * _CENTURY_YEARS - shift


def _interval(first: int, last: int) -> str:
    return f"{year_text(first)}/{year_text(last)}"


def build_age_part(hit: Hit) -> Candidate | None:
    """Read ครึ่งหลังของศตวรรษที่ 19 (1851 to 1900), ไตรมาสสุดท้ายของศตวรรษที่ 20, ครึ่งแรกของทศวรรษ 2520.

    A century counts from its year 1, a decade from its year 0. ทศวรรษแรกของศตวรรษที่ 21 is only the start of it, for its
    ten years are counted both ways.
    """
    part, tokens = hit.tokens("h"), hit.tokens("a")
    age = _age(tokens)
    if age is None:
        return None
    first, last, whole = age
    if hit.rule.name == "decade_of_century":
        mod = "START" if part[-1].kind == "FIRST" else "END"
        return replace(candidate(hit, ("h", "a"), whole), mod=mod)
    written = hit.text[part[0].start : part[-1].end]
    if part[0].kind == "HALFYEAR":
        if written not in _HALVES:
            return None
        parts, at = 2, _HALVES.index(written)
    else:
        parts, at = 4, _quarter(part) - 1
    if not 0 <= at < parts or (last + 1 - first) % parts:
        return None  # a decade has no quarters
    length = (last + 1 - first) // parts
    begin = first + length * at
    return candidate(hit, ("h", "a"), Fixed(_interval(begin, begin + length - 1), whole.calendar))


def _age(tokens: Sequence[Token]) -> tuple[int, int, Fixed] | None:
    """Return the first and last Gregorian year of a century or decade, and its own reading."""
    if tokens[0].kind == "CENTURY":
        era, number = tokens[0].value, _number(tokens)
        if not 1 <= number <= _LAST_CENTURY:
            return None
        before_christ = tokens[-1].kind == "BCE"
        first, last = _centuries(number, number, era, before_christ=before_christ)
        edtf = _interval(first, last) if before_christ else century_edtf(number, number, era)
        return first, last, Fixed(edtf, era)
    decade = decade_of(tokens)
    if decade is None:
        return None
    first = decade[0] - 543 * (decade[1] == "be")
    return first, first + 9, Fixed(decade_edtf(*decade), decade[1])


def build_bce(hit: Hit) -> Candidate | None:
    """Read 44 ปีก่อนคริสตกาล; EDTF counts 1 BC as year 0."""
    return candidate(hit, "a", Fixed(year_text(1 - _number(hit.tokens("a"))), "ce"))


def _period_year(hit: Hit) -> tuple[Year | None, bool, bool]:
    """Return the year of a quarter or half, whether it is fiscal, and whether it can be read."""
    tokens = hit.tokens("y")
    if not tokens or _counts_on(tokens):
        return None, False, True
    fiscal = any(token.kind == "FISCAL" for token in tokens)
    year = Year(base=DOCUMENT) if fiscal and tokens[-1].kind == "FISCAL" else read_year(tokens)
    return year, fiscal, year is not None


def _counts_on(tokens: Sequence[Token]) -> bool:
    """Whether what might be a year is a small number of words, of what follows: ไตรมาสที่ 4 ศูนย์ฯ รับมอบ."""
    return len(tokens) == 1 and tokens[0].kind == "NUMW" and int(tokens[0].value) < _SMALLEST_YEAR


def _quarter(tokens: Sequence[Token]) -> int:
    named = next((token.value for token in tokens if token.kind == "QUARTERNAME"), None)
    return int(named) if named else _number(tokens)


def build_quarter(hit: Hit) -> Candidate | None:
    """Read ไตรมาส 3 ปี 2566, ไตรมาส 3/2566, ไตรมาสแรก, ไตรมาส 1-3."""
    if hit.rule.name in {"quarter_slash", "quarters_slash"}:
        return _build_slashed_quarters(hit)
    year_of, fiscal, readable = _period_year(hit)
    first = _quarter(hit.tokens("q"))
    if not readable or not 1 <= first <= 4:
        return None
    if not hit.has("q2"):
        groups = ("q",) if _counts_on(hit.tokens("y")) else ("q", "y")
        return candidate(hit, groups, Period(year_of, f"Q{first}", fiscal=fiscal))
    last = _quarter(hit.tokens("q2"))
    if not first < last <= 4:
        return None
    return candidate(hit, ("q", "q2", "y"), Period(year_of, f"Q{first}", f"Q{last}", fiscal=fiscal))


def _build_slashed_quarters(hit: Hit) -> Candidate | None:
    first = _slashed_quarter(hit.tokens("qy")[-1])
    if first is None:
        return None
    if not hit.has("qy2"):
        return candidate(hit, ("qy",), first)
    last = _slashed_quarter(hit.tokens("qy2")[-1])
    if last is None:
        return None
    return candidate(hit, ("qy", "qy2"), replace(first, last=last.part, last_year=last.year))


def _slashed_quarter(token: Token) -> Period | None:
    quarter, written = token.value.split("/")
    if not 1 <= int(quarter) <= 4 or len(written) not in {2, 4}:
        return None
    value = int(written)
    year = Year(2500 + value, two_digits=True) if len(written) == 2 else Year(value, "be" if value > 2300 else "ce")
    return Period(year, f"Q{int(quarter)}")


def build_half(hit: Hit) -> Candidate | None:
    """Read ครึ่งปีหลัง 2565, ครึ่งแรกของปี 2566."""
    tokens, (year, fiscal, readable) = hit.tokens("h"), _period_year(hit)
    written = hit.text[tokens[0].start : tokens[-1].end]
    if "หลัง" in written or written in {"H2", "2H"}:
        part = "H2"
    elif "แรก" in written or written in {"H1", "1H"}:
        part = "H1"
    else:
        return None
    if not readable or (year is None and written in _PLAIN_HALVES and written != _SECOND_HALF):
        return None
    if year is None and written == _SECOND_HALF:
        year = Year(base=SIBLING)
    return candidate(hit, ("h", "y"), Period(year, part, fiscal=fiscal))


def build_first_months(hit: Hit) -> Candidate | None:
    """Read 9 เดือนแรกของปี 2566, 3 ไตรมาสแรกปี 2567, 6 เดือนหลังของปีงบประมาณ."""
    tokens = hit.tokens("n")
    count = next((int(token.value) for token in tokens if token.kind in NUMBERS | {"MONTHSNAME"}), 0)
    months = count * 3 if any(token.kind in {"U_QUARTER", "QUARTERNAME"} for token in tokens) else count
    if not 1 <= months <= 11:
        return None
    year, fiscal, readable = _period_year(hit)
    if not readable and len([token for token in hit.tokens("y") if token.kind != "OF"]) > 1:
        return None
    named = tokens[-1].value if tokens[-1].kind == "QUARTERNAME" else None
    if named in {"2", "3"}:
        return None
    first, last = (1, months) if tokens[-1].kind in {"FIRST", "MONTHSNAME"} or named == "1" else (13 - months, 12)
    return candidate(hit, ("n", "y"), Period(year, f"M{first}", f"M{last}", fiscal=fiscal))


def build_fiscal(hit: Hit) -> Candidate | None:
    """Read ปีงบประมาณ 2567 (October to September, named by its end) and ranges of fiscal years.

    ต้น, กลาง and ปลายปีงบประมาณ without a year are of that of the document, as are its quarters and halves.
    """
    tokens = hit.tokens("a")
    first = Year(base=DOCUMENT) if tokens[-1].kind == "FISCAL" else read_year(tokens)
    if first is None:
        return None
    if not hit.has("b"):
        return candidate(hit, "a", Period(first, "FY"))
    right = hit.tokens("b")
    last = read_year(right)
    if last is None:
        return None
    last = read_range_years(first, last)
    return candidate(hit, ("a", "b"), Period(first, "FY", last_year=last)) if last.value > first.value else None


def build_season(hit: Hit) -> Candidate | None:
    """Read ฤดูหนาวปี 2566; the rains and the dry season have no EDTF code and keep the year."""
    year = read_year(hit.tokens("y"))
    return candidate(hit, ("s", "y"), Period(year, hit.tokens("s")[0].value)) if year else None


def build_portion(hit: Hit) -> Candidate | None:
    """Read ปลายปี, ต้นปีนี้: part of a year told elsewhere."""
    mod = hit.tokens("p")[0].value
    tokens = hit.tokens("a")
    if tokens[0].kind == "MONTHHEAD":
        return _portion_of_month(hit, mod)
    if len(tokens) > 1:
        year = read_year(tokens)
        return replace(candidate(hit, ("p", "a"), Point(year)), mod=mod) if year else None
    if tokens[0].value or hit.kind_after("a") in {"NUM4", "NUM1", "NUMW", "ERA", "APOS", "FIRST", "AT"}:
        return None
    if hit.text.startswith(("เก่า", "ใหม่", "แห่ง"), tokens[-1].end):
        return None
    return replace(candidate(hit, ("p", "a"), Point(tense="present")), mod=mod)


def _portion_of_month(hit: Hit, mod: str) -> Candidate | None:
    if hit.kind_before() == "EVERY" or hit.kind_after() in _AFTER_MONTH_HEAD:
        return None
    return replace(candidate(hit, ("p", "a"), Shift(0, "M", DOCUMENT)), mod=mod)
