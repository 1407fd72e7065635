"""Reads the name of a person at a given place: its parts, and where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sakat.entities.cues import ends_name, name_words
from sakat.entities.ends import Ends
from sakat.entities.personal_names import family_names, foreign_names, given_names
from sakat.entities.romanize import is_made_of_name_parts
from sakat.entities.transliterate import is_foreign
from sakat.entities.words import Word, dictionary, is_safe_cut, is_thai, share_unknown
from sakat.lexicon import load_lexicon

LONGEST_PART = 24
MOST_PARTS = 4
_LONGEST_REST = 10
_LONGEST_FAMILY_NAME = 18
FOREIGN_SHAPE = 0.5
_LATIN_PERSON = re.compile(r"[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3}")
_SURNAME_PREFIXES = (
    "ณ ",
    "แซ่",
    "ฟอน ",
    "ฟาน ",
    "เดอ ",
    "ดา ",
    "บิน ",
    "บิน",
    "อัล-",
    "อัล",
    "เบน ",
    "บินติ ",
    "ดิ ",
    "เลอ ",
    "หะยี",
    "ฮัจยี",
)
_FOREIGN_LATER_PART = 0.2  # with a silenced letter, as in แอร์โดอาน


class PersonReader:
    """Reads names of persons at given places of one text."""

    def __init__(self, ends: Ends) -> None:
        self.ends = ends
        self.words = ends.words
        self.text = ends.text

    def read(self, offset: int, *, evidence: bool) -> int | None:
        """Return the end of the name that begins at `offset`, or None.

        Args:
            offset: Where the name would begin.
            evidence: Whether the name itself must look like one: after offices and weak titles.
        """
        latin = _LATIN_PERSON.match(self.text, offset)
        if latin:
            return latin.end()
        end = self._given_end(offset)
        if end is None:
            return None
        given = self.text[offset:end]
        if evidence and not self._looks_like_name(offset, end):
            return None
        parts = 1
        foreign = given not in given_names()
        while parts < MOST_PARTS and self.text[end : end + 1] in (" ", "\u00a0"):
            begin = end + 1
            if parts >= 2 and not (foreign and self._is_foreign(begin)):
                break
            next_end = self._part_end(begin, first=False)
            if next_end is None:
                break
            end = next_end
            parts += 1
            if not self._chunk_ends(end):
                break
        if parts == 1 and ends_name(given):
            return None  # เจริญ is a name only before a family name
        listed = given in given_names() or given in foreign_names()
        if evidence and parts == 1 and not listed and (share_unknown(self.words, offset, end) < 0.9 or len(given) < 4):
            return None
        return end

    def part_end(self, offset: int) -> int | None:
        """Return the end of the part of a name, not its first, that begins at `offset`."""
        return self._part_end(offset, first=False)

    def _chunk_ends(self, end: int) -> bool:
        return end >= len(self.text) or not is_thai(self.text[end])

    def _given_end(self, offset: int) -> int | None:
        return self._part_end(offset, first=True)

    def _part_end(self, offset: int, *, first: bool) -> int | None:
        """Return the end of one part of a name: up to a space or to a word that cannot belong to it."""
        text = self.text
        if offset >= len(text) or not is_thai(text[offset]) or text[offset] in "ๆฯ":
            return None
        if not first:
            for prefix in _SURNAME_PREFIXES:
                if text.startswith(prefix, offset) and offset + len(prefix) < len(text):
                    rest = self._plain_part_end(offset + len(prefix), first=True)
                    if rest is not None:
                        return rest
            known = self.ends.known_at(offset)
            if (
                known is not None
                and known.label not in ("DATE", "TIME")
                and self.ends.end_of_piece(offset) == known.end
                and text[offset : known.end] not in family_names()
            ):
                return None
            if known is not None and known.end - known.start > 5:
                return None
        return self._plain_part_end(offset, first=first)

    def _plain_part_end(self, offset: int, *, first: bool) -> int | None:
        text = self.text
        limit = self.ends.end_of_piece(offset)
        listed = self._listed_end(offset, limit, given_names() if first else family_names())
        end = offset
        for word in self.words.from_offset(offset):
            if word.start >= limit:
                break
            if word.start > offset or not first:
                inside = listed is not None and word.start < listed
                if self._stops(word) and not inside and (first or not self._is_inner(word, offset, limit)):
                    break
            elif self._stops(word) and listed is None:
                return None
            end = min(word.end, limit)
            if listed is not None and word.start < listed <= end and end < limit:
                rest = next(iter(self.words.from_offset(end)), None)
                if rest is not None and self._stops(rest):
                    break
        if listed is not None and (end < listed or end - offset > LONGEST_PART):
            end = listed
        if listed is not None and listed < end and self._stop_follows(listed):
            end = listed
        if end < len(text) and text[end] == ".":  # the last word is the head of an abbreviation: ผบ. after a name
            end = next(iter(self.words.before_offset(end))).start
        if not first and end < limit and self._is_one_name(offset, end, limit):
            end = limit
        if end - offset < 2 or end - offset > LONGEST_PART:
            return None
        return end

    def _is_one_name(self, offset: int, end: int, limit: int) -> bool:
        """Return whether a family name goes on to the next space: แก้วกล้า, ศรีภูเรือทอง, ดิมาอันดัล."""
        rest = self.text[end:limit]
        if limit - offset > _LONGEST_FAMILY_NAME or len(rest) > _LONGEST_REST or rest in name_words("predicate"):
            return False
        if is_made_of_name_parts(self.text[offset:limit]):
            return True
        spoken = any(ends_name(word.form) and len(word.form) > 2 for word in self._words_in(end, limit))
        return not spoken and is_foreign(self.text[offset:limit])

    def _words_in(self, start: int, end: int) -> Iterator[Word]:
        for word in self.words.from_offset(start):
            if word.start >= end:
                return
            yield word

    def _is_inner(self, word: Word, offset: int, limit: int) -> bool:
        """Return whether a stop word is a piece of a family name: น้อย in พวงน้อย, มา in มาคารอฟ."""
        rest = next(iter(self.words.from_offset(word.end)), None)
        if rest is not None and rest.end <= limit and (len(rest.form) == 1 or (len(rest.form) < 4 and "์" in rest.form)):
            return True  # the next piece cannot stand alone: รอ|ฟ
        if word.form not in name_words("inner"):
            return False
        if word.start == offset:
            return word.end < limit and share_unknown(self.words, word.end, limit) >= FOREIGN_SHAPE
        return limit - word.start <= _LONGEST_REST

    def _stop_follows(self, offset: int) -> bool:
        return any(ends_name(self.text[offset : offset + length]) for length in range(3, 9))

    def _stops(self, word: Word) -> bool:
        form = word.form
        return ends_name(form) or form in _extra_stops() or self._starts_known(word)

    def _starts_known(self, word: Word) -> bool:
        known = self.ends.known_at(word.start)
        return known is not None and (
            known.label in ("DATE", "TIME", "ORG", "EVENT", "LAW") or known.end - known.start > 4
        )

    def _listed_end(self, offset: int, limit: int, names: frozenset[str]) -> int | None:
        """Return the end of the longest listed name at `offset` that a safe cut or the chunk's end follows."""
        for end in range(min(limit, offset + LONGEST_PART), offset + 2, -1):
            if self.text[offset:end] in names and is_safe_cut(self.text, end):
                return end
        return None

    def _is_foreign(self, offset: int) -> bool:
        end = self._part_end(offset, first=False)
        if end is None:
            return False
        part = self.text[offset:end]
        least = _FOREIGN_LATER_PART if "์" in part else FOREIGN_SHAPE
        return part in foreign_names() or share_unknown(self.words, offset, end) >= least

    def _looks_like_name(self, start: int, end: int) -> bool:
        part = self.text[start:end]
        if part in given_names() or part in foreign_names():
            return part not in dictionary() or self.text[end : end + 1] == " "
        return share_unknown(self.words, start, end) >= FOREIGN_SHAPE and len(part) >= 3


@cache
def _extra_stops() -> frozenset[str]:
    """Return titles, heads of institutions and class nouns: they begin something else than a name's part."""
    titles = {r["form"] for r in load_lexicon("titles") if r["kind"] in ("office", "occupation", "rank", "honorific")}
    heads = {r["form"] for r in load_lexicon("org_heads") if len(r["form"]) > 3}
    places = {r["form"] for r in load_lexicon("class_nouns") if len(r["form"]) > 4}
    return frozenset(titles | heads | places)
