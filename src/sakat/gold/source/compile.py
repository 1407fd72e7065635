"""Compiles the inline source of an annotated article to its gold: spans, ids, events, every rule checked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from pydantic import ValidationError

from sakat.errors import GoldError
from sakat.gold.check import check_gold
from sakat.gold.model import Gold
from sakat.gold.source.extent import find_extent
from sakat.gold.source.markup import Layout, Mark, Row, SourceProblem, read_layout
from sakat.gold.source.sentences import split_at_signs
from sakat.gold.source.tokens import Place, Token, unquote
from sakat.record.event import EventType, Subtype
from sakat.record.mention import VALUE_LABELS, Label

LABELS = frozenset(get_args(Label))
TYPES = frozenset(get_args(EventType))
SUBTYPES = frozenset(get_args(Subtype))
EVENT_LISTS = ("actors", "recipients", "context", "type_alt", "edtf_alt", "modality_alt", "args_ok")
EVENT_VALUES = ("location", "edtf", "modality", "source", "coref", "note")
EVENT_FLAGS = (
    "negated", "role_any", "location_any", "symmetric", "polarity_any", "source_optional", "optional",
)  # fmt: skip
_VALUE_ITEM = re.compile(r"([A-Z_]+)?(?:=(.+))?")
_NAME_ITEM = re.compile(r"([a-z0-9_]+)(?::([A-Z_]+))?")
_GOLD_PATH = re.compile(r"([a-z_]+)(?:\[(\d+)\])?")


@dataclass(frozen=True)
class Compiled:
    """An annotated article: its metadata, its text, its gold."""

    metadata: dict[str, Any]
    text: str
    gold: Gold


def compile_source(source: str, *, file: str = "source") -> Compiled:
    r"""Return the article and gold that an inline source stands for.

    Args:
        source: Content of an `.anno` file, NFC with LF line ends.
        file: What messages call it.

    Raises:
        GoldError: With every problem on a line of its own: file, line, column, what was found and expected.

    >>> compiled = compile_source('''---
    ... document_date: null
    ... ---
    ... %peru GPE "Peru"
    ... %e1 CONSULT actors=peru
    ... {เปรู|peru}{หารือ|e1}
    ... ''')
    >>> compiled.text, compiled.gold.events[0].trigger.start
    ('เปรูหารือ\n', 4)
    """
    compiler = _Compiler(read_layout(source, file=file), file)
    compiled = compiler.compile()
    if compiled is None:
        problems = sorted(compiler.problems, key=lambda problem: problem.place)
        raise GoldError("\n".join(map(str, problems)))
    return compiled


class _Compiler:
    """One compilation: collects problems, and the place each part of the gold comes from."""

    def __init__(self, layout: Layout, file: str) -> None:
        self.layout = layout
        self.problems = list(layout.problems)
        self._file = file
        self._text = layout.text
        self._entities: dict[str, dict[str, Any]] = {}
        self._events: dict[str, dict[str, Any]] = {}
        self._rows: dict[str, Place] = {}
        self._used: set[str] = set()
        self._items: dict[str, list[tuple[Place, dict[str, Any]]]] = {
            name: [] for name in ("entities", "dates", "events", "quotes", "citations")
        }

    def compile(self) -> Compiled | None:
        for row in self.layout.rows:
            self._read_row(row)
        for mark in self.layout.marks:
            self._read_mark(mark)
        for name, place in self._rows.items():
            if name not in self._used:
                self._report(place, f"a row for {name!r}, which no mark names", f"a mark {{…|{name}}} in the text")
        for name, event in self._events.items():
            self._items["events"].append((self._rows[name], event))
        return self._build()

    def _build(self) -> Compiled | None:
        if self.problems:
            return None
        content = {
            "text_sha256": hashlib.sha256(self._text.encode()).hexdigest(),
            "document_date": self._document_date(),
            "sentences": [{"start": start, "end": end} for start, end in split_at_signs(self._text, self.layout.signs)],
            **{name: [item for _, item in items] for name, items in self._items.items()},
        }
        try:
            gold = Gold.model_validate_json(json.dumps(content))
        except ValidationError as error:
            for item in error.errors(include_url=False):
                path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in item["loc"])
                self._report(self._place_of(path.lstrip(".")), f"{path.lstrip('.')} {item.get('input')!r}", item["msg"])
            return None
        for problem in check_gold(gold, self._text, file=self._file):
            self._report(self._place_of(problem.path), f"{problem.path} {problem.found}", problem.expected)
        return None if self.problems else Compiled(self.layout.metadata, self._text, gold)

    def _document_date(self) -> str | None:
        value = self.layout.metadata.get("document_date")
        return value.isoformat() if type(value) is date else value

    def _place_of(self, path: str) -> Place:
        """Return where the part of the gold that a path names comes from."""
        match = _GOLD_PATH.match(path)
        if match and match[2] is not None:
            number = int(match[2])
            if match[1] in self._items:
                return self._items[match[1]][number][0]
            return self.layout.places[split_at_signs(self._text, self.layout.signs)[number][0]]
        return Place(1, 1)

    # Rows

    def _read_row(self, row: Row) -> None:
        name = row.tokens[0].written
        if not re.fullmatch(r"[a-z0-9_]+", name):
            self._report(row.place, repr(name), "an id of small letters, digits and _ after %")
            return
        if name in self._rows:
            self._report(row.place, f"a second row for {name!r}", f"one; the first is on line {self._rows[name].line}")
            return
        kind = row.tokens[1].written if len(row.tokens) > 1 else ""
        if kind in LABELS:
            self._read_entity_row(name, row)
        elif kind in TYPES:
            self._read_event_row(name, row)
        else:
            place = row.tokens[1].place if kind else row.place
            self._report(place, repr(kind), "an entity label (GPE) or an event type (CONSULT) after the id")
            return
        self._rows[name] = row.place

    def _read_entity_row(self, name: str, row: Row) -> None:
        label = row.tokens[1].written
        if label in VALUE_LABELS:
            self._report(row.tokens[1].place, label, f"{{text|{label}}} in the text; values have no rows")
        entity: dict[str, Any] = {"label": label, "name_en": None}
        for token in row.tokens[2:]:
            if token.key is None and entity["name_en"] is None:
                entity["name_en"] = unquote(token.written)
            elif token.key == "alt":
                entity.setdefault("name_en_alt", []).extend(map(unquote, token.values))
            elif token.key == "qid":
                entity["qid"] = unquote(token.values[0])
            else:
                self._report(token.place, token.written, '"English name", alt="Other name" or qid=Q1')
        self._entities[name] = entity

    def _read_event_row(self, name: str, row: Row) -> None:
        kind = row.tokens[1].written
        event: dict[str, Any] = {
            "id": name, "type": kind, "subtype": None, "mode": [], "trigger": None, "actors": [], "recipients": [],
            "location": None, "edtf": None, "negated": False, "modality": "asserted", "source": None,
        }  # fmt: skip
        bare = [token for token in row.tokens[2:] if token.key is None]
        for token in bare:
            if token.written in EVENT_FLAGS:
                event[token.written] = True
            elif token is row.tokens[2]:
                codes = [unquote(value) for value in token.values]
                event["mode"] = [code for code in codes if code not in SUBTYPES]
                event["subtype"] = next((code for code in codes if code in SUBTYPES), None)
            else:
                self._report(token.place, repr(token.written), f"key=value, or a flag: {', '.join(EVENT_FLAGS)}")
        for token in row.tokens[2:]:
            if token.key is not None:
                self._read_event_value(event, token)
        self._events[name] = event

    def _read_event_value(self, event: dict[str, Any], token: Token) -> None:
        key = token.key
        if key in EVENT_LISTS:
            values: list[str | None] = [unquote(value) for value in token.values]
            event[key] = [None if value == "null" else value for value in values] if key == "edtf_alt" else values
        elif key in EVENT_VALUES and len(token.values) == 1:
            event[key] = unquote(token.values[0])
        elif key in ("alt", "span"):
            event.setdefault(f"_{key}", []).extend((token.place, unquote(value)) for value in token.values)
        else:
            allowed = ", ".join((*EVENT_LISTS, *EVENT_VALUES, "alt", "span"))
            self._report(token.place, repr(token.written), f"one of {allowed} with a value")

    # Marks

    def _read_mark(self, mark: Mark) -> None:
        groups: list[list[Token]] = []
        for token in mark.tokens:
            if token.key is None:
                groups.append([token])
            elif groups:
                groups[-1].append(token)
            else:
                self._report(token.place, token.written, "an annotation before what qualifies it")
        for head, *tail in groups:
            self._read_item(mark, head, tail)

    def _read_item(self, mark: Mark, head: Token, tail: list[Token]) -> None:
        optional = head.written.startswith("?")
        word = head.written.removeprefix("?")
        kind, colon, rest = word.partition(":")
        value, name = _VALUE_ITEM.fullmatch(word), _NAME_ITEM.fullmatch(word)
        if colon and kind in ("quote", "cite"):
            self._read_aside(mark, head, kind, unquote(rest), tail, optional=optional)
        elif value and (value[1] is None or value[1] in LABELS):
            self._read_value(mark, head, value[1], value[2], tail, optional=optional)
        elif name and name[1] in self._events and not name[2] and not optional:
            self._read_trigger(mark, head, name[1], tail)
        elif name and name[1] in self._entities:
            self._read_name(mark, head, name[1], name[2], tail, optional=optional)
        elif name and not optional:
            self._report(head.place, repr(word), f"an id that has a row: %{name[1]} LABEL … or %{name[1]} TYPE …")
        else:
            self._report(head.place, repr(word), "an id, LABEL, LABEL=EDTF, =EDTF, e1, quote:id or cite:n")

    def _read_value(
        self, mark: Mark, head: Token, label: str | None, edtf: str | None, tail: list[Token], *, optional: bool
    ) -> None:
        flag = {"optional": True} if optional else {}
        if label is not None:
            entity = {**self._span(mark, tail), "label": label, "name_en": None, "canonical": None, **flag}
            self._add_alternatives(entity, tail, ("alt", "span", "edtf_alt") if edtf else ("alt", "span"))
            self._items["entities"].append((head.place, entity))
        if edtf is not None:
            item = {**self._span(mark, tail), "edtf": unquote(edtf), **flag}
            for token in tail:
                if token.key == "edtf_alt":
                    item["edtf_alt"] = [unquote(value) for value in token.values]
                elif label is None and token.key != "span":
                    self._report(token.place, token.written, "edtf_alt=… or span=…")
            self._items["dates"].append((head.place, item))
        elif label not in VALUE_LABELS:
            self._report(head.place, head.written, f"{{text|id}} with a row %id {label} …; only values stand alone")

    def _read_name(
        self, mark: Mark, head: Token, name: str, label: str | None, tail: list[Token], *, optional: bool
    ) -> None:
        row = self._entities[name]
        entity = {
            **self._span(mark, tail),
            "label": label or row["label"],
            "name_en": row["name_en"],
            "canonical": name,
        }
        for key in ("name_en_alt", "qid"):
            if key in row:
                entity[key] = row[key]
        self._add_alternatives(entity, tail, ("alt", "span", "en", "en_alt", "qid"))
        for token in tail:
            values = [None if value == "null" else unquote(value) for value in token.values]
            if token.key == "en":
                entity["name_en"] = values[0]
            elif token.key == "en_alt":
                entity["name_en_alt"] = [value for value in values if value is not None]
            elif token.key == "qid":
                entity["qid"] = values[0]
        if optional:
            entity["optional"] = True
        self._used.add(name)
        self._items["entities"].append((head.place, entity))

    def _read_trigger(self, mark: Mark, head: Token, name: str, tail: list[Token]) -> None:
        event = self._events[name]
        for token in tail:
            self._report(token.place, token.written, f"this on the row of {name}")
        if event["trigger"] is not None:
            self._report(
                head.place, f"a second mark of {name}", "one mark an event; alt= on its row for other triggers"
            )
            return
        start, end = mark.start, mark.end
        for place, wanted in event.pop("_span", []):
            start, end = self._extent(start, end, place, wanted) or (start, end)
        event["trigger"] = {"start": start, "end": end, "text": self._text[start:end]}
        alternatives = [self._extent(start, end, place, wanted) for place, wanted in event.pop("_alt", [])]
        if alternatives:
            event["alt_triggers"] = [list(span) for span in alternatives if span is not None]
        self._used.add(name)

    def _read_aside(self, mark: Mark, head: Token, kind: str, value: str, tail: list[Token], *, optional: bool) -> None:
        span = self._span(mark, tail)
        del span["text"]
        for token in tail:
            if token.key != "span":
                self._report(token.place, token.written, "span=… or nothing")
        if kind == "cite":
            self._items["citations"].append((head.place, {**span, "ref": value}))
            return
        quote = {**span, "speaker": None if value in ("-", "") else value}
        if optional:
            quote["optional"] = True
        self._items["quotes"].append((head.place, quote))

    def _add_alternatives(self, entity: dict[str, Any], tail: Iterable[Token], allowed: tuple[str, ...]) -> None:
        """Fill in `alt`: each value is a span, as it is or with `:LABEL` after it."""
        for token in tail:
            if token.key not in allowed:
                self._report(token.place, token.written, f"one of {', '.join(f'{key}=' for key in allowed)}")
            if token.key != "alt":
                continue
            for value in token.values:
                words, _, label = value.rpartition(":")
                if not (words and label in LABELS):
                    words, label = value, entity["label"]
                span = self._extent(entity["start"], entity["end"], token.place, unquote(words))
                if span is not None:
                    entity.setdefault("alt", []).append([*span, label])

    def _span(self, mark: Mark, tail: Iterable[Token]) -> dict[str, Any]:
        start, end = mark.start, mark.end
        for token in tail:
            if token.key == "span":
                start, end = self._extent(start, end, token.place, unquote(token.values[0])) or (start, end)
        return {"start": start, "end": end, "text": self._text[start:end]}

    def _extent(self, start: int, end: int, place: Place, wanted: str) -> tuple[int, int] | None:
        span = find_extent(self._text, start, end, wanted)
        if span is None:
            self._report(
                place, repr(wanted), f"words of the text that share a letter with {self._text[start:end]!r}, or +n:+n"
            )
        return span

    def _report(self, place: Place, found: str, expected: str) -> None:
        self.problems.append(SourceProblem(self._file, place, found, expected))
