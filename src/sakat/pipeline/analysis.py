"""From a document's layers to the record's parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sakat.dates import TemporalMatch
from sakat.entities.candidate import Candidate
from sakat.events.analysis import Analysis, Token
from sakat.pipeline.layers import doc_text, doc_words, document_date, get_layer, kept, layer_sources
from sakat.pipeline.layout import Part
from sakat.pipeline.linker import linked_entities
from sakat.record import Citation, Mention, Quote, Range, Section, Temporal, TextSpan, Timex, Warning, ids
from sakat.text.wikitext import CitationMark


def analyse(doc: Doc) -> Analysis:
    """Return what the components have found in a document so far, as parts of a record."""
    keys = ("sections", "citations", "dates", "mentions", "sentences")
    early = kept(doc, (analyse, len(doc)), layer_sources(doc, keys), lambda: _analyse_early(doc))
    quotes = tuple(get_layer(doc, "quotes", Quote))
    return replace(early, quotes=quotes) if quotes else early


def _analyse_early(doc: Doc) -> Analysis:
    """Return what stands before the quotations are looked for."""
    text = doc_text(doc)
    record = ids.record_id(text)
    entities, entity_ids = linked_entities(doc)
    candidates = get_layer(doc, "mentions", Candidate)
    mentions = _mentions(record, text, candidates, entity_ids or [None] * len(candidates))
    return Analysis(
        id=record,
        text=text,
        document_date=document_date(doc),
        tokens=_tokens(doc_words(doc)),
        sections=_sections(text, get_layer(doc, "sections", Part)),
        sentences=tuple(get_layer(doc, "sentences", Range)),
        mentions=mentions,
        entities=entities,
        temporal=_temporal(record, text, get_layer(doc, "dates", TemporalMatch), mentions),
        citations=tuple(
            Citation(
                id=ids.citation_id(record, mark.start, mark.end),
                start=mark.start,
                end=mark.end,
                text=text[mark.start : mark.end],
                ref=mark.ref,
            )
            for mark in get_layer(doc, "citations", CitationMark)
        ),
    )


def date_warnings(doc: Doc) -> list[Warning]:
    """Return what the date recognizer has to say of single expressions."""
    return [
        Warning(code=warning.code, message=warning.message, start=match.start, end=match.end)
        for match in get_layer(doc, "dates", TemporalMatch)
        for warning in match.warnings
    ]


def _tokens(words: Iterable[str]) -> tuple[Token, ...]:
    tokens: list[Token] = []
    start = 0
    for word in words:
        end = start + len(word)
        tokens.append(Token(start, end, word))
        start = end
    return tuple(tokens)


def _sections(text: str, parts: Iterable[Part]) -> tuple[Section, ...]:
    sections = []
    for part in parts:
        heading = part.heading
        title = None
        if heading is not None:
            title = TextSpan(start=heading.start, end=heading.end, text=text[heading.start : heading.end])
        level = heading.level if heading is not None else 0
        sections.append(Section(start=part.start, end=part.end, level=level, title=title))
    return tuple(sections)


def _mentions(
    record: str, text: str, candidates: Sequence[Candidate], entity_ids: Sequence[str | None]
) -> tuple[Mention, ...]:
    mentions: list[Mention] = []
    holders: list[Mention] = []
    for item, entity_id in zip(candidates, entity_ids, strict=True):
        while holders and holders[-1].end <= item.start:
            holders.pop()
        mention = Mention(
            id=ids.mention_id(record, item.start, item.end, item.label),
            start=item.start,
            end=item.end,
            text=text[item.start : item.end],
            label=item.label,
            entity_id=entity_id,
            nested_in=holders[-1].id if holders else None,
            method=item.method,
            rule_id=item.rule_id,
            score=round(item.score, 4),
        )
        mentions.append(mention)
        holders.append(mention)
    return tuple(mentions)


def _temporal(
    record: str, text: str, matches: Sequence[TemporalMatch], mentions: Sequence[Mention]
) -> tuple[Temporal, ...]:
    """Return the expressions that survive as a mention or lie in the name of an event or law."""
    own = {(mention.start, mention.end) for mention in mentions if mention.label in {"DATE", "TIME"}}
    names = [mention for mention in mentions if mention.label in {"EVENT", "LAW"}]
    kept = [
        index
        for index, match in enumerate(matches)
        if (match.start, match.end) in own or any(name.start <= match.start and match.end <= name.end for name in names)
    ]
    known = {index: ids.temporal_id(record, matches[index].start, matches[index].end) for index in kept}
    return tuple(_as_temporal(text, matches[index], known[index], known) for index in kept)


def _as_temporal(text: str, match: TemporalMatch, own_id: str, known: dict[int, str]) -> Temporal:
    anchor = known.get(match.antecedent) if match.antecedent is not None else None
    lost = match.antecedent is not None and anchor is None
    return Temporal.model_validate(
        {
            "id": own_id,
            "start": match.start,
            "end": match.end,
            "text": text[match.start : match.end],
            "edtf": None if lost else match.edtf,
            "timex": Timex(type=match.timex_type, value=match.timex_value, mod=match.timex_mod),  # type: ignore[arg-type]
            "calendar": match.calendar,
            "precision": None if lost else match.precision,
            "anchor_id": anchor,
            "resolution": None if lost else match.resolution,
        }
    )
