"""Id recipes: what an id is made of, so that no id depends on order, time, path or machine."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff]")
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
_WHITE_SPACE = re.compile(r"\s+")
_THAI_DIGITS = {0x0E50 + value: str(value) for value in range(10)}


def digest(*parts: str | int) -> str:
    """Return the first 16 hex digits of SHA-256 of the parts joined by U+001F, in UTF-8.

    >>> digest("d_0000000000000000", 0, 4, "GPE")
    '9af1f33fba54d80e'
    """
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


def record_id(text: str) -> str:
    """Return the id of the record whose canonical text this is: `d_` and 16 hex digits."""
    return "d_" + hashlib.sha256(text.encode()).hexdigest()[:16]


def mention_id(doc: str, start: int, end: int, label: str) -> str:
    """Return the id of a mention of record `doc`, offsets half-open in code points."""
    return "m_" + digest(doc, start, end, label)


def temporal_id(doc: str, start: int, end: int) -> str:
    """Return the id of a temporal expression of record `doc`."""
    return "t_" + digest(doc, start, end)


def event_id(doc: str, start: int, end: int, event_type: str, subtype: str | None) -> str:
    """Return the id of an event by its trigger; `subtype` counts for type OTHER only."""
    parts: tuple[str | int, ...] = (doc, start, end, event_type)
    return "e_" + digest(*parts, subtype) if subtype is not None else "e_" + digest(*parts)


def quote_id(doc: str, start: int, end: int) -> str:
    """Return the id of a quotation of record `doc`."""
    return "q_" + digest(doc, start, end)


def citation_id(doc: str, start: int, end: int) -> str:
    """Return the id of a citation of record `doc`."""
    return "c_" + digest(doc, start, end)


def entity_id(label: str, name_th: str, qid: str | None) -> str:
    """Return the id of an entity: its Wikidata QID, else `x_` and a digest of label and name.

    >>> entity_id("GPE", "กรุงเทพมหานคร", "Q1861")
    'Q1861'
    """
    return qid if qid is not None else "x_" + digest(label, normalize_name(name_th))


def normalize_name(name: str) -> str:
    """Return a Thai name in the form that identifies it: one spelling for look-alike letters.

    NFC; without invisible characters; เเ as แ; ํ (+ tone) + า as (tone +) ำ; Thai digits as 0-9;
    without white space; case-folded.

    >>> normalize_name("เเม่น้ำ ๒ สาย") == normalize_name("แม่น้ํา 2 สาย")
    True
    """
    name = _INVISIBLE.sub("", unicodedata.normalize("NFC", name)).replace("เเ", "แ")
    name = _SARA_AM.sub("\\1\u0e33", name).translate(_THAI_DIGITS)
    return _WHITE_SPACE.sub("", name).casefold()
