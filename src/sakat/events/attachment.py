"""Which names belong to the noun phrase before them: coordination, apposition and possessors."""

from __future__ import annotations

from sakat.events.document import PLACES, Document
from sakat.events.phrase import Phrase
from sakat.events.phrase_words import SPACES, offices, titles
from sakat.record import Mention
from sakat.text.clauses import grammar_words

_WITH = ("กับ", "ร่วมกับ", "พร้อมด้วย", "พร้อมกับ", "ควบคู่กับ")


def attach(doc: Document, previous: Phrase, phrase: Phrase, mention: Mention) -> bool:
    """Make the name part of the phrase before it and return True, if it belongs there."""
    text = doc.text
    gap = text[previous.end : phrase.start].strip()
    between = text[previous.end : mention.start].strip()
    last = previous.members[-1]
    if phrase.owner and not gap:
        if previous.end == phrase.start or text[previous.end : phrase.start].isspace():
            previous.end = mention.end
            previous.skipped.append(mention)
            return True
        return False
    if mention.entity_id == last.entity_id and between in {"(", ""}:
        previous.end = mention.end
        return True
    if between in {"(", "หรือ", "(หรือ"}:
        if between == "หรือ" and mention.label == last.label:
            previous.members.append(mention)
        previous.end = mention.end
        return True
    if phrase.slot in _WITH and not gap:
        phrase.joins = True
        return False
    if gap in grammar_words("joiner") and not phrase.slot:
        if phrase.office and mention.label != "PERSON" and last.label == "PERSON" and previous.skipped:
            previous.end = mention.end
            return True
        listed = last.label in PLACES and mention.label in PLACES and gap == ","
        if (phrase.bare or phrase.owner) and not listed:
            return False
        previous.members.append(mention)
        previous.end = mention.end
        return True
    if gap and not _is_titles(gap):
        return False
    if mention.label == "PERSON" and last.label != "PERSON":
        if previous.office:
            previous.members[-1] = mention
            previous.skipped.append(last)
            previous.end = mention.end
            return True
        return False
    if last.label == "PERSON" and mention.label != "PERSON" and phrase.office and not phrase.slot:
        previous.end = mention.end
        previous.skipped.append(mention)
        return True
    if not gap and not phrase.slot and not phrase.office and last.label in PLACES and mention.label in PLACES:
        _chain(doc, previous, mention, last)
        return True
    return False


def _chain(doc: Document, previous: Phrase, mention: Mention, last: Mention) -> None:
    """Join places written one after another: states are a list, others go from small to large."""
    codes = [entity.iso3166 for item in (last, mention) if (entity := doc.entities.get(item.entity_id or ""))]
    if len(codes) == 2 and all(code is not None and len(code) == 2 for code in codes):
        previous.members.append(mention)
    else:
        previous.skipped.append(mention)
    previous.end = mention.end


def _is_titles(gap: str) -> bool:
    """Whether a stretch holds only titles, offices and joiners."""
    position = 0
    while position < len(gap):
        if gap[position] in SPACES:
            position += 1
            continue
        ends = [words.at(gap, position) for words in (titles(), offices(), grammar_words("joiner"))]
        found = max((end for end in ends if end is not None), default=None)
        if found is None:
            return False
        position = found
    return True
