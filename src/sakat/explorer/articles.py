"""Asks the database for articles: a page of a list, searched or not, and one with its whole record."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sakat.explorer.search import Fragment, make_snippet, match_expression, word_expression

PAGE_SIZE = 20
_HEAD = "n, id, uri, title, document_date, licence, event_count, mention_count"


@dataclass(frozen=True)
class ArticleSummary:
    """An article in a list, with the surroundings of what was searched for."""

    id: str
    uri: str
    title: str
    document_date: str | None
    event_count: int
    mention_count: int
    snippet: tuple[Fragment, ...]


def count_articles(connection: sqlite3.Connection, query: str) -> int:
    """Return how many articles hold every term of a query; all if it has none."""
    if not query.strip():
        return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    expression = match_expression(connection, query, "article_terms")
    if expression is None:
        return 0
    sql = "SELECT count(*) FROM article_grams WHERE article_grams MATCH ?"
    return int(connection.execute(sql, (expression,)).fetchone()[0])


def page_of_articles(
    connection: sqlite3.Connection, query: str, page: int, size: int = PAGE_SIZE
) -> list[ArticleSummary]:
    """Return a page of articles, newest first; in a search those first that hold the query as words of their own."""
    limits = (size, (page - 1) * size)
    if not query.strip():
        head = f"SELECT {_HEAD}, substr(text, 1, 400) AS text FROM articles"
        rows = connection.execute(f"{head} ORDER BY document_date DESC, n LIMIT ? OFFSET ?", limits)
        return [_summary(row, query) for row in rows]
    expression = match_expression(connection, query, "article_terms")
    if expression is None:
        return []
    words = word_expression(query)
    as_word = "n IN (SELECT rowid FROM article_words WHERE article_words MATCH ?) DESC, " if words else ""
    numbers = connection.execute(
        "SELECT n FROM articles WHERE n IN (SELECT rowid FROM article_grams WHERE article_grams MATCH ?) "
        f"ORDER BY {as_word}document_date DESC, n LIMIT ? OFFSET ?",
        (expression, *([words] if words else []), *limits),
    )
    return [_summary(_row(connection, row["n"]), query) for row in numbers.fetchall()]


def _row(connection: sqlite3.Connection, number: int) -> sqlite3.Row:
    row = connection.execute(f"SELECT {_HEAD}, text FROM articles WHERE n = ?", (number,)).fetchone()
    assert isinstance(row, sqlite3.Row)
    return row


def _summary(row: sqlite3.Row, query: str) -> ArticleSummary:
    title = row["title"] or shown_title(row["text"])
    body = row["text"] if query.strip() else row["text"].strip().removeprefix(title)
    snippet = make_snippet(body, query)
    return ArticleSummary(
        row["id"],
        row["uri"],
        title,
        row["document_date"],
        row["event_count"],
        row["mention_count"],
        tuple(snippet),
    )


def shown_title(text: str, longest: int = 80) -> str:
    """Return what stands for the title of an article without one: its first line, cut."""
    line = text.strip().split("\n", 1)[0]
    return line if len(line) <= longest else f"{line[:longest].rstrip()}…"


def find_article(connection: sqlite3.Connection, article_id: str) -> dict[str, Any] | None:
    """Return the record of an article."""
    row = connection.execute("SELECT record FROM articles WHERE id = ?", (article_id,)).fetchone()
    return json.loads(row["record"]) if row is not None else None


def articles_of_entity(connection: sqlite3.Connection, entity_id: str, limit: int) -> list[sqlite3.Row]:
    """Return the articles that name an entity, most mentions first."""
    return connection.execute(
        "SELECT articles.id, coalesce(title, uri) AS title, document_date, mentions FROM article_entities "
        "JOIN articles ON articles.n = article WHERE entity_id = ? ORDER BY mentions DESC, article LIMIT ?",
        (entity_id, limit),
    ).fetchall()


def titles_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return the title, else the uri, of articles by id."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT id, coalesce(title, uri) AS title FROM articles WHERE id IN ({marks})", ids)
    return {row["id"]: row["title"] for row in rows}
