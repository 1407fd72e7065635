"""Trigger candidates: the forms of `resources/triggers.tsv` in a text, longest first, on word boundaries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, cast, get_args

import ahocorasick

from sakat.errors import LexiconError
from sakat.events.document import Document
from sakat.lexicon import load_lexicon
from sakat.record.event import MODE_SCORES, EventType, Mode, Subtype
from sakat.text.clauses import WordSet

WINDOW = 25
"""Code points before and after a form in which `requires` and `excludes` look."""
_WRONGS = frozenset({"ASSAULT", "PROTEST", "crime", "bribery"})
_SURE_LENGTH = 9
_NOMINALIZERS = WordSet(["การ", "ความ"])
_PASSIVES = ("ถูก", "โดน")
_FUTURES = ("จะ", "เตรียม", "มีกำหนด", "กำหนด", "มีแผน", "นัด", "เล็ง", "จ่อ")
_TAILS = ("ที่จะ", "ว่าจะ", "ให้", "ว่า", "จะ", "กับ", "ต่อ")
_COMBINING = frozenset(
    "\u0e30\u0e31\u0e32\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e4d\u0e4e"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the trigger lexicon."""

    form: str
    noun: bool
    type: EventType
    subtype: Subtype | None
    modes: tuple[Mode, ...]
    actor: str
    recipient: tuple[str, ...]
    content: bool
    requires: tuple[str, ...]
    excludes: tuple[str, ...]
    score: float

    @property
    def is_wrong(self) -> bool:
        """Whether the act is one that people are accused of."""
        return (self.subtype or self.type) in _WRONGS


@dataclass(frozen=True, slots=True)
class Trigger:
    """A form found in the text with the frame that fits.

    Attributes:
        start: First code point of the trigger as reported.
        end: Code point after its last one.
        form_end: End of the lexicon form, which may go on with ให้, ว่า or จะ.
        sentence: Index of its sentence.
        clause: Index of its clause.
        nominal: An event noun, or a verb after การ or ความ.
        passive: The form itself begins with ถูก or โดน.
        frame: The row of the lexicon.
        head: Where its noun phrase starts: at การ, else at `start`.
        lexical_future: The form itself says that the act is to come (จะ… เตรียม… มีกำหนด…).
        seen: The tagger, too, sees an event there.
    """

    start: int
    end: int
    form_end: int
    sentence: int
    clause: int
    nominal: bool
    passive: bool
    frame: Frame
    head: int
    lexical_future: bool = False
    seen: bool = False


@cache
def load_frames() -> tuple[Frame, ...]:
    """Return the rows of the trigger lexicon.

    Raises:
        LexiconError: If a code is unknown or a score is no number, with the row's form.
    """
    return tuple(to_frame(row, "triggers") for row in load_lexicon("triggers"))


def to_frame(row: Mapping[str, str], file: str) -> Frame:
    """Return a row of a trigger table as a frame.

    Raises:
        LexiconError: If a code is unknown or the score is no number, with the row's form.
    """
    event_type, subtype = row["type"], row["subtype"] or None
    modes = tuple(filter(None, row["mode"].split(",")))
    known = event_type in get_args(EventType) and (event_type == "OTHER") == (subtype in get_args(Subtype))
    if not known or any(mode not in MODE_SCORES.get(event_type, {}) for mode in modes):
        raise LexiconError(
            f"resources/{file}.tsv: {row['form']!r} has type {event_type!r}, subtype {subtype!r}, modes {modes}; "
            "expected PLOVER codes, a subtype exactly for OTHER, and modes of the type"
        )
    try:
        score = float(row["score"])
    except ValueError as error:
        raise LexiconError(
            f"resources/{file}.tsv: {row['form']!r} has score {row['score']!r}; expected a number"
        ) from error
    return Frame(
        form=row["form"],
        noun=row["pos"] == "n",
        type=cast(EventType, event_type),
        subtype=cast(Subtype | None, subtype),
        modes=cast(tuple[Mode, ...], modes),
        actor=row["actor"],
        recipient=tuple(filter(None, row["recipient"].split(","))),
        content=row["content"] == "y",
        requires=_strings(row["requires"]),
        excludes=_strings(row["excludes"]),
        score=score,
    )


def _strings(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


@cache
def _automaton() -> Any:
    """Return an automaton whose values are (length, frames, their types in order); decoys have no frames."""
    by_form: dict[str, list[Frame]] = {}
    for frame in load_frames():
        by_form.setdefault(frame.form, []).append(frame)
    for row in load_lexicon("event_grammar"):
        if row["kind"] == "decoy":
            by_form.setdefault(row["form"], [])
    automaton = ahocorasick.Automaton()
    for form, frames in by_form.items():
        best = sorted(frames, key=lambda frame: (not frame.requires, -frame.score, frame.type))
        types = tuple(sorted({frame.type for frame in frames}))
        automaton.add_word(form, (len(form), tuple(best), types))
    automaton.make_automaton()
    return automaton


@dataclass(frozen=True, slots=True)
class Pair:
    """A verb in two parts with its object between them (ส่ง … ข้ามแดน)."""

    second: str
    reach: int
    frame: Frame


@cache
def _pairs() -> Any:
    """Return an automaton over the first parts whose values are (length, pairs)."""
    by_form: dict[str, list[Pair]] = {}
    for row in load_lexicon("trigger_pairs"):
        frame = to_frame({**row, "pos": "v", "requires": "", "excludes": ""}, "trigger_pairs")
        by_form.setdefault(row["form"], []).append(Pair(row["second"], int(row["reach"]), frame))
    automaton = ahocorasick.Automaton()
    for form, pairs in by_form.items():
        automaton.add_word(form, (len(form), tuple(pairs)))
    automaton.make_automaton()
    return automaton


def _find_pairs(doc: Document) -> Iterator[tuple[int, int, Frame]]:
    """Yield the verbs in two parts: the place of the first part, and the frame."""
    for last, (length, pairs) in _pairs().iter(doc.text):
        start, end = last + 1 - length, last + 1
        if not (doc.stops[start] and doc.stops[end]):
            continue
        sentence = doc.sentence_at(start, end)
        if sentence is None:
            continue
        limit = doc.sentences[sentence].end
        for pair in pairs:
            place = doc.text.find(pair.second, end, min(limit, end + pair.reach + len(pair.second)))
            if place >= 0 and doc.name_over(place, place + len(pair.second)) is None:
                yield start, end, pair.frame
                break


def find_triggers(doc: Document) -> list[Trigger]:
    """Return the triggers of a text in order, none overlapping another.

    At each place the longest form wins whose frame's `requires` and `excludes` hold; a form inside a name does
    not count, unless it heads the name of an event (การประชุมสุดยอด…).
    """
    found: list[tuple[int, int, Frame | None]] = []
    for last, (length, frames, _) in _automaton().iter(doc.text):
        start, end = last + 1 - length, last + 1
        if not _on_boundaries(doc, start, end):
            continue
        if not frames:
            found.append((start, end, None))
            continue
        frame = next((frame for frame in frames if _context_allows(doc.text, start, end, frame)), None)
        if frame is not None:
            found.append((start, end, frame))
    longest = {start: end for start, end, _ in sorted(found, key=lambda item: (item[0], item[1]))}
    pairs = [(start, end, frame) for start, end, frame in _find_pairs(doc) if longest.get(start, 0) <= end]
    found = [*pairs, *found]  # of one length the verb in two parts says more
    found.sort(key=lambda item: (item[0], -item[1]))
    return list(_select(doc, found))


def _select(doc: Document, found: Iterable[tuple[int, int, Frame | None]]) -> Iterator[Trigger]:
    taken = 0
    for start, end, frame in found:
        if start < taken:
            continue
        inside = doc.name_over(start, end) is not None
        if (inside and not _heads_event(doc, start, end)) or doc.value_over(start, end) is not None:
            continue
        taken = end
        if frame is None:
            continue
        trigger = to_trigger(doc, start, end, frame)
        if trigger is not None:
            yield trigger


def lexicon_matches(doc: Document) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return where forms of the lexicon stand on word boundaries, whatever their context, with their types."""
    found = []
    for last, (length, _, types) in _automaton().iter(doc.text):
        start, end = last + 1 - length, last + 1
        if types and _on_boundaries(doc, start, end):
            found.append((start, end, types))
    return found


def to_trigger(doc: Document, start: int, end: int, frame: Frame) -> Trigger | None:
    """Return the trigger that a form makes with a frame: without ให้, ว่า, จะ, ถูก; None outside the sentences."""
    sentence, clause = doc.sentence_at(start, end), doc.clause_at(start)
    if sentence is None or clause is None:
        return None
    text = doc.text
    form_end = end
    passive = False
    future = text.startswith(_FUTURES, start, end)
    if not frame.noun:
        for tail in _TAILS:
            if text.endswith(tail, start + 2, end) and end - len(tail) - start >= 2 and doc.stops[end - len(tail)]:
                end -= len(tail)
                break
        for mark in _PASSIVES:
            if text.startswith(mark, start, end - 1) and doc.stops[start + len(mark)]:
                start += len(mark)
                passive = True
        if text.startswith("จะ", start, end - 2) and doc.stops[start + 2]:
            start += 2
    head = _NOMINALIZERS.before(text, start, doc.stops)
    nominal = frame.noun or head is not None
    return Trigger(
        start, end, form_end, sentence, clause, nominal, passive, frame, start if head is None else head, future
    )


def _heads_event(doc: Document, start: int, end: int) -> bool:
    """Whether a form begins the name of an event, after การ or not (การโจมตีโรงเรียน…)."""
    name = doc.name_over(start, end)
    return name is not None and name.label == "EVENT" and start - name.start <= len("การ") and end <= name.end


def _on_boundaries(doc: Document, start: int, end: int) -> bool:
    text, stops = doc.text, doc.stops
    if end - start < _SURE_LENGTH and not stops[end] and not _heads_event(doc, start, end):
        return False
    if end < len(text) and text[end] in _COMBINING:
        return False
    if text[start] in _COMBINING or (start and text[start - 1] in "เแโใไ"):
        return False
    if end - start >= _SURE_LENGTH or stops[start] or _heads_event(doc, start, end):
        return True
    head = _NOMINALIZERS.before(text, start)
    return head is not None and bool(stops[head])


def _context_allows(text: str, start: int, end: int, frame: Frame) -> bool:
    if not frame.requires and not frame.excludes:
        return True
    before = text[max(0, start - WINDOW) : start]
    after = text[end : end + WINDOW]
    before = before[before.rfind("\n") + 1 :]
    cut = after.find("\n")
    after = after if cut < 0 else after[:cut]

    def holds(condition: str) -> bool:
        if condition.startswith("<^"):
            return before.rstrip().endswith(condition[2:])
        if condition.startswith("<"):
            return condition[1:] in before
        if condition.startswith("^"):
            return after.lstrip().startswith(condition[1:])
        return condition in after

    if any(holds(condition) for condition in frame.excludes):
        return False
    return not frame.requires or any(holds(condition) for condition in frame.requires)
