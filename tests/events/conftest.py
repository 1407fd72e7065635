"""Marked-up sentences read into an `Analysis`: [รัสเซีย|GPE|russia], [7 พฤษภาคม|DATE|2004-05-07]."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import numpy as np
import pytest

from sakat.events.analysis import Analysis, Token
from sakat.events.outlook import MODALITIES, PARTS, Outlook
from sakat.record import Citation, Entity, Mention, Range, Section, Temporal, Timex, ids
from sakat.text.sentences import split_sentences
from sakat.text.wikitext import find_citations
from sakat.text.words import WordTokenizer

_MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z_]+)(?:\|([^\[\]|]*))?\]")
_VALUES = {"DATE", "TIME", "CARDINAL", "QUANTITY", "MONEY", "PERCENT", "ORDINAL"}
_TOKENIZER = WordTokenizer(engine="newmm")
STATES = {
    "รัสเซีย": "RU",
    "จีน": "CN",
    "ไทย": "TH",
    "ลาว": "LA",
    "เปรู": "PE",
    "ชิลี": "CL",
    "อินเดีย": "IN",
    "สหรัฐ": "US",
    "อิหร่าน": "IR",
    "อิสราเอล": "IL",
    "เมียนมา": "MM",
    "กัมพูชา": "KH",
    "เวียดนาม": "VN",
    "ญี่ปุ่น": "JP",
    "เกาหลีใต้": "KR",
    "เกาหลีเหนือ": "KP",
    "ฝรั่งเศส": "FR",
    "เยอรมนี": "DE",
    "ยูเครน": "UA",
    "อังกฤษ": "GB",
    "มาเลเซีย": "MY",
    "บรูไน": "BN",
    "ตุรกี": "TR",
    "ปากีสถาน": "PK",
    "อัฟกานิสถาน": "AF",
    "คาซัคสถาน": "KZ",
    "ทาจิกิสถาน": "TJ",
    "จอร์เจีย": "GE",
    "มอลโดวา": "MD",
    "เติร์กเมนิสถาน": "TM",
    "สหรัฐอเมริกา": "US",
    "อิรัก": "IQ",
}


def read_marked(marked: str, document_date: str | None = None) -> tuple[Analysis, dict[str, str]]:
    """Return the analysis of marked-up text, and the entity id of each canonical name in it."""
    text, spans = "", []
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[1], match[2], match[3]))
        text += match[1]
        position = match.end()
    text += marked[position:]
    doc = ids.record_id(text)
    names: dict[str, str] = {}
    longest: dict[str, tuple[str, str]] = {}
    for _, _, form, label, canonical in spans:
        if label not in _VALUES:
            key = canonical or form
            if key not in longest or len(form) > len(longest[key][0]):
                longest[key] = (form, longest.get(key, (form, label))[1])
    entities = {}
    for key, (form, label) in longest.items():
        names[key] = ids.entity_id(label, form, None)
        entities[names[key]] = Entity(
            id=names[key],
            label=label,
            name_th=form,
            name_en=None,
            name_en_method=None,
            aliases=(),
            qid=None,
            iso3166=STATES.get(form.removeprefix("ประเทศ")),
            geonames_id=None if form in STATES else 1,
            coordinates=None,
            roles=(),
        )
    mentions, temporal = [], []
    for start, end, form, label, value in spans:
        mentions.append(
            Mention(
                start=start,
                end=end,
                text=form,
                id=ids.mention_id(doc, start, end, label),
                label=label,
                entity_id=None if label in _VALUES else names[value or form],
                nested_in=None,
                method="rule",
                rule_id="test",
                score=1.0,
            )
        )
        if label == "DATE" and value:
            temporal.append(
                Temporal(
                    start=start,
                    end=end,
                    text=form,
                    id=ids.temporal_id(doc, start, end),
                    edtf=value,
                    timex=Timex(type="DATE", value=value, mod=None),
                    calendar=None,
                    precision={4: "year", 7: "month"}.get(len(value), "day"),
                    anchor_id=None,
                    resolution="stated",
                )
            )
    tokens, at = [], 0
    for word in _TOKENIZER(text):
        tokens.append(Token(at, at + len(word), word))
        at += len(word)
    protected = [Range(start=m.start, end=m.end) for m in mentions]
    first = {}
    for mention in mentions:
        if mention.entity_id is not None:
            first.setdefault(mention.entity_id, len(first))
    analysis = Analysis(
        id=doc,
        text=text,
        document_date=date.fromisoformat(document_date) if document_date else None,
        tokens=tuple(tokens),
        sections=(Section(start=0, end=len(text), level=0, title=None),),
        sentences=tuple(split_sentences(text, protected=protected)),
        mentions=tuple(mentions),
        entities=tuple(sorted(entities.values(), key=lambda e: first[e.id])),
        temporal=tuple(temporal),
        citations=tuple(
            Citation(
                start=m.start, end=m.end, text=text[m.start : m.end], id=ids.citation_id(doc, m.start, m.end), ref=m.ref
            )
            for m in find_citations(text)
        ),
    )
    return analysis, names


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[Analysis, dict[str, str]]]:
    """Return the reader of marked-up text."""
    return read_marked


@pytest.fixture(scope="session")
def outlook() -> Outlook:
    """Return the views of a network that has learnt nothing."""
    return Outlook([0], *(np.zeros((1, len(labels)), dtype=np.float32) for labels in (MODALITIES, PARTS)))
