"""What the report counts, kept in a temporary database: any number of articles fits in memory."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sakat.record import Record
from sakat.record.edtf import edtf_bounds, edtf_precision

_SCHEMA = """
CREATE TABLE articles (
  id TEXT PRIMARY KEY, uri TEXT, title TEXT, day TEXT, genre TEXT, events INT, entities INT, warnings INT
) WITHOUT ROWID;
CREATE INDEX articles_by_uri ON articles (uri);
CREATE TABLE entities (
  id TEXT PRIMARY KEY, label TEXT, th TEXT, en TEXT, articles INT, mentions INT, actor INT, recipient INT, place INT
) WITHOUT ROWID;
"""
_ADD_ENTITY = """
INSERT INTO entities VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
  articles = articles + 1, mentions = mentions + excluded.mentions, actor = actor + excluded.actor,
  recipient = recipient + excluded.recipient, place = place + excluded.place,
  th = min(th, excluded.th), en = min(coalesce(en, excluded.en), coalesce(excluded.en, en))
"""
_FINE = frozenset({"month", "week", "day", "hour", "minute", "second"})


@dataclass(frozen=True)
class ArticleRow:
    """One article in the lists."""

    id: str
    uri: str
    title: str | None
    day: str | None
    genre: str
    events: int
    entities: int
    warnings: int

    @property
    def page(self) -> str:
        """Where its page stands."""
        return article_page(self.id)


@dataclass(frozen=True)
class EntityRow:
    """One entity with how often it takes part."""

    id: str
    label: str
    th: str
    en: str | None
    articles: int
    mentions: int
    actor: int
    recipient: int
    place: int


def article_page(record_id: str) -> str:
    """Return where the page of a record stands: named by its id, so any uri will do."""
    return f"articles/{record_id}.html"


class Tables:
    """Counts of a dataset, article by article."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(path)
        self._base.executescript(_SCHEMA)
        self.types: Counter[str] = Counter()
        self.modalities: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.months: Counter[tuple[str, str]] = Counter()
        """Events by month YYYY-MM and type, of those whose date lies in one month."""
        self.years: Counter[tuple[str, str]] = Counter()
        """Events by year YYYY and type, of those whose date lies in one year."""
        self.articles = self.mentions = self.events = self.dates = self.quotes = self.warnings = 0

    def close(self) -> None:
        """Close the database."""
        self._base.close()

    def add(self, record: Record, genre: str) -> None:
        """Count one article in."""
        self.articles += 1
        self.mentions += len(record.mentions)
        self.events += len(record.events)
        self.dates += len(record.temporal)
        self.quotes += len(record.quotes)
        self.warnings += len(record.warnings)
        self.types.update(event.type for event in record.events)
        self.modalities.update(event.modality for event in record.events)
        self.labels.update(mention.label for mention in record.mentions)
        for event in record.events:
            if event.time is not None and event.time.edtf is not None:
                self._add_date(event.time.edtf, event.type)
        source = record.source
        self._base.execute(
            "INSERT OR REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.id, source.uri, source.title, source.document_date, genre,
                len(record.events), len(record.entities), len(record.warnings),
            ),
        )  # fmt: skip
        roles = Counter((argument.role, argument.entity_id) for event in record.events for argument in event.arguments)
        places = Counter(event.place.entity_id for event in record.events if event.place is not None)
        mentions = Counter(mention.entity_id for mention in record.mentions)
        self._base.executemany(
            _ADD_ENTITY,
            (
                (
                    entity.id, entity.label, entity.name_th, entity.name_en, mentions[entity.id],
                    roles["actor", entity.id], roles["recipient", entity.id], places[entity.id],
                )
                for entity in record.entities
            ),
        )  # fmt: skip

    def _add_date(self, edtf: str, event_type: str) -> None:
        first, last = edtf_bounds(edtf)
        if first is None or last is None or first.year != last.year:
            return
        self.years[f"{first.year:04d}", event_type] += 1
        if first.month == last.month and edtf_precision(edtf) in _FINE:
            self.months[f"{first.year:04d}-{first.month:02d}", event_type] += 1

    def list_articles(self) -> Iterator[ArticleRow]:
        """Yield the articles, newest first, those without a date last."""
        for row in self._base.execute("SELECT * FROM articles ORDER BY day IS NULL, day DESC, uri, id"):
            yield ArticleRow(*row)

    def page_of(self, uri: str) -> str | None:
        """Return the page of the article of a uri; None if there is none."""
        row = self._base.execute("SELECT id FROM articles WHERE uri = ?", (uri,)).fetchone()
        return article_page(row[0]) if row is not None else None

    def count_by(self, what: str) -> list[tuple[str | None, int]]:
        """Return the number of articles of each `genre` or `year`, by genre size or by year."""
        if what == "genre":
            query = "SELECT genre, count(*) AS n FROM articles GROUP BY genre ORDER BY n DESC, genre LIMIT 60"
        else:
            query = "SELECT substr(day, 1, 4) AS y, count(*) FROM articles GROUP BY y ORDER BY y IS NULL, y DESC"
        return self._base.execute(query).fetchall()

    def top_entities(self, role: str, limit: int = 15) -> list[EntityRow]:
        """Return the entities that most often are `actor`, `recipient` or `place`."""
        column = {"actor": "actor", "recipient": "recipient", "place": "place"}[role]
        query = f"SELECT * FROM entities WHERE {column} > 0 ORDER BY {column} DESC, mentions DESC, id LIMIT ?"
        return [EntityRow(*row) for row in self._base.execute(query, (limit,))]

    def count_entities(self) -> int:
        """Return the number of entities."""
        number: int = self._base.execute("SELECT count(*) FROM entities").fetchone()[0]
        return number
