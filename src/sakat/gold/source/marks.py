"""Reads the marks of a source file: mentions, values, dates, triggers, quotes, reference marks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sakat.gold.source.extent import find_extent
from sakat.gold.source.markup import Layout, Mark
from sakat.gold.source.rows import LABELS, Rows
from sakat.gold.source.tokens import Place, Token, unquote
from sakat.record.mention import VALUE_LABELS

_VALUE = re.compile(r"(?=.)([A-Z_]+)?(?:=(.+))?")
_NAME = re.compile(r"([a-z0-9_]+)(?::([A-Z_]+))?")
_ASIDE = re.compile(r"(quote|cite):(.*)")

Items = dict[str, list[tuple[Place, dict[str, Any]]]]
"""The lists of the gold by name: each item with the place it comes from."""


def read_marks(layout: Layout, rows: Rows) -> Items:
    """Return the lists of the gold that the marks give, in text order; the events' triggers are put into their rows.

    Problems are added to those of the layout.
    """
    reader = _Reader(layout, rows)
    for mark in layout.marks:
        reader.read(mark)
    for name, place in rows.places.items():
        if name not in reader.used:
            layout.report(place, f"a row for {name!r}, which no mark names", f"a mark {{…|{name}}} in the text")
    for items in reader.items.values():
        items.sort(key=lambda item: (item[1]["start"], -item[1]["end"]))
    return reader.items


class _Reader:
    """Goes through the marks once, keeping the items so far and the ids that are used."""

    def __init__(self, layout: Layout, rows: Rows) -> None:
        self._layout = layout
        self._rows = rows
        self.used: set[str] = set()
        self.items: Items = {"entities": [], "dates": [], "quotes": [], "citations": []}

    def read(self, mark: Mark) -> None:
        groups: list[list[Token]] = []
        for token in mark.tokens:
            if token.key is None:
                groups.append([token])
            elif groups:
                groups[-1].append(token)
            else:
                self._layout.report(token.place, repr(token.written), "an annotation before what qualifies it")
        for head, *tail in groups:
            self._read_item(mark, head, tail)

    def _read_item(self, mark: Mark, head: Token, tail: list[Token]) -> None:
        word = head.written.removeprefix("?")
        optional = word != head.written
        value, name, aside = _VALUE.fullmatch(word), _NAME.fullmatch(word), _ASIDE.fullmatch(word)
        if aside and not (optional and aside[1] == "cite"):
            self._read_aside(mark, head, aside[1], unquote(aside[2]), tail, optional=optional)
        elif value and (value[1] is None or value[1] in LABELS):
            self._read_value(mark, head, value[1], value[2], tail, optional=optional)
        elif name and name[1] in self._rows.events:
            self._read_trigger(mark, head, name[1], tail)
        elif name and name[1] in self._rows.entities:
            self._read_name(mark, head, name[1], name[2], tail, optional=optional)
        elif name:
            self._report(head, f"an id that has a row: %{name[1]} LABEL … or %{name[1]} TYPE …")
        else:
            self._report(head, "an id, LABEL, LABEL=EDTF, =EDTF, e1, quote:id or cite:n")

    def _read_value(
        self, mark: Mark, head: Token, label: str | None, edtf: str | None, tail: list[Token], *, optional: bool
    ) -> None:
        if label is not None and label not in VALUE_LABELS:
            self._report(head, f"{{text|id}} with a row %id {label} …; only values stand alone")
            return
        tail = self._allowed(tail, "span", *(["alt"] if label else []), *(["edtf_alt"] if edtf else []))
        span = self._text_span(mark, tail)
        if label is not None:
            entity = {**span, "label": label, "name_en": None, "canonical": None, "optional": optional}
            self._put("entities", head, self._with_alternatives(entity, tail))
        if edtf is not None:
            others = [unquote(value) for token in tail if token.key == "edtf_alt" for value in token.values]
            self._put("dates", head, {**span, "edtf": unquote(edtf), "edtf_alt": others, "optional": optional})

    def _read_name(
        self, mark: Mark, head: Token, name: str, label: str | None, tail: list[Token], *, optional: bool
    ) -> None:
        self.used.add(name)
        tail = self._allowed(tail, "span", "alt", "en", "en_alt", "qid")
        entity = {**self._text_span(mark, tail), **self._rows.entities[name], "canonical": name, "optional": optional}
        if label is not None:
            entity["label"] = label
        for token in tail:
            values = [None if value == "null" else unquote(value) for value in token.values]
            if token.key == "en_alt":
                entity["name_en_alt"] = [value for value in values if value is not None]
            elif token.key in ("en", "qid"):
                entity["name_en" if token.key == "en" else "qid"] = values[0]
        self._put("entities", head, self._with_alternatives(entity, tail))

    def _read_trigger(self, mark: Mark, head: Token, name: str, tail: list[Token]) -> None:
        self.used.add(name)
        event = self._rows.events[name]
        if head.written != name:
            self._report(head, f"{name} alone; the rest is said on its row")
        for token in tail:
            if token.key != "span":
                self._report(token, f"this on the row of {name}")
        if event.fields["trigger"] is not None:
            expected = "one mark an event; alt= on its row for other triggers"
            self._layout.report(head.place, f"a second mark of {name}", expected)
            return
        trigger = self._text_span(mark, self._allowed([token for token in tail if token.key == "span"], "span"))
        for place, words in event.spans:
            trigger = self._at(*self._extent(trigger["start"], trigger["end"], place, words))
        event.fields["trigger"] = trigger
        event.fields["alt_triggers"] = [
            self._extent(trigger["start"], trigger["end"], place, words) for place, words in event.alternatives
        ]

    def _read_aside(self, mark: Mark, head: Token, kind: str, value: str, tail: list[Token], *, optional: bool) -> None:
        span = self._text_span(mark, self._allowed(tail, "span"))
        del span["text"]
        if kind == "cite":
            self._put("citations", head, {**span, "ref": value})
        else:
            speaker = None if value in ("-", "") else value
            self._put("quotes", head, {**span, "speaker": speaker, "optional": optional})

    def _allowed(self, tail: Iterable[Token], *keys: str) -> list[Token]:
        """Return the words after an annotation that may stand there, and report the others."""
        kept = []
        for token in tail:
            if token.key not in keys:
                self._report(token, f"one of {', '.join(f'{key}=' for key in keys)}")
            elif token.key in ("span", "en", "qid") and len(token.values) > 1:
                self._report(token, f"{token.key}= with one value")
            else:
                kept.append(token)
        return kept

    def _with_alternatives(self, entity: dict[str, Any], tail: Iterable[Token]) -> dict[str, Any]:
        """Return a mention with its `alt`: each value is a span, as it is or with `:LABEL` after it."""
        alternatives = []
        for token in tail:
            if token.key != "alt":
                continue
            for value in token.values:
                words, _, label = value.rpartition(":")
                if not (words and label in LABELS):
                    words, label = value, entity["label"]
                span = self._extent(entity["start"], entity["end"], token.place, unquote(words))
                alternatives.append([*span, label])
        return {**entity, "alt": alternatives}

    def _text_span(self, mark: Mark, tail: Iterable[Token]) -> dict[str, Any]:
        span = mark.start, mark.end
        for token in tail:
            if token.key == "span":
                span = self._extent(*span, token.place, unquote(token.values[0]))
        return self._at(*span)

    def _at(self, start: int, end: int) -> dict[str, Any]:
        return {"start": start, "end": end, "text": self._layout.text[start:end]}

    def _extent(self, start: int, end: int, place: Place, wanted: str) -> tuple[int, int]:
        """Return the span that a value names, the marked one after a report if there is none."""
        text = self._layout.text
        span = find_extent(text, start, end, wanted)
        if span is None:
            expected = f"words of the text that share a letter with {text[start:end]!r}, or +n:+n"
            self._layout.report(place, repr(wanted), expected)
        return span or (start, end)

    def _put(self, name: str, head: Token, item: dict[str, Any]) -> None:
        self.items[name].append((head.place, item))

    def _report(self, token: Token, expected: str) -> None:
        self._layout.report(token.place, repr(token.written), expected)
