"""Reads names of events, laws, works and products after their heads: สงคราม…, พายุ…, พระราชบัญญัติ…, เรือหลวง… and so on."""

from __future__ import annotations

from functools import cache

from sakat.entities.cues import FoundCue, name_words
from sakat.entities.ends import DATES, NAMED, STATES, Ends, Spans
from sakat.entities.words import share_unknown


def read_number(ends: Ends, found: FoundCue) -> Spans:
    """Yield a head with the number after it: มาตรา 112, ทางหลวงหมายเลข 4."""
    end = ends.end_of_ordinal(found.end) if found.cue.form != "มาตรา" else ends.end_of_number(found.end)
    if end is not None:
        yield found.start, end


def read_event(ends: Ends, found: FoundCue) -> Spans:
    """สงครามเกาหลี, วินาศกรรม 11 กันยายน: a known name, a date, or a foreign or compound name."""
    yield from read_event_known(ends, found, dates=True)
    if _has_known(ends, found.end, dates=True):
        return
    first = next(iter(ends.words.from_offset(found.end)), None)
    if first is None or first.form in name_words("generic"):
        return
    end = ends.end_of_name(found.end, longest=30)
    if end is not None and (first.form in _event_words() or share_unknown(ends.words, found.end, end) >= 0.7):
        yield found.start, end


@cache
def _event_words() -> frozenset[str]:
    return name_words("event")


def _has_known(ends: Ends, offset: int, *, dates: bool) -> bool:
    return any(
        ends.known_at(place, NAMED | DATES if dates else NAMED) is not None
        for place in (offset, ends.skip_space(offset))
    )


def read_event_known(ends: Ends, found: FoundCue, *, dates: bool) -> Spans:
    """Yield an event head with a known name or a date after it."""
    offset = found.end
    known = ends.known_at(offset, NAMED)
    if known is not None:
        end = known.end
        while ends.text[end : end + 1] in ("-", "–"):
            second = ends.known_at(end + 1, NAMED)
            if second is None:
                break
            end = second.end
        yield found.start, end
        return
    if dates:
        place = ends.skip_space(offset)
        date = ends.known_at(place, DATES) or ends.known_at(offset, DATES)
        if date is not None:
            yield found.start, date.end
            return
        year = ends.end_of_number(offset)
        digits = ends.text[offset:year].strip() if year is not None else ""
        if year is not None and digits.isdigit() and len(digits) == 4:
            yield found.start, year


def read_event_date(ends: Ends, found: FoundCue) -> Spans:
    """Yield an event head with a date or year after it: เหตุการณ์ 6 ตุลา, รัฐประหาร พ.ศ. 2549."""
    offset = found.end
    place = ends.skip_space(offset)
    date = ends.known_at(place, DATES) or ends.known_at(offset, DATES)
    if date is not None and not ends.text.startswith(("เมื่อ", "วันที่"), place):
        yield found.start, date.end
        return
    year = ends.end_of_number(offset)
    if year is not None and len(ends.text[offset:year].strip()) == 4 and ends.text[offset:year].strip().isdigit():
        yield found.start, year


def read_event_place(ends: Ends, found: FoundCue) -> Spans:
    """Yield an event head with a state or place after it."""
    known = ends.known_at(found.end, STATES)
    if known is not None:
        yield found.start, known.end


def read_event_name(ends: Ends, found: FoundCue) -> Spans:
    """Yield an event head with the proper name after it: เทศกาลสงกรานต์."""
    first = next(iter(ends.words.from_offset(found.end)), None)
    if first is None or first.form in name_words("generic"):
        return
    end = ends.end_of_name(found.end, longest=30)
    if end is not None:
        yield found.start, end


def read_storm(ends: Ends, found: FoundCue) -> Spans:
    """Yield a storm with its name: พายุโซนร้อนมู่หลาน, not พายุฤดูร้อน."""
    quoted = ends.quoted(found.end)
    if quoted is not None:
        yield found.start, quoted[1] + 1
        return
    latin = ends.end_of_latin(found.end)
    if latin is not None:
        yield found.start, latin
        return
    end = ends.end_of_name(found.end, longest=14)
    if end is not None and not ends.text.startswith(tuple(name_words("weather")), found.end):
        yield found.start, end


def read_summit(ends: Ends, found: FoundCue) -> Spans:
    """การประชุมสุดยอดอาเซียน, การประชุมสุดยอดว่าด้วยความมั่นคง: a body, or words of institutions."""
    known = ends.known_at(found.end, NAMED)
    if known is not None:
        end = known.end
        numbered = ends.end_of_ordinal(end) if ends.text[end : end + 7].lstrip().startswith("ครั้งที่") else None
        yield found.start, numbered or _with_edition(ends, end)
        return
    offset = found.end
    for link in ("ว่าด้วย", "ด้าน"):
        if ends.text.startswith(link, offset):
            offset += len(link)
    end_of = ends.end_of_institution(offset)
    if end_of is not None:
        yield found.start, _with_edition(ends, end_of)


def _with_edition(ends: Ends, end: int) -> int:
    text = ends.text
    offset = ends.skip_space(end)
    if text.startswith("ครั้งที่", offset):
        number = ends.end_of_number(offset + len("ครั้งที่"))
        return number if number is not None else end
    year = ends.end_of_number(end)
    digits = text[end:year].strip() if year is not None else ""
    return year if year is not None and len(digits) == 4 and digits.isdigit() else end


def read_summit_body(ends: Ends, found: FoundCue) -> Spans:
    """Yield ประชุมสุดยอด with the body that meets."""
    known = ends.known_at(found.end, frozenset({"ORG", "LOC", "EVENT"}))
    if known is not None:
        yield found.start, _with_edition(ends, known.end)


def read_law(ends: Ends, found: FoundCue) -> Spans:
    """Yield an act with its subject, edition and year: พระราชบัญญัติสุรา พ.ศ. 2493."""
    quoted = ends.end_of_law(ends.skip_space(found.end) if found.cue.form.endswith(".") else found.end)
    if quoted is not None:
        yield found.start, quoted


def read_constitution(ends: Ends, found: FoundCue) -> Spans:
    """Yield รัฐธรรมนูญ with its state and year."""
    offset = found.end
    for link in ("แห่งราชอาณาจักร", "แห่งสาธารณรัฐ", "แห่ง", "ของ", ""):
        if ends.text.startswith(link, offset):
            known = ends.known_at(offset + len(link), STATES)
            if known is not None and link != "ของ":
                offset = known.end
            break
    place = ends.skip_space(offset)
    for link in ("พุทธศักราช", "พ.ศ.", "ฉบับปี", "ฉบับ", "ปี", ""):
        if ends.text.startswith(link, place):
            year = ends.end_of_number(place + len(link))
            if year is not None and len(ends.text[place + len(link) : year].strip()) == 4:
                yield found.start, year
                return
            break
    date = ends.known_at(place, DATES)
    if date is not None:
        yield found.start, date.end
    else:
        yield found.start, offset


def read_treaty(ends: Ends, found: FoundCue) -> Spans:
    """Yield a treaty with its place or subject: สนธิสัญญาแวร์ซาย, อนุสัญญาว่าด้วยสิทธิเด็ก."""
    offset = found.end
    first = next(iter(ends.words.from_offset(offset)), None)
    if first is None or first.form in name_words("generic"):
        return
    known = ends.known_at(offset, NAMED)
    if known is not None:
        yield found.start, known.end
        return
    has_subject = first.form in ("ว่าด้วย", "แห่ง", "เพื่อ", "ห้าม", "ไม่")
    end = ends.end_of_law(offset) if has_subject else ends.end_of_name(offset)
    if end is not None:
        yield found.start, end


def read_treaty_name(ends: Ends, found: FoundCue) -> Spans:
    """Yield ข้อตกลง with a known place or with ว่าด้วย and a subject."""
    known = ends.known_at(found.end, NAMED)
    if known is not None:
        yield found.start, known.end
    elif ends.text.startswith("ว่าด้วย", found.end):
        end = ends.end_of_law(found.end)
        if end is not None:
            yield found.start, end


def read_quoted(ends: Ends, found: FoundCue) -> Spans:
    """Yield the title in quotation marks after หนังสือ, ภาพยนตร์, เพลง…."""
    quoted = ends.quoted(found.end)
    if quoted is not None:
        yield quoted


def read_product(ends: Ends, found: FoundCue) -> Spans:
    """Yield a ship, weapon, vehicle or application with its name: เรือหลวงสุโขทัย, โดรน MQ-9."""
    latin = ends.end_of_latin(found.end)
    if latin is not None:
        yield found.start, latin
        return
    known = ends.known_at(found.end, frozenset({"PRODUCT"}))
    if known is not None:
        yield found.start, known.end
        return
    offset = found.end
    end = ends.end_of_name(offset, longest=24)
    place = ends.known_at(offset, STATES)
    if end is None or (place is not None and found.cue.form not in _SHIPS):
        return
    if found.cue.form in _SHIPS or share_unknown(ends.words, offset, end) >= 0.7:
        yield found.start, end


_SHIPS = frozenset({"เรือหลวง", "ร.ล."})
