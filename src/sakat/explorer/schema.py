"""The tables the explorer asks: those of the dataset, what joins them, and the indexes of search and facets."""

from __future__ import annotations

import sqlite3
from pathlib import Path

SCHEMA_VERSION = 1
"""Part of the name of a cached database: another number makes it anew."""

EVENT_COLUMNS = (
    "event_id", "article_id", "uri", "document_date", "type", "subtype", "mode", "context", "plover_score", "trigger",
    "actor_ids", "actors_th", "actors_en", "recipient_ids", "recipients_th", "recipients_en", "place_id", "place_th",
    "place_en", "iso3166", "lat", "lon", "edtf", "date_start", "date_end", "polarity", "modality", "source_id",
    "source_en", "same_as", "score", "label_th", "label_en", "evidence_text",
)  # fmt: skip
"""The keys of a row of events.jsonl, in order."""

ENTITY_COLUMNS = (
    "id", "label", "name_th", "name_en", "name_en_method", "aliases", "qid", "iso3166", "geonames_id", "lat", "lon",
    "roles", "article_count", "mention_count",
)  # fmt: skip

_REAL = frozenset({"plover_score", "lat", "lon", "score"})

TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE articles (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, uri TEXT NOT NULL, title TEXT, "
    "document_date TEXT, licence TEXT, text TEXT NOT NULL, event_count INTEGER NOT NULL, "
    "mention_count INTEGER NOT NULL, record TEXT NOT NULL)",
    "CREATE TABLE entities (id TEXT PRIMARY KEY, label TEXT NOT NULL, name_th TEXT NOT NULL, name_en TEXT, "
    "name_en_method TEXT, aliases TEXT NOT NULL, qid TEXT, iso3166 TEXT, geonames_id INTEGER, lat REAL, lon REAL, "
    "roles TEXT NOT NULL, article_count INTEGER NOT NULL, mention_count INTEGER NOT NULL, event_count INTEGER)",
    "CREATE TABLE events (n INTEGER PRIMARY KEY, "
    + ", ".join(f"{name} {'REAL' if name in _REAL else 'TEXT'}" for name in EVENT_COLUMNS)
    + ", country TEXT, month TEXT, year TEXT, decade TEXT, FOREIGN KEY (article_id) REFERENCES articles(id), "
    "FOREIGN KEY (place_id) REFERENCES entities(id))",
    "CREATE TABLE participants (entity_id TEXT NOT NULL REFERENCES entities(id), role TEXT NOT NULL, "
    "event INTEGER NOT NULL REFERENCES events(n), PRIMARY KEY (entity_id, role, event)) WITHOUT ROWID",
    "CREATE TABLE article_entities (entity_id TEXT NOT NULL REFERENCES entities(id), "
    "article INTEGER NOT NULL REFERENCES articles(n), mentions INTEGER NOT NULL, "
    "PRIMARY KEY (entity_id, article)) WITHOUT ROWID",
    "CREATE TABLE facet_counts (facet TEXT, value TEXT, events INTEGER NOT NULL, "
    "PRIMARY KEY (facet, value)) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE article_grams USING fts5(title, text, tokenize='trigram', content='', detail='full')",
    "CREATE VIRTUAL TABLE article_terms USING fts5vocab(article_grams, row)",
    "CREATE VIRTUAL TABLE article_words USING fts5(words, content='', tokenize=\"unicode61 remove_diacritics 0 "
    "categories 'L* N* M* Co'\")",
    "CREATE VIRTUAL TABLE event_grams USING fts5(evidence, labels, tokenize='trigram', content='', detail='full')",
    "CREATE VIRTUAL TABLE event_terms USING fts5vocab(event_grams, row)",
    "CREATE VIRTUAL TABLE entity_grams USING fts5(names, tokenize='trigram', content='', detail='full')",
    "CREATE VIRTUAL TABLE entity_terms USING fts5vocab(entity_grams, row)",
)

INDEXES = (
    "CREATE UNIQUE INDEX events_id ON events(event_id)",
    "CREATE INDEX events_newest ON events(date_start DESC, n)",
    "CREATE INDEX events_score ON events(score DESC, n)",
    "CREATE INDEX events_article ON events(article_id, n)",
    "CREATE INDEX events_type ON events(type, date_start DESC, n)",
    "CREATE INDEX events_country ON events(country, date_start DESC, n)",
    "CREATE INDEX events_place ON events(place_id, date_start DESC, n)",
    "CREATE INDEX events_polarity ON events(polarity, date_start DESC, n)",
    "CREATE INDEX events_modality ON events(modality, date_start DESC, n)",
    "CREATE INDEX events_month ON events(month, type)",
    "CREATE INDEX events_year ON events(year, type)",
    "CREATE INDEX events_decade ON events(decade, type)",
    "CREATE INDEX events_map ON events(place_id, type) WHERE lat IS NOT NULL",
    "CREATE INDEX participants_event ON participants(event, role)",
    "CREATE INDEX participants_role ON participants(role, event, entity_id)",
    "CREATE INDEX article_entities_article ON article_entities(article)",
    "CREATE INDEX articles_newest ON articles(document_date DESC, n)",
    "CREATE INDEX entities_events ON entities(event_count DESC, id)",
    "CREATE INDEX entities_label ON entities(label, event_count DESC, id)",
)

VIEWS = (
    "CREATE VIEW event_participants AS SELECT events.event_id, events.type, events.date_start, events.date_end, "
    "participants.role, entities.id AS entity_id, entities.label, entities.name_th, entities.name_en "
    "FROM events JOIN participants ON participants.event = events.n "
    "JOIN entities ON entities.id = participants.entity_id",
    "CREATE VIEW events_by_month AS SELECT month, type, count(*) AS events FROM events "
    "WHERE month IS NOT NULL GROUP BY month, type",
    "CREATE VIEW events_by_place AS SELECT place_id, place_th, place_en, lat, lon, count(*) AS events FROM events "
    "WHERE lat IS NOT NULL GROUP BY place_id",
)


def connect_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection to a finished database that nothing can write through; rows have names."""
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    return connection
