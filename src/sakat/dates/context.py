"""What a text has told so far: the document date and the dates that later ones lean on."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sakat.dates.immutable import immutable
from sakat.record.edtf import edtf_bounds, edtf_precision

_FINE = {"day": 4, "hour": 4, "minute": 4, "second": 4, "week": 3, "month": 3, "quarter": 2, None: 2, "year": 1}
_LAW = re.compile(
    r"(?:พระราชบัญญัติ|พ\.ร\.บ\.|พรบ\.|พระราชกำหนด|พ\.ร\.ก\.|ประมวลกฎหมาย|รัฐธรรมนูญ|พระราชกฤษฎีกา|กฎกระทรวง|ระเบียบ|ข้อบังคับ|ประกาศ|"
    r"คำสั่ง|มาตรฐาน|แผนพัฒนา|แผนแม่บท|ยุทธศาสตร์)[^\n]{0,90}$"
)
_SHORTEST_MONTH = 28
_DATE_LINK, _TO_DATE = re.compile(r"\s?(?:ในวันที่|เมื่อวันที่|ใน|เมื่อ)?\s?$"), 10
_RESET = re.compile(r"ล่าสุด|วันนี้|ขณะนี้|ปัจจุบัน|\n")
_FUTURE = re.compile(
    r"(?:(?:(?<!แม้)(?<!ถึง)(?<!กว่า)(?<!ก่อน)(?<!น่า)จะ|(?<!ไม่มี)กำหนด|(?<![0-9๐-๙] )นัด(?!แรก|ที่|สุดท้าย|เดียว)|"
    r"ภายใน|เตรียม|คาด|พร้อม|อาจ|(?:ออก|เลื่อน)ไป|หมดเขต|สมัคร|เชิญ|(?:ขอ|เสนอ|เรียกร้อง|จี้|วอน)ให้)[^\n”]{0,30}|ก่อน\s?)$"
)
_PAST = re.compile(
    r"(?:เมื่อ(?:วัน|ช่วง|เดือน|กลาง|ต้น|ปลาย|(?:ตอน)?(?:เช้า|สาย|เที่ยง|บ่าย|เย็น|ค่ำ|คืน|ดึก)(?:ของ|วัน)?)?|"
    r"หลังจาก|ล่าสุด|กระทั่ง(?:ถึง)?(?:เช้า|สาย|เที่ยง|บ่าย|เย็น|ค่ำ|คืน|ดึก)?)\s?$"
)
_NEXT = re.compile(r"(?:ต่อมา|จากนั้น|กระทั่ง|จนกระทั่ง|หลังจากนั้น)[^\n]{0,25}$")
_NO_WEEKDAY = re.compile(
    r"(?:เปิด|ปิด|หยุด|บริการ|ทำการ|ทุก|เว้น|เกิด|คน|ประจำ|สี|เสื้อ|รอบ|เช่น|อย่าง|ตรงกับ|เป็น|ชื่อ|ตลาดนัด|ทำงาน|ราชการ|กลางวัน|เฉพาะ)\s?$"
)
_LISTED = re.compile(r" ?(?:,|และ|:)? ?(?:ใน|ต้น|กลาง|ปลาย)?")
_DAY = 4
_BACK, _RECENT = 40, 8  # dates
_LATELY, _NEW = 6, 2
"""The news is of a day so many days before the document date or less, told not more dates before."""

_WILL, _AHEAD = "จะ", 30
_BESIDE = 10
_NEAR = 400
_CLOSE = 45
_NEWS_DAYS, _NEWS_GAP = 100, 120
_YEAR_TURNS = 7
_NEWS = re.compile(r"(?<!ทุก)วันนี้|วานนี้|เมื่อวาน|พรุ่งนี้|เมื่อเช้า|เมื่อคืน|(?:สัปดาห์|อาทิตย์|เดือน|ปี)(?:นี้|ที่แล้ว|ที่ผ่านมา|หน้า)|ล่าสุด|ขณะนี้")
_LONG_AGO = 2
_MEMORY = 20
"""Years: what lies further back is told by histories, not by people."""

_PARAGRAPH = re.compile(r"[^\n]{100,}")


@immutable
class Told:
    """A resolved date of the text: its place in the list, its days, and how fine it is (1 year to 4 day)."""

    index: int
    start: int
    first: date
    last: date
    fineness: int
    end: int
    day_stated: bool
    edtf: str


def _has_month(told: Told, month: int) -> bool:
    """Whether days or months of one year that were told have days of a month."""
    return told.fineness > 1 and told.first.year == told.last.year and told.first.month <= month <= told.last.month


@dataclass(slots=True)
class Context:
    """The text, its document date, and the dates told before the current one."""

    text: str
    anchor: date | None
    told: list[Told] = field(default_factory=list)
    years: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    decade: tuple[int, str] | None = None
    _is_news: bool | None = field(default=None, init=False)
    _lead: int | None = field(default=None, init=False)

    def tell(self, index: int, start: int, end: int, edtf: str, *, stated: bool) -> None:
        """Remember a resolved date. The year of a law is no date of the story."""
        precision = edtf_precision(edtf)
        fineness = _FINE.get(precision, 0)
        first, last = edtf_bounds(edtf)
        if not fineness or (first is None and last is None):
            return
        if fineness == 1 and stated and _LAW.search(self.text[max(0, start - 120) : start]):
            return
        begin, finish = first or last, last or first
        if begin is None or finish is None:
            return
        single = stated and fineness == _DAY and begin == finish
        self.told.append(Told(index, start, begin, finish, fineness, end, single, edtf.partition("T")[0]))
        if single:
            self.years[begin.month, begin.day] = (begin.year, index)

    def tell_year(self, index: int, edtf: str) -> None:
        """Remember only in which year a day was."""
        first, last = edtf_bounds(edtf)
        if first is not None and first == last:
            self.years[first.month, first.day] = (first.year, index)

    def antecedent(self, fineness: int) -> Told | None:
        """Return the latest date told that is at least so fine."""
        for told in reversed(self.told[-_BACK:]):
            if told.fineness >= fineness:
                return told
        return None

    def day_of(self, event: str) -> Told | None:
        """Return the latest day told right after the name of an event: เลือกตั้งวันที่ 3 ก.ค."""
        for told in reversed(self.told[-_BACK:]):
            before = self.text[max(0, told.start - len(event) - _TO_DATE) : told.start]
            if told.fineness == _DAY and told.first == told.last and _DATE_LINK.sub("", before).endswith(event):
                return told
        return None

    def reached(self, start: int, amount: int) -> Told | None:
        """Return the day the story has reached, from which วันเดียวกัน (0) and วันรุ่งขึ้น (1) at `start` count.

        That is the one told last, but not if another paragraph told of it and it is to come: after a court date next
        Friday, ผู้สื่อข่าวรายงานว่า วันเดียวกัน takes up the day of the news again, the latest of those just told.
        """
        days = [told for told in reversed(self.told[-_BACK:]) if told.fineness >= _DAY]
        latest = days[0] if days else None
        if latest is None or self.anchor is None or self.text.find("\n", latest.end, start) < 0:
            return latest
        if self.expects_future(start) or _WILL in self.text[start : start + _AHEAD]:
            return latest
        last = self.anchor.toordinal() - (amount > 0)
        if latest.first.toordinal() <= last:
            return latest if amount else self._day_of_news(days, last) or latest
        reached = [told for told in days[:_RECENT] if told.first.toordinal() <= last]
        return max(reached, key=lambda told: told.first, default=latest if amount else None)

    def _day_of_news(self, days: Sequence[Told], last: int) -> Told | None:
        """Return the day of the news, if days before it were told after it: บ่ายวันเดียวกัน takes it up again."""
        recent = [told for told in days[:_LATELY] if last - _NEW <= told.first.toordinal() <= last]
        newest = max(recent, key=lambda told: told.first, default=None)
        return newest if newest is not None and (newest.first - days[0].last).days > _NEW else None

    def choose_year(
        self, month: int, day: int | None, tense: str | None, start: int
    ) -> tuple[int, str, int | None] | None:
        """Return year, resolution and antecedent for a month or day without a year; None if unknown.

        The same day told before with its year wins; then a story in another year that is still
        running; then the year nearest to the document date that suits the tense.
        """
        if tense is None and day is not None and (month, day) in self.years:
            year, index = self.years[month, day]
            if self.anchor is None or year == self.anchor.year or not self._is_close(self.anchor, month, day):
                return year, "antecedent", index
            return self._year_near(self.anchor, month, day, tense, start), "document_date", None
        beside = self._told_beside(month, start) if tense is None else None
        if beside is not None:
            return beside.last.year, "antecedent", beside.index
        told = self.antecedent(1)
        open_tense = tense is None and (self.looks_back() or not self.expects_future(start))
        running = told is not None and (
            self.anchor is None or (open_tense and self._is_running(told, month, day, start))
        )
        if told is not None and running:
            spell = self._spell_with(month, told, start) if tense is None and self.looks_back() else None
            if spell is not None:
                return spell.first.year, "antecedent", spell.index
            back = told.last.month - month if told.fineness > 1 else 0
            turned = back >= _YEAR_TURNS or (back > 0 and _NEXT.search(self._before(start, 40)) is not None)
            return told.last.year + turned, "antecedent", told.index
        if self.anchor is None:
            return None
        return self._year_near(self.anchor, month, day, tense, start), "document_date", None

    def _told_beside(self, month: int, start: int) -> Told | None:
        """Return the year or the earlier month that this month is listed with: ปี 2562 เดือนเมษายน สิงหาคม."""
        told = self.told[-1] if self.told else None
        if told is None or "/" in told.edtf or told.fineness == _DAY or not told.end <= start <= told.end + _BESIDE:
            return None
        if _LISTED.fullmatch(self.text[told.end : start]) is None:
            return None
        return told if told.fineness == 1 or (told.fineness == _FINE["month"] and told.last.month < month) else None

    def expects_future(self, start: int) -> bool:
        """Return whether the words before speak of a plan, and not of the past."""
        return not self.is_past(start) and _FUTURE.search(self._before(start, 40)) is not None

    def is_past(self, start: int) -> bool:
        """Return whether the words right before say that it was: เมื่อ, กระทั่งเช้า."""
        return _PAST.search(self._before(start, 24)) is not None

    def tells_weekday(self, start: int) -> bool:
        """Return whether a weekday here is a day of the news, not one of opening hours or of a birth."""
        return _NO_WEEKDAY.search(self._before(start, 14)) is None

    def _is_close(self, anchor: date, month: int, day: int) -> bool:
        """Whether the day is near the document date in its own year: then it is news, not memory."""
        return abs((month - anchor.month) * 31 + day - anchor.day) <= _CLOSE

    def _is_running(self, told: Told, month: int, day: int | None, start: int) -> bool:
        """Whether the story of another year goes on here, rather than the news of the last months."""
        if self.anchor is None or told.last.year >= self.anchor.year:
            return False
        since = (self.anchor.month - month) * 31 + self.anchor.day - (day or self.anchor.day)
        if self.looks_back():
            lately = self.anchor.year - told.last.year < _MEMORY
            return not (lately and len(self.told) == 1 and told.fineness == 1 and 0 <= since <= _CLOSE)
        between = self.text[told.end : start]
        if len(between) > _NEAR or _RESET.search(between) is not None:
            return False
        recent = -_CLOSE <= since <= _NEWS_DAYS
        return not (recent and (told.fineness == 1 or len(between) > _NEWS_GAP))

    def _spell_with(self, month: int, latest: Told, start: int) -> Told | None:
        """Return the latest stretch of months of one year told before that a month is in, else such days of the lead.

        The lead of an encyclopedia's entry tells when what it is about happened; what led to it comes after, in years
        before.
        """
        for told in reversed(self.told[-_BACK:]):
            if told.first.month < told.last.month and _has_month(told, month):
                return told
        lead = self._lead_end()
        if start <= lead:
            return None
        topic = (told for told in self.told[:_BACK] if told.end <= lead and told.first.year > latest.last.year)
        return next((told for told in topic if _has_month(told, month)), None)

    def _lead_end(self) -> int:
        """Return where the first paragraph that is more than a title ends."""
        if self._lead is None:
            self._lead = next((match.end() for match in _PARAGRAPH.finditer(self.text)), 0)
        return self._lead

    def looks_back(self) -> bool:
        """Whether the article is no news and has told of years long ago only: a history, an encyclopedia's entry."""
        if self._is_news is None:
            self._is_news = _NEWS.search(self.text) is not None
        if self._is_news or self.anchor is None or not self.told:
            return False
        return all(told.last.year <= self.anchor.year - _LONG_AGO for told in self.told[-_BACK:])

    def _before(self, start: int, width: int) -> str:
        return self.text[max(0, start - width) : start]

    def _year_near(self, anchor: date, month: int, day: int | None, tense: str | None, start: int) -> int:
        def distance(year: int) -> int:
            wanted = day or anchor.day
            last = wanted if wanted <= _SHORTEST_MONTH else monthrange(year, month)[1]
            return (date(year, month, min(wanted, last)) - anchor).days

        years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if 1 <= year <= date.max.year]
        if tense in (None, "future") and self.is_past(start):  # in เมื่อเดือนสิงหาคมหน้าวัด the temple has a front
            tense = "past"
        if tense == "past":
            return max((year for year in years if distance(year) <= 1), default=anchor.year)
        if tense == "future":
            return min((year for year in years if distance(year) >= 0), default=anchor.year)
        nearest = min(years, key=lambda year: abs(distance(year)))
        if tense == "present":
            return nearest
        if _FUTURE.search(self._before(start, 40)):
            return next((year for year in years if distance(year) >= -31), anchor.year)
        far = abs(distance(anchor.year)) > 200 and abs(distance(nearest)) < 120
        return nearest if far else anchor.year
