"""The rules of the annotation guidelines that types alone cannot say."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from sakat.gold.model import PRESENT_REF, Gold, GoldEvent
from sakat.gold.read import Problem
from sakat.record.edtf import edtf_is_valid
from sakat.record.event import MODE_SCORES
from sakat.record.mention import VALUE_LABELS

_SNAKE_CASE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_Finding = tuple[str, str, str]
"""Path, what was found, what was expected."""


def check_gold(gold: Gold, text: str, *, file: str = "gold") -> list[Problem]:
    """Return every broken rule of an annotated article, in the order of the keys; [] if it is sound.

    Args:
        gold: The annotation, already of the right types.
        text: The article, its bytes read as UTF-8 without translation of line ends.
        file: What messages call the annotation.

    Source: annotation guidelines, sections 1 to 5.
    """
    return [Problem(file, *finding) for rule in _RULES for finding in rule(gold, text)]


def _check_text(gold: Gold, text: str) -> Iterator[_Finding]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    if gold.text_sha256 != digest:
        yield "text_sha256", gold.text_sha256, f"{digest}, the SHA-256 of the text: the text has changed"
    if not unicodedata.is_normalized("NFC", text):
        yield "text", "characters that are not in Unicode NFC", "the text file saved as NFC"
    if "\r" in text:
        yield "text", f"a CR at {text.index(chr(13))}", "LF line ends only"
    if text.startswith("\ufeff"):
        yield "text", "a byte order mark", "UTF-8 without one"
    if gold.document_date is not None and not _is_day(gold.document_date):
        yield "document_date", gold.document_date, "a day that exists, YYYY-MM-DD"


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _check_sentences(gold: Gold, text: str) -> Iterator[_Finding]:
    for index, sentence in enumerate(gold.sentences):
        yield from _outside(f"sentences[{index}]", sentence.start, sentence.end, text)
    for index, (left, right) in enumerate(pairwise(gold.sentences), 1):
        if right.start < left.end:
            yield f"sentences[{index}].start", str(right.start), f"{left.end} or more, where the one before ends"


def _check_entities(gold: Gold, text: str) -> Iterator[_Finding]:
    for index, entity in enumerate(gold.entities):
        path = f"entities[{index}]"
        yield from _differs(path, entity.start, entity.end, entity.text, text)
        for number, (start, end, _) in enumerate(entity.alt):
            yield from _outside(f"{path}.alt[{number}]", start, end, text)
            if start >= entity.end or end <= entity.start:
                yield f"{path}.alt[{number}]", f"{start}-{end}", f"a span that shares a letter with {entity.text!r}"
        if entity.label in VALUE_LABELS:
            if entity.canonical is not None:
                yield f"{path}.canonical", repr(entity.canonical), f"null for a {entity.label}"
            if entity.name_en is not None:
                yield f"{path}.name_en", repr(entity.name_en), f"null for a {entity.label}"
        elif entity.canonical is None:
            yield f"{path}.canonical", "null", f"a snake_case id for a {entity.label}"
        elif not _SNAKE_CASE.fullmatch(entity.canonical):
            yield f"{path}.canonical", repr(entity.canonical), "a snake_case id, e.g. 'norway_gov'"
    required = sorted(
        (entity.start, entity.end, index) for index, entity in enumerate(gold.entities) if not entity.optional
    )
    furthest = (0, -1)
    for start, end, index in required:
        if start < furthest[0]:
            yield (
                f"entities[{index}]",
                f"{gold.entities[index].text!r} at {start}-{end}, which shares text with entities[{furthest[1]}]",
                "required entities that do not overlap; mark the inner one optional",
            )
        furthest = max(furthest, (end, index))


def _check_dates(gold: Gold, text: str) -> Iterator[_Finding]:
    for index, item in enumerate(gold.dates):
        path = f"dates[{index}]"
        if item.text is not None:
            yield from _differs(path, item.start, item.end, item.text, text)
        else:
            yield from _outside(path, item.start, item.end, text)
        for name, value in ((".edtf", item.edtf), *((f".edtf_alt[{i}]", alt) for i, alt in enumerate(item.edtf_alt))):
            if value == PRESENT_REF and item.optional:
                continue
            yield from _not_edtf(path + name, value)


def _check_events(gold: Gold, text: str) -> Iterator[_Finding]:
    known = {entity.canonical for entity in gold.entities}
    by_id: dict[str, GoldEvent] = {}
    for index, event in enumerate(gold.events):
        if event.id in by_id:
            yield f"events[{index}].id", f"{event.id!r} a second time", "ids that are unique in the file"
        by_id[event.id] = event
    for index, event in enumerate(gold.events):
        path = f"events[{index}]"
        yield from _check_trigger(path, event, gold, text)
        yield from _check_codes(path, event)
        for name in ("actors", "recipients", "args_ok"):
            for number, entity_id in enumerate(getattr(event, name)):
                yield from _unknown(f"{path}.{name}[{number}]", entity_id, known)
        yield from _unknown(f"{path}.location", event.location, known)
        yield from _unknown(f"{path}.source", event.source, known)
        for name, value in ((".edtf", event.edtf), *((f".edtf_alt[{i}]", a) for i, a in enumerate(event.edtf_alt))):
            if value is not None:
                yield from _not_edtf(path + name, value)
        if event.coref is not None:
            first = by_id.get(event.coref)
            if first is None or event.coref == event.id or first.coref is not None:
                yield f"{path}.coref", repr(event.coref), "the id of another event, the first that tells it"


def _check_trigger(path: str, event: GoldEvent, gold: Gold, text: str) -> Iterator[_Finding]:
    trigger = event.trigger
    yield from _differs(f"{path}.trigger", trigger.start, trigger.end, trigger.text, text)
    if not any(sentence.start <= trigger.start < sentence.end for sentence in gold.sentences):
        yield f"{path}.trigger", f"{trigger.text!r} at {trigger.start}", "a trigger that starts in one of the sentences"
    for number, (start, end) in enumerate(event.alt_triggers):
        yield from _outside(f"{path}.alt_triggers[{number}]", start, end, text)


def _check_codes(path: str, event: GoldEvent) -> Iterator[_Finding]:
    if event.type in event.type_alt:
        yield f"{path}.type_alt", repr(event.type), f"types other than {event.type}"
    if event.type == "OTHER" and event.subtype is None:
        yield f"{path}.subtype", "null", "a subtype; every OTHER event has one"
    if event.subtype is not None and "OTHER" not in event.types:
        yield f"{path}.subtype", repr(event.subtype), f"null for {event.type}; only OTHER has subtypes"
    allowed = sorted({mode for kind in event.types for mode in MODE_SCORES.get(kind, {})})
    for mode in event.mode:
        if mode not in allowed:
            kinds = " or ".join(event.types)
            yield f"{path}.mode", repr(mode), f"a mode of {kinds}: {', '.join(allowed) or 'none'}"


def _check_quotes(gold: Gold, text: str) -> Iterator[_Finding]:
    known = {entity.canonical for entity in gold.entities}
    for index, quote in enumerate(gold.quotes):
        yield from _outside(f"quotes[{index}]", quote.start, quote.end, text)
        yield from _unknown(f"quotes[{index}].speaker", quote.speaker, known)


def _check_citations(gold: Gold, text: str) -> Iterator[_Finding]:
    for index, citation in enumerate(gold.citations):
        path = f"citations[{index}]"
        outside = list(_outside(path, citation.start, citation.end, text))
        yield from outside
        mark = text[citation.start : citation.end]
        if outside:
            continue
        if not (mark.startswith("[") and mark.endswith("]")):
            yield path, repr(mark), "a mark with its brackets, e.g. '[1]'"
        elif citation.ref not in {mark[1:-1], "needed"}:
            yield f"{path}.ref", repr(citation.ref), f"{mark[1:-1]!r}, what the brackets hold, or 'needed'"


def _outside(path: str, start: int, end: int, text: str) -> Iterator[_Finding]:
    if not 0 <= start < end <= len(text):
        yield path, f"{start}-{end}", f"0 <= start < end <= {len(text)}, the length of the text in code points"


def _differs(path: str, start: int, end: int, found: str, text: str) -> Iterator[_Finding]:
    outside = list(_outside(path, start, end, text))
    yield from outside
    if not outside and text[start:end] != found:
        yield f"{path}.text", repr(found), f"{text[start:end]!r}, the text at {start}-{end}"


def _unknown(path: str, entity_id: str | None, known: set[str | None]) -> Iterator[_Finding]:
    if entity_id is not None and entity_id not in known:
        yield path, repr(entity_id), "the canonical id of a mention in this file"


def _not_edtf(path: str, value: str) -> Iterator[_Finding]:
    if not edtf_is_valid(value):
        yield path, repr(value), "a valid EDTF value of level 0 to 2, e.g. '2022-08-22'"


_RULES: tuple[Callable[[Gold, str], Iterator[_Finding]], ...] = (
    _check_text,
    _check_sentences,
    _check_entities,
    _check_dates,
    _check_events,
    _check_quotes,
    _check_citations,
)
