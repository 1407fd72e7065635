"""Compares two dataset folders, article by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from sakat.compare.entities import entity_pairs
from sakat.compare.events import pair_events
from sakat.compare.folder import ArticleIndex, entity_rows
from sakat.dataset.flatten import Row, event_rows
from sakat.record import Record

Kind = Literal["article", "event", "entity"]
How = Literal["added", "removed", "changed", "moved"]

_IDS = frozenset({"event_id", "article_id"})
_OF_ARTICLE = frozenset({"uri", "document_date"})
_COUNTS = frozenset({"article_count", "mention_count"})


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with its old and its new value."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not in both datasets as it was.

    Attributes:
        kind: What it is.
        how: `moved` is an event that says the same and only has a new id, since the text around it changed.
        old_id: Its id in the old dataset, None if added.
        new_id: Its id in the new dataset, None if removed.
        type: Type of an event, label of an entity, None for an article.
        uri: The article, None for an entity.
        label_th: Thai line or name; the title of an article.
        label_en: English line or name.
        evidence: The text an event was read from, in the new dataset if it is there.
        fields: What changed, for `changed` alone.
    """

    kind: Kind
    how: How
    old_id: str | None
    new_id: str | None
    type: str | None
    uri: str | None
    label_th: str | None
    label_en: str | None
    evidence: str | None
    fields: tuple[FieldChange, ...] = ()


def compare_datasets(old: Path, new: Path) -> Iterator[Change]:
    """Yield what changed, articles by uri with their events in text order, then entities by id.

    Articles are paired by uri, else by id; two records are in memory at a time.

    Raises:
        InputError: If a folder holds no dataset.
        RecordError: If a line is no record.
    """
    with ArticleIndex(old) as before, ArticleIndex(new) as after:
        for old_key, new_key in _pair_keys(before, after):
            if old_key is not None and new_key is not None and before.line(old_key) == after.line(new_key):
                continue
            old_record = before.record(old_key) if old_key is not None else None
            new_record = after.record(new_key) if new_key is not None else None
            yield from _article(old_record, new_record)
            yield from _events(old_record, new_record)
    for old_row, new_row in entity_pairs(entity_rows(old), entity_rows(new)):
        yield from _entity(old_row, new_row)


def _pair_keys(before: ArticleIndex, after: ArticleIndex) -> Iterator[tuple[str | None, str | None]]:
    """Yield the uris of both sides that name one article: the same uri, else the same text under another."""
    renamed: dict[str, str] = {}
    for uri in after.uris() - before.uris():
        old_uri = before.uri_of(after.id_of(uri))
        if old_uri is not None and old_uri not in after.uris():
            renamed[old_uri] = uri
    taken = set(renamed.values())
    for uri in sorted(before.uris() | after.uris()):
        if uri in renamed:
            yield uri, renamed[uri]
        elif uri not in taken:
            yield uri if uri in before.uris() else None, uri if uri in after.uris() else None


def _article(old: Record | None, new: Record | None) -> Iterator[Change]:
    shown = new or old
    assert shown is not None
    fields = tuple(_differences(_about(old), _about(new), frozenset())) if old and new else ()
    if old is not None and new is not None and not fields:
        return
    yield Change(
        kind="article",
        how=_how(old, new),
        old_id=old.id if old is not None else None,
        new_id=new.id if new is not None else None,
        type=None,
        uri=shown.source.uri,
        label_th=shown.source.title,
        label_en=None,
        evidence=None,
        fields=fields,
    )


def _about(record: Record | None) -> Row:
    """Return what is said of an article itself; its text by its length and id."""
    if record is None:
        return {}
    source = record.source.model_dump(exclude={"sha256"})
    return {**source, "id": record.id, "text_length": len(record.text)}


def _events(old: Record | None, new: Record | None) -> Iterator[Change]:
    old_rows = list(event_rows(old)) if old is not None else []
    new_rows = list(event_rows(new)) if new is not None else []
    pairs = pair_events(old, new)
    counterpart = {
        old_rows[one]["event_id"]: new_rows[other]["event_id"]
        for one, other in pairs
        if one is not None and other is not None
    }
    for one, other in pairs:
        old_row = old_rows[one] if one is not None else None
        new_row = new_rows[other] if other is not None else None
        fields: tuple[FieldChange, ...] = ()
        if old_row is not None and new_row is not None:
            told_before = {**old_row, "same_as": counterpart.get(old_row["same_as"], old_row["same_as"])}
            fields = tuple(_differences(told_before, new_row, _IDS | _OF_ARTICLE))
            if not fields and old_row["event_id"] == new_row["event_id"]:
                continue
        yield _event(old_row, new_row, fields)


def _event(old: Row | None, new: Row | None, fields: tuple[FieldChange, ...]) -> Change:
    shown = new or old
    assert shown is not None
    return Change(
        kind="event",
        how=_how(old, new) if fields or not (old and new) else "moved",
        old_id=old["event_id"] if old is not None else None,
        new_id=new["event_id"] if new is not None else None,
        type=shown["type"],
        uri=shown["uri"],
        label_th=shown["label_th"],
        label_en=shown["label_en"],
        evidence=shown["evidence_text"],
        fields=fields,
    )


def _entity(old: Row | None, new: Row | None) -> Iterator[Change]:
    shown = new or old
    assert shown is not None
    fields = tuple(_differences(old, new, _COUNTS)) if old is not None and new is not None else ()
    if old is not None and new is not None and not fields:
        return
    yield Change(
        kind="entity",
        how=_how(old, new),
        old_id=old["id"] if old is not None else None,
        new_id=new["id"] if new is not None else None,
        type=shown["label"],
        uri=None,
        label_th=shown["name_th"],
        label_en=shown["name_en"],
        evidence=None,
        fields=fields,
    )


def _how(old: object | None, new: object | None) -> How:
    if old is None:
        return "added"
    return "removed" if new is None else "changed"


def _differences(old: Mapping[str, Any], new: Mapping[str, Any], passed_over: Iterable[str]) -> Iterator[FieldChange]:
    for name in dict.fromkeys([*old, *new]):
        if name not in passed_over and old.get(name) != new.get(name):
            yield FieldChange(name, old.get(name), new.get(name))
