"""The page of an article: its text with marks, its events with roles, dates and citations."""

from __future__ import annotations

import sqlite3
from typing import Any

from sakat.explorer.articles import find_article, shown_title
from sakat.explorer.events import find_event
from sakat.explorer.highlight import cut_text
from sakat.explorer.visit import Page, Redirect, Visit, not_found


def article_page(connection: sqlite3.Connection, visit: Visit) -> Page:
    """Return the page of an article; `event` names the event that is open."""
    record = find_article(connection, visit.parts["id"])
    if record is None:
        return not_found()
    parts = {
        name: {item["id"]: item for item in record[name]} for name in ("entities", "mentions", "temporal", "citations")
    }
    return Page(
        "article.html",
        {
            "record": record,
            "title": record["source"]["title"] or shown_title(record["text"]),
            "paragraphs": cut_text(record),
            "events": record["events"],
            "types": {event["id"]: event["type"] for event in record["events"]},
            "spans": {event["id"]: event_spans(event, parts) for event in record["events"]},
            "opened": visit.get("event"),
            **parts,
        },
    )


def event_spans(event: dict[str, Any], parts: dict[str, dict[str, Any]]) -> str:
    """Return where the parts of an event stand in the text: `role:start-end`, with spaces between."""
    spans = [("trigger", event["trigger"])]
    spans += [("evidence", stretch) for stretch in event["evidence"]]
    for argument in event["arguments"]:
        if argument["mention_id"] is not None:
            spans.append((argument["role"], parts["mentions"][argument["mention_id"]]))
    if event["time"] is not None:
        spans.append(("time", parts["temporal"][event["time"]["temporal_id"]]))
    if event["place"] is not None and event["place"]["mention_id"] is not None:
        spans.append(("place", parts["mentions"][event["place"]["mention_id"]]))
    return " ".join(f"{role}:{span['start']}-{span['end']}" for role, span in spans)


def event_redirect(connection: sqlite3.Connection, visit: Visit) -> Page | Redirect:
    """Return where an event is shown: open in its article."""
    event = find_event(connection, visit.parts["id"])
    if event is None:
        return not_found()
    return Redirect(f"/articles/{event['article_id']}?event={event['event_id']}#{event['event_id']}")
