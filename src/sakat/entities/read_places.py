"""Reads names of places, peoples, languages and kings: เมือง…, ตำบล…, ชายแดน…, ชาว… and so on."""

from __future__ import annotations

from sakat.entities.cues import FoundCue, name_words
from sakat.entities.ends import NAMED, STATES, Ends, Spans
from sakat.entities.personal_names import given_names
from sakat.entities.words import dictionary, is_thai, share_unknown


def read_known(ends: Ends, found: FoundCue) -> Spans:
    """Weak class nouns (เมือง, เกาะ, ป่า) need a known or an evidently foreign name after them."""
    offset = ends.skip_space(found.end) if found.cue.form.endswith(".") else found.end
    known = ends.known_at(offset, NAMED)
    if known is not None:
        if found.cue.label != "FAC" or known.rule_id != "gazetteer.country":  # ตลาดสหรัฐฯ is no building
            yield found.start, known.end
        return
    end = ends.end_of_name(offset, longest=20)
    if (
        end is not None
        and share_unknown(ends.words, offset, end) >= 0.7
        and end - offset >= 5
        and _follows_word(ends, found)
    ):
        yield found.start, end


def _follows_word(ends: Ends, found: FoundCue) -> bool:
    """Return whether a dictionary word or a mark stands before: นคร in แบนครอฟต์ is no city."""
    before = next(iter(ends.words.before_offset(found.start)), None)
    return before is None or not is_thai(before.form[-1]) or (len(before.form) > 1 and before.form in dictionary())


def read_district(ends: Ends, found: FoundCue) -> Spans:
    """Yield อำเภอ or ตำบล with its name."""
    offset = ends.skip_space(found.end) if found.cue.form.endswith(".") else found.end
    known = ends.known_at(offset, STATES)
    if known is not None:
        yield found.start, known.end
        return
    end = ends.end_of_district(offset)
    if end is None or end - offset < 2:
        return
    if (
        found.cue.form == "อ."
        and ends.text[offset:end] in given_names()
        and not _has_address(ends.text, found.start, end)
    ):
        return  # อ. is also short for อาจารย์
    yield found.start, end


def _has_address(text: str, start: int, end: int) -> bool:
    after = text[end : end + 12]
    before = text[max(0, start - 20) : start]
    return any(noun in after for noun in ("จ.", "จังหวัด")) or any(noun in before for noun in ("ต.", "ตำบล"))


def read_language(ends: Ends, found: FoundCue) -> Spans:
    """Yield ภาษา with the people or state that speaks it."""
    known = ends.known_at(found.end, frozenset({"GPE", "LOC", "NORP"}))
    first = next(iter(ends.words.from_offset(found.end)), None)
    if known is not None:
        yield found.start, known.end
    elif first is not None and (
        first.form in name_words("language") or found.cue.form + first.form in name_words("language")
    ):
        yield found.start, first.end


def read_people(ends: Ends, found: FoundCue) -> Spans:
    """Yield ชาว with a known place or people, or an evidently foreign name."""
    offset = found.end
    for link in ("เชื้อสาย", "เผ่า", ""):
        if ends.text.startswith(link, offset):
            known = ends.known_at(offset + len(link), frozenset({"GPE", "LOC", "NORP"}))
            if known is not None:
                yield found.start, known.end
                return
    first = next(iter(ends.words.from_offset(offset)), None)
    if first is None or first.form in name_words("people_never") or first.form in name_words("generic"):
        return
    end = ends.end_of_name(offset, longest=16)
    if end is not None and share_unknown(ends.words, offset, end) >= 0.7 and end - offset >= 3:
        yield found.start, end


def read_people_of_state(ends: Ends, found: FoundCue) -> Spans:
    """Yield คน with a state or people: คนไทย, not คนตรัง."""
    known = ends.known_at(found.end, frozenset({"GPE", "NORP"}))
    if known is not None and known.rule_id in ("gazetteer.country", "gazetteer.people"):
        yield found.start, known.end


def read_border(ends: Ends, found: FoundCue) -> Spans:
    """ชายแดนไทย-ลาว, ชายแดนไทยกับกัมพูชา; a border of one side too: ชายแดนเมียนมา."""
    known = ends.known_at(found.end, STATES | {"ORG"})
    if known is None:
        return
    end = known.end
    text = ends.text
    for link in ("-", "–", " - ", " – ", "กับ", "และ", "/"):
        if text.startswith(link, end):
            second = ends.known_at(end + len(link), STATES | {"ORG"})
            if second is not None:
                yield found.start, second.end
                return
    yield found.start, end


def read_royal(ends: Ends, found: FoundCue) -> Spans:
    """Yield the name of a king or a prince with the title that is part of it: พระเจ้าบรมโกศ."""
    end = found.end
    for word in ends.words.from_offset(found.end):
        form = word.form
        if form[0].isspace() or not ("\u0e01" <= form[0] <= "\u0e4e") or word.end - found.end > 60:
            break
        if form in name_words("royal_stop"):
            break
        end = word.end
    ordinal = ends.end_of_ordinal(end)
    if ordinal is not None and ends.text.startswith("ที่", ends.skip_space(end)):
        end = ordinal
    if end > found.end + 2:
        yield found.start, end
