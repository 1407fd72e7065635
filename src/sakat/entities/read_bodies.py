"""Reads names of organisations after their heads: กระทรวง…, พรรค…, บริษัท…, สถานเอกอัครราชทูต… and so on."""

from __future__ import annotations

from itertools import islice, takewhile

from sakat.entities.cues import FoundCue, ends_name, name_words
from sakat.entities.ends import STATES, Ends, Spans, institution_words
from sakat.entities.words import is_thai, share_unknown


def read_institution(ends: Ends, found: FoundCue) -> Spans:
    """Yield กรม, สำนักงาน, คณะกรรมการ… with the institution words after it: กรมสวัสดิการและคุ้มครองแรงงาน."""
    first = next(iter(ends.words.from_offset(found.end)), None)
    if first is not None and found.cue.form in _LOOSE_HEADS and first.form.startswith(("นัก", "ผู้", "คน")):
        return
    national = ends.end_of_national_body(found.end)
    if national is not None:
        yield found.start, national
        return
    end = ends.end_of_institution(found.end)
    if end is None or not _is_specific(ends, found.end, end):
        return
    yield found.start, ends.with_tail(end) if ends.text[end : end + 1] in "-–" else end


_LONGEST_TAIL = 30  # words
_LOOSE_HEADS = frozenset({"คณะ", "เครือข่าย", "กอง", "หน่วย", "ศูนย์", "องค์กร"})


def _is_specific(ends: Ends, start: int, end: int) -> bool:
    """Return whether a tail is more than a description (คณะกรรมการบริหาร is none)."""
    known = ends.known_at(start)
    if known is not None:
        return True
    first = next(ends.words.from_offset(start))
    words = list(islice(takewhile(lambda word: word.end <= end, ends.words.from_offset(start)), _LONGEST_TAIL))
    if first.form in name_words("generic") or not words:
        return False
    inside = [word.form for word in words if word.start < end]
    return len(inside) > 1 or first.form in institution_words()


def read_name(ends: Ends, found: FoundCue) -> Spans:
    """Yield a head with the proper name after it: มหาวิทยาลัยเชียงใหม่, วัดป่าบ้านตาด."""
    offset = found.end
    short = found.cue.form.endswith(".")
    if short:
        offset = ends.skip_space(offset)
    end = ends.end_of_name(offset)
    if end is None or (found.cue.form == "วัด" and ends.text.startswith(tuple(name_words("measured")), offset)):
        return  # วัดระดับน้ำ measures
    if short and ends.known_at(offset) is None and found.cue.form in _WEAK_SHORT:
        return
    if found.cue.label == "ORG":
        end = ends.with_tail(end)
    if found.cue.family == "head" and ends.text[end : end + 1] == "ฯ":
        end += 1
    yield found.start, end


_WEAK_SHORT = frozenset({"ม.", "บ."})


def read_party(ends: Ends, found: FoundCue) -> Spans:
    """Yield พรรค with its name, not พรรคร่วมรัฐบาล."""
    first = next(iter(ends.words.from_offset(found.end)), None)
    if first is None or first.form in name_words("party_never") or not is_thai(first.form[0]):
        return
    known = ends.known_at(found.end)
    if known is not None and known.label == "ORG":
        yield found.start, known.end
        return
    end = first.end
    for word in ends.words.from_offset(found.end):
        if word.start > found.end and (
            not is_thai(word.form[0]) or ends_name(word.form) or word.form in name_words("link")
        ):
            break
        if word.end - found.end > 30:
            break
        end = word.end
    yield found.start, ends.with_tail(end)


def read_country(ends: Ends, found: FoundCue) -> Spans:
    """Yield a head with the state after it: รัฐบาลนอร์เวย์, กองทัพบกเปรู."""
    offset = found.end
    for link in ("แห่งชาติ", "แห่งราชอาณาจักร", "แห่งสาธารณรัฐ", "แห่งสหภาพ", "แห่ง", "ประจำ"):
        if ends.text.startswith(link, offset):
            known = ends.known_at(offset + len(link), STATES)
            if known is not None:
                yield found.start, known.end
                return
    known = ends.known_at(offset, STATES)
    if known is not None:
        yield found.start, known.end


def read_embassy(ends: Ends, found: FoundCue) -> Spans:
    """Yield a mission with its state and seat: สถานเอกอัครราชทูตไทย ณ กรุงมอสโก."""
    offset = found.end
    known = ends.known_at(offset, STATES)
    end = known.end if known is not None else None
    after = known.end if known is not None else offset
    for link in (" ณ ", "ณ ", "ณ", " ประจำ", "ประจำ", "ใน", "ที่"):
        if ends.text.startswith(link, after):
            place = after + len(link)
            for noun in ("กรุง", "นคร", "เมือง", "ประเทศ", ""):
                if ends.text.startswith(noun, place):
                    seat = ends.known_at(place) or ends.known_at(place + len(noun), STATES)
                    if seat is not None and (link not in ("ใน", "ที่") or known is None):
                        end = seat.end
                        break
            break
    if end is not None:
        yield found.start, end


def read_company(ends: Ends, found: FoundCue) -> Spans:
    """Yield บริษัท with its name up to จำกัด (มหาชน)."""
    offset = ends.skip_space(found.end)
    first = next(iter(ends.words.from_offset(offset)), None)
    if first is None or first.form in name_words("generic") or first.form in name_words("stop") or first.form == "ฯ":
        return
    end = ends.end_of_company(found.end)
    if end is not None and end > offset + 2:
        yield found.start, ends.with_brand(ends.with_tail(end))


def read_armed(ends: Ends, found: FoundCue) -> Spans:
    """Yield กลุ่ม with a known, an evidently foreign or a campaign name: กลุ่มโบโกฮาราม, กลุ่มอนุรักษ์ป่าชุมชน."""
    offset = found.end
    known = ends.known_at(offset, frozenset({"ORG", "NORP"}))
    if known is not None:
        yield found.start, known.end
        return
    first = next(iter(ends.words.from_offset(offset)), None)
    if first is not None and first.form in name_words("group"):
        end = ends.end_of_name(offset) if first.form not in ("อนุรักษ์",) else ends.end_of_institution(offset)
        if end is not None:
            yield found.start, end
        return
    end = ends.end_of_name(offset, longest=20)
    if end is not None and end - offset >= 4 and share_unknown(ends.words, offset, end) >= 0.7:
        yield found.start, end
