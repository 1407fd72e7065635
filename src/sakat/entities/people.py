"""Names of persons: after titles and offices, before offices, and parts of names met in full elsewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

import ahocorasick

from sakat.entities.candidate import Candidate
from sakat.entities.cues import FoundCue, name_words
from sakat.entities.ends import Ends
from sakat.entities.person_reader import FOREIGN_SHAPE, LONGEST_PART, MOST_PARTS, PersonReader
from sakat.entities.personal_names import family_names, foreign_names, given_names, nicknames
from sakat.entities.resolver import strip_title
from sakat.entities.words import dictionary, is_safe_cut, is_thai, share_unknown
from sakat.lexicon import load_lexicon

_TITLE_SCORE = 0.95
_OFFICE_SCORE = 0.9
_BEFORE_OFFICE_SCORE = 0.85
_PAIR_SCORE = 0.85
_FOREIGN_PAIR_SCORE = 0.75
_REPEAT_SCORE = 0.9
_WELL_KNOWN_SCORE = 0.97
_LONG_SINGLE_NAME = 8


@cache
def _well_known() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for row in load_lexicon("person_names"):
        if " " in row["form"] or len(row["form"]) >= _LONG_SINGLE_NAME:
            automaton.add_word(row["form"], len(row["form"]))
    automaton.make_automaton()
    return automaton


def find_well_known(text: str, boundaries: Collection[int]) -> Iterator[Candidate]:
    """Yield the full names of well-known people (`person_names.tsv`)."""
    for last, length in _well_known().iter(text):
        start, end = last + 1 - length, last + 1
        whole = is_safe_cut(text, start) and is_safe_cut(text, end)
        if whole and (" " in text[start:end] or start in boundaries or end in boundaries):
            yield Candidate(start, end, "PERSON", "lexicon", "person_names", _WELL_KNOWN_SCORE)


def find_titled(ends: Ends, cues: list[FoundCue]) -> Iterator[Candidate]:
    """Yield the persons named after a title or after an office with its organisation or state.

    Args:
        ends: The text with its words, and the names known in it: also organisations found by rules.
        cues: Titles of the text, in order.
    """
    person = PersonReader(ends)
    by_start = {found.start: found for found in cues}
    read = 0
    for found in cues:
        if found.start < read:
            continue  # a title inside a name: หะยี in ซูไรดา หะยีสาเมาะ
        kind = found.cue.kind
        offset = found.end
        gap = ends.skip_space(offset)
        if gap in by_start and by_start[gap].cue.kind != "kin":
            continue  # the next title leads to the same name
        if offset in by_start and by_start[offset].cue.kind != "kin":
            continue
        weak = kind in ("kin", "occupation", "office", "royal", "monastic")
        weak = weak or (kind == "professional" and not found.cue.form.endswith("."))
        if kind in ("office", "occupation"):
            offset = _after_organisation(ends, offset, takes_org=found.cue.takes_org)
            gap = ends.skip_space(offset)
            if gap in by_start:
                continue
        nickname_end = _nickname_end(ends, gap) if kind == "kin" else None
        name_end = person.read(gap, evidence=weak)
        if name_end is None and nickname_end is not None:
            yield Candidate(gap, nickname_end, "PERSON", "rule", "person.nickname", _OFFICE_SCORE)
        if name_end is None:
            continue
        given = ends.text[gap:name_end].split(" ")[0]
        if kind == "kin" and nickname_end is None and given not in given_names() and given not in foreign_names():
            continue
        read = name_end
        score = _OFFICE_SCORE if weak else _TITLE_SCORE
        yield Candidate(gap, name_end, "PERSON", "rule", f"person.{kind}", score)


def _nickname_end(ends: Ends, offset: int) -> int | None:
    """Return where a nickname of one whole word ends, None if none starts here."""
    word = ends.words.word_at(offset)
    return (
        word.end
        if word is not None and word.start == offset and ends.text[word.start : word.end] in nicknames()
        else None
    )


def _after_organisation(ends: Ends, offset: int, *, takes_org: bool) -> int:
    """Return the offset after the organisation or states named with an office, or `offset` if there are none."""
    if not takes_org:
        return offset
    labels = frozenset({"ORG", "GPE", "LOC", "NORP", "FAC"})
    while True:
        for link in ("", "ของ", "แห่ง", "ประจำ", "ด้าน", " "):
            known = ends.known_at(offset + len(link), labels) if ends.text.startswith(link, offset) else None
            if known is not None:
                offset = known.end
                break
        else:
            return offset


def find_before_offices(ends: Ends, cues: list[FoundCue]) -> Iterator[Candidate]:
    """Yield the persons named right before their office: เยนส์ สโตลเตนเบิร์ก เลขาธิการเนโท."""
    for found in cues:
        if found.cue.kind not in ("office", "rank", "occupation") or ends.text[found.start - 1 : found.start] not in (
            " ",
            "\u00a0",
        ):
            continue
        start = _start_of_name(ends, found.start - 1)
        if start is not None:
            start, _ = strip_title(ends.text, start, found.start - 1)
            yield Candidate(start, found.start - 1, "PERSON", "rule", "person.before_office", _BEFORE_OFFICE_SCORE)


def _start_of_name(ends: Ends, end: int) -> int | None:
    """Return the start of a name of two to four parts that ends at `end`."""
    text = ends.text
    starts: list[int] = []
    stop = end
    while len(starts) < MOST_PARTS:
        begin = stop
        while begin > 0 and is_thai(text[begin - 1]) and text[begin - 1] not in "ฯๆ":
            begin -= 1
        part = text[begin:stop]
        if not part or not _is_name_part(ends, begin, stop, last=not starts):
            glued = _glued_start(ends, begin, stop) if starts and part else None
            if glued is not None:
                starts.append(glued)
            break
        starts.append(begin)
        if begin == 0 or text[begin - 1] != " ":
            break
        stop = begin - 1
    return starts[-1] if len(starts) >= 2 else None


def _is_name_part(ends: Ends, start: int, end: int, *, last: bool) -> bool:
    part = ends.text[start:end]
    if not 2 <= len(part) <= LONGEST_PART or ends.known_at(start) is not None:
        return False
    if part in foreign_names() or part in (family_names() if last else given_names()):
        return True
    return share_unknown(ends.words, start, end) >= FOREIGN_SHAPE


def _glued_start(ends: Ends, begin: int, stop: int) -> int | None:
    """Return where a name begins that is written together with the words before it: จับ|วากา."""
    text = ends.text
    names = foreign_names()
    for start in range(max(begin, stop - LONGEST_PART), stop - 2):
        if text[start:stop] in names and is_safe_cut(text, start) and start in ends.words.boundaries:
            return start
    start = stop
    for word in ends.words.before_offset(stop):
        if word.start < begin or (len(word.form) > 2 and word.form in dictionary()):
            break
        start = word.start
    return start if stop - start >= 3 and start > begin else None


def find_pairs(ends: Ends, taken: bytearray) -> Iterator[Candidate]:
    """Yield given and family names written side by side without any title, both listed or plainly foreign."""
    text = ends.text
    person = PersonReader(ends)
    endings = tuple(name_words("foreign_ending"))
    for space in re.finditer(r"(?<=[\u0e01-\u0e4e])[ \u00a0](?=[\u0e01-\u0e4e])", text):
        gap = space.start()
        if taken[gap]:
            continue
        begin = gap
        while begin > 0 and is_thai(text[begin - 1]) and text[begin - 1] not in "ฯๆ":
            begin -= 1
        start = _listed_start(ends, begin, gap)
        if start is None and not text[gap + 1 : ends.end_of_piece(gap + 1)].endswith(endings):
            continue
        end = person.part_end(gap + 1)
        if end is None:
            continue
        family = text[gap + 1 : end]
        if start is None:
            if _has_foreign_ending(ends, gap + 1, end):
                start = _foreign_start(ends, begin, gap)
                if start is not None:
                    yield Candidate(start, end, "PERSON", "rule", "person.foreign_pair", _FOREIGN_PAIR_SCORE)
            continue
        given = text[start:gap]
        sure = (given in given_names() and family in family_names() and given not in dictionary()) or (
            given in foreign_names() and (family in foreign_names() or share_unknown(ends.words, gap + 1, end) >= 0.7)
        )
        if sure and family not in name_words("stop"):
            start, _ = strip_title(text, start, end)
            full = person.read(start, evidence=False)
            yield Candidate(start, max(end, full or end), "PERSON", "rule", "person.pair", _PAIR_SCORE)


def _has_foreign_ending(ends: Ends, start: int, end: int) -> bool:
    part = ends.text[start:end]
    return (
        len(part) >= 5
        and part.endswith(tuple(name_words("foreign_ending")))
        and share_unknown(ends.words, start, end) >= FOREIGN_SHAPE
    )


def _foreign_start(ends: Ends, begin: int, gap: int) -> int | None:
    """Return the start of a plainly foreign given name that ends at `gap`, perhaps glued to the words before."""
    if 3 <= gap - begin <= LONGEST_PART and share_unknown(ends.words, begin, gap) >= 0.9:
        return begin
    return _glued_start(ends, begin, gap)


def _listed_start(ends: Ends, begin: int, gap: int) -> int | None:
    text = ends.text
    for start in range(max(begin, gap - LONGEST_PART), gap - 2):
        part = text[start:gap]
        listed = part in foreign_names() or part in given_names()
        if listed and is_safe_cut(text, start) and (start == begin or start in ends.words.boundaries):
            return start
    return None


def find_repeats(text: str, boundaries: Collection[int], persons: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield mentions of persons by one part of a name found in full: ลาฟรอฟ beside เซียร์เกย์ ลาฟรอฟ.

    A given name that is a word too (ดำรง) is one only after a space.
    """
    parts: dict[str, int] = {}
    for candidate in persons:
        names = text[candidate.start : candidate.end].replace("\u00a0", " ").split(" ")
        pieces = [text[candidate.start : candidate.end]] if len(names) > 1 else []
        pieces += [names[0], names[-1]] if len(names) > 1 else names
        for piece in pieces:
            if (
                len(piece) > 3
                and is_thai(piece[0])
                and (piece not in dictionary() or piece in foreign_names() or piece in given_names())
                and piece not in name_words("stop")
            ):
                parts[piece] = min(parts.get(piece, candidate.start), candidate.start)
    if not parts:
        return
    automaton = ahocorasick.Automaton()
    for piece, first in sorted(parts.items()):
        automaton.add_word(piece, (piece, first))
    automaton.make_automaton()
    for last, (piece, _first) in automaton.iter(text):
        end = last + 1
        start = end - len(piece)
        if not (is_safe_cut(text, start) and is_safe_cut(text, end)):
            continue
        if piece in dictionary() and piece not in foreign_names():
            whole = start in boundaries and end in boundaries and not is_thai(text[start - 1 : start])
        else:
            whole = start in boundaries or end in boundaries or len(piece) > 6
        if whole:
            yield Candidate(start, end, "PERSON", "rule", "person.repeat", _REPEAT_SCORE)
