"""Clauses cut once more where a space and a new subject follow a verb: Thai needs no conjunction there."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from sakat.events.document import Clause, Document
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import offices
from sakat.events.phrases import Phrases
from sakat.events.pronouns import pronoun_words
from sakat.events.triggers import Trigger
from sakat.text.clauses import grammar_words

_SPACE = re.compile(r"[ \t\u00a0]+")
_REACH = 40
_UNOBJECTED = frozenset({"none", "subj"})
_UNNAMED_REACH = 30


def refine_clauses(doc: Document, triggers: Sequence[Trigger], phrases: Phrases) -> list[Trigger]:
    """Cut the clauses of a document at new subjects, and return the triggers with their new clauses.

    A space opens a clause if a verb stands before it in the clause with some words after it, or one that takes no
    object, and a name, a pronoun or
    a common noun for people right after the space is followed by a verb before the next space.
    """
    verbs = [trigger for trigger in triggers if not trigger.nominal]
    starts = [verb.head for verb in verbs]
    clauses: list[Clause] = []
    for clause in doc.clauses:
        begin = clause.start
        low, high = bisect_left(starts, clause.start), bisect_left(starts, clause.end)
        if high - low >= 2:
            for space in _SPACE.finditer(doc.text, verbs[low].end, verbs[high - 1].start):
                cut = space.end()
                before = verbs[bisect_left(starts, space.start()) - 1]
                bare = not doc.text[before.end : space.start()].strip()
                if before.head < begin or (bare and not _UNOBJECTED.issuperset(before.frame.recipient)):
                    continue
                after = bisect_left(starts, cut)
                if after < high and _opens(doc, phrases, cut, verbs[after].head):
                    clauses.append(Clause(begin, space.start(), clause.sentence))
                    begin = cut
        for space in _SPACE.finditer(doc.text, max(begin, verbs[low].end), clause.end) if high > low else ():
            cut = space.end()
            if cut < clause.end and _is_pronoun(doc, cut) and begin <= verbs[low].head < space.start():
                clauses.append(Clause(begin, space.start(), clause.sentence))
                begin = cut
        clauses.append(Clause(begin, clause.end, clause.sentence))
    doc.set_clauses(clauses)
    return [replace(trigger, clause=_clause(doc, trigger)) for trigger in triggers]


def _is_pronoun(doc: Document, position: int) -> bool:
    """Whether a pronoun, or ที่ประชุม, stands at a position: after a space it is a subject."""
    words = (pronoun_words(), grammar_words("meeting"))
    return any(found.at(doc.text, position, doc.stops) is not None for found in words)


def _clause(doc: Document, trigger: Trigger) -> int:
    number = doc.clause_at(trigger.start)
    return trigger.clause if number is None else number


def _opens(doc: Document, phrases: Phrases, cut: int, verb: int) -> bool:
    """Whether a subject at `cut` leads to the verb."""
    phrase = _phrase_at(phrases, cut)
    if phrase is not None:
        if not phrase.is_free or phrase.joins or phrase.end > verb:
            return False
        between = doc.text[phrase.end : verb]
        if not between.strip():
            return (
                not doc.text[max(0, cut - 20) : cut]
                .rstrip()
                .endswith(("คือ", "ได้แก่", "ชื่อ", ",", ":", "และ", "ประกอบด้วย"))
            )
        return between[0] != " " and len(between) <= _REACH and " " not in between.strip()
    for words in (
        pronoun_words(),
        grammar_words("unnamed"),
        grammar_words("force"),
        grammar_words("class_noun"),
        offices(),
    ):
        end = words.at(doc.text, cut, doc.stops)
        if end is not None and end <= verb:
            between = doc.without_values(end, verb)
            return len(between) <= _UNNAMED_REACH and " " not in between.strip()
    return False


def _phrase_at(phrases: Phrases, start: int) -> Phrase | None:
    index = phrases.index_before(start + 1)
    if index >= 0 and phrases.items[index].start == start:
        return phrases.items[index]
    return None
