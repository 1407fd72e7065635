"""Writes the inline source of an annotated article from its gold, so that compiling it gives the gold again."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import yaml

from sakat.errors import GoldError
from sakat.gold.check import check_gold
from sakat.gold.model import Gold, GoldDate, GoldEntity, GoldEvent
from sakat.gold.source.compile import compile_source
from sakat.gold.source.extent import write_extent
from sakat.gold.source.markup import ESCAPED
from sakat.gold.source.rows import EVENT_FLAGS
from sakat.gold.source.sentences import find_signs
from sakat.gold.source.tokens import quote, quote_if_needed

_ROW_ORDER = (
    "actors", "recipients", "location", "edtf", "modality", "source", "context", "coref", "type_alt", "edtf_alt",
    "modality_alt", "args_ok", "note",
)  # fmt: skip

_Names = tuple[str, str | None, tuple[str, ...], str | None]
"""Label, name_en, name_en_alt and qid: what the row of an entity says."""


class _Item(NamedTuple):
    """One annotation over a span, in words."""

    start: int
    end: int
    words: str


def decompile_gold(gold: Gold, text: str, *, metadata: Mapping[str, Any] | None = None, file: str = "gold") -> str:
    """Return the inline source of an annotated article.

    Args:
        gold: The annotation.
        text: The article.
        metadata: Front matter beside `document_date`, in the order it is written.
        file: What messages call the annotation.

    Raises:
        GoldError: If the gold is not sound, or holds what the format cannot say: a sentence over two lines.
    """
    problems = check_gold(gold, text, file=file)
    if problems:
        raise GoldError("\n".join(map(str, problems)))
    names = _entity_rows(gold.entities)
    rows = _event_rows(gold, text)
    head = _front_matter({**(metadata or {}), "document_date": gold.document_date})
    body = _Writer(gold, text, names).write(rows)
    source = head + "".join(_entity_row(name, row) for name, row in names.items()) + body
    compiled = compile_source(source, file=f"source of {file}")
    if compiled.text != text or compiled.gold != gold:
        difference = _first_difference(compiled.gold, gold)
        raise GoldError(f"{file}: found {difference}; expected items in text order, sentences in lines")
    return source


def _first_difference(compiled: Gold, gold: Gold) -> str:
    for name in Gold.model_fields:
        old, new = getattr(gold, name), getattr(compiled, name)
        if old != new and isinstance(old, tuple):
            index = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
            return f"{name}[{index}], which an inline source cannot hold as it is"
    return "a value that an inline source cannot hold"


def _front_matter(fields: Mapping[str, Any]) -> str:
    return "---\n" + yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=1000) + "---\n"


def _entity_rows(entities: Iterable[GoldEntity]) -> dict[str, _Names]:
    """Return what most mentions of each canonical id say of it, ids in text order."""
    found: dict[str, Counter[_Names]] = {}
    for entity in entities:
        if entity.canonical is not None:
            found.setdefault(entity.canonical, Counter())[_names(entity)] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in found.items()}


def _names(entity: GoldEntity) -> _Names:
    return entity.label, entity.name_en, entity.name_en_alt, entity.qid


def _entity_row(name: str, row: _Names) -> str:
    label, name_en, others, qid = row
    words = [f"%{name}", label]
    if name_en is not None:
        words.append(quote(name_en))
    if others:
        words.append("alt=" + ",".join(map(quote, others)))
    if qid is not None:
        words.append(f"qid={qid}")
    return " ".join(words) + "\n"


def _event_rows(gold: Gold, text: str) -> list[tuple[int, str]]:
    """Return each event's row with the start of its trigger, in the order of the gold."""
    return [(event.trigger.start, _event_row(event, text)) for event in gold.events]


def _event_row(event: GoldEvent, text: str) -> str:
    words = [f"%{event.id}", event.type]
    codes = [*event.mode, *([event.subtype] if event.subtype else [])]
    if codes:
        words.append(",".join(codes))
    for key in _ROW_ORDER:
        value = getattr(event, key)
        values = value if isinstance(value, tuple) else () if value is None else (value,)
        if values and (key, value) != ("modality", "asserted"):
            words.append(f"{key}=" + ",".join("null" if item is None else quote_if_needed(item) for item in values))
    if event.alt_triggers:
        trigger = event.trigger
        extents = (write_extent(text, trigger.start, trigger.end, span) for span in event.alt_triggers)
        words.append("alt=" + ",".join(extents))
    words += [flag for flag in EVENT_FLAGS if getattr(event, flag)]
    return " ".join(words) + "\n"


def _is_date(entity: GoldEntity) -> bool:
    return entity.label in ("DATE", "TIME")


def _date_words(date: GoldDate) -> str:
    words = f"={quote_if_needed(date.edtf)}"
    return words + (" edtf_alt=" + ",".join(map(quote_if_needed, date.edtf_alt)) if date.edtf_alt else "")


class _Writer:
    """Writes marks into the text, nested as their spans are; a span that crosses another is cut and named."""

    def __init__(self, gold: Gold, text: str, names: Mapping[str, _Names]) -> None:
        self._gold = gold
        self._text = text
        self._names = names

    def write(self, rows: list[tuple[int, str]]) -> str:
        opening: dict[int, list[tuple[int, str]]] = {}
        for start, end, words in self._marks():
            opening.setdefault(start, []).append((end, words))
        signs = dict(find_signs(self._text, [(sentence.start, sentence.end) for sentence in self._gold.sentences]))
        waiting = deque(rows)
        parts: list[str] = []
        if not self._text.endswith("\n"):
            parts += [row for _, row in waiting]
            waiting.clear()
        open_marks: list[tuple[int, str]] = []
        for position, character in enumerate(self._text):
            before = self._close(open_marks, position) + signs.get(position, "") + "{" * len(opening.get(position, []))
            open_marks += opening.get(position, [])
            starts_line = not before and (position == 0 or self._text[position - 1] == "\n")
            escaped = character in ESCAPED or (character == "%" and starts_line)
            parts.append(before + "\\" * escaped + character)
            while character == "\n" and waiting and waiting[0][0] < position:
                parts.append(waiting.popleft()[1])
        return "".join(parts) + self._close(open_marks, len(self._text))

    @staticmethod
    def _close(open_marks: list[tuple[int, str]], position: int) -> str:
        closed = ""
        while open_marks and open_marks[-1][0] == position:
            closed += f"|{open_marks.pop()[1]}}}"
        return closed

    def _marks(self) -> list[tuple[int, int, str]]:
        """Return start, end and words of each mark, outer before inner."""
        items = sorted(self._items(), key=lambda item: (item.start, -item.end))
        marks: list[tuple[int, int, str]] = []
        open_ends: list[int] = []
        for item in items:
            while open_ends and open_ends[-1] <= item.start:
                open_ends.pop()
            end = min([item.end, *open_ends[-1:]])
            words = item.words
            if end < item.end:
                words += f" span={write_extent(self._text, item.start, end, (item.start, item.end))}"
            if marks and marks[-1][:2] == (item.start, end):
                marks[-1] = (item.start, end, f"{marks[-1][2]} {words}")
            else:
                marks.append((item.start, end, words))
                open_ends.append(end)
        return marks

    def _items(self) -> list[_Item]:
        items = []
        free = list(self._gold.dates)
        for entity in self._gold.entities:
            date = next((date for date in free if (date.start, date.end) == (entity.start, entity.end)), None)
            if date is not None and _is_date(entity) and date.optional == entity.optional:
                free.remove(date)
            else:
                date = None
            items.append(_Item(entity.start, entity.end, self._entity(entity, date)))
        items += [_Item(date.start, date.end, "?" * date.optional + _date_words(date)) for date in free]
        items += [_Item(event.trigger.start, event.trigger.end, event.id) for event in self._gold.events]
        for quoted in self._gold.quotes:
            items.append(_Item(quoted.start, quoted.end, "?" * quoted.optional + f"quote:{quoted.speaker or '-'}"))
        for citation in self._gold.citations:
            items.append(_Item(citation.start, citation.end, f"cite:{quote_if_needed(citation.ref)}"))
        return items

    def _entity(self, entity: GoldEntity, date: GoldDate | None) -> str:
        words = ["?" if entity.optional else ""]
        if entity.canonical is None:
            words[0] += entity.label + ("" if date is None else _date_words(date))
        else:
            label, name_en, others, qid = self._names[entity.canonical]
            words[0] += entity.canonical + ("" if entity.label == label else f":{entity.label}")
            if entity.name_en != name_en:
                words.append(f"en={'null' if entity.name_en is None else quote(entity.name_en)}")
            if entity.name_en_alt != others:
                words.append(f"en_alt={','.join(map(quote, entity.name_en_alt)) or 'null'}")
            if entity.qid != qid:
                words.append(f"qid={entity.qid or 'null'}")
        if entity.alt:
            named = []
            for start, end, label in entity.alt:
                extent = write_extent(self._text, entity.start, entity.end, (start, end))
                named.append(extent if label == entity.label else f"{extent}:{label}")
            words.append("alt=" + ",".join(named))
        return " ".join(words)
