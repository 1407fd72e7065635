"""Finds where a name that began with a head word ends: Thai writing marks no end but its space."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sakat.entities.authority import load_authority
from sakat.entities.candidate import Candidate
from sakat.entities.cues import cue_table, ends_name, name_words
from sakat.entities.words import FOLLOWING_SIGNS, Word, Words, dictionary, is_thai, share_unknown
from sakat.lexicon import load_lexicon
from sakat.text.clauses import WordSet

_PIECE = re.compile(r"[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+")  # Thai letters without ฯ and ๆ
_LONGEST_NAME = 45
_RANKS = ("จังหวัด", "ประเทศ", "อำเภอ", "กรุง", "นคร", "เมือง", "เขต", "จ.")
_LONGEST_REST = 10

Spans = Iterator[tuple[int, int]]
STATES = frozenset({"GPE", "LOC"})
NAMED = frozenset({"GPE", "LOC", "NORP", "ORG", "FAC", "PERSON"})
DATES = frozenset({"DATE"})
_LONGEST_DISTRICT = 14
_NATIONAL = re.compile(r"[\u0e01-\u0e4e]{3,50}?แห่ง(?:ประเทศไทย|ชาติ)")
_LONGEST_TITLE = 120
_MARKS = frozenset("()[]{}<>,;:!?\"'“”‘’|*=/…")
_NUMBER = re.compile(r"[ \u00a0]?[0-9๐-๙]+(?:[./][0-9๐-๙]+)*(?:\s(?:ทวิ|ตรี|จัตวา|เบญจ)(?![ก-๙]))?")
_COMPANY_END = re.compile(r"[ \u00a0]?จำกัด(?:[ \u00a0]?\(มหาชน\))?")
_YEAR = re.compile(
    r"(?:[ \u00a0]?\((?:ฉบับที่|แก้ไขเพิ่มเติม)[^)\n]{1,60}\))?[ \u00a0]?(?:พ\.ศ\.|ค\.ศ\.|พุทธศักราช)[ \u00a0]?[0-9๐-๙]{4}"
)
_EDITION = re.compile(r"[ \u00a0]?\((?:ฉบับที่|แก้ไขเพิ่มเติม)[^)\n]{1,60}\)")
_QUOTED = re.compile(r"[ \u00a0]?(?:ของ\S{1,20}[ \u00a0])?[\"“‘«']([^\"”’»'\n]{2,80})[\"”’»']")
_LATIN_NAME = re.compile(r"[ \u00a0]?[A-Z][\w.&'’+-]*(?:[ \u00a0][A-Z0-9][\w.&'’+-]*){0,5}")
_HYPHENS = ("-", "–")
_RUNNING = re.compile(r"(?:ที่|หมายเลข)[ \u00a0]?[0-9๐-๙]+(?![0-9๐-๙./:])")
_NUMBERED = re.compile(r"[ \u00a0]?(?:ที่|หมายเลข|เลขที่|ฉบับที่)?[ \u00a0]?[0-9๐-๙]+(?:/[0-9๐-๙]+)?")


class Ends:
    """The ends of the names in one text.

    Args:
        words: The text, cut into words.
        known: Names already found in it, in order, and date expressions if there are any.
    """

    def __init__(self, words: Words, known: list[Candidate]) -> None:
        self.words = words
        self.text = words.text
        self.known = {candidate.start: candidate for candidate in known}
        for candidate in known:
            if candidate.label == "GPE":
                # สงขลา in จังหวัดสงขลา is known too: the head may be ศาลจังหวัด
                for noun in _RANKS:
                    if self.text.startswith(noun, candidate.start) and candidate.end - candidate.start > len(noun) + 1:
                        self.known.setdefault(candidate.start + len(noun), candidate)

    def known_at(self, offset: int, labels: frozenset[str] | None = None) -> Candidate | None:
        """Return the known name that begins at `offset`, if its label is one of `labels`."""
        found = self.known.get(offset)
        return found if found is not None and (labels is None or found.label in labels) else None

    def skip_space(self, offset: int) -> int:
        """Return the offset after one space."""
        return offset + 1 if self.text[offset : offset + 1] in (" ", "\u00a0") else offset

    def end_of_number(self, offset: int) -> int | None:
        """Return the end of a number that follows: 112 in มาตรา 112."""
        found = _NUMBER.match(self.text, offset)
        return found.end() if found else None

    def end_of_ordinal(self, offset: int) -> int | None:
        """Return the end of a running number: ภาค 4, ที่ 2254, ฉบับที่ 7/2557."""
        found = _NUMBERED.match(self.text, offset)
        return found.end() if found else None

    def end_of_latin(self, offset: int) -> int | None:
        """Return the end of a capitalised Latin name that follows: F-16, Boko Haram."""
        found = _LATIN_NAME.match(self.text, offset)
        return found.end() if found else None

    def quoted(self, offset: int) -> tuple[int, int] | None:
        """Return the span inside quotation marks that follow."""
        found = _QUOTED.match(self.text, offset)
        return found.span(1) if found else None

    def end_of_company(self, offset: int) -> int | None:
        """Return the end of a company's name: … จำกัด (มหาชน), else of the words up to a space or a verb."""
        offset = self.skip_space(offset)
        reach = offset
        limit = min(len(self.text), offset + 70)
        spaces = 0
        for word in self.words.from_offset(offset):
            if word.start >= limit or "\n" in word.form or word.form in ("(", ")", ",", "[", '"'):
                break
            found = _COMPANY_END.match(self.text, word.start)
            if found and word.start > offset:
                return found.end()
            if word.form.isspace():
                spaces += 1
                if spaces > 3:
                    break
            elif spaces > 0 and ends_name(word.form) and word.form not in name_words("link"):
                break
            reach = word.end
        return self.end_of_name(offset) if reach > offset else None

    def with_tail(self, end: int) -> int:
        """Return the end of a name that goes on after a place or a word in it: สยามนคร, อีสานพัฒนา, ไทย-ลาว, ภาคที่ 3.

        What goes on are words of `brand_words` and words no dictionary has, written on to it; a closing word that is a
        verb, too, only if no object follows (พรรคอีสานพัฒนาแถลง).
        """
        pair = self.known_at(end + 1, STATES) if self.text[end : end + 1] in _HYPHENS else None
        if pair is not None:
            return pair.end
        number = _RUNNING.match(self.text, end)
        if number is not None:
            return number.end()
        return self._after_brand(end, self.end_of_piece(end))

    def goes_on(self, end: int) -> bool:
        """Return whether a closing word is written on to a known name: พรรครวมไทย in พรรครวมไทยก้าวหน้า."""
        after = brand_words().at(self.text, end)
        return after is not None and self._closes(end, after)

    def with_brand(self, end: int) -> int:
        """Return the end of a firm's name that goes on after a space with words of `brand_words`: หิมาล โคลด์เชน."""
        while self.text[end : end + 1] in (" ", "\u00a0"):
            after = self._after_brand(end + 1, self.end_of_piece(end + 1))
            if after == end + 1 or brand_words().before(self.text, after) is None:
                return end
            end = after
        return end

    def _after_brand(self, start: int, limit: int) -> int:
        """Return the end of the closing words and those of no dictionary from a place on."""
        end = start
        while end < limit:
            after = brand_words().at(self.text, end)
            if after is not None and after <= limit and self._closes(end, after):
                end = after
                continue
            word = next(iter(self.words.from_offset(end)), None)
            if word is None or word.start != end or word.form in dictionary() or ends_name(word.form):
                break
            end = word.end
        return end

    def _closes(self, start: int, end: int) -> bool:
        """Return whether a closing word closes a name here: no verb with its object, no part of a longer word."""
        if self.text[end : end + 1] in FOLLOWING_SIGNS:
            return False
        following = next(iter(self.words.from_offset(end)), None)
        free = following is None or not is_thai(following.form[0]) or ends_name(following.form)
        return free or not ends_name(self.text[start:end])

    def end_of_law(self, offset: int) -> int | None:
        """Return the end of an act's name with its edition and year, up to a word that cannot belong to it."""
        end = offset
        for word in self.words.from_offset(offset):
            if word.start - offset > _LONGEST_TITLE:
                break
            if word.form.isspace() or word.form[0] in _MARKS or word.form[0] in "0123456789๐๑๒๓๔๕๖๗๘๙":
                break
            if word.form in ("ดังกล่าว", "นี้", "นั้น", "ฉบับ", "ซึ่ง", "ที่", "เมื่อ", "ได้", "จะ", "มาตรา", "โดย", "ไป", "มา"):
                break
            if word.form in _law_ends() and word.start > offset:
                break
            end = word.end
        year = _YEAR.match(self.text, end) or _EDITION.match(self.text, end)
        if year:
            return year.end()
        return self._without_links(offset, end) if end > offset else None

    def end_of_name(self, offset: int, *, longest: int = _LONGEST_NAME) -> int | None:
        """Return the end of a proper name: the words up to a space, a mark, a stop word or another head.

        None if all words only describe (โรงเรียนเอกชน, ถนนสายหลัก).
        """
        known = self.known_at(offset)
        if known is not None and known.label not in ("DATE", "TIME"):
            return known.end
        end = offset
        described = True
        for word in self.words.from_offset(offset):
            inside = not described or end == offset
            if self._ends_name(word, offset, inner=inside) or word.end - offset > longest:
                break
            described = described and word.form in name_words("generic")
            end = word.end
        if end - offset < 2:
            return self.end_of_latin(offset)
        return None if described else end

    def _ends_name(self, word: Word, offset: int, *, inner: bool) -> bool:
        form = word.form
        if form[0].isspace() or form[0] in _MARKS or form == "ฯ" or form[0] in "[]0123456789๐๑๒๓๔๕๖๗๘๙":
            return True
        if ends_name(form) and not (inner and word.start > offset and self._is_inner(word)):
            return True
        if word.start == offset:
            return form.startswith("ๆ")
        known = self.known_at(word.start)
        if known is not None and known.label in ("DATE", "TIME"):
            return True
        return form in name_words("link") or form in _strong_heads()

    def _is_inner(self, word: Word) -> bool:
        """Return whether a stop word seems to be part of the name: it stands near the end of the written piece."""
        if word.form not in name_words("inner"):
            return False
        return 2 <= self.end_of_piece(word.start) - word.start <= _LONGEST_REST

    def end_of_piece(self, offset: int) -> int:
        """Return the end of the stretch of Thai letters that holds `offset`."""
        found = _PIECE.match(self.text, offset)
        return found.end() if found else offset

    def end_of_district(self, offset: int) -> int | None:
        """Return the end of the name of a district or subdistrict: mostly all up to the next space (ในเมือง)."""
        first = next(iter(self.words.from_offset(offset)), None)
        if first is None or not is_thai(first.form[0]) or first.form in name_words("district_never"):
            return None
        end = self.end_of_piece(offset)
        named = self.end_of_name(offset)
        return end if end - offset <= _LONGEST_DISTRICT else named

    def end_of_national_body(self, offset: int) -> int | None:
        """Return the end of a name that closes with แห่งประเทศไทย or แห่งชาติ, if it is one piece of writing."""
        found = _NATIONAL.match(self.text, offset)
        if found is None or any(ends_name(w.form) and len(w.form) > 2 for w in self._words_to(offset, found.end() - 8)):
            return None
        return found.end()

    def _words_to(self, offset: int, end: int) -> Iterator[Word]:
        for word in self.words.from_offset(offset):
            if word.start >= end:
                return
            yield word

    def end_of_institution(self, offset: int) -> int | None:
        """Return the end of an institution's name: words of the institution vocabulary, then perhaps a place.

        การต่างประเทศอินเดีย after กระทรวง; สวัสดิการและคุ้มครองแรงงาน after กรม; but for กระทรวงมหาดไทยและกระทรวงกลาโหม
        the end is before และ.
        """
        vocabulary = institution_words()
        end = skip_to = offset
        after_link = False
        for word in self.words.from_offset(offset):
            if word.start < skip_to:
                continue
            form = word.form
            known = self.known_at(word.start)
            if known is not None and known.label in ("GPE", "LOC", "NORP", "ORG") and not after_link:
                if known.label == "ORG" and word.start > offset and form in _strong_heads():
                    break
                end = skip_to = known.end
                continue
            if word.start - offset > 80 or form[0].isspace() or form[0] in _MARKS:
                break
            if form in name_words("link"):
                if word.start == offset:
                    break
                after_link = True
                continue
            if form in _strong_heads() and word.start > offset:
                break
            if form not in vocabulary:
                if known is not None and known.label in ("GPE", "LOC"):
                    if after_link and self._last_link(end) not in ("แห่ง", "ประจำ"):
                        break
                    end = skip_to = known.end
                    after_link = False
                    continue
                if after_link or ends_name(form) or form in dictionary():
                    break
                if share_unknown(self.words, word.start, word.end) < 1:
                    break
            elif form in name_words("stop") and after_link is False and word.start == offset:
                break
            end = word.end
            after_link = False
        return self._without_links(offset, end)

    def _last_link(self, end: int) -> str:
        return next(iter(self.words.from_offset(end))).form

    def _without_links(self, offset: int, end: int) -> int | None:
        while end > offset:
            last = next(iter(self.words.before_offset(end)))
            if last.form not in name_words("link") and last.form not in ("การ", "ความ"):
                return end
            end = last.start
        return None


@cache
def brand_words() -> WordSet:
    """Return the words that names of firms, parties and foundations close with: โฮลดิ้ง, พัฒนา."""
    return WordSet(row["form"] for row in load_lexicon("brand_words"))


@cache
def _strong_heads() -> frozenset[str]:
    """Return heads and class nouns that always begin a name of their own."""
    return frozenset(
        form
        for form, cues in cue_table().items()
        for cue in cues
        if (cue.family == "head" and cue.kind in ("vocab", "country", "company") and len(form) > 3)
        or (cue.family == "class" and cue.kind == "name" and len(form) > 3)
        or (cue.family == "title" and cue.kind in ("office", "rank", "honorific") and len(form) > 2)
    ) | {"จังหวัด", "อำเภอ", "ตำบล", "แขวง"}


@cache
def _law_ends() -> frozenset[str]:
    return frozenset({"ให้", "ว่า", "แล้ว", "ก่อน", "หลัง", "หลังจาก", "จึง", "เป็น", "มี", "ไม่", "ถูก", "ต่อ", "ก็", "แต่"})


@cache
def institution_words() -> frozenset[str]:
    """Return the words institutions are named with: those of the known ones and of the translation table."""
    from sakat.text.words import WordTokenizer

    cut = WordTokenizer()
    words: set[str] = set()
    names = [
        entry.name_th for entry in load_authority().by_id.values() if entry.kind == "agency" and entry.label == "ORG"
    ]
    names += [row["form"] for row in load_lexicon("translations")]
    for name in names:
        words.update(word for word in cut(name) if len(word) > 1 and not word.isspace())
    return frozenset(words - name_words("link") - name_words("function") - name_words("stop"))
