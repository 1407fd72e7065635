"""Trigger words that are no events where they stand: parts of compounds, charges, topics, kinds of acts."""

from __future__ import annotations

from collections.abc import Sequence

from sakat.events.document import Document
from sakat.events.phrase_words import offices
from sakat.events.pronouns import pronoun_words
from sakat.events.triggers import Trigger
from sakat.text.clauses import grammar_words

_AGENCY_TALKS = frozenset({"เจรจา", "ไกล่เกลี่ย", "ไกล่เกลี่ยข้อพิพาท", "ประสานงาน", "เจรจาต่อรอง"})
_SPACES = " \t\u00a0"
_MAX_LIST = 40


def drop_non_events(doc: Document, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Return the triggers that may be events, in order.

    Dropped: verbs inside compounds (ผู้ชุมนุม เครื่องบิน คณะกรรมการสอบสวน ประธานการประชุม), charges
    (ข้อหาฆ่าคนตาย), and event nouns that are topics (เกี่ยวกับการค้ายาเสพติด) with those listed after them.
    """
    kept: list[Trigger] = []
    topic_end = -1
    for trigger in triggers:
        if kept and _only_announces(kept[-1], trigger):
            kept.pop()
        if in_compound(doc, trigger) or (kept and _only_says_it_happens(trigger, kept[-1])):
            continue
        if trigger.nominal:
            listed = 0 <= trigger.head - topic_end <= _MAX_LIST and _joins(doc.text[topic_end : trigger.head])
            if is_topic(doc, trigger) or (topic_end >= 0 and listed):
                topic_end = trigger.end
                continue
        kept.append(trigger)
    return kept


def _only_says_it_happens(trigger: Trigger, before: Trigger) -> bool:
    """Whether a verb such as เกิดขึ้น tells no more than that the event noun before it takes place."""
    return before.nominal and before.clause == trigger.clause and trigger.frame.form in grammar_words("happens")


def _only_announces(before: Trigger, trigger: Trigger) -> bool:
    """Whether ประกาศ stands right before the verb of the act announced, which then is the event."""
    announces = before.frame.subtype == "statement" and before.frame.form in grammar_words("announce")
    return announces and not trigger.nominal and trigger.start == before.form_end


def in_compound(doc: Document, trigger: Trigger) -> bool:
    """Whether the word before a trigger makes it part of a noun.

    มีผู้ดักยิง tells that somebody did, ตั้งกรรมการสอบ that an inquiry was begun; an accused is named by the wrong
    (จำเลยฆ่าคนตาย), but does what else follows (จำเลยอุทธรณ์).
    """
    text, stops, head = doc.text, doc.stops, trigger.head
    if grammar_words("charge").before(text, head, stops) is not None:
        return True
    if grammar_words("accused").before(text, head, stops) is not None and trigger.frame.is_wrong:
        return True
    if is_case(doc, trigger):
        return trigger.frame.type != "ASSAULT"
    if trigger.nominal:
        return offices().before(text, head, stops) is not None or text.endswith("ผู้", 0, head)
    if grammar_words("compound").before(text, head, stops) is not None:
        return grammar_words("somebody").before(text, head, stops) is None
    names_agency = (
        trigger.frame.type == "AID" or "investigate" in trigger.frame.modes or trigger.frame.form in _AGENCY_TALKS
    )
    if not names_agency or pronoun_words().before(text, head, stops) is not None:
        return False
    agency = grammar_words("agency").before(text, head, stops)
    return agency is not None and grammar_words("sets_up").before(text, agency, stops) is None


def is_case(doc: Document, trigger: Trigger) -> bool:
    """Whether the trigger only names a court case (คดีวางเพลิง)."""
    return grammar_words("case").before(doc.text, trigger.head, doc.stops) is not None


def is_topic(doc: Document, trigger: Trigger) -> bool:
    """Whether an event noun is what something is about rather than what happens."""
    before = trigger.head
    while before and doc.text[before - 1] in _SPACES:
        before -= 1
    return grammar_words("topic").before(doc.text, before, doc.stops) is not None


def occurs(doc: Document, trigger: Trigger) -> bool:
    """Whether a word before an event noun says that the event takes place."""
    before = trigger.head
    while before and doc.text[before - 1] in _SPACES:
        before -= 1
    if grammar_words("occurrence").at(doc.text, trigger.head) is not None:
        return True
    if grammar_words("occurrence").before(doc.text, before, doc.stops) is not None:
        return True
    clause = doc.clauses[trigger.clause]
    return any(
        grammar_words("happens").at(doc.text, position, doc.stops) is not None
        for position in range(trigger.end, min(clause.end, trigger.end + _MAX_LIST))
        if doc.stops[position]
    )


def _joins(between: str) -> bool:
    """Whether a stretch between two event nouns makes them a list."""
    stripped = between.rstrip()
    return stripped.endswith((",", "และ", "หรือ", "รวมทั้ง", "รวมถึง", "ตลอดจน", "กับ"))
